"""The compare-and-swap by itself: whoever read an older state or version changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from bot.store import actions, cases
from bot.store.database import Database
from tests.review.conftest import db, db_path, empty_file  # noqa: F401 - fixtures
from tests.review.kit import GUILD, MOD, START, record, view


def row_of(conn: Connection, case_id: int) -> Row[Any]:
    row = cases.get(conn, GUILD, case_id)
    assert row is not None
    return row


async def test_a_stale_version_changes_nothing(db: Database) -> None:  # noqa: F811
    case = await db.write(record)
    seen = await db.read(row_of, case.id)
    first = await db.write(lambda conn: cases.swap(conn, seen, state="dismissed", decided_by=1))
    assert first is not None
    assert (first.state, first.version) == ("dismissed", 2)
    assert await db.write(lambda conn: cases.swap(conn, seen, state="upheld", decided_by=2)) is None
    assert (await db.read(row_of, case.id)).decided_by == 1


@pytest.mark.parametrize(
    ("column", "value"), [("state", "asked"), ("version", 9), ("guild_id", GUILD + 1), ("id", 99)]
)
async def test_each_part_of_the_condition_counts(db: Database, column: str, value: object) -> None:  # noqa: F811
    case = await db.write(record)
    seen = await db.read(row_of, case.id)
    wrong = type("Seen", (), {**seen._asdict(), column: value})
    assert await db.write(lambda conn: cases.swap(conn, wrong, severity=0.1)) is None  # type: ignore[arg-type]
    assert await db.read(row_of, case.id) == seen


async def test_a_second_case_of_message_and_kind_is_refused_by_the_index(db: Database) -> None:  # noqa: F811
    case = await db.write(record)
    seen = await db.read(row_of, case.id)
    twin = {**seen._asdict(), "number": 99}
    del twin["id"]
    with pytest.raises(IntegrityError):
        await db.write(cases.add, twin)
    with pytest.raises(IntegrityError):
        await db.write(cases.add, {**twin, "number": seen.number, "message_id": 2})


async def test_ids_are_never_used_twice(db: Database) -> None:  # noqa: F811
    first = await db.write(record)

    def forget(conn: Connection) -> None:
        for table in ("outbox", "cases"):
            conn.exec_driver_sql(f"DELETE FROM {table}")

    await db.write(forget)
    assert (await db.write(record, view(2))).id == first.id + 1


def _owe(conn: Connection, case_id: int, by: int) -> None:
    actions.add(conn, GUILD, case_id, "warn", "the key", by, START)


async def test_a_key_is_owed_once(db: Database) -> None:  # noqa: F811
    case = await db.write(record)
    await db.write(_owe, case.id, MOD)
    await db.write(_owe, case.id, MOD + 1)
    (row,) = await db.read(actions.of_case, GUILD, case.id)
    assert (row.state, row.by) == ("pending", MOD)

    assert await db.write(actions.finish, row.id, "failed", START, "dms_closed", None)
    await db.write(_owe, case.id, MOD + 1)
    (row,) = await db.read(actions.of_case, GUILD, case.id)
    assert (row.state, row.by, row.code) == ("pending", MOD + 1, None)

    assert await db.write(actions.finish, row.id, "done", START)
    assert not await db.write(actions.finish, row.id, "failed", START, "late", None)
    await db.write(_owe, case.id, MOD)
    (row,) = await db.read(actions.of_case, GUILD, case.id)
    assert (row.state, row.by) == ("done", MOD + 1)
