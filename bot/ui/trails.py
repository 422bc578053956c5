"""A case's audit trail and notes, to be read by a moderator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import discord

from bot import wording
from bot.review.audit import Event
from bot.review.types import Case, Note, Trail
from bot.ui.cards import note_lines, stamp
from bot.ui.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE
from bot.ui.text import clip, escape_line, width

NOTE_ROOM: Final = 300
DETAIL_ROOM: Final = 120


def trail_embed(case: Case, trail: Sequence[Trail], notes: Sequence[Note]) -> discord.Embed:
    """What happened to the case, oldest first (the oldest go where there is no room), and its notes, newest first."""
    lines: list[str] = []
    used = 0
    for entry in reversed(trail):
        line = trail_line(entry)
        used += width(line) + 1
        if used > EMBED_DESCRIPTION:
            break
        lines.append(line)
    embed = discord.Embed(
        title=wording.TRAIL_TITLE.format(number=case.number),
        description="\n".join(reversed(lines)) or wording.TRAIL_EMPTY,
    )
    if notes:
        said = clip(note_lines(notes, len(notes), NOTE_ROOM), EMBED_FIELD_VALUE)
        embed.add_field(name=wording.FIELD_NOTES, value=said, inline=False)
    return embed


def trail_line(entry: Trail) -> str:
    """One act: when, what, who."""
    return wording.trail_line(stamp(entry.at), entry.event, entry.actor, _detail(entry))


def _detail(entry: Trail) -> str:
    """The part of an act's facts that says something to a person."""
    facts = entry.detail
    said: list[str] = []
    if "kind" in facts and entry.event != Event.OPENED:
        said.append(wording.trail_action(str(facts["kind"])))
    if "code" in facts:
        said.append(wording.trail_failure(str(facts["code"])))
    if "why" in facts:
        said.append(wording.trail_refusal(str(facts["why"])))
    if "with" in facts or "of" in facts:
        said.append(f"#{facts.get('with') or facts.get('of')}")
    if entry.event == Event.ASSIGNED:
        said.append(f"<@{facts['to']}>" if facts.get("to") else wording.NO_OVERRIDES)
    return clip(", ".join(escape_line(one, DETAIL_ROOM) if one[0] not in "<#" else one for one in said), 300)
