"""The order of the queue, as one number a case that the database keeps and sorts by: the lowest comes first.

    rank = −(DIRECT_THREAT where it is one, else 0) − severity × confidence × reports factor

- *direct threat*: the model's ``threat`` score is at or over the threshold that the case was flagged by.
- *severity*, 0 to 1: the case's own (the flag's, or that of its reports where they weigh more).
- *confidence*, 0 to 1: for scores how far over its threshold the clearest label is, from 0.5 on the threshold to 1 at
  the top; for an accusation the detector's probability; for reports alone 0.5, since nobody has looked yet.
- *reports factor*: 1 + log2(1 + reports). Each doubling of the reporters adds as much as the first one did.

Cases of one rank are taken oldest first. The weights are ours; ``tests/review/test_ranking.py`` shows what follows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.detect.policy import RuleKind, Step
from bot.review.severity import thresholds_of

DIRECT_THREAT: Final = 1000.0
"""More than anything else can come to: a million reports give 21."""
THREAT: Final = "threat"
UNSEEN: Final = 0.5
"""Confidence in what no detector has found: as likely as not."""
RANKED: Final = frozenset({"kind", "severity", "scores", "trace", "accusations", "reports"})
"""The columns that a rank is made of; a change of one of them changes it."""


def rank_of(case: Mapping[str, Any]) -> float:
    """The place in the queue of a case given as its row's columns, ``RANKED`` at least."""
    at = thresholds_of(Step(*step) for step in case["trace"])
    scores = case["scores"] or {}
    urgency: float = case["severity"] * _confidence(case, scores, at) * (1 + math.log2(1 + case["reports"]))
    return -(DIRECT_THREAT * threatens(scores, at) + urgency)


def threatens(scores: Mapping[str, float], thresholds: Mapping[str, float]) -> bool:
    """Whether the text is a direct threat by the server's own threshold; without one, none is."""
    return THREAT in scores and THREAT in thresholds and scores[THREAT] >= thresholds[THREAT]


def _confidence(case: Mapping[str, Any], scores: Mapping[str, float], at: Mapping[str, float]) -> float:
    kind = RuleKind(case["kind"])
    if kind is RuleKind.TOXICITY:
        return max(
            (_over(scores[label], low) for label, low in at.items() if label in scores), default=UNSEEN
        )
    if kind is RuleKind.ACCUSATION:
        return _most(case["accusations"])
    return 1.0 if kind is RuleKind.SELF_HARM else UNSEEN


def _over(score: float, threshold: float) -> float:
    """0.5 at the threshold and below, 1 at the top of what a score can be."""
    room = 1 - threshold
    return UNSEEN + (1 - UNSEEN) * (max(0.0, score - threshold) / room if room > 0 else 1.0)


def _most(accusations: Sequence[Mapping[str, Any]]) -> float:
    given: Iterable[float] = (float(found.get("probability") or 0.0) for found in accusations)
    return min(1.0, max(given, default=UNSEEN))
