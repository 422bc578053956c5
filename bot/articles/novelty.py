"""Content words of a sentence that its source does not have: the sign of something made up that is neither name nor number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.articles.figures import figures
from bot.articles.names import names
from bot.articles.words import FUNCTION_WORDS, Vocabulary, fold, words

_TO_VERB: Final = frozenset(
    [
        "not",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "who",
        "which",
        "that",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "to",
        "never",
        "also",
        "then",
        "and",
    ]
)
_TO_NOUN: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "this",
        "these",
        "those",
        "some",
        "any",
        "no",
        "of",
        "in",
        "on",
        "at",
        "for",
        "with",
        "by",
        "from",
        "into",
        "over",
        "under",
        "between",
        "during",
        "after",
        "before",
        "about",
        "against",
        "as",
        "each",
        "every",
        "both",
        "many",
        "much",
        "more",
        "most",
        "several",
        "other",
        "another",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ]
)
_VERB_ENDING: Final = re.compile(r"(?:ed|ing|ise|ize|ises|izes|ify|ifies)$")
_MANNER: Final = re.compile(r"ly$")


@dataclass(frozen=True, slots=True)
class Novel:
    """A word that the source has in no form.

    ``thing`` tells what seems to name a thing from what seems to be done; ``opens`` that it opens its sentence with a
    capital, so that it may be a name.
    """

    written: str
    folded: str
    thing: bool
    opens: bool


def novel_words(sentence: str, vocabulary: Vocabulary) -> list[Novel]:
    """The content words of a sentence that ``vocabulary`` lacks, names and numbers aside."""
    matches = words(sentence)
    named = {name.start: name.opens for name in names(sentence)}
    found = []
    counted = {place for figure in figures(sentence) for place in range(figure.start, figure.end)}
    for position, match in enumerate(matches):
        folded = fold(re.sub(r"[’'](?:re|ve|ll|d|m)$", "", match.group()))
        known = len(folded) < 3 or folded in FUNCTION_WORDS or folded in vocabulary
        if known or match.start() in counted or named.get(match.start()) is False:
            continue
        found.append(
            Novel(
                written=match.group(),
                folded=folded,
                thing=_is_thing(sentence, matches, position, named),
                opens=match.start() in named,
            )
        )
    return found


def _is_thing(sentence: str, matches: Sequence[re.Match[str]], position: int, named: dict[int, bool]) -> bool:
    """Whether a word seems to be a noun or its adjective, by its neighbours and its ending."""
    folded = fold(matches[position].group())
    if _MANNER.search(folded):
        return False
    before = matches[position - 1] if position else None
    if before is None or sentence[before.end() : matches[position].start()].strip():
        return not _VERB_ENDING.search(folded)
    word = before.group().casefold()
    if word in _TO_NOUN:
        return not (folded.endswith("ing") and word not in ("the", "a", "an", "his", "her", "its", "their"))
    if word in _TO_VERB or word.endswith(("ly", "n't", "n’t")):
        return False
    # "Ashford host Millbrook": a name that another name follows at once is one that does something.
    follows = matches[position + 1] if position + 1 < len(matches) else None
    if before.start() in named and follows is not None:
        return follows.start() not in named and follows.group().casefold() not in _TO_NOUN | {
            "up",
            "off",
            "out",
            "to",
        }
    return not _VERB_ENDING.search(folded)
