"""Train the accusation classifier: ``python -m training.accusations.train --dev dev.jsonl --texts pool.jsonl train.jsonl.gz``.

Logistic regression on the rules' findings and hashed word n-grams. Cross-validation on the real comments (the invented
messages are always in the training part) compares rules alone, rule features, n-grams and both; the logits of the
winner out of fold give a Platt scale, which is folded into the shipped weights, so that 0.5 is the cut.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.detect.accusation.lexicon import Lexicon
from training.accusations.data import Read, invented, labels_by_id, matrix, read_all, real_comments, with_veto

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "detect" / "corpus"
MODEL = ROOT / "bot" / "detect" / "accusation" / "model" / "weights.npz"
LABELS = Path(__file__).with_name("labels.jsonl")
"""Our own labels of real messages, by id; their texts stay outside the project."""
INVENTED_WEIGHT = 0.6
"""Weight of an invented message beside a real one: it teaches the rules' limits, not how people write."""
STRENGTHS = (0.1, 0.3, 1.0, 3.0)
"""Inverse L2 strengths that are compared."""
CHOSEN_PART, CHOSEN_STRENGTH = "both", 1.0
"""What won the comparison (differences between neighbouring strengths are noise); the benchmark uses the same."""
REPEATS = 3
FOLDS = 5


def fit(reads: Sequence[Read], part: str, strength: float) -> LogisticRegression:
    """A logistic regression on the readings that passed the gate and are not vetoed by rule (the veto decides those)."""
    used = [read for read in reads if read.gate and not read.vetoed]
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=200)
    model.fit(
        matrix(used, part),
        np.array([read.example.label for read in used]),
        sample_weight=np.array([read.example.weight for read in used]),
    )
    return model


def out_of_fold(
    real: Sequence[Read], extra: Sequence[Read], part: str, strength: float, seed: int
) -> NDArray[np.float64]:
    """Logits of every real message from a model that has not seen it."""
    labels = np.array([read.example.label for read in real])
    logits = np.zeros(len(real))
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(labels, labels):
        model = fit([real[i] for i in train] + list(extra), part, strength)
        logits[test] = model.decision_function(matrix([real[i] for i in test], part))
    return logits


def average_precision(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Mean precision at each positive, ties in file order."""
    order = np.argsort(-scores, kind="stable")
    hits = labels[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def sigmoid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic function."""
    return 1.0 / (1.0 + np.exp(-values))


def compare(real: Sequence[Read], extra: Sequence[Read]) -> None:
    """Print the table of variants."""
    labels = np.array([read.example.label for read in real])
    rules = np.array([read.rules for read in real])
    print(f"{'variant':10} {'C':>5} {'average precision (3 x 5-fold)':>32}")
    print(f"{'rules':10} {'-':>5} {average_precision(labels, rules):32.3f}")
    for part in ("rules", "ngrams", "both"):
        for strength in STRENGTHS:
            found = [
                average_precision(
                    labels, with_veto(sigmoid(out_of_fold(real, extra, part, strength, seed)), real)
                )
                for seed in range(REPEATS)
            ]
            print(f"{'+ ' + part:10} {strength:5} {np.mean(found):32.3f}")


def platt(real: Sequence[Read], logits: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and shift that make out-of-fold logits into calibrated probabilities."""
    used = [i for i, read in enumerate(real) if read.gate and not read.vetoed]
    model = LogisticRegression(C=1e6)
    model.fit(logits[used].reshape(-1, 1), np.array([real[i].example.label for i in used]))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, required=True, help="real comments labelled by two annotators")
    parser.add_argument(
        "--texts",
        type=Path,
        nargs="*",
        default=[],
        help="texts (.jsonl, .jsonl.gz) for the labels kept by id in training/accusations/labels.jsonl",
    )
    arguments = parser.parse_args()
    lexicon = Lexicon.load()
    real = read_all(real_comments(arguments.dev, ties=True), lexicon)
    extra = read_all(invented(CORPUS / "tune.jsonl", weight=INVENTED_WEIGHT), lexicon)
    if arguments.texts:
        extra += read_all(labels_by_id(LABELS, arguments.texts), lexicon)
    compare(real, extra)
    part, strength = CHOSEN_PART, CHOSEN_STRENGTH
    logits = np.mean([out_of_fold(real, extra, part, strength, seed) for seed in range(REPEATS)], axis=0)
    slope, shift = platt(real, logits)
    model = fit([*real, *extra], part, strength)
    weights = (model.coef_[0] * slope).astype(np.float16)
    bias = float(model.intercept_[0] * slope + shift)
    MODEL.parent.mkdir(exist_ok=True)
    np.savez_compressed(MODEL, weights=weights, bias=np.float32(bias))
    print(
        f"kept: {part}, C={strength}; slope {slope:.2f}, shift {shift:.2f}; {MODEL.stat().st_size / 1024:.0f} KiB"
    )


if __name__ == "__main__":
    main()
