"""Loaded wording: where the words of the lists in ``data/`` occur in a text.

``loaded_words.txt`` is our own list, of words that a fair summary does without. The ``tone_*.txt`` lists are wider: adjectives and
adverbs that judge, each with a weight, out of TextBlob's and VADER's lexicons (made by ``training/tone``). They count against a
sentence and forbid nothing.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import Final

_KEY: Final = 4
_WORD: Final = re.compile(r"\w+")
_TONE_WORD: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_TONE_LISTS: Final = ("tone_own.txt", "tone_textblob.txt", "tone_vader.txt")


def _entries(name: str) -> set[str]:
    text = files("bot.articles").joinpath("data", name).read_text(encoding="utf-8")
    return {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}


@cache
def _terms() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of all terms, and the first letters of their first words: a cheap look before the pattern."""
    terms = _entries("loaded_words.txt")
    whole = sorted((re.escape(term).replace(r"\*", r"\w*") for term in terms), key=len, reverse=True)
    keys = frozenset(match.group()[:_KEY] for term in terms if (match := _WORD.match(term)))
    return re.compile(r"(?:" + "|".join(whole) + r")\b", re.IGNORECASE), keys


@cache
def _tone() -> dict[str, float]:
    weights: dict[str, float] = {}
    for entry in (entry for name in _TONE_LISTS for entry in _entries(name)):
        word, weight = entry.split("\t")
        weights[word] = max(float(weight), weights.get(word, 0.0))
    return weights


def loaded_terms(text: str) -> list[str]:
    """Every loaded term of a text, as written there, in its order; repeated terms are repeated."""
    pattern, keys = _terms()
    found: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or word.group()[:_KEY].casefold() not in keys:
            continue
        match = pattern.match(text, word.start())
        if match is not None and not _is_name(text, match):
            found.append(match.group())
            end = match.end()
    return found


def tone(text: str) -> float:
    """How much a text judges by the wider lists: the sum of its judging words' weights, each in 0..1."""
    weights = _tone()
    return math.fsum(
        weight
        for match in _TONE_WORD.finditer(text)
        if (weight := weights.get(match.group().casefold(), 0.0)) and not _is_name(text, match)
    )


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A capital in mid-sentence makes a word part of a name ("Rogue River"), unless all of it is shouted."""
    term = match.group()
    before = text[max(0, match.start() - 3) : match.start()].rstrip()
    return term[0].isupper() and not term.isupper() and bool(before) and before[-1] not in ".!?…:\"“‘'(\n"
