"""What the shipped toxicity model does on data it was not trained on: python benchmarks/toxicity.py [--data DIR]

Beside it, in the same run, a hashed linear model trained on the same rows (needs scikit-learn and
training/work/round1.jsonl; left out with its reason where either is missing). ``n`` counts rows; texts are read from
the data folder and never printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.detect.toxicity import PRESETS, EmbeddedScorer, default_thresholds  # noqa: E402

SOURCES = ("jigsaw", "jigsaw6", "olid", "cmv", "cad", "wikicat")
HEALTHY = ("debates", "cmv", "wikicat", "cad")
LATENCY_LINES = 300
LATENCY_TOKENS = 32
KIBIBYTES_IN_MEBIBYTE = 1024
"""getrusage counts kibibytes on Linux."""

Row = dict[str, Any]
Values = np.ndarray
Model = Callable[[Sequence[str]], dict[str, Values]]


def read_jsonl(path: Path) -> Iterator[Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def auc(positive: Values, negative: Values) -> float:
    """Chance that a positive scores above a negative, ties counting half (Mann-Whitney)."""
    if not len(positive) or not len(negative):
        return float("nan")
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left")
    upto = np.searchsorted(ordered, positive, "right")
    return float((below + upto).mean() / 2 / len(negative))


def embedded(scorer: EmbeddedScorer) -> Model:
    def score(texts: Sequence[str]) -> dict[str, Values]:
        rows = scorer.score(texts)
        return {label: np.array([row[label] for row in rows]) for label in scorer.labels}

    return score


def hashed_linear(rows: Path) -> Model:
    """Word and character n-grams, hashed, logistic regression; toxicity only."""
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    known = [row for row in read_jsonl(rows) if row["w"][0]]
    features = make_union(
        HashingVectorizer(ngram_range=(1, 2), n_features=2**18),
        HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=2**18),
    )
    pipeline = make_pipeline(features, LogisticRegression(C=4.0, max_iter=200))
    pipeline.fit(
        [row["text"] for row in known],
        [row["y"][0] >= 0.5 for row in known],
        logisticregression__sample_weight=[row["w"][0] for row in known],
    )
    return lambda texts: {"toxicity": pipeline.predict_proba(texts)[:, 1]}


def is_toxic(row: Row) -> bool:
    return (row["toxicity"] or 0) >= 0.5


def judge(name: str, model: Model, by_source: dict[str, list[Row]]) -> dict[str, dict[str, Values]]:
    """Print the ranking measures of one model and return its scores per source."""
    scores = {source: model([row["text"] for row in rows]) for source, rows in by_source.items()}
    marks = {source: np.array([is_toxic(row) for row in rows]) for source, rows in by_source.items()}
    cells = []
    for source in SOURCES:
        toxicity = scores[source]["toxicity"]
        cells.append(f"{auc(toxicity[marks[source]], toxicity[~marks[source]]):.3f}")
    bar = np.quantile(scores["debates"]["toxicity"], 0.99)
    recall = (scores["jigsaw"]["toxicity"][marks["jigsaw"]] > bar).mean()
    print(f"| {name} | " + " | ".join(cells) + f" | {recall:.2f} |")
    return scores


def false_positives(
    by_source: dict[str, list[Row]], scores: dict[str, dict[str, Values]], folder: Path | None
) -> None:
    print("\nFalse positives on healthy rows (share over the threshold: toxicity alone, and any label)")
    print(
        "| preset | "
        + " | ".join(HEALTHY)
        + " | recall jigsaw | recall cad |\n|---|"
        + "---|" * (len(HEALTHY) + 2)
    )
    for preset in PRESETS:
        thresholds = default_thresholds(preset, folder)
        cells = []
        for source in HEALTHY:
            healthy = np.array([not is_toxic(row) for row in by_source[source]])
            over = {label: values[healthy] >= thresholds[label] for label, values in scores[source].items()}
            cells.append(f"{over['toxicity'].mean():.1%} / {np.any(list(over.values()), axis=0).mean():.1%}")
        for source in ("jigsaw", "cad"):
            toxic = np.array([is_toxic(row) for row in by_source[source]])
            cells.append(f"{(scores[source]['toxicity'][toxic] >= thresholds['toxicity']).mean():.2f}")
        print(f"| {preset} | " + " | ".join(cells) + " |")


def labels_table(
    by_source: dict[str, list[Row]], scores: dict[str, dict[str, Values]], folder: Path | None
) -> None:
    """The five other labels on jigsaw6, the one source that knows them."""
    thresholds = default_thresholds(folder=folder)
    print(
        "\nOther labels on jigsaw6 (balanced)\n| label | n positive | AUC | recall | false positives |\n|---|---|---|---|---|"
    )
    for label, values in scores["jigsaw6"].items():
        truth = np.array([row[label] == 1 for row in by_source["jigsaw6"]])
        over = values >= thresholds[label]
        ranking = auc(values[truth], values[~truth])
        print(
            f"| {label} | {truth.sum()} | {ranking:.3f} | {over[truth].mean():.2f} | {over[~truth].mean():.1%} |"
        )


def invented_table(model: Model, folder: Path | None) -> None:
    lines = [row for row in read_jsonl(ROOT / "training" / "invented.jsonl") if row["split"] == "test"]
    thresholds = default_thresholds(folder=folder)
    scores = model([row["text"] for row in lines])
    over = {label: values >= thresholds[label] for label, values in scores.items()}
    flagged = np.any(list(over.values()), axis=0)
    print("\nInvented test lines (balanced; templates unseen in training)")
    print("| category | n | toxicity right | any label flags |\n|---|---|---|---|")
    for category in dict.fromkeys(row["category"] for row in lines):
        at = np.array([row["category"] == category for row in lines])
        truth = np.array([row["toxicity"] == 1 for row in lines])
        print(
            f"| {category} | {at.sum()} | {(over['toxicity'] == truth)[at].mean():.2f} | {flagged[at].mean():.2f} |"
        )
    for label in ("severe_toxicity", "threat"):
        truth = np.array([row[label] == 1 for row in lines])
        print(f"{label}: recall {over[label][truth].mean():.2f} of {truth.sum()}, ", end="")
        print(f"false positives {over[label][~truth].mean():.1%} of {(~truth).sum()}")


def latency(scorer: EmbeddedScorer, texts: list[str]) -> None:
    """One message at a time, one thread; texts cut to about ``LATENCY_TOKENS`` word pieces."""
    short = [
        " ".join(text.split()[: LATENCY_TOKENS * 3 // 4])
        for text in texts
        if len(text.split()) > LATENCY_TOKENS
    ]
    times = []
    for text in short[:LATENCY_LINES]:
        began = time.perf_counter()
        scorer.score([text])
        times.append((time.perf_counter() - began) * 1000)
    print(f"\nOne message of about {LATENCY_TOKENS} tokens, one thread, n={len(times)}: ", end="")
    print(f"median {np.median(times):.1f} ms, p95 {np.quantile(times, 0.95):.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--model", type=Path, help="folder of another exported model")
    parser.add_argument("--train-rows", type=Path, default=ROOT / "training" / "work" / "round1.jsonl")
    parser.add_argument("--most", type=int, help="at most so many rows of each source (the first ones)")
    args = parser.parse_args()
    path = args.data / "toxicity" / "dev.jsonl.gz"
    if not path.exists():
        sys.exit(f"{path} is missing: name the data folder with --data.")
    scorer = EmbeddedScorer.load(args.model)
    scorer.score(["warm up"])
    print(f"model {scorer.name}; memory of this process with the model loaded: ", end="")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_IN_MEBIBYTE:.0f} MiB (peak)")
    by_source: dict[str, list[Row]] = {}
    for row in read_jsonl(path):
        by_source.setdefault(row["source"], []).append(row)
    by_source = {source: rows[: args.most] for source, rows in by_source.items()}
    print("n:", {source: len(rows) for source, rows in by_source.items()})
    latency(scorer, [row["text"] for row in by_source["cmv"]])
    print(
        "\nAUC of toxicity per source; recall = jigsaw positives over the score that 1 % of debate lines reach"
    )
    print("| model | " + " | ".join(SOURCES) + " | recall at 1 % |\n|---|" + "---|" * (len(SOURCES) + 1))
    scores = judge(scorer.name, embedded(scorer), by_source)
    try:
        judge("hashed linear", hashed_linear(args.train_rows), by_source)
    except (ImportError, OSError) as error:
        print(f"(no hashed linear row: {error})")
    false_positives(by_source, scores, args.model)
    labels_table(by_source, scores, args.model)
    invented_table(embedded(scorer), args.model)


if __name__ == "__main__":
    main()
