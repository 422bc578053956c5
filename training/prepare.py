"""Choose the training rows: python training/prepare.py [--round 1|2] [--data ../shared/data]

Reads the public sets (``toxicity/train.jsonl.gz``) and our invented lines, keeps a fixed seeded share of each
source, gives each label a target and a weight (0 where the label is unknown), and writes ``training/work/round1.jsonl`` (or 2).
Fails if a text of an evaluation set, normalised, occurs among the training rows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
LABELS = ("toxicity", "severe_toxicity", "obscene", "identity_attack", "insult", "threat")
SEED = 7
LONGEST = 700
"""Characters; longer texts of most sources are left out: past the crop nobody knows where the toxic words stand."""

# Which rows of each shuffled pile a round trains on: (toxic, healthy), each (from, to). Round 2 starts from round 1's
# weights and sees the toxic rows again and mostly new healthy ones. jigsaw6 gives every row with a rare label on top.
# civil_tox holds toxic rows only: a model fed with all of it learns that news comments are toxic. What no round uses
# of wikicat, cmv and cad is left for calibration.
Slice = tuple[int, int]
SHARE: dict[int, dict[str, tuple[Slice, Slice]]] = {
    1: {
        "jigsaw": ((0, 3000), (0, 2800)),
        "jigsaw6": ((0, 1200), (0, 1200)),
        "wikicat": ((0, 140), (0, 3200)),
        "civil_tox": ((0, 900), (0, 0)),
        "davidson": ((0, 2200), (0, 1100)),
        "madlibs": ((0, 1200), (0, 1200)),
        "wikidebias": ((0, 0), (0, 1800)),
        "debates": ((0, 0), (0, 1862)),
        "cmv": ((0, 527), (0, 1500)),
        "cad": ((0, 2379), (0, 5600)),
    },
    2: {
        "jigsaw": ((3000, 3700), (2800, 3700)),
        "jigsaw6": ((1200, 2000), (1200, 1800)),
        "wikicat": ((0, 140), (3200, 4400)),
        "civil_tox": ((900, 1900), (0, 0)),
        "davidson": ((2200, 4200), (1100, 2600)),
        "madlibs": ((1200, 1700), (1200, 1700)),
        "wikidebias": ((0, 0), (1800, 2600)),
        "debates": ((0, 0), (0, 500)),
        "cmv": ((0, 527), (1500, 2300)),
        "cad": ((0, 2379), (5600, 8400)),
    },
}
CALIBRATION_SOURCES = ("wikicat", "cmv", "cad")
WEIGHT: dict[str, float] = {"civil_tox": 0.3, "davidson": 0.7, "madlibs": 0.7, "invented": 1.5}
RARE = ("severe_toxicity", "threat", "identity_attack")
INVENTED_REPEATS = 2


def normalised(text: str) -> str:
    """NFKC, lower case, letters and digits only: two texts that differ in dress alone become equal."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def targets(row: dict[str, Any]) -> dict[str, Any]:
    """One training row: text, source, ``y`` (six targets 0..1) and ``w`` (six weights, 0 = unknown)."""
    source = str(row.get("source", "invented"))
    weight = WEIGHT.get(source, 1.0)
    y, w = [], []
    for label in LABELS:
        value = row.get(label)
        y.append(0.0 if value is None else float(value))
        w.append(0.0 if value is None else weight)
    return {"text": row["text"], "source": source, "y": y, "w": w}


def piles(
    rows: Iterable[dict[str, Any]],
) -> tuple[dict[tuple[str, bool], list[dict[str, Any]]], list[dict[str, Any]]]:
    """Rows by (source, toxic), shuffled by the seed alone, and the jigsaw6 rows with a rare label."""
    heaps: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    rare: list[dict[str, Any]] = []
    for row in rows:
        source = row["source"]
        if source != "cmv" and len(row["text"]) > LONGEST:
            continue
        if source == "jigsaw6" and any(row[label] for label in RARE):
            rare.append(row)
        else:
            heaps.setdefault((source, (row["toxicity"] or 0) >= 0.5), []).append(row)
    rng = random.Random(SEED)
    for key in sorted(heaps):
        rng.shuffle(heaps[key])
    return heaps, rare


def choose(rows: Iterable[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The rows that training round ``number`` sees, by ``SHARE``."""
    heaps, kept = piles(rows)
    for (source, toxic), heap in sorted(heaps.items()):
        start, stop = SHARE[number][source][0 if toxic else 1]
        kept.extend(heap[start:stop])
    return kept


def calibration_rows(data: Path) -> list[dict[str, Any]]:
    """Healthy rows of natural prevalence that no round trained on, long texts in their natural share."""
    rows = list(read_jsonl(data / "toxicity" / "train.jsonl.gz"))
    heaps, _ = piles(rows)
    kept: list[dict[str, Any]] = []
    for source in CALIBRATION_SOURCES:
        heap = heaps[(source, False)]
        unused = heap[max(SHARE[number][source][1][1] for number in SHARE) :]
        long = [
            r
            for r in rows
            if r["source"] == source != "cmv" and len(r["text"]) > LONGEST and not r["toxicity"]
        ]
        random.Random(SEED).shuffle(long)
        kept += unused + long[: round(len(long) * len(unused) / len(heap))]
    return kept


def evaluation_texts(data: Path) -> set[str]:
    files = [data / "toxicity" / "dev.jsonl.gz", data / "accusations" / "dev.jsonl"]
    texts = {normalised(row["text"]) for path in files for row in read_jsonl(path)}
    texts |= {normalised(row["text"]) for row in invented("test")}
    return texts - {""}


def invented(split: str) -> list[dict[str, Any]]:
    return [row for row in read_jsonl(HERE / "invented.jsonl") if row["split"] == split]


def leaks(rows: Iterable[dict[str, Any]], held_out: set[str]) -> list[str]:
    """Sources of the training rows whose normalised text is an evaluation text."""
    return [row["source"] for row in rows if normalised(row["text"]) in held_out]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--round", type=int, choices=sorted(SHARE), default=1, help="training round")
    args = parser.parse_args()
    chosen = choose(read_jsonl(args.data / "toxicity" / "train.jsonl.gz"), args.round)
    rows = [targets(row) for row in chosen] + [targets(row) for row in invented("train")] * INVENTED_REPEATS
    found = leaks(rows, evaluation_texts(args.data))
    if found:
        print(f"{len(found)} evaluation texts occur in the training rows: {Counter(found)}", file=sys.stderr)
        return 1
    random.Random(SEED).shuffle(rows)
    WORK.mkdir(exist_ok=True)
    (WORK / f"round{args.round}.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    print(len(rows), "rows:", dict(Counter(row["source"] for row in rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
