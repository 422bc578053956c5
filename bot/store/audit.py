"""Audit rows: added, read, never changed. The hash chain is ``bot.review.audit``'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
)

from bot.store.columns import UtcTime
from bot.store.tables import audit, cases, subjects

CHUNK = 500
"""Rows fetched at a time when a whole chain is read."""
BEFORE_ALL = -(2**63)
"""Numbers start at 1; a row that was put before them must be seen too."""

ADD = insert(audit)
CHAIN = (
    select(audit)
    .where(audit.c.guild_id == bindparam("guild"), audit.c.seq > bindparam("after"))
    .order_by(audit.c.seq)
    .limit(bindparam("size", type_=Integer()))
)
OF_CASE = (
    select(audit)
    .where(audit.c.guild_id == bindparam("guild"), audit.c.case_id == bindparam("case"))
    .order_by(audit.c.seq)
)

# Actor 0 is the bot, which writes down its own doings whenever they come to pass.
LAST_BY_PERSON = (
    select(audit)
    .where(audit.c.guild_id == bindparam("guild"), audit.c.actor != 0)
    .order_by(audit.c.seq.desc())
    .limit(1)
)
LAST_BY_PERSON_OF_CASE = LAST_BY_PERSON.where(audit.c.case_id == bindparam("case"))


def _optional(name: str, kind: Any, test: Any) -> ColumnElement[bool]:
    given = bindparam(name, type_=kind)
    return or_(given.is_(None), test(given))


_FOUND = (
    audit.c.guild_id == bindparam("guild"),
    _optional("of_event", String(), lambda event: audit.c.event == event),
    _optional("by", BigInteger(), lambda number: audit.c.actor == number),
    _optional("about", BigInteger(), lambda number: audit.c.subject == number),
    _optional("of_case", BigInteger(), lambda case: audit.c.case_id == case),
    _optional("since", UtcTime(), lambda moment: audit.c.at >= moment),
    _optional("until", UtcTime(), lambda moment: audit.c.at < moment),
)
_actors, _concerned = subjects.alias("actors"), subjects.alias("concerned")
FOUND = (
    select(
        audit,
        cases.c.number.label("case_number"),
        _actors.c.member_id.label("actor_id"),
        _concerned.c.member_id.label("subject_id"),
    )
    .outerjoin(cases, and_(cases.c.id == audit.c.case_id, cases.c.guild_id == audit.c.guild_id))
    .outerjoin(_actors, and_(_actors.c.guild_id == audit.c.guild_id, _actors.c.number == audit.c.actor))
    .outerjoin(
        _concerned, and_(_concerned.c.guild_id == audit.c.guild_id, _concerned.c.number == audit.c.subject)
    )
    .where(*_FOUND, audit.c.seq < bindparam("before", type_=BigInteger()))
    .order_by(audit.c.seq.desc())
    .limit(bindparam("size", type_=Integer()))
    .offset(bindparam("skip", type_=Integer()))
)
FOUND_COUNT = select(func.count()).select_from(audit).where(*_FOUND)
AFTER_ALL = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Search:
    """Which rows are looked for; ``None`` looks for all. ``actor`` and ``subject`` are subject numbers.

    ``since`` counts, ``until`` does not.
    """

    event: str | None = None
    actor: int | None = None
    subject: int | None = None
    case_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def binds(self, guild_id: int) -> dict[str, Any]:
        """The values that ``FOUND`` and ``FOUND_COUNT`` take."""
        return {
            "guild": guild_id,
            "of_event": self.event,
            "by": self.actor,
            "about": self.subject,
            "of_case": self.case_id,
            "since": self.since,
            "until": self.until,
        }


def found(conn: Connection, guild_id: int, search: Search, skip: int, size: int) -> Iterator[Row[Any]]:
    """Rows newest first, with the number of their case and the members behind their numbers where known."""
    values = {**search.binds(guild_id), "before": AFTER_ALL, "skip": skip, "size": size}
    yield from conn.execute(FOUND, values)


def count(conn: Connection, guild_id: int, search: Search) -> int:
    """How many rows there are."""
    return int(conn.execute(FOUND_COUNT, search.binds(guild_id)).scalar_one())


def every_found(conn: Connection, guild_id: int, search: Search) -> Iterator[Row[Any]]:
    """All of them, newest first, ``CHUNK`` at a time."""
    values = {**search.binds(guild_id), "before": AFTER_ALL, "skip": 0, "size": CHUNK}
    more = True
    while more:
        more = False
        for row in conn.execute(FOUND, values):
            yield row
            more, values["before"] = True, row.seq


def add(conn: Connection, values: Mapping[str, Any]) -> None:
    """Append one finished row."""
    conn.execute(ADD, dict(values))


def chain(
    conn: Connection, guild_id: int, after: int = BEFORE_ALL, size: int | None = None
) -> Iterator[Row[Any]]:
    """Every row of a guild past number ``after`` in order, ``size`` (``CHUNK``) at a time."""
    size = size or CHUNK
    while rows := conn.execute(CHAIN, {"guild": guild_id, "after": after, "size": size}).all():
        yield from rows
        after = rows[-1].seq


def of_case(conn: Connection, guild_id: int, case_id: int) -> Sequence[Row[Any]]:
    """The rows that concern one case, oldest first."""
    return conn.execute(OF_CASE, {"guild": guild_id, "case": case_id}).all()


def last_by_person(conn: Connection, guild_id: int, case_id: int | None) -> Row[Any] | None:
    """The newest row of somebody's doing that concerns a case, or the newest of the guild."""
    if case_id is None:
        return conn.execute(LAST_BY_PERSON, {"guild": guild_id}).one_or_none()
    return conn.execute(LAST_BY_PERSON_OF_CASE, {"guild": guild_id, "case": case_id}).one_or_none()


def row_values(
    guild_id: int,
    seq: int,
    at: datetime,
    actor: int,
    event: str,
    case_id: int | None,
    subject: int | None,
    detail: Mapping[str, Any],
    digest: str,
) -> dict[str, Any]:
    """One row's columns by name."""
    return {
        "guild_id": guild_id,
        "seq": seq,
        "at": at,
        "actor": actor,
        "event": event,
        "case_id": case_id,
        "subject": subject,
        "detail": dict(detail),
        "hash": digest,
    }
