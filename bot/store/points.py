"""The warning ladder's ledger: points of upheld cases. A row is never removed, only voided or left to expire."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from bot.store.columns import UtcTime
from bot.store.tables import points
from bot.store.upsert import insert_ignore

_GUILD = points.c.guild_id == bindparam("guild")
ADD = insert_ignore(points, ["case_id", "round"])
# Cases on one card count once: the one with the most points.
BY_GROUP = (
    select(points.c.group_id, func.max(points.c.points))
    .where(
        _GUILD,
        points.c.member_id == bindparam("member"),
        points.c.voided_at.is_(None),
        points.c.expires_at > bindparam("now", type_=UtcTime()),
    )
    .group_by(points.c.group_id)
)
VOID = (
    update(points)
    .where(_GUILD, points.c.case_id == bindparam("case"), points.c.voided_at.is_(None))
    .values(voided_at=bindparam("now", type_=UtcTime()))
    .returning(points.c.points)
)


def add(
    conn: Connection,
    guild_id: int,
    member_id: int,
    case_id: int,
    round_: int,
    group_id: int,
    worth: int,
    now: datetime,
    expires_at: datetime,
) -> bool:
    """Enter the points of a decision; ``False`` where this round's were entered already."""
    values = {
        "guild_id": guild_id,
        "member_id": member_id,
        "case_id": case_id,
        "round": round_,
        "group_id": group_id,
        "points": worth,
        "at": now,
        "expires_at": expires_at,
    }
    return conn.execute(ADD, values).rowcount == 1


def by_group(conn: Connection, guild_id: int, member_id: int, now: datetime) -> dict[int, int]:
    """Group id → the points that count for it now."""
    rows = conn.execute(BY_GROUP, {"guild": guild_id, "member": member_id, "now": now})
    return {group_id: int(most) for group_id, most in rows}


def void(conn: Connection, guild_id: int, case_id: int, now: datetime) -> int:
    """Take a case's points back; how many there were."""
    return sum(conn.execute(VOID, {"guild": guild_id, "case": case_id, "now": now}).scalars())
