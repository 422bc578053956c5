"""One member: the record for moderators, and what the member may see of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import discord

from bot import wording
from bot.review.members import Record, Told
from bot.review.types import UNDECIDED, CaseState
from bot.ui.cards import case_line, note_lines, stamp
from bot.ui.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE
from bot.ui.text import clip, escape_line

NOTE_ROOM: Final = 150
REASON_ROOM: Final = 200


def record_embed(member_id: int, record: Record) -> discord.Embed:
    """What moderators see of a member. Each thing that is known of members is a field of its own."""
    lines = "\n".join(case_line(case) for case in record.cases)
    embed = discord.Embed(
        title=wording.MEMBER_TITLE,
        description=clip(f"<@{member_id}> `{member_id}`\n{lines or wording.MEMBER_NONE}", EMBED_DESCRIPTION),
    )
    if record.states:
        states = record.states
        summary = wording.earlier_cases(
            sum(states.values()),
            states.get(CaseState.UPHELD, 0),
            states.get(CaseState.DISMISSED, 0),
            sum(states.get(state, 0) for state in UNDECIDED),
        )
        embed.add_field(name=wording.FIELD_EARLIER, value=summary, inline=False)
    if record.points:
        embed.add_field(name=wording.FIELD_LADDER, value=wording.ladder_points(record.points), inline=False)
    if record.appeals:
        lines = "\n".join(
            wording.member_appeal(number, appeal.state.value, stamp(appeal.opened_at))
            for number, appeal in record.appeals
        )
        embed.add_field(name=wording.FIELD_APPEALS, value=clip(lines, EMBED_FIELD_VALUE), inline=False)
    if record.notes:
        notes = [
            wording.member_note(number, note_lines([note], 1, NOTE_ROOM)) for number, note in record.notes
        ]
        embed.add_field(
            name=wording.FIELD_NOTES, value=clip("\n".join(notes), EMBED_FIELD_VALUE), inline=False
        )
    return embed


def told_embed(told: Sequence[Told]) -> discord.Embed:
    """What a member sees: decisions that were sent to them. No moderator, no note, nothing undecided."""
    lines = [_told(one) for one in told]
    embed = discord.Embed(
        title=wording.MY_TITLE, description=clip("\n\n".join(lines) or wording.MY_NONE, EMBED_DESCRIPTION)
    )
    embed.set_footer(text=wording.MY_HINT)
    return embed


def _told(one: Told) -> str:
    if one.taken_back:
        return wording.told_back(one.number, one.kind)
    done = [(kind.value, stamp(until) if until else None) for kind, until in one.done]
    reason = escape_line(one.reason, REASON_ROOM) if one.reason else None
    return wording.told_line(
        one.number, one.kind, stamp(one.decided_at) if one.decided_at else None, done, reason
    )
