"""Which words made a score: each word is left out in turn, and what the score loses without it is its share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.detect.toxicity import Scorer

WORD_LIMIT = 48
"""Words of one message that are left out in turn; at about 5 ms a text this bounds an explanation to 250 ms."""
CHUNK = 4
SHARE = 0.25
"""A word is named when leaving it out takes away at least this share of what the strongest word takes away."""
NAMED_LIMIT = 5
_WORD = re.compile(r"\w[\w'’*@$!-]*")


def explain(scorer: Scorer, text: str, label: str) -> list[tuple[int, int]]:
    """Spans (start, end in code points of ``text``) of the words that carry ``label``, in reading order.

    Method: leave-one-word-out (occlusion; Zeiler and Fergus 2014). Empty where no single word carries the score.
    """
    words = [match.span() for match in _WORD.finditer(text)][:WORD_LIMIT]
    if not words:
        return []
    without = [text[:start] + text[end:] for start, end in words]
    whole, *rest = _scores(scorer, [text, *without], label)
    losses = [whole - score for score in rest]
    strongest = max(losses)
    if strongest <= 0:
        return []
    named = sorted(range(len(words)), key=lambda i: losses[i], reverse=True)[:NAMED_LIMIT]
    return [words[i] for i in sorted(named) if losses[i] >= SHARE * strongest]


def _scores(scorer: Scorer, texts: Sequence[str], label: str) -> list[float]:
    return [
        scores.get(label, 0.0)
        for begin in range(0, len(texts), CHUNK)
        for scores in scorer.score(texts[begin : begin + CHUNK])
    ]
