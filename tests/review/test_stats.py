"""What is counted, and what is not, on a real database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.detect.policy import Flag, GuildPolicy, RuleKind
from bot.review.appeal_types import Heard
from bot.review.desk import Desk
from bot.review.figures import Agreement
from bot.review.policies import Policies
from bot.review.second_look import Answer, SecondLook
from bot.review.stats import LABELS_SHOWN, SCORE_BINS, Load, Statistics, Stats, score_bin
from bot.review.types import Case, CaseState, Plan
from bot.store import scores, subjects
from bot.store.database import Database
from tests.review.appeal_kit import open_court
from tests.review.kit import (
    AUTHOR,
    GUILD,
    LIVE,
    MOD,
    MOD_2,
    START,
    Clock,
    FakeEffects,
    accused,
    live_desk,
    record,
    toxic,
    view,
)

THRESHOLDS = {"toxicity": 0.5, "insult": 0.5, "threat": 0.3, "obscene": 0.9, "identity_attack": 0.7}


class Office:
    """A desk with a clock, and its statistics."""

    def __init__(self, db: Database, clock: Clock, desk: Desk) -> None:
        self.db, self.clock, self.desk = db, clock, desk
        self.policies = Policies(db, GuildPolicy.new(THRESHOLDS), clock=clock)
        self._statistics = Statistics(db, self.policies, clock=clock)
        self._messages = 0

    async def case(self, *, flag: Any = None, **message: Any) -> Case:
        self._messages += 1
        return await self.db.write(record, view(self._messages, **message), flag, now=self.clock.now)

    async def stats(self, days: int = 7, guild_id: int = GUILD) -> Stats:
        return await self._statistics.of(guild_id, days)


@pytest.fixture
async def office(db: Database, clock: Clock) -> Office:
    made = Office(db, clock, await live_desk(db, clock))
    await made.policies.update(
        GUILD,
        MOD,
        lambda policy: policy.model_copy(
            update={
                "base": policy.base.model_copy(update={"thresholds": THRESHOLDS}),
                "second_look_percent": 100,
            }
        ),
    )
    return made


async def test_nothing_yet(office: Office) -> None:
    stats = await office.stats()
    assert stats.empty
    assert (stats.undecided, stats.oldest, stats.load, stats.agreement) == (0, None, (), Agreement())
    assert (stats.waits.n, stats.waits.median, stats.waits.p90) == (0, None, None)
    assert stats.ends[RuleKind.TOXICITY].precision.value is None


async def test_a_server_that_the_bot_has_just_joined(office: Office) -> None:
    assert (await office.stats(guild_id=12345)).empty


async def test_cases_a_day(office: Office) -> None:
    await office.case()
    await office.case(flag=toxic())
    office.clock.pass_(days=2, hours=11, minutes=59)  # 23:59 two days later
    await office.case()
    office.clock.pass_(minutes=1)
    await office.case()
    await office.desk.report(view(99, "something else"), MOD, None, LIVE)
    stats = await office.stats(4)
    assert (stats.first, stats.last) == (date(2026, 3, 1), date(2026, 3, 4))
    assert stats.opened == {
        RuleKind.TOXICITY: (1, 0, 0, 0),
        RuleKind.ACCUSATION: (1, 0, 1, 1),
        RuleKind.REPORT: (0, 0, 0, 1),
        RuleKind.SELF_HARM: (0, 0, 0, 0),
    }
    assert (await office.stats(1)).opened[RuleKind.ACCUSATION] == (1,)
    assert (stats.undecided, stats.oldest) == (5, START)


async def test_how_long_a_decision_took(office: Office) -> None:
    for minutes in (1, 10, 10, 120):
        case = await office.case()
        office.clock.pass_(minutes=minutes)
        await office.desk.dismiss(GUILD, case.id, MOD)
    waits = (await office.stats()).waits
    assert (waits.n, waits.median, waits.p90) == (4, 600, 7200)
    assert waits.bins == (1, 2, 0, 1, 0, 0, 0)


async def test_a_reopened_case_waits_anew(office: Office) -> None:
    case = await office.case()
    await office.desk.dismiss(GUILD, case.id, MOD)
    office.clock.pass_(days=1)
    await office.desk.reopen(GUILD, case.id, MOD)
    assert (await office.stats()).waits.n == 0
    office.clock.pass_(minutes=2)
    await office.desk.uphold(GUILD, case.id, MOD, Plan())
    assert (await office.stats()).waits.median == 120


async def test_an_upheld_appeal_counts_against_precision_and_is_no_wait(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    case = await court.upheld()
    clock.pass_(minutes=10)
    other = await court.upheld(author=AUTHOR + 1)
    statistics = Statistics(db, Policies(db, GuildPolicy(), clock=clock), clock=clock)
    assert (await statistics.of(GUILD, 30)).ends[RuleKind.ACCUSATION].precision.part == 2
    appeal = await court.appealed(case)
    clock.pass_(days=5)
    assert isinstance(await court.appeals.uphold(GUILD, appeal.id, MOD_2, None), Heard)
    stats = await statistics.of(GUILD, 30)
    precision = stats.ends[RuleKind.ACCUSATION].precision
    assert (precision.part, precision.whole) == (1, 2)
    assert (stats.waits.n, stats.waits.p90) == (1, 0)
    await court.desk.reopen(GUILD, other.id, MOD)
    assert (await statistics.of(GUILD, 30)).ends[RuleKind.ACCUSATION].precision.whole == 1


async def test_scores_of_who_may_harm_themselves_are_no_evidence(office: Office) -> None:
    case = await office.case(flag=Flag(RuleKind.SELF_HARM, 0.9))
    await office.desk.uphold(GUILD, case.id, MOD, Plan())
    stats = await office.stats()
    assert all(one.upheld.n == 0 for one in stats.scores)
    assert stats.ends[RuleKind.SELF_HARM].upheld == 1


async def test_precision_counts_only_what_moderators_upheld_or_dismissed(office: Office) -> None:
    made = [await office.case() for _ in range(5)]
    await office.desk.uphold(GUILD, made[0].id, MOD, Plan())
    await office.desk.dismiss(GUILD, made[1].id, MOD)
    await office.desk.source_given(GUILD, made[2].id, AUTHOR, "https://court.example/88")
    await office.desk.withdrawn(GUILD, made[3].id, AUTHOR)
    await office.desk.mark_duplicate(GUILD, made[4].id, MOD, made[0].number)
    toxicity = await office.case(flag=toxic())
    await office.desk.uphold(GUILD, toxicity.id, MOD, Plan())
    stats = await office.stats()
    ends = stats.ends[RuleKind.ACCUSATION]
    assert (ends.precision.part, ends.precision.whole) == (1, 2)
    assert ends.others == {CaseState.SOURCED: 1, CaseState.WITHDRAWN: 1, CaseState.DUPLICATE: 1}
    assert (stats.ends[RuleKind.TOXICITY].precision.part, stats.ends[RuleKind.TOXICITY].others) == (1, {})
    assert stats.waits.n == 3


async def test_lapsed_cases_end_by_themselves(office: Office) -> None:
    await office.case()
    office.clock.pass_(days=31)
    await office.desk.tick()
    stats = await office.stats()
    assert stats.ends[RuleKind.ACCUSATION].others == {CaseState.LAPSED: 1}
    assert (stats.waits.n, stats.undecided, stats.empty) == (0, 0, False)


async def test_old_days_do_not_count(office: Office) -> None:
    case = await office.case()
    await office.desk.dismiss(GUILD, case.id, MOD)
    office.clock.pass_(days=8)
    assert (await office.stats(7)).empty
    assert (await office.stats(30)).waits.n == 1


async def test_another_servers_numbers_stay_there(office: Office) -> None:
    case = await office.case(guild_id=GUILD + 1)
    await office.desk.dismiss(GUILD + 1, case.id, MOD)
    assert (await office.stats()).empty
    assert (await office.stats(guild_id=GUILD + 1)).load[0].decisions == 1


async def test_scores_of_cases_and_of_shadow_mode(office: Office) -> None:
    up, down, _ = await office.case(), await office.case(), await office.case()
    await office.desk.uphold(GUILD, up.id, MOD, Plan())
    await office.desk.dismiss(GUILD, down.id, MOD)

    async def keep(message_id: int, at: float, **values: float) -> None:
        now = office.clock.now - timedelta(days=at)
        await office.db.write(scores.keep, GUILD, 1, message_id, "r", "m", values, now)

    await keep(1, 1, toxicity=0.04, threat=1.0, unknown=0.9)
    await keep(2, 2, toxicity=0.5, threat=0.31)
    await keep(3, 8, toxicity=0.99)
    stats = await office.stats(30)
    by_label = {one.label: one for one in stats.scores}
    assert len(stats.scores) == LABELS_SHOWN
    assert [one.label for one in stats.scores][:2] == ["toxicity", "threat"]
    toxicity = by_label["toxicity"]
    assert toxicity.threshold == 0.5
    assert (toxicity.upheld.bins[16], toxicity.upheld.n, toxicity.upheld.over) == (1, 1, 1)
    assert (toxicity.dismissed.n, toxicity.dismissed.over) == (1, 1)
    assert (toxicity.every.bins[0], toxicity.every.bins[10], toxicity.every.n, toxicity.every.over) == (
        1,
        1,
        2,
        1,
    )
    assert (by_label["threat"].every.bins[SCORE_BINS - 1], by_label["threat"].every.over) == (1, 2)


async def test_shadow_scores_alone_are_something_to_show(office: Office) -> None:
    await office.db.write(scores.keep, GUILD, 1, 1, "r", "m", {"toxicity": 0.2}, office.clock.now)
    assert not (await office.stats()).empty


@pytest.mark.parametrize(
    ("score", "place"),
    [(0.0, 0), (0.049, 0), (0.05, 1), (0.5, 10), (0.999, 19), (1.0, 19), (-0.1, 0), (1.2, 19)],
)
def test_bins_of_scores(score: float, place: int) -> None:
    assert score_bin(score) == place


async def test_load_and_handling_time(office: Office) -> None:
    made = [await office.case(author_id=AUTHOR + number) for number in range(4)]
    await office.desk.hold(GUILD, made[0].id, MOD)
    office.clock.pass_(minutes=3)
    await office.desk.hold(GUILD, made[0].id, MOD)  # renewed: the first claim counts
    office.clock.pass_(minutes=2)
    await office.desk.dismiss(GUILD, made[0].id, MOD)
    await office.desk.hold(GUILD, made[1].id, MOD)
    await office.desk.release(GUILD, made[1].id, MOD)
    office.clock.pass_(minutes=4)
    await office.desk.dismiss(GUILD, made[1].id, MOD)  # given back: not handled since
    await office.desk.hold(GUILD, made[2].id, MOD_2)
    office.clock.pass_(minutes=11)  # somebody else's lease ran out
    await office.desk.dismiss(GUILD, made[2].id, MOD)
    await office.desk.dismiss(GUILD, made[3].id, MOD_2)
    assert (await office.stats()).load == (Load(MOD, 3, 300), Load(MOD_2, 1, None))


async def test_a_claim_that_the_author_ended_is_over(office: Office) -> None:
    """The source was taken out again later: what is then decided was claimed by nobody."""
    case = await office.case()
    await office.desk.hold(GUILD, case.id, MOD)
    await office.desk.source_given(GUILD, case.id, AUTHOR, "https://court.example/88")
    office.clock.pass_(hours=5)
    await office.desk.reopen(GUILD, case.id, MOD_2)
    await office.desk.dismiss(GUILD, case.id, MOD)
    assert (await office.stats()).load == (Load(MOD, 1, None),)


async def test_handling_includes_the_effects(db: Database, clock: Clock) -> None:
    async def slowly(kind: str) -> None:
        clock.pass_(seconds=20)

    office = Office(db, clock, await live_desk(db, clock, FakeEffects(slowly)))
    case = await office.case()
    await office.desk.uphold(GUILD, case.id, MOD, Plan(warn=True))
    assert (await office.stats()).load == (Load(MOD, 1, 20),)


async def test_a_claim_from_before_the_first_day_counts(office: Office) -> None:
    office.clock.pass_(hours=11, minutes=55)  # 23:55
    case = await office.case()
    await office.desk.hold(GUILD, case.id, MOD)
    office.clock.pass_(minutes=8)
    await office.desk.dismiss(GUILD, case.id, MOD)
    assert (await office.stats(1)).load == (Load(MOD, 1, 480),)


async def test_a_forgotten_moderator_still_counts(office: Office) -> None:
    case = await office.case()
    await office.desk.dismiss(GUILD, case.id, MOD)
    await office.db.write(subjects.erase, GUILD, MOD)
    assert (await office.stats()).load == (Load(None, 1, None),)


async def test_agreement(office: Office) -> None:
    looks = SecondLook(office.db, office.policies, clock=office.clock)
    for uphold, answer in ((True, Answer.UPHOLD), (True, Answer.DISMISS), (False, Answer.DISMISS)):
        case = await office.case(flag=accused())
        if uphold:
            await office.desk.uphold(GUILD, case.id, MOD, Plan())
        else:
            await office.desk.dismiss(GUILD, case.id, MOD)
        look = await looks.next(GUILD, MOD_2)
        assert look is not None
        await looks.answer(GUILD, look.id, MOD_2, answer)
    assert (await office.stats()).agreement == Agreement(1, 1, 0, 1)
