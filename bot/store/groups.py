"""Groups of cases that share one card."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, union_all, update

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
)
_OF_CASES = select(groups.c.id).join(cases, cases.c.group_id == groups.c.id)
# Two searches, each by an index of its own, where one with OR would read every case of the guild. A comparison with
# a NULL claim key is never true, so one statement serves cases with and without.
_FOUND = union_all(
    _OF_CASES.where(*_THEIRS, cases.c.author_id == bindparam("author")),
    _OF_CASES.where(*_THEIRS, cases.c.claim_key == bindparam("claim")),
).subquery()
JOINABLE = select(func.max(_FOUND.c.id))


def add(conn: Connection, guild_id: int, author_id: int, claim_key: str | None, now: datetime) -> int:
    """A new group; its id."""
    values = {"guild_id": guild_id, "author_id": author_id, "claim_key": claim_key, "opened_at": now}
    return int(conn.execute(ADD, values).scalar_one())


def get(conn: Connection, guild_id: int, group_id: int) -> Row[Any] | None:
    """The group's row, ``None`` where this guild has no such group."""
    return conn.execute(GET, {"guild": guild_id, "group": group_id}).one_or_none()


def joinable(
    conn: Connection, guild_id: int, author_id: int, claim_key: str | None, since: datetime
) -> int | None:
    """The newest group opened after ``since`` with an undecided case of this author or this claim."""
    values = {"guild": guild_id, "author": author_id, "claim": claim_key, "since": since}
    found: int | None = conn.execute(JOINABLE, values).scalar_one()
    return found


def set_card(conn: Connection, group_id: int, channel_id: int | None, message_id: int | None) -> None:
    """Remember where the group's card stands; ``None`` twice: it has none (any more)."""
    conn.execute(SET_CARD, {"group": group_id, "channel": channel_id, "message": message_id})
