"""Finding charges: lexicon matches that are neither figurative nor part of a longer charge."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.detect.accusation.document import Document
from bot.detect.accusation.lexicon import Entry, Lexicon, Role
from bot.detect.accusation.types import GRAVITY

MAX_CHARGES = 24
"""Charges read per message; a longer list of abuse adds nothing to the verdict."""

_TRAILING = re.compile(
    r"(?:[\s,;:-]+(?:and|or|but|so|to|the|a|an|of|in|for|with|by|on|at|from|his|her|their|our|your|its|my|that|who|because|while|when|as|is|are|was|if|then|why|how|where|he|she|they|you|we|i|it))+$"
)


_FRAUD = "fraud/fraudster"
_NOT_A_PERSON = re.compile(
    r"\b(?:of|for|about|in|with|to|from|on|by|against|commit\w*|tax|voter|vote|electoral|election|wire|bank|benefit|welfare|insurance|mail|massive|widespread|securities|accounting|alleged|no|any|this|pure|more|and)\s+$"
)
_LIE_VERB = "dishonesty/lied"
_NOUN_LEFT = re.compile(
    r"\b(?:the|a|an|his|her|their|your|ur|our|its|my|these|those|this|that's an?|of|more|all|such|any|no|another|next|big|bigger|biggest|blatant|fake|old|same|just|'s|s'|with|on|into|and|damn|fucking|stupid|only|every|many|for|from)\s+$"
)


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge in the folded text, ``[start, end)``; ``first``/``last`` are its token numbers (half-open)."""

    entry: Entry
    start: int
    end: int
    first: int
    last: int

    @property
    def role(self) -> Role:
        """Role of the lexicon entry."""
        return self.entry.role


def find_matches(lexicon: Lexicon, folded: str) -> list[tuple[Entry, int, int]]:
    """All lexicon matches outside figurative uses, as ``(entry, start, end)``. This is also the gate."""
    matches: list[tuple[Entry, int, int]] = []
    idioms: list[tuple[int, int]] | None = None
    for entry in lexicon.candidates(folded):
        for match in entry.pattern.finditer(folded):
            if idioms is None:
                idioms = [found.span() for found in lexicon.idioms.finditer(folded)]
            start, end = match.span()
            if end > start and not any(a < end and start < b for a, b in idioms):
                matches.append((entry, start, end))
    return matches


def find_charges(document: Document, matches: list[tuple[Entry, int, int]]) -> list[Charge]:
    """The longest, gravest reading of overlapping matches, in text order, at most ``MAX_CHARGES``."""
    trimmed = []
    for entry, start, end in matches:
        if (
            entry.id == _LIE_VERB
            and _NOUN_LEFT.search(document.text, max(0, start - 24), start)
            and document.text.startswith("lie", start)
        ):
            continue  # "the lies", "another lie": the noun entry reads these
        if (
            entry.id == _FRAUD
            and _NOT_A_PERSON.search(document.text, max(0, start - 24), start)
            and document.text[start:end] in ("fraud", "cheat")
        ):
            continue  # "under investigation for fraud": a deed, not a person
        tail = _TRAILING.search(document.text, start, end)
        trimmed.append((entry, start, tail.start() if tail and tail.start() > start else end))
    trimmed.sort(key=lambda found: (-_rank(found), found[1]))
    taken: list[tuple[Entry, int, int]] = []
    for found in trimmed:
        if not any(a < found[2] and found[1] < b for _, a, b in taken):
            taken.append(found)
    taken.sort(key=lambda found: found[1])
    charges = []
    for entry, start, end in taken[:MAX_CHARGES]:
        first, last = document.token_range(start, end)
        if last > first:
            charges.append(Charge(entry, start, end, first, last))
    return charges


def _rank(found: tuple[Entry, int, int]) -> float:
    """Deeds before nouns, longer before shorter, graver before lighter."""
    entry, start, end = found
    role = {Role.DEED: 6.0, Role.LABEL: 6.0, Role.ADJECTIVE: 3.0, Role.NOUN: 0.0}[entry.role]
    return role + (end - start) - 0.5 * GRAVITY[entry.category] + 4.0 * entry.weight
