"""What a discussion is about: words that several members take a stand on, and the messages that belong to each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.articles.digest.joining import assigned, names_for, numbers_for
from bot.articles.digest.reading import Entry, Sentence
from bot.articles.digest.stance import stand_of_entry
from bot.articles.digest.types import MEMBERS_OF_A_VIEW, Embed
from bot.articles.digest.words import lexicon, may_be_topic

TOPICS: Final = 3
CANDIDATES: Final = 30
"""Words that are looked at as topics, those that most members use."""
MENTION: Final = 0.25
"""Weight of a member who only uses a word, beside one who takes a stand on it."""
OWN_SHARE: Final = 0.7
"""A further topic has so much of its messages outside of the topics before it."""
TERMS: Final = 4


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic in the making: the stem it is told by, and the numbers of its entries, in order.

    ``targets``: that stem, and names and numbers that are used for the same thing ("Felsund" for "the Felsund plant",
    "15" for "a minimum wage of 15").
    """

    stem: str
    targets: frozenset[str]
    entries: tuple[int, ...]


def themes_of(entries: Sequence[Entry], embed: Embed | None = None) -> list[Theme]:
    """At most ``TOPICS`` themes, the one on which most members take a stand first."""
    mentions = _mentions(entries)
    chosen: list[str] = []
    taken: set[int] = set()
    while len(chosen) < TOPICS:
        best = _best(entries, mentions, taken)
        if best is None:
            break
        chosen.append(best)
        taken |= set(_with_replies(entries, mentions[best], taken))
    targets = {
        stem: frozenset({stem}) | names_for(entries, stem) | numbers_for(entries, stem) for stem in chosen
    }
    places = assigned(entries, targets, embed)
    grouped: dict[str, list[int]] = defaultdict(list)
    for number, name in sorted(places.items()):
        grouped[name].append(number)
    themes = [Theme(name, targets[name], tuple(grouped[name])) for name in chosen]
    return [theme for theme in themes if len(members(entries, theme.entries)) >= MEMBERS_OF_A_VIEW]


def members(entries: Sequence[Entry], numbers: Iterable[int]) -> set[int]:
    """The authors of the entries with these numbers."""
    return {entries[number].post.author_id for number in numbers}


def _mentions(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Stem → numbers of the entries that use it as a topic, for the ``CANDIDATES`` that most members use."""
    places: dict[str, dict[int, None]] = defaultdict(dict)
    first: dict[str, int] = {}
    for entry in entries:
        for sentence in entry.sentences:
            for at, word in enumerate(sentence.words):
                if may_be_topic(sentence.words, at):
                    places[word.stem].setdefault(entry.number)
                    first.setdefault(word.stem, word.start)
    spread = {stem: len(members(entries, numbers)) for stem, numbers in places.items()}
    wide = [stem for stem, count in spread.items() if count >= MEMBERS_OF_A_VIEW]
    # Of two words that always come together the later one names the thing: "the border law" is a law.
    wide.sort(key=lambda stem: (-spread[stem], min(places[stem]), -first[stem], stem))
    return {stem: list(places[stem]) for stem in wide[:CANDIDATES]}


def _best(entries: Sequence[Entry], mentions: Mapping[str, list[int]], taken: Collection[int]) -> str | None:
    best, best_score = None, 0.0
    for stem, numbers in mentions.items():
        free = [number for number in numbers if number not in taken]
        if len(free) < OWN_SHARE * len(numbers) or len(members(entries, free)) < MEMBERS_OF_A_VIEW:
            continue
        targets = frozenset({stem})
        standing = [
            number for number in free if stand_of_entry(entries[number], targets, answers=False).value
        ]
        score = len(members(entries, standing)) + MENTION * len(members(entries, free))
        if score > best_score:
            best, best_score = stem, score
    return best


def _with_replies(entries: Sequence[Entry], numbers: Collection[int], taken: Collection[int]) -> list[int]:
    inside = set(numbers)
    for entry in entries:
        if entry.parent in inside and entry.number not in taken:
            inside.add(entry.number)
    return sorted(inside)


def label_of(entries: Sequence[Entry], theme: Theme) -> str:
    """The theme's name in the members' own words: the longest phrase around its word that two members use."""
    users: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number in theme.entries:
        for sentence in entries[number].sentences:
            for phrase in _phrases(sentence, theme.stem):
                users[phrase].add(entries[number].post.author_id)
    if not users:
        return theme.stem
    wide = {phrase: who for phrase, who in users.items() if len(who) >= 2 or len(phrase) == 1}
    best = max(wide, key=lambda phrase: (len(phrase), len(wide[phrase]), phrase))
    return " ".join(best)


def _phrases(sentence: Sentence, stem: str) -> Iterable[tuple[str, ...]]:
    stop = lexicon().stop
    words = sentence.words
    for at, word in enumerate(words):
        if word.stem != stem:
            continue
        yield (word.text,)
        for before in (1, 2):
            part = words[at - before : at + 1] if at >= before else ()
            plain = all(one.text not in stop and one.text.isalpha() for one in part[:-1])
            if part and plain and sentence.text[part[0].start : part[-1].end].count(" ") == before:
                yield tuple(one.text for one in part)


def terms_of(entries: Sequence[Entry], theme: Theme) -> list[str]:
    """Other words that most members use in a theme, as they wrote them, most widely used first."""
    users: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for number in theme.entries:
        for sentence in entries[number].sentences:
            for at, word in enumerate(sentence.words):
                if word.stem != theme.stem and may_be_topic(sentence.words, at):
                    users[word.stem].add(entries[number].post.author_id)
                    spelled[word.stem][word.text] += 1
    wide = [stem for stem, who in users.items() if len(who) >= MEMBERS_OF_A_VIEW]
    wide.sort(key=lambda stem: (-len(users[stem]), stem))
    return [min(spelled[stem], key=lambda text: (-spelled[stem][text], text)) for stem in wide]
