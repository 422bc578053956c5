"""Sentences of a text with their places in it: no word is ever changed, so the places are all that is needed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

# After these a full stop never ends a sentence: a name, a number or a noun follows.
_TITLE_LIST: Final = """
mr mrs ms mx dr prof rev fr sr hon pres gov sen rep reps sens gen lt col maj capt cmdr sgt cpl pvt adm supt
insp det st mt ft vs v cf e.g i.e viz art sec fig figs vol pp p ch ed eds approx ca op jan feb mar apr jun
jul aug sept sep oct nov dec mon tue tues wed thu thurs fri
"""
_TITLES: Final = frozenset(_TITLE_LIST.split())
# After these a full stop may end a sentence: it does before a word that usually opens one.
_EITHER_LIST: Final = """
inc co corp ltd llc plc bros jr etc u.s u.k u.n e.u u.s.a d.c n.y l.a a.m p.m am pm ph.d m.d b.a m.a ave
blvd rd dept univ assn al
"""
_EITHER: Final = frozenset(_EITHER_LIST.split())
_OPENER_LIST: Final = """
the a an in on at by for from with as if when while after before since during under over until he she it
they we i you his her its their our my this that these those there here but and or so yet however still then
now also both many most some all no not one two several what who why how where officials police critics
supporters according last next earlier meanwhile instead another other each every such since because
although though despite
"""
_OPENERS: Final = frozenset(_OPENER_LIST.split())
_STATE_LIST: Final = """
ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va
vt wash wis wyo
"""
_STATES: Final = frozenset(_STATE_LIST.split())
"""As they stand behind a town and a comma in an American dateline: "Sandle, Mich. (AP) — …"."""
_DAY: Final = re.compile(r"\d{1,2}")
_GERMAN_MONTHS: Final = frozenset(
    [
        "januar",
        "jänner",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ]
)
_SAY: Final = (
    "said|says|asked|asks|told|added|adds|wrote|writes|replied|replies|argued|argues|warned|warns|insisted|insists|"
    "noted|notes|explained|explains|tweeted|continued|concluded|recalled|claimed|claims|stated|states|remarked|announced"
)
_ATTRIBUTION: Final = re.compile(rf"(?:[A-Z][\w.’'-]*,?\s+){{1,5}}(?:{_SAY})\b|(?:{_SAY})\s+[A-Z]")
_END: Final = re.compile(
    r"(?:[!?]{1,8}|\.{3,12}|…|\.)[\"'”’»)\]]{0,6}(?=\s{1,20}[\"'“‘«(\[]{0,4}[A-Z0-9À-ÖØ-ÞА-ЯΑ-Ω])"
)
_QUOTE_MARKS: Final = {"“": "”", "«": "»", "„": "“"}
_MAX_QUOTE: Final = 700
"""Code points over which a quotation is kept in one sentence; an opening mark without a closing one is ignored."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its number, its place (``text[start:end]`` of the article), its words, and its paragraph's number."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int


def split_sentences(text: str, start: int = 0) -> list[Sentence]:
    """The sentences of ``text`` from code point ``start`` on; a line is a paragraph, and no sentence crosses its end."""
    found: list[Sentence] = []
    for number, line in enumerate(re.finditer(r"[^\n\r\u2028\u2029]+", text[start:])):
        for begin, end in _spans(line.group()):
            first, last = start + line.start() + begin, start + line.start() + end
            found.append(Sentence(len(found), first, last, text[first:last], number))
    return found


def _spans(line: str) -> list[tuple[int, int]]:
    quotes = _quotations(line)
    cuts = [
        end
        for start, end in (match.span() for match in _END.finditer(line))
        if not _inside(start, end, quotes) and _ends(line, start, end)
    ]
    spans, begin = [], 0
    for cut in [*cuts, len(line)]:
        piece = line[begin:cut]
        left = len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        if stripped:
            spans.append((begin + left, begin + left + len(stripped)))
        begin = cut
    return spans


def _quotations(line: str) -> list[tuple[int, int]]:
    """Places of quotations, marks included, that close on this line."""
    spans = []
    position = 0
    while position < len(line):
        mark = line[position]
        closing = _QUOTE_MARKS.get(mark) or ('"' if mark == '"' else "")
        if mark == "‘" and (position == 0 or not line[position - 1].isalnum()):
            end = _single_close(line, position)
        else:
            end = line.find(closing, position + 1, position + _MAX_QUOTE) if closing else -1
        if end > position:
            spans.append((position, end + 1))
            position = end
        position += 1
    return spans


def _single_close(line: str, position: int) -> int:
    match = re.compile(r"[^\s‘]’(?![A-Za-z])").search(line, position + 1, position + _MAX_QUOTE)
    return match.end() - 1 if match else -1


def _inside(start: int, end: int, quotes: list[tuple[int, int]]) -> bool:
    position = bisect_right(quotes, (start, -1)) - 1
    return position >= 0 and quotes[position][0] < start and end < quotes[position][1]


def _ends(line: str, start: int, end: int) -> bool:
    """Whether the mark at ``start`` (its closers end at ``end``) ends a sentence."""
    rest = line[end : end + 80].lstrip()
    if end - start > 1 and line[end - 1] in "\"”’»'" and _ATTRIBUTION.match(rest):
        return False
    if line[start] != "." or line.startswith("..", start):
        return True
    word = re.search(r"[^\s(\[“‘\"']*$", line[max(0, start - 20) : start])
    stem = word.group().casefold() if word else ""
    follower = re.match(r"[\"'“‘«(\[]*([^\s,.;:!?]+)", rest)
    following = follower.group(1).casefold() if follower else ""
    opens = following in _OPENERS
    if stem in ("no", "nos"):
        # "No. 5" is a number, "He said no. Then he left" two sentences.
        return not rest[:1].isdigit()
    if stem in _TITLES or (_DAY.fullmatch(stem) and following in _GERMAN_MONTHS):
        return False  # "am 12. September"
    in_dateline = stem in _STATES and line[: start - len(stem)].endswith(", ")
    if in_dateline or stem in _EITHER or re.fullmatch(r"(?:[a-z]\.)*[a-z]", stem):
        return opens
    return True


def whole_quotes(text: str) -> bool:
    """Whether every quotation mark and bracket of a sentence is closed in it."""
    if text.count('"') % 2:
        return False
    pairs = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
    return all(text.count(opening) == text.count(closing) for opening, closing in pairs)
