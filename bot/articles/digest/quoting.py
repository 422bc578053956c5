"""Which sentences of members may be quoted, and which of them speaks best for a view."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from bot.articles.digest.reading import Entry, Sentence
from bot.articles.digest.types import Embed
from bot.articles.digest.words import group, lexicon
from bot.articles.lexicon import loaded_terms
from bot.articles.sentences import whole_quotes
from bot.articles.wording import dangling_start

WORDS: Final = (4, 35)
"""Least and most words of a quotation."""
LENGTH: Final = 220
"""Code points of a quotation at most; cards show it whole."""
NAME_LENGTH: Final = 2
"""Names of fewer characters are not looked for: they stand in every sentence."""
DANGLING: Final = 0.3
"""How much less a sentence is worth that begins with "But" or "It"."""
_ADDRESSED: Final = re.compile(r"\byou(?:r|rs|['’]re)?\b|@|#\w|\b(?:he|she|him|her|his)\b", re.IGNORECASE)
_PART: Final = re.compile(r"[^\W_]{3,}")


class Names:
    """Finds members' names in a text: whole names in any case, parts of a name where they are written with a capital."""

    def __init__(self, names: Iterable[str]) -> None:
        whole = {name.strip() for name in names if len(name.strip()) >= NAME_LENGTH}
        parts = {part.group().casefold() for name in whole for part in _PART.finditer(name)}
        self._whole = tuple(sorted(name.casefold() for name in whole))
        self._parts = frozenset(parts)

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in ``text``. A name may have any characters, so no pattern is made of it."""
        folded = text.casefold()
        if any(_as_word(name, folded) for name in self._whole):
            return True
        return any(
            word.group()[0].isupper() and word.group().casefold() in self._parts
            for word in _PART.finditer(text)
        )


def _as_word(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
        if not (before.isalnum() and name[0].isalnum()) and not (after.isalnum() and name[-1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


class Quotable:
    """Chooses quotations among the sentences of one theme.

    A sentence speaks best that shares most with what the others say: by the words that several members use and, where
    there is an encoder, by its closeness to the theme's mean vector. The two weigh the same.
    """

    def __init__(self, entries: Sequence[Entry], names: Names, embed: Embed | None) -> None:
        self._names = names
        self._users = _users(entries)
        self._embed = embed

    def may(self, sentence: Sentence) -> bool:
        """Whether a sentence stands by itself, insults nobody by loaded words, and names or addresses no member."""
        least, most = WORDS
        return (
            sentence.whole
            and least <= len(sentence.words) <= most
            and len(sentence.text) <= LENGTH
            and not sentence.text.rstrip().endswith("?")
            and whole_quotes(sentence.text)
            and _ADDRESSED.search(sentence.text) is None
            and not _reports(sentence)
            and not loaded_terms(sentence.text)
            and not self._names.stand_in(sentence.text)
        )

    def ranks(self, sentences: Sequence[Sentence]) -> list[float]:
        """How well each sentence speaks for all of them; higher is better."""
        if not sentences:
            return []
        lexical = [self._shared(sentence) for sentence in sentences]
        if self._embed is None:
            return lexical
        vectors = self._embed([sentence.text for sentence in sentences])
        closeness = vectors @ vectors.mean(axis=0)
        spread = float(np.ptp(closeness)) or 1.0
        scaled = (closeness - closeness.min()) / spread
        return [0.5 * one + 0.5 * float(two) for one, two in zip(lexical, scaled, strict=True)]

    def _shared(self, sentence: Sentence) -> float:
        stems = {word.stem for word in sentence.words if word.text not in lexicon().stop}
        known = [self._users[stem] for stem in stems if self._users[stem] > 1]
        most = self._users.most_common(1)[0][1] if self._users else 1
        shared = sum(known) / (most * max(4, len(stems)))
        return shared - DANGLING * dangling_start(sentence.text)


def _reports(sentence: Sentence) -> bool:
    """ "My neighbour says it is a disgrace, but I like it": half of it is somebody else's view."""
    return any(word.text in group("speak") and word.text.endswith("s") for word in sentence.words)


def _users(entries: Sequence[Entry]) -> Counter[str]:
    """Stem → how many members use it."""
    stop = lexicon().stop
    users: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for sentence in entry.sentences:
            for word in sentence.words:
                if word.text not in stop:
                    users[word.stem].add(entry.post.author_id)
    return Counter({stem: len(who) for stem, who in users.items()})
