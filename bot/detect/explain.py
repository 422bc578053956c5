"""Which words made a score: each word is left out in turn, and what the score loses without it is its share."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from bot.detect.toxicity import Scorer

WORD_LIMIT = 48
"""Words that are left out in turn: those of the stretch that scores highest. The rest of a long message is scored once."""
CHUNK = 4
SHARE = 0.25
"""A word is named when leaving it out takes away at least this share of what the strongest word takes away."""
NAMED_LIMIT = 5
SECONDS = 2.0
"""What an explanation may cost, plus the ``CHUNK`` at work: it shares the scorer's thread, and a stretch can hold as
many tokens as the model takes. Past it there is none; nobody waits longer for one (``intake.EXPLAIN_SECONDS``)."""
_WORD = re.compile(r"\w[\w'’*@$!-]*")


class _OutOfTime(Exception):
    """The explanation would cost more than it may."""


def explain(
    scorer: Scorer, text: str, label: str, *, clock: Callable[[], float] = time.monotonic
) -> list[tuple[int, int]]:
    """Spans (start, end in code points of ``text``) of the words that carry ``label``, in reading order.

    Method: leave-one-word-out (occlusion; Zeiler and Fergus 2014). Empty where no single word carries the score, and
    where finding out would take more than ``SECONDS`` by ``clock``.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return []
    end_by = clock() + SECONDS

    def score(texts: Sequence[str]) -> list[float]:
        scores: list[float] = []
        for first in range(0, len(texts), CHUNK):
            if clock() > end_by:
                raise _OutOfTime
            scores += [found.get(label, 0.0) for found in scorer.score(texts[first : first + CHUNK])]
        return scores

    try:
        return _explained(score, text, words)
    except _OutOfTime:
        return []


def _explained(
    score: Callable[[Sequence[str]], list[float]], text: str, words: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    begin, end, words, whole = _strongest(score, text, words)
    rest = score([text[begin:first] + text[last:end] for first, last in words])
    losses = [whole - score for score in rest]
    strongest = max(losses)
    if strongest <= 0:
        return []
    named = sorted(range(len(words)), key=lambda i: losses[i], reverse=True)[:NAMED_LIMIT]
    return [words[i] for i in sorted(named) if losses[i] >= SHARE * strongest]


def _strongest(
    score: Callable[[Sequence[str]], list[float]], text: str, words: list[tuple[int, int]]
) -> tuple[int, int, list[tuple[int, int]], float]:
    """Start, end, words and score of the stretch of ``WORD_LIMIT`` words that scores highest; a short text is one."""
    groups = [words[first : first + WORD_LIMIT] for first in range(0, len(words), WORD_LIMIT)]
    starts = [0, *(group[0][0] for group in groups[1:])]
    ends = [*starts[1:], len(text)]
    scores = score([text[begin:end] for begin, end in zip(starts, ends, strict=True)])
    best = max(range(len(groups)), key=scores.__getitem__)
    return starts[best], ends[best], groups[best], scores[best]
