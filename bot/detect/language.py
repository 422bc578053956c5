"""Which language a text is in, and whether the English model can read it. Offline (py3langid, BSD-3-Clause)."""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from typing import Any

CHARACTERS_READ = 2_000
"""Code points looked at; more does not change the answer and costs time (about 0.6 µs each)."""
FEWEST_WORDS = 3
FEWEST_LETTERS = 12
"""A Latin-script text shorter than either is never called foreign: names and slang ("kys", "L take") read as anything."""
FEWEST_FOREIGN_LETTERS = 2
"""One letter of another script is a shrug or a formula, not a text."""
FOREIGN_FROM = 0.5
ENGLISH_BELOW = 0.05
"""Foreign: the best other language and its neighbours have at least the first probability and English less than the
second. Set on the table of tests/detect/test_language.py so that no English line there is dropped."""
ENGLISH_WORD_SHARE = 0.12
"""Share of unmistakably English words from which a text is readable whatever the letter statistics say."""
ENGLISH_CODE_FROM = 0.3

_CODES = """
en af ar az be bg bn bs ca cs da de el es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml mr
my ne nl no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh
"""
LANGUAGES: tuple[str, ...] = tuple(_CODES.split())
"""ISO 639-1 codes told apart. Dead languages and creoles near English are left out: "status quo ante" is not Latin.
Malay goes by id."""

FAMILIES = tuple(
    frozenset(family.split())
    for family in ("hr bs sr sl", "da no sv", "cs sk", "es pt gl ca", "nl af", "et fi", "lt lv")
)
"""Close neighbours, which share the probability of one line between them."""

_ENGLISH = """
the and been being you your yours she they them their this that these those what which who why how when where with
without from about into would could should shall will won't don't doesn't didn't can't cant isn't aren't wasn't i'm
you're youre he's she's it's we're they're ive i've never nobody nothing something someone anyone everyone everybody
people because while again just only really very much many most than then there if such too even ever every each both
either neither none have having doing get gets got getting goes going gone make makes take takes took give gives gave
says said think thinks thought know knows knew want wants need needs looks voted voting tbh ngl imo idk stfu gtfo
fucking stupid dumb
"""
ENGLISH_WORDS = frozenset(_ENGLISH.split())
"""Frequent words that are English and nothing else: those that other languages write too ("is", "was", "are", "also")
and those that everyone writes in chat ("lol", "shit") are left out."""

_NOISE = re.compile(
    r"https?://\S+|www\.\S+"  # links
    r"|<a?:\w+:\d+>|<[@#][!&]?\d+>|<t:\d+(?::\w)?>|</[\w -]+:\d+>"  # Discord's own markup
    r"|[@#][\w.]+"  # plain mentions and tags
    r"|```.*?```|`[^`]*`",  # code
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """``code``: ISO 639-1, or None where it cannot be told. ``readable``: whether an English model may score it.

    A text with too little to go on is readable with code None: it is scored rather than silently dropped.
    """

    code: str | None
    readable: bool


def detect_language(text: str) -> Language:
    """Tell a text's language. Links, mentions, emoji and code do not count. Thread-safe; the model of 4.6 MB is
    loaded at the first call that needs it (about a second, once)."""
    clean = _NOISE.sub(" ", unicodedata.normalize("NFKC", text[:CHARACTERS_READ]))
    words = _WORD.findall(clean)
    letters = "".join(words)
    latin = sum(map(_is_latin, letters))
    if latin * 2 < len(letters) and len(letters) >= FEWEST_FOREIGN_LETTERS:
        return Language(_rank(" ".join(words))[0][0], readable=False)
    share = sum(word.lower().replace("’", "'") in ENGLISH_WORDS for word in words) / max(1, len(words))
    if share >= ENGLISH_WORD_SHARE:
        return Language("en", readable=True)
    if (
        len(words) < FEWEST_WORDS or latin < FEWEST_LETTERS or all(map(str.istitle, words))
    ):  # the last: names alone
        return Language(None, readable=True)
    ranked = _rank(" ".join(words))
    code = ranked[0][0]
    family = next((family for family in FAMILIES if code in family), frozenset({code}))
    probability = sum(share for language, share in ranked if language in family)
    english = dict(ranked)["en"]
    if code != "en" and probability >= FOREIGN_FROM and english < ENGLISH_BELOW:
        return Language(code, readable=False)
    return Language("en" if english >= ENGLISH_CODE_FROM else None, readable=True)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(
        ("LATIN", "MODIFIER LETTER", "FEMININE", "MASCULINE")
    )


def _rank(text: str) -> list[tuple[str, float]]:
    """Languages by probability, best first; the probabilities sum to 1."""
    ranked: list[tuple[str, float]] = _Identifier.get().rank(text)
    return ranked


class _Identifier:
    """Holder of the lazily loaded identifier; reading it needs no lock, it keeps no state between calls."""

    _lock = threading.Lock()
    _loaded: Any = None

    @classmethod
    def get(cls) -> Any:
        if cls._loaded is None:
            with cls._lock:
                if cls._loaded is None:
                    from py3langid.langid import MODEL_FILE, LanguageIdentifier

                    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
                    identifier.set_languages(LANGUAGES)
                    cls._loaded = identifier
        return cls._loaded
