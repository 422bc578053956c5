"""Groups of cases that share one card."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, insert, select, union_all, update

from bot.store.cases import UNDECIDED
from bot.store.tables import cases, groups

_ID = groups.c.id == bindparam("group")
ADD = insert(groups).returning(groups.c.id)
GET = select(groups).where(_ID, groups.c.guild_id == bindparam("guild"))
SET_CARD = (
    update(groups)
    .where(_ID)
    .values(card_channel_id=bindparam("channel"), card_message_id=bindparam("message"))
)
_THEIRS = (
    cases.c.guild_id == bindparam("guild"),
    cases.c.state.in_(UNDECIDED),
    groups.c.opened_at > bindparam("since"),
    groups.c.raid.is_(False),
)
_OF_CASES = select(groups.c.id).join(cases, cases.c.group_id == groups.c.id)
# Two searches, each by an index of its own, where one with OR would read every case of the guild. A comparison with
# a NULL claim key is never true, so one statement serves cases with and without.
_FOUND = union_all(
    _OF_CASES.where(*_THEIRS, cases.c.author_id == bindparam("author")),
    _OF_CASES.where(*_THEIRS, cases.c.claim_key == bindparam("claim")),
).subquery()
JOINABLE = select(func.max(_FOUND.c.id))
RAID = select(func.max(groups.c.id)).where(
    groups.c.guild_id == bindparam("guild"),
    groups.c.opened_at > bindparam("since"),
    groups.c.raid,
    exists().where(cases.c.group_id == groups.c.id, cases.c.created_at > bindparam("lately")),
)
URGENT_SINCE = (
    select(func.count())
    .select_from(groups)
    .where(groups.c.guild_id == bindparam("guild"), groups.c.urgent_at > bindparam("since"))
)
SET_URGENT = update(groups).where(_ID, groups.c.urgent_at.is_(None)).values(urgent_at=bindparam("now"))


def add(
    conn: Connection,
    guild_id: int,
    author_id: int,
    claim_key: str | None,
    now: datetime,
    *,
    raid: bool = False,
) -> int:
    """A new group; its id. ``raid``: one that takes cases of any author while a flood lasts."""
    values = {
        "guild_id": guild_id,
        "author_id": author_id,
        "claim_key": claim_key,
        "opened_at": now,
        "raid": raid,
    }
    return int(conn.execute(ADD, values).scalar_one())


def get(conn: Connection, guild_id: int, group_id: int) -> Row[Any] | None:
    """The group's row, ``None`` where this guild has no such group."""
    return conn.execute(GET, {"guild": guild_id, "group": group_id}).one_or_none()


def joinable(
    conn: Connection, guild_id: int, author_id: int, claim_key: str | None, since: datetime
) -> int | None:
    """The newest group opened after ``since`` with an undecided case of this author or this claim; no flood's."""
    values = {"guild": guild_id, "author": author_id, "claim": claim_key, "since": since}
    found: int | None = conn.execute(JOINABLE, values).scalar_one()
    return found


def set_card(conn: Connection, group_id: int, channel_id: int | None, message_id: int | None) -> None:
    """Remember where the group's card stands; ``None`` twice: it has none (any more)."""
    conn.execute(SET_CARD, {"group": group_id, "channel": channel_id, "message": message_id})


def raid(conn: Connection, guild_id: int, since: datetime, lately: datetime) -> int | None:
    """The flood's group that was opened after ``since`` and got a case after ``lately``."""
    values = {"guild": guild_id, "since": since, "lately": lately}
    found: int | None = conn.execute(RAID, values).scalar_one()
    return found


def urgent_since(conn: Connection, guild_id: int, since: datetime) -> int:
    """For how many groups the role on duty was mentioned after a moment."""
    return int(conn.execute(URGENT_SINCE, {"guild": guild_id, "since": since}).scalar_one())


def set_urgent(conn: Connection, group_id: int, now: datetime) -> bool:
    """Note that the role on duty is mentioned because of this group; ``False`` where it was already."""
    return conn.execute(SET_URGENT, {"group": group_id, "now": now}).rowcount == 1
