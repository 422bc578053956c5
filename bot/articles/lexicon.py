"""Loaded wording: the own list in ``data/loaded_words.txt`` and where its terms occur in a text."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

_KEY: Final = 4
_WORD: Final = re.compile(r"\w+")


@cache
def _terms() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of all terms, and the first letters of their first words: a cheap look before the pattern."""
    text = files("bot.articles").joinpath("data/loaded_words.txt").read_text(encoding="utf-8")
    terms = {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}
    whole = sorted((re.escape(term).replace(r"\*", r"\w*") for term in terms), key=len, reverse=True)
    keys = frozenset(match.group()[:_KEY] for term in terms if (match := _WORD.match(term)))
    return re.compile(r"(?:" + "|".join(whole) + r")\b", re.IGNORECASE), keys


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


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A capital in mid-sentence makes a word part of a name ("Rogue River"), unless all of it is shouted."""
    term = match.group()
    before = text[max(0, match.start() - 3) : match.start()].rstrip()
    return term[0].isupper() and not term.isupper() and bool(before) and before[-1] not in ".!?…:\"“‘'(\n"
