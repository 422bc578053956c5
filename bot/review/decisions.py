"""What moderators decide without anything being done on Discord: claims, dismissals, duplicates, reopening.

Synchronous, inside the caller's write transaction. Upholding, which acts on Discord, is ``upholding``'s.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.review.audit import Event
from bot.review.moves import (
    FREE,
    LEASE,
    RENEW_AFTER,
    answer,
    before_claim,
    group_mates,
    held,
    let_go,
    lost,
    move,
    takeable,
)
from bot.review.queue import ASSIGNED_FRESH
from bot.review.rows import case_of, load_actions
from bot.review.transitions import reopen as reopen_row
from bot.review.types import (
    REASON_LIMIT,
    REOPENED,
    Case,
    CaseState,
    DeskResult,
    Draft,
    Missing,
    Ok,
    Plan,
    Refused,
)
from bot.store import cases, outbox, queue


def hold(conn: Connection, guild_id: int, case_id: int, moderator_id: int, now: datetime) -> DeskResult:
    """The moderator reads the case: nobody else decides it for ``LEASE``. Holding it again renews that."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not takeable(row, moderator_id, now):
        return lost(row)
    return answer(conn, row, _hold(conn, row, moderator_id, now))


def hold_next(conn: Connection, guild_id: int, moderator_id: int, now: datetime) -> Case | None:
    """Hold the next free case: one the moderator was asked to look at, else the first of the queue.

    Left out: what is about their own message, and what a colleague was asked to look at in the last ``ASSIGNED_FRESH``. ``None`` where none is free.
    """
    row = queue.next_free(conn, guild_id, moderator_id, now - ASSIGNED_FRESH, now)
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
        claimed_from=before_claim(row),
        lease_until=now + LEASE,
    )


def renew(conn: Connection, guild_id: int, case_id: int, moderator_id: int, now: datetime) -> None:
    """The moderator uses the case they hold: the lease starts anew.

    No change of state, so no audit row; and no write where the lease is nearly whole.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None or not held(row) or row.claimed_by != moderator_id:
        return
    if row.lease_until - now < LEASE - RENEW_AFTER and cases.swap(conn, row, lease_until=now + LEASE):
        outbox.enqueue(conn, guild_id, outbox.ErrandKind.CARD, now, group_id=row.group_id)


def keep_draft(
    conn: Connection, guild_id: int, case_id: int, moderator_id: int, draft: Draft, now: datetime
) -> DeskResult:
    """Keep what the holder has chosen so far; it goes with the claim."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not held(row) or row.claimed_by != moderator_id:
        return lost(row)
    plan = {kind.value: amount for kind, amount in draft.plan.amounts().items()}
    kept = {"plan": plan, "reason": draft.plan.reason, "group": draft.whole_group}
    fresh = cases.swap(conn, row, draft=kept, lease_until=now + LEASE)
    return answer(conn, row, None if fresh is None else case_of(fresh))


def load_draft(conn: Connection, guild_id: int, case_id: int, moderator_id: int) -> Draft | None:
    """What the moderator who holds the case has chosen so far."""
    row = cases.get(conn, guild_id, case_id)
    if row is None or row.draft is None or not held(row) or row.claimed_by != moderator_id:
        return None
    chosen: dict[str, Any] = {
        kind: True if amount is None else timedelta(seconds=amount)
        for kind, amount in row.draft["plan"].items()
    }
    return Draft(Plan(reason=row.draft["reason"], **chosen), row.draft["group"])


def release(conn: Connection, guild_id: int, case_id: int, moderator_id: int, now: datetime) -> DeskResult:
    """The moderator lays the case back undecided."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if not held(row) or row.claimed_by != moderator_id:
        return lost(row)
    return answer(conn, row, let_go(conn, row, Event.RELEASED, moderator_id, now))


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
    chosen = [row, *group_mates(conn, row, by, now)] if whole_group else [row]
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
