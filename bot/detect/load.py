"""The detectors that an operator's settings name."""

from __future__ import annotations

from bot.detect.accusation import Detector
from bot.detect.judge import Judge
from bot.detect.toxicity import make_scorer
from bot.settings import ScorerSettings


def load_judge(settings: ScorerSettings) -> Judge:
    """Load both detectors. Blocks for a second or two. Raises ``ModelError`` with a plain sentence."""
    scorer = make_scorer(
        settings.scorer,
        config=settings.detoxify_config,
        trust_pickle=settings.detoxify_trust_pickle,
        threads=settings.detoxify_threads,
    )
    return Judge(scorer, Detector.load())
