"""Second looks: which decided cases may get one, who looks, what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Row,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.store.cases import CARE
from bot.store.columns import UtcTime
from bot.store.tables import appeals, audit, cases, reports, second_looks, subjects

SHOWN = "shown"
ANSWERED = "answered"
SKIPPED = "skipped"
OVER = "over"
DECISIONS = ("upheld", "dismissed")
BATCH = 500
"""Candidates fetched at a time."""

_c, _l = cases.c, second_looks.c
_GUILD = bindparam("guild", type_=BigInteger())
_MODERATOR = bindparam("moderator", type_=BigInteger())
_CASE = bindparam("case", type_=BigInteger())
# Decided by another person a short while ago, text still there, nobody's second look yet, nor an appeal, whose card
# tells everybody of the decision; and this moderator neither wrote the message, nor reported it, nor was shown the case
# before, nor did anything with it. Who may harm themselves is no question of agreement.
_MAY_LOOK = (
    _c.guild_id == _GUILD,
    _c.state.in_(DECISIONS),
    _c.decided_at >= bindparam("since", type_=UtcTime()),
    _c.decided_by.not_in((0, _MODERATOR)),
    _c.author_id != _MODERATOR,
    _c.text.is_not(None),
    _c.kind != CARE,
    ~select(appeals.c.id).where(appeals.c.case_id == _c.id).exists(),
    ~select(audit.c.id)
    .join(subjects, and_(subjects.c.guild_id == audit.c.guild_id, subjects.c.number == audit.c.actor))
    .where(audit.c.case_id == _c.id, subjects.c.member_id == _MODERATOR)
    .exists(),
    ~select(_l.id)
    .where(_l.case_id == _c.id, or_(_l.state.in_((SHOWN, ANSWERED)), _l.moderator_id == _MODERATOR))
    .exists(),
    ~select(reports.c.id).where(reports.c.case_id == _c.id, reports.c.reporter_id == _MODERATOR).exists(),
)
_AFTER_TIME, _AFTER_ID = bindparam("after_time", type_=UtcTime()), bindparam("after_id", type_=BigInteger())
CANDIDATES = (
    select(_c.id, _c.round, _c.decided_at)
    .where(
        *_MAY_LOOK,
        or_(_c.decided_at > _AFTER_TIME, and_(_c.decided_at == _AFTER_TIME, _c.id > _AFTER_ID)),
    )
    .order_by(_c.decided_at, _c.id)
    .limit(BATCH)
)
ELIGIBLE = select(cases).where(_c.id == _CASE, *_MAY_LOOK)
ADD = insert(second_looks).returning(second_looks)
GET = select(second_looks).where(_l.id == bindparam("look"), _l.guild_id == _GUILD)
OPEN = select(second_looks).where(_l.guild_id == _GUILD, _l.moderator_id == _MODERATOR, _l.state == SHOWN)
STALE = select(second_looks).where(
    _l.guild_id == _GUILD, _l.state == SHOWN, _l.shown_at <= bindparam("before", type_=UtcTime())
)
RENEW = (
    update(second_looks)
    .where(_l.id == bindparam("look"), _l.state == SHOWN)
    .values(shown_at=bindparam("now", type_=UtcTime()))
)
END = (
    update(second_looks)
    .where(_l.id == bindparam("look"), _l.state == SHOWN)
    .values(state=bindparam("to"), answer=bindparam("said"), ended_at=bindparam("now", type_=UtcTime()))
)
PAIRS = (
    select(_l.decision, _l.answer, func.count(type_=Integer()))
    .where(_l.guild_id == _GUILD, _l.state == ANSWERED, _l.ended_at >= bindparam("since", type_=UtcTime()))
    .group_by(_l.decision, _l.answer)
)


def candidates(
    conn: Connection, guild_id: int, moderator_id: int, since: datetime, after: tuple[datetime, int]
) -> Sequence[Row[int, int, Any]]:
    """(id, round, decided_at) of up to ``BATCH`` cases decided since then that the moderator may look at.

    Oldest decision first, beginning behind ``after`` (decided_at, id).
    """
    values = {
        "guild": guild_id,
        "moderator": moderator_id,
        "since": since,
        "after_time": after[0],
        "after_id": after[1],
    }
    return conn.execute(CANDIDATES, values).all()


def eligible(
    conn: Connection, guild_id: int, case_id: int, moderator_id: int, since: datetime
) -> Row[Any] | None:
    """The whole case, ``None`` where this moderator may not look at it (any more)."""
    values = {"guild": guild_id, "case": case_id, "moderator": moderator_id, "since": since}
    return conn.execute(ELIGIBLE, values).one_or_none()


def add(conn: Connection, case: Row[Any], moderator_id: int, now: datetime) -> Row[Any]:
    """The moderator is shown the case. Raises ``IntegrityError`` where somebody is already, or they see another."""
    values = {
        "guild_id": case.guild_id,
        "case_id": case.id,
        "round": case.round,
        "decision": case.state,
        "moderator_id": moderator_id,
        "state": SHOWN,
        "shown_at": now,
    }
    return conn.execute(ADD, values).one()


def get(conn: Connection, guild_id: int, look_id: int) -> Row[Any] | None:
    """A look by id, ``None`` where this guild has no such look."""
    return conn.execute(GET, {"guild": guild_id, "look": look_id}).one_or_none()


def open_of(conn: Connection, guild_id: int, moderator_id: int) -> Row[Any] | None:
    """The look that the moderator has not answered yet."""
    return conn.execute(OPEN, {"guild": guild_id, "moderator": moderator_id}).one_or_none()


def stale(conn: Connection, guild_id: int, before: datetime) -> Sequence[Row[Any]]:
    """Open looks that were begun at or before ``before``."""
    return conn.execute(STALE, {"guild": guild_id, "before": before}).all()


def renew(conn: Connection, look_id: int, now: datetime) -> None:
    """The moderator is shown an open look once more."""
    conn.execute(RENEW, {"look": look_id, "now": now})


def end(conn: Connection, look_id: int, state: str, answer: str | None, now: datetime) -> bool:
    """An open look is over; ``False`` where it was not open any more."""
    values = {"look": look_id, "to": state, "said": answer, "now": now}
    return conn.execute(END, values).rowcount == 1


def pairs(conn: Connection, guild_id: int, since: datetime) -> dict[tuple[str, str], int]:
    """(decision, answer) → how often, of looks answered since then."""
    found = conn.execute(PAIRS, {"guild": guild_id, "since": since})
    return {(decision, answer): int(count) for decision, answer, count in found}
