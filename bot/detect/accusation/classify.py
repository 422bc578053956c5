"""From rule findings and words to a probability: a linear model whose weights are read from ``model/weights.npz``."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document
from bot.detect.accusation.mode import ModeFinding
from bot.detect.accusation.support import SupportFinding
from bot.detect.accusation.target_kind import Target, TargetKind
from bot.detect.accusation.types import NO_SUPPORT, Mode, Route

NGRAM_BUCKETS = 1 << 13
"""Buckets of the hashed word n-grams."""
RULE_BUCKETS = 1 << 12
"""Buckets of the hashed rule features; collisions are rare at a few hundred features."""
MAX_WORDS = 300
"""Words whose n-grams are read: the classifier's bound on time."""

UNGATED_PROBABILITY = 0.004
"""Probability given to a message that the gate held back: about the share of positives among those on labelled data."""
VETOED_CAP = 0.30
"""No vetoed accusation is more probable than this times its unvetoed probability: below every sensible threshold."""

_WORD = re.compile(r"[a-z][a-z'-]*|[?!]|\d+")

_TARGET_WORTH = {
    TargetKind.NAME: 1.0,
    TargetKind.GROUP: 0.95,
    TargetKind.DEFINITE: 0.9,
    TargetKind.SECOND: 0.95,
    TargetKind.THIRD: 0.9,
    TargetKind.IMPLIED: 0.45,
    TargetKind.PROTECTED: 0.3,
    TargetKind.NOBODY: 0.12,
    TargetKind.GENERIC: 0.08,
    TargetKind.THING: 0.06,
    TargetKind.SELF: 0.02,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything the rules say of one charge."""

    charge: Charge
    target: Target
    mode: ModeFinding
    support: SupportFinding
    route: Route | None
    frame: tuple[str, str] | None

    @property
    def vetoed(self) -> bool:
        """Mode, support, route or frame forbid a flag, or the charge falls on the speaker or on no one in particular."""
        return (
            self.mode.mode is not Mode.ASSERTED
            or self.support.support not in NO_SUPPORT
            or self.route is not None
            or self.frame is not None
            or self.target.kind in (TargetKind.SELF, TargetKind.GENERIC)
        )

    @property
    def is_accusation(self) -> bool:
        """A charge on an identifiable or implied target, in the real and present world."""
        known = self.target.found or self.target.kind is TargetKind.IMPLIED
        return known and self.frame is None and self.mode.mode is not Mode.OPINION_INSULT

    @property
    def rule_score(self) -> float:
        """0..1: what the rules alone make of it."""
        score = self.charge.entry.weight * _TARGET_WORTH[self.target.kind]
        return score * (0.1 if self.vetoed else 1.0)


def best_finding(findings: Sequence[Finding]) -> Finding:
    """The finding that speaks for the message: highest rule score, the first of equals."""
    return max(findings, key=lambda finding: finding.rule_score)


def rule_features(
    finding: Finding, findings: Sequence[Finding], document: Document
) -> Iterator[tuple[str, float]]:
    """Named features of one finding in its message."""
    entry, target, mode = finding.charge.entry, finding.target, finding.mode
    yield "bias", 1.0
    yield "score", finding.rule_score
    yield "weight", entry.weight
    for name in (
        f"entry={entry.id}",
        f"role={entry.role}",
        f"category={entry.category}",
        f"target={target.kind}",
        f"how={target.how}",
        f"role,target={entry.role},{target.kind}",
        f"role,how={entry.role},{target.how}",
        f"mode={mode.mode}",
        f"support={finding.support.support}",
        f"vetoed={finding.vetoed}",
        f"presupposed={target.presupposed}",
        f"frame={finding.frame[0] if finding.frame else None}",
        f"route={finding.route}",
    ):
        yield name, 1.0
    unvetoed = [other for other in findings if not other.vetoed and other.target.found]
    yield "charges", min(3.0, math.log1p(len(findings)))
    yield "open charges", min(3.0, math.log1p(len(unvetoed)))
    yield f"open={min(3, len(unvetoed))}", 1.0
    yield "length", min(3.0, math.log10(10 + len(document.text)) - 1)
    yield "questions", min(2.0, 0.5 * document.text.count("?"))
    yield "charge words", 0.2 * min(8, finding.charge.last - finding.charge.first)
    for word in _WORD.findall(document.text[finding.charge.start : finding.charge.end])[:6]:
        yield f"charge word={word}", 1.0
    head = document.text[target.start : target.end].split()
    if head:
        yield f"target head={head[-1]}", 1.0
        yield f"target first={head[0]}", 1.0
    if target.end and target.end <= finding.charge.start:
        between = _WORD.findall(document.text[target.end : finding.charge.start])
        yield f"between={'_'.join(between[:3])}", 1.0
        yield "gap", 0.2 * min(10, len(between))
    for token in document.tokens[max(0, finding.charge.first - 3) : finding.charge.first]:
        yield f"left={token.text}", 0.7
    for token in document.tokens[finding.charge.last : finding.charge.last + 3]:
        yield f"right={token.text}", 0.7


def ngram_features(document: Document) -> Iterator[tuple[str, float]]:
    """Word unigrams and bigrams of the whole message, each counted once, damped by length."""
    found = _WORD.findall(document.text)[:MAX_WORDS]
    grams = set(found) | {f"{a} {b}" for a, b in pairwise(found)}
    worth = 1.0 / math.sqrt(1 + len(grams))
    for gram in grams:
        yield gram, worth


def vectorize(finding: Finding, findings: Sequence[Finding], document: Document) -> dict[int, float]:
    """Sparse features by bucket: rule features first, then n-grams. Equal names share a bucket on every machine."""
    vector: dict[int, float] = {}
    for name, value in rule_features(finding, findings, document):
        bucket = zlib.crc32(name.encode()) % RULE_BUCKETS
        vector[bucket] = vector.get(bucket, 0.0) + value
    for name, value in ngram_features(document):
        bucket = RULE_BUCKETS + zlib.crc32(name.encode()) % NGRAM_BUCKETS
        vector[bucket] = vector.get(bucket, 0.0) + value
    return vector


@dataclass(frozen=True, slots=True)
class Classifier:
    """A logistic regression over :func:`vectorize`; ``weights`` has ``RULE_BUCKETS + NGRAM_BUCKETS`` entries."""

    weights: NDArray[np.float32]
    bias: float

    @classmethod
    def load(cls) -> Classifier:
        """The weights shipped with the package. Raises ValueError when their shape does not fit the code."""
        raw = (resources.files("bot.detect.accusation") / "model" / "weights.npz").read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as stored:
            weights = stored["weights"].astype(np.float32)
            bias = float(stored["bias"])
        if weights.shape != (RULE_BUCKETS + NGRAM_BUCKETS,):
            raise ValueError(
                f"accusation weights have shape {weights.shape}; train them again (training/accusations)"
            )
        return cls(weights, bias)

    def probability(self, finding: Finding, findings: Sequence[Finding], document: Document) -> float:
        """Chance (0..1) that a reader gives the final label for this finding, before the veto."""
        score = self.bias + sum(
            float(self.weights[bucket]) * value
            for bucket, value in vectorize(finding, findings, document).items()
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
