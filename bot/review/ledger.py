"""The audit log as managers read it: filters, pages, a file, and whether its chain holds."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.review import audit
from bot.review.audit import Chain, Event
from bot.review.types import BOT
from bot.store import audit as rows
from bot.store import cases, subjects
from bot.store.database import Database

PAGE: Final = 10
"""Entries a page: so many fit the description of an embed."""
CHECK_LASTS: Final = timedelta(minutes=10)
"""How long what was found about a chain is told again. Reading a long one takes seconds, turning a page must not."""
EXPORT_ROWS: Final = 50_000
EXPORT_BYTES: Final = 8 * 1024 * 1024
"""Bounds of an exported file; Discord takes 10 MiB from a bot
(https://discord.com/developers/docs/reference#uploading-files)."""
COLUMNS: Final = ("entry", "time", "event", "by", "member", "case", "details", "hash")
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that starts so is a formula to a spreadsheet (https://owasp.org/www-community/attacks/CSV_Injection)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked for; ``None`` looks for all. ``actor`` and ``member`` are member ids (``BOT``: ourselves)."""

    event: Event | None = None
    actor: int | None = None
    member: int | None = None
    case_number: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Who an entry names: a subject number, and the member behind it, ``None`` once the tie was erased."""

    number: int
    member_id: int | None

    @property
    def bot(self) -> bool:
        """Whether it is the bot itself."""
        return self.number == BOT


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. ``member`` is whom it concerns, ``detail`` plain JSON."""

    seq: int
    at: datetime
    actor: Named
    event: str
    case_number: int | None
    member: Named | None
    detail: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found about a chain, and when."""

    chain: Chain
    at: datetime


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Entries newest first, how many match in all, and how the chain stands."""

    entries: tuple[Entry, ...]
    total: int
    checked: Checked


@dataclass(frozen=True, slots=True)
class Export:
    """A CSV file in UTF-8, newest entry first: ``rows`` of the ``total`` that match; fewer where a bound cut it."""

    data: bytes
    rows: int
    total: int


class Ledger:
    """The log of every server. ``clock`` gives the present moment in UTC."""

    def __init__(self, db: Database, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._db = db
        self._clock = clock
        self._checked: dict[int, Checked] = {}
        self._checking = asyncio.Lock()

    async def page(self, guild_id: int, wanted: Wanted, page: int) -> LedgerPage:
        """One page, from 0. It ends before an entry that somebody made unreadable, which the check tells of."""
        checked = await self.checked(guild_id)
        entries, total = await self._db.study(_page, guild_id, wanted, max(0, page) * PAGE)
        return LedgerPage(entries, total, checked)

    async def export(self, guild_id: int, by: int, wanted: Wanted) -> Export:
        """The entries as a file; that they were taken is an entry of its own."""
        made = await self._db.study(_export, guild_id, wanted)
        await self._db.write(_exported, guild_id, by, made.rows, self._clock())
        return made

    async def checked(self, guild_id: int) -> Checked:
        """Whether the chain holds; looked up anew after ``CHECK_LASTS``."""
        async with self._checking:
            known, now = self._checked.get(guild_id), self._clock()
            if known is None or now - known.at >= CHECK_LASTS:
                known = Checked(await self._db.study(audit.verify, guild_id), now)
                self._checked[guild_id] = known
            return known


def _exported(conn: Connection, guild_id: int, by: int, count: int, now: datetime) -> None:
    audit.append(conn, guild_id, by, Event.EXPORTED, None, {"rows": count}, now)


def _page(conn: Connection, guild_id: int, wanted: Wanted, skip: int) -> tuple[tuple[Entry, ...], int]:
    search = _search(conn, guild_id, wanted)
    if search is None:
        return (), 0
    found = _readable(rows.found(conn, guild_id, search, skip, PAGE))
    return tuple(found), rows.count(conn, guild_id, search)


def _export(conn: Connection, guild_id: int, wanted: Wanted) -> Export:
    search = _search(conn, guild_id, wanted)
    if search is None:
        return Export(*to_csv(()), total=0)
    found = _readable(rows.every_found(conn, guild_id, search))
    return Export(*to_csv(found), total=rows.count(conn, guild_id, search))


def _readable(found: Iterable[Row[Any]]) -> Iterator[Entry]:
    try:
        for row in found:
            yield entry_of(row)
    except audit.DAMAGED:
        return


def _search(conn: Connection, guild_id: int, wanted: Wanted) -> rows.Search | None:
    """The search in the log's own terms; ``None`` where it names somebody, or a case, that the log does not know."""
    actor = _number(conn, guild_id, wanted.actor)
    member = _number(conn, guild_id, wanted.member)
    case = None if wanted.case_number is None else cases.by_number(conn, guild_id, wanted.case_number)
    unknown = (
        (wanted.actor is not None and actor is None)
        or (wanted.member is not None and member is None)
        or (wanted.case_number is not None and case is None)
    )
    if unknown:
        return None
    event = wanted.event.value if wanted.event else None
    return rows.Search(event, actor, member, case.id if case else None, wanted.since, wanted.until)


def _number(conn: Connection, guild_id: int, member_id: int | None) -> int | None:
    return BOT if member_id == BOT else member_id and subjects.find(conn, guild_id, member_id)


def entry_of(row: Row[Any]) -> Entry:
    """The entry in a row of ``rows.found``."""
    return Entry(
        seq=row.seq,
        at=row.at,
        actor=Named(row.actor, row.actor_id),
        event=row.event,
        case_number=row.case_number,
        member=None if row.subject is None else Named(row.subject, row.subject_id),
        detail=row.detail,
        hash=row.hash,
    )


def to_csv(
    entries: Iterable[Entry], *, most_rows: int = EXPORT_ROWS, most_bytes: int = EXPORT_BYTES
) -> tuple[bytes, int]:
    """(CSV after RFC 4180 in UTF-8, entries in it): as many entries from the first as both bounds let in."""
    out, kept = io.BytesIO(), 0
    out.write(_line(COLUMNS))
    for entry in entries:
        line = _line(_cells(entry))
        if kept >= most_rows or out.tell() + len(line) > most_bytes:
            break
        out.write(line)
        kept += 1
    return out.getvalue(), kept


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.seq),
        entry.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        entry.event,
        person_cell(entry.actor),
        person_cell(entry.member) if entry.member else "",
        "" if entry.case_number is None else str(entry.case_number),
        json.dumps(entry.detail, ensure_ascii=False, sort_keys=True),
        entry.hash,
    )


def person_cell(named: Named) -> str:
    """A mention: as a bare number a spreadsheet would round an id. "subject 5" where nobody knows who that was."""
    if named.bot:
        return "bot"
    return f"subject {named.number}" if named.member_id is None else f"<@{named.member_id}>"


def _line(cells: Iterable[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(safe_cell(cell) for cell in cells)
    return buffer.getvalue().encode("utf-8", "replace")


def safe_cell(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula: an apostrophe before what would begin one."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
