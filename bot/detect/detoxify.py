"""The Scorer protocol on the real Detoxify package (torch), for any of its variants or a checkpoint of one's own.

Nothing here is needed to run the bot: torch and detoxify are the extra ``evenhand[detoxify]`` and are imported only
when a scorer is loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from bot.detect.toxicity import CHARACTERS_READ, LABELS, ModelError, Scores, window_bounds

VARIANTS: Mapping[str, str] = {
    "original": "toxic_original-c1212f89.ckpt",
    "unbiased": "toxic_debiased-c7548aa0.ckpt",
    "multilingual": "multilingual_debiased-0b549669.ckpt",
    "original-small": "original-albert-0e1d6498.ckpt",
    "unbiased-small": "unbiased-albert-c8519128.ckpt",
}
"""Detoxify's own models and the file names they have in torch's hub cache (detoxify 0.5.4, MODEL_URLS)."""

OUR_NAMES: Mapping[str, str] = {
    "toxic": "toxicity",
    "severe_toxic": "severe_toxicity",
    "identity_hate": "identity_attack",
}
"""Label names of the 2018 challenge, which checkpoints may carry, and ours. Identity columns of the unbiased models
("male", "muslim" …) say who is mentioned, not that it is toxic; they have no name of ours and are left out."""

MOST_TOKENS = 512
"""Longest input of the encoders Detoxify uses (position table of BERT, RoBERTa, XLM-R and ALBERT)."""
OVERLAP = 64
BATCH = 8
"""Windows handed to Detoxify at once, sorted by length: padding costs as much as text."""
EXTRA_HINT = "pip install 'evenhand[detoxify]'"


def at_hand(checkpoint: Path | None = None) -> str | None:
    """What ``auto`` can load without a download: the checkpoint, else a variant found in torch's hub cache, else None.

    Looks at files only; torch is not imported.
    """
    if importlib.util.find_spec("detoxify") is None or importlib.util.find_spec("torch") is None:
        return None
    if checkpoint is not None:
        return str(checkpoint) if checkpoint.is_file() else None
    home = Path(
        os.environ.get("TORCH_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "torch"
    )
    cache = home.expanduser() / "hub" / "checkpoints"
    order = ("unbiased", "original", "unbiased-small", "original-small", "multilingual")
    return next((variant for variant in order if (cache / VARIANTS[variant]).is_file()), None)


class DetoxifyScorer:
    """Scores with ``Detoxify.predict``; long texts in windows, per label the highest score."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model
        self._columns = {OUR_NAMES.get(column, column): column for column in model.class_names}
        self.labels = tuple(label for label in LABELS if label in self._columns)
        if not self.labels:
            raise ModelError(
                f"The Detoxify model's labels {list(model.class_names)} hold none of {list(LABELS)}."
            )

    @classmethod
    def load(
        cls,
        spec: str,
        *,
        checkpoint: Path | None = None,
        config: Path | None = None,
        trust_pickle: bool = False,
        threads: int = 1,
    ) -> Self:
        """Load a variant's name, or the path of a checkpoint file (``spec`` or ``checkpoint``).

        ``config`` is the folder with the Hugging Face config and tokenizer of a checkpoint; with it nothing is asked
        of a model hub. A variant without ``checkpoint`` is taken from torch's cache or downloaded by Detoxify.
        ``threads`` limits torch in this process. Raises ModelError in plain words where anything is missing, or where
        the checkpoint is a pickle that runs code and ``trust_pickle`` is off.
        """
        torch, package = _import()
        torch.set_num_threads(max(1, threads))
        path = checkpoint or (None if spec in VARIANTS else Path(spec))
        try:
            if path is None:
                model = package.Detoxify(spec)
                return cls(f"detoxify-{spec}:{_hash_of_state(torch, model)}", model)
            data = _safe_bytes(torch, path, config, trust_pickle)
            folder = None if config is None else str(config)
            model = package.Detoxify(checkpoint=io.BytesIO(data), huggingface_config_path=folder)
        except ModelError:
            raise
        except Exception as error:
            raise ModelError(f"Detoxify could not load {path or spec}: {error}") from error
        kind = spec if spec in VARIANTS else path.stem
        return cls(f"detoxify-{kind}:{_hash_of_state(torch, model)}", model)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """One row of scores per text, in order."""
        pieces = [(i, piece) for i, text in enumerate(texts) for piece in self._pieces(text)]
        pieces.sort(key=lambda pair: len(pair[1]))
        best: list[dict[str, float]] = [dict.fromkeys(self.labels, 0.0) for _ in texts]
        for start in range(0, len(pieces), BATCH):
            batch = pieces[start : start + BATCH]
            columns = self._model.predict([piece for _, piece in batch])
            for label in self.labels:
                values = columns[self._columns[label]]
                for (i, _), value in zip(
                    batch, values if isinstance(values, list) else [values], strict=True
                ):
                    best[i][label] = max(best[i][label], float(value))
        return list(best)

    def close(self) -> None:
        """Free the model; later calls of ``score`` fail."""
        self._model = None

    def _pieces(self, text: str) -> list[str]:
        """The text in stretches that the encoder takes whole; Detoxify alone would cut a long text off."""
        clean = text[:CHARACTERS_READ].encode("utf-8", "replace").decode("utf-8")
        tokenizer = self._model.tokenizer
        size = (
            min(int(tokenizer.model_max_length), MOST_TOKENS, self._positions())
            - tokenizer.num_special_tokens_to_add()
        )
        encoded = tokenizer(clean, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        offsets = encoded["offset_mapping"]
        if len(offsets) <= size:
            return [clean]
        bounds = window_bounds(len(offsets), size, min(OVERLAP, size // 4))
        return [clean[offsets[start][0] : offsets[end - 1][1]] for start, end in bounds]

    def _positions(self) -> int:
        config = self._model.model.config
        # RoBERTa's table starts counting after the padding id.
        shift = config.pad_token_id + 1 if "roberta" in config.model_type else 0
        return int(config.max_position_embeddings) - shift


def _import() -> tuple[Any, Any]:
    try:
        import detoxify
        import torch
    except ImportError as error:
        raise ModelError(f"The Detoxify backend is not installed: {EXTRA_HINT}.") from error
    return torch, detoxify


def _safe_bytes(torch: Any, path: Path, config: Path | None, trust_pickle: bool) -> bytes:
    """The checkpoint's bytes, after torch has read them without running any code in them.

    Detoxify itself loads with ``weights_only=False``; it gets these very bytes, so that the file cannot change in
    between. With a config folder, the model type is pointed there: Detoxify 0.5.4 asks the model hub for it otherwise.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The Detoxify checkpoint {path} cannot be read: {error.strerror}.") from error
    if config is not None and not (config / "config.json").is_file():
        raise ModelError(
            f"The folder {config} holds no config.json; give the model's Hugging Face config folder."
        )
    try:
        loaded = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if not trust_pickle:
            raise ModelError(
                f"The checkpoint {path} is a pickle that can run code while it loads. If you trust where it came "
                "from, set DETOXIFY_TRUST_PICKLE=1."
            ) from error
        loaded = torch.load(io.BytesIO(data), map_location="cpu", weights_only=False)
    try:
        arguments = loaded["config"]["arch"]["args"]
        loaded["config"]["dataset"]["args"]["classes"], loaded["state_dict"], arguments["model_type"]
    except (KeyError, TypeError, IndexError) as error:
        raise ModelError(
            f"{path} is no Detoxify checkpoint: it must hold config (arch, dataset) and state_dict."
        ) from error
    if config is None:
        return data
    arguments["model_type"] = str(config)
    patched = io.BytesIO()
    torch.save(loaded, patched)
    return patched.getvalue()


def _hash_of_state(torch: Any, model: Any) -> str:
    """First 8 hex digits of SHA-256 over the weights, in the order of their names."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().to("cpu", torch.float32).contiguous().numpy().tobytes())
    return digest.hexdigest()[:8]
