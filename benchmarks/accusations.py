"""How well accusations are read: ``python -m benchmarks.accusations --data DIR``.

Tables with n and 95 % intervals (Wilson for shares, percentile bootstrap for average precision and F1):
real comments cross-validated (needs scikit-learn, as for training), invented minimal pairs per function, the gate's
recall and pass rate, flags by kind, and the time per message. ``DIR`` holds ``dev.jsonl`` and ``pool.jsonl``; without
it only the invented pairs and the time are measured.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.detect.accusation import DEFAULT_THRESHOLD, ContextMessage, Detector, Kind, Reading

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "detect" / "corpus"
BOOTSTRAP = 1000
REPEATS = 3
FOLDS = 5


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % Wilson score interval of a share (Wilson 1927)."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.959964, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return f"{hits / n if n else 0:.3f} [{low:.3f}, {high:.3f}] n={n}"


def bootstrap(measure: Callable[[NDArray[np.int64]], float], n: int) -> tuple[float, float]:
    """Percentile interval of ``measure`` over resampled row numbers."""
    random = np.random.default_rng(7)
    found = [measure(random.integers(0, n, n)) for _ in range(BOOTSTRAP)]
    return float(np.nanpercentile(found, 2.5)), float(np.nanpercentile(found, 97.5))


def average_precision(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    hits = labels[np.argsort(-scores, kind="stable")]
    if not hits.any():
        return float("nan")
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def precision_at(labels: NDArray[np.bool_], scores: NDArray[np.float64], recall: float) -> float:
    """Best precision at any cut whose recall reaches ``recall``."""
    hits = labels[np.argsort(-scores, kind="stable")]
    found = np.cumsum(hits)
    if found[-1] == 0:
        return float("nan")
    return float((found / np.arange(1, len(hits) + 1))[found >= recall * found[-1]].max())


def f1(labels: NDArray[np.bool_], flags: NDArray[np.bool_]) -> float:
    both = int((labels & flags).sum())
    total = int(labels.sum() + flags.sum())
    return 2 * both / total if total else float("nan")


def rows(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def real_comments(dev: Path) -> None:
    """The cross-validated table; the invented messages for tuning and the labels by id are in every training part."""
    try:
        from training.accusations import train
        from training.accusations.data import invented, labels_by_id, read_all, with_veto
        from training.accusations.data import real_comments as load
    except ImportError as missing:
        print(
            f"real comments, cross-validated: left out, {missing.name} is not installed (training/accusations)\n"
        )
        return
    from bot.detect.accusation.lexicon import Lexicon

    lexicon = Lexicon.load()
    reads = read_all(load(dev, ties=False), lexicon)
    extra = read_all(invented(CORPUS / "tune.jsonl", weight=train.INVENTED_WEIGHT), lexicon)
    texts = [
        path
        for path in (dev.with_name("pool.jsonl"), dev.parent.parent / "toxicity" / "train.jsonl.gz")
        if path.exists()
    ]
    extra += read_all(labels_by_id(train.LABELS, texts), lexicon)
    labels = np.array([read.example.label for read in reads])
    clear = np.array([read.example.clear for read in reads])
    print(
        f"real comments: {len(reads)} on which both annotators agree, {labels.sum()} positive, {clear.sum()} clear; {REPEATS} x {FOLDS}-fold"
    )
    print(f"{'variant':22} {'P at R .60':>24} {'P at R .80':>24} {'AP':>24} {'F1 clear at 0.5':>24}")
    for name, part in (("rules alone", None), ("n-grams + veto", "ngrams"), ("rules + n-grams", "both")):
        runs = []
        for seed in range(REPEATS if part else 1):
            if part is None:
                runs.append(np.array([read.rules for read in reads]))
                continue
            logits = train.out_of_fold(reads, extra, part, train.CHOSEN_STRENGTH, seed)
            slope, shift = train.platt(reads, logits)
            runs.append(with_veto(train.sigmoid(logits * slope + shift), reads))
        print(
            f"{name:22} "
            + " ".join(f"{_over_runs(measure, labels, clear, runs):>24}" for measure in _MEASURES)
        )
    print()


def _f1_clear(labels: NDArray[np.bool_], scores: NDArray[np.float64], clear: NDArray[np.bool_]) -> float:
    return f1(labels[clear], scores[clear] >= DEFAULT_THRESHOLD)


_MEASURES: tuple[Callable[..., float], ...] = (
    lambda labels, scores, clear: precision_at(labels, scores, 0.6),
    lambda labels, scores, clear: precision_at(labels, scores, 0.8),
    lambda labels, scores, clear: average_precision(labels, scores),
    _f1_clear,
)


def _over_runs(
    measure: Callable[..., float],
    labels: NDArray[np.bool_],
    clear: NDArray[np.bool_],
    runs: Sequence[NDArray[np.float64]],
) -> str:
    value = float(np.mean([measure(labels, scores, clear) for scores in runs]))
    low, high = bootstrap(lambda at: measure(labels[at], runs[0][at], clear[at]), len(labels))
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def read_corpus(detector: Detector, name: str) -> list[tuple[dict[str, object], Reading]]:
    found = []
    for row in rows(CORPUS / name):
        context = [ContextMessage(said["author"], said["text"]) for said in row.get("context", ())]  # type: ignore[attr-defined]
        reading = detector.read(
            str(row["text"]),
            context=context,
            attachments=bool(row.get("attachments")),
            settled=row.get("settled", ()),  # type: ignore[arg-type]
        )
        found.append((row, reading))
    return found


def invented_pairs(detector: Detector, name: str, title: str) -> None:
    read = read_corpus(detector, name)
    right: dict[str, list[bool]] = defaultdict(list)
    for row, reading in read:
        right[str(row["function"])].append(reading.unsupported == row["unsupported"])
    print(f"{title}: final label right, by function")
    for function, found in sorted(right.items()):
        print(f"  {function:18} {share(sum(found), len(found))}")
    macro = float(np.mean([np.mean(found) for found in right.values()]))
    every = [good for found in right.values() for good in found]
    print(
        f"  {'macro':18} {macro:.3f} over {len(right)} functions; all messages {share(sum(every), len(every))}"
    )
    for field in ("mode", "support"):
        asked = [(row, reading) for row, reading in read if field in row]
        good = sum(
            any(getattr(found, field) == row[field] for found in reading.accusations)
            for row, reading in asked
        )
        print(f"  {field + ' right':18} {share(good, len(asked))}")
    print()


def gate(detector: Detector, data: Path) -> None:
    dev = rows(data / "dev.jsonl")
    positive = [row for row in dev if all(row["final"])]  # type: ignore[call-overload]
    print("gate")
    print(
        f"  recall on positives both annotators gave: {share(sum(detector.passes_gate(str(row['text'])) for row in positive), len(positive))}"
    )
    for name in ("dev.jsonl", "pool.jsonl"):
        if (data / name).exists():
            texts = [str(row["text"]) for row in rows(data / name)]
            print(f"  passes on {name:11} {share(sum(map(detector.passes_gate, texts)), len(texts))}")
    natural = data.parent / "toxicity" / "train.jsonl.gz"
    if natural.exists():
        for source, texts in natural_messages(natural).items():
            print(f"  passes on {source:11} {share(sum(map(detector.passes_gate, texts)), len(texts))}")
    print()


def spans(detector: Detector, data: Path) -> None:
    """Token overlap F1 of target and charge with the nearer annotator, on positives of both that were flagged."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows(data / "dev.jsonl"):
        reading = detector.read(str(row["text"]))
        if not all(row["final"]) or not reading.unsupported or not reading.accusations:  # type: ignore[call-overload]
            continue
        for part in ("target", "charge"):
            gold = [text for text in row[part] if text != "-"]  # type: ignore[attr-defined]
            said = [span.text for accusation in reading.accusations if (span := getattr(accusation, part))]
            if part == "target":
                said += [
                    accusation.resolved_target
                    for accusation in reading.accusations
                    if accusation.resolved_target
                ]
            if gold:
                found[part].append(
                    max((overlap(text, other) for text in gold for other in said), default=0.0)
                )
    print("span overlap F1 with the nearer annotator, best finding of the message (flagged positives)")
    for part, values in found.items():
        low, high = bootstrap(lambda at, values=values: float(np.mean(np.array(values)[at])), len(values))  # type: ignore[misc]
        print(f"  {part:8} {np.mean(values):.3f} [{low:.3f}, {high:.3f}] n={len(values)}")
    print()


def overlap(one: str, other: str) -> float:
    first, second = set(one.lower().split()), set(other.lower().split())
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0


def natural_messages(path: Path, each: int = 400) -> dict[str, list[str]]:
    """A uniform sample of ``each`` messages of every natural source (the gate's pass rate is a question about these)."""
    import gzip

    by_source: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] in ("wikicat", "cad", "cmv", "civil_tox"):
                by_source[row["source"]].append(row["text"])
    random = np.random.default_rng(11)
    picked = {
        name: [texts[i] for i in random.choice(len(texts), each, replace=False)]
        for name, texts in by_source.items()
    }
    everything = [text for texts in by_source.values() for text in texts]
    picked["uniform"] = [everything[i] for i in random.choice(len(everything), 2 * each, replace=False)]
    return picked


def flags(detector: Detector, data: Path) -> None:
    print("flags per 1,000 messages at the default threshold, by kind of the gravest open charge")
    for name in ("dev.jsonl", "pool.jsonl"):
        texts = [str(row["text"]) for row in rows(data / name)]
        flagged = [
            reading.accusations[0].kind
            for text in texts
            if (reading := detector.read(text)).unsupported and reading.accusations
        ]
        act = sum(kind is Kind.ACT for kind in flagged)
        print(
            f"  {name:11} act {1000 * act / len(texts):.0f}, label {1000 * (len(flagged) - act) / len(texts):.0f} (n={len(texts)})"
        )
    print()


def cost(detector: Detector, texts: Iterable[str]) -> None:
    """CPU time of this thread, so that a busy machine does not count."""
    gate_times, times = [], []
    for text in texts:
        start = time.thread_time()
        detector.passes_gate(text)
        middle = time.thread_time()
        detector.read(text)
        gate_times.append(1000 * (middle - start))
        times.append(1000 * (time.thread_time() - middle))
    for name, found in (("gate alone", gate_times), ("whole reading", times)):
        print(
            f"  {name:14} mean {np.mean(found):.2f} ms, p95 {np.percentile(found, 95):.2f} ms, most {max(found):.1f} ms (n={len(found)})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="folder with dev.jsonl and pool.jsonl")
    arguments = parser.parse_args()
    detector = Detector.load()
    if arguments.data:
        real_comments(arguments.data / "dev.jsonl")
    invented_pairs(detector, "held.jsonl", "invented pairs held apart")
    invented_pairs(detector, "tune.jsonl", "invented pairs used for tuning (seen in training)")
    if arguments.data:
        gate(detector, arguments.data)
        flags(detector, arguments.data)
        spans(detector, arguments.data)
    print("cost per message on one core (CPU time)")
    texts = (
        [str(row["text"]) for row in rows(arguments.data / "pool.jsonl")]
        if arguments.data
        else [str(row["text"]) for row in rows(CORPUS / "tune.jsonl")]
    )
    cost(detector, texts)


if __name__ == "__main__":
    main()
