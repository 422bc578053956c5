"""Appeals: every act in every state, who may decide, what is reversed, races and crashes, words that go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.detect.policy import GuildPolicy
from bot.detect.sanctions import AppealPolicy
from bot.review.appeal_types import (
    ALONE_AFTER,
    IN_A_ROW,
    OTHERS_WITHIN,
    TALK_LIMIT,
    WORDS_LIMIT,
    AppealLost,
    AppealResult,
    AppealState,
    Heard,
    NoAppeal,
    NotHeard,
    Speaker,
    Stale,
)
from bot.review.effects import EffectRetry
from bot.review.ladder import total
from bot.review.types import APPEAL_UPHELD, CaseState, Ok, Plan, Refused
from bot.store import audit as audit_rows
from bot.store import tables as t
from bot.store.database import Database
from bot.store.outbox import ErrandKind
from tests.review.appeal_kit import HOUR, MOD_3, RULES, Court, open_court
from tests.review.kit import AUTHOR, GUILD, MOD, MOD_2, Clock, FakeEffects, chain_holds, raising
from tests.review.test_desk_crashes import Crash, CrashingDatabase

OPEN, ANSWERED, DECIDING = AppealState.OPEN, AppealState.ANSWERED, AppealState.DECIDING
ENDS = (AppealState.ACCEPTED, AppealState.REJECTED, AppealState.WITHDRAWN, AppealState.STALE)
Act = Callable[[Court, Any], Awaitable[AppealResult]]
ACTS: dict[str, Act] = {
    "answer": lambda court, one: court.appeals.answer(GUILD, one.id, MOD_2, "Which play?"),
    "reply": lambda court, one: court.appeals.reply(GUILD, one.case_id, AUTHOR, "The one of the school."),
    "withdraw": lambda court, one: court.appeals.withdraw(GUILD, one.case_id, AUTHOR),
    "reject": lambda court, one: court.appeals.reject(GUILD, one.id, MOD_2, "It was aimed at a member."),
    "uphold": lambda court, one: court.appeals.uphold(GUILD, one.id, MOD_2, None),
}
LEADS_TO = {
    "answer": AppealState.ANSWERED,
    "reply": AppealState.OPEN,
    "withdraw": AppealState.WITHDRAWN,
    "reject": AppealState.REJECTED,
    "uphold": AppealState.ACCEPTED,
}


async def brought_to(court: Court, state: AppealState) -> Any:
    """An appeal in a state, by the way there."""
    case = await court.upheld()
    appeal = await court.appealed(case)
    ways = {
        ANSWERED: ["answer"],
        AppealState.ACCEPTED: ["uphold"],
        AppealState.REJECTED: ["reject"],
        AppealState.WITHDRAWN: ["withdraw"],
    }
    for act in ways.get(state, []):
        assert isinstance(await ACTS[act](court, appeal), Heard)
    if state is AppealState.STALE:
        await court.desk.reopen(GUILD, case.id, MOD_2)
    view = await court.appeals.view(GUILD, appeal.id)
    assert view is not None
    assert view.appeal.state is state
    return view.appeal


async def state_of(court: Court, appeal: Any) -> AppealState:
    view = await court.appeals.view(GUILD, appeal.id)
    assert view is not None
    return view.appeal.state


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [OPEN, ANSWERED, *ENDS])
async def test_every_act_in_every_state(db: Database, clock: Clock, state: AppealState, act: str) -> None:
    court = await open_court(db, clock)
    appeal = await brought_to(court, state)
    result = await ACTS[act](court, appeal)
    if state in ENDS:
        assert isinstance(result, AppealLost)
        assert await state_of(court, appeal) is state
    else:
        assert isinstance(result, Heard)
        assert result.appeal.state is LEADS_TO[act]
    assert await chain_holds(db)


@pytest.mark.parametrize("act", ACTS)
async def test_nothing_else_happens_while_it_is_being_upheld(db: Database, clock: Clock, act: str) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def wait(kind: str) -> None:
        started.set()
        await go_on.wait()

    court = await open_court(db, clock)
    appeal = await court.appealed(await court.upheld(Plan(ban=timedelta())))
    court.effects.then = wait
    deciding = asyncio.create_task(court.appeals.uphold(GUILD, appeal.id, MOD_3, None))
    await started.wait()
    assert await state_of(court, appeal) is DECIDING
    assert isinstance(await ACTS[act](court, appeal), AppealLost)
    go_on.set()
    result = await deciding
    assert isinstance(result, Heard)
    assert result.appeal.decided_by == MOD_3


async def test_an_upheld_appeal_reverses_and_counts_against_the_detector(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    case = await court.upheld(Plan("rule 3", warn=True, timeout=HOUR, ban=timedelta()))
    other = await court.upheld(author=AUTHOR + 1)
    assert await precision(db) == 1.0
    assert await db.read(total, GUILD, AUTHOR, clock()) == 1
    appeal = await court.appealed(case)
    clock.pass_(days=20)  # far beyond the moderators' own undo
    late = await court.desk.undo(GUILD, case.id, MOD_2)
    assert isinstance(late, Refused)
    result = await court.appeals.uphold(GUILD, appeal.id, MOD_2, "A play it was.")
    assert isinstance(result, Heard)
    # The timeout ended by itself; and no other DM comes than the outcome.
    assert court.effects.undone == [("ban", AUTHOR)]
    assert court.effects.settings[("ban", AUTHOR)] is False
    assert await db.read(total, GUILD, AUTHOR, clock()) == 0
    now = await court.desk.case_by_id(GUILD, case.id)
    assert now is not None
    assert (now.state, now.decided_by, now.note) == (CaseState.DISMISSED, MOD_2, APPEAL_UPHELD)
    assert now.round == case.round + 1
    assert await precision(db) == 0.5
    assert other.state is CaseState.UPHELD
    again = await court.appeals.uphold(GUILD, appeal.id, MOD_3, None)
    assert isinstance(again, AppealLost)
    assert len(court.effects.undone) == 1
    assert await chain_holds(db)


async def precision(db: Database) -> float:
    """Upheld ÷ decided, as the cases' states say it."""

    def count(conn: Connection) -> float:
        states = [row.state for row in conn.execute(select(t.cases.c.state))]
        return states.count("upheld") / sum(state in ("upheld", "dismissed") for state in states)

    return await db.read(count)


async def test_fifty_rounds_of_two_moderators_at_once(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    reversed_ = 0
    for number in range(50):
        appeal = await court.appealed(await court.upheld(author=1000 + number))
        clicks = [
            court.appeals.uphold(GUILD, appeal.id, MOD_2, None),
            court.appeals.reject(GUILD, appeal.id, MOD_3, "no"),
            court.appeals.withdraw(GUILD, appeal.case_id, appeal.member_id),
            court.appeals.uphold(GUILD, appeal.id, MOD_3, None),
        ]
        results = await asyncio.gather(*(clicks if number % 2 else reversed(clicks)))
        (winner,) = [result for result in results if isinstance(result, Heard)]
        assert sum(isinstance(result, AppealLost) for result in results) == 3
        case = await court.desk.case_by_id(GUILD, appeal.case_id)
        accepted = winner.appeal.state is AppealState.ACCEPTED
        assert case is not None
        assert case.state is (CaseState.DISMISSED if accepted else CaseState.UPHELD)
        reversed_ += accepted
    assert len(court.effects.undone) == reversed_
    assert await chain_holds(db)


async def test_who_decided_first_does_not_decide_where_there_are_two(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    other = await court.upheld(by=MOD_2, author=AUTHOR + 9)
    clock.now += OTHERS_WITHIN - timedelta(minutes=1)
    appeal = await court.appealed(await court.upheld())
    for decide in (
        court.appeals.reject(GUILD, appeal.id, MOD, "no"),
        court.appeals.uphold(GUILD, appeal.id, MOD, None),
    ):
        assert await decide == NotHeard("first_decider", appeal.opened_at + ALONE_AFTER)
    clock.pass_(minutes=2)  # the colleague's last act is too long ago
    assert await court.appeals.may_decide(GUILD, appeal.id, MOD) is None
    await court.desk.add_note(GUILD, other.id, MOD_2, "here I am")
    assert isinstance(await court.appeals.may_decide(GUILD, appeal.id, MOD), NotHeard)
    clock.now = appeal.opened_at + ALONE_AFTER
    assert isinstance(await court.appeals.reject(GUILD, appeal.id, MOD, "no"), Heard)


async def test_a_moderator_decides_no_appeal_of_their_own(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    appeal = await court.appealed(await court.upheld(author=MOD_2))
    assert await court.appeals.answer(GUILD, appeal.id, MOD_2, "hm") == NotHeard("own")
    assert await court.appeals.reject(GUILD, appeal.id, MOD_2, "no") == NotHeard("own")
    clock.now += ALONE_AFTER
    assert await court.appeals.uphold(GUILD, appeal.id, MOD_2, None) == NotHeard("own")


async def test_what_can_be_appealed_against(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock, policy=GuildPolicy(shadow=False))
    case = await court.upheld()

    async def refused(case_id: int, member: int = AUTHOR, guild: int = GUILD) -> str | None:
        found = await court.appeals.may_open(guild, case_id, member)
        return found.why if isinstance(found, NotHeard) else None

    assert await refused(case.id, AUTHOR + 1) == "not_yours"
    assert await refused(case.id, guild=GUILD + 1) == "not_yours"
    assert await refused(case.id + 99) == "not_yours"
    assert await refused(case.id) is None
    second = await court.upheld()
    await court.appealed(case)
    assert await refused(case.id) == "once"
    until = clock() + timedelta(hours=24)
    assert await court.appeals.may_open(GUILD, second.id, AUTHOR) == NotHeard("cool_down", until)
    clock.now = until
    assert await refused(second.id) is None
    clock.now = second.decided_at + timedelta(days=30, seconds=1)
    assert await refused(second.id) == "too_late"
    await court.desk.reopen(GUILD, second.id, MOD_2)
    assert await refused(second.id) == "not_yours"


async def test_a_decision_made_anew_can_be_appealed_anew(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    case = await court.upheld()
    first = await court.appealed(case)
    assert isinstance(await court.desk.undo(GUILD, case.id, MOD_2), Ok)
    view = await court.appeals.view(GUILD, first.id)
    assert view is not None
    assert (view.appeal.state, view.appeal.code) == (AppealState.STALE, Stale.FELL)
    assert isinstance(await court.desk.uphold(GUILD, case.id, MOD_2, Plan(timeout=HOUR)), Ok)
    second = await court.appealed(case)
    assert (second.id, second.round, second.first_by) != (first.id, first.round, first.first_by)


async def test_words_are_bounded(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    appeal = await court.appealed(await court.upheld(), "a" * 5000)
    for _ in range(IN_A_ROW - 1):
        assert isinstance(await ACTS["reply"](court, appeal), Heard)
    assert await ACTS["reply"](court, appeal) == NotHeard("in_a_row")
    for _ in range(TALK_LIMIT - IN_A_ROW):
        assert isinstance(await ACTS["answer"](court, appeal), Heard)
    assert await ACTS["answer"](court, appeal) == NotHeard("too_many")
    view = await court.appeals.view(GUILD, appeal.id)
    assert view is not None
    assert len(view.talk) == TALK_LIMIT
    assert len(view.talk[0].text or "") == WORDS_LIMIT
    assert isinstance(await ACTS["reject"](court, appeal), Heard)  # deciding is always possible


async def test_appeals_of_others_and_of_other_servers(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    appeal = await court.appealed(await court.upheld())
    assert isinstance(await court.appeals.reply(GUILD, appeal.case_id, AUTHOR + 1, "me too"), NoAppeal)
    assert isinstance(await court.appeals.withdraw(GUILD, appeal.case_id, AUTHOR + 1), NoAppeal)
    assert isinstance(await court.appeals.withdraw(GUILD + 1, appeal.case_id, AUTHOR), NoAppeal)
    assert await court.appeals.of_member(GUILD, appeal.case_id, AUTHOR + 1) is None
    assert isinstance(await court.appeals.reject(GUILD + 1, appeal.id, MOD_2, "no"), NoAppeal)
    assert isinstance(await court.appeals.uphold(GUILD + 1, appeal.id, MOD_2, "no"), NoAppeal)
    assert await court.appeals.view(GUILD + 1, appeal.id) is None
    assert await state_of(court, appeal) is OPEN


async def test_given_back_where_discord_cannot_be_reached(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    court = await open_court(db, clock, effects)
    appeal = await court.appealed(await court.upheld())
    assert isinstance(await ACTS["answer"](court, appeal), Heard)
    effects.then = raising(timeout=EffectRetry("503"))
    result = await ACTS["uphold"](court, appeal)
    assert isinstance(result, AppealLost)
    assert result.appeal.state is ANSWERED
    assert result.appeal.decided_by is None
    case = await court.desk.case_by_id(GUILD, appeal.case_id)
    assert case is not None
    assert (case.state, case.deciding) == (CaseState.UPHELD, False)
    assert await db.read(total, GUILD, AUTHOR, clock()) == 1
    effects.then = None
    assert isinstance(await ACTS["uphold"](court, appeal), Heard)
    assert effects.undone == [("timeout", AUTHOR)]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
async def test_a_crash_at_any_write_is_finished_by_the_next_start(
    db_path: Path, clock: Clock, at: int, after: bool
) -> None:
    """However early or late the process ends, the appeal ends upheld, reversed once, told once."""
    database, effects = CrashingDatabase.at(db_path), FakeEffects()
    await database.open()
    court = await open_court(database, clock, effects)
    appeal = await court.appealed(await court.upheld(Plan(timeout=HOUR, ban=timedelta())))
    database.count, database.crash_at, database.crash_after = 0, at, after
    with pytest.raises(Crash):
        await court.appeals.uphold(GUILD, appeal.id, MOD_2, None)
    await database.close()
    db = Database.at(db_path)
    await db.open()
    restarted = Court(db, clock, effects)
    await restarted.desk.tick()
    if await state_of(restarted, appeal) is OPEN:  # nothing was written yet
        assert (at, after) == (1, False)
        assert isinstance(await restarted.appeals.uphold(GUILD, appeal.id, MOD_2, None), Heard)
    view = await restarted.appeals.view(GUILD, appeal.id)
    assert view is not None
    assert view.appeal.state is AppealState.ACCEPTED
    assert sum(said.speaker is Speaker.OUTCOME for said in view.talk) == 1
    assert effects.settings == {("timeout", AUTHOR): None, ("ban", AUTHOR): False}
    assert len(effects.undone) == 2  # each is there after the crash, or is done once
    assert view.case.state is CaseState.DISMISSED
    assert await chain_holds(db)
    await db.close()


async def test_reminders_come_once_and_together(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    for number in range(5):
        await court.appealed(await court.upheld(author=1000 + number))
        clock.pass_(minutes=1)
    answered = await court.appealed(await court.upheld(author=2000))
    await court.appeals.answer(GUILD, answered.id, MOD_2, "?")

    async def reminders() -> int:
        await court.desk.tick()
        kind = ErrandKind.APPEAL_REMIND.value
        return await db.read(
            lambda conn: int(conn.execute(select(func.count()).where(t.outbox.c.kind == kind)).scalar_one())
        )

    assert await reminders() == 0
    clock.pass_(hours=48)
    assert await reminders() == 1  # all five in one
    assert await reminders() == 1
    late = await court.appealed(await court.upheld(author=3000))
    clock.pass_(hours=48)
    assert await reminders() == 2
    clock.pass_(days=5)
    assert await reminders() == 2
    assert await state_of(court, late) is OPEN


async def test_retention(db: Database, clock: Clock) -> None:
    """The text stays while somebody must read it, and nobody waits for ever."""
    court = await open_court(db, clock)
    case = await court.upheld()
    clock.pass_(days=20)
    appeal = await court.appealed(case)
    await ACTS["answer"](court, appeal)
    clock.pass_(days=15)
    await court.desk.tick()
    kept = await court.desk.case_by_id(GUILD, case.id)
    assert kept is not None
    assert kept.text is not None
    clock.pass_(days=16)
    await court.desk.tick()
    view = await court.appeals.view(GUILD, appeal.id)
    assert view is not None
    assert (view.appeal.state, view.appeal.code) == (AppealState.STALE, Stale.LAPSED)
    await court.desk.tick()
    view = await court.appeals.view(GUILD, appeal.id)
    assert view is not None
    assert view.case.text is None
    assert [said.text for said in view.talk] == [None] * len(view.talk)


async def test_every_step_is_in_the_audit_log(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    appeal = await court.appealed(await court.upheld())
    for act in ("answer", "reply", "uphold"):
        await ACTS[act](court, appeal)
    events = [row.event for row in await db.read(audit_rows.of_case, GUILD, appeal.case_id)]
    assert [event for event in events if event.startswith("appeal")] == [
        "appeal opened",
        "appeal answered",
        "appeal reply",
        "appeal deciding",
        "appeal upheld",
    ]
    rows = await db.read(audit_rows.of_case, GUILD, appeal.case_id)
    assert {row.detail.get("points") for row in rows if row.event in ("upheld", "appeal upheld")} == {1, -1}
    assert "play" not in "".join(str(row.detail) for row in rows)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (Plan(delete=True), "notice"),
        (Plan(timeout=HOUR), "notice"),
        (Plan(kick=True), "notice"),
        (Plan(ban=timedelta(), warn=True), "warn"),
        (Plan(slowmode=HOUR), None),
        (Plan(), None),
    ],
)
@pytest.mark.parametrize("on", [True, False])
async def test_who_feels_a_decision_is_told_before_anything_else_ends(
    db: Database, clock: Clock, plan: Plan, told: str | None, on: bool
) -> None:
    policy = GuildPolicy(shadow=False, appeals=AppealPolicy(on=on))
    court = await open_court(db, clock, policy=policy)
    await court.upheld(plan)
    kinds = [kind for kind, _ in court.effects.done]
    words = [kind for kind in kinds if kind in ("notice", "warn")]
    expected = [told] if told and (on or told == "warn") else []
    assert words == expected
    for removal in ("timeout", "kick", "ban"):
        if words and removal in kinds:
            assert kinds.index(words[0]) < kinds.index(removal)


def test_the_limits_belong_together() -> None:
    assert IN_A_ROW < TALK_LIMIT
    assert RULES.appeals.on
