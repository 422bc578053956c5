"""When something happened, where a text says it from its own day ("last month", "this season")."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

# "this season" is the frame of a whole report, said or not.
_PHRASE: Final = re.compile(
    r"\b(?!this (?:season|year|term|decade|century)\b)(last|next|this|past|previous|coming|following)\s+(?:\w+\s)?(week|weekend|month|year|season|summer|winter|spring|autumn|"
    r"fall|night|morning|afternoon|evening|term|decade|century|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)


def times(text: str) -> dict[str, str]:
    """The time phrases of a text: their folded core and how they are written."""
    found = {f"{m.group(1)} {m.group(2)}".casefold(): m.group() for m in _PHRASE.finditer(text)}
    return found | {m.group().casefold(): m.group() for m in _DAY.finditer(text)}


def unknown_times(sentence: str, known: Collection[str]) -> list[str]:
    """The time phrases of a sentence, as written, whose core is not in ``known``."""
    return [written for core, written in times(sentence).items() if core not in known]
