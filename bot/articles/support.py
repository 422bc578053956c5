"""Whether a sentence stands on its source: the sentences that it cites, or a whole article.

One mechanism for both. A sentence is supported when nothing of it is new: no number, name, quotation or loaded word, no
turned sense, no exchanged roles, not too many content words, and a meaning close to the source's. What this can and
cannot see is measured and told in docs/articles.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from bot.articles import claims
from bot.articles.figures import Counted, unknown_figures
from bot.articles.lexicon import loaded_terms
from bot.articles.likeness import Encoder
from bot.articles.names import Register
from bot.articles.novelty import Novel, novel_words
from bot.articles.times import times, unknown_times
from bot.articles.words import FUNCTION_WORDS, Vocabulary, fold, words

FlawKind = Literal[
    "ids",
    "numbers",
    "times",
    "names",
    "quotations",
    "new_words",
    "meaning",
    "loaded_words",
    "sense",
    "roles",
    "attribution",
    "form",
]
"""What can be wrong with a sentence; ``sense`` is a negation or an opposite, ``form`` anything about its shape."""

MIN_CLOSENESS: Final = 0.4
"""Cosine below which a sentence says something else than its source."""
MAX_NOVELTY: Final = 0.8
"""Sum of the weights of content words that the source lacks, from which on a sentence is not accepted."""
_THING: Final = 1.0
_DEED: Final = 0.3
_STRANGE: Final = 0.4
_SYNONYM: Final = 0.65
"""Cosines of two single words: up to the first they have nothing in common, from the second on one can stand for the
other; between them a new word counts in part. All five were set on the tuning half of ``benchmarks/hallucinations.py``."""
# A word that opens a sentence with a capital is taken for a name where it is more like the first than the second.
_GIVEN_NAMES: Final = [
    "james",
    "mary",
    "john",
    "patricia",
    "robert",
    "linda",
    "michael",
    "elizabeth",
    "david",
    "susan",
    "william",
    "karen",
    "thomas",
    "nancy",
    "carlos",
    "maria",
    "ahmed",
    "fatima",
    "ivan",
    "olga",
    "pierre",
    "sofia",
    "hiroshi",
    "mei",
]
_OPENING_NOUNS: Final = [
    "police",
    "striker",
    "manager",
    "presenter",
    "minister",
    "officials",
    "residents",
    "teacher",
    "company",
    "scientists",
    "protesters",
    "workers",
    "council",
    "government",
    "students",
    "doctors",
    "club",
    "school",
    "hospital",
    "firm",
    "actress",
    "singer",
    "judge",
    "lawyers",
    "former",
    "fire",
    "rain",
    "prices",
    "shares",
    "talks",
    "critics",
    "women",
]
QUOTED: Final = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)‘([^‘]+?)’(?!\w)")


class Remembering:
    """An encoder that makes each vector once: the same words come back in many sentences."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See :class:`bot.articles.likeness.Encoder`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= zip(new, self._encoder.embed(new), strict=True)
        return np.stack([self._known[text] for text in texts]) if texts else self._encoder.embed([])


@dataclass(frozen=True, slots=True)
class Flaw:
    """One reason not to accept a sentence, with the words that it is about."""

    kind: FlawKind
    words: tuple[str, ...] = ()


class Source:
    """Sentences that others may stand on, read once and asked often."""

    def __init__(self, sentences: Sequence[str], encoder: Encoder) -> None:
        self._sentences = tuple(sentences)
        self._encoder = encoder
        self._counted = [Counted.of(text) for text in sentences]
        self._register = Register(sentences)
        self._told = [claims.Told.of(text) for text in sentences]
        self._vocabulary = Vocabulary(fold(m.group()) for text in sentences for m in words(text))
        self._times = frozenset(core for text in sentences for core in times(text))
        self._quoted = [_plain(quote) for text in sentences for quote in quotations(text)]
        self._loaded = frozenset(term.casefold() for text in sentences for term in loaded_terms(text))

    def flaws(self, sentence: str) -> tuple[Flaw, ...]:
        """Everything in a sentence that does not stand on this source; empty where all of it does."""
        told = claims.Told.of(sentence)
        novel = novel_words(sentence, self._vocabulary)
        opening = self._opening_names(novel)
        found: list[tuple[FlawKind, Sequence[str]]] = [
            ("numbers", unknown_figures(sentence, self._counted, self._vocabulary)),
            ("times", unknown_times(sentence, self._times)),
            ("names", [*opening, *self._register.unknown(sentence)]),
            ("quotations", self._unquoted(sentence)),
            ("loaded_words", [t for t in loaded_terms(sentence) if t.casefold() not in self._loaded]),
            ("sense", claims.flipped(told, self._told)),
            ("roles", claims.swapped(told, self._told)),
            ("new_words", self._too_new([one for one in novel if one.written not in opening])),
        ]
        flaws = [Flaw(kind, tuple(dict.fromkeys(about))) for kind, about in found if about]
        if self.closeness(sentence) < MIN_CLOSENESS:
            flaws.append(Flaw("meaning"))
        return tuple(flaws)

    def hardened(self, sentence: str) -> list[str]:
        """Who says it in the source, or the word that leaves it open there, where the sentence makes it plain fact."""
        return claims.hardened(claims.Told.of(sentence), self._told)

    def closeness(self, sentence: str) -> float:
        """The cosine of a sentence to the closest source sentence or pair of neighbours, -1..1."""
        if not self._sentences:
            return -1.0
        return float((self._vectors @ self._encoder.embed([sentence])[0]).max())

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        pairs = [" ".join(self._sentences[i : i + 2]) for i in range(len(self._sentences) - 1)]
        return self._encoder.embed([*self._sentences, *pairs])

    @cached_property
    def _examples(self) -> NDArray[np.float32]:
        return self._encoder.embed([*_GIVEN_NAMES, *_OPENING_NOUNS])

    @cached_property
    def _word_vectors(self) -> NDArray[np.float32]:
        own = {fold(m.group()) for text in self._sentences for m in words(text)}
        plain = sorted(word for word in own if len(word) > 2 and word not in FUNCTION_WORDS)
        return self._encoder.embed(plain)

    def _unquoted(self, sentence: str) -> list[str]:
        return [q for q in quotations(sentence) if not any(_plain(q) in other for other in self._quoted)]

    def _opening_names(self, novel: Sequence[Novel]) -> list[str]:
        """New words at the start of a sentence that are names by their likeness to some."""
        found = []
        for one in novel:
            if one.opens:
                likeness = self._examples @ self._encoder.embed([one.folded])[0]
                if likeness[: len(_GIVEN_NAMES)].max() > likeness[len(_GIVEN_NAMES) :].max():
                    found.append(one.written)
        return found

    def _too_new(self, novel: Sequence[Novel]) -> list[str]:
        if not novel or self._novelty(novel) < MAX_NOVELTY:
            return []
        return [one.written for one in novel]

    def _novelty(self, novel: Sequence[Novel]) -> float:
        likeness = (self._encoder.embed([one.folded for one in novel]) @ self._word_vectors.T).max(
            axis=1, initial=-1.0
        )
        strangeness = np.clip((_SYNONYM - likeness) / (_SYNONYM - _STRANGE), 0.0, 1.0)
        weights = np.array([_THING if one.thing else _DEED for one in novel])
        return float(weights @ strangeness)


def quotations(text: str) -> list[str]:
    """Quoted passages of a text, without their marks."""
    return [next(filter(None, parts)) for parts in QUOTED.findall(text)]


def _plain(quote: str) -> str:
    """A quotation with plain marks and blanks, without the comma or full stop that only ends it."""
    return " ".join(quote.replace("’", "'").replace("‘", "'").split()).rstrip(" ,.;")
