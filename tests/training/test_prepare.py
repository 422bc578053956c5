"""Training data: what is chosen, what is masked, and that no evaluation text gets in."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    import prepare as module

    return module


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    import invented as module

    return module


def row(text: str, source: str = "cad", **labels: float | None) -> dict[str, Any]:
    names = ("toxicity", "severe_toxicity", "obscene", "identity_attack", "insult", "threat")
    return {"id": text[:4], "text": text, "source": source, **dict.fromkeys(names, 0.0), **labels}


def write_data(
    folder: Path, train: list[dict[str, Any]], dev: list[dict[str, Any]], accusations: list[str]
) -> Path:
    (folder / "toxicity").mkdir(parents=True)
    (folder / "accusations").mkdir()
    for name, rows in (("train", train), ("dev", dev)):
        with gzip.open(folder / "toxicity" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(item) + "\n" for item in rows)
    lines = "".join(json.dumps({"text": text}) + "\n" for text in accusations)
    (folder / "accusations" / "dev.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("train", "dev", "accusations", "code"),
    [
        ("the roads are bad", "the bridges are bad", "he took the money", 0),
        ("The  roads, are BAD!!", "the roads are bad", "he took the money", 1),
        ("he took   the money.", "the bridges are bad", "He took the money", 1),
        ("ｔｈｅ ｒｏａｄｓ are bad", "the roads are bad", "he took the money", 1),
    ],
)
def test_an_evaluation_text_among_the_training_rows_stops_it(
    prepare: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    train: str,
    dev: str,
    accusations: str,
    code: int,
) -> None:
    data = write_data(tmp_path / "data", [row("x" * 20), *[row(train)] * 6], [row(dev)], [accusations])
    monkeypatch.setattr(prepare, "WORK", tmp_path / "work")
    share = {"cad": ((0, 5), (0, 50))}
    monkeypatch.setattr(prepare, "SHARE", {1: share})
    monkeypatch.setattr("sys.argv", ["prepare.py", "--data", str(data)])
    assert prepare.main() == code
    assert (tmp_path / "work" / "round1.jsonl").exists() == (code == 0)
    assert ("evaluation texts occur" in capsys.readouterr().err) == (code == 1)


def test_unknown_labels_weigh_nothing(prepare: ModuleType) -> None:
    made = prepare.targets(row("a", toxicity=1.0, threat=None, insult=0.75))
    assert made["y"] == [1.0, 0.0, 0.0, 0.0, 0.75, 0.0]
    assert made["w"] == [1.0, 1.0, 1.0, 1.0, 1.0, 0.0]
    assert max(prepare.targets(row("a", source="civil_tox", toxicity=1.0))["w"]) < 1


def test_the_choice_is_the_same_every_time_and_rounds_leave_rows_for_calibration(
    prepare: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = prepare.CALIBRATION_SOURCES
    rows = [row(f"line {i} of {source}", source) for source in sources for i in range(40)]
    share = {1: dict.fromkeys(sources, ((0, 0), (0, 10))), 2: dict.fromkeys(sources, ((0, 0), (5, 20)))}
    monkeypatch.setattr(prepare, "SHARE", share)
    data = write_data(tmp_path, rows, [], [])
    first, second = prepare.choose(rows, 1), prepare.choose(rows, 2)
    assert first == prepare.choose(rows, 1)
    assert len(first) == 30
    assert len(second) == 45
    unused = {item["text"] for item in prepare.calibration_rows(data)}
    assert len(unused) == 60
    assert not unused & {item["text"] for item in first + second}


def test_the_invented_lines_are_what_their_templates_say(invented: ModuleType) -> None:
    stored = [json.loads(line) for line in invented.OUT.read_text(encoding="utf-8").splitlines()]
    assert stored == invented.rows()
    assert len({item["text"] for item in stored}) == len(stored)
    by_template: dict[str, set[str]] = {}
    for item in stored:
        by_template.setdefault(item["template"], set()).add(item["split"])
    assert all(len(sides) == 1 for sides in by_template.values())
    positives = Counter(label for item in stored for label in invented.LABELS if item[label])
    assert positives["threat"] >= 60
    assert positives["severe_toxicity"] >= 60


def test_no_invented_test_line_is_a_training_line_in_other_dress(prepare: ModuleType) -> None:
    test = {prepare.normalised(item["text"]) for item in prepare.invented("test")}
    train = {prepare.normalised(item["text"]) for item in prepare.invented("train")}
    assert test
    assert not test & train


def test_both_camps_fill_the_same_slots(invented: ModuleType) -> None:
    text = " ".join(item["text"].lower() for item in invented.rows())
    for one, other in (("liberal", "conservative"), ("left-wing", "right-wing"), ("harbour", "meridian")):
        counts = text.count(one), text.count(other)
        assert min(counts) > 30
        assert max(counts) / min(counts) < 1.5, (one, other, counts)


def test_thresholds_keep_the_budget_in_every_source(monkeypatch: pytest.MonkeyPatch) -> None:
    np = pytest.importorskip("numpy")
    monkeypatch.syspath_prepend(str(TRAINING))
    import calibrate

    rng = np.random.default_rng(3)
    labels = [label for label in calibrate.LABELS if label != "sexual_explicit"]
    scores = {s: {label: rng.random(500) ** power for label in labels} for s, power in (("a", 1), ("b", 3))}
    tables = {name: calibrate.thresholds_for(scores, budget) for name, budget in calibrate.BUDGET.items()}
    for name, budget in calibrate.BUDGET.items():
        for label in labels:
            allowed = budget.get(label, budget["default"])
            for values in scores.values():
                over = (values[label] >= tables[name][label]).mean()
                assert over <= allowed + 1 / 500 or tables[name][label] == 0.99
    assert all(tables["lenient"][label] >= tables["strict"][label] for label in labels)
    calm = {"a": {label: np.zeros(100) for label in labels}}
    assert set(calibrate.thresholds_for(calm, calibrate.BUDGET["strict"]).values()) == {0.3, 0.9}
