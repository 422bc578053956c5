"""What moderators do with cases. Synchronous, inside the caller's write transaction.

Upholding has three steps, each a transaction of its own, with the effects on Discord between them: ``begin`` claims the
case, keeps the plan and owes its actions; ``record`` notes each action's outcome; ``finish`` decides. ``give_back``
takes the place of ``finish`` where Discord could not be reached. A process that ends anywhere in between leaves a
claimed case with its plan and its pending actions, from which the rest can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.review import audit
from bot.review.audit import Event
from bot.review.effects import Code
from bot.review.moves import FREE, LEASE, answer, held, lost, move, owe_question, takeable
from bot.review.policies import is_shadow
from bot.review.rows import case_of, load_actions
from bot.review.transitions import message_deleted
from bot.review.transitions import reopen as reopen_row
from bot.review.types import (
    REASON_LIMIT,
    REOPENED,
    ActionKind,
    ActionRow,
    ActionState,
    Case,
    CaseState,
    DeskResult,
    GivenBack,
    Lost,
    Missing,
    Ok,
    Plan,
    Refused,
)
from bot.store import actions, cases


def hold(conn: Connection, guild_id: int, case_id: int, moderator_id: int, now: datetime) -> DeskResult:
    """The moderator reads the case: nobody else decides it for ``LEASE``. Holding it again renews that."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not takeable(row, moderator_id, now):
        return lost(row)
    return answer(conn, row, _hold(conn, row, moderator_id, now))


def hold_next(conn: Connection, guild_id: int, moderator_id: int, now: datetime) -> Case | None:
    """Hold the first free case of the queue; ``None`` where none is free."""
    row = cases.next_free(conn, guild_id, now)
    return None if row is None else _hold(conn, row, moderator_id, now)


def _hold(conn: Connection, row: Row[Any], moderator_id: int, now: datetime) -> Case | None:
    return move(
        conn,
        row,
        Event.CLAIMED,
        moderator_id,
        now,
        state=CaseState.CLAIMED.value,
        claimed_by=moderator_id,
        claimed_from=_before_claim(row),
        lease_until=now + LEASE,
    )


def release(conn: Connection, guild_id: int, case_id: int, moderator_id: int, now: datetime) -> DeskResult:
    """The moderator lays the case back undecided."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not held(row) or row.claimed_by != moderator_id:
        return lost(row)
    return answer(conn, row, let_go(conn, row, Event.RELEASED, moderator_id, now))


def let_go(conn: Connection, row: Row[Any], event: Event, by: int, now: datetime) -> Case | None:
    """``row``, claimed, → the state it was claimed from."""
    moved = move(conn, row, event, by, now, state=row.claimed_from, **FREE)
    if moved is not None:
        owe_question(conn, row, now)
    return moved


def dismiss(
    conn: Connection,
    guild_id: int,
    case_id: int,
    by: int,
    reason: str | None,
    now: datetime,
    *,
    whole_group: bool = False,
) -> DeskResult:
    """Nothing is wrong with the message. With ``whole_group`` the group's other free cases are dismissed too."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not takeable(row, by, now):
        return lost(row)
    chosen = [row, *_group_mates(conn, row, by, now)] if whole_group else [row]
    moved = [_dismiss(conn, each, by, reason, now) for each in chosen]
    if moved[0] is None:
        return answer(conn, row, None)
    also = tuple(case for case in moved[1:] if case is not None)
    return Ok(moved[0], load_actions(conn, guild_id, case_id), also)


def _dismiss(conn: Connection, row: Row[Any], by: int, reason: str | None, now: datetime) -> Case | None:
    return move(
        conn,
        row,
        Event.DISMISSED,
        by,
        now,
        state=CaseState.DISMISSED.value,
        decided_by=by,
        decided_at=now,
        reason=reason[:REASON_LIMIT] if reason else None,
        **FREE,
    )


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
    chosen = [row, *_group_mates(conn, row, by, now)] if whole_group else [row]
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
    done: dict[str, Any] = {
        "delete": plan.delete,
        "warn": plan.warn,
        "timeout": int(plan.timeout.total_seconds()) if plan.timeout else None,
        "shadow": shadow,
    }
    return move(
        conn,
        row,
        Event.UPHOLDING,
        by,
        now,
        done,
        state=CaseState.CLAIMED.value,
        claimed_by=by,
        claimed_from=_before_claim(row),
        lease_until=now + LEASE,
        intent={**done, "reason": plan.reason},
    )


def _owe(
    conn: Connection, case: Case, by: int, plan: Plan, seen: set[tuple[ActionKind, int]], now: datetime
) -> None:
    for kind, about, length in _wanted(case, plan):
        if (kind, about) in seen:
            continue
        seen.add((kind, about))
        # The key holds what makes the effect another one: the round, and the length of a timeout.
        key = f"{case.id}:{case.round}:{kind}" + (f":{int(length.total_seconds())}" if length else "")
        actions.add(conn, case.guild_id, case.id, kind.value, key, by, now, now + length if length else None)


def _wanted(case: Case, plan: Plan) -> Iterator[tuple[ActionKind, int, timedelta | None]]:
    """(kind, what it is done to, length) in the order of execution: what is most urgent first."""
    if plan.delete:
        yield ActionKind.DELETE, case.message_id, None
    if plan.timeout:
        yield ActionKind.TIMEOUT, case.author_id, plan.timeout
    if plan.warn:
        yield ActionKind.WARN, case.author_id, None


def record(
    conn: Connection,
    case: Case,
    action: ActionRow,
    state: ActionState,
    now: datetime,
    code: str | None = None,
    detail: str | None = None,
) -> None:
    """How an action went. A message that was deleted, or was gone already, is gone for all its cases.

    Discord tells of the deletion too, sooner or later than this; whichever comes first, the cases end alike.
    """
    if not actions.finish(conn, action.id, state.value, now, code, detail or None):
        return
    event = Event.ACTION_DONE if state is ActionState.DONE else Event.ACTION_FAILED
    facts = {"kind": action.kind.value} | ({"code": code} if code else {})
    audit.append(conn, case.guild_id, action.by, event, case.id, facts, now, subject=case.author_id)
    if action.kind is ActionKind.DELETE and (state is ActionState.DONE or code == Code.GONE):
        message_deleted(conn, case.guild_id, [case.message_id], now)


def finish(conn: Connection, guild_id: int, case_id: int, now: datetime) -> DeskResult:
    """Everything planned was tried: claimed → upheld."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.state != CaseState.CLAIMED or row.intent is None:
        return lost(row)
    moved = move(
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
    return answer(conn, row, moved)


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
        for kind in (ActionKind.DELETE, ActionKind.TIMEOUT, ActionKind.WARN):
            actions.fail_pending(conn, case_id, code, now, kind.value)
        moved = let_go(conn, row, Event.GIVEN_BACK, row.claimed_by, now)
        if moved is not None and first is None:
            first = GivenBack(moved, load_actions(conn, guild_id, case_id), detail)
    return first


def mark_duplicate(
    conn: Connection, guild_id: int, case_id: int, by: int, of_number: int, now: datetime
) -> DeskResult:
    """The case says what the guild's case ``of_number`` says already."""
    row = cases.get(conn, guild_id, case_id)
    if row is None or cases.by_number(conn, guild_id, of_number) is None:
        return Missing()
    if row.number == of_number:
        return Refused(case_of(row), "itself")
    if not takeable(row, by, now):
        return lost(row)
    moved = move(
        conn,
        row,
        Event.DUPLICATE,
        by,
        now,
        {"of": of_number},
        state=CaseState.DUPLICATE.value,
        decided_by=by,
        decided_at=now,
        duplicate_of=of_number,
        **FREE,
    )
    return answer(conn, row, moved)


def reopen(conn: Connection, guild_id: int, case_id: int, by: int, now: datetime) -> DeskResult:
    """A decided case → open. What was done to the member stays done. ``Refused`` once the text is gone."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not CaseState(row.state).decided:
        return lost(row)
    if row.text is None:
        return Refused(case_of(row), "text_gone")
    return answer(conn, row, reopen_row(conn, row, by, REOPENED, now))


def escalate(
    conn: Connection, guild_id: int, case_id: int, by: int, reason: str | None, now: datetime
) -> DeskResult:
    """Flag an undecided case for others to look at; who holds it goes on holding it. Twice is once."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if CaseState(row.state).decided:
        return lost(row)
    if row.escalated:
        return Ok(case_of(row), load_actions(conn, guild_id, case_id))
    words: dict[str, Any] = {"note": reason[:REASON_LIMIT]} if reason else {}
    return answer(conn, row, move(conn, row, Event.ESCALATED, by, now, escalated=True, **words))


def _before_claim(row: Row[Any]) -> str:
    """The state a claim is given back to."""
    return str(row.claimed_from if row.state == CaseState.CLAIMED else row.state)


def _group_mates(conn: Connection, row: Row[Any], by: int, now: datetime) -> list[Row[Any]]:
    """The other cases of the group that this moderator may decide."""
    mates = cases.undecided_of_group(conn, row.guild_id, row.group_id)
    return [mate for mate in mates if mate.id != row.id and takeable(mate, by, now)]


def interrupted(conn: Connection) -> list[Case]:
    """Cases whose upholding was begun and neither finished nor given back."""
    return [case_of(row) for row in cases.deciding(conn)]


def plan_reason(conn: Connection, guild_id: int, case_id: int) -> str | None:
    """The reason in the plan that a claimed case holds."""
    row = cases.get(conn, guild_id, case_id)
    return None if row is None or row.intent is None else row.intent["reason"]
