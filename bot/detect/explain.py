"""Which words made a score: each word is left out in turn, and what the score loses without it is its share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.detect.toxicity import Scorer

WORD_LIMIT = 48
"""Words that are left out in turn: those of the stretch that scores highest. The rest of a long message is scored once."""
CHUNK = 4
SHARE = 0.25
"""A word is named when leaving it out takes away at least this share of what the strongest word takes away."""
NAMED_LIMIT = 5
_WORD = re.compile(r"\w[\w'’*@$!-]*")


def explain(scorer: Scorer, text: str, label: str) -> list[tuple[int, int]]:
    """Spans (start, end in code points of ``text``) of the words that carry ``label``, in reading order.

    Method: leave-one-word-out (occlusion; Zeiler and Fergus 2014). Empty where no single word carries the score.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return []
    begin, end, words, whole = _strongest(scorer, text, words, label)
    rest = _scores(scorer, [text[begin:first] + text[last:end] for first, last in words], label)
    losses = [whole - score for score in rest]
    strongest = max(losses)
    if strongest <= 0:
        return []
    named = sorted(range(len(words)), key=lambda i: losses[i], reverse=True)[:NAMED_LIMIT]
    return [words[i] for i in sorted(named) if losses[i] >= SHARE * strongest]


def _strongest(
    scorer: Scorer, text: str, words: list[tuple[int, int]], label: str
) -> tuple[int, int, list[tuple[int, int]], float]:
    """Start, end, words and score of the stretch of ``WORD_LIMIT`` words that scores highest; a short text is one."""
    groups = [words[first : first + WORD_LIMIT] for first in range(0, len(words), WORD_LIMIT)]
    starts = [0, *(group[0][0] for group in groups[1:])]
    ends = [*starts[1:], len(text)]
    scores = _scores(scorer, [text[begin:end] for begin, end in zip(starts, ends, strict=True)], label)
    best = max(range(len(groups)), key=scores.__getitem__)
    return starts[best], ends[best], groups[best], scores[best]


def _scores(scorer: Scorer, texts: Sequence[str], label: str) -> list[float]:
    return [
        scores.get(label, 0.0)
        for begin in range(0, len(texts), CHUNK)
        for scores in scorer.score(texts[begin : begin + CHUNK])
    ]
