"""Which messages belong to which topic of a discussion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.articles.digest.reading import Entry
from bot.articles.digest.stance import stand_of_entry
from bot.articles.digest.types import Embed
from bot.articles.digest.words import may_be_topic

LINES_BACK: Final = 3
PAUSE: Final = timedelta(minutes=30)
"""After it, "it" in a message that answers none no longer means what was talked about before."""
RELATED: Final = 2
"""Members of a theme who use a word that draws further messages into it."""
ROUNDS: Final = 2
"""Times that messages are drawn in by words, the second time by those of the first."""
RELATED_SHARE: Final = 0.5
"""Least share of a word's messages that lie in the theme."""
CLOSE: Final = 0.5
"""Cosine to the middle of a topic from which a message belongs to it; set on the tuning part of the test discussions."""
MIDDLE: Final = 40
"""Messages of a topic that make its middle."""
DRAWN: Final = 150
"""Newest messages without a topic that are looked at: with ``EMBEDDED`` this bounds the time."""
EMBEDDED: Final = 400
"""Code points of a message that are looked at for closeness."""


def names_for(entries: Sequence[Entry], stem: str) -> frozenset[str]:
    """Stems of names that stand right before a topic's word ("the Felsund plant"), with a capital wherever they stand."""
    found: set[str] = set()
    small: set[str] = set()
    for entry in entries:
        for sentence in entry.sentences:
            for at, word in enumerate(sentence.words):
                capital = sentence.text[word.start].isupper()
                if not capital:
                    small.add(word.stem)
                elif at and at + 1 < len(sentence.words) and sentence.words[at + 1].stem == stem:
                    found.add(word.stem)
    return frozenset(found - small)


def numbers_for(entries: Sequence[Entry], stem: str) -> frozenset[str]:
    """Numbers that at least two members put right behind a topic's word: "a wage of 15", "vote at 16"."""
    users: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for sentence in entry.sentences:
            for at, word in enumerate(sentence.words):
                if word.stem == stem:
                    for after in sentence.words[at + 1 : at + 4]:
                        if after.stem.isdecimal() and len(after.stem) > 1:
                            users[after.stem].add(entry.post.author_id)
    return frozenset(number for number, who in users.items() if len(who) > 1)


def assigned(
    entries: Sequence[Entry], targets: Mapping[str, frozenset[str]], embed: Embed | None
) -> dict[int, str]:
    """Entry → topic: one that it names, else that of the message it answers, else the one it clearly points at.

    What is left is drawn in by words that only one topic has, and, with an encoder, by closeness in meaning.
    """
    found: dict[int, str] = {}
    for entry in entries:
        parents = found.get(entry.parent) if entry.parent is not None else None
        own = [stem for stem, named in targets.items() if named & entry.stems]
        if own:
            found[entry.number] = parents if parents in own else own[0]
        elif parents is not None:
            found[entry.number] = parents
        elif entry.parent is None and (running := _running(entries, entry, found, targets)) is not None:
            found[entry.number] = running
    for _ in range(ROUNDS):
        found |= _related(entries, found, targets)
    if embed is not None:
        found |= _close(entries, found, embed)
    return found


def _running(
    entries: Sequence[Entry], entry: Entry, found: Mapping[int, str], targets: Mapping[str, frozenset[str]]
) -> str | None:
    """The topic of the last messages, all of them, where this one takes a stand on "it"."""
    before = entries[max(0, entry.number - LINES_BACK) : entry.number]
    topics = {found.get(one.number) for one in before}
    if len(before) < LINES_BACK or len(topics) != 1 or entry.post.at - before[-1].post.at > PAUSE:
        return None
    topic = topics.pop()
    return topic if topic and stand_of_entry(entry, targets[topic], answers=True).own else None


def _related(
    entries: Sequence[Entry], found: Mapping[int, str], targets: Mapping[str, frozenset[str]]
) -> dict[int, str]:
    """Entries that belong nowhere yet, by words that are used in one theme and hardly outside of it, and their replies."""
    content = {entry.number: _content(entry) for entry in entries}
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    users: dict[tuple[str, str], set[int]] = defaultdict(set)
    everywhere: Counter[str] = Counter()
    for entry in entries:
        everywhere.update(content[entry.number])
        name = found.get(entry.number)
        if name is not None:
            inside[name].update(content[entry.number])
            for stem in content[entry.number]:
                users[name, stem].add(entry.post.author_id)
    related = {
        name: {
            stem
            for stem, count in counts.items()
            if len(users[name, stem]) >= RELATED and count >= RELATED_SHARE * everywhere[stem]
        }
        | _modifiers(entries, targets[name])
        for name, counts in inside.items()
    }
    joined: dict[int, str] = {}
    for entry in entries:
        if entry.number in found:
            continue
        votes = {name: len(words & content[entry.number]) for name, words in related.items()}
        best = max(votes, key=lambda name: votes[name], default="")
        if votes.get(best):
            joined[entry.number] = best
        elif entry.parent in joined:
            joined[entry.number] = joined[entry.parent]
    return joined


def _modifiers(entries: Sequence[Entry], targets: frozenset[str]) -> set[str]:
    """What stands right before a topic's word as part of its name: "bike" of "bike lanes"."""
    return {
        sentence.words[at].stem
        for entry in entries
        for sentence in entry.sentences
        for at in range(len(sentence.words) - 1)
        if sentence.words[at + 1].stem in targets and may_be_topic(sentence.words, at)
    }


def _content(entry: Entry) -> set[str]:
    return {
        sentence.words[at].stem
        for sentence in entry.sentences
        for at in range(len(sentence.words))
        if may_be_topic(sentence.words, at)
    }


def _close(entries: Sequence[Entry], found: Mapping[int, str], embed: Embed) -> dict[int, str]:
    """Entries that belong nowhere yet and lie close to the middle of a topic's messages."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, name in found.items():
        if len(members[name]) < MIDDLE:
            members[name].append(number)
    free = [entry.number for entry in entries if entry.number not in found][-DRAWN:]
    if not members or not free:
        return {}
    names = list(members)
    middles = np.stack([_vectors(entries, members[name], embed).mean(axis=0) for name in names])
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    closeness = _vectors(entries, free, embed) @ middles.T
    best = closeness.argmax(axis=1)
    return {number: names[best[row]] for row, number in enumerate(free) if closeness[row, best[row]] >= CLOSE}


def _vectors(entries: Sequence[Entry], numbers: Sequence[int], embed: Embed) -> NDArray[np.float32]:
    return embed([entries[number].post.text[:EMBEDDED] for number in numbers])
