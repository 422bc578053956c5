"""Sentence embeddings by the embedded model."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detect.embedding import DIMENSIONS, SentenceEncoder
from bot.detect.toxicity import EMBEDDED_FOLDER, ModelError


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load()


RELATED = [
    ("The council raised the parking fee.", "Parking in town will cost more.", "The striker scored twice."),
    ("The union called a strike at the port.", "Dockers will stop work.", "Rain is expected on Sunday."),
    (
        "Parliament passed the budget.",
        "Lawmakers approved the spending plan.",
        "The museum bought a painting.",
    ),
    ("The minister resigned.", "She stepped down from the cabinet.", "The train was late again."),
]


@pytest.mark.parametrize(("text", "near", "far"), RELATED)
def test_the_same_matter_in_other_words_is_nearer_than_another_matter(
    encoder: SentenceEncoder, text: str, near: str, far: str
) -> None:
    rows = encoder.embed([text, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=400), max_size=3))
def test_every_text_gets_a_row_of_length_one(encoder: SentenceEncoder, texts: list[str]) -> None:
    rows = encoder.embed(texts)
    assert rows.shape == (len(texts), DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_a_row_does_not_depend_on_its_neighbours(encoder: SentenceEncoder) -> None:
    texts = ["A short one.", "word " * 500, "\ud800 lone surrogate", ""]
    together = encoder.embed(texts)
    alone = np.concatenate([encoder.embed([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_of_an_overlong_text_one_window_is_read(encoder: SentenceEncoder) -> None:
    start = "The council voted. " * 60
    one, other = encoder.embed([start + "Cats.", start + "Dogs and ships."])
    assert np.array_equal(one, other)


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED_FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sentence.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match=r"sentence\.onnx is not the file its config\.json names"):
        SentenceEncoder.load(tmp_path)


def test_a_model_without_the_sentence_file_says_so(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED_FOLDER, tmp_path, dirs_exist_ok=True)
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    del config["files"]["sentence.onnx"]
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=r"does not name the file sentence\.onnx"):
        SentenceEncoder.load(tmp_path)
