"""What happens to a case without a moderator's verdict: questions, sources, retractions, notes, deleted messages.

Synchronous, inside the caller's write transaction. ``now`` is the present moment in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.detect.message import AuthorKind
from bot.detect.policy import AskVia, RuleKind
from bot.review import appeals, audit, ladder
from bot.review.audit import Event
from bot.review.moves import FREE, answer, lost, move, resolvable, takeable
from bot.review.policies import is_shadow
from bot.review.rows import case_of, load_case
from bot.review.types import (
    BOT,
    EDITED,
    NO_SOURCE,
    ActionKind,
    ActionState,
    Case,
    CaseState,
    DeskResult,
    Missing,
    Ok,
    Refused,
)
from bot.store import actions, cases, outbox

SOURCE_LIMIT: Final = 2000
"""Code points kept of a source: a message's content has at most 2,000,
https://discord.com/developers/docs/resources/message#create-message"""


@dataclass(frozen=True, slots=True)
class AskOrder:
    """How the author shall be asked for a source, and how many minutes there are to answer (1 upwards)."""

    via: AskVia
    minutes: int


def ask(conn: Connection, guild_id: int, case_id: int, by: int, order: AskOrder, now: datetime) -> DeskResult:
    """Ask the author: open, or held by ``by`` → asked. ``Refused`` where nobody may be asked."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.state == CaseState.ASKED or not takeable(row, by, now):
        return lost(row)
    if refused := _not_askable(conn, row):
        return refused
    return answer(conn, row, put_question(conn, row, by, order, now))


def put_question(conn: Connection, row: Row[Any], by: int, order: AskOrder, now: datetime) -> Case | None:
    """``row`` → asked, with the question owed. A question that still stands is not put twice, only given more time."""
    standing = row.ask_message_id is not None and row.ask_via is not None
    if not standing:
        key = f"{row.id}:{row.round}:{ActionKind.ASK}:{row.version}"
        actions.add(conn, row.guild_id, row.id, ActionKind.ASK, key, by, now)
        outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.ASK, now, case_id=row.id)
    return move(
        conn,
        row,
        Event.ASKED,
        by,
        now,
        {"via": order.via.value, "minutes": order.minutes},
        state=CaseState.ASKED.value,
        ask_via=order.via.value,
        ask_until=now + timedelta(minutes=order.minutes),
        note=None,
        **FREE,
    )


def _not_askable(conn: Connection, row: Row[Any]) -> Refused | None:
    if row.kind != RuleKind.ACCUSATION:
        return Refused(case_of(row), "not_accusation")
    if row.author_kind != AuthorKind.MEMBER:
        return Refused(case_of(row), "not_member")
    if is_shadow(conn, row.guild_id):
        return Refused(case_of(row), "shadow")
    if row.message_deleted:
        return Refused(case_of(row), "message_gone")
    return None


def ask_sent(
    conn: Connection, guild_id: int, case_id: int, channel_id: int, message_id: int, now: datetime
) -> DeskResult:
    """The question stands on Discord. The time to answer starts now, not when it was ordered.

    A case that was decided meanwhile owes the question's removal.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    ordered_at = _finish_question(conn, row, ActionState.DONE, now)
    waits = row.state == CaseState.ASKED and ordered_at is not None
    until = row.ask_until + (now - ordered_at) if waits and ordered_at else row.ask_until
    moved = move(
        conn,
        row,
        Event.ASK_SENT,
        BOT,
        now,
        ask_channel_id=channel_id,
        ask_message_id=message_id,
        ask_until=until,
    )
    if moved is not None and moved.state.decided:
        outbox.enqueue(conn, guild_id, outbox.ErrandKind.UNASK, now, case_id=case_id)
    return answer(conn, row, moved)


def ask_failed(
    conn: Connection, guild_id: int, case_id: int, code: str, detail: str | None, now: datetime
) -> DeskResult:
    """The question could not be put: asked → open, with the code on the card."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    _finish_question(conn, row, ActionState.FAILED, now, code, detail)
    changes: dict[str, Any] = {"note": f"ask: {code}", "ask_via": None, "ask_until": None}
    if row.state == CaseState.ASKED:
        changes["state"] = CaseState.OPEN.value
    elif row.state == CaseState.CLAIMED and row.claimed_from == CaseState.ASKED:
        changes["claimed_from"] = CaseState.OPEN.value
    else:
        return lost(row)
    return answer(conn, row, move(conn, row, Event.ASK_FAILED, BOT, now, {"code": code}, **changes))


def ask_removed(conn: Connection, guild_id: int, case_id: int, now: datetime) -> None:
    """The question was taken down (or found gone): forget where it stood."""
    row = cases.get(conn, guild_id, case_id)
    if row is not None and cases.swap(conn, row, ask_channel_id=None, ask_message_id=None) is not None:
        audit.append(conn, guild_id, BOT, Event.ASK_REMOVED, case_id, {}, now, subject=row.author_id)


def ask_over(conn: Connection, row: Row[Any], now: datetime) -> Case | None:
    """The time to answer is up: asked → open. The question stays until the case is settled."""
    return move(
        conn, row, Event.ASK_OVER, BOT, now, state=CaseState.OPEN.value, note=NO_SOURCE, ask_until=None
    )


def _finish_question(
    conn: Connection,
    row: Row[Any],
    state: ActionState,
    now: datetime,
    code: str | None = None,
    detail: str | None = None,
) -> datetime | None:
    """Close the case's pending question; when it was ordered."""
    ordered_at = None
    for action in actions.of_case(conn, row.guild_id, row.id, pending=True):
        if action.kind == ActionKind.ASK:
            actions.finish(conn, action.id, state.value, now, code, detail)
            ordered_at = action.at
    return ordered_at


def source_given(
    conn: Connection, guild_id: int, case_id: int, by: int, source: str, now: datetime
) -> DeskResult:
    """A source was given (by a member, or ``BOT`` for an edit): the accusation is settled."""
    return _settle(
        conn, guild_id, case_id, by, CaseState.SOURCED, Event.SOURCED, now, source=source[:SOURCE_LIMIT]
    )


def withdrawn(conn: Connection, guild_id: int, case_id: int, by: int, now: datetime) -> DeskResult:
    """The accusation was taken back (by the author, or ``BOT`` for an edit or a deletion)."""
    return _settle(conn, guild_id, case_id, by, CaseState.WITHDRAWN, Event.WITHDRAWN, now)


def _settle(
    conn: Connection,
    guild_id: int,
    case_id: int,
    by: int,
    state: CaseState,
    event: Event,
    now: datetime,
    **changes: Any,
) -> DeskResult:
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.kind != RuleKind.ACCUSATION:
        return Refused(case_of(row), "not_accusation")
    if not resolvable(row):
        return lost(row)
    moved = move(
        conn,
        row,
        event,
        by,
        now,
        state=state.value,
        decided_by=by,
        decided_at=now,
        note=None,
        **FREE,
        **changes,
    )
    return answer(conn, row, moved)


def reopened(
    conn: Connection, guild_id: int, case_id: int, now: datetime, *, order: AskOrder | None
) -> DeskResult:
    """What an edit settled, a later edit undoes: sourced or withdrawn by ``BOT`` → open, or asked with ``order``."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.state not in (CaseState.SOURCED, CaseState.WITHDRAWN) or row.decided_by != BOT:
        return lost(row)
    moved = reopen(conn, row, BOT, EDITED, now)
    fresh = cases.get(conn, guild_id, case_id)
    if moved is None or fresh is None or order is None or _not_askable(conn, fresh):
        return answer(conn, row, moved)
    return answer(conn, fresh, put_question(conn, fresh, BOT, order, now))


def reopen(
    conn: Connection,
    row: Row[Any],
    by: int,
    note: str,
    now: datetime,
    *,
    event: Event = Event.REOPENED,
    **changes: Any,
) -> Case | None:
    """``row``, decided, → open in a new round: its actions get new keys. Former actions stay as they were.

    The decision does not stand any more: its points go, and an appeal against it has nothing to be about.
    """
    appeals.fell(conn, row.guild_id, row.id, by, now)
    count = ladder.void(conn, row.guild_id, row.id, now)
    return move(
        conn,
        row,
        event,
        by,
        now,
        {"round": row.round + 1} | ({"points": -count} if count else {}),
        state=CaseState.OPEN.value,
        round=row.round + 1,
        waiting_since=now,
        decided_by=None,
        decided_at=None,
        reason=None,
        source=None,
        duplicate_of=None,
        ask_via=None,
        ask_until=None,
        note=note,
        **changes,
    )


def note(conn: Connection, guild_id: int, case_id: int, words: str | None, now: datetime) -> DeskResult:
    """Set or clear (``None``) what the card says beside the state of an undecided case."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if CaseState(row.state).decided:
        return lost(row)
    if row.note == words:
        return Ok(case_of(row))
    return answer(conn, row, move(conn, row, Event.NOTED, BOT, now, note=words))


def message_deleted(conn: Connection, guild_id: int, message_ids: Iterable[int], now: datetime) -> list[Case]:
    """Messages are gone: their cases say so, and an accusation that nobody decided counts as withdrawn.

    Gives the cases that changed; a second notice of the same deletion changes none.
    """
    changed = []
    for message_id in message_ids:
        for row in cases.mark_deleted(conn, guild_id, message_id):
            if row.kind == RuleKind.ACCUSATION and resolvable(row):
                withdrawn(conn, guild_id, row.id, BOT, now)
            else:
                move(conn, row, Event.MESSAGE_DELETED, BOT, now)
            if case := load_case(conn, guild_id, row.id):
                changed.append(case)
    return changed
