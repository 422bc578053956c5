"""Two moderators in the same moment, on a real database: one wins, the other is told who."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path

from bot.review.desk import Desk
from bot.review.types import CaseState, DeskResult, Lost, Ok, Plan
from bot.store import audit as audit_rows
from bot.store.database import Database
from tests.review.kit import GUILD, MOD, Clock, FakeEffects, chain_holds, go_live, live_desk, record, view

ROUNDS = 50
DECISIONS = {"upheld", "dismissed", "sourced", "withdrawn", "duplicate", "lapsed"}


async def test_fifty_rounds_one_winner_each(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    deleted = 0
    for number in range(1, ROUNDS + 1):
        case = await db.write(record, view(number, author_id=number))
        clicks: list[Awaitable[DeskResult]] = []
        for moderator in range(MOD, MOD + 6):
            if (moderator + number) % 2:
                clicks.append(desk.uphold(GUILD, case.id, moderator, Plan(delete=True)))
            else:
                clicks.append(desk.dismiss(GUILD, case.id, moderator))
        results = await asyncio.gather(*clicks)
        (winner,) = [result for result in results if isinstance(result, Ok)]
        lost = [result for result in results if isinstance(result, Lost)]
        assert len(lost) == len(clicks) - 1
        assert {result.by for result in lost} == {winner.case.decided_by}
        events = [row.event for row in await db.read(audit_rows.of_case, GUILD, case.id)]
        assert sum(event in DECISIONS for event in events) == 1
        deleted += winner.case.state is CaseState.UPHELD
    assert len(effects.done) == deleted
    assert await chain_holds(db)


async def test_two_processes_on_one_file(db_path: Path, clock: Clock) -> None:
    """Not how the bot runs, but the compare-and-swap and not the lock in memory must decide."""
    desks, databases = [], []
    for _ in range(2):
        database = Database.at(db_path)
        await database.open()
        databases.append(database)
        desks.append(Desk(database, FakeEffects(), clock=clock))
    await go_live(databases[0])
    for number in range(1, 21):
        case = await databases[0].write(record, view(number, author_id=number))
        results = await asyncio.gather(
            desks[0].dismiss(GUILD, case.id, MOD), desks[1].uphold(GUILD, case.id, MOD + 1, Plan(warn=True))
        )
        assert sorted(type(result).__name__ for result in results) == ["Lost", "Ok"]
    assert await chain_holds(databases[0])
    for database in databases:
        await database.close()


async def test_no_two_moderators_are_given_the_same_case(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    for number in range(1, 11):
        await db.write(record, view(number))
    given = await asyncio.gather(*(desk.next(GUILD, MOD + index) for index in range(15)))
    ids = [case.id for case in given if case is not None]
    assert len(ids) == len(set(ids)) == 10


async def test_a_source_against_a_dismissal(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    for number in range(1, 21):
        case = await db.write(record, view(number, author_id=number))
        results = await asyncio.gather(
            desk.source_given(GUILD, case.id, number, "https://court.example/88"),
            desk.dismiss(GUILD, case.id, MOD, whole_group=True),
        )
        assert sorted(type(result).__name__ for result in results) == ["Lost", "Ok"]
