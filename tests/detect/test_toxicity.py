"""The embedded scorer: files and their checks, windows, independence of a text's score from its neighbours."""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detect import toxicity
from bot.detect.toxicity import (
    EMBEDDED_FOLDER,
    LABELS,
    PRESETS,
    WINDOWS_READ,
    EmbeddedScorer,
    ModelError,
    default_thresholds,
    make_scorer,
    window_bounds,
)

SIZE_LIMIT = 30_000_000
"""Bytes the embedded model may add to the wheel."""

HEALTHY = (
    "I hate this tax policy, it's stupid",
    "Kill the bill!",
    "Senator Aldine voted against the budget again",
    "the Harbour Party and the Meridian Party both missed the deadline",
    "does anyone have a source for that number?",
    "I strongly disagree with conservatives on rent",
    "I strongly disagree with liberals on rent",
    "what a great day",
    "nobody should be attacked for being Muslim",
    "turnout among black voters rose by four points",
    "gg well played everyone",
    "",
)
TOXIC = (
    "you are a fucking idiot",
    "shut up you stupid moron",
    "you worthless piece of shit, go to hell",
    "every conservative is a braindead idiot",
    "every liberal is a braindead idiot",
    "all immigrants are vermin",
)


@pytest.fixture(scope="module")
def scorer() -> EmbeddedScorer:
    return EmbeddedScorer.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EMBEDDED_FOLDER, tmp_path / "embedded"))


def flags(scorer: EmbeddedScorer, text: str) -> set[str]:
    thresholds = default_thresholds()
    return {label for label, value in scorer.score([text])[0].items() if value >= thresholds[label]}


def edit_config(folder: Path, **changes: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_name_holds_the_hash_and_labels_are_known(scorer: EmbeddedScorer) -> None:
    name, _, digest = scorer.name.partition(":")
    assert name.startswith("embedded-")
    assert len(digest) == 8
    assert scorer.labels == tuple(label for label in LABELS if label != "sexual_explicit")


def test_what_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in EMBEDDED_FOLDER.iterdir()) <= SIZE_LIMIT


@pytest.mark.parametrize("text", HEALTHY)
def test_healthy_talk_flags_nothing(scorer: EmbeddedScorer, text: str) -> None:
    assert not flags(scorer, text)


@pytest.mark.parametrize("text", TOXIC)
def test_abuse_flags(scorer: EmbeddedScorer, text: str) -> None:
    assert flags(scorer, text)


def test_a_score_does_not_depend_on_its_neighbours(scorer: EmbeddedScorer) -> None:
    texts = [*HEALTHY, *TOXIC, "you idiot " * 200]
    together = scorer.score(texts)
    assert together == [scorer.score([text])[0] for text in texts]
    assert scorer.score(list(reversed(texts))) == together[::-1]
    assert scorer.score([]) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_probabilities_for_every_label(text: str) -> None:
    shared = _shared_scorer()
    row = shared.score([text])[0]
    assert tuple(row) == shared.labels
    assert all(0.0 <= value <= 1.0 for value in row.values())


def _shared_scorer(cache: list[EmbeddedScorer] = []) -> EmbeddedScorer:  # noqa: B006  (hypothesis takes no fixture)
    if not cache:
        cache.append(EmbeddedScorer.load())
    return cache[0]


@pytest.mark.parametrize("text", ["\ud800 you idiot", "\x00\x00", "\u200b" * 50, "🙂" * 500])
def test_odd_characters_are_scored(scorer: EmbeddedScorer, text: str) -> None:
    assert set(scorer.score([text])[0]) == set(scorer.labels)


@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_abuse_in_a_long_text_is_seen_wherever_it_stands(scorer: EmbeddedScorer, place: str) -> None:
    calm = "the committee met on Tuesday and talked about the road budget for two hours. " * 12
    abuse = "you are a fucking idiot, shut up you stupid moron. "
    text = {"start": abuse + calm + calm, "middle": calm + abuse + calm, "end": calm + calm + abuse}[place]
    assert not flags(scorer, calm)
    assert flags(scorer, text)


def test_a_huge_text_costs_a_bounded_number_of_runs(scorer: EmbeddedScorer) -> None:
    runs: list[int] = []
    session = scorer._session

    class Counting:
        def run(self, outputs: Any, feed: Any) -> Any:
            runs.append(feed["input_ids"].shape[1])
            return session.run(outputs, feed)

    scorer._session = Counting()
    try:
        scorer.score(["🙂 " * 2_000_000])
    finally:
        scorer._session = session
    assert 1 < len(runs) <= WINDOWS_READ
    assert max(runs) <= scorer._config.max_tokens


@given(st.integers(0, 5000), st.integers(2, 300), st.integers(0, 299))
def test_windows_cover_what_they_promise(tokens: int, size: int, overlap: int) -> None:
    overlap = min(overlap, size - 1)
    bounds = window_bounds(tokens, size, overlap)
    assert 1 <= len(bounds) <= WINDOWS_READ
    assert bounds[0][0] == 0
    assert bounds[-1][1] == tokens
    assert all(0 <= end - start <= size for start, end in bounds)
    if len(bounds) < WINDOWS_READ:
        assert all(start <= before - overlap for (_, before), (start, _) in itertools.pairwise(bounds))


def test_default_thresholds_fall_from_lenient_to_strict() -> None:
    table = {preset: default_thresholds(preset) for preset in PRESETS}
    for label in LABELS:
        assert 0 < table["strict"][label] <= table["balanced"][label] <= table["lenient"][label] < 1
    assert default_thresholds() == table["balanced"]


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(ValueError, match="lenient, balanced, strict"):
        default_thresholds("mild")


@pytest.mark.parametrize("name", ["config.json", "model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read"):
        EmbeddedScorer.load(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match="SHA-256 differs"):
        EmbeddedScorer.load(folder)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"labels": ["toxicity", "rudeness"]}, "are known"),
        ({"labels": ["insult", "toxicity"]}, "in this order"),
        ({"labels": []}, "are known"),
        ({"labels": ["toxicity", "insult"]}, "gives 6 scores"),
        ({"overlap": 500}, "does not fit"),
        ({"max_tokens": "many"}, "is damaged"),
        ({"thresholds": {"balanced": {}}}, "is damaged"),
        ({"files": {}}, "SHA-256 of model.onnx"),
    ],
)
def test_a_wrong_config_is_refused(folder: Path, changes: dict[str, Any], words: str) -> None:
    edit_config(folder, **changes)
    with pytest.raises(ModelError, match=words):
        EmbeddedScorer.load(folder)


def test_a_config_that_is_no_json_is_refused(folder: Path) -> None:
    (folder / "config.json").write_text("{")
    with pytest.raises(ModelError, match="is damaged"):
        default_thresholds(folder=folder)


def test_a_model_that_is_none_is_refused(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"not a model")
    digest = toxicity.hashlib.sha256(b"not a model").hexdigest()
    files = json.loads((folder / "config.json").read_text())["files"]
    edit_config(folder, files={**files, "model.onnx": digest})
    with pytest.raises(ModelError, match="does not load"):
        EmbeddedScorer.load(folder)


def test_a_closed_scorer_scores_no_more() -> None:
    scorer = EmbeddedScorer.load()
    scorer.close()
    with pytest.raises(AttributeError):
        scorer.score(["hello"])


def test_make_scorer_knows_its_specs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_scorer("embedded").name.startswith("embedded-")
    with pytest.raises(ModelError, match="SCORER=clippy is unknown"):
        make_scorer("clippy")
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setitem(sys.modules, "detoxify", None)
    with pytest.raises(ModelError, match=r"pip install 'evenhand\[detoxify\]'"):
        make_scorer("detoxify:unbiased")


def test_auto_without_detoxify_takes_the_embedded_model_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert make_scorer("auto").name.startswith("embedded-")
