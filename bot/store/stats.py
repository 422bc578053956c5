"""Counts over a stretch of time, for a server's statistics. No texts, no authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, bindparam, exists, func, select, type_coerce

from bot.store.appeals import ACCEPTED
from bot.store.cases import CARE, UNDECIDED
from bot.store.columns import UtcTime
from bot.store.second_look import DECISIONS
from bot.store.tables import appeals, audit, cases, scores

DAY_MS = 86_400_000

_c = cases.c
_GUILD = _c.guild_id == bindparam("guild", type_=BigInteger())
_SINCE = bindparam("since", type_=UtcTime())
_DECIDED = (_GUILD, _c.decided_at >= _SINCE)
_BY_MODERATORS = (*_DECIDED, _c.state.in_(DECISIONS), _c.decided_by != 0)
_DAY = type_coerce(_c.created_at, BigInteger) // DAY_MS

OPENED = (
    select(_DAY.label("day"), _c.kind, func.count(type_=Integer()).label("count"))
    .where(_GUILD, _c.created_at >= _SINCE)
    .group_by(_DAY, _c.kind)
)
ENDED = (
    select(_c.kind, _c.state, func.count(type_=Integer()))
    .where(*_DECIDED, _c.state.not_in(UNDECIDED))
    .group_by(_c.kind, _c.state)
)
# An upheld appeal decides a case that had been decided in time: what passed until then is no wait in the queue.
_BY_APPEAL = exists().where(
    appeals.c.case_id == _c.id, appeals.c.round == _c.round - 1, appeals.c.state == ACCEPTED
)
WAITS = select(type_coerce(_c.decided_at, BigInteger) - type_coerce(_c.waiting_since, BigInteger)).where(
    *_BY_MODERATORS, ~_BY_APPEAL
)
SCORES_OF_CASES = (
    select(_c.state, _c.scores)
    .where(*_BY_MODERATORS, _c.scores.is_not(None), _c.kind != CARE)
    .order_by(_c.decided_at.desc())
    .limit(bindparam("size", type_=Integer()))
)
SCORES_KEPT = (
    select(scores.c.scores)
    .where(scores.c.guild_id == bindparam("guild", type_=BigInteger()), scores.c.at >= _SINCE)
    .order_by(scores.c.at.desc())
    .limit(bindparam("size", type_=Integer()))
)
HANDLED = (
    select(audit.c.at, audit.c.actor, audit.c.event, audit.c.case_id)
    .where(
        audit.c.guild_id == bindparam("guild", type_=BigInteger()),
        audit.c.at >= _SINCE,
        audit.c.event.in_(bindparam("events", expanding=True)),
    )
    .order_by(audit.c.at, audit.c.seq)
)


def opened(conn: Connection, guild_id: int, since: datetime) -> Sequence[tuple[int, str, int]]:
    """(days since 1970 in UTC, kind, cases opened)."""
    found = conn.execute(OPENED, {"guild": guild_id, "since": since})
    return [(int(day), kind, count) for day, kind, count in found]


def ended(conn: Connection, guild_id: int, since: datetime) -> Sequence[tuple[str, str, int]]:
    """(kind, final state, cases that came to it), automatic ends included."""
    found = conn.execute(ENDED, {"guild": guild_id, "since": since})
    return [(kind, state, count) for kind, state, count in found]


def waits(conn: Connection, guild_id: int, since: datetime) -> list[float]:
    """Seconds from the moment a case began to wait to a moderator's decision, a number a case; not of upheld appeals."""
    found = conn.execute(WAITS, {"guild": guild_id, "since": since}).scalars()
    return [max(0, millis) / 1000 for millis in found]


def scores_of_cases(
    conn: Connection, guild_id: int, since: datetime, limit: int
) -> Iterator[tuple[str, Mapping[str, float]]]:
    """(upheld or dismissed, label → score) of the newest ``limit`` cases that moderators decided.

    Not of who may harm themselves: such a verdict says nothing about the scores.
    """
    values = {"guild": guild_id, "since": since, "size": limit}
    yield from (tuple(row) for row in conn.execute(SCORES_OF_CASES, values))


def scores_kept(
    conn: Connection, guild_id: int, since: datetime, limit: int
) -> Iterator[Mapping[str, float]]:
    """label → score of the newest ``limit`` messages of shadow mode."""
    yield from conn.execute(SCORES_KEPT, {"guild": guild_id, "since": since, "size": limit}).scalars()


def handled(conn: Connection, guild_id: int, since: datetime, events: Sequence[str]) -> Iterator[Any]:
    """(at, actor, event, case_id) of the audit rows of those events, oldest first; the actor is a subject number."""
    yield from conn.execute(HANDLED, {"guild": guild_id, "since": since, "events": list(events)})
