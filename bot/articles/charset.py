"""Bytes of a page to text, by the order of the HTML standard: byte order mark, HTTP header, ``<meta>``, then UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import Final

from bot.articles.types import Refusal

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META: Final = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_META_WINDOW: Final = 4096
"""Bytes searched for a ``<meta charset>``; the HTML standard asks for the first 1,024, real pages need some more."""
_UNREADABLE: Final = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\\x7f\\ufffd]")
_SLICE: Final = 64 * 1024
MAX_BROKEN: Final = 0.01
"""Share of characters that may be undecodable or control characters before a page counts as broken."""

# Only text encodings of the WHATWG Encoding Standard: Python also knows "codecs" such as zlib, rot13 and unicode_escape.
_ENCODING_LIST: Final = """
utf-8 utf-16-le utf-16-be cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman cp874 cp1250 cp1251 cp1252
cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gbk gb18030 big5 euc_jp iso2022_jp shift_jis euc_kr
"""
_TEXT_ENCODINGS: Final = frozenset(codecs.lookup(name).name for name in _ENCODING_LIST.split())
# WHATWG labels whose meaning on the web differs from Python's.
_WEB_NAMES: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gbk",
    "utf-16": "utf-16-le",
}


def lookup(label: str | None) -> str | None:
    """Python's name of a declared text encoding, or None if the label names none."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    name = _WEB_NAMES.get(name, name)
    return name if name in _TEXT_ENCODINGS else None


def decode(body: bytes, declared: str | None = None, *, html: bool = True) -> str:
    """The text of ``body``; ``declared`` is the charset of the Content-Type header.

    Raises :class:`Refusal` (``unreadable``) for binary content and where more than 1 % cannot be decoded. Works in slices,
    so that run in a thread it leaves the interpreter to others every few milliseconds.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _require_whole(_Reading(body[len(mark) :], name))
    meta = _META.search(body[:_META_WINDOW]) if html else None
    declarations = (declared, meta.group(1).decode("ascii") if meta else None)
    found = [name for name in map(lookup, declarations) if name is not None]
    for encoding in dict.fromkeys((*found, "utf-8")):
        reading = _Reading(body, encoding, strict=True)
        if not reading.failed:
            return _require_whole(reading)
    # A page that says UTF-8, or nothing, and is neither was most likely typed in the Windows encoding of the West.
    guess = found[0] if found and found[0] != "utf-8" else "cp1252"
    if guess == "cp1252":
        slips = _Reading(body, "utf-8")
        if not slips.is_broken:
            return _require_whole(slips)
    return _require_whole(_Reading(body, guess))


class _Reading:
    """A body decoded in slices. ``strict`` gives up at the first slip (``failed``); else slips become U+FFFD."""

    def __init__(self, body: bytes, encoding: str, *, strict: bool = False) -> None:
        decoder = codecs.getincrementaldecoder(encoding)("strict" if strict else "replace")
        self.failed = False
        self.broken = 0
        self.length = 0
        self._parts: list[str] = []
        try:
            for start in range(0, max(len(body), 1), _SLICE):
                part = decoder.decode(body[start : start + _SLICE], final=start + _SLICE >= len(body))
                self.broken += len(_UNREADABLE.findall(part))
                self.length += len(part)
                self._parts.append(part.replace("\0", ""))
                # No character takes less than a byte: what is broken already can only stay so.
                if self.broken > MAX_BROKEN * (self.length + len(body) - start):
                    break
        except UnicodeDecodeError:
            self.failed = True

    @property
    def is_broken(self) -> bool:
        return self.broken > MAX_BROKEN * max(self.length, 1)

    @property
    def text(self) -> str:
        return "".join(self._parts)


def _require_whole(reading: _Reading) -> str:
    if reading.is_broken:
        raise Refusal("unreadable")
    return reading.text
