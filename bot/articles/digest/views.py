"""Who holds which view on a theme, and which sentences may speak for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.articles.digest.joining import LINES_BACK
from bot.articles.digest.quoting import Quotable
from bot.articles.digest.reading import Entry, Sentence
from bot.articles.digest.stance import stand_of, stand_of_entry
from bot.articles.digest.topics import Theme
from bot.articles.digest.types import MEMBERS_OF_A_VIEW, Quote, View
from bot.articles.digest.words import group

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


Side: TypeAlias = list[list[Holding]]
"""For each member of a side what they said for it, in order."""


def views_of(entries: Sequence[Entry], theme: Theme, quotable: Quotable) -> tuple[tuple[View, ...], bool]:
    """The views that enough members hold, ordered as ``Topic.views`` says, and whether the other side exists unstated.

    A member who is heard on both sides is counted with the later message.
    """
    spoken: dict[tuple[int, int], list[Holding]] = defaultdict(list)
    latest: dict[int, int] = {}
    for holding in _holdings(entries, theme):
        author = entries[holding.number].post.author_id
        spoken[author, holding.value].append(holding)
        latest[author] = holding.value
    sides: dict[int, Side] = {1: [], -1: []}
    for author, value in latest.items():
        sides[value].append(spoken[author, value])
    stated = [
        side
        for side in sides.values()
        if len(side) >= MEMBERS_OF_A_VIEW and sum(any(one.direct for one in said) for said in side) >= DIRECT
    ]
    stated.sort(key=lambda side: (-len(side), min(said[0].number for said in side)))
    views = tuple(_view(entries, theme, side, quotable) for side in stated)
    return views, len(stated) == 1 and all(sides.values())


def _holdings(entries: Sequence[Entry], theme: Theme) -> list[Holding]:
    inside = set(theme.entries)
    stands: dict[int, int] = {}
    found = []
    for number in theme.entries:
        entry = entries[number]
        parent = entry.parent if entry.parent in inside else None
        value, direct = (
            _own_words(entries, entry, theme, 0 if parent is None else stands.get(parent, 0)),
            True,
        )
        if not value and entry.nod and parent is not None:
            value, direct = entry.nod * stands.get(parent, 0), False
        if value:
            stands[number] = value
            found.append(Holding(number, value, direct))
    return found


def _own_words(entries: Sequence[Entry], entry: Entry, theme: Theme, parents: int) -> int:
    """What an entry says itself; ``parents`` is the stand of the message that it answers."""
    named = bool(theme.targets & entry.stems)
    stand = stand_of_entry(entry, theme.targets, answers=not named or entry.parent in theme.entries)
    if not stand.value and named and _goes_on(entries, entry, theme):  # "I'm for it. The old stadium …"
        pointed = stand_of_entry(entry, theme.targets, answers=True)
        stand = pointed if pointed.own else stand
    if named or stand.own or parents >= 0:
        return stand.value
    # In an answer to somebody against the thing, "that is wrong" is said of their words, "it is wrong" of the thing.
    if entry.sentences[0].words[0].text in group("this"):
        return -stand.value
    words = {word.text for sentence in entry.sentences for word in sentence.words}
    return stand.value if words & (group("pointers") - group("this")) else 0


def _goes_on(entries: Sequence[Entry], entry: Entry, theme: Theme) -> bool:
    before = entries[max(0, entry.number - LINES_BACK) : entry.number]
    return len(before) == LINES_BACK and all(one.number in theme.entries for one in before)


def _view(entries: Sequence[Entry], theme: Theme, side: Side, quotable: Quotable) -> View:
    # The last message in which a member says it themselves, else the last with which they agreed.
    shown = sorted(max(said, key=lambda one: (one.direct, one.number)).number for said in side)
    found: dict[str, tuple[Sentence, int]] = {}
    for one in sorted((one for said in side for one in said if one.direct), key=lambda one: one.number):
        entry = entries[one.number]
        for sentence in entry.sentences:
            if _speaks(sentence, theme, one.value) and quotable.may(sentence):
                found.setdefault(sentence.text, (sentence, entry.post.id))
    candidates = list(found.values())[:CANDIDATES]
    ranks = quotable.ranks([sentence for sentence, _ in candidates])
    best = sorted(range(len(candidates)), key=lambda number: -ranks[number])
    return View(
        members=len(shown),
        post_ids=tuple(entries[number].post.id for number in shown),
        quotes=tuple(Quote(candidates[number][0].text, candidates[number][1]) for number in best),
    )


def _speaks(sentence: Sentence, theme: Theme, value: int) -> bool:
    """Whether a sentence names the thing itself and takes this stand on it."""
    return stand_of(sentence.text, sentence.words, theme.targets, pointing=False).value == value
