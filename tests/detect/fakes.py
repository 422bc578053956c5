"""Small detectors for tests that are about what stands around the real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.detect.accusation.types import (
    Accusation,
    Category,
    ContextMessage,
    Kind,
    Mode,
    Reading,
    Span,
    Support,
)

NOTHING = Reading(accusations=(), unsupported_accusation=0.0, unsupported=False, gate=False)


class WordScorer:
    """Scores 0.9 for a text that holds the word, else 0.1. Can be told to fail on a text or to wait."""

    name = "word:0000"
    labels = ("toxicity", "insult")

    def __init__(self, word: str = "rotten", before: Callable[[str], None] = lambda _: None) -> None:
        self.word = word
        self.before = before
        self.batches: list[list[str]] = []
        self.closed = False

    def score(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        self.batches.append(list(texts))
        for text in texts:
            self.before(text)
        return [{"toxicity": 0.9 if self.word in text else 0.1, "insult": 0.2} for text in texts]

    def close(self) -> None:
        self.closed = True


class MarkReader:
    """Finds an accusation wherever the text holds the mark."""

    def __init__(
        self, mark: str = "took the money", kind: Kind = Kind.ACT, target: str | None = "Minister Dalum"
    ) -> None:
        self.mark = mark
        self.kind = kind
        self.target = target
        self.seen: list[tuple[str, tuple[ContextMessage, ...]]] = []

    def read(
        self,
        text: str,
        *,
        context: Sequence[ContextMessage] = (),
        author: str | None = None,
        attachments: bool = False,
        settled: Sequence[str] = (),
    ) -> Reading:
        self.seen.append((text, tuple(context)))
        if self.mark not in text:
            return NOTHING
        found = accusation(text, self.mark, kind=self.kind, target=self.target)
        return Reading(accusations=(found,), unsupported_accusation=0.97, unsupported=True, gate=True)


def accusation(
    text: str,
    charge: str,
    *,
    target: str | None = None,
    kind: Kind = Kind.ACT,
    mode: Mode = Mode.ASSERTED,
    support: Support = Support.NONE,
    probability: float = 0.97,
) -> Accusation:
    """An accusation whose spans are looked up in ``text``."""
    start = text.index(charge)
    at = text.find(target) if target else -1
    return Accusation(
        target=Span(target, at, at + len(target)) if target and at >= 0 else None,
        charge=Span(charge, start, start + len(charge)),
        category=Category.CORRUPTION,
        kind=kind,
        mode=mode,
        support=support,
        route=None,
        resolved_target=None,
        probability=probability,
    )
