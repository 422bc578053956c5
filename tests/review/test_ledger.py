"""The audit log as it is read: filters, pages, the file, and what is said about the chain."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.review import audit, ledger
from bot.review.audit import Event
from bot.review.ledger import COLUMNS, Entry, Ledger, Named, Wanted, safe_cell, to_csv
from bot.review.types import BOT, Plan
from bot.store import guilds, subjects
from bot.store.database import Database
from tests.review.kit import AUTHOR, GUILD, MOD, MOD_2, START, Clock, live_desk, record, view
from tests.review.test_audit import tamper


@pytest.fixture
async def log(db: Database, clock: Clock) -> Ledger:
    """Two cases of two authors, decided on two days."""
    desk = await live_desk(db, clock)
    await db.write(record, view(1))
    other = await db.write(record, view(2, author_id=AUTHOR + 1), now=START)
    await desk.dismiss(GUILD, other.id, MOD_2, "calm")
    clock.pass_(days=2)
    await desk.uphold(GUILD, 1, MOD, Plan(warn=True))
    return Ledger(db, clock=clock)


@pytest.mark.parametrize(
    ("wanted", "seqs"),
    [
        (Wanted(), [6, 5, 4, 3, 2, 1]),
        (Wanted(event=Event.OPENED), [2, 1]),
        (Wanted(actor=MOD), [6, 5, 4]),
        (Wanted(actor=BOT), [2, 1]),
        (Wanted(member=AUTHOR + 1), [3, 2]),
        (Wanted(case_number=1), [6, 5, 4, 1]),
        (Wanted(since=START + timedelta(days=1)), [6, 5, 4]),
        (Wanted(until=START + timedelta(days=1)), [3, 2, 1]),
        (Wanted(since=START, until=START), []),
        (Wanted(event=Event.OPENED, case_number=2, actor=BOT, member=AUTHOR + 1), [2]),
        (Wanted(actor=999), []),
        (Wanted(member=999), []),
        (Wanted(case_number=77), []),
    ],
)
async def test_filters(log: Ledger, wanted: Wanted, seqs: list[int]) -> None:
    page = await log.page(GUILD, wanted, 0)
    assert [entry.seq for entry in page.entries] == seqs
    assert page.total == len(seqs)
    exported = await log.export(GUILD, MOD, wanted)
    assert [int(row["entry"]) for row in table(exported.data)] == seqs
    assert (exported.rows, exported.total) == (len(seqs), len(seqs))


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


async def test_an_entry_names_who_case_and_member(log: Ledger) -> None:
    entry = (await log.page(GUILD, Wanted(event=Event.DISMISSED), 0)).entries[0]
    assert (entry.actor.member_id, entry.case_number) == (MOD_2, 2)
    assert entry.member is not None
    assert entry.member.member_id == AUTHOR + 1
    assert entry.detail == {"from": "open", "to": "dismissed"}
    assert (await log.page(GUILD, Wanted(event=Event.OPENED), 0)).entries[0].actor.bot


async def test_pages(db: Database, log: Ledger) -> None:
    def many(conn: Connection) -> None:
        for index in range(2 * ledger.PAGE):
            audit.append(conn, GUILD, BOT, Event.SETTINGS, None, {"index": index}, START)

    await db.write(many)
    wanted = Wanted(event=Event.SETTINGS)
    first, second, third = [await log.page(GUILD, wanted, number) for number in range(3)]
    assert [entry.detail["index"] for entry in (*first.entries, *second.entries)] == [*reversed(range(20))]
    assert (third.entries, third.total) == ((), 20)
    assert [entry.seq for entry in (await log.page(GUILD, wanted, -5)).entries] == [
        entry.seq for entry in first.entries
    ]


async def test_another_servers_log_stays_there(db: Database, log: Ledger) -> None:
    def elsewhere(conn: Connection) -> None:
        guilds.ensure(conn, 7)
        audit.append(conn, 7, MOD, Event.UPHELD, 1, {}, START, subject=AUTHOR)

    await db.write(elsewhere)
    assert (await log.page(7, Wanted(), 0)).total == 1
    assert (await log.page(7, Wanted(case_number=1), 0)).total == 0
    assert (await log.page(7, Wanted(), 0)).entries[0].case_number is None
    assert (await log.page(GUILD, Wanted(actor=MOD), 0)).total == 3


async def test_a_forgotten_member_is_a_number(db: Database, log: Ledger) -> None:
    await db.write(subjects.erase, GUILD, MOD)
    entry = (await log.page(GUILD, Wanted(event=Event.UPHELD), 0)).entries[0]
    assert entry.actor.member_id is None
    assert not entry.actor.bot
    row = table((await log.export(GUILD, MOD_2, Wanted(event=Event.UPHELD))).data)[0]
    assert row["by"] == f"subject {entry.actor.number}"
    assert row["member"] == f"<@{AUTHOR}>"
    assert (await log.page(GUILD, Wanted(actor=MOD), 0)).total == 0
    assert (await log.checked(GUILD)).chain.ok


async def test_an_export_is_an_entry_itself(db: Database, log: Ledger) -> None:
    await log.export(GUILD, MOD_2, Wanted(event=Event.OPENED))
    entry = (await log.page(GUILD, Wanted(event=Event.EXPORTED), 0)).entries[0]
    assert (entry.actor.member_id, entry.detail) == (MOD_2, {"rows": 2})


async def test_the_chain_is_checked_now_and_then(db: Database, log: Ledger, clock: Clock) -> None:
    first = (await log.page(GUILD, Wanted(), 0)).checked
    assert (first.chain.ok, first.chain.rows, first.at) == (True, 6, clock.now)
    await db.write(tamper, "UPDATE audit SET event = 'x' WHERE seq = 3")
    clock.pass_(minutes=9)
    assert (await log.checked(GUILD)) == first
    clock.pass_(minutes=1)
    again = await log.checked(GUILD)
    assert (again.chain.broken_at, again.at) == (3, clock.now)


async def test_an_unreadable_entry_ends_the_page_and_is_named(db: Database, log: Ledger) -> None:
    await db.write(tamper, "UPDATE audit SET detail = 'no json' WHERE seq = 3")
    page = await log.page(GUILD, Wanted(), 0)
    assert [entry.seq for entry in page.entries] == [6, 5, 4]
    assert (page.total, page.checked.chain.broken_at) == (6, 3)
    exported = await log.export(GUILD, MOD, Wanted())
    assert (exported.rows, exported.total) == (3, 6)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("plain = text", "plain = text"),
        ("<@5>", "<@5>"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


def entry(seq: int = 1, event: str = "upheld", detail: dict[str, Any] | None = None) -> Entry:
    return Entry(seq, START, Named(5, 7), event, 3, Named(6, None), detail or {}, "00" * 32)


@given(st.text(), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_what_goes_into_the_file_comes_out(event: str, detail: dict[str, str]) -> None:
    """Whatever a row holds: valid UTF-8, a row for a row, nothing that a spreadsheet runs."""
    data, count = to_csv([entry(event=event, detail=detail)])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert count == 1
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in rows[1])
    clean = event.encode("utf-8", "replace").decode()
    assert rows[1][2].removeprefix("'") == clean.removeprefix("'")
    json.loads(rows[1][6])


@pytest.mark.parametrize(("rows", "size", "kept"), [(3, 10**6, 3), (9, 10**6, 5), (9, 400, 2), (0, 10**6, 0)])
def test_the_file_is_bounded(rows: int, size: int, kept: int) -> None:
    data, count = to_csv((entry(seq) for seq in range(1, 6)), most_rows=rows, most_bytes=size)
    assert count == kept
    assert len(data) <= size
    assert [row["entry"] for row in table(data)] == [str(seq) for seq in range(1, kept + 1)]


async def test_a_long_log_is_exported_in_pieces(
    db: Database, log: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.audit.CHUNK", 2)
    exported = await log.export(GUILD, MOD, Wanted())
    assert [row["entry"] for row in table(exported.data)] == ["6", "5", "4", "3", "2", "1"]
