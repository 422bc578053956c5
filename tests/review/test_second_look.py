"""Second looks: who is shown what, when, and what an answer does, which is nothing to the case."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from bot.detect.policy import Flag, GuildPolicy, RuleKind
from bot.review.audit import Event
from bot.review.desk import Desk
from bot.review.moves import LEASE
from bot.review.policies import Policies
from bot.review.second_look import DISAGREED, WINDOW, Answer, Outcome, SecondLook, Tally, drawn
from bot.review.types import Case, CaseState, Ok, Plan
from bot.store import audit as audit_rows
from bot.store.database import Database
from bot.store.tables import second_looks
from tests.review.appeal_kit import open_court
from tests.review.kit import AUTHOR, GUILD, LIVE, MOD, MOD_2, Clock, chain_holds, live_desk, record, view

MOD_3 = 402
ELSEWHERE = 101


class Bench:
    """A desk, and second looks at all it decides."""

    def __init__(self, db: Database, clock: Clock, desk: Desk) -> None:
        self.db, self.clock, self.desk = db, clock, desk
        self.policies = Policies(db, GuildPolicy(), clock=clock)
        self.woken = 0
        self.looks = SecondLook(db, self.policies, clock=clock, on_change=self._wake)

    def _wake(self) -> None:
        self.woken += 1

    async def set(self, **changes: Any) -> None:
        await self.policies.update(GUILD, MOD, lambda policy: policy.model_copy(update=changes))

    async def decided(
        self, message_id: int = 1, by: int = MOD, *, uphold: bool = False, guild_id: int = GUILD, **more: Any
    ) -> Case:
        case = await self.db.write(record, view(message_id, guild_id=guild_id, **more), now=self.clock.now)
        if uphold:
            result = await self.desk.uphold(guild_id, case.id, by, Plan())
        else:
            result = await self.desk.dismiss(guild_id, case.id, by)
        assert isinstance(result, Ok)
        return result.case

    async def events(self, case: Case) -> list[str]:
        found = await self.db.read(audit_rows.of_case, case.guild_id, case.id)
        return [row.event for row in found if row.event.startswith("second")]


@pytest.fixture
async def bench(db: Database, clock: Clock) -> Bench:
    made = Bench(db, clock, await live_desk(db, clock))
    await made.set(second_look_percent=100)
    return made


async def test_another_moderator_is_shown_the_case_and_answers(bench: Bench) -> None:
    case = await bench.decided()
    look = await bench.looks.next(GUILD, MOD_2)
    assert look is not None
    assert look.case.id == case.id
    assert await bench.looks.answer(GUILD, look.id, MOD_2, Answer.DISMISS) is Outcome.KEPT
    assert await bench.looks.next(GUILD, MOD_3) is None, "one answer a case"
    assert await bench.looks.tally(GUILD) == Tally(1, 0)
    assert await bench.events(case) == [Event.SECOND_SHOWN, Event.SECOND_ANSWERED]
    assert await chain_holds(bench.db)


@pytest.mark.parametrize("uphold", [True, False])
@pytest.mark.parametrize("answer", [*Answer])
@pytest.mark.parametrize("note", [True, False])
async def test_an_answer_leaves_the_decision_alone(
    bench: Bench, uphold: bool, answer: Answer, note: bool
) -> None:
    await bench.set(second_look_note=note)
    case = await bench.decided(uphold=uphold)
    look = await bench.looks.next(GUILD, MOD_2)
    assert look is not None
    await bench.looks.answer(GUILD, look.id, MOD_2, answer)
    after = await bench.desk.case_by_id(GUILD, case.id)
    assert after is not None
    assert (after.state, after.decided_by, after.decided_at, after.reason) == (
        case.state,
        case.decided_by,
        case.decided_at,
        case.reason,
    )
    differs = answer.value != case.state
    assert after.note == (DISAGREED if differs and note else None)
    assert await bench.looks.tally(GUILD) == Tally(1, int(differs))
    assert bench.woken == 1


async def test_a_remark_that_is_there_already_stays(bench: Bench) -> None:
    """What an edit after the decision left on the card weighs more."""
    await bench.set(second_look_note=True)
    case = await bench.decided()
    await bench.db.write(_set_note, case.id, "edited after the decision")
    look = await bench.looks.next(GUILD, MOD_2)
    assert look is not None
    await bench.looks.answer(GUILD, look.id, MOD_2, Answer.UPHOLD)
    after = await bench.desk.case_by_id(GUILD, case.id)
    assert after is not None
    assert after.note == "edited after the decision"


def _set_note(conn: Connection, case_id: int, words: str) -> None:
    conn.exec_driver_sql("UPDATE cases SET note = ? WHERE id = ?", (words, case_id))


@pytest.mark.parametrize(
    ("who", "shown"), [(MOD, False), (AUTHOR, False), (MOD_2, True)], ids=["decider", "author", "other"]
)
async def test_who_may_look(bench: Bench, who: int, shown: bool) -> None:
    await bench.decided()
    assert (await bench.looks.next(GUILD, who) is not None) is shown


async def test_who_reported_it_has_an_opinion_already(bench: Bench) -> None:
    await bench.db.write(record, view(1))
    await bench.desk.report(view(1), MOD_2, "look at this", LIVE)
    await bench.desk.dismiss(GUILD, 1, MOD)
    assert await bench.looks.next(GUILD, MOD_2) is None
    look = await bench.looks.next(GUILD, MOD_3)
    assert look is not None
    assert look.reasons == ("look at this",)


async def test_who_did_anything_with_it_has_an_opinion_already(bench: Bench) -> None:
    case = await bench.decided()
    await bench.desk.add_note(GUILD, case.id, MOD_2, "Knows better.")
    assert await bench.looks.next(GUILD, MOD_2) is None
    assert await bench.looks.next(GUILD, MOD_3) is not None


async def test_who_may_harm_themselves_is_no_question_of_agreement(bench: Bench) -> None:
    case = await bench.db.write(record, view(1), Flag(RuleKind.SELF_HARM, 0.9), now=bench.clock.now)
    await bench.desk.dismiss(GUILD, case.id, MOD)
    assert await bench.looks.next(GUILD, MOD_2) is None


async def test_an_appeal_makes_the_decision_known(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    policies = Policies(db, GuildPolicy(), clock=clock)
    await policies.update(GUILD, MOD, lambda policy: policy.model_copy(update={"second_look_percent": 100}))
    looks = SecondLook(db, policies, clock=clock)
    await court.upheld(by=MOD)
    appealed = await court.upheld(by=MOD, author=AUTHOR + 1)
    await court.appealed(appealed)
    look = await looks.next(GUILD, MOD_2)
    assert look is not None
    assert look.case.id != appealed.id
    await looks.answer(GUILD, look.id, MOD_2, Answer.UPHOLD)
    assert await looks.next(GUILD, MOD_2) is None


async def test_what_the_bot_settled_is_not_shown(bench: Bench) -> None:
    await bench.db.write(record, view(1))
    await bench.desk.withdrawn(GUILD, 1, AUTHOR)
    await bench.db.write(record, view(2))
    await bench.desk.mark_duplicate(GUILD, 2, MOD, 1)
    assert await bench.looks.next(GUILD, MOD_2) is None


async def test_neither_too_late_nor_without_its_text(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock, retention=timedelta(days=1))
    bench = Bench(db, clock, desk)
    await bench.set(second_look_percent=100)
    await bench.decided()
    clock.now += timedelta(days=1)
    assert await bench.looks.next(GUILD, MOD_2) is not None
    await desk.tick()
    assert await bench.looks.next(GUILD, MOD_2) is None
    await bench.decided(2)
    clock.now += WINDOW + timedelta(seconds=1)
    assert await bench.looks.next(GUILD, MOD_3) is None


async def test_another_servers_look_is_missing(bench: Bench) -> None:
    await bench.decided(guild_id=ELSEWHERE)
    assert await bench.looks.next(GUILD, MOD_2) is None
    await bench.policies.update(
        ELSEWHERE, MOD, lambda policy: policy.model_copy(update={"second_look_percent": 100})
    )
    look = await bench.looks.next(ELSEWHERE, MOD_2)
    assert look is not None
    assert await bench.looks.answer(GUILD, look.id, MOD_2, Answer.UPHOLD) is Outcome.MISSING
    assert await bench.looks.skip(GUILD, look.id, MOD_2) is Outcome.MISSING
    assert await bench.looks.answer(ELSEWHERE, look.id, MOD_3, Answer.UPHOLD) is Outcome.MISSING
    assert await bench.looks.answer(ELSEWHERE, look.id, MOD_2, Answer.UPHOLD) is Outcome.KEPT
    assert await bench.looks.tally(GUILD) == Tally(0, 0)


async def test_asking_again_shows_the_same_case_while_it_is_ours(bench: Bench) -> None:
    await bench.decided(1)
    await bench.decided(2)
    first = await bench.looks.next(GUILD, MOD_2)
    bench.clock.now += LEASE / 2
    again = await bench.looks.next(GUILD, MOD_2)
    bench.clock.now += LEASE / 2  # renewed by asking
    once_more = await bench.looks.next(GUILD, MOD_2)
    assert first is not None
    assert again is not None
    assert once_more is not None
    assert first.id == again.id == once_more.id
    other = await bench.looks.next(GUILD, MOD_3)
    assert other is not None
    assert other.case.id != first.case.id


async def test_a_look_that_takes_too_long_goes_to_somebody_else(bench: Bench) -> None:
    case = await bench.decided()
    late = await bench.looks.next(GUILD, MOD_2)
    bench.clock.now += LEASE
    look = await bench.looks.next(GUILD, MOD_3)
    assert late is not None
    assert look is not None
    assert look.case.id == case.id
    assert await bench.looks.answer(GUILD, late.id, MOD_2, Answer.UPHOLD) is Outcome.OVER
    assert await bench.looks.answer(GUILD, look.id, MOD_3, Answer.UPHOLD) is Outcome.KEPT
    assert await bench.events(case) == [
        Event.SECOND_SHOWN,
        Event.SECOND_OVER,
        Event.SECOND_SHOWN,
        Event.SECOND_ANSWERED,
    ]


async def test_a_late_answer_counts_while_nobody_else_took_the_case(bench: Bench) -> None:
    await bench.decided()
    look = await bench.looks.next(GUILD, MOD_2)
    bench.clock.now += 3 * LEASE
    assert look is not None
    assert await bench.looks.answer(GUILD, look.id, MOD_2, Answer.UPHOLD) is Outcome.KEPT


async def test_a_skipped_case_is_for_others(bench: Bench) -> None:
    case = await bench.decided()
    look = await bench.looks.next(GUILD, MOD_2)
    assert look is not None
    assert await bench.looks.skip(GUILD, look.id, MOD_2) is Outcome.KEPT
    assert await bench.looks.skip(GUILD, look.id, MOD_2) is Outcome.OVER
    assert await bench.looks.next(GUILD, MOD_2) is None
    assert await bench.looks.next(GUILD, MOD_3) is not None
    assert await bench.events(case) == [Event.SECOND_SHOWN, Event.SECOND_SKIPPED, Event.SECOND_SHOWN]
    assert await bench.looks.tally(GUILD) == Tally(0, 0)


@pytest.mark.parametrize("decided_again", [True, False])
async def test_a_decision_that_was_taken_back_is_not_asked_about(bench: Bench, decided_again: bool) -> None:
    case = await bench.decided()
    look = await bench.looks.next(GUILD, MOD_2)
    await bench.desk.reopen(GUILD, case.id, MOD)
    if decided_again:
        await bench.desk.dismiss(GUILD, case.id, MOD_3)
    assert look is not None
    assert await bench.looks.answer(GUILD, look.id, MOD_2, Answer.DISMISS) is Outcome.OVER
    assert await bench.looks.tally(GUILD) == Tally(0, 0)
    assert await bench.looks.next(GUILD, MOD) is None, "who decided before has an opinion"
    again = await bench.looks.next(GUILD, MOD_3 + 1)
    assert (again is not None) is decided_again


async def test_nobody_goes_on_with_a_case_that_was_reopened(bench: Bench) -> None:
    case = await bench.decided()
    assert await bench.looks.next(GUILD, MOD_2) is not None
    await bench.desk.reopen(GUILD, case.id, MOD)
    assert await bench.looks.next(GUILD, MOD_2) is None
    assert await bench.events(case) == [Event.SECOND_SHOWN, Event.SECOND_OVER]


async def test_switched_off(bench: Bench) -> None:
    await bench.decided()
    await bench.set(second_look_percent=0)
    assert await bench.looks.next(GUILD, MOD_2) is None
    assert await bench.looks.next(ELSEWHERE, MOD_2) is None


async def test_only_what_is_drawn_is_shown_also_after_a_restart(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.second_look.BATCH", 7)
    await bench.set(second_look_percent=30)
    made = [await bench.decided(number) for number in range(1, 41)]
    shown = []
    while look := await SecondLook(bench.db, bench.policies, clock=bench.clock).next(GUILD, MOD_2):
        shown.append(look.case.id)
        await bench.looks.answer(GUILD, look.id, MOD_2, Answer.DISMISS)
    key = await bench.db.read(_key)
    assert shown == [case.id for case in made if drawn(key, case.id, case.round, 30)]
    assert 0 < len(shown) < 40


def _key(conn: Connection) -> bytes:
    return bytes(conn.exec_driver_sql(f"SELECT hmac_key FROM guilds WHERE guild_id = {GUILD}").scalar_one())


async def test_many_at_once_each_look_at_another_case(bench: Bench) -> None:
    for number in range(1, 13):
        await bench.decided(number)
    people = range(500, 520)
    found = await asyncio.gather(*(bench.looks.next(GUILD, person) for person in (*people, *people)))
    by_person: dict[int, set[int]] = {}
    for person, look in zip((*people, *people), found, strict=True):
        if look is not None:
            by_person.setdefault(person, set()).add(look.case.id)
    assert all(len(cases) == 1 for cases in by_person.values())
    assert sorted(case for cases in by_person.values() for case in cases) == list(range(1, 13))


async def test_one_answer_wins(bench: Bench) -> None:
    await bench.decided()
    look = await bench.looks.next(GUILD, MOD_2)
    assert look is not None
    outcomes = await asyncio.gather(
        *(bench.looks.answer(GUILD, look.id, MOD_2, answer) for answer in [*Answer] * 10)
    )
    assert sorted(outcomes) == sorted([Outcome.KEPT, *[Outcome.OVER] * 19])
    answers = await bench.db.read(lambda conn: conn.execute(select(second_looks.c.answer)).scalars().all())
    assert len(answers) == 1


@given(st.binary(min_size=32, max_size=32), st.integers(1, 2**62), st.integers(1, 9), st.integers(0, 99))
def test_a_larger_share_holds_the_smaller(key: bytes, case_id: int, round_: int, percent: int) -> None:
    assert drawn(key, case_id, round_, 100)
    assert not drawn(key, case_id, round_, 0)
    assert not drawn(key, case_id, round_, percent) or drawn(key, case_id, round_, percent + 1)
    assert drawn(key, case_id, round_, percent) == drawn(key, case_id, round_, percent)


@pytest.mark.parametrize("percent", [1, 5, 50])
def test_the_share_is_about_what_was_asked_for(percent: int) -> None:
    """Six standard deviations of a binomial: a fair draw of 20,000 does not miss that."""
    cases = 20_000
    got = sum(drawn(b"k" * 32, case_id, 1, percent) for case_id in range(cases))
    share = percent / 100
    assert abs(got - cases * share) < 6 * (cases * share * (1 - share)) ** 0.5
    other = sum(
        drawn(b"l" * 32, case_id, 1, percent)
        for case_id in range(cases)
        if drawn(b"k" * 32, case_id, 1, percent)
    )
    assert other < got, "another server's key draws other cases"


def test_answers_are_decisions() -> None:
    assert {answer.value for answer in Answer} == {CaseState.UPHELD, CaseState.DISMISSED}
