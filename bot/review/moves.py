"""The one way a case changes: compare-and-swap, audit row and owed card in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.review import audit
from bot.review.effects import Code
from bot.review.measures import together
from bot.review.ranking import RANKED, rank_of
from bot.review.rows import case_of, load_actions
from bot.review.types import ActionKind, Case, CaseState, DeskResult, Lost, Missing, Ok
from bot.store import actions, cases, groups, outbox

LEASE: Final = timedelta(minutes=10)
"""How long a moderator holds a case that he claimed, from the last use."""
RENEW_AFTER: Final = timedelta(minutes=1)
"""A lease used again sooner than this is not worth a write."""
FREE: Final[Mapping[str, Any]] = {
    "claimed_by": None,
    "claimed_from": None,
    "lease_until": None,
    "intent": None,
    "draft": None,
}
"""Columns of a case that nobody holds."""


def move(
    conn: Connection,
    row: Row[Any],
    event: audit.Event,
    actor: int,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Case | None:
    """Change the case that ``row`` shows; ``None`` where it is no longer in that state and version.

    ``changes`` name columns; the rank follows from them. Appends the audit row ``event``, owes the group's card and, where the case is now
    decided, the removal of the question its author was asked.
    """
    state = CaseState(changes.get("state", row.state))
    if RANKED & changes.keys():
        changes["rank"] = rank_of({**row._mapping, **changes})
    fresh = cases.swap(conn, row, updated_at=now, **changes)
    if fresh is None:
        return None
    steps = {"from": row.state, "to": state.value} if state != row.state else {}
    audit.append(
        conn, row.guild_id, actor, event, row.id, {**steps, **(detail or {})}, now, subject=row.author_id
    )
    outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.CARD, now, group_id=row.group_id)
    if row.ask_via and state not in (CaseState.ASKED, CaseState.CLAIMED):
        actions.fail_pending(conn, row.id, Code.TOO_LATE, now, ActionKind.ASK)
    if state.decided and state != row.state and (row.ask_via or row.ask_message_id):
        outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.UNASK, now, case_id=row.id)
    return case_of(fresh)


def answer(conn: Connection, row: Row[Any], moved: Case | None) -> DeskResult:
    """``Ok`` with the case as it is now, or who was first."""
    if moved is None:  # only where several processes write one database
        fresh = cases.get(conn, row.guild_id, row.id)
        return Missing() if fresh is None else lost(fresh)
    return Ok(moved, load_actions(conn, moved.guild_id, moved.id))


def lost(row: Row[Any]) -> Lost:
    """Who holds or decided the case, and where it stands."""
    case = case_of(row)
    return Lost(case, case.claimed_by if case.state is CaseState.CLAIMED else case.decided_by, case.state)


def held(row: Row[Any]) -> bool:
    """Whether a moderator reads the case, without having decided on anything yet."""
    return row.state == CaseState.CLAIMED and row.intent is None


def takeable(row: Row[Any], moderator_id: int, now: datetime) -> bool:
    """Whether this moderator may decide or hold the case: nobody else does."""
    if row.state in (CaseState.OPEN, CaseState.ASKED):
        return True
    return held(row) and (row.claimed_by == moderator_id or row.lease_until <= now)


def resolvable(row: Row[Any]) -> bool:
    """Whether the author (a source, a retraction) can still settle the case: no decision is being carried out."""
    return row.state in (CaseState.OPEN, CaseState.ASKED) or held(row)


def owe_question(conn: Connection, row: Row[Any], now: datetime) -> None:
    """A case that goes back to ``asked`` before its question was put: owe the question again."""
    pending = actions.of_case(conn, row.guild_id, row.id, pending=True)
    if row.claimed_from == CaseState.ASKED and any(action.kind == ActionKind.ASK for action in pending):
        outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.ASK, now, case_id=row.id)


def before_claim(row: Row[Any]) -> str:
    """The state a claim is given back to."""
    return str(row.claimed_from if row.state == CaseState.CLAIMED else row.state)


def let_go(conn: Connection, row: Row[Any], event: audit.Event, by: int, now: datetime) -> Case | None:
    """``row``, claimed, → the state it was claimed from."""
    moved = move(conn, row, event, by, now, state=row.claimed_from, **FREE)
    if moved is not None:
        owe_question(conn, row, now)
    return moved


def group_mates(conn: Connection, row: Row[Any], by: int, now: datetime) -> list[Row[Any]]:
    """The other cases of the group that this moderator may decide with it: free, and not about their own message.

    A flood has none: its cases are decided one by one or in bulk.
    """
    group = groups.get(conn, row.guild_id, row.group_id)
    if group is None or group.raid:
        return []
    mates = cases.undecided_of_group(conn, row.guild_id, row.group_id)
    return [
        mate
        for mate in mates
        if mate.id != row.id
        and mate.author_id != by
        and together(mate.kind, row.kind)
        and takeable(mate, by, now)
    ]
