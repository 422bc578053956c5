"""Decisions that act on Discord: upholding, and the common rest of upholding and undoing.

Synchronous, inside the caller's write transaction. There are three steps, each a transaction of its own, with the
effects on Discord between them: ``begin`` (or ``undoing.begin``) claims the case, keeps the intent and owes its
actions; ``record`` notes each action's outcome; ``finish`` decides. ``give_back`` takes the place of ``finish`` where
Discord could not be reached. A process that ends anywhere in between leaves a claimed case with its intent and its
pending actions, from which the rest can be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.review import audit
from bot.review.audit import Event
from bot.review.effects import Code
from bot.review.measures import MEASURES, key_of
from bot.review.moves import FREE, LEASE, answer, before_claim, group_mates, let_go, lost, move, takeable
from bot.review.policies import is_shadow
from bot.review.rows import UNDO, case_of, load_actions
from bot.review.transitions import message_deleted, reopen
from bot.review.types import (
    UNDONE,
    ActionKind,
    ActionRow,
    ActionState,
    Case,
    CaseState,
    DeskResult,
    GivenBack,
    Lost,
    Missing,
    Plan,
    Standing,
)
from bot.store import actions, cases


def begin(
    conn: Connection,
    guild_id: int,
    case_id: int,
    by: int,
    plan: Plan,
    now: datetime,
    *,
    whole_group: bool = False,
) -> tuple[Case, ...] | Lost | Missing:
    """Claim the case (and the group's other free ones) for upholding, keep the plan, owe its actions.

    Each message is deleted once, each author warned and timed out once, however many cases share them. In a guild in
    shadow mode nothing is owed.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not takeable(row, by, now):
        return lost(row)
    chosen = [row, *group_mates(conn, row, by, now)] if whole_group else [row]
    shadow = is_shadow(conn, guild_id)
    claimed = []
    seen: set[tuple[ActionKind, int]] = set()
    for each in chosen:
        case = _claim(conn, each, by, plan, shadow, now)
        if case is None:
            continue
        claimed.append(case)
        if not shadow:
            _owe(conn, case, by, plan, seen, now)
    if not claimed or claimed[0].id != case_id:
        fresh = cases.get(conn, guild_id, case_id)
        return Missing() if fresh is None else lost(fresh)
    return tuple(claimed)


def _claim(conn: Connection, row: Row[Any], by: int, plan: Plan, shadow: bool, now: datetime) -> Case | None:
    planned: dict[str, Any] = {
        kind.value: True if amount is None else amount for kind, amount in plan.amounts().items()
    }
    return move(
        conn,
        row,
        Event.UPHOLDING,
        by,
        now,
        {**planned, "shadow": shadow},
        state=CaseState.CLAIMED.value,
        claimed_by=by,
        claimed_from=before_claim(row),
        lease_until=now + LEASE,
        intent={**planned, "shadow": shadow, "reason": plan.reason},
        draft=None,
    )


def _owe(
    conn: Connection, case: Case, by: int, plan: Plan, seen: set[tuple[ActionKind, int]], now: datetime
) -> None:
    chosen = plan.amounts()
    for kind, measure in MEASURES.items():
        about = (kind, measure.subject(case))
        if kind not in chosen or about in seen:
            continue
        seen.add(about)
        amount = chosen[kind]
        until = now + timedelta(seconds=amount) if kind is ActionKind.TIMEOUT and amount else None
        key = key_of(case.id, case.round, kind, amount)
        actions.add(
            conn, case.guild_id, case.id, kind.value, key, by, now, until, round=case.round, amount=amount
        )


def remember(conn: Connection, action: ActionRow, former: Standing) -> None:
    """Keep what stood on Discord before the action, so that undo can put it back."""
    actions.remember(conn, action.id, {"value": former})


def record(
    conn: Connection,
    case: Case,
    action: ActionRow,
    state: ActionState,
    now: datetime,
    code: str | None = None,
    detail: str = "",
) -> None:
    """Note how an action went; it is not pending any more."""
    if not actions.finish(conn, action.id, state.value, now, code, detail or None):
        return
    undo = action.undoes is not None
    done, failed = (Event.UNDO_DONE, Event.UNDO_FAILED) if undo else (Event.ACTION_DONE, Event.ACTION_FAILED)
    facts = {"kind": action.kind.value} | ({"code": code} if code else {})
    event = done if state is ActionState.DONE else failed
    audit.append(conn, case.guild_id, action.by, event, case.id, facts, now, subject=case.author_id)
    if action.kind is ActionKind.DELETE and not undo and (state is ActionState.DONE or code == Code.GONE):
        message_deleted(conn, case.guild_id, [case.message_id], now)


def finish(conn: Connection, guild_id: int, case_id: int, now: datetime) -> DeskResult:
    """Everything was tried: claimed → upheld, or, where a decision is taken back, → open.

    The one place where a verdict with its plan, or its undoing, becomes true: what hangs on either belongs here.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.state != CaseState.CLAIMED or row.intent is None:
        return lost(row)
    moved = _undone(conn, row, now) if row.intent.get(UNDO) else _upheld(conn, row, now)
    return answer(conn, row, moved)


def _upheld(conn: Connection, row: Row[Any], now: datetime) -> Case | None:
    return move(
        conn,
        row,
        Event.UPHELD,
        row.claimed_by,
        now,
        state=CaseState.UPHELD.value,
        decided_by=row.claimed_by,
        decided_at=now,
        reason=row.intent["reason"],
        **FREE,
    )


def _undone(conn: Connection, row: Row[Any], now: datetime) -> Case | None:
    return reopen(conn, row, row.claimed_by, UNDONE, now, event=Event.UNDONE, **FREE)


def give_back(
    conn: Connection, guild_id: int, case_ids: Iterable[int], code: str, detail: str, now: datetime
) -> GivenBack | None:
    """Discord could not be reached: release the claims. What was not done stays on the card with ``code``.

    Gives the first case as it is now; ``None`` where none of them was being decided.
    """
    first = None
    for case_id in case_ids:
        row = cases.get(conn, guild_id, case_id)
        if row is None or row.state != CaseState.CLAIMED or row.intent is None:
            continue
        for kind in MEASURES:
            actions.fail_pending(conn, case_id, code, now, kind.value)
        moved = let_go(conn, row, Event.GIVEN_BACK, row.claimed_by, now)
        if moved is not None and first is None:
            first = GivenBack(moved, load_actions(conn, guild_id, case_id), detail)
    return first


def interrupted(conn: Connection) -> list[Case]:
    """Cases whose decision, or its undoing, was begun and neither finished nor given back."""
    return [case_of(row) for row in cases.deciding(conn)]


def plan_reason(conn: Connection, guild_id: int, case_id: int) -> str | None:
    """The reason in the plan that a claimed case holds."""
    row = cases.get(conn, guild_id, case_id)
    reason = None if row is None or row.intent is None else row.intent.get("reason")
    return reason if isinstance(reason, str) else None
