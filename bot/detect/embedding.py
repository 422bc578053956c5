"""Sentence embeddings by the embedded model: which texts speak of the same thing. English, one thread, no torch.

The lower layers are the toxicity model's, the upper ones those of the model it was trained from (``training/export.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from bot.detect.toxicity import EMBEDDED_FOLDER, EmbeddedConfig, load_session, load_tokenizer, token_ids

DIMENSIONS: Final = 384
CHARACTERS_READ: Final = 2_000
"""Code points of a text that are looked at: more than its first window of tokens holds."""

Vectors = npt.NDArray[np.float32]


class SentenceEncoder:
    """Texts in, unit vectors out. Takes about one and a half times as long as scoring the same text."""

    def __init__(self, config: EmbeddedConfig, model: Any, sentence: Any, tokenizer: Any) -> None:
        self._window = config.max_tokens
        self._model = model
        self._sentence = sentence
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path = EMBEDDED_FOLDER) -> Self:
        """Load what ships with the bot, some 80 MB of memory. Raises ModelError where a file is missing or damaged."""
        config = EmbeddedConfig.read(folder)
        model, sentence = (load_session(folder, name, config) for name in ("model.onnx", "sentence.onnx"))
        return cls(config, model, sentence, load_tokenizer(folder, config))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text, (texts, ``DIMENSIONS``); a product of two rows is their cosine, -1..1.

        Of a text longer than one window (128 word pieces, some 90 words) only the window is read. A row does not depend
        on the texts beside it.
        """
        rows = [self._embed_one(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, DIMENSIONS), dtype=np.float32)

    def _embed_one(self, text: str) -> Vectors:
        ids = token_ids(self._tokenizer, text[:CHARACTERS_READ])
        window = np.array([[*ids[: self._window - 1], ids[-1]] if len(ids) > self._window else ids])
        (tokens,) = self._model.run(["tokens"], {"input_ids": window, "attention_mask": np.ones_like(window)})
        (vectors,) = self._sentence.run(None, {"tokens": tokens})
        row: Vectors = vectors[0]
        return row / np.linalg.norm(row)
