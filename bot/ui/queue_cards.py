"""The queue as moderators see it: a page of the list, counts, the preview of a bulk decision, the card of a flood."""

from __future__ import annotations

from typing import Final

import discord

from bot import wording
from bot.review.bulk import RUN_LIMIT, Choice, Preview
from bot.review.queue import QueuePage, Status
from bot.review.types import CardView, Case
from bot.ui.cards import DECIDED_COLOUR, case_line, stamp
from bot.ui.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE
from bot.ui.text import clip, width

FLOOD_COLOUR: Final = 0xB03A3A
FLOOD_SHOWN: Final = 5


def list_line(case: Case) -> str:
    """A case on one line of the list: with severity, reports, and who was asked to look."""
    marks = [f"`{case.severity:.2f}`"]
    if case.reports:
        marks.append(wording.queue_reports(case.reports))
    if case.escalated:
        marks.append(wording.ESCALATED_MARK)
    if case.assigned_to:
        marks.append(wording.queue_assigned(case.assigned_to))
    return f"{case_line(case)} · {' · '.join(marks)}"


def list_embed(page: QueuePage) -> discord.Embed:
    """One page of the list."""
    embed = discord.Embed(
        title=wording.QUEUE_TITLE,
        description=_lines([list_line(case) for case in page.cases], EMBED_DESCRIPTION),
    )
    if page.oldest is not None:
        first, last = page.before + 1, page.before + len(page.cases)
        embed.add_field(
            name="\u200b",
            value=wording.queue_span(first, last, page.total, stamp(page.oldest)),
            inline=False,
        )
    return embed


def status_embed(status: Status) -> discord.Embed:
    """Counts by kind and state, and what colleagues were asked to look at."""
    if status.oldest is None:
        return discord.Embed(title=wording.STATUS_TITLE, description=wording.QUEUE_EMPTY)
    by_kind: dict[str, dict[str, int]] = {}
    for (kind, state), count in sorted(status.counts.items()):
        by_kind.setdefault(kind, {})[state] = count
    lines = [wording.status_total(status.total, stamp(status.oldest))]
    lines += [wording.status_kind(kind, states) for kind, states in by_kind.items()]
    embed = discord.Embed(title=wording.STATUS_TITLE, description="\n".join(lines))
    if status.assigned:
        said = [
            wording.status_assigned(to, count, stamp(since) if since else None)
            for to, count, since in status.assigned
        ]
        embed.add_field(name=wording.STATUS_ASSIGNED, value=_lines(said, EMBED_FIELD_VALUE), inline=False)
    return embed


def preview_embed(preview: Preview, choice: Choice) -> discord.Embed:
    """What a bulk decision would cover."""
    assert preview.oldest is not None  # noqa: S101 - nobody previews nothing
    skipped = preview.total - preview.count
    said = wording.bulk_count(preview.count, stamp(preview.oldest), skipped, RUN_LIMIT)
    embed = discord.Embed(title=wording.BULK_TITLES[choice.value], description=f"{said}\n{wording.BULK_NOTE}")
    kinds = [wording.kind_count(kind, count) for kind, count in sorted(preview.kinds.items())]
    embed.add_field(name=wording.FIELD_KINDS, value="\n".join(kinds), inline=False)
    first = [list_line(case) for case in preview.first]
    embed.add_field(name=wording.FIELD_FIRST, value=_lines(first, EMBED_FIELD_VALUE), inline=False)
    return embed


def flood_embed(view: CardView) -> discord.Embed:
    """The one card of a flood: how many, of which kinds, the newest few."""
    flood = view.flood
    assert flood is not None  # noqa: S101 - whoever asks for it has looked
    undecided = sum(flood.kinds.values())
    lines = [wording.flood_count(flood.total, undecided, flood.authors)]
    lines += [wording.kind_count(kind, count) for kind, count in sorted(flood.kinds.items())]
    embed = discord.Embed(
        title=wording.FLOOD_TITLE,
        description="\n".join(lines if undecided else [lines[0], wording.FLOOD_OVER]),
        colour=FLOOD_COLOUR if undecided else DECIDED_COLOUR,
        timestamp=view.lead.created_at,
    )
    newest = [list_line(case) for case in _newest(view)]
    embed.add_field(name=wording.FLOOD_NEWEST, value=_lines(newest, EMBED_FIELD_VALUE), inline=False)
    return embed


def _newest(view: CardView) -> list[Case]:
    known = [view.lead, *view.others]
    return sorted(known, key=lambda case: case.id, reverse=True)[:FLOOD_SHOWN]


def _lines(lines: list[str], room: int) -> str:
    """As many whole lines as fit."""
    kept: list[str] = []
    used = 0
    for line in lines:
        used += width(line) + 1
        if used > room:
            break
        kept.append(line)
    return "\n".join(kept) or clip(lines[0], room)
