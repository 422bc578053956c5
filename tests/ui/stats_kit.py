"""An invented month of an invented server, for tests and for the documentation's pictures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from bot.detect.policy import RuleKind
from bot.review.figures import Agreement
from bot.review.stats import SCORE_BINS, Ends, LabelScores, Load, Scores, Stats, Waits
from bot.review.types import CaseState

FIRST = date(2026, 3, 1)
NAMES = {400: "Mara", 401: "Milo", 402: "Theodora"}


def scores(random: Random, count: int, middle: float, threshold: float) -> Scores:
    """``count`` scores spread around ``middle``."""
    bins = [0] * SCORE_BINS
    for _ in range(count):
        bins[min(SCORE_BINS - 1, max(0, int(random.gauss(middle, 0.12) * SCORE_BINS)))] += 1
    return Scores(tuple(bins), sum(bins[int(threshold * SCORE_BINS) :]))


def busy(**changes: Any) -> Stats:
    """A month in which something of everything happened."""
    random = Random(7)
    days = 30
    values: dict[str, Any] = {
        "first": FIRST,
        "last": FIRST + timedelta(days=days - 1),
        "opened": {
            RuleKind.TOXICITY: tuple(random.randint(2, 9) for _ in range(days)),
            RuleKind.ACCUSATION: tuple(random.randint(0, 6) for _ in range(days)),
            RuleKind.REPORT: tuple(random.randint(0, 3) for _ in range(days)),
        },
        "ends": {
            RuleKind.TOXICITY: Ends(118, 27, {CaseState.DUPLICATE: 4, CaseState.LAPSED: 1}),
            RuleKind.ACCUSATION: Ends(31, 12, {CaseState.SOURCED: 23, CaseState.WITHDRAWN: 17}),
            RuleKind.REPORT: Ends(9, 14, {}),
        },
        "waits": Waits((38, 61, 57, 31, 19, 4, 1), 1_260.0, 21_600.0),
        "scores": tuple(
            LabelScores(
                label,
                threshold,
                scores(random, 90, threshold + 0.1, threshold),
                scores(random, 25, threshold + 0.02, threshold),
                scores(random, 4000, 0.1, threshold),
            )
            for label, threshold in (
                ("toxicity", 0.85),
                ("insult", 0.6),
                ("threat", 0.5),
                ("identity_attack", 0.7),
            )
        ),
        "load": (Load(400, 97, 95.0), Load(401, 71, 140.0), Load(402, 40, None), Load(None, 3, 60.0)),
        "agreement": Agreement(14, 2, 3, 8),
        "undecided": 6,
        "oldest": datetime(2026, 3, 29, 8, tzinfo=UTC),
    }
    return Stats(**{**values, **changes})


def quiet(**changes: Any) -> Stats:
    """A week in which nothing happened."""
    nothing = dict.fromkeys(RuleKind, (0,) * 7)
    values: dict[str, Any] = {
        "first": FIRST,
        "last": FIRST + timedelta(days=6),
        "opened": nothing,
        "ends": {kind: Ends(0, 0, {}) for kind in RuleKind},
        "waits": Waits((0,) * 7, None, None),
        "scores": (),
        "load": (),
        "agreement": Agreement(),
        "undecided": 0,
        "oldest": None,
    }
    return Stats(**{**values, **changes})
