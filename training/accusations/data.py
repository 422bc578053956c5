"""Labelled messages for the accusation classifier: real comments by id from outside, invented ones from the tests' corpus."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.detect.accusation import ContextMessage
from bot.detect.accusation.classify import (
    NGRAM_BUCKETS,
    RULE_BUCKETS,
    UNGATED_PROBABILITY,
    VETOED_CAP,
    best_finding,
    vectorize,
)
from bot.detect.accusation.detector import Detector
from bot.detect.accusation.document import read_document
from bot.detect.accusation.lexicon import Lexicon
from bot.detect.accusation.support import Surroundings


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message. ``label`` is the final label, ``clear`` false where annotators marked it borderline."""

    id: str
    text: str
    label: bool
    clear: bool
    source: str
    function: str
    around: Surroundings
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """An example with the rules' reading: ``rules`` is the rule score, ``vector`` the classifier's sparse input."""

    example: Example
    gate: bool
    rules: float
    vetoed: bool
    vector: dict[int, float]


def real_comments(path: Path, *, ties: bool) -> list[Example]:
    """The two-annotator file. Where the annotators differ the row is left out, or with ``ties`` counts as positive."""
    found = []
    for row in _rows(path):
        votes = [int(vote) for vote in row["final"]]
        if len(set(votes)) > 1 and not ties:
            continue
        found.append(
            Example(
                id=row["id"],
                text=row["text"],
                label=any(votes),
                clear=not row["borderline"],
                source=row["source"],
                function="real",
                around=Surroundings((), False, ()),
                weight=0.5 if len(set(votes)) > 1 else 1.0,
            )
        )
    return found


def labels_by_id(labels: Path, texts: Sequence[Path]) -> list[Example]:
    """Labels kept by id only (``{"id", "unsupported"}``), joined with the texts that stay outside the project."""
    wanted = {row["id"] for row in _rows(labels)}
    by_id = {row["id"]: row for path in texts for row in _rows(path) if row["id"] in wanted}
    return [
        Example(
            row["id"],
            by_id[row["id"]]["text"],
            bool(row["unsupported"]),
            not row.get("borderline"),
            "labels by id",
            "real",
            Surroundings((), False, ()),
        )
        for row in _rows(labels)
        if row["id"] in by_id
    ]


def invented(path: Path, *, weight: float = 1.0) -> list[Example]:
    """A corpus file of the tests (JSON Lines: id, function, text, unsupported, context, settled, attachments)."""
    return [
        Example(
            id=row["id"],
            text=row["text"],
            label=bool(row["unsupported"]),
            clear=True,
            source="invented",
            function=row["function"],
            around=Surroundings(
                [ContextMessage(said["author"], said["text"]) for said in row.get("context", ())],
                bool(row.get("attachments")),
                row.get("settled", ()),
            ),
            weight=weight,
        )
        for row in _rows(path)
    ]


def read_all(examples: Sequence[Example], lexicon: Lexicon) -> list[Read]:
    """The rules' reading of every example."""
    found = []
    for example in examples:
        document = read_document(example.text)
        findings = Detector.findings(lexicon, document, example.around)
        if not findings:
            found.append(Read(example, False, 0.0, False, {}))
            continue
        best = best_finding(findings)
        found.append(Read(example, True, best.rule_score, best.vetoed, vectorize(best, findings, document)))
    return found


def matrix(reads: Sequence[Read], part: str = "both") -> csr_matrix:
    """Feature matrix; ``part`` keeps the rule features, the n-grams, or both."""
    rows, columns, values = [], [], []
    for number, read in enumerate(reads):
        for bucket, value in read.vector.items():
            if (part == "rules" and bucket >= RULE_BUCKETS) or (part == "ngrams" and bucket < RULE_BUCKETS):
                continue
            rows.append(number)
            columns.append(bucket)
            values.append(value)
    return csr_matrix(
        (values, (rows, columns)), shape=(len(reads), RULE_BUCKETS + NGRAM_BUCKETS), dtype=np.float64
    )


def with_veto(probability: NDArray[np.float64], reads: Sequence[Read]) -> NDArray[np.float64]:
    """What the detector makes of a raw probability: the veto and the gate applied."""
    return np.array(
        [
            UNGATED_PROBABILITY if not read.gate else value * (VETOED_CAP if read.vetoed else 1.0)
            for value, read in zip(probability, reads, strict=True)
        ]
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
