"""The Detoxify backend on the real package, with tiny checkpoints built here; no network (pytest-socket)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: make test-detoxify")
pytest.importorskip("detoxify", reason="detoxify is not installed: make test-detoxify")

from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast  # noqa: E402

from bot.detect.detoxify import VARIANTS, DetoxifyScorer, at_hand  # noqa: E402
from bot.detect.toxicity import EmbeddedScorer, ModelError, default_thresholds, make_scorer  # noqa: E402

pytestmark = pytest.mark.detoxify

ROOT = Path(__file__).resolve().parents[2]
CHECKPOINT = ROOT / "training" / "checkpoint"
WORDS = [
    "you",
    "are",
    "an",
    "idiot",
    "the",
    "committee",
    "met",
    "on",
    "tuesday",
    "and",
    "read",
    "budget",
    ".",
]
CLASSES = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"]
LENGTH = 32


class Tempter:
    """A pickle that would run code: it makes the file it names."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return (Path.touch, (self.path,))


@pytest.fixture(scope="module")
def config_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("config")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    (folder / "vocab.txt").write_text("\n".join([*special, *WORDS]) + "\n")
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=LENGTH)
    tokenizer.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(special) + len(WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=LENGTH,
        num_labels=len(CLASSES),
    )
    config.save_pretrained(folder)
    return folder


def build(folder: Path, config_folder: Path, classes: list[str], **extra: Any) -> Path:
    torch.manual_seed(5)
    model = BertForSequenceClassification(BertConfig.from_pretrained(config_folder))
    with torch.no_grad():
        for parameter in model.parameters():  # far from zero, so that texts differ
            parameter.mul_(8)
    arguments = {
        "model_type": "bert-base-uncased",  # what official checkpoints hold; the hub must not be asked for it
        "model_name": "BertForSequenceClassification",
        "tokenizer_name": "BertTokenizerFast",
        "num_classes": len(CLASSES),
    }
    config = {"arch": {"args": arguments}, "dataset": {"args": {"classes": classes}}}
    torch.save({"config": config, "state_dict": model.state_dict(), **extra}, folder / "tiny.ckpt")
    return folder / "tiny.ckpt"


@pytest.fixture
def checkpoint(tmp_path: Path, config_folder: Path) -> Path:
    return build(tmp_path, config_folder, CLASSES)


@pytest.fixture
def scorer(checkpoint: Path, config_folder: Path) -> DetoxifyScorer:
    return DetoxifyScorer.load(str(checkpoint), config=config_folder)


def test_labels_carry_our_names_in_our_order(scorer: DetoxifyScorer) -> None:
    assert scorer.labels == (
        "toxicity",
        "severe_toxicity",
        "obscene",
        "identity_attack",
        "insult",
        "threat",
    )
    row = scorer.score(["you are an idiot"])[0]
    assert tuple(row) == scorer.labels
    columns = scorer._model.predict("you are an idiot")
    assert row["identity_attack"] == pytest.approx(columns["identity_attack"])
    assert row["insult"] == pytest.approx(columns["insult"])


def test_identity_columns_are_left_out(tmp_path: Path, config_folder: Path) -> None:
    classes = ["toxicity", "male", "sexual_explicit", "muslim", "female", "white"]
    scorer = make_scorer(f"detoxify:{build(tmp_path, config_folder, classes)}", config=config_folder)
    assert scorer.labels == ("toxicity", "sexual_explicit")


def test_a_checkpoint_without_a_label_of_ours_is_refused(tmp_path: Path, config_folder: Path) -> None:
    path = build(tmp_path, config_folder, ["male", "female", "white", "black", "muslim", "jewish"])
    with pytest.raises(ModelError, match="hold none of"):
        DetoxifyScorer.load(str(path), config=config_folder)


def test_the_name_tells_the_weights(scorer: DetoxifyScorer, checkpoint: Path, config_folder: Path) -> None:
    again = DetoxifyScorer.load("unbiased", checkpoint=checkpoint, config=config_folder)
    assert scorer.name.startswith("detoxify-tiny:")
    assert again.name.partition(":")[2] == scorer.name.partition(":")[2]
    assert torch.get_num_threads() == 1


def test_neighbours_move_a_score_by_next_to_nothing(scorer: DetoxifyScorer) -> None:
    texts = ["you are an idiot", "the budget", "", "you " * 100, "\ud800 budget"] * 3
    alone = [scorer.score([text])[0] for text in texts]
    for one, other in zip(alone, scorer.score(texts), strict=True):
        assert one == pytest.approx(dict(other), abs=0.005)
    assert scorer.score([]) == []


def test_a_long_text_gets_the_highest_score_of_its_windows(scorer: DetoxifyScorer) -> None:
    calm, abuse = "the committee met on tuesday . " * 20, "you idiot you are an idiot you idiot"
    row = scorer.score([calm + abuse])[0]
    pieces = scorer._pieces(calm + abuse)
    assert len(pieces) > 1
    assert pieces[-1].endswith(abuse[-10:])
    separate = [scorer.score([piece])[0] for piece in pieces]
    for label in scorer.labels:
        assert row[label] == pytest.approx(max(piece[label] for piece in separate), abs=0.005)


def test_a_pickle_that_runs_code_is_refused_before_it_runs(tmp_path: Path, config_folder: Path) -> None:
    path = build(tmp_path, config_folder, CLASSES, hook=Tempter(tmp_path / "ran"))
    with pytest.raises(ModelError, match="DETOXIFY_TRUST_PICKLE=1"):
        DetoxifyScorer.load(str(path), config=config_folder)
    assert not (tmp_path / "ran").exists()


def test_a_trusted_pickle_loads(tmp_path: Path, config_folder: Path) -> None:
    path = build(tmp_path, config_folder, CLASSES, hook=Tempter(tmp_path / "ran"))
    scorer = make_scorer(f"detoxify:{path}", config=config_folder, trust_pickle=True)
    assert scorer.score(["you are an idiot"])
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "absent.ckpt", "cannot be read"),
        (lambda folder: _saved(folder, {"state_dict": {}}), "is no Detoxify checkpoint"),
        (lambda folder: _saved(folder, [1, 2]), "is no Detoxify checkpoint"),
    ],
)
def test_what_is_no_checkpoint_is_named(
    tmp_path: Path, config_folder: Path, make: Callable[[Path], Path], words: str
) -> None:
    with pytest.raises(ModelError, match=words):
        DetoxifyScorer.load(str(make(tmp_path)), config=config_folder)


def _saved(folder: Path, content: Any) -> Path:
    torch.save(content, folder / "other.ckpt")
    return folder / "other.ckpt"


def test_an_empty_config_folder_is_named(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=r"holds no config\.json"):
        DetoxifyScorer.load(str(checkpoint), config=tmp_path / "empty")


def test_auto_takes_what_is_at_hand(
    tmp_path: Path, checkpoint: Path, config_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    assert at_hand() is None
    assert make_scorer("auto").name.startswith("embedded-")
    assert make_scorer("auto", checkpoint=tmp_path / "absent.ckpt").name.startswith("embedded-")
    chosen = make_scorer("auto", checkpoint=checkpoint, config=config_folder)
    assert chosen.name.startswith("detoxify-tiny:")
    cache = tmp_path / "torch" / "hub" / "checkpoints"
    cache.mkdir(parents=True)
    (cache / VARIANTS["original"]).touch()
    assert at_hand() == "original"


def test_a_variant_that_cannot_be_fetched_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="Detoxify could not load original"):
        make_scorer("detoxify:original")


@pytest.mark.skipif(not (CHECKPOINT / "model.safetensors").exists(), reason="training/checkpoint is not here")
def test_what_ships_agrees_with_detoxify_on_the_same_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed (training environment)")
    import json

    import numpy as np

    monkeypatch.syspath_prepend(str(ROOT / "training"))
    import export

    path = export.detoxify_form(CHECKPOINT, tmp_path)
    theirs = make_scorer(f"detoxify:{path}", config=CHECKPOINT)
    ours = EmbeddedScorer.load()
    assert theirs.labels == ours.labels
    lines = (ROOT / "training" / "invented.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[::8]]
    pairs = zip(ours.score(texts), theirs.score(texts), strict=True)
    table = np.array([[[one[label], other[label]] for label in ours.labels] for one, other in pairs])
    difference = np.abs(table[..., 0] - table[..., 1])
    bars = np.array([default_thresholds()[label] for label in ours.labels])
    changed = (table[..., 0] >= bars) != (table[..., 1] >= bars)
    assert np.quantile(difference, 0.99) <= 0.05
    assert changed.mean() <= 0.005, "int8 changes decisions"


def test_torch_is_not_loaded_by_importing_the_module() -> None:
    import subprocess

    code = "import sys, bot.detect.detoxify, bot.detect.toxicity; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
