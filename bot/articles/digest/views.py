"""Who holds which view on a theme, and which sentences may speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.articles.digest.quoting import Quotable
from bot.articles.digest.reading import Entry, Sentence
from bot.articles.digest.stance import stand_of, stand_of_entry
from bot.articles.digest.topics import Theme
from bot.articles.digest.types import MEMBERS_OF_A_VIEW, Quote, View

DIRECT: Final = 2
"""Holders of a view who must say it themselves; agreeing with somebody is not enough for all of them."""

CANDIDATES: Final = 60
"""Sentences of a view among which its quotation is chosen."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An entry that takes a stand, and whether in its own words (else by agreeing or disagreeing with another)."""

    number: int
    value: int
    direct: bool


def views_of(entries: Sequence[Entry], theme: Theme, quotable: Quotable) -> tuple[tuple[View, ...], bool]:
    """The views that enough members hold, ordered as ``Topic.views`` says, and whether the other side exists unstated.

    A member who is heard on both sides is counted with the later message.
    """
    holdings = _holdings(entries, theme)
    latest: dict[int, Holding] = {}
    for holding in holdings:
        latest[entries[holding.number].post.author_id] = holding
    said = {(entries[one.number].post.author_id, one.value) for one in holdings if one.direct}
    sides = {value: [one for one in latest.values() if one.value == value] for value in (1, -1)}
    stated = [
        side
        for side in sides.values()
        if len(side) >= MEMBERS_OF_A_VIEW
        and sum((entries[one.number].post.author_id, one.value) in said for one in side) >= DIRECT
    ]
    stated.sort(key=lambda side: (-len(side), min(one.number for one in side)))
    views = tuple(_view(entries, theme, side, quotable) for side in stated)
    return views, len(stated) == 1 and all(sides.values())


def _holdings(entries: Sequence[Entry], theme: Theme) -> list[Holding]:
    inside = set(theme.entries)
    stands: dict[int, int] = {}
    found = []
    for number in theme.entries:
        entry = entries[number]
        parent = entry.parent if entry.parent in inside else None
        answers = parent is not None or not theme.targets & entry.stems
        stand = stand_of_entry(entry, theme.targets, answers=answers)
        value, direct = stand.value, True
        if not value and entry.nod and parent is not None:
            value, direct = entry.nod * stands.get(parent, 0), False
        if value:
            stands[number] = value
            found.append(Holding(number, value, direct))
    return found


def _view(entries: Sequence[Entry], theme: Theme, side: Sequence[Holding], quotable: Quotable) -> View:
    ordered = sorted(side, key=lambda one: one.number)
    found: dict[str, tuple[Sentence, int]] = {}
    for one in ordered:
        entry = entries[one.number]
        for sentence in entry.sentences if one.direct else ():
            if _speaks(sentence, theme, one.value) and quotable.may(sentence):
                found.setdefault(sentence.text, (sentence, entry.post.id))
    candidates = list(found.values())[:CANDIDATES]
    ranks = quotable.ranks([sentence for sentence, _ in candidates])
    best = sorted(range(len(candidates)), key=lambda number: -ranks[number])
    return View(
        members=len(ordered),
        post_ids=tuple(entries[one.number].post.id for one in ordered),
        quotes=tuple(Quote(candidates[number][0].text, candidates[number][1]) for number in best),
    )


def _speaks(sentence: Sentence, theme: Theme, value: int) -> bool:
    """Whether a sentence names the thing itself and takes this stand on it."""
    return stand_of(sentence.text, sentence.words, theme.targets, pointing=False).value == value
