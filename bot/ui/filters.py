"""A filter of the queue as a few characters, so that the buttons of a list work after a restart.

A custom_id has 100 characters: https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id
Numbers are written to the base 36. ``kt.c2n9c.o24`` is: toxicity, in that channel, for at least so many hours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.detect.policy import RuleKind
from bot.review.queue import Filter

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
KINDS: Final[Mapping[RuleKind, str]] = {
    RuleKind.TOXICITY: "t",
    RuleKind.ACCUSATION: "a",
    RuleKind.REPORT: "r",
    RuleKind.SELF_HARM: "s",
}
NUMBERS: Final[Mapping[str, str]] = {
    "c": "channel_id",
    "u": "author_id",
    "o": "hours",
    "l": "least",
    "h": "most",
    "g": "group_id",
}
FLAGS: Final[Mapping[str, str]] = {"m": "mine", "e": "escalated"}
PATTERN: Final = r"[0-9a-z.]{0,60}"
_PART: Final = re.compile(r"([a-z])([0-9a-z]*)")


def base36(number: int) -> str:
    """A number from 0 upwards to the base 36."""
    digits = ""
    while True:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
        if not number:
            return digits


def written(wanted: Filter) -> str:
    """The filter as characters that ``PATTERN`` takes."""
    parts = [f"k{KINDS[wanted.kind]}"] if wanted.kind else []
    for letter, name in NUMBERS.items():
        if (value := getattr(wanted, name)) is not None:
            parts.append(letter + base36(value))
    parts += [letter for letter, name in FLAGS.items() if getattr(wanted, name)]
    return ".".join(parts)


def read(text: str) -> Filter:
    """The filter that was written; parts that mean nothing are left out."""
    found: dict[str, object] = {}
    for part in filter(None, text.split(".")):
        match = _PART.fullmatch(part)
        if match is None:
            continue
        letter, value = match.groups()
        if letter == "k":
            found["kind"] = next((kind for kind, short in KINDS.items() if short == value), None)
        elif letter in NUMBERS and value:
            found[NUMBERS[letter]] = int(value, 36)
        elif letter in FLAGS:
            found[FLAGS[letter]] = True
    return Filter(**found)  # type: ignore[arg-type]
