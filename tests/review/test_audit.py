"""The chain: what was written cannot be changed unseen, and forgetting a member does not break it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import IntegrityError

from bot.review import audit
from bot.review.audit import Chain, Event
from bot.review.types import BOT, Plan
from bot.store import audit as rows
from bot.store import guilds, subjects
from bot.store.database import Database
from bot.store.tables import audit as table
from tests.review.kit import AUTHOR, GUILD, MOD, MOD_2, START, Clock, live_desk, record, view

TRIGGERS = ("audit_unchanged", "audit_undeleted", "audit_appended")


def write_ten(conn: Connection, guild_id: int = GUILD) -> None:
    guilds.ensure(conn, guild_id)
    for index in range(10):
        detail = {"index": index, "share": 0.1 * index, "words": "ü—…", "none": None}
        audit.append(
            conn, guild_id, MOD if index % 2 else BOT, Event.NOTED, index, detail, START, subject=AUTHOR
        )


def tamper(conn: Connection, statement: str) -> None:
    """What somebody does who can write to the file and took the triggers away first."""
    for trigger in TRIGGERS:
        conn.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
    assert conn.execute(text(statement)).rowcount > 0


async def test_a_chain_holds(db: Database) -> None:
    await db.write(write_ten)
    assert await db.read(audit.verify, GUILD) == Chain(10)
    assert await db.read(audit.verify, GUILD + 1) == Chain(0)


@pytest.mark.parametrize(
    ("statement", "at", "why"),
    [
        ("UPDATE audit SET event = 'upheld' WHERE seq = 4", 4, "row changed"),
        ("UPDATE audit SET actor = actor + 1 WHERE seq = 4", 4, "row changed"),
        ("UPDATE audit SET subject = NULL WHERE seq = 4", 4, "row changed"),
        ("UPDATE audit SET at = at + 1 WHERE seq = 1", 1, "row changed"),
        ("UPDATE audit SET case_id = 99 WHERE seq = 10", 10, "row changed"),
        ("UPDATE audit SET detail = json_set(detail, '$.index', 77) WHERE seq = 5", 5, "row changed"),
        ("UPDATE audit SET hash = 'x' WHERE seq = 5", 5, "row changed"),
        ("UPDATE audit SET detail = '{\"index\": NaN}' WHERE seq = 5", 5, "row changed"),
        ("UPDATE audit SET detail = 'no json' WHERE seq = 7", 7, "row unreadable"),
        ("UPDATE audit SET at = 'noon' WHERE seq = 1", 1, "row unreadable"),
        ("UPDATE audit SET at = 9e18 WHERE seq = 10", 10, "row unreadable"),
        ("UPDATE audit SET seq = -1 WHERE seq = 10", 1, "row missing"),
        ("DELETE FROM audit WHERE seq = 1", 1, "row missing"),
        ("DELETE FROM audit WHERE seq = 5", 5, "row missing"),
        ("DELETE FROM audit WHERE seq = 10", 10, "end cut off"),
        ("DELETE FROM audit WHERE seq > 0", 1, "end cut off"),
        ("UPDATE audit SET seq = 11 WHERE seq = 10", 10, "row missing"),
        ("UPDATE guilds SET audit_head = 'x'", 11, "end cut off"),
    ],
)
async def test_tampering_is_found(db: Database, statement: str, at: int, why: str) -> None:
    await db.write(write_ten)
    await db.write(tamper, statement)
    found = await db.read(audit.verify, GUILD)
    assert (found.ok, found.broken_at, found.why) == (False, at, why)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET event = 'upheld' WHERE seq = 4",
        "UPDATE audit SET subject = NULL",
        "UPDATE OR REPLACE audit SET seq = 5 WHERE seq = 4",
        "DELETE FROM audit WHERE seq = 10",
        "DELETE FROM audit",
        "INSERT INTO audit (guild_id, seq, at, actor, event, detail, hash) VALUES (100, 12, 1, 1, 'x', '{}', 'x')",
        "INSERT INTO audit (guild_id, seq, at, actor, event, detail, hash) VALUES (100, 0, 1, 1, 'x', '{}', 'x')",
        "INSERT INTO audit (guild_id, seq, at, actor, event, detail, hash) VALUES (7, 1, 1, 1, 'x', '{}', 'x')",
        "REPLACE INTO audit (guild_id, seq, at, actor, event, detail, hash) VALUES (100, 4, 1, 1, 'x', '{}', 'x')",
        "REPLACE INTO audit (id, guild_id, seq, at, actor, event, detail, hash) "
        "VALUES (4, 100, 11, 1, 1, 'x', '{}', 'x')",
    ],
)
async def test_the_database_itself_refuses(db: Database, statement: str) -> None:
    """Whoever writes, the bot included: the rows of the log can neither be changed nor deleted."""

    def change(conn: Connection) -> None:
        conn.execute(text(statement))

    await db.write(write_ten)
    with pytest.raises(IntegrityError, match="append-only"):
        await db.write(change)
    assert await db.read(audit.verify, GUILD) == Chain(10)


@pytest.fixture(scope="module")
def ten_rows(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose log has ten rows and no triggers any more."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("chain") / "ten.sqlite3"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as conn:
        write_ten(conn)
        tamper(conn, "UPDATE guilds SET version = version")
    engine.dispose()
    return path


VALUES: dict[str, st.SearchStrategy[object]] = {
    "at": st.integers(0, 2**45),
    "actor": st.integers(0, 2**53),
    "event": st.sampled_from([*Event]).map(str) | st.text(max_size=8),
    "case_id": st.none() | st.integers(0, 20),
    "subject": st.none() | st.integers(0, 2**53),
    "detail": st.dictionaries(st.text(max_size=4), st.integers(0, 9), max_size=3).map(json.dumps),
    "hash": st.text(max_size=64),
    "guild_id": st.integers(1, 2**62),
}


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_changed_is_found(ten_rows: Path, data: st.DataObject) -> None:
    """One row's column, rows deleted, rows in another order: the chain breaks, or nothing was changed."""
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(ten_rows)) as file:
        file.backup(memory)
    before = _content(memory)
    how = data.draw(st.sampled_from(["change", "delete", "reorder"]))
    chosen = data.draw(st.lists(st.integers(1, 10), min_size=1, max_size=10, unique=True))
    if how == "change":
        column = data.draw(st.sampled_from(sorted(VALUES)))
        memory.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (data.draw(VALUES[column]), chosen[0]))
    elif how == "delete":
        memory.executemany("DELETE FROM audit WHERE seq = ?", [(seq,) for seq in chosen])
    else:
        order = data.draw(st.permutations(chosen))
        memory.executemany("UPDATE audit SET seq = -? WHERE seq = ?", [*zip(order, chosen, strict=True)])
        memory.execute("UPDATE audit SET seq = -seq WHERE seq < 0")
    memory.commit()
    changed = _content(memory) != before
    engine = create_engine("sqlite://", creator=lambda: memory)
    with engine.connect() as conn:
        assert audit.verify(conn, GUILD).ok is not changed
    engine.dispose()


def _content(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    columns = "guild_id, seq, at, actor, event, case_id, subject, detail, hash"
    found = conn.execute(f"SELECT {columns} FROM audit ORDER BY seq").fetchall()
    return [(*row[:7], json.loads(row[7]), row[8]) for row in found]


async def test_swapped_rows_are_found(db: Database) -> None:
    await db.write(write_ten)
    await db.write(tamper, "UPDATE audit SET seq = -seq WHERE seq IN (3, 4)")
    await db.write(tamper, "UPDATE audit SET seq = 7 + seq WHERE seq < 0")
    assert not (await db.read(audit.verify, GUILD)).ok


async def test_guilds_have_chains_of_their_own(db: Database) -> None:
    await db.write(write_ten)
    await db.write(write_ten, GUILD + 1)
    await db.write(tamper, f"UPDATE audit SET event = 'x' WHERE guild_id = {GUILD} AND seq = 1")
    assert not (await db.read(audit.verify, GUILD)).ok
    assert (await db.read(audit.verify, GUILD + 1)).ok


async def test_a_long_chain_is_read_in_pieces(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "CHUNK", 3)
    await db.write(write_ten)
    assert await db.read(audit.verify, GUILD) == Chain(10)


async def test_no_row_names_a_member_or_holds_a_text(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record, view(1, "Orlova rigged the tender.", author_name="Ash"))
    await desk.escalate(GUILD, case.id, MOD, "secret words")
    await desk.uphold(GUILD, case.id, MOD, Plan(reason="more secret words", warn=True))
    await desk.reopen(GUILD, case.id, MOD_2)
    await desk.source_given(GUILD, case.id, AUTHOR, "https://court.example/88")
    found = await db.read(_everything)
    assert len(found) >= 6
    for secret in (str(AUTHOR), str(MOD), str(MOD_2), "Ash", "rigged", "secret", "court"):
        assert not any(re.search(rf"\b{secret}\b", row) for row in found), secret


def _everything(conn: Connection) -> list[str]:
    columns = (table.c.event, table.c.detail, table.c.actor, table.c.subject)
    return [str(tuple(row)) for row in conn.execute(select(*columns))]


async def test_forgetting_a_member_leaves_the_chain(db: Database) -> None:
    await db.write(write_ten)
    number = await db.read(subjects.find, GUILD, MOD)
    assert number is not None
    assert await db.read(subjects.member_of, GUILD, number) == MOD
    assert await db.write(subjects.erase, GUILD, MOD)
    assert not await db.write(subjects.erase, GUILD, MOD)
    assert await db.read(subjects.member_of, GUILD, number) is None
    assert (await db.read(audit.verify, GUILD)).ok
    await db.write(write_ten)
    assert await db.read(subjects.find, GUILD, MOD) not in {
        None,
        number,
    }  # a new number, no tie to the old rows
    assert (await db.read(audit.verify, GUILD)).ok


async def test_subject_numbers(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([4, 4, 4, 9])
    monkeypatch.setattr(subjects.secrets, "randbelow", lambda limit: next(drawn))
    assert await db.write(subjects.number_of, GUILD, 1) == 5
    assert await db.write(subjects.number_of, GUILD, 1) == 5
    assert await db.write(subjects.number_of, GUILD, 2) == 10  # drew a taken number twice


async def test_a_rolled_back_act_leaves_no_row(db: Database) -> None:
    def fails(conn: Connection) -> None:
        write_ten(conn)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(fails)
    assert await db.read(audit.verify, GUILD) == Chain(0)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_equal_details_have_equal_hashes(detail: dict[str, Any]) -> None:
    """What comes back from a JSON column hashes as what went in, in whatever order its keys are."""
    row = rows.row_values(GUILD, 1, START, 1, "noted", 1, None, detail, "")
    stored = json.loads(json.dumps(dict(reversed(detail.items()))))
    assert audit._digest("", row) == audit._digest("", {**row, "detail": stored})


async def test_every_event_fits_its_column() -> None:
    assert all(len(event) <= 32 for event in Event)
