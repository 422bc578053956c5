"""Actions on cases: what was to be done on Discord, under which key, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.store.tables import actions
from bot.store.upsert import upsert

PENDING = "pending"
DONE = "done"
FAILED = "failed"
ASK = "ask"
"""The kind of action that the outbox carries out and not the desk."""

_ID = actions.c.id == bindparam("action")
_CASE = actions.c.case_id == bindparam("case")
_PENDING = actions.c.state == PENDING
# The key decides: what was done stays done, what failed is tried again, what is pending stays as it is.
ADD = upsert(
    actions,
    ["key"],
    lambda new: {
        "state": PENDING,
        "code": None,
        "detail": None,
        "by": new.excluded.by,
        "at": new.excluded.at,
        "until": new.excluded.until,
    },
    only=lambda new: actions.c.state == FAILED,
)
OF_CASE = select(actions).where(_CASE, actions.c.guild_id == bindparam("guild")).order_by(actions.c.id)
PENDING_OF_CASE = OF_CASE.where(_PENDING)
FINISH = (
    update(actions)
    .where(_ID, _PENDING)
    .values(state=bindparam("to"), code=bindparam("why"), detail=bindparam("words"), at=bindparam("now"))
)
REMEMBER = update(actions).where(_ID).values(former=bindparam("what", type_=actions.c.former.type))
FAIL_PENDING = (
    update(actions).where(_CASE, _PENDING).values(state=FAILED, code=bindparam("why"), at=bindparam("now"))
)
FAIL_PENDING_KIND = FAIL_PENDING.where(actions.c.kind == bindparam("of_kind"))


def add(
    conn: Connection,
    guild_id: int,
    case_id: int,
    kind: str,
    key: str,
    by: int,
    now: datetime,
    until: datetime | None = None,
    *,
    round: int = 1,  # noqa: A002 - the column's name
    amount: int | None = None,
    undoes: int | None = None,
) -> None:
    """Owe an action. Where ``key`` is known, a done one is kept and a failed one is owed again.

    ``amount`` is in seconds; ``undoes`` is the id of the action that this one takes back.
    """
    values = {
        "guild_id": guild_id,
        "case_id": case_id,
        "kind": kind,
        "key": key,
        "state": PENDING,
        "by": by,
        "at": now,
        "until": until,
        "round": round,
        "amount": amount,
        "undoes": undoes,
    }
    conn.execute(ADD, values)


def of_case(conn: Connection, guild_id: int, case_id: int, *, pending: bool = False) -> Sequence[Row[Any]]:
    """The case's actions in the order they were first owed; only the pending ones if asked."""
    return conn.execute(PENDING_OF_CASE if pending else OF_CASE, {"guild": guild_id, "case": case_id}).all()


def finish(
    conn: Connection,
    action_id: int,
    state: str,
    now: datetime,
    code: str | None = None,
    detail: str | None = None,
) -> bool:
    """Record how a pending action went; ``False`` where it was not pending any more."""
    values = {"action": action_id, "to": state, "why": code, "words": detail, "now": now}
    return conn.execute(FINISH, values).rowcount == 1


def remember(conn: Connection, action_id: int, former: Mapping[str, Any]) -> None:
    """Keep what stood on Discord before the action."""
    conn.execute(REMEMBER, {"action": action_id, "what": dict(former)})


def fail_pending(conn: Connection, case_id: int, code: str, now: datetime, kind: str | None = None) -> int:
    """Give up the case's pending actions (of one kind); how many there were."""
    values = {"case": case_id, "why": code, "now": now}
    if kind is None:
        return conn.execute(FAIL_PENDING, values).rowcount
    return conn.execute(FAIL_PENDING_KIND, {**values, "of_kind": kind}).rowcount
