"""Database rows as domain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row

from bot.detect.message import AuthorKind
from bot.detect.policy import AskVia, RuleKind, Step
from bot.review.ladder import suggest
from bot.review.types import (
    UNDECIDED,
    ActionKind,
    ActionRow,
    ActionState,
    CardView,
    Case,
    CaseState,
    EarlierCases,
    Flood,
    Group,
    Note,
    Span,
)
from bot.store import actions, cases, groups, guilds, links, notes, queue, reports

OTHERS_LIMIT = 10
"""Other cases of a group that a card may show; ten short lines fit one embed field (1,024 characters)."""
REASONS_LIMIT = 3
"""Reporters' reasons that a card shows."""
NOTES_SHOWN = 3
"""Moderators' notes that a card shows."""
UNDO = "undo"
"""The key that marks the intent of a claimed case as the taking back of a decision."""
APPEAL = "appeal"
"""The key under which such an intent holds the id of the appeal that it is upheld for."""


def case_of(row: Row[Any]) -> Case:
    """The case in a whole row of ``cases``."""
    return Case(
        id=row.id,
        guild_id=row.guild_id,
        number=row.number,
        channel_id=row.channel_id,
        parent_id=row.parent_id,
        message_id=row.message_id,
        message_deleted=row.message_deleted,
        author_id=row.author_id,
        author_name=row.author_name,
        author_kind=AuthorKind(row.author_kind),
        kind=RuleKind(row.kind),
        state=CaseState(row.state),
        version=row.version,
        round=row.round,
        group_id=row.group_id,
        escalated=row.escalated,
        shadow=row.shadow,
        severity=row.severity,
        text=row.text,
        spans=tuple(Span(*span) for span in row.spans),
        scores=row.scores,
        model=row.model,
        accusations=tuple(row.accusations),
        trace=tuple(Step(*step) for step in row.trace),
        reports=row.reports,
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
        ask_via=AskVia(row.ask_via) if row.ask_via else None,
        ask_until=row.ask_until,
        ask_channel_id=row.ask_channel_id,
        ask_message_id=row.ask_message_id,
        note=row.note,
        claimed_by=row.claimed_by,
        lease_until=row.lease_until,
        deciding=row.intent is not None,
        undoing=row.intent is not None and bool(row.intent.get(UNDO)),
        assigned_to=row.assigned_to,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
        source=row.source,
        duplicate_of=row.duplicate_of,
        planned=planned_of(row.intent),
    )


def planned_of(intent: Mapping[str, Any] | None) -> dict[ActionKind, int | None]:
    """What a decision that is being carried out does, from the intent of a claimed case."""
    if intent is None:
        return {}
    return {
        kind: None if intent[kind.value] is True else intent[kind.value]
        for kind in ActionKind
        if kind.value in intent
    }


def action_of(row: Row[Any]) -> ActionRow:
    """The action in a row of ``actions``."""
    return ActionRow(
        id=row.id,
        case_id=row.case_id,
        kind=ActionKind(row.kind),
        key=row.key,
        state=ActionState(row.state),
        code=row.code,
        detail=row.detail,
        by=row.by,
        at=row.at,
        until=row.until,
        round=row.round,
        amount=row.amount,
        looked=row.former is not None,
        former=None if row.former is None else row.former["value"],
        undoes=row.undoes,
    )


def note_of(row: Row[Any]) -> Note:
    """The note in a row of ``notes``."""
    return Note(row.id, row.by, row.at, row.text)


def group_of(row: Row[Any]) -> Group:
    """The group in a row of ``groups``."""
    return Group(
        id=row.id,
        guild_id=row.guild_id,
        author_id=row.author_id,
        claim_key=row.claim_key,
        card_channel_id=row.card_channel_id,
        card_message_id=row.card_message_id,
        raid=row.raid,
    )


def load_case(conn: Connection, guild_id: int, case_id: int) -> Case | None:
    """A case by id, ``None`` where this guild has no such case."""
    row = cases.get(conn, guild_id, case_id)
    return None if row is None else case_of(row)


def load_actions(
    conn: Connection, guild_id: int, case_id: int, *, pending: bool = False
) -> tuple[ActionRow, ...]:
    """A case's actions, oldest first; only the pending ones if asked."""
    return tuple(action_of(row) for row in actions.of_case(conn, guild_id, case_id, pending=pending))


def load_card(conn: Connection, guild_id: int, group_id: int, lead_id: int | None = None) -> CardView | None:
    """Everything the group's card shows; ``lead_id`` puts a certain case of the group in front.

    ``None`` where this guild has no such group, or the group no such case.
    """
    group = groups.get(conn, guild_id, group_id)
    if group is None:
        return None
    lead = _lead(conn, guild_id, group_id) if lead_id is None else cases.get(conn, guild_id, lead_id)
    if lead is None or lead.group_id != group_id:
        return None
    others = cases.of_group(conn, guild_id, group_id, OTHERS_LIMIT + 1)
    case = case_of(lead)
    return CardView(
        group=group_of(group),
        lead=case,
        others=tuple(case_of(row) for row in others if row.id != lead.id)[:OTHERS_LIMIT],
        others_total=cases.count_of_group(conn, guild_id, group_id) - 1,
        earlier=_earlier(cases.earlier(conn, guild_id, lead.author_id, group_id)),
        actions=load_actions(conn, guild_id, lead.id),
        report_reasons=tuple(reports.reasons(conn, lead.id, REASONS_LIMIT)),
        notes=tuple(note_of(row) for row in notes.of_case(conn, guild_id, lead.id, NOTES_SHOWN)),
        notes_total=notes.count(conn, guild_id, lead.id),
        links=tuple(links.numbers(conn, guild_id, lead.id)),
        flood=_flood(conn, guild_id, group_id) if group.raid and lead_id is None else None,
        help_text=_help_text(conn, guild_id) if lead.kind == RuleKind.SELF_HARM else None,
        ladder=None if case.state.decided else suggest(conn, case, case.updated_at),
    )


def _lead(conn: Connection, guild_id: int, group_id: int) -> Row[Any] | None:
    return cases.first_of_group(conn, guild_id, group_id) or cases.last_of_group(conn, guild_id, group_id)


def _flood(conn: Connection, guild_id: int, group_id: int) -> Flood:
    return Flood(
        kinds=queue.kinds_of_group(conn, guild_id, group_id),
        total=cases.count_of_group(conn, guild_id, group_id),
        authors=queue.authors_of_group(conn, guild_id, group_id),
    )


def _help_text(conn: Connection, guild_id: int) -> str | None:
    stored, _ = guilds.policy(conn, guild_id)
    return None if stored is None else stored.get("help_text")


def _earlier(counts: Mapping[str, int]) -> EarlierCases:
    return EarlierCases(
        total=sum(counts.values()),
        upheld=counts.get(CaseState.UPHELD, 0),
        dismissed=counts.get(CaseState.DISMISSED, 0),
        open=sum(counts.get(state, 0) for state in UNDECIDED),
    )
