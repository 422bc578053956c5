"""Cases: one row per message and rule kind. Every change of state goes through ``swap``, the compare-and-swap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.store.actions import ASK, PENDING
from bot.store.columns import UtcTime
from bot.store.tables import actions, appeals, cases, groups

OPEN = "open"
ASKED = "asked"
CLAIMED = "claimed"
UNDECIDED = (OPEN, ASKED, CLAIMED)
CARE = "self_harm"
"""The kind of a case in which somebody may harm themselves: no wrong, and never decided in passing."""
BATCH = 200
"""Rows that one sweep of ``due_*`` handles; the next sweep takes the rest."""

_c = cases.c
_GUILD = _c.guild_id == bindparam("guild")
_ID = _c.id == bindparam("case")
_NOW = bindparam("now", type_=UtcTime())
_HELD = and_(_c.state == CLAIMED, _c.intent.is_(None))

ADD = insert(cases).returning(cases)
SWAP = (
    update(cases)
    .where(
        _ID,
        _GUILD,
        _c.state == bindparam("was", type_=String()),
        _c.version == bindparam("seen", type_=Integer()),
    )
    .values(version=_c.version + 1)
    .returning(cases)
)
GET = select(cases).where(_ID, _GUILD)
BY_NUMBER = select(cases).where(_GUILD, _c.number == bindparam("nr"))
OF_MESSAGE = select(cases).where(_GUILD, _c.message_id == bindparam("message")).order_by(_c.id)
# A card that was just posted may be clicked before its id is written down: until then only the case counts.
CLICKED = (
    select(cases)
    .join(groups, groups.c.id == _c.group_id)
    .where(
        _ID,
        _GUILD,
        or_(groups.c.card_message_id == bindparam("card"), groups.c.card_message_id.is_(None)),
    )
)
_GROUP = _c.group_id == bindparam("group")
OF_GROUP = (
    select(cases).where(_GUILD, _GROUP).order_by(_c.id.desc()).limit(bindparam("size", type_=Integer()))
)
UNDECIDED_OF_GROUP = select(cases).where(_GUILD, _GROUP, _c.state.in_(UNDECIDED)).order_by(_c.id)
FIRST_OF_GROUP = UNDECIDED_OF_GROUP.limit(1)
LAST_OF_GROUP = (
    select(cases).where(_GUILD, _GROUP).order_by(_c.decided_at.desc().nulls_last(), _c.id.desc()).limit(1)
)
COUNT_OF_GROUP = select(func.count()).select_from(cases).where(_GUILD, _GROUP)
EARLIER = (
    select(_c.state, func.count())
    .where(_GUILD, _c.author_id == bindparam("author"), _c.group_id != bindparam("group"))
    .group_by(_c.state)
)
HISTORY = (
    select(cases)
    .where(_GUILD, _c.author_id == bindparam("author"))
    .order_by(_c.created_at.desc(), _c.id.desc())
    .limit(bindparam("size", type_=Integer()))
)
# While the question is still owed, its author was not asked yet and cannot be late.
_QUESTION_OWED = exists().where(actions.c.case_id == _c.id, actions.c.kind == ASK, actions.c.state == PENDING)
ASKS_OVER = (
    select(cases)
    .where(_c.state == ASKED, _c.ask_until <= _NOW, ~_QUESTION_OWED)
    .order_by(_c.ask_until)
    .limit(BATCH)
)
LEASES_OVER = select(cases).where(_HELD, _c.lease_until <= _NOW).order_by(_c.lease_until).limit(BATCH)
DECIDING = select(cases).where(_c.state == CLAIMED, _c.intent.is_not(None)).order_by(_c.id)
UNDECIDED_SINCE = (
    select(cases)
    .where(
        or_(_c.state.in_((OPEN, ASKED)), and_(_HELD, _c.lease_until <= _NOW)),
        _c.waiting_since <= bindparam("before", type_=UtcTime()),
    )
    .order_by(_c.waiting_since)
    .limit(BATCH)
)
# Who decides on an appeal must be able to read what it is about; an appeal cannot wait for ever either.
_APPEALED = exists().where(appeals.c.case_id == _c.id, appeals.c.state.in_(("open", "answered", "deciding")))
DECIDED_SINCE = (
    select(cases)
    .where(
        _c.state.not_in(UNDECIDED),
        _c.decided_at <= bindparam("before", type_=UtcTime()),
        _c.text.is_not(None),
        ~_APPEALED,
    )
    .order_by(_c.decided_at)
    .limit(BATCH)
)
CLEARED = ("dismissed", "sourced", "withdrawn")
# Whatever is not cleared counts: a flag that stands or may yet, a duplicate of one, one that nobody decided in time.
UNQUOTABLE = select(_c.message_id).where(
    _GUILD,
    _c.message_id.in_(bindparam("messages", expanding=True)),
    _c.state.not_in(CLEARED),
)
MARK_DELETED = (
    update(cases)
    .where(_GUILD, _c.message_id == bindparam("message"), _c.message_deleted.is_(False))
    .values(message_deleted=true(), version=_c.version + 1)
    .returning(cases)
)


def add(conn: Connection, values: dict[str, Any]) -> Row[Any]:
    """Insert a case; the whole row. Raises ``IntegrityError`` where the message has a case of this kind."""
    return conn.execute(ADD, values).one()


def swap(conn: Connection, row: Row[Any], **changes: Any) -> Row[Any] | None:
    """Change ``row``'s case if it still is in the state and version that ``row`` shows; ``None``: it is not.

    ``changes`` name columns. The version goes up by one. Gives the row as it is now.
    """
    seen = {"case": row.id, "guild": row.guild_id, "was": row.state, "seen": row.version}
    return conn.execute(SWAP, {**changes, **seen}).one_or_none()


def get(conn: Connection, guild_id: int, case_id: int) -> Row[Any] | None:
    """A case by id, ``None`` where this guild has no such case."""
    return conn.execute(GET, {"guild": guild_id, "case": case_id}).one_or_none()


def by_number(conn: Connection, guild_id: int, number: int) -> Row[Any] | None:
    """A case by the number the guild knows it by."""
    return conn.execute(BY_NUMBER, {"guild": guild_id, "nr": number}).one_or_none()


def of_message(conn: Connection, guild_id: int, message_id: int) -> Sequence[Row[Any]]:
    """The message's cases, at most one a kind."""
    return conn.execute(OF_MESSAGE, {"guild": guild_id, "message": message_id}).all()


def clicked(conn: Connection, guild_id: int, case_id: int, card_message_id: int) -> Row[Any] | None:
    """The case if its group's card is the message ``card_message_id``, or has not been written down yet."""
    values = {"guild": guild_id, "case": case_id, "card": card_message_id}
    return conn.execute(CLICKED, values).one_or_none()


def of_group(conn: Connection, guild_id: int, group_id: int, limit: int) -> Sequence[Row[Any]]:
    """The newest ``limit`` cases of a group, newest first."""
    return conn.execute(OF_GROUP, {"guild": guild_id, "group": group_id, "size": limit}).all()


def undecided_of_group(conn: Connection, guild_id: int, group_id: int) -> Sequence[Row[Any]]:
    """The group's undecided cases, oldest first."""
    return conn.execute(UNDECIDED_OF_GROUP, {"guild": guild_id, "group": group_id}).all()


def first_of_group(conn: Connection, guild_id: int, group_id: int) -> Row[Any] | None:
    """The group's oldest undecided case, ``None`` where all are decided."""
    return conn.execute(FIRST_OF_GROUP, {"guild": guild_id, "group": group_id}).one_or_none()


def last_of_group(conn: Connection, guild_id: int, group_id: int) -> Row[Any] | None:
    """The case of the group that was decided last."""
    return conn.execute(LAST_OF_GROUP, {"guild": guild_id, "group": group_id}).one_or_none()


def count_of_group(conn: Connection, guild_id: int, group_id: int) -> int:
    """How many cases the group has."""
    return int(conn.execute(COUNT_OF_GROUP, {"guild": guild_id, "group": group_id}).scalar_one())


def earlier(conn: Connection, guild_id: int, author_id: int, group_id: int) -> dict[str, int]:
    """State → count of the author's cases outside a group."""
    values = {"guild": guild_id, "author": author_id, "group": group_id}
    return {state: int(count) for state, count in conn.execute(EARLIER, values)}


def history(conn: Connection, guild_id: int, author_id: int, limit: int) -> Sequence[Row[Any]]:
    """The author's cases, newest first."""
    return conn.execute(HISTORY, {"guild": guild_id, "author": author_id, "size": limit}).all()


def asks_over(conn: Connection, now: datetime) -> Sequence[Row[Any]]:
    """Asked cases whose question was put and whose time is up."""
    return conn.execute(ASKS_OVER, {"now": now}).all()


def leases_over(conn: Connection, now: datetime) -> Sequence[Row[Any]]:
    """Held cases whose lease ended, none of them being decided."""
    return conn.execute(LEASES_OVER, {"now": now}).all()


def deciding(conn: Connection) -> Sequence[Row[Any]]:
    """Claimed cases whose decision is being carried out, or was when the process ended."""
    return conn.execute(DECIDING).all()


def undecided_since(conn: Connection, before: datetime, now: datetime) -> Sequence[Row[Any]]:
    """Undecided cases that nobody holds, made or opened again at or before ``before``."""
    return conn.execute(UNDECIDED_SINCE, {"before": before, "now": now}).all()


def decided_since(conn: Connection, before: datetime) -> Sequence[Row[Any]]:
    """Cases decided at or before ``before`` that still hold their text, none with an undecided appeal."""
    return conn.execute(DECIDED_SINCE, {"before": before}).all()


def mark_deleted(conn: Connection, guild_id: int, message_id: int) -> Sequence[Row[Any]]:
    """Note that a message is gone; the cases for which that is new, as they are now."""
    return conn.execute(MARK_DELETED, {"guild": guild_id, "message": message_id}).all()


def unquotable(conn: Connection, guild_id: int, message_ids: Sequence[int]) -> frozenset[int]:
    """Those of at most 30,000 messages whose flag was not cleared: nothing may be quoted from them."""
    values = {"guild": guild_id, "messages": list(message_ids)}
    return frozenset(conn.execute(UNQUOTABLE, values).scalars())
