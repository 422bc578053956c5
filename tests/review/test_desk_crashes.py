"""A process that ends anywhere between a claim and its decision: the next start finishes what was begun."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import Connection

from bot.review.desk import Desk
from bot.review.effects import EffectFailed, EffectRetry
from bot.review.types import Case, CaseState, Plan
from bot.store.database import Database
from tests.review.kit import (
    AUTHOR,
    GUILD,
    MOD,
    START,
    Clock,
    FakeEffects,
    chain_holds,
    live_desk,
    raising,
    record,
)

P = ParamSpec("P")
T = TypeVar("T")

HOUR = timedelta(hours=1)
FULL = Plan(reason="rule 3", delete=True, warn=True, timeout=HOUR)


class Crash(BaseException):
    """The process ends here."""


class CrashingDatabase(Database):
    """A database whose process ends just before, or just after, its ``crash_at``-th write."""

    crash_at = 0
    crash_after = False
    count = 0

    async def write(self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        self.count += 1
        if self.count == self.crash_at and not self.crash_after:
            raise Crash
        result = await super().write(fn, *args, **kw)
        if self.count == self.crash_at:
            raise Crash
        return result


async def _crash(path: Path, clock: Clock, case: Case, plan: Plan, **how: Any) -> FakeEffects:
    """Begin to uphold the case in a process that ends on the way; what its effects did."""
    database = CrashingDatabase.at(path)
    await database.open()
    effects = FakeEffects(how.get("then"))
    desk = await live_desk(database, clock, effects)
    database.count, database.crash_at, database.crash_after = 0, how.get("at", 0), how.get("after", False)
    with pytest.raises(Crash):
        await desk.uphold(GUILD, case.id, MOD, plan)
    await database.close()
    return effects


# Writes of a full plan: claim, two outcomes, what stood before the timeout, its outcome, decision.
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 6])
async def test_a_crash_at_any_write_is_finished_at_the_next_start(
    db_path: Path, db: Database, clock: Clock, at: int, after: bool
) -> None:
    case = await db.write(record)
    await db.close()
    first = await _crash(db_path, clock, case, FULL, at=at, after=after)

    clock.pass_(minutes=3)
    database = Database.at(db_path)
    await database.open()
    second = FakeEffects(raising(delete=EffectFailed("gone")) if ("delete", 1) in first.done else None)
    second.settings = dict(first.settings)
    desk = Desk(database, second, clock=clock)
    finished = await desk.resume_claimed()
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    if at == 1 and not after:  # nothing had begun
        assert (finished, fresh.state, second.tried) == (0, CaseState.OPEN, [])
    else:
        already_decided = at == 6 and after
        assert finished == (0 if already_decided else 1)
        assert (fresh.state, fresh.decided_by, fresh.reason) == (CaseState.UPHELD, MOD, "rule 3")
        card = await desk.card(GUILD, case.group_id)
        assert card is not None
        assert {row.kind.value: row.state.value for row in card.actions} == dict.fromkeys(
            ("delete", "timeout", "warn"), "done"
        )
        # Only the effect whose outcome was not written down is tried again.
        repeated = set(first.tried) & set(second.tried)
        assert len(repeated) <= 1
        assert set(first.tried) | set(second.tried) == {"delete", "timeout", "warn"}
        if second.until is not None:
            assert second.until == START + HOUR  # as decided, not counted from the restart
    assert await desk.resume_claimed() == 0
    assert await chain_holds(database)
    await database.close()


@pytest.mark.parametrize("kind", ["delete", "timeout", "warn"])
async def test_a_crash_inside_an_effect(db_path: Path, db: Database, clock: Clock, kind: str) -> None:
    async def crash(now: str) -> None:
        if now == kind:
            raise Crash

    case = await db.write(record)
    await db.close()
    first = await _crash(db_path, clock, case, FULL, then=crash)
    database = Database.at(db_path)
    await database.open()
    second = FakeEffects()
    desk = Desk(database, second, clock=clock)
    held = await desk.case_by_id(GUILD, case.id)
    assert held is not None
    assert held.deciding
    assert await desk.resume_claimed() == 1
    assert [done for done, _ in first.done + second.done] == ["delete", "warn", "timeout"]
    assert all(key == f"{case.id}:1:warn" for key in first.keys + second.keys)
    await database.close()


async def test_a_cancelled_decision_is_finished_by_the_clock(db: Database, clock: Clock) -> None:
    started = asyncio.Event()

    async def hang(kind: str) -> None:
        started.set()
        await asyncio.Event().wait()

    effects = FakeEffects(hang)
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    task = asyncio.create_task(desk.uphold(GUILD, case.id, MOD, Plan(warn=True)))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    effects.then = None
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, effects.done) == (CaseState.UPHELD, [("warn", AUTHOR)])


async def test_resuming_while_discord_is_away_gives_the_case_back(
    db_path: Path, db: Database, clock: Clock
) -> None:
    case = await db.write(record)
    await db.close()
    await _crash(db_path, clock, case, FULL, at=3)
    database = Database.at(db_path)
    await database.open()
    desk = Desk(database, FakeEffects(raising(timeout=EffectRetry("503"))), clock=clock)
    assert await desk.resume_claimed() == 0
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, fresh.deciding) == (CaseState.OPEN, False)
    await database.close()


async def test_a_timeout_that_would_be_over_is_not_set(db_path: Path, db: Database, clock: Clock) -> None:
    case = await db.write(record)
    await db.close()
    await _crash(db_path, clock, case, Plan(timeout=HOUR), at=1, after=True)
    clock.pass_(hours=2)
    database = Database.at(db_path)
    await database.open()
    effects = FakeEffects()
    desk = Desk(database, effects, clock=clock)
    assert await desk.resume_claimed() == 1
    assert effects.tried == []
    card = await desk.card(GUILD, case.group_id)
    assert card is not None
    assert [(row.state.value, row.code) for row in card.actions] == [
        ("failed", "too_late")
    ]  # and the card says so
    await database.close()
