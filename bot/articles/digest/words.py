"""The words of a message, their stems, and the lists in ``data/stance.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

_WORD: Final = re.compile(r"\+1|100%|[👍👎💯]|[^\W_]+(?:['’-][^\W_]+)*")
_BARE: Final = re.compile(r"(?:do|does|did|ca|wo|is|are|was|were|should|would|could|have|has|had)nt\Z")
_VOWEL: Final = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: folded, its stem, and its place in the text it was read from."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def negates(self) -> bool:
        """Whether the word turns what follows round: "not", "never", "don't"."""
        return (
            self.text in group("negations") or self.text.endswith("n't") or _BARE.match(self.text) is not None
        )


def words_of(text: str) -> list[Word]:
    """The words of a text in order, hyphenated ones whole."""
    found = []
    for match in _WORD.finditer(text):
        folded = match.group().casefold().replace("’", "'")
        found.append(Word(folded, stem(folded), match.start(), match.end()))
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its common English endings, so that "lane" and "lanes", "close" and "closing" are one. A number is its digits.

    A small part of Porter's first step (1980); two words that fall together wrongly only cost a digest a view.
    """
    word = word.removesuffix("'s")
    if word in _numbers():
        return _numbers()[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) > 2 and _VOWEL.search(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "lsz" else left
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``data/stance.toml``.

    Stem → sign, +1 for or -1 against; ``phrases``: first word → (words, sign, whether it tells the
    writer's own attitude), the longest first;
    ``agree`` and ``disagree``: what a reply begins with, longest first; ``stop`` holds words, ``general`` stems.
    """

    attitude: Mapping[str, int]
    value: Mapping[str, int]
    verbs: frozenset[str]
    alone: frozenset[str]
    deed: Mapping[str, int]
    move: Mapping[str, int]
    worth: Mapping[str, int]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], int, bool]]]
    agree: tuple[str, ...]
    disagree: tuple[str, ...]
    general: frozenset[str]
    stop: frozenset[str]


@cache
def group(name: str) -> frozenset[str]:
    """A group of small words, as written in the table ``groups``."""
    return frozenset(_raw()["groups"][name].split())


@cache
def _numbers() -> Mapping[str, str]:
    words = _raw()["groups"]
    teens = {word: str(number) for number, word in enumerate(words["teens"].split(), 11)}
    return teens | {word: str(10 * ten) for ten, word in enumerate(words["tens"].split(), 2)}


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(
        files("bot.articles.digest").joinpath("data/stance.toml").read_text(encoding="utf-8")
    )


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    raw = _raw()
    return Lexicon(
        attitude=_signed(raw["pro"], raw["con"]),
        value=_signed(raw["good"], raw["bad"]),
        verbs=frozenset(stem(word) for word in raw["verbs"].split()),
        alone=frozenset(stem(word) for word in raw["alone"].split()),
        deed=_signed(raw["do"], raw["undo"]),
        move=_signed(raw["up"], raw["down"]),
        worth=_signed(raw["better_with_more"], raw["better_with_less"]),
        phrases=_phrases(raw),
        agree=_openings(raw["agree"]),
        disagree=_openings(raw["disagree"]),
        general=frozenset(stem(word) for word in raw["general"].split()),
        stop=frozenset(raw["stop"].split()),
    )


def _signed(plus: str, minus: str) -> Mapping[str, int]:
    return _stems(plus.split(), 1) | _stems(minus.split(), -1)


def _stems(words: Iterable[str], sign: int) -> dict[str, int]:
    return {stem(word): sign for word in words}


def _phrases(raw: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], int, bool]]]:
    kinds = (
        ("good", 1, False),
        ("bad", -1, False),
        ("pro", 1, True),
        ("con", -1, True),
        ("neutral", 0, False),
    )
    found: dict[str, list[tuple[tuple[str, ...], int, bool]]] = defaultdict(list)
    for name, sign, own in kinds:
        for phrase in _openings(raw[f"{name}_phrases"]):
            words = tuple(phrase.split())
            found[words[0]].append((words, sign, own))
    return {first: sorted(phrases, key=lambda one: -len(one[0])) for first, phrases in found.items()}


def _openings(listed: str) -> tuple[str, ...]:
    return tuple(sorted((one.strip() for one in listed.split("|")), key=len, reverse=True))


def may_be_topic(words: Sequence[Word], at: int) -> bool:
    """Whether the word at ``at`` may be what a discussion is about: a word of content, and no cue of a stand."""
    known, word = lexicon(), words[at]
    if len(word.stem) < 3 or word.text in known.stop or not word.text[0].isalpha() or word.negates:
        return False
    if word.stem in known.general or word.stem in known.attitude or word.stem in known.value:
        return False
    if word.stem in known.deed or word.stem in known.move:  # "the ban" is a thing, "ban it" is not
        return at > 0 and (words[at - 1].text in group("determiners") or _noun_before(words, at))
    return True


def _noun_before(words: Sequence[Word], at: int) -> bool:
    """ "phone ban", "the new ban": a determiner one word further back."""
    return at > 1 and words[at - 2].text in group("determiners") and words[at].stem == words[at].text
