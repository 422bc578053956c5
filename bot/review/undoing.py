"""Taking a decision back: the case is open again, and what was done is reversed where Discord allows it.

Synchronous, inside the caller's write transaction. The steps are those of ``upholding``: claim, effects, finish.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.review.audit import Event
from bot.review.effects import Code
from bot.review.measures import MEASURES, Reversal, key_of
from bot.review.moves import LEASE, lost, move
from bot.review.policies import is_shadow
from bot.review.rows import APPEAL, UNDO, action_of, case_of
from bot.review.types import ActionRow, ActionState, Case, CaseState, Lost, Missing, Refused
from bot.store import actions, cases

UNDO_WITHIN: Final = timedelta(hours=24)
"""How long after a decision it can be undone. Later it can be reopened; what was done then stays done."""
_UNCLEAR: Final = (Code.RETRY, Code.ERROR)
"""Codes of actions that may have been done although no answer came."""


def begin(
    conn: Connection, guild_id: int, case_id: int, by: int, now: datetime, *, appeal_id: int | None = None
) -> tuple[Case] | Lost | Missing | Refused:
    """Claim a decided case to take its decision back, and owe the reversal of what this round did, last first.

    ``Refused`` after ``UNDO_WITHIN``, and once the text is gone. In a whole-group decision each case holds the actions
    that were done for it, and its undo reverses those alone. For an upheld appeal (``appeal_id``) no time is too late,
    and the author hears of it as the appeal's outcome and not besides.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not CaseState(row.state).decided:
        return lost(row)
    if appeal_id is None and row.text is None:
        return Refused(case_of(row), "text_gone")
    if appeal_id is None and now - row.decided_at > UNDO_WITHIN:
        return Refused(case_of(row), "too_late")
    moved = move(
        conn,
        row,
        Event.UNDOING,
        by,
        now,
        state=CaseState.CLAIMED.value,
        claimed_by=by,
        claimed_from=row.state,
        lease_until=now + LEASE,
        intent={UNDO: True} if appeal_id is None else {UNDO: True, APPEAL: appeal_id},
    )
    if moved is None:
        fresh = cases.get(conn, guild_id, case_id)
        return Missing() if fresh is None else lost(fresh)
    _owe(conn, row, by, now, silent=appeal_id is not None or is_shadow(conn, guild_id))
    return (moved,)


def to_reverse(conn: Connection, guild_id: int, case_id: int, round_: int) -> list[ActionRow]:
    """What undo has to reverse: what the round did, or may have done, last first."""
    found = [action_of(row) for row in actions.of_case(conn, guild_id, case_id)]
    return [action for action in reversed(found) if action.round == round_ and _reversible(action)]


def _reversible(action: ActionRow) -> bool:
    if action.kind not in MEASURES or action.undoes is not None:
        return False
    if action.state is ActionState.DONE:
        return True
    restored = MEASURES[action.kind].reversal is Reversal.RESTORED
    return restored and action.looked and action.code in _UNCLEAR


def _owe(conn: Connection, row: Row[Any], by: int, now: datetime, *, silent: bool) -> None:
    for action in to_reverse(conn, row.guild_id, row.id, row.round):
        if silent and MEASURES[action.kind].reversal is Reversal.TOLD:
            continue
        key = key_of(row.id, row.round, action.kind, action.amount, undo=True)
        actions.add(
            conn,
            row.guild_id,
            row.id,
            action.kind.value,
            key,
            by,
            now,
            round=row.round,
            amount=action.amount,
            undoes=action.id,
        )
