"""Toxicity: label names, the Scorer protocol, and the embedded model (ONNX on the CPU, no torch)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self, TypeAlias

LABELS: tuple[str, ...] = (
    "toxicity",
    "severe_toxicity",
    "obscene",
    "identity_attack",
    "insult",
    "threat",
    "sexual_explicit",
)
"""Detoxify's label names. The embedded model knows all but the last, which needs the Detoxify backend."""

PRESETS: tuple[str, ...] = ("lenient", "balanced", "strict")
EMBEDDED_FOLDER = Path(__file__).parent / "models" / "embedded"

CHARACTERS_READ = 20_000
"""Code points of a text that are scored: as much as ``bot.detect.message.TEXT_LIMIT`` lets through."""
WINDOWS_READ = 64
"""Windows of one text that are scored. Prose of ``CHARACTERS_READ`` fills about 60; a text of one token a character
(emoji, symbols) would fill 280, of which the first and the last ones are read."""
LAST_WINDOWS = 16
"""How many of ``WINDOWS_READ`` are kept for the end of an overlong text, so that padding in front hides nothing."""

Scores: TypeAlias = Mapping[str, float]
"""Label → probability 0..1. A label that a model does not know is absent, never 0."""


class ModelError(Exception):
    """A model cannot be loaded; the message is one plain sentence for the person who runs the bot."""


class Scorer(Protocol):
    """What turns texts into scores. Synchronous; called from one thread."""

    @property
    def name(self) -> str:
        """Model name and short content hash, such as ``embedded-0.1:1a2b3c4d``; stored with every score."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that ``score`` gives, a part of ``LABELS`` in its order."""
        ...

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """One score row per text, in order. A text's row does not depend on the texts beside it."""
        ...

    def close(self) -> None:
        """Free the model. Nothing may be scored afterwards."""
        ...


@dataclass(frozen=True, slots=True)
class EmbeddedConfig:
    """The embedded model's config.json. ``max_tokens`` and ``overlap`` count word pieces of one window."""

    name: str
    labels: tuple[str, ...]
    max_tokens: int
    overlap: int
    files: Mapping[str, str]
    thresholds: Mapping[str, Mapping[str, float]]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read and check ``folder/config.json``. Raises ModelError where it is missing or not as it must be."""
        path = folder / "config.json"
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            config = cls(
                name=str(raw["name"]),
                labels=tuple(raw["labels"]),
                max_tokens=int(raw["max_tokens"]),
                overlap=int(raw["overlap"]),
                files=dict(raw["files"]),
                thresholds={preset: dict(raw["thresholds"][preset]) for preset in PRESETS},
            )
        except OSError as error:
            raise ModelError(f"The toxicity model's {path} cannot be read; reinstall Evenhand.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"The toxicity model's {path} is damaged; reinstall Evenhand.") from error
        config._check(path)
        return config

    def _check(self, path: Path) -> None:
        known = [label for label in LABELS if label in self.labels]
        if not known or tuple(known) != self.labels:
            raise ModelError(
                f"{path} names the labels {list(self.labels)}; {list(LABELS)} are known, in this order."
            )
        if not 0 <= self.overlap < self.max_tokens - 2:
            raise ModelError(
                f"{path}: overlap {self.overlap} does not fit into windows of {self.max_tokens} tokens."
            )
        if not {"model.onnx", "tokenizer.json"} <= set(self.files):
            raise ModelError(f"{path} must give the SHA-256 of model.onnx and of tokenizer.json.")


def default_thresholds(preset: str = "balanced", folder: Path | None = None) -> dict[str, float]:
    """Score from which a label flags (label → 0..1), for one of ``PRESETS``, calibrated for the embedded model.

    The values come from false-positive budgets measured on healthy political talk; MODEL_CARD.md has the rates.
    Raises ModelError where the model's config.json is missing or damaged, ValueError for an unknown preset.
    """
    if preset not in PRESETS:
        raise ValueError(f"unknown preset {preset!r}: choose one of {', '.join(PRESETS)}")
    return dict(EmbeddedConfig.read(folder or EMBEDDED_FOLDER).thresholds[preset])


class EmbeddedScorer:
    """The model that Evenhand ships: English, onnxruntime, one thread.

    Every window is run by itself. Activations are quantised over the whole input, so a batch would let one text's
    padding and neighbours move another text's scores; alone, a text's scores depend on nothing but the text.
    """

    def __init__(self, config: EmbeddedConfig, session: Any, tokenizer: Any) -> None:
        self._config = config
        self._session = session
        self._tokenizer = tokenizer
        self.name = f"{config.name}:{config.files['model.onnx'][:8]}"
        self.labels = config.labels

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Load from a folder with model.onnx, tokenizer.json and config.json (default: the shipped one).

        Raises ModelError if a file is missing, is not the one config.json names by its SHA-256, or the labels
        are not ones we know.
        """
        folder = path or EMBEDDED_FOLDER
        config = EmbeddedConfig.read(folder)
        session = load_session(folder, "model.onnx", config)
        tokenizer = load_tokenizer(folder, config)
        outputs = session.get_outputs()[0].shape[-1]
        if outputs != len(config.labels):
            raise ModelError(
                f"The model in {folder} gives {outputs} scores, its config {len(config.labels)} labels."
            )
        return cls(config, session, tokenizer)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """One row of scores per text; a long text gets, per label, the highest score of its windows."""
        return [self._score_one(text) for text in texts]

    def close(self) -> None:
        """Free the session; later calls of ``score`` fail."""
        self._session = None

    def _score_one(self, text: str) -> Scores:
        import numpy as np

        best = np.zeros(len(self.labels))
        for ids in self._windows(text):
            feed = {
                "input_ids": np.array([ids], dtype=np.int64),
                "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
            }
            best = np.maximum(best, self._session.run(["probabilities"], feed)[0][0])
        return {label: float(value) for label, value in zip(self.labels, best, strict=True)}

    def _windows(self, text: str) -> Iterator[list[int]]:
        """Token ids of each window, with the special tokens around it."""
        ids = token_ids(self._tokenizer, text[:CHARACTERS_READ])
        first, inner, last = ids[0], ids[1:-1], ids[-1]
        for start, end in window_bounds(len(inner), self._config.max_tokens - 2, self._config.overlap):
            yield [first, *inner[start:end], last]


def window_bounds(tokens: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open bounds of windows of at most ``size`` tokens that cover ``tokens`` tokens, each ``overlap`` into
    the one before; at most ``WINDOWS_READ``, the middle left out."""
    if tokens <= size:
        return [(0, tokens)]
    step = size - overlap
    starts = list(range(0, tokens - overlap, step))
    if len(starts) > WINDOWS_READ:
        starts = starts[: WINDOWS_READ - LAST_WINDOWS] + starts[-LAST_WINDOWS:]
    return [(start, min(start + size, tokens)) for start in starts]


def load_session(folder: Path, name: str, config: EmbeddedConfig) -> Any:
    """An onnxruntime session on one thread of the file ``name`` of a model's folder.

    Raises ModelError where the file is missing, not the one config.json names by its SHA-256, or does not load.
    """
    if name not in config.files:
        raise ModelError(f"{folder / 'config.json'} does not name the file {name}.")
    model = _checked_bytes(folder / name, config.files[name])
    import onnxruntime  # here, so that importing this module stays cheap

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Inputs differ in length; the arena would keep the largest of each.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"The model {folder / name} does not load: {error}") from error


def load_tokenizer(folder: Path, config: EmbeddedConfig) -> Any:
    """The tokenizer of a model's folder, without truncation and padding. Raises ModelError like ``load_session``."""
    vocabulary = _checked_bytes(folder / "tokenizer.json", config.files["tokenizer.json"])
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(vocabulary.decode("utf-8"))
    except Exception as error:
        raise ModelError(f"The tokenizer in {folder} does not load: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def token_ids(tokenizer: Any, text: str) -> list[int]:
    """The text's word pieces with the special tokens around them."""
    # A lone surrogate is legal in a Python string and not in the tokenizer's.
    ids: list[int] = tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8")).ids
    return ids


def _checked_bytes(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The toxicity model's file {path} cannot be read; reinstall Evenhand.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ModelError(
            f"{path} is not the file its config.json names (SHA-256 differs); reinstall Evenhand."
        )
    return data


def make_scorer(
    spec: str,
    *,
    checkpoint: Path | None = None,
    config: Path | None = None,
    trust_pickle: bool = False,
    threads: int = 1,
) -> Scorer:
    """The scorer that the setting SCORER names.

    ``spec``: ``embedded``; ``detoxify:VARIANT`` (original, unbiased, multilingual, original-small, unbiased-small);
    ``detoxify:PATH`` (a checkpoint file); ``auto`` (Detoxify where it is installed with weights at hand, else
    embedded). ``checkpoint`` and ``config`` are a Detoxify checkpoint file and the folder with its Hugging Face
    config and tokenizer; ``trust_pickle`` lets a checkpoint run code of its own while it loads; ``threads`` limits
    torch. Which one it became is in the scorer's ``name``. Raises ModelError if it cannot be loaded.
    """
    if spec == "embedded":
        return EmbeddedScorer.load()
    from bot.detect.detoxify import (
        DetoxifyScorer,
        at_hand,
    )  # imports this module; torch is loaded later still

    if spec == "auto":
        variant = at_hand(checkpoint)
        if variant is None:
            return EmbeddedScorer.load()
        spec = f"detoxify:{variant}"
    if not spec.startswith("detoxify:"):
        raise ModelError(f"SCORER={spec} is unknown: use embedded, auto, detoxify:unbiased or detoxify:PATH.")
    return DetoxifyScorer.load(
        spec.removeprefix("detoxify:"),
        checkpoint=checkpoint,
        config=config,
        trust_pickle=trust_pickle,
        threads=threads,
    )
