"""Claims, decisions and the queue, one moderator at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.detect.policy import AskVia
from bot.review.desk import Desk
from bot.review.rows import load_case
from bot.review.types import (
    REOPENED,
    Case,
    CaseState,
    DeskResult,
    GivenBack,
    Lost,
    Missing,
    Ok,
    Plan,
    Refused,
)
from bot.store import cases, groups
from bot.store.database import Database
from bot.store.tables import outbox
from tests.review.kit import (
    AUTHOR,
    GUILD,
    LIVE,
    MOD,
    MOD_2,
    START,
    Clock,
    accusation,
    accused,
    chain_holds,
    live_desk,
    record,
    toxic,
    view,
)

ALL_STATES = tuple(CaseState)
DECIDED = tuple(state for state in CaseState if state.decided)
Verb = Callable[[Desk, int], Awaitable[DeskResult]]


def errands(conn: Connection) -> list[str]:
    return list(conn.execute(select(outbox.c.kind).order_by(outbox.c.id)).scalars())


async def put_in(db: Database, desk: Desk, clock: Clock, state: CaseState) -> Case:
    """A case that came to this state by the desk's own ways; ``claimed`` is held by the second moderator."""
    case = await db.write(record, now=clock())
    ways: dict[CaseState, Callable[[], Awaitable[Any]]] = {
        CaseState.OPEN: lambda: desk.case_by_id(GUILD, case.id),
        CaseState.ASKED: lambda: desk.ask(GUILD, case.id, MOD_2, via=AskVia.REPLY, minutes=30),
        CaseState.CLAIMED: lambda: desk.hold(GUILD, case.id, MOD_2),
        CaseState.UPHELD: lambda: desk.uphold(GUILD, case.id, MOD_2, Plan()),
        CaseState.DISMISSED: lambda: desk.dismiss(GUILD, case.id, MOD_2),
        CaseState.SOURCED: lambda: desk.source_given(GUILD, case.id, AUTHOR, "https://court.example/88"),
        CaseState.WITHDRAWN: lambda: desk.withdrawn(GUILD, case.id, AUTHOR),
        CaseState.DUPLICATE: lambda: _duplicate(db, desk, case),
        CaseState.LAPSED: lambda: _lapse(desk, clock),
    }
    await ways[state]()
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert fresh.state is state
    return fresh


async def _duplicate(db: Database, desk: Desk, case: Case) -> DeskResult:
    other = await db.write(record, view(77, author_id=999), accused(accusation("Petrescu")))
    return await desk.mark_duplicate(GUILD, case.id, MOD_2, other.number)


async def _lapse(desk: Desk, clock: Clock) -> None:
    clock.pass_(days=31)
    await desk.tick()


VERBS: dict[str, Verb] = {
    "dismiss": lambda desk, case_id: desk.dismiss(GUILD, case_id, MOD, "fine"),
    "uphold": lambda desk, case_id: desk.uphold(GUILD, case_id, MOD, Plan(reason="rule 3")),
    "ask": lambda desk, case_id: desk.ask(GUILD, case_id, MOD, via=AskVia.DM, minutes=5),
    "source": lambda desk, case_id: desk.source_given(GUILD, case_id, AUTHOR, "see the ruling"),
    "withdraw": lambda desk, case_id: desk.withdrawn(GUILD, case_id, AUTHOR),
    "hold": lambda desk, case_id: desk.hold(GUILD, case_id, MOD),
    "release": lambda desk, case_id: desk.release(GUILD, case_id, MOD),
    "reopen": lambda desk, case_id: desk.reopen(GUILD, case_id, MOD),
    "escalate": lambda desk, case_id: desk.escalate(GUILD, case_id, MOD),
}
OPEN, ASKED, CLAIMED = CaseState.OPEN, CaseState.ASKED, CaseState.CLAIMED
FREE = {OPEN, ASKED}
# verb → (states from which it works for a moderator who does not hold the case, the state it leads to)
TABLE: dict[str, tuple[set[CaseState], CaseState | None]] = {
    "dismiss": (FREE, CaseState.DISMISSED),
    "uphold": (FREE, CaseState.UPHELD),
    "ask": ({OPEN}, ASKED),
    "source": ({*FREE, CLAIMED}, CaseState.SOURCED),
    "withdraw": ({*FREE, CLAIMED}, CaseState.WITHDRAWN),
    "hold": (FREE, CLAIMED),
    "release": (set(), None),
    "reopen": (set(DECIDED) - {CaseState.LAPSED}, OPEN),
    "escalate": ({*FREE, CLAIMED}, None),
}


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("verb", VERBS)
async def test_every_verb_from_every_state(db: Database, clock: Clock, verb: str, state: CaseState) -> None:
    desk = await live_desk(db, clock)
    case = await put_in(db, desk, clock, state)
    works, leads_to = TABLE[verb]

    result = await VERBS[verb](desk, case.id)

    after = await desk.case_by_id(GUILD, case.id)
    assert after is not None
    if state in works:
        assert isinstance(result, Ok)
        assert result.case == after
        assert after.state is (leads_to or state)
        assert after.version > case.version
        assert (after.decided_by is not None) is after.state.decided
        assert (after.claimed_by is not None) is (after.state is CLAIMED)
    else:
        assert after == case
        if state is CaseState.LAPSED and verb == "reopen":
            assert result == Refused(case, "text_gone")
        else:
            assert isinstance(result, Lost)
            assert result.state is state
            by = {OPEN: None, ASKED: None, CLAIMED: MOD_2}.get(state, case.decided_by)
            assert result.by == by
    assert await chain_holds(db)


@pytest.mark.parametrize("verb", VERBS)
async def test_another_guilds_case_is_missing(db: Database, clock: Clock, verb: str) -> None:
    desk = await live_desk(db, clock)
    theirs = await db.write(record, view(guild_id=GUILD + 1))
    assert await VERBS[verb](desk, theirs.id) == Missing()
    assert await VERBS[verb](desk, 10**9) == Missing()
    assert await desk.case_by_id(GUILD + 1, theirs.id) == theirs
    assert await desk.case_by_id(GUILD, theirs.id) is None
    assert await desk.case(GUILD, 1) is None
    assert await desk.card(GUILD, theirs.group_id) is None


async def test_a_click_belongs_to_the_groups_card(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    assert await desk.case_of_click(GUILD, case.id, 9001) == case  # posted, not yet written down
    await db.write(groups.set_card, case.group_id, 600, 9001)
    assert await desk.case_of_click(GUILD, case.id, 9001) == case
    assert await desk.case_of_click(GUILD, case.id, 9002) is None
    assert await desk.case_of_click(GUILD + 1, case.id, 9001) is None
    assert await desk.case_of_click(GUILD, case.id, None) == case
    assert await desk.case_of_click(GUILD + 1, case.id, None) is None


# Claims


async def test_a_lease_keeps_others_out_and_runs_out(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    held = await desk.hold(GUILD, case.id, MOD)
    assert isinstance(held, Ok)
    assert held.case.lease_until == START + timedelta(minutes=10)
    assert isinstance(lost := await desk.dismiss(GUILD, case.id, MOD_2), Lost)
    assert (lost.by, lost.state) == (MOD, CLAIMED)
    clock.pass_(minutes=9)
    assert isinstance(await desk.hold(GUILD, case.id, MOD), Ok)  # renewed by use
    clock.pass_(minutes=9)
    assert isinstance(await desk.hold(GUILD, case.id, MOD_2), Lost)
    clock.pass_(minutes=1)
    assert isinstance(await desk.dismiss(GUILD, case.id, MOD_2), Ok)


async def test_the_holder_may_decide_and_ask(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    for number, verb in enumerate(("dismiss", "uphold", "ask"), start=1):
        case = await db.write(record, view(number))
        await desk.hold(GUILD, case.id, MOD)
        assert isinstance(await VERBS[verb](desk, case.id), Ok)


@pytest.mark.parametrize("state", [OPEN, ASKED])
async def test_a_released_case_is_where_it_was(db: Database, clock: Clock, state: CaseState) -> None:
    desk = await live_desk(db, clock)
    case = await put_in(db, desk, clock, state)
    await desk.hold(GUILD, case.id, MOD)
    assert isinstance(await desk.hold(GUILD, case.id, MOD), Ok)
    result = await desk.release(GUILD, case.id, MOD)
    assert isinstance(result, Ok)
    assert (result.case.state, result.case.claimed_by, result.case.lease_until) == (state, None, None)
    assert result.case.ask_until == case.ask_until


async def test_ticking_ends_leases(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await put_in(db, desk, clock, CLAIMED)
    assert await desk.tick() == 0
    clock.pass_(minutes=10)
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, fresh.claimed_by) == (OPEN, None)


async def test_next_walks_the_queue_by_severity_then_age(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    severities = [0.6, 0.9, 0.7, 0.9]
    made = [
        await db.write(record, view(index), toxic(severity), now=START + timedelta(seconds=index))
        for index, severity in enumerate(severities, start=1)
    ]
    walked = []
    while (case := await desk.next(GUILD, MOD)) is not None:
        assert (case.state, case.claimed_by) == (CLAIMED, MOD)
        walked.append(case.id)
    assert walked == [made[1].id, made[3].id, made[2].id, made[0].id]
    assert await desk.next(GUILD, MOD_2) is None
    clock.pass_(minutes=10)
    again = await desk.next(GUILD, MOD_2)
    assert again is not None
    assert (again.id, again.claimed_by) == (made[1].id, MOD_2)


async def test_next_leaves_asked_cases_and_other_guilds_alone(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    await put_in(db, desk, clock, ASKED)
    await db.write(record, view(9, guild_id=GUILD + 1))
    assert await desk.next(GUILD, MOD) is None


# History


async def test_history_is_newest_first(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    for index in range(1, 4):
        await db.write(record, view(index), now=START + timedelta(days=index))
    await db.write(record, view(9, author_id=AUTHOR + 1))
    assert [case.message_id for case in await desk.history(GUILD, AUTHOR)] == [3, 2, 1]
    assert await desk.history(GUILD, 12345) == ()


# Decisions


async def test_dismissing_keeps_who_when_and_why(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    clock.pass_(minutes=5)
    result = await desk.dismiss(GUILD, case.id, MOD, "x" * 600)
    assert isinstance(result, Ok)
    assert result.case.reason == "x" * 512
    assert (result.case.decided_by, result.case.decided_at) == (MOD, START + timedelta(minutes=5))


async def test_the_undecided_cases_of_a_group(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    made = [await db.write(record, view(index)) for index in range(1, 4)]
    await desk.dismiss(GUILD, made[1].id, MOD)
    found = await desk.undecided_of_group(GUILD, made[0].group_id)
    assert [case.id for case in found] == [made[0].id, made[2].id]
    assert await desk.undecided_of_group(GUILD + 1, made[0].group_id) == ()


async def test_dismissing_a_whole_group(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    made = [await db.write(record, view(index)) for index in range(1, 6)]
    await desk.uphold(GUILD, made[1].id, MOD_2, Plan())
    await desk.hold(GUILD, made[2].id, MOD_2)
    await desk.hold(GUILD, made[3].id, MOD)

    result = await desk.dismiss(GUILD, made[0].id, MOD, "all fine", whole_group=True)

    assert isinstance(result, Ok)
    assert result.case.id == made[0].id
    assert {case.id for case in result.also} == {made[3].id, made[4].id}
    states = [(await desk.case_by_id(GUILD, case.id)).state.value for case in made]  # type: ignore[union-attr]
    assert states == ["dismissed", "upheld", "claimed", "dismissed", "dismissed"]
    assert all(case.reason == "all fine" for case in result.also)


async def test_reopening(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await put_in(db, desk, clock, CaseState.SOURCED)
    result = await desk.reopen(GUILD, case.id, MOD)
    assert isinstance(result, Ok)
    fresh = result.case
    assert (fresh.state, fresh.round, fresh.note) == (OPEN, 2, REOPENED)
    assert (fresh.decided_by, fresh.decided_at, fresh.source, fresh.reason) == (None, None, None, None)


async def test_duplicates(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    first, second = [await db.write(record, view(index)) for index in (1, 2)]
    assert await desk.mark_duplicate(GUILD, second.id, MOD, 999) == Missing()
    assert await desk.mark_duplicate(GUILD, second.id, MOD, second.number) == Refused(second, "itself")
    result = await desk.mark_duplicate(GUILD, second.id, MOD, first.number)
    assert isinstance(result, Ok)
    assert (result.case.state, result.case.duplicate_of) == (CaseState.DUPLICATE, first.number)


async def test_escalating_twice_is_once(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    first = await desk.escalate(GUILD, case.id, MOD, "needs the owner")
    second = await desk.escalate(GUILD, case.id, MOD_2, "me too")
    assert isinstance(first, Ok)
    assert isinstance(second, Ok)
    assert first.case.escalated
    assert second.case == first.case
    (note,) = await desk.notes(GUILD, case.id)
    assert (note.by, note.text) == (MOD, "needs the owner")


# The rest


async def test_the_outbox_hears_of_changes(db: Database, clock: Clock) -> None:
    heard: list[None] = []
    desk = await live_desk(db, clock, on_change=lambda: heard.append(None))
    case = await desk.report(view(), 500, "rude", LIVE)
    await desk.uphold(GUILD, case.id, MOD, Plan())
    assert len(heard) >= 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeout": timedelta(0)},
        {"timeout": timedelta(days=-1)},
        {"timeout": timedelta(days=28, seconds=1)},
        {"reason": "x" * 513},
    ],
)
def test_plans_that_discord_would_refuse(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="at most"):
        Plan(**wrong)


def test_domain_and_store_agree_on_what_is_undecided() -> None:
    assert set(cases.UNDECIDED) == {state.value for state in CaseState if not state.decided}
    assert not isinstance(Missing(), GivenBack)


async def test_load_case_reads_back_what_was_written(db: Database) -> None:
    case = await db.write(record)
    assert await db.read(load_case, GUILD, case.id) == case
