"""How much a few sentences are like the article that they come from: by what it means, and by its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.articles.gates import count_words
from bot.articles.sentences import Sentence
from bot.articles.wording import MAX_SENTENCE_LENGTH

_WORD: Final = re.compile(r"\w+")
_CENTRE_OF: Final = 64
"""Sentences, evenly spread over the article, whose embeddings make its centroid: a bound on the work, not on the view."""
_BLOCKS: Final = 16
"""Blocks into which an article is cut at most."""


class Encoder(Protocol):
    """What turns sentences into vectors; :class:`bot.detect.embedding.SentenceEncoder` is one."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text: float32 of shape (texts, dimensions)."""
        ...


class Centroid:
    """How close a set of sentences comes to what the article as a whole is about, by sentence embeddings."""

    def __init__(self, encoder: Encoder, found: Sequence[Sentence], pool: Sequence[Sentence]) -> None:
        sample = found[:: math.ceil(len(found) / _CENTRE_OF)]
        rows = {s.index: s.text[:MAX_SENTENCE_LENGTH] for s in (*sample, *pool)}
        vectors = dict(zip(rows, encoder.embed(list(rows.values())), strict=True))
        centre = _unit(np.sum([vectors[s.index] for s in sample], axis=0))
        mine = np.stack([vectors[s.index] for s in pool])
        self._row = {s.index: row for row, s in enumerate(pool)}
        self._near = (mine @ centre).tolist()
        self._alike = (mine @ mine.T).tolist()

    def of(self, group: Sequence[Sentence]) -> float:
        """Cosine between the centroid of the group and that of the article."""
        rows = [self._row[s.index] for s in group]
        length = math.sqrt(sum(self._alike[one][other] for one in rows for other in rows))
        return sum(self._near[row] for row in rows) / length if length else 0.0


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


class Agreement:
    """How well a set of sentences would do as a summary of each block of the article, by its words.

    The article is cut into blocks as long as the summary may be. The mean ROUGE-1 F1 against them (Lin, 2004) is highest for the
    set that the blocks agree on most, the choice of least expected loss (Kumar and Byrne, 2004); being an F1, it
    favours neither short nor long sets.
    """

    def __init__(self, found: Sequence[Sentence], pool: Sequence[Sentence], budget: int) -> None:
        blocks = [_words(part) for part in _cut(found, budget)]
        vocabulary = {word: column for column, word in enumerate(dict.fromkeys(_words(pool)))}
        self._blocks = np.stack([_counts(block, vocabulary) for block in blocks])
        self._sizes = np.array([block.total() for block in blocks])
        self._rows = {s.index: _counts(_words([s]), vocabulary) for s in pool}

    def of(self, group: Sequence[Sentence]) -> float:
        """Mean F1 over the blocks, 0..1."""
        mine = np.sum([self._rows[s.index] for s in group], axis=0)
        shared = np.minimum(self._blocks, mine).sum(axis=1)
        return float(np.mean(2 * shared / (self._sizes + mine.sum())))


def _words(sentences: Sequence[Sentence]) -> Counter[str]:
    return Counter(word for s in sentences for word in _WORD.findall(s.text.casefold()))


def _counts(words: Counter[str], vocabulary: dict[str, int]) -> NDArray[np.int32]:
    row = np.zeros(len(vocabulary), np.int32)
    for word, count in words.items():
        if word in vocabulary:
            row[vocabulary[word]] = count
    return row


def _cut(found: Sequence[Sentence], budget: int) -> list[list[Sentence]]:
    """Blocks of whole sentences, ``budget`` words or a little more each; a short rest joins the last one."""
    sizes = [count_words(s.text) for s in found]
    size = max(budget, sum(sizes) / _BLOCKS)
    blocks: list[list[Sentence]] = [[]]
    used = 0
    for sentence, words in zip(found, sizes, strict=True):
        if used >= size:
            blocks.append([])
            used = 0
        blocks[-1].append(sentence)
        used += words
    if len(blocks) > 1 and used < size / 2:
        rest = blocks.pop()
        blocks[-1] += rest
    return blocks
