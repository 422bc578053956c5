"""Audit rows: added, read, never changed. The hash chain is ``bot.review.audit``'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from bot.store.tables import audit

CHUNK = 500
"""Rows fetched at a time when a whole chain is read."""

ADD = insert(audit)
CHAIN = (
    select(audit)
    .where(audit.c.guild_id == bindparam("guild"), audit.c.seq > bindparam("after"))
    .order_by(audit.c.seq)
    .limit(CHUNK)
)
OF_CASE = (
    select(audit)
    .where(audit.c.guild_id == bindparam("guild"), audit.c.case_id == bindparam("case"))
    .order_by(audit.c.seq)
)

LAST = select(audit).where(audit.c.guild_id == bindparam("guild")).order_by(audit.c.seq.desc()).limit(1)
LAST_OF_CASE = LAST.where(audit.c.case_id == bindparam("case"))


def add(conn: Connection, values: Mapping[str, Any]) -> None:
    """Append one finished row."""
    conn.execute(ADD, dict(values))


def chain(conn: Connection, guild_id: int) -> Iterator[Row[Any]]:
    """Every row of a guild in order, ``CHUNK`` at a time."""
    after = 0
    while rows := conn.execute(CHAIN, {"guild": guild_id, "after": after}).all():
        yield from rows
        after = rows[-1].seq


def of_case(conn: Connection, guild_id: int, case_id: int) -> Sequence[Row[Any]]:
    """The rows that concern one case, oldest first."""
    return conn.execute(OF_CASE, {"guild": guild_id, "case": case_id}).all()


def last(conn: Connection, guild_id: int, case_id: int | None) -> Row[Any] | None:
    """The newest row that concerns a case, or the newest of the guild."""
    if case_id is None:
        return conn.execute(LAST, {"guild": guild_id}).one_or_none()
    return conn.execute(LAST_OF_CASE, {"guild": guild_id, "case": case_id}).one_or_none()


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
