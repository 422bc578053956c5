"""Which cases are so grave that nobody should have to read their text unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.detect.policy import RuleKind, Step
from bot.review.types import Case

SEVERE_LABELS: Final = ("severe_toxicity", "threat", "identity_attack")
"""Detoxify's labels for what wears a reader down most."""
SEVERE_SCORE: Final = 0.5
"""From which score on, where the server set no lower threshold of its own: "more likely than not" by the model."""
SEVERE_TOXICITY: Final = 0.95
"""From which severity on a toxicity case counts as severe where the model scores none of those labels."""
_THRESHOLD = re.compile(r"against (\d\.\d+)")


def severe(case: Case) -> bool:
    """Whether the case's text is shown behind spoiler marks.

    Who may harm themselves, always. Else any of ``SEVERE_LABELS`` at or over ``SEVERE_SCORE``, or over the threshold it was flagged by where that is lower.
    """
    if case.kind is RuleKind.SELF_HARM:
        return True
    scores = case.scores or {}
    known = [label for label in SEVERE_LABELS if label in scores]
    if not known:
        return case.kind is RuleKind.TOXICITY and case.severity >= SEVERE_TOXICITY
    at = thresholds_of(case.trace)
    return any(scores[label] >= min(SEVERE_SCORE, at.get(label, SEVERE_SCORE)) for label in known)


def thresholds_of(trace: Iterable[Step]) -> dict[str, float]:
    """Thresholds by label as the trace names them (``policy.decide`` writes "0.91 against 0.80")."""
    found = {}
    for step in trace:
        label, mark, _ = step.rule.partition(" ≥ threshold")
        match = _THRESHOLD.search(step.detail)
        if mark and match:
            found[label] = float(match.group(1))
    return found
