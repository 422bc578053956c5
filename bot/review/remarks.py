"""What moderators put beside a case without deciding it: notes, links, who shall look, what was refused, its trail.

Synchronous, inside the caller's write transaction (``trail`` only reads).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from bot.review import audit
from bot.review.audit import Event
from bot.review.moves import answer, lost, move
from bot.review.rows import case_of, load_actions, note_of
from bot.review.types import (
    BOT,
    NOTE_LIMIT,
    CaseState,
    DeskResult,
    Missing,
    Note,
    Ok,
    Refused,
    Trail,
)
from bot.store import audit as audit_rows
from bot.store import cases, guilds, links, notes, outbox, subjects

NOTES_LIMIT: Final = 50
"""Notes that one case takes."""
LINKS_LIMIT: Final = 10
"""Cases that one case is linked with at most; as many numbers fit a field of the card."""
TRAIL_LIMIT: Final = 200
"""Lines of a case's trail that are read, the newest."""


def add_note(conn: Connection, guild_id: int, case_id: int, by: int, text: str, now: datetime) -> DeskResult:
    """Write a note on a case in any state. ``Refused`` where it has too many, and once its text is gone.

    A note quotes the text it is about; it goes with it.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.text is None:
        return Refused(case_of(row), "text_gone")
    if notes.count(conn, guild_id, case_id) >= NOTES_LIMIT:
        return Refused(case_of(row), "too_many")
    notes.add(conn, guild_id, case_id, by, text[:NOTE_LIMIT], now)
    return answer(conn, row, move(conn, row, Event.NOTE_ADDED, by, now))


def notes_of(conn: Connection, guild_id: int, case_id: int) -> tuple[Note, ...]:
    """All notes of a case, newest first."""
    return tuple(note_of(row) for row in notes.of_case(conn, guild_id, case_id, NOTES_LIMIT))


def link(
    conn: Connection, guild_id: int, case_id: int, by: int, number: int, now: datetime, *, remove: bool
) -> DeskResult:
    """Link the case with the guild's case ``number``, or take the link away. Both cases and both cards say so."""
    row, other = cases.get(conn, guild_id, case_id), cases.by_number(conn, guild_id, number)
    if row is None or other is None:
        return Missing()
    if row.id == other.id:
        return Refused(case_of(row), "itself")
    if remove:
        if not links.remove(conn, guild_id, row.id, other.id):
            return Refused(case_of(row), "not_linked")
    elif other.number in links.numbers(conn, guild_id, row.id):
        return Ok(case_of(row), load_actions(conn, guild_id, row.id))
    elif max(links.count(conn, row.id), links.count(conn, other.id)) >= LINKS_LIMIT:
        return Refused(case_of(row), "too_many")
    else:
        links.add(conn, guild_id, row.id, other.id, by, now)
    event = Event.UNLINKED if remove else Event.LINKED
    move(conn, other, event, by, now, {"with": row.number})
    return answer(conn, row, move(conn, row, event, by, now, {"with": other.number}))


def assign(
    conn: Connection, guild_id: int, case_id: int, by: int, to: int | None, now: datetime
) -> DeskResult:
    """Ask a colleague (``None``: nobody any more) to look at an undecided case. Others may still decide it."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if CaseState(row.state).decided:
        return lost(row)
    if row.assigned_to == to:
        return Ok(case_of(row), load_actions(conn, guild_id, case_id))
    detail = {"to": None if to is None else audit.number_of(conn, guild_id, to)}
    return answer(
        conn, row, move(conn, row, Event.ASSIGNED, by, now, detail, assigned_to=to, assigned_at=now)
    )


def escalate(
    conn: Connection, guild_id: int, case_id: int, by: int, reason: str | None, now: datetime
) -> DeskResult:
    """Flag an undecided case for others to look at; who holds it goes on holding it. Twice is once.

    The reason becomes a note. The server's role for this is owed one mention.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if CaseState(row.state).decided:
        return lost(row)
    if row.escalated:
        return Ok(case_of(row), load_actions(conn, guild_id, case_id))
    if reason:
        notes.add(conn, guild_id, case_id, by, reason[:NOTE_LIMIT], now)
    moved = move(conn, row, Event.ESCALATED, by, now, escalated=True)
    if moved is not None:
        outbox.enqueue(conn, guild_id, outbox.ErrandKind.ALERT, now, case_id=case_id)
    return answer(conn, row, moved)


def refused(conn: Connection, guild_id: int, case_id: int, by: int, why: str, now: datetime) -> None:
    """Note that somebody tried what they may not. The same person trying again right after adds nothing.

    A case of another guild is named by no row of this one.
    """
    guilds.ensure(conn, guild_id)
    row = cases.get(conn, guild_id, case_id)
    last = audit_rows.last_by_person(conn, guild_id, None if row is None else row.id)
    number = subjects.find(conn, guild_id, by)
    again = last is not None and (last.event, last.actor) == (Event.REFUSED, number)
    if not again:
        about: dict[str, Any] = {"subject": None if row is None else row.author_id}
        audit.append(
            conn, guild_id, by, Event.REFUSED, None if row is None else row.id, {"why": why}, now, **about
        )


def trail(conn: Connection, guild_id: int, case_id: int) -> tuple[Trail, ...]:
    """The newest ``TRAIL_LIMIT`` lines of the case's audit trail, oldest first, with the members where still known."""
    rows: Sequence[Any] = audit_rows.of_case(conn, guild_id, case_id)[-TRAIL_LIMIT:]
    numbers = {row.actor for row in rows} - {BOT}
    numbers |= {row.detail["to"] for row in rows if row.event == Event.ASSIGNED and row.detail["to"]}
    known: dict[int, int | None] = {
        number: subjects.member_of(conn, guild_id, number) for number in numbers
    } | {BOT: BOT}
    return tuple(
        Trail(row.at, row.event, known[row.actor], _with_members(row.event, row.detail, known))
        for row in rows
    )


def _with_members(event: str, detail: dict[str, Any], known: dict[int, int | None]) -> dict[str, Any]:
    return detail | {"to": known.get(detail["to"])} if event == Event.ASSIGNED else detail
