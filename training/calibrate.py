"""Default thresholds from a false-positive budget: python training/calibrate.py [--data ../shared/data]

Scores healthy rows of natural prevalence that no training round used (Wikipedia talk, kept r/changemyview comments,
Reddit's Contextual Abuse Data) with the exported model and writes, per preset and label, the lowest threshold at
which the false-positive rate stays within the budget in *each* of the three sources. Probabilities near one half
mean little for such a model; what a moderator feels is how often a healthy message lands in the queue.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
from prepare import CALIBRATION_SOURCES, SEED, calibration_rows

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bot.detect.toxicity import LABELS, EmbeddedScorer  # noqa: E402

ROWS_PER_SOURCE = 600
BUDGET: dict[str, dict[str, float]] = {
    "lenient": {"toxicity": 0.010, "obscene": 0.010, "insult": 0.010, "default": 0.002},
    "balanced": {"toxicity": 0.030, "obscene": 0.020, "insult": 0.020, "default": 0.005},
    "strict": {"toxicity": 0.060, "obscene": 0.050, "insult": 0.050, "default": 0.010},
}
"""Share of healthy messages that a label may flag, per preset; ``default`` is for the graver, rarer labels."""
FLOOR = 0.3
"""No threshold lies lower, whatever the budget: there, kinds of text that calibration never saw would decide."""
CENTRE = 0.6
UNKNOWN_LABEL = 0.9
"""For ``sexual_explicit``, which the embedded model does not give: not calibrated, used with Detoxify alone."""


def thresholds_for(scores: dict[str, dict[str, np.ndarray]], budget: dict[str, float]) -> dict[str, float]:
    """``scores``: source → label → values of healthy rows. Rounded up to two digits, so that the budget still holds."""
    out = {}
    for label in LABELS:
        if label not in next(iter(scores.values())):
            out[label] = UNKNOWN_LABEL
            continue
        share = budget.get(label, budget["default"])
        highest = max(
            float(np.quantile(values[label], 1 - share, method="higher")) for values in scores.values()
        )
        out[label] = float(round(min(0.99, max(FLOOR, np.ceil(highest * 100 + 1e-9) / 100)), 2))
    return out


def score_sources(scorer: EmbeddedScorer, rows: list[dict[str, Any]]) -> dict[str, dict[str, np.ndarray]]:
    scores = {}
    for source in CALIBRATION_SOURCES:
        texts = [row["text"] for row in rows if row["source"] == source]
        random.Random(SEED).shuffle(texts)
        table = scorer.score(texts[:ROWS_PER_SOURCE])
        scores[source] = {label: np.array([row[label] for row in table]) for label in scorer.labels}
    return scores


def logit(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


def centre(thresholds: dict[str, float], labels: list[str]) -> None:
    """Lower the output biases in checkpoint/ so that a balanced threshold above ``CENTRE`` comes to lie there.

    The training rows are half toxic, a chat is not: raw scores crowd near 1, where a moderator's slider has no room.
    A shift of the logit changes no ranking.
    """
    from safetensors.numpy import load_file, save_file

    path = HERE / "checkpoint" / "model.safetensors"
    state = load_file(path)
    bias = state["classifier.bias"].astype(np.float32)
    for i, label in enumerate(labels):
        bias[i] -= max(0.0, logit(thresholds[label]) - logit(CENTRE))
    state["classifier.bias"] = bias.astype(np.float16)
    save_file(state, path, metadata={"format": "pt"})
    print("biases lowered; now export again and calibrate again")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--model", type=Path, default=HERE.parent / "bot" / "detect" / "models" / "embedded")
    parser.add_argument("--centre", action="store_true", help="also shift the checkpoint's output biases")
    args = parser.parse_args()
    scorer = EmbeddedScorer.load(args.model)
    scores = score_sources(scorer, calibration_rows(args.data))
    path = args.model / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["thresholds"] = {preset: thresholds_for(scores, budget) for preset, budget in BUDGET.items()}
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    for preset, values in config["thresholds"].items():
        print(preset, values)
        rates = {
            s: {k: round(float((v >= values[k]).mean()), 4) for k, v in table.items()}
            for s, table in scores.items()
        }
        print("   false positives:", rates)
    if args.centre:
        centre(config["thresholds"]["balanced"], config["labels"])


if __name__ == "__main__":
    main()
