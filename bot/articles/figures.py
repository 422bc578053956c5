"""Numbers of a text by their value, so that "two million", "2m" and "2,000,000" are one number.

Two numbers agree when their values are equal and their units do not contradict each other. Nothing is rounded: "about
2 million" does not stand for 1,987,332.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from bot.articles.words import FUNCTION_WORDS, Vocabulary, fold, words

Unit = Literal["", "%", "points", "$", "£", "€", "nth"]
"""What a number counts, as far as it is written beside it; ``nth`` is a place in an order."""

_SMALL: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        start=1,
    )
} | {word[:-1] + "ieth": value for word, value in _TENS.items()}
_MAGNITUDES: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
}
_WORDS: Final = sorted([*_SMALL, *_TENS, *_ORDINALS], key=len, reverse=True)
_WRITTEN: Final = (
    rf"(?:(?:{'|'.join(_TENS)})[ -](?:{'|'.join([*_SMALL, *_ORDINALS])})|(?:{'|'.join(_WORDS)})|an?(?= (?:hundred|"
    r"thousand|million|billion|trillion)\b))"
)
_DIGITS: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SYMBOLS: Final[dict[str, Unit]] = {"$": "$", "£": "£", "€": "€"}
_CURRENCIES: Final = r"dollars?|pounds?|euros?"
_FIGURE: Final = re.compile(
    rf"(?P<symbol>[$£€] ?)?(?<![\w.,])(?:(?P<digits>{_DIGITS})(?P<nth>(?:st|nd|rd|th)\b)?|\b(?P<written>{_WRITTEN})\b)"
    r"(?P<magnitudes>(?:[ -]?(?:hundred|thousand|million|billion|trillion|mln|mn|bn|tn)\b| ?[kmb]\b(?![’']))*)"
    rf"(?P<unit> ?%|[ -]percentage[ -]points?\b|[ -]per ?cent\b| (?:US |U\.S\. |American )?(?:{_CURRENCIES})\b)?",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s?[-–—/:]\s?| to ")
_MONTH: Final = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_BEFORE: Final = re.compile(rf"\b{_MONTH}\.? (?:the )?$")
_MONTH_AFTER: Final = re.compile(rf" (?:of )?{_MONTH}\b")
_ANY_MONTH: Final = re.compile(rf"\b{_MONTH}\b")
_COUNTED: Final = re.compile(r"(?:\s?-\s?| )([a-z]{3,})(?![’'])")
_UNCOUNTED: Final = re.compile(r"\b(?:no|number)\.? ?$", re.IGNORECASE)
# Words that say a number of things without naming it.
_TOLD: Final = dict.fromkeys(
    ["both", "pair", "couple", "twice", "duo", "double", "twin"], Decimal(2)
) | dict.fromkeys(["trio", "treble", "triple", "thrice"], Decimal(3))
_LAST_DAY: Final = 31
_NEAR: Final = 16
"""Code points before a number in which the name of its month can stand."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and its place in the text.

    ``values`` are its readings: "5m" may be five million or five metres. ``joined`` means that a dash or "to" ties it to
    the number before ("2-1", "2010-11", "7 to 4"), ``month`` is the first three letters of the month that it is a day or year of, and
    ``counted`` the folded word for what there is so much of, where it follows at once.
    """

    values: frozenset[Decimal]
    unit: Unit
    start: int
    end: int
    written: str
    joined: bool = False
    month: str | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one source sentence with its words and the months named in it."""

    figures: tuple[Figure, ...]
    months: frozenset[str]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, text: str) -> Counted:
        """What a source sentence counts."""
        months = frozenset(match.group(1)[:3].casefold() for match in _ANY_MONTH.finditer(text))
        return cls(tuple(figures(text)), months, Vocabulary(fold(match.group()) for match in words(text)))

    def has(self, figure: Figure, whole: Vocabulary) -> bool:
        """Whether a number stands in this sentence, with its month and with what it counts.

        What it counts may be told in other words, so that only matters where some sentence of the source (``whole``)
        uses the word.
        """
        if figure.month is not None and figure.month not in self.months:
            return False
        what = figure.counted
        if what is not None and what in whole and what not in self.vocabulary:
            return False
        return any(_agree(figure, other) for other in self.figures) or (
            figure.unit == ""
            and any(figure.values == {value} and word in self.vocabulary for word, value in _TOLD.items())
        )


def figures(text: str) -> list[Figure]:
    """The numbers of a text in its order, but for "one", which mostly is an article or a pronoun."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        if match.group().strip().casefold() == "one":
            continue
        joined = bool(found) and _JOINT.fullmatch(text[found[-1].end : start]) is not None
        month = _MONTH_BEFORE.search(text[max(0, start - _NEAR) : start]) or _MONTH_AFTER.match(text, end)
        found.append(
            Figure(
                values=_values(match),
                unit=_unit(match),
                start=start,
                end=end,
                written=match.group().strip(),
                joined=joined,
                month=month.group(1)[:3].casefold() if month else None,
                counted=None if joined else _counted(text, match),
            )
        )
    return found


def _counted(text: str, match: re.Match[str]) -> str | None:
    """The plain word right behind a number, if it is one of content."""
    follows = _COUNTED.match(text, match.end())
    if (
        follows is None
        or match.group("unit")
        or _UNCOUNTED.search(text, max(0, match.start() - _NEAR), match.start())
    ):
        return None
    word = fold(follows.group(1))
    return None if word in FUNCTION_WORDS else word


def _values(match: re.Match[str]) -> frozenset[Decimal]:
    if match.group("digits"):
        bare = Decimal(match.group("digits").replace(",", ""))
    else:
        bare = Decimal(_read(match.group("written").casefold()))
    value, short = bare, False
    for word in re.findall(r"[a-z]+", match.group("magnitudes").casefold()):
        value *= _MAGNITUDES[word]
        short |= len(word) == 1
    return frozenset({value, bare}) if short and not match.group("symbol") else frozenset({value})


def _read(words: str) -> int:
    parts = re.split(r"[ -]", words)
    return sum(_SMALL.get(part, _TENS.get(part, _ORDINALS.get(part, 1))) for part in parts)


def _unit(match: re.Match[str]) -> Unit:
    unit = (match.group("unit") or "").strip(" -").casefold()
    if unit.startswith("percentage"):
        return "points"
    if unit.startswith(("%", "per")):
        return "%"
    symbol = (match.group("symbol") or "").strip()
    if symbol:
        return _SYMBOLS[symbol]
    for word, sign in (("dollar", "$"), ("pound", "£"), ("euro", "€")):
        if word in unit:
            return _SYMBOLS[sign]
    last = re.split(r"[ -]", (match.group("written") or "").casefold())[-1]
    return "nth" if match.group("nth") or last in _ORDINALS else ""


def unknown_figures(sentence: str, source: Sequence[Counted], whole: Vocabulary) -> list[str]:
    """The numbers of a sentence, as written, that stand in no sentence of ``source``, whose words are ``whole``.

    Numbers tied by a dash or "to" must stand in one source sentence together, a day with its month, a number with what it counts.
    """
    return [
        sentence[group[0].start : group[-1].end].strip()
        for group in _groups(figures(sentence))
        if not any(all(counted.has(figure, whole) for figure in group) for counted in source)
    ]


def _groups(found: Iterable[Figure]) -> list[list[Figure]]:
    groups: list[list[Figure]] = []
    for figure in found:
        if figure.joined and groups:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _agree(figure: Figure, other: Figure) -> bool:
    """Whether a number may stand for another: the same value, and no unit that the other does not have."""
    if not figure.values & other.values:
        return False
    if other.month is not None and figure.month is None and max(other.values) <= _LAST_DAY:
        return False  # a day of a month counts nothing
    if figure.unit == other.unit:
        return True
    if "nth" in (figure.unit, other.unit):
        # "the 8th of April" is April 8; "third" is not three.
        units = {figure.unit, other.unit}
        return units == {"nth", ""} and figure.written[0].isdigit() and other.written[0].isdigit()
    return figure.unit == "" and other.unit not in ("%", "points")
