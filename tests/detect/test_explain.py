"""An explanation has a price limit: it shares the scorer's thread with every message that waits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from bot.detect.explain import CHUNK, SECONDS, explain


class Slow:
    """A scorer that takes a second for each call, by the clock it keeps, and dislikes one word."""

    name = "slow"
    labels = ("toxicity",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.now = 0.0
        self.calls = count()

    def score(self, texts: Sequence[str]) -> list[dict[str, float]]:
        assert len(texts) <= CHUNK
        self.now += self.seconds
        next(self.calls)
        return [{"toxicity": 0.9 if "rotten" in text else 0.1} for text in texts]

    def clock(self) -> float:
        return self.now

    def close(self) -> None:
        """Nothing is open."""


TEXT = "what a rotten idea " + "and so on " * 30


def test_it_names_the_word_while_there_is_time() -> None:
    scorer = Slow(SECONDS / 100)
    spans = explain(scorer, TEXT, "toxicity", clock=scorer.clock)
    assert [TEXT[start:end] for start, end in spans] == ["rotten"]


def test_it_gives_up_after_its_time() -> None:
    scorer = Slow(SECONDS / 2)
    assert explain(scorer, TEXT, "toxicity", clock=scorer.clock) == []
    assert scorer.now <= SECONDS + scorer.seconds, "at most the call at work goes beyond"
