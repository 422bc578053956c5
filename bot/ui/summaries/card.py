"""An article's summary as a card, where its sentences stand, and what is shown instead of a summary."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import discord

from bot import wording
from bot.articles.places import Place, Sources
from bot.articles.quotas import Wait
from bot.articles.types import Check, Statement, Summary
from bot.ui import limits
from bot.ui.links import shown_url
from bot.ui.text import (
    ELLIPSIS,
    clip_words,
    escape,
    escape_line,
    escape_sentences,
    escape_text,
    plain,
    width,
)

# Rooms of the parts of a card; together under EMBED_TOTAL.
SUMMARY_ROOM: Final = 2900
STATEMENTS_ROOM: Final = 1000
NOT_USED_ROOM: Final = 400
FOOTER_ROOM: Final = 600
HEAD_ROOM: Final = 250
STATEMENT_ROOM: Final = 320
WHO_ROOM: Final = 80
TERM_ROOM: Final = 60
CHECK_ROOM: Final = 120
SOURCES_ROOM: Final = 4000
LABEL_ROOM: Final = 60
LEAST_PLACE: Final = 100
LEAST_NEIGHBOUR: Final = 40
STATEMENTS: Final = 3
TERMS: Final = 5
COLOUR: Final = 0x4C6E91
WITH_HEADLINE: Final = frozenset({"too_short", "paywall", "no_sentences"})
"""Refusals of an article whose headline is known to be its own."""


def summary_embed(summary: Summary) -> discord.Embed:
    """The card of a summary: what the article says, who says what, what wording it leaves out, how it was made."""
    embed = _headline(summary)
    text = escape_sentences(summary.summary, SUMMARY_ROOM, gap="\n\n")
    embed.description = f"{wording.SUMMARY_ARGUES}\n\n{text}" if summary.kind == "opinion" else text
    says = _fitting([_statement(one) for one in summary.who_says_what[:STATEMENTS]], STATEMENTS_ROOM, "\n")
    if says:
        embed.add_field(name=wording.SUMMARY_SAYS, value=says, inline=False)
    terms = [escape_line(term, TERM_ROOM) for term in summary.wording_not_used[:TERMS] if term.strip()]
    if terms:
        embed.add_field(
            name=wording.SUMMARY_NOT_USED, value=_fitting(terms, NOT_USED_ROOM, " · "), inline=False
        )
    embed.set_footer(text=plain(_how(summary), FOOTER_ROOM))
    return embed


def refusal_embed(summary: Summary) -> discord.Embed | None:
    """The headline and link of an article that is not summarised; ``None`` where they are not known for certain."""
    if summary.refused not in WITH_HEADLINE or not (summary.title or "").strip():
        return None
    return _headline(summary)


def sources_embed(sources: Sources) -> discord.Embed:
    """Each sentence of a summary with its number, and the places in the article that it was taken from."""
    summary = sources.summary
    count = max(1, sum(map(len, sources.places)) + len(summary.summary))
    room = max(LEAST_PLACE, SOURCES_ROOM // count - LABEL_ROOM)
    blocks = [
        _sources_of(number, sentence, places, sources.total, room)
        for number, (sentence, places) in enumerate(
            zip(summary.summary, sources.places, strict=True), start=1
        )
    ]
    note = _note(sources)
    embed = discord.Embed(title=_title(summary), url=shown_url(summary.url), colour=COLOUR)
    embed.description = _fitting([note, *blocks] if note else blocks, SOURCES_ROOM, "\n\n")
    return embed


def when(moment: datetime) -> str:
    """A moment as Discord shows it relative to now, at the reader's."""
    return discord.utils.format_dt(moment, "R")


def _headline(summary: Summary) -> discord.Embed:
    embed = discord.Embed(title=_title(summary), url=shown_url(summary.url), colour=COLOUR)
    head = (wording.SUMMARY_KINDS.get(summary.kind, ""), summary.outlet, summary.date, summary.byline)
    line = plain(" · ".join(part for part in head if part), HEAD_ROOM)
    return embed.set_author(name=line) if line else embed


def _title(summary: Summary) -> str:
    return escape_line(summary.title or "", limits.EMBED_TITLE) or wording.SUMMARY_TITLE_UNKNOWN


def _statement(statement: Statement) -> str:
    """What somebody says, with the speaker in bold: in the sentence where it names them, else before the words."""
    who, text = escape_line(statement.who, WHO_ROOM), escape_text(statement.text, STATEMENT_ROOM)
    named = re.search(rf"(?<!\w){re.escape(who)}(?!\w)", text) if who else None
    if named is None:
        return f"**{who}**: {text}"
    return f"{text[: named.start()]}**{who}**{text[named.end() :]}"


def _fitting(parts: list[str], room: int, gap: str) -> str:
    """As many of the parts as fit."""
    shown: list[str] = []
    used = 0
    for part in parts:
        used += width(part) + len(gap)
        if used > room:
            break
        shown.append(part)
    return gap.join(shown)


def _how(summary: Summary) -> str:
    parts = [wording.SUMMARY_HOW.get(summary.method, summary.method)]
    if summary.words.article:
        parts.append(wording.summary_words(summary.words.article, summary.words.summary))
    checks = summary.checks
    # What does not hold comes first and says how: it must not be what a long list cuts off.
    parts += [
        f"✗ {_named(check)}: {clip_words(_why_not(check, summary.language), CHECK_ROOM)}"
        for check in checks
        if not check.ok
    ]
    if passed := [_named(check) for check in checks if check.ok]:
        parts.append(wording.SUMMARY_CHECKED.format(checks=", ".join(passed)))
    return " · ".join(parts)


def _named(check: Check) -> str:
    return wording.SUMMARY_CHECKS.get(check.name, check.name.replace("_", " "))


def _why_not(check: Check, language: str | None) -> str:
    return wording.summary_check(check.name, check.detail, language or "?")


def _sources_of(number: int, sentence: str, places: tuple[Place, ...], total: int | None, room: int) -> str:
    head = f"**{number}.**"
    lines = []
    # A quoted sentence is its own source: it need not stand there twice.
    if len(places) != 1 or places[0].text != sentence:
        lines.append(f"{head} {escape_text(sentence, room)}")
        head = "–"
    for place in places:
        lines.append(f"{head} {wording.summary_place(place.number, total)}")
        if place.text is not None:
            lines.append(f"> {_in_context(place, room)}")
    return "\n".join(lines)


def _in_context(place: Place, room: int) -> str:
    """The sentence in bold between its neighbours, of which the nearer end is shown where room is short."""
    text = escape_text(place.text or "", room - 4)
    beside = (room - width(text)) // 2
    if beside < LEAST_NEIGHBOUR:
        return f"**{text}**"
    before, after = _end_of(place.before or "", beside), escape_line(place.after or "", beside)
    return " ".join(part for part in (before, f"**{text}**", after) if part)


def _end_of(text: str, room: int) -> str:
    """The last words of ``text`` that fit ``room`` UTF-16 code units, on one line, escaped."""
    line = " ".join(text.split())
    tail = line if len(line) <= room else line[-room:].partition(" ")[2]
    while width(escape(tail)) + len(ELLIPSIS) > room:
        tail = tail.partition(" ")[2]
    return escape(tail) if tail == line else ELLIPSIS + escape(tail)


def _note(sources: Sources) -> str | None:
    if isinstance(sources.unread, Wait):
        return wording.summary_unread_until(when(sources.unread.until))
    return wording.SUMMARY_UNREAD[sources.unread.value] if sources.unread is not None else None
