"""Bulk decisions: each case by itself, nothing that was not seen, nothing that somebody else holds."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.review.bulk import BATCH, RUN_LIMIT, Choice
from bot.review.queue import EVERYTHING, Filter
from bot.review.types import CaseState, Ok
from bot.review.waiting import Progress, Waiting
from bot.store import tables as t
from bot.store.database import Database
from tests.review.kit import (
    GUILD,
    MOD,
    MOD_2,
    START,
    Clock,
    FakeEffects,
    chain_holds,
    live_desk,
    record,
    toxic,
    view,
)


@pytest.fixture
def waiting(db: Database, clock: Clock) -> Waiting:
    clock.pass_(minutes=1)
    return Waiting(db, clock=clock)


def many(conn: Connection, count: int) -> list[int]:
    """Cases of as many authors, an hour apart so that they are no flood."""
    return [
        record(conn, view(n, author_id=1000 + n), toxic(0.5), now=START - timedelta(hours=n)).id
        for n in range(1, count + 1)
    ]


async def confirm(waiting: Waiting, clock: Clock, choice: Choice, by: int = MOD, wanted: Filter = EVERYTHING) -> list[Progress]:  # fmt: skip
    seen = await waiting.preview(GUILD, by, wanted)
    clock.pass_(seconds=30)
    return [one async for one in waiting.decide(GUILD, by, wanted, choice, seen.at, seen.count)]


async def states(db: Database) -> dict[int, str]:
    return await db.read(
        lambda conn: dict(conn.execute(select(t.cases.c.id, t.cases.c.state)).tuples().all())
    )


@pytest.mark.parametrize(
    ("choice", "state", "event"),
    [(Choice.DISMISS, "dismissed", "dismissed"), (Choice.UPHOLD, "upheld", "upheld")],
)
async def test_each_case_has_its_decision_and_its_audit_row(
    db: Database, clock: Clock, waiting: Waiting, choice: Choice, state: str, event: str
) -> None:
    effects = FakeEffects()
    await live_desk(db, clock, effects)
    made = await db.write(many, 120)
    progress = await confirm(waiting, clock, choice)
    assert [one.decided for one in progress] == [BATCH, 2 * BATCH, 120, 120]
    assert progress[-1].left == 0
    assert set((await states(db)).values()) == {state}
    rows = select(t.audit.c.case_id, t.audit.c.detail).where(t.audit.c.event == event)
    written = await db.read(lambda conn: conn.execute(rows).all())
    assert sorted(row.case_id for row in written) == made
    assert all(row.detail == {"bulk": True, "from": "open", "to": state} for row in written)
    assert await chain_holds(db)
    assert effects.tried == []
    assert await db.read(lambda conn: conn.execute(select(t.points.c.id)).all()) == []
    assert await db.read(lambda conn: conn.execute(select(t.actions.c.id)).all()) == []


async def test_a_run_is_bounded(db: Database, clock: Clock, waiting: Waiting) -> None:
    await live_desk(db, clock)
    await db.write(many, RUN_LIMIT + 7)
    progress = await confirm(waiting, clock, Choice.DISMISS)
    assert (progress[-1].decided, progress[-1].left) == (RUN_LIMIT, 7)
    assert (await confirm(waiting, clock, Choice.DISMISS))[-1].decided == 7


async def test_the_preview_tells_what_and_how_much(db: Database, clock: Clock, waiting: Waiting) -> None:
    desk = await live_desk(db, clock)
    made = await db.write(many, 8)
    await db.write(record, view(500, author_id=MOD))
    await desk.hold(GUILD, made[0], MOD_2)
    clock.pass_(seconds=1)
    seen = await waiting.preview(GUILD, MOD, EVERYTHING)
    assert (seen.count, seen.total, dict(seen.kinds)) == (7, 9, {"toxicity": 7})
    assert [case.id for case in seen.first] == made[:2:-1]
    assert seen.oldest == START - timedelta(hours=8)
    assert (await waiting.preview(GUILD, MOD, Filter(author_id=MOD))).count == 0


async def test_what_changed_since_the_preview_is_left_out(
    db: Database, clock: Clock, waiting: Waiting
) -> None:
    """Edited, escalated, held, released again, decided, and new: none of these was what the moderator saw."""
    desk = await live_desk(db, clock)
    made = await db.write(many, 8)
    seen = await waiting.preview(GUILD, MOD, EVERYTHING)
    clock.pass_(seconds=30)
    await db.write(record, view(1, author_id=1001, text="other words"), toxic(0.9), now=clock())
    await desk.escalate(GUILD, made[1], MOD_2)
    await desk.hold(GUILD, made[2], MOD_2)
    await desk.hold(GUILD, made[3], MOD_2)
    await desk.release(GUILD, made[3], MOD_2)
    await desk.dismiss(GUILD, made[4], MOD_2)
    new = await db.write(record, view(99, author_id=2000), toxic(0.9), now=clock())
    clock.pass_(seconds=1)
    run = waiting.decide(GUILD, MOD, EVERYTHING, Choice.UPHOLD, seen.at, seen.count)
    *_, last = [one async for one in run]
    assert (last.decided, last.left) == (3, 0)
    assert seen.count - last.decided - (last.left or 0) == 5
    now = await states(db)
    assert [now[id_] for id_ in made] == [
        "open",
        "open",
        "claimed",
        "open",
        "dismissed",
        "upheld",
        "upheld",
        "upheld",
    ]
    assert now[new.id] == "open"


async def test_a_lease_that_ran_out_is_no_hindrance(db: Database, clock: Clock, waiting: Waiting) -> None:
    desk = await live_desk(db, clock)
    made = await db.write(many, 2)
    await desk.hold(GUILD, made[0], MOD_2)
    await desk.hold(GUILD, made[1], MOD)
    clock.pass_(minutes=11)
    assert (await confirm(waiting, clock, Choice.DISMISS))[-1].decided == 2


@pytest.mark.parametrize("rounds", range(5))
async def test_two_bulk_runs_and_a_single_decision_at_once(
    db: Database, clock: Clock, waiting: Waiting, rounds: int
) -> None:
    """Whoever comes second finds the case decided: one decision each, none lost, none twice."""
    desk = await live_desk(db, clock)
    made = await db.write(many, 130)
    seen = await waiting.preview(GUILD, MOD, EVERYTHING)
    clock.pass_(seconds=1)

    async def run(choice: Choice, by: int) -> int:
        steps = waiting.decide(GUILD, by, EVERYTHING, choice, seen.at, seen.count)
        return [one async for one in steps][-1].decided

    async def singly() -> int:
        results = [await desk.dismiss(GUILD, id_, MOD_2) for id_ in made[rounds::13]]
        return sum(isinstance(one, Ok) for one in results)

    counts = await asyncio.gather(run(Choice.DISMISS, MOD), run(Choice.UPHOLD, MOD_2), singly())
    assert sum(counts) == 130
    decided = select(t.audit.c.case_id).where(t.audit.c.event.in_(("dismissed", "upheld")))
    written = await db.read(lambda conn: conn.execute(decided).scalars().all())
    assert sorted(written) == made
    assert set((await states(db)).values()) <= {CaseState.DISMISSED, CaseState.UPHELD}
    assert await chain_holds(db)


async def test_an_upheld_case_can_be_undone(db: Database, clock: Clock, waiting: Waiting) -> None:
    desk = await live_desk(db, clock)
    (case_id,) = await db.write(many, 1)
    await confirm(waiting, clock, Choice.UPHOLD)
    assert isinstance(await desk.undo(GUILD, case_id, MOD), Ok)
    assert (await states(db))[case_id] == "open"
