"""Invented chat lines: what no public set holds enough of, written as templates
(templates.json) and unfolded into invented.jsonl.

Every template belongs to one side of the split, so that no test line is a training line with another name in it.
Both political camps fill the same slots in equal measure. Run: python training/invented.py
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from pathlib import Path

OUT = Path(__file__).with_name("invented.jsonl")
SEED = 20_260
LINES_PER_TEMPLATE = 12
TEST_EVERY = 4
"""Every fourth template of a category goes to the test side."""

LABELS = ("toxicity", "severe_toxicity", "obscene", "identity_attack", "insult", "threat")
LETTERS = {
    "t": "toxicity",
    "s": "severe_toxicity",
    "o": "obscene",
    "d": "identity_attack",
    "n": "insult",
    "a": "threat",
}

_FILE = json.loads(Path(__file__).with_name("templates.json").read_text(encoding="utf-8"))
SLOTS: dict[str, list[str]] = _FILE["slots"]
TEMPLATES: dict[str, list[tuple[str, str]]] = _FILE["templates"]
"""Category → (labels as letters, template); no letters means a healthy line."""


def unfold(template: str, rng: random.Random) -> list[str]:
    """All fillings of a template, shuffled, at most ``LINES_PER_TEMPLATE``; an article follows its noun."""
    slots = [slot for slot in SLOTS if "{" + slot + "}" in template]
    if not slots:
        return [template]
    combos = list(itertools.product(*(SLOTS[slot] for slot in slots)))
    rng.shuffle(combos)
    lines = [template.format(**dict(zip(slots, combo, strict=True))) for combo in combos[:LINES_PER_TEMPLATE]]
    return [_articles(line) for line in lines]


def _articles(line: str) -> str:
    words = line.split(" ")
    for i, word in enumerate(words[:-1]):
        if word.lower() in ("a", "an"):
            vowel = words[i + 1][:1].lower() in "aeiou"
            words[i] = word[0] + ("n" if vowel else "")
    return " ".join(words)


def rows() -> list[dict[str, object]]:
    """Every line with its six labels (0 or 1), category, template number and side of the split."""
    rng = random.Random(SEED)
    out: list[dict[str, object]] = []
    seen: set[str] = set()
    for category, templates in TEMPLATES.items():
        for number, (letters, template) in enumerate(templates):
            split = "test" if number % TEST_EVERY == TEST_EVERY - 1 else "train"
            marked = {LETTERS[letter] for letter in letters}
            for text in unfold(template, rng):
                if text in seen:
                    continue
                seen.add(text)
                row: dict[str, object] = {
                    "id": hashlib.sha256(text.encode()).hexdigest()[:12],
                    "text": text,
                    "category": category,
                    "template": f"{category}-{number:02d}",
                    "split": split,
                }
                row.update({label: int(label in marked) for label in LABELS})
                out.append(row)
    return out


def main() -> None:
    lines = rows()
    OUT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), encoding="utf-8")
    for split in ("train", "test"):
        side = [row for row in lines if row["split"] == split]
        print(split, len(side), {label: sum(int(str(row[label])) for row in side) for label in LABELS})


if __name__ == "__main__":
    main()
