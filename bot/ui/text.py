"""Somebody else's text inside our messages: escaped so that it shows as written, marked where the reason stands.

Lengths are UTF-16 code units: the most that any reading of "characters" in Discord's limits can count.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from bot.articles.sentences import split_sentences
from bot.review.types import Span

ELLIPSIS = "…"
GAP = " … "
REACHES = (600, 300, 150, 80, 40, 15, 0)
"""Code points shown to either side of a marked span when the whole text does not fit; the widest that fits is taken."""
SPANS_SHOWN = 8
"""Spans marked in one card. Past it the eye finds nothing any more, and the markers eat the room."""

_SPECIAL = re.compile(r"[\\`*_~|<>#\[\]()]|@(?=everyone|here|[!&]?\d)|:(?=//)")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+(?=\.\s))", re.MULTILINE)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ZERO_WIDTH = "\u200b"
_MARKS = {"target": ("__", "__"), "charge": ("**", "**"), "toxic": ("**__", "__**"), "both": ("**__", "__**")}


def width(text: str) -> int:
    """Length of ``text`` in UTF-16 code units."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def clip(text: str, limit: int) -> str:
    """``text`` cut to ``limit`` UTF-16 code units, with an ellipsis where something was cut off."""
    if width(text) <= limit:
        return text
    room, kept = limit - 1, 0
    for character in text:
        room -= width(character)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip("\\") + ELLIPSIS


def clip_words(text: str, limit: int) -> str:
    """As ``clip``, but cut after a word, unless that would leave out more than half."""
    clipped = clip(text, limit)
    if clipped == text:
        return text
    at = clipped.rfind(" ")
    return clipped if at < len(clipped) // 2 else clipped[:at].rstrip("\\ ") + ELLIPSIS


def escape_sentences(sentences: Sequence[str], limit: int, *, gap: str = " ") -> str:
    """As many whole sentences as fit ``limit`` UTF-16 code units, escaped, each on one line, ``gap`` between them.

    An ellipsis stands for those left out. A first sentence that does not fit is cut after a word.
    """
    shown: list[str] = []
    used = len(ELLIPSIS)
    for sentence in sentences:
        piece = escape(" ".join(sentence.split()))
        used += width(piece) + len(gap)
        if used > limit:
            break
        shown.append(piece)
    if not shown:
        return escape_line(sentences[0], limit) if sentences else ""
    return gap.join(shown if len(shown) == len(sentences) else [*shown, ELLIPSIS])


def escape_text(text: str, limit: int) -> str:
    """``text`` on one line, escaped, cut after the last sentence that fits ``limit`` UTF-16 code units."""
    line = " ".join(text.split())
    # What lies beyond the limit is never shown: no more of it is looked at than shows that it is there.
    return escape_sentences([one.text for one in split_sentences(line[: limit + 1])], limit)


def escape(text: str) -> str:
    """``text`` so that Discord shows it as written: no markup, no mention, no link."""
    clean = _SURROGATE.sub("\ufffd", text)
    clean = _SPECIAL.sub(_escaped, clean)
    return _LINE_START.sub(_line_start, clean)


def escape_line(text: str, limit: int) -> str:
    """``text`` on one line, escaped, within ``limit`` UTF-16 code units; cut after a word."""
    return clip_words(escape(" ".join(text.split())), limit)


def hidden(escaped: str) -> str:
    """Escaped text behind spoiler marks: seen by those who click on it. It cannot end them, ``|`` being escaped.

    Adds 4 code units to what is not blank.
    """
    return f"||{escaped}||" if escaped.strip() else escaped


def plain(text: str, limit: int) -> str:
    """``text`` for a place where Discord reads no markup (titles of modals, option labels): clean and cut."""
    return clip(" ".join(_SURROGATE.sub("\ufffd", text).split()), limit)


def highlighted(text: str, spans: Sequence[Span], limit: int) -> str:
    """``text`` escaped, with its spans marked, within ``limit`` UTF-16 code units.

    Targets are underlined, charges bold, toxic words and overlaps both. A text that is too long is shown around its
    spans. Spans are code points of ``text``; parts outside it are ignored.
    """
    marks = _disjoint(text, spans)
    whole = _render(text, 0, len(text), marks)
    if width(whole) <= limit:
        return whole
    for reach in REACHES:
        shown = GAP.join(_render(text, start, end, marks) for start, end in _windows(text, marks, reach))
        if width(shown) + 2 <= limit:
            return f"{ELLIPSIS}{shown}{ELLIPSIS}"
    return clip(escape(text[marks[0][0] :] if marks else text), limit)


def _escaped(match: re.Match[str]) -> str:
    return "@" + _ZERO_WIDTH if match.group() == "@" else "\\" + match.group()


def _line_start(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}\\{sign}" if sign in "-+" else f"{space}{sign}{_ZERO_WIDTH}"


def _disjoint(text: str, spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    """Spans cut at each other's edges, in reading order, without white space at their ends (markers need that)."""
    kept = [(max(0, span.start), min(len(text), span.end), span.role) for span in spans]
    kept = sorted({one for one in kept if one[0] < one[1]})[:SPANS_SHOWN]
    edges = sorted({edge for start, end, _ in kept for edge in (start, end)})
    pieces: list[tuple[int, int, str]] = []
    for start, end in itertools.pairwise(edges):
        roles = {role for first, last, role in kept if first <= start and end <= last}
        if not roles:
            continue
        role = roles.pop() if len(roles) == 1 else "both"
        if pieces and pieces[-1][1] == start and pieces[-1][2] == role:
            pieces[-1] = (pieces[-1][0], end, role)
        else:
            pieces.append((start, end, role))
    return [trimmed for piece in pieces if (trimmed := _trimmed(text, piece))]


def _trimmed(text: str, piece: tuple[int, int, str]) -> tuple[int, int, str] | None:
    start, end, role = piece
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    return (start, end, role) if start < end else None


def _windows(text: str, marks: Sequence[tuple[int, int, str]], reach: int) -> list[tuple[int, int]]:
    """Pieces of ``text`` within ``reach`` of a mark, merged where they touch; without marks the beginning."""
    if not marks:
        return [(0, min(len(text), reach * 2))]
    windows: list[tuple[int, int]] = []
    for start, end, _ in marks:
        first, last = max(0, start - reach), min(len(text), end + reach)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _render(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> str:
    """``text[start:end]`` escaped, with the marks that lie in it (a mark never straddles a window)."""
    out: list[str] = []
    at = start
    for first, last, role in marks:
        if first < start or last > end:
            continue
        before, after = _MARKS[role]
        out += [escape_inside(text, at, first), before, escape_inside(text, first, last), after]
        at = last
    out.append(escape_inside(text, at, end))
    return "".join(out)


def escape_inside(text: str, start: int, end: int) -> str:
    """``escape(text[start:end])``, with one character before and the next ones after deciding what it means there."""
    piece = text[start:end]
    if not piece:
        return ""
    escaped = escape(piece)
    if piece.endswith("@"):  # "@" | "everyone": the piece alone does not show what follows
        escaped += _ZERO_WIDTH
    if piece.endswith(":") and text[end : end + 2] == "//":
        escaped = escaped[:-1] + "\\:"
    return escaped
