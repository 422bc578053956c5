"""One writer that survives its failures, and readers that cannot write."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from bot.store import migrate, synced
from bot.store.columns import EPOCH, UtcTime, from_millis, to_millis
from bot.store.database import Database
from bot.store.tables import cursors, unscored
from bot.store.tables import synced as synced_table


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "store.sqlite3"
    migrate.upgrade(path)
    database = Database.at(path)
    await database.open()
    yield database
    await database.close()


def _pragma(conn: Connection, name: str) -> object:
    return conn.exec_driver_sql(f"PRAGMA {name}").scalar_one()


async def test_pragmas(db: Database) -> None:
    assert await db.write(_pragma, "journal_mode") == "wal"
    assert (
        await db.write(_pragma, "synchronous") == 2
    )  # FULL, https://www.sqlite.org/pragma.html#pragma_synchronous
    assert await db.write(_pragma, "foreign_keys") == 1
    assert await db.read(_pragma, "query_only") == 1
    assert await db.read(_pragma, "foreign_keys") == 1


async def test_a_write_is_seen_by_readers(db: Database) -> None:
    await db.write(synced.put, 1, "abc")
    assert await db.read(synced.get, 1) == "abc"
    await db.write(synced.put, 1, "def")
    assert await db.read(synced.get, 1) == "def"
    assert await db.read(synced.get, 1, 99) is None


async def test_reader_cannot_write(db: Database) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        await db.read(synced.put, 1, "abc")
    assert await db.read(synced.get, 1) is None


async def test_a_failed_write_leaves_nothing_and_the_writer_usable(db: Database) -> None:
    def half(conn: Connection) -> None:
        synced.put(conn, 1, "half")
        raise LookupError("midway")

    def broken(conn: Connection) -> None:
        synced.put(conn, 1, "half")
        conn.exec_driver_sql("INSERT INTO outbox (guild_id, kind, group_id) VALUES (1, 'card', 77)")

    for fn, error in ((half, LookupError), (broken, IntegrityError)):
        with pytest.raises(error):
            await db.write(fn)
        assert await db.read(synced.get, 1) is None
    await db.write(synced.put, 1, "whole")
    assert await db.read(synced.get, 1) == "whole"


async def test_error_shows_no_values(db: Database) -> None:
    def duplicate(conn: Connection) -> None:
        for _ in range(2):
            conn.execute(
                synced_table.insert(), {"application_id": 1, "scope": 0, "hash": "the words of a member"}
            )

    with pytest.raises(IntegrityError) as caught:
        await db.write(duplicate)
    assert "the words of a member" not in str(caught.value)


async def test_a_cancelled_caller_does_not_cut_the_transaction(db: Database) -> None:
    def many(conn: Connection) -> None:
        for scope in range(50):
            synced.put(conn, 1, "x", scope)

    task = asyncio.create_task(db.write(many))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await db.write(synced.put, 2, "next")  # waits its turn behind the first
    assert [await db.read(synced.get, 1, scope) for scope in (0, 49)] == ["x", "x"]
    assert await db.read(synced.get, 2) == "next"


async def test_the_write_lock_is_taken_at_begin(db: Database) -> None:
    def while_writing(conn: Connection) -> str:
        other = sqlite3.connect(db.path, timeout=0, isolation_level=None)
        try:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            return "held"
        finally:
            other.close()

    assert await db.write(while_writing) == "held"


async def test_concurrent_increments_lose_nothing(db: Database) -> None:
    def add_one(conn: Connection) -> None:
        seen = int(synced.get(conn, 1) or "0")
        synced.put(conn, 1, str(seen + 1))

    await asyncio.gather(*(db.write(add_one) for _ in range(40)))
    assert await db.read(synced.get, 1) == "40"


async def test_readers_go_on_while_the_writer_works(db: Database) -> None:
    await db.write(synced.put, 1, "before")
    loop = asyncio.get_running_loop()
    reading = asyncio.Event()

    def slow(conn: Connection) -> None:
        synced.put(conn, 1, "after")
        asyncio.run_coroutine_threadsafe(_set(reading), loop)
        synced.put(conn, 2, "x")

    async def _set(event: asyncio.Event) -> None:
        event.set()

    writing = asyncio.create_task(db.write(slow))
    seen = await asyncio.gather(*(db.read(synced.get, 1) for _ in range(20)))
    await writing
    await reading.wait()
    assert set(seen) <= {"before", "after"}
    assert await db.read(synced.get, 1) == "after"


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    database = Database.at(tmp_path / "x.sqlite3")
    with pytest.raises(RuntimeError, match="not open"):
        await database.read(_pragma, "query_only")


@pytest.mark.parametrize(
    "url", ["postgresql+asyncpg://u@h/d", "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"]
)
def test_urls_that_do_not_fit(url: str) -> None:
    with pytest.raises(ValueError, match=r"SQLite|file"):
        Database(url)


@pytest.mark.parametrize("name", ["plain", "with space", "per%20cent", "quest?ion", "umläut"])
async def test_paths_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.sqlite3"
    migrate.upgrade(path)
    database = Database.at(path)
    await database.open()
    await database.write(synced.put, 1, "x")
    await database.close()
    assert path.name in _names(tmp_path) <= {path.name, path.name + "-wal", path.name + "-shm"}


def _names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


@given(st.datetimes(datetime(1971, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)))
def test_times_keep_their_millisecond(moment: datetime) -> None:
    back = from_millis(to_millis(moment))
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)
    assert to_millis(back) == to_millis(moment)


def test_times_need_a_zone() -> None:
    with pytest.raises(ValueError, match="timezone"):
        to_millis(datetime(2026, 1, 1))
    assert to_millis(datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))) == 0
    assert from_millis(0) == EPOCH


async def test_naive_times_are_refused_by_the_column(db: Database) -> None:
    assert isinstance(unscored.c.at.type, UtcTime)

    def naive(conn: Connection) -> None:
        row = {"guild_id": 1, "channel_id": 2, "message_id": 3, "reason": "x", "at": datetime(2026, 1, 1)}
        conn.execute(unscored.insert(), row)

    with pytest.raises(StatementError, match="timezone"):
        await db.write(naive)


async def test_snowflakes_fit(db: Database) -> None:
    largest = 2**63 - 1

    def put(conn: Connection) -> int:
        conn.execute(cursors.insert(), {"channel_id": largest, "guild_id": largest, "message_id": largest})
        return int(conn.execute(select(cursors.c.message_id)).scalar_one())

    assert await db.write(put) == largest


async def test_a_study_leaves_the_loop_alone_and_cannot_write(db: Database) -> None:
    """It runs beside the loop: what it waits for, the loop can give it."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(conn: Connection) -> str | None:
        begun.set()
        assert go_on.wait(10)
        return synced.get(conn, 1)

    await db.write(synced.put, 1, "abc")
    studying = asyncio.create_task(db.study(wait))
    assert await asyncio.to_thread(begun.wait, 10)
    assert await db.read(synced.get, 1) == "abc"
    go_on.set()
    assert await studying == "abc"
    with pytest.raises(OperationalError, match="readonly"):
        await db.study(synced.put, 1, "def")
    assert await db.study(_pragma, "query_only") == 1


async def test_studies_take_turns(db: Database) -> None:
    at_work: list[int] = []
    most = 0

    def look(conn: Connection) -> None:
        nonlocal most
        at_work.append(1)
        most = max(most, len(at_work))
        synced.get(conn, 1)
        at_work.pop()

    await asyncio.gather(*(db.study(look) for _ in range(8)))
    assert most == 1


async def test_a_closed_database_ends_its_studies(db: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long(conn: Connection) -> None:
        begun.set()
        assert go_on.wait(10)
        synced.get(conn, 1)

    studying = asyncio.create_task(db.study(long))
    assert await asyncio.to_thread(begun.wait, 10)
    closing = asyncio.create_task(db.close())
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(RuntimeError, match="closed"):
        await studying
    await closing
    with pytest.raises(RuntimeError, match="not open"):
        await db.study(synced.get, 1)
