"""The queue: undecided cases by filters, in the order of their rank, and what is counted of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, and_, bindparam, func, or_, select, update
from sqlalchemy.types import BigInteger, Boolean, Float, String, TypeEngine

from bot.store.cases import CARE, CLAIMED, OPEN
from bot.store.columns import UtcTime
from bot.store.tables import UNDECIDED, cases, guilds

_c = cases.c
_GUILD = _c.guild_id == bindparam("guild")
_NOW = bindparam("now", type_=UtcTime())
_SIZE = bindparam("size", type_=Integer())
_NUMBER, _SINCE = func.count().label("number"), func.min(_c.waiting_since).label("since")
_HELD = and_(_c.state == CLAIMED, _c.intent.is_(None))


def _given(name: str, kind: TypeEngine[Any]) -> Any:
    return bindparam(f"of_{name}", type_=kind)


def _if_given(name: str, kind: TypeEngine[Any], condition: Any) -> Any:
    """``condition`` where the filter is set, everything where it is ``None``."""
    return or_(_given(name, kind).is_(None), condition)


_FILTERS = (
    _GUILD,
    UNDECIDED,
    _if_given("kind", String(), _c.kind == _given("kind", String())),
    _if_given(
        "channel",
        BigInteger(),
        or_(
            _c.channel_id == _given("channel", BigInteger()), _c.parent_id == _given("channel", BigInteger())
        ),
    ),
    _if_given("author", BigInteger(), _c.author_id == _given("author", BigInteger())),
    _if_given("group", BigInteger(), _c.group_id == _given("group", BigInteger())),
    _if_given("before", UtcTime(), _c.waiting_since <= _given("before", UtcTime())),
    _if_given("least", Float(), _c.severity >= _given("least", Float())),
    _if_given("most", Float(), _c.severity <= _given("most", Float())),
    _if_given(
        "mine",
        BigInteger(),
        or_(_c.assigned_to == _given("mine", BigInteger()), _c.claimed_by == _given("mine", BigInteger())),
    ),
    _if_given("escalated", Boolean(), _c.escalated == _given("escalated", Boolean())),
)
FILTERS = ("kind", "channel", "author", "group", "before", "least", "most", "mine", "escalated")
"""Names of the filters; each is ``None`` where it shall not count."""
_ORDER = (_c.rank, _c.created_at, _c.id)
_AT = (
    bindparam("rank", type_=Float()),
    bindparam("created", type_=UtcTime()),
    bindparam("at", type_=BigInteger()),
)
_BEHIND = or_(
    _c.rank > _AT[0],
    and_(_c.rank == _AT[0], or_(_c.created_at > _AT[1], and_(_c.created_at == _AT[1], _c.id > _AT[2]))),
)
_AHEAD = or_(
    _c.rank < _AT[0],
    and_(_c.rank == _AT[0], or_(_c.created_at < _AT[1], and_(_c.created_at == _AT[1], _c.id < _AT[2]))),
)
FIRST = select(cases).where(*_FILTERS).order_by(*_ORDER).limit(_SIZE)
AFTER = FIRST.where(_BEHIND)
BEFORE = (
    select(cases)
    .where(*_FILTERS, _AHEAD)
    .order_by(_c.rank.desc(), _c.created_at.desc(), _c.id.desc())
    .limit(_SIZE)
)
COUNT = select(func.count(), func.min(_c.waiting_since)).where(*_FILTERS)
COUNT_AHEAD = select(func.count()).where(*_FILTERS, _AHEAD)
# What one moderator may decide in bulk: unchanged since the preview, held by nobody else, not about themselves. Who may
# harm themselves only where the filter asks for that kind.
_BULK = (
    *_FILTERS,
    or_(_c.kind != CARE, _given("kind", String()) == CARE),
    _c.updated_at < bindparam("unchanged", type_=UtcTime()),
    _c.author_id != bindparam("by", type_=BigInteger()),
    or_(
        _c.state != CLAIMED,
        and_(_HELD, or_(_c.claimed_by == bindparam("by", type_=BigInteger()), _c.lease_until <= _NOW)),
    ),
)
BULK = (
    select(cases).where(*_BULK, _c.id > bindparam("after", type_=BigInteger())).order_by(_c.id).limit(_SIZE)
)
BULK_FIRST = select(cases).where(*_BULK).order_by(*_ORDER).limit(_SIZE)
BULK_COUNT = select(_c.kind, _NUMBER, _SINCE).where(*_BULK).group_by(_c.kind)

_FREE = or_(_c.state == OPEN, and_(_HELD, _c.lease_until <= _NOW))
_BY = bindparam("by", type_=BigInteger())
_MINE = _c.assigned_to == _BY
NEXT_MINE = (
    select(cases).where(_GUILD, UNDECIDED, _MINE, _FREE, _c.author_id != _BY).order_by(*_ORDER).limit(1)
)
NEXT = (
    select(cases)
    .where(
        _GUILD,
        UNDECIDED,
        _FREE,
        _c.author_id != _BY,
        or_(
            _c.assigned_to.is_(None),
            _c.assigned_at.is_(None),
            _c.assigned_at <= bindparam("fresh", type_=UtcTime()),
        ),
    )
    .order_by(*_ORDER)
    .limit(1)
)
STATES = select(_c.kind, _c.state, _NUMBER, _SINCE).where(_GUILD, UNDECIDED).group_by(_c.kind, _c.state)
ASSIGNED = (
    select(_c.assigned_to, _NUMBER, func.min(_c.assigned_at).label("since"))
    .where(_GUILD, UNDECIDED, _c.assigned_to.is_not(None))
    .group_by(_c.assigned_to)
    .order_by(func.count().desc(), _c.assigned_to)
    .limit(_SIZE)
)
OF_RAID = (
    select(_c.kind, func.count())
    .where(_GUILD, UNDECIDED, _c.group_id == bindparam("group"))
    .group_by(_c.kind)
)
AUTHORS_OF_GROUP = select(func.count(_c.author_id.distinct())).where(
    _GUILD, _c.group_id == bindparam("group")
)
AUTHORS_SINCE = select(func.count(_c.author_id.distinct())).where(
    _GUILD,
    _c.created_at > bindparam("since", type_=UtcTime()),
    _c.author_id != bindparam("author", type_=BigInteger()),
)

WITH_SETTINGS = select(guilds.c.guild_id, guilds.c.policy, guilds.c.reminded_at).where(
    guilds.c.policy.is_not(None)
)
_LATE = and_(
    _GUILD,
    UNDECIDED,
    _c.state == OPEN,
    _c.waiting_since <= bindparam("late", type_=UtcTime()),
    _c.reminded_at.is_(None),
)
OLDEST_LATE = select(cases).where(_LATE).order_by(_c.waiting_since, _c.id).limit(1)
MARK_LATE = update(cases).where(_LATE).values(reminded_at=_NOW)
GUILD_REMINDED = update(guilds).where(guilds.c.guild_id == bindparam("guild")).values(reminded_at=_NOW)
STILL_LATE = select(func.count(), func.min(_c.waiting_since)).where(
    _GUILD, UNDECIDED, _c.reminded_at == bindparam("marked", type_=UtcTime())
)
Filters = Mapping[str, Any]


def _values(guild_id: int, filters: Filters, **more: Any) -> dict[str, Any]:
    return {"guild": guild_id, **{f"of_{name}": filters.get(name) for name in FILTERS}, **more}


def page(
    conn: Connection, guild_id: int, filters: Filters, at: Row[Any] | None, *, back: bool, size: int
) -> Sequence[Row[Any]]:
    """The first ``size`` cases, or those after (``back``: before) the case ``at``, in the queue's order."""
    if at is None:
        return conn.execute(FIRST, _values(guild_id, filters, size=size)).all()
    found = conn.execute(BEFORE if back else AFTER, _values(guild_id, filters, size=size, **_place(at))).all()
    return found[::-1] if back else found


def count(conn: Connection, guild_id: int, filters: Filters) -> tuple[int, datetime | None]:
    """How many cases the filters leave, and since when the oldest of them waits."""
    total, oldest = conn.execute(COUNT, _values(guild_id, filters)).one()
    return int(total), oldest


def ahead(conn: Connection, guild_id: int, filters: Filters, at: Row[Any]) -> int:
    """How many of the filters' cases come before the case ``at``."""
    return int(conn.execute(COUNT_AHEAD, _values(guild_id, filters, **_place(at))).scalar_one())


def _place(at: Row[Any]) -> dict[str, Any]:
    return {"rank": at.rank, "created": at.created_at, "at": at.id}


def bulk(
    conn: Connection,
    guild_id: int,
    filters: Filters,
    by: int,
    unchanged: datetime,
    now: datetime,
    after: int,
    size: int,
) -> Sequence[Row[Any]]:
    """The next cases by id that ``by`` may decide together: not changed at or after ``unchanged``."""
    more = {"by": by, "unchanged": unchanged, "now": now, "after": after, "size": size}
    return conn.execute(BULK, _values(guild_id, filters, **more)).all()


def bulk_first(
    conn: Connection, guild_id: int, filters: Filters, by: int, now: datetime, size: int
) -> Sequence[Row[Any]]:
    """The first of those cases in the queue's order."""
    more = {"by": by, "unchanged": now, "now": now, "size": size}
    return conn.execute(BULK_FIRST, _values(guild_id, filters, **more)).all()


def bulk_counts(
    conn: Connection, guild_id: int, filters: Filters, by: int, unchanged: datetime, now: datetime
) -> Sequence[Any]:
    """``kind``, ``number`` of those cases, ``since`` when the oldest waits."""
    return conn.execute(BULK_COUNT, _values(guild_id, filters, by=by, unchanged=unchanged, now=now)).all()


def next_free(conn: Connection, guild_id: int, by: int, fresh: datetime, now: datetime) -> Row[Any] | None:
    """The first case that ``by`` was asked to look at, else the first that nobody was asked about since ``fresh``.

    Neither is held by anybody, nor waits for its author, nor is about a message of ``by``'s own.
    """
    values = {"guild": guild_id, "by": by, "now": now}
    mine = conn.execute(NEXT_MINE, values).one_or_none()
    return mine or conn.execute(NEXT, {**values, "fresh": fresh}).one_or_none()


def states(conn: Connection, guild_id: int) -> Sequence[Any]:
    """``kind``, ``state``, ``number`` and ``since`` when the oldest waits, of the undecided cases."""
    return conn.execute(STATES, {"guild": guild_id}).all()


def assigned(conn: Connection, guild_id: int, size: int) -> Sequence[Any]:
    """``assigned_to``, ``number`` of undecided cases they were asked to look at, ``since`` when; most first."""
    return conn.execute(ASSIGNED, {"guild": guild_id, "size": size}).all()


def kinds_of_group(conn: Connection, guild_id: int, group_id: int) -> dict[str, int]:
    """Kind → undecided cases of a group."""
    found = conn.execute(OF_RAID, {"guild": guild_id, "group": group_id})
    return {kind: int(number) for kind, number in found}


def authors_of_group(conn: Connection, guild_id: int, group_id: int) -> int:
    """How many people wrote the group's messages."""
    return int(conn.execute(AUTHORS_OF_GROUP, {"guild": guild_id, "group": group_id}).scalar_one())


def other_authors_since(conn: Connection, guild_id: int, author_id: int, since: datetime) -> int:
    """How many people other than ``author_id`` have a case made after ``since``."""
    values = {"guild": guild_id, "author": author_id, "since": since}
    return int(conn.execute(AUTHORS_SINCE, values).scalar_one())


def with_settings(conn: Connection) -> Sequence[Any]:
    """``guild_id``, ``policy`` as stored and ``reminded_at`` of guilds that changed a setting."""
    return conn.execute(WITH_SETTINGS).all()


def mark_late(conn: Connection, guild_id: int, late: datetime, now: datetime) -> Row[Any] | None:
    """Mark every open case that waits since ``late`` or longer and was not reminded of; the oldest of them."""
    oldest = conn.execute(OLDEST_LATE, {"guild": guild_id, "late": late}).one_or_none()
    if oldest is not None:
        conn.execute(MARK_LATE, {"guild": guild_id, "late": late, "now": now})
        conn.execute(GUILD_REMINDED, {"guild": guild_id, "now": now})
    return oldest


def still_late(conn: Connection, guild_id: int, marked: datetime) -> tuple[int, datetime | None]:
    """Of the cases marked at that moment: how many are undecided, and since when the oldest waits."""
    number, oldest = conn.execute(STILL_LATE, {"guild": guild_id, "marked": marked}).one()
    return int(number), oldest
