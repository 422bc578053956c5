"""Links between cases of one guild. A link is two rows, one seen from either case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select

from bot.store.tables import cases, links
from bot.store.upsert import insert_ignore

_CASE = links.c.case_id == bindparam("case")
ADD = insert_ignore(links, ["case_id", "other_id"])
REMOVE = delete(links).where(
    links.c.guild_id == bindparam("guild"),
    or_(
        and_(_CASE, links.c.other_id == bindparam("other")),
        and_(links.c.case_id == bindparam("other"), links.c.other_id == bindparam("case")),
    ),
)
NUMBERS = (
    select(cases.c.number)
    .join(links, links.c.other_id == cases.c.id)
    .where(_CASE, links.c.guild_id == bindparam("guild"), cases.c.guild_id == bindparam("guild"))
    .order_by(cases.c.number)
)
COUNT = select(func.count()).select_from(links).where(_CASE)


def add(conn: Connection, guild_id: int, case_id: int, other_id: int, by: int, now: datetime) -> None:
    """Link two cases; nothing where they are."""
    rest = {"guild_id": guild_id, "by": by, "at": now}
    for one, other in ((case_id, other_id), (other_id, case_id)):
        conn.execute(ADD, {"case_id": one, "other_id": other, **rest})


def remove(conn: Connection, guild_id: int, case_id: int, other_id: int) -> bool:
    """Take the link between two cases away; ``False`` where there was none."""
    return conn.execute(REMOVE, {"guild": guild_id, "case": case_id, "other": other_id}).rowcount > 0


def numbers(conn: Connection, guild_id: int, case_id: int) -> Sequence[int]:
    """Numbers of the cases linked with this one, lowest first."""
    return conn.execute(NUMBERS, {"guild": guild_id, "case": case_id}).scalars().all()


def count(conn: Connection, case_id: int) -> int:
    """How many cases are linked with this one."""
    return int(conn.execute(COUNT, {"case": case_id}).scalar_one())
