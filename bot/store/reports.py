"""Members' reports: one a member and case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, select, update

from bot.store.tables import reports
from bot.store.upsert import insert_ignore

ADD = insert_ignore(reports, ["case_id", "reporter_id"])
OF_CASE = select(reports).where(reports.c.case_id == bindparam("case")).order_by(reports.c.id)
REASONS = (
    select(reports.c.reason)
    .where(reports.c.case_id == bindparam("case"), reports.c.reason.is_not(None))
    .order_by(reports.c.id.desc())
    .limit(bindparam("size", type_=Integer()))
)
STRIP = update(reports).where(reports.c.case_id == bindparam("case")).values(reason=None)


def add(
    conn: Connection, guild_id: int, case_id: int, reporter_id: int, reason: str | None, now: datetime
) -> bool:
    """Add a report; ``False`` where this member had reported the case already."""
    values = {
        "guild_id": guild_id,
        "case_id": case_id,
        "reporter_id": reporter_id,
        "reason": reason,
        "at": now,
    }
    return conn.execute(ADD, values).rowcount == 1


def of_case(conn: Connection, case_id: int) -> Sequence[Row[Any]]:
    """The reports of a case, oldest first."""
    return conn.execute(OF_CASE, {"case": case_id}).all()


def reasons(conn: Connection, case_id: int, limit: int) -> Sequence[str]:
    """What reporters wrote, newest first; those who wrote nothing are left out."""
    return conn.execute(REASONS, {"case": case_id, "size": limit}).scalars().all()


def strip(conn: Connection, case_id: int) -> None:
    """Remove what reporters wrote; that they reported stays."""
    conn.execute(STRIP, {"case": case_id})
