"""Names of a sentence, and whether they stand in its source as they are put together there.

A name is a capitalised word that does not merely open a sentence. Known forms of one name: possessives and plurals,
acronyms and what they stand for, countries and their people, titles and their short forms. A first name that the source
never gives is new, and so is a full name whose parts the source never joins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.articles.words import FUNCTION_WORDS, families, fold, is_people, words

_INNER_LIST: Final = "of the de da do dos du di van von der den la le los al el bin ibn"
_INNER: Final = frozenset(_INNER_LIST.split())
_UNSPOKEN: Final = _INNER | {"and", "for", "in", "on"}  # words without a letter of their own in an acronym
_COURTESY: Final = frozenset(["mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady"])
_TITLE_LIST: Final = """
president governor gov senator sen mayor minister chancellor judge justice king queen prince princess general gen colonel
captain professor prof doctor dr representative rep congressman congresswoman secretary ambassador bishop archbishop
cardinal pope sheriff
"""
_TITLES: Final = frozenset(_TITLE_LIST.split())
_CALENDAR_LIST: Final = """
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday
"""
_CALENDAR: Final = {word[:3]: word for word in _CALENDAR_LIST.split()}
_SHORT_CALENDAR: Final = frozenset({*_CALENDAR, "sept", "tues", "thur", "thurs"})
_OPENS: Final = re.compile(r"(?:^|[.!?…:•]|--|[“‘\"(\[])[\s\"“”‘’'(\[*-]*$|(?:^|\s)['’\"]\s?$")
_PARTS: Final = re.compile(r"[,;:.!?()“”\"–—]| [-'’]")
_REACH: Final = 4
"""Words that a joined pair may span: a middle name or "of the" may stand between its two."""


@dataclass(frozen=True, slots=True)
class Name:
    """One word of a name, as written and folded.

    ``opens`` means that its capital may come from the start of a sentence alone, ``joined`` that the name word before it
    belongs to the same name.
    """

    written: str
    folded: str
    start: int
    opens: bool
    joined: bool


@dataclass(frozen=True)
class Named:
    """The words of one source sentence, for names to be looked up in."""

    text: str
    folded: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", tuple(calendar(fold(m.group())) for m in words(self.text)))

    @cached_property
    def initials(self) -> str:
        """The first letters of the sentence's capitalised words, a full stop where a plain word parts them."""
        letters = []
        for match in words(self.text):
            word = match.group()
            if word[0].isupper():
                letters.append(word[0].casefold())
            elif word not in _UNSPOKEN:
                letters.append(".")
        return "".join(letters)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The folded words of the sentence that are written in capitals alone."""
        return frozenset(fold(m.group()) for m in words(self.text) if is_acronym(m.group()))


def calendar(folded: str) -> str:
    """A month or weekday in full: "sept" is september."""
    return _CALENDAR.get(folded[:3], folded) if folded in _SHORT_CALENDAR else folded


def is_acronym(word: str) -> bool:
    """Whether a word is two to six letters in capitals ("FBI", "U.N.", "MPs")."""
    return re.fullmatch(r"(?:[A-Z]\.){2,6}|[A-Z]{2,6}s?", word) is not None


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` opens a sentence or a quotation, so that its capital means nothing."""
    return _OPENS.search(text[max(0, start - 8) : start]) is not None


def names(text: str) -> list[Name]:
    """The words of a text that are or may be names, in its order."""
    found: list[Name] = []
    matches = words(text)
    last: int | None = None
    shouted = _shouted([match.group() for match in matches])
    for position, match in enumerate(matches):
        word, folded = match.group(), calendar(fold(match.group()))
        opens = opens_sentence(text, match.start())
        if (
            not word[0].isupper()
            or folded == "i"
            or position in shouted
            or (opens and folded in FUNCTION_WORDS)
        ):
            continue
        joined = last is not None and _joins(text, matches[last : position + 1])
        plain = opens and not is_acronym(word) and folded not in _TITLES
        found.append(Name(word, folded, match.start(), plain, joined))
        last = position
    return found


def _shouted(written: Sequence[str]) -> set[int]:
    """The places of words that stand in capitals beside a small word in capitals: "CLICK HERE" is no name."""
    loud = [len(word) > 1 and word.isupper() for word in written]
    small = [loud[i] and word.casefold() in FUNCTION_WORDS for i, word in enumerate(written)]
    return {i for i in range(len(written)) if loud[i] and any(small[max(0, i - 1) : i + 2])}


def _joins(text: str, span: Sequence[re.Match[str]]) -> bool:
    """Whether the first and last word of a span make one name: only small words and no mark between them."""
    between = text[span[0].end() : span[-1].start()]
    return (
        len(span) <= _REACH
        and all(match.group() in _INNER for match in span[1:-1])
        and _PARTS.search(between) is None
        and not span[0].group().endswith(("’s", "'s", "s’", "s'"))
    )


def runs(found: Sequence[Name]) -> list[list[Name]]:
    """The names of a text, each as its words."""
    whole: list[list[Name]] = []
    for name in found:
        if name.joined and whole:
            whole[-1].append(name)
        else:
            whole.append([name])
    return whole


class Register:
    """The names and words of a source, to be asked for those of a sentence."""

    def __init__(self, source: Sequence[str]) -> None:
        self._sentences = [Named(text) for text in source]
        self._words = frozenset(word for named in self._sentences for word in named.folded)
        self._families = frozenset[int]().union(*(families(word) for word in self._words))
        self._acronyms = frozenset(word for named in self._sentences for word in named.acronyms)
        self._plain = frozenset(
            fold(m.group()) for text in source for m in words(text) if m.group()[0].islower()
        )

    def unknown(self, sentence: str) -> list[str]:
        """The names of a sentence, as written, that the source does not have or never joins like this."""
        missing = []
        for run in runs(names(sentence)):
            if self._short_form("".join(name.folded[0] for name in run)):
                continue
            strange = [name.written for name in run if not name.opens and not self._stands(name)]
            missing += strange or self._parted(run)
        return missing

    def _stands(self, name: Name) -> bool:
        word = name.folded
        return (
            len(word) < 2
            or word in _COURTESY
            or word in self._words
            or bool(families(word) & self._families)
            or any(is_people(word, other) for other in self._words)
            or (
                is_acronym(name.written)
                and self._spelled_out(word.removesuffix("s") if name.written[-1] == "s" else word)
            )
        )

    def _short_form(self, initials: str) -> bool:
        return len(initials) > 1 and initials in self._acronyms

    def _spelled_out(self, acronym: str) -> bool:
        if len(acronym) > 2:
            return any(acronym in named.initials for named in self._sentences)
        return any(acronym in re.split(r"[.]", named.initials) for named in self._sentences)

    def _parted(self, run: Sequence[Name]) -> list[str]:
        """The whole name where one of its words stands in the source but never beside another of them."""
        own = [name for name in run if self._is_own(name)]
        if len(own) < 2:
            return []
        for one in own:
            if not any(
                self._beside(*sorted((one, other), key=lambda n: n.start))
                for other in own
                if other is not one
            ):
                return [" ".join(name.written for name in run)]
        return []

    def _is_own(self, name: Name) -> bool:
        word = name.folded
        return (
            word in self._words
            and word not in self._plain
            and word not in _COURTESY
            and word not in _CALENDAR.values()
            and not families(word)
        )

    def _beside(self, first: Name, second: Name) -> bool:
        for named in self._sentences:
            for position, word in enumerate(named.folded):
                if (
                    word == first.folded
                    and second.folded in named.folded[position + 1 : position + 1 + _REACH]
                ):
                    return True
        return False
