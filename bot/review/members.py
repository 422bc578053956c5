"""What is known of one member: for moderators the record, for the member what they were told, and what they may report.

Synchronous, inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.review import ladder
from bot.review.appeal_rows import appeal_of
from bot.review.appeal_types import Appeal
from bot.review.rows import case_of, load_actions, note_of
from bot.review.types import ActionKind, ActionRow, ActionState, Case, CaseState, Note
from bot.store import cases
from bot.store import members as rows

TELLING: Final = (ActionKind.WARN, ActionKind.NOTICE)
"""What tells a member of a decision."""
CASES_SHOWN: Final = 15
NOTES_SHOWN: Final = 10
APPEALS_SHOWN: Final = 10
REPORTS_LOOKED_AT: Final = 10
"""A member's newest reports that say how good they are."""
REPORTS_DECIDED: Final = 5
"""So many of them must be decided before they say anything."""
DISMISSED_SHARE: Final = 0.8
"""From this share on a member's reports bring next to nothing."""
REPORTS_A_DAY: Final = 3
"""Reports that are left to such a member within 24 hours: one of them may be the one that matters. All ours."""


@dataclass(frozen=True, slots=True)
class Record:
    """A member's cases by state, the newest of them, the newest notes on them and appeals against them, and their points.

    Notes and appeals stand with the cases' numbers.
    """

    states: Mapping[str, int]
    cases: tuple[Case, ...]
    notes: tuple[tuple[int, Note], ...]
    appeals: tuple[tuple[int, Appeal], ...]
    points: int


@dataclass(frozen=True, slots=True)
class Told:
    """A decision the member was told of. ``taken_back``: it was undone. ``done`` is what was done to them.

    It names no moderator and holds no note: what others said about the member is not theirs to read.
    """

    number: int
    kind: str
    state: CaseState
    decided_at: datetime | None
    reason: str | None
    done: tuple[tuple[ActionKind, datetime | None], ...]
    taken_back: bool


def record(conn: Connection, guild_id: int, member_id: int, now: datetime) -> Record:
    """What moderators see."""
    newest = cases.history(conn, guild_id, member_id, CASES_SHOWN)
    noted = rows.notes_about(conn, guild_id, member_id, NOTES_SHOWN)
    appealed = rows.appeals_of(conn, guild_id, member_id, APPEALS_SHOWN)
    return Record(
        states=rows.states(conn, guild_id, member_id),
        cases=tuple(case_of(row) for row in newest),
        notes=tuple((row.number, note_of(row)) for row in noted),
        points=ladder.total(conn, guild_id, member_id, now),
        appeals=tuple((row.number, appeal_of(row)) for row in appealed),
    )


def told(conn: Connection, guild_id: int, member_id: int) -> tuple[Told, ...]:
    """The newest ``CASES_SHOWN`` decisions of which a warning or notice reached the member, newest first."""
    found = rows.told(conn, guild_id, member_id, [kind.value for kind in TELLING], CASES_SHOWN)
    return tuple(_told(case_of(row), load_actions(conn, guild_id, row.id)) for row in found)


def _told(case: Case, actions: tuple[ActionRow, ...]) -> Told:
    reached = any(
        row.kind in TELLING
        and row.round == case.round
        and row.state is ActionState.DONE
        and row.undoes is None
        for row in actions
    )
    # What was decided anew without a word is not what they were told of.
    stands = case.state is CaseState.UPHELD and reached
    undone = {row.undoes for row in actions if row.undoes is not None and row.state is ActionState.DONE}
    done = tuple(
        (row.kind, row.until)
        for row in actions
        if row.state is ActionState.DONE
        and row.undoes is None
        and row.id not in undone
        and row.kind is not ActionKind.NOTICE  # they know that they were told
    )
    return Told(
        case.number,
        case.kind.value,
        case.state,
        case.decided_at if stands else None,
        case.reason if stands else None,
        done if stands else (),
        taken_back=not stands,
    )


def may_report(conn: Connection, guild_id: int, member_id: int, now: datetime) -> bool:
    """Whether the member may report once more today. Only one whose reports are mostly dismissed is held back."""
    newest = rows.reported(conn, guild_id, member_id, REPORTS_LOOKED_AT)
    ended = [row.state for row in newest if row.state in (CaseState.UPHELD, CaseState.DISMISSED)]
    if len(ended) < REPORTS_DECIDED:
        return True
    if sum(state == CaseState.DISMISSED for state in ended) < DISMISSED_SHARE * len(ended):
        return True
    today = [row for row in newest if now - row.at < timedelta(days=1)]
    return len(today) < REPORTS_A_DAY
