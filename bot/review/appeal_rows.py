"""Rows of appeals as domain values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from bot.review.appeal_types import Appeal, AppealState, AppealView, Said, Speaker, Stale
from bot.review.rows import case_of, load_actions
from bot.store import appeals, cases


def appeal_of(row: Row[Any]) -> Appeal:
    """The appeal in a whole row of ``appeals``."""
    return Appeal(
        id=row.id,
        guild_id=row.guild_id,
        case_id=row.case_id,
        round=row.round,
        member_id=row.member_id,
        state=AppealState(row.state),
        version=row.version,
        opened_at=row.opened_at,
        waiting_since=row.waiting_since,
        reminded_at=row.reminded_at,
        first_by=row.first_by,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        code=Stale(row.code) if row.code else None,
        card_channel_id=row.card_channel_id,
        card_message_id=row.card_message_id,
    )


def said_of(row: Row[Any]) -> Said:
    """The message in a row of ``appeal_messages``."""
    return Said(row.id, Speaker(row.speaker), row.by, row.at, row.text, row.delivery)


def load_view(conn: Connection, guild_id: int, appeal_id: int) -> AppealView | None:
    """An appeal with its case and all that was said, ``None`` where this guild has no such appeal."""
    return view_of(conn, appeals.get(conn, guild_id, appeal_id))


def load_clicked(conn: Connection, guild_id: int, appeal_id: int, card_message_id: int) -> AppealView | None:
    """The appeal behind a button, ``None`` unless the message that was clicked is its card."""
    return view_of(conn, appeals.clicked(conn, guild_id, appeal_id, card_message_id))


def load_newest(conn: Connection, guild_id: int, case_id: int) -> AppealView | None:
    """The newest appeal against a case."""
    return view_of(conn, appeals.newest_of_case(conn, guild_id, case_id))


def view_of(conn: Connection, row: Row[Any] | None) -> AppealView | None:
    """Everything there is to a row of ``appeals``."""
    case = None if row is None else cases.get(conn, row.guild_id, row.case_id)
    if row is None or case is None:
        return None
    talk = tuple(said_of(said) for said in appeals.talk(conn, row.guild_id, row.id))
    return AppealView(appeal_of(row), case_of(case), talk, load_actions(conn, row.guild_id, row.case_id))
