"""The chain: what was written cannot be changed unseen, and forgetting a member does not break it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from bot.review import audit
from bot.review.audit import Chain, Event
from bot.review.types import BOT, Plan
from bot.store import audit as rows
from bot.store import guilds, subjects
from bot.store.database import Database
from bot.store.tables import audit as table
from tests.review.kit import AUTHOR, GUILD, MOD, MOD_2, START, Clock, live_desk, record, view


def write_ten(conn: Connection, guild_id: int = GUILD) -> None:
    guilds.ensure(conn, guild_id)
    for index in range(10):
        detail = {"index": index, "share": 0.1 * index, "words": "ü—…", "none": None}
        audit.append(
            conn, guild_id, MOD if index % 2 else BOT, Event.NOTED, index, detail, START, subject=AUTHOR
        )


def tamper(conn: Connection, statement: str) -> None:
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
    monkeypatch.setattr(rows, "CHAIN", rows.CHAIN.limit(3))
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
