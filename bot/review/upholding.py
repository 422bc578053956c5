"""Decisions that act on Discord: upholding, and the common rest of upholding and undoing.

Synchronous, inside the caller's write transaction. There are three steps, each a transaction of its own, with the
effects on Discord between them: ``begin`` (or ``undoing.begin``) claims the case, keeps the intent and owes its
actions; ``record`` notes each action's outcome; ``finish`` decides. ``give_back`` takes the place of ``finish`` where
Discord could not be reached. A process that ends anywhere in between leaves a claimed case with its intent and its
pending actions, from which the rest can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind
from bot.review import appeals, audit, ladder
from bot.review.audit import Event
from bot.review.effects import Code
from bot.review.measures import MEASURES, key_of
from bot.review.moves import FREE, LEASE, answer, before_claim, group_mates, let_go, lost, move, takeable
from bot.review.policies import is_shadow
from bot.review.rows import APPEAL, UNDO, case_of, load_actions
from bot.review.transitions import message_deleted, reopen
from bot.review.types import (
    APPEAL_UPHELD,
    BOT,
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

FELT: Final = (ActionKind.DELETE, ActionKind.TIMEOUT, ActionKind.KICK, ActionKind.BAN)
"""What is done to an author or their message, so that they are told and can appeal."""


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

    Each message is deleted once, each author warned and timed out once, however many cases share them. Where the server
    lets its ladder act, what its points reach comes to the plan. In a guild in shadow mode nothing is owed, nor where
    somebody may harm themselves: that verdict is a record, whatever the plan.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not takeable(row, by, now):
        return lost(row)
    if row.kind == RuleKind.SELF_HARM:
        plan = Plan(reason=plan.reason)
    chosen = [row, *group_mates(conn, row, by, now)] if whole_group else [row]
    shadow = is_shadow(conn, guild_id)
    claimed = []
    seen: set[tuple[ActionKind, int]] = set()
    for each in chosen:
        added = ladder.automatic(ladder.suggest(conn, case_of(each), now), plan.amounts())
        case = _claim(conn, each, by, plan, added, shadow, now)
        if case is None:
            continue
        claimed.append(case)
        if not shadow:
            _owe(conn, case, by, added, seen, now)
    if not claimed or claimed[0].id != case_id:
        fresh = cases.get(conn, guild_id, case_id)
        return Missing() if fresh is None else lost(fresh)
    return tuple(claimed)


def _claim(
    conn: Connection,
    row: Row[Any],
    by: int,
    plan: Plan,
    added: Mapping[ActionKind, int | None],
    shadow: bool,
    now: datetime,
) -> Case | None:
    chosen = {**plan.amounts(), **added}
    planned: dict[str, Any] = {
        kind.value: True if amount is None else amount for kind, amount in chosen.items()
    }
    ladders = {"ladder": [kind.value for kind in added]} if added else {}
    return move(
        conn,
        row,
        Event.UPHOLDING,
        by,
        now,
        {**planned, **ladders, "shadow": shadow},
        state=CaseState.CLAIMED.value,
        claimed_by=by,
        claimed_from=before_claim(row),
        lease_until=now + LEASE,
        intent={**planned, "shadow": shadow, "reason": plan.reason},
        draft=None,
    )


def _owe(
    conn: Connection,
    case: Case,
    by: int,
    added: Mapping[ActionKind, int | None],
    seen: set[tuple[ActionKind, int]],
    now: datetime,
) -> None:
    """Owe what is planned, once for each that it is about. What the ladder ``added`` is the bot's own act."""
    chosen = dict(case.planned)
    if _is_felt(case) and appeals.rules_of(conn, case.guild_id).on:
        chosen[ActionKind.NOTICE] = None
    for kind, measure in MEASURES.items():
        about = (kind, measure.subject(case))
        if kind not in chosen or about in seen:
            continue
        seen.add(about)
        amount = chosen[kind]
        until = now + timedelta(seconds=amount) if kind is ActionKind.TIMEOUT and amount else None
        key = key_of(case.id, case.round, kind, amount)
        who = BOT if kind in added else by
        actions.add(
            conn, case.guild_id, case.id, kind.value, key, who, now, until, round=case.round, amount=amount
        )


def _is_felt(case: Case) -> bool:
    """Whether the author feels the decision and no warning tells them of it: then a notice does."""
    felt = any(kind in case.planned for kind in FELT)
    return felt and ActionKind.WARN not in case.planned and case.author_kind is AuthorKind.MEMBER


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
    count = 0 if row.intent.get("shadow") else ladder.enter(conn, case_of(row), now)
    return move(
        conn,
        row,
        Event.UPHELD,
        row.claimed_by,
        now,
        {"points": count} if count else None,
        state=CaseState.UPHELD.value,
        decided_by=row.claimed_by,
        decided_at=now,
        reason=row.intent["reason"],
        **FREE,
    )


def _undone(conn: Connection, row: Row[Any], now: datetime) -> Case | None:
    if APPEAL in row.intent:
        return _appeal_upheld(conn, row, now)
    return reopen(conn, row, row.claimed_by, UNDONE, now, event=Event.UNDONE, **FREE)


def _appeal_upheld(conn: Connection, row: Row[Any], now: datetime) -> Case | None:
    """The case ends as dismissed by who decided the appeal: the detector was wrong, and counts as wrong.

    Its round is a new one, in which nothing was done.
    """
    count = ladder.void(conn, row.guild_id, row.id, now)
    appeals.accepted(conn, row.guild_id, row.intent[APPEAL], now)
    return move(
        conn,
        row,
        Event.APPEAL_UPHELD,
        row.claimed_by,
        now,
        {"points": -count} if count else None,
        state=CaseState.DISMISSED.value,
        round=row.round + 1,
        decided_by=row.claimed_by,
        decided_at=now,
        reason=None,
        note=APPEAL_UPHELD,
        **FREE,
    )


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
        if APPEAL in row.intent:
            appeals.given_back(conn, guild_id, row.intent[APPEAL], now)
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
