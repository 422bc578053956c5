"""What counts as a source that was given, and what does not settle a case by itself.

Nobody reads what stands behind a link: a source that is given is a source unread, and moderators see what kind it is.
A post, a bare video, a picture, a home page, a shop, an invite, a search or a shortened link is shown to them and
settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from bot.detect.accusation.links import LinkClass, classify_link
from bot.detect.accusation.types import Accusation, Support
from bot.detect.message import MessageView, Part, Place

URL_LIMIT = 10
"""Links of one message that are looked at."""
WORDS_LIMIT = 200
"""Code points kept of a file's name."""
ALONE_LIMIT = 8
"""Words beside the link with which a message that replies to nothing still answers the question its author was asked."""


class SourceKind(StrEnum):
    """What a given source is, by its address or name alone, best first."""

    RULING = "court/government"
    NEWS = "news"
    FACT_CHECK = "fact-checker"
    REFERENCE = "encyclopaedia"
    PAGE = "page"
    DOCUMENT = "document"
    MESSAGE = "message link"
    WORDS = "in words"
    SOCIAL = "social post"
    VIDEO = "video"
    IMAGE = "picture"
    SHORTENED = "shortened link"
    SEARCH = "search"
    HOME = "home page"
    MEME = "gif/meme"
    SHOP = "shop/invite"


RESOLVING: Final = frozenset(
    {
        SourceKind.RULING,
        SourceKind.NEWS,
        SourceKind.FACT_CHECK,
        SourceKind.REFERENCE,
        SourceKind.PAGE,
        SourceKind.DOCUMENT,
        SourceKind.MESSAGE,
        SourceKind.WORDS,
    }
)
_RANK = {kind: rank for rank, kind in enumerate(SourceKind)}
_CLASSES: Final[dict[LinkClass, SourceKind]] = {
    LinkClass.COURT_GOVERNMENT: SourceKind.RULING,
    LinkClass.NEWS: SourceKind.NEWS,
    LinkClass.FACT_CHECK: SourceKind.FACT_CHECK,
    LinkClass.ENCYCLOPAEDIA: SourceKind.REFERENCE,
    LinkClass.MESSAGE: SourceKind.MESSAGE,
    LinkClass.ATTACHMENT: SourceKind.IMAGE,  # a file of unknown make says no more than a picture
    LinkClass.VIDEO: SourceKind.VIDEO,
    LinkClass.SOCIAL: SourceKind.SOCIAL,
    LinkClass.DOCUMENT: SourceKind.PAGE,
    LinkClass.HOME_PAGE: SourceKind.HOME,
    LinkClass.MEME: SourceKind.MEME,
    LinkClass.SHOP_INVITE: SourceKind.SHOP,
}
_SUFFIXES: Final[dict[str, SourceKind]] = {
    **dict.fromkeys((".mp4", ".webm", ".mov", ".mkv", ".avi", ".mp3", ".ogg", ".wav"), SourceKind.VIDEO),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".webp", ".bmp", ".avif", ".heic"), SourceKind.IMAGE),
    **dict.fromkeys((".gif", ".gifv", ".apng"), SourceKind.MEME),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".csv", ".xlsx", ".ods", ".txt"), SourceKind.DOCUMENT),
}
_SHORTENERS: Final = frozenset(
    ["bit.ly", "t.co", "tinyurl.com", "goo.gl", "is.gd", "cutt.ly", "ow.ly", "lnkd.in", "rb.gy", "buff.ly"]
)
_SEARCHES: Final = frozenset({"duckduckgo", "google", "bing", "ecosia", "startpage", "yandex", "baidu"})
_URL = re.compile(r"(?:https?://|(?<![\w@/.])www\.)[^\s<>\"'`|]{3,2000}", re.IGNORECASE)
_CODE = re.compile(r"```.*?```", re.DOTALL)
_QUOTE_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_FRONT_PAGE = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?|index\.\w{3,5}|home)?/?", re.IGNORECASE)
_MESSAGE_PATH = re.compile(r"/channels/(\d{1,20})/\d{1,20}/\d{1,20}/?")


@dataclass(frozen=True, slots=True)
class Given:
    """A source that somebody gave: its kind and the address, file name or sort of support it is."""

    kind: SourceKind
    words: str

    @property
    def resolves(self) -> bool:
        """Whether it settles a case; any other kind is only shown."""
        return self.kind in RESOLVING


def given(view: MessageView) -> Given | None:
    """The best source that a message gives in its author's own words and files; ``None`` where it gives none."""
    found = [
        Given(kind, address)
        for address in addresses(view)
        if (kind := kind_of(address, view.guild_id)) is not None
    ]
    found += [
        Given(kind, _name(part))
        for part in view.parts
        if part.place is Place.ATTACHMENT and (kind := _by_suffix(_name(part))) is not None
    ]
    return min(found, key=lambda each: _RANK[each.kind], default=None)


def behind(view: MessageView, supported: Sequence[Accusation]) -> Given:
    """What supports these accusations (not empty), each of which the detector counts as supported."""
    best = given(view)
    if best is not None and best.resolves:
        return best
    others = [found.support for found in supported if found.support is not Support.LINK]
    if others:
        return Given(SourceKind.WORDS, min(others, key=list(Support).index).value)
    return best or Given(SourceKind.WORDS, Support.LINK.value)


def answers_alone(view: MessageView) -> bool:
    """Whether a message is hardly more than its link or file, so that it can only be an answer."""
    words = _URL.sub(" ", " ".join(part.text for part in view.parts if part.place is Place.CONTENT))
    return len(_WORD.findall(words)) <= ALONE_LIMIT


def addresses(view: MessageView) -> list[str]:
    """The first ``URL_LIMIT`` web addresses the author wrote, quoted lines and code left out."""
    found: list[str] = []
    for part in view.parts:
        if part.place not in (Place.CONTENT, Place.FORWARD):
            continue
        own = _QUOTE_LINE.sub(" ", _CODE.sub(" ", part.text))
        found.extend(_trimmed(match.group()) for match, _ in zip(_URL.finditer(own), range(URL_LIMIT)))  # noqa: B905
    return found[:URL_LIMIT]


def kind_of(address: str, guild_id: int = 0) -> SourceKind | None:
    """What a web address leads to, by the address alone; ``None`` where it can be no source at all."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return None
    labels = host.split(".")
    if len(labels) < 2:
        return None
    if host in _SHORTENERS:
        return SourceKind.SHORTENED
    if _SEARCHES & set(labels[:-1]) and ("search" in parts.path or "q=" in parts.query):
        return SourceKind.SEARCH
    kind = _CLASSES[classify_link(address).kind]
    if kind is SourceKind.MESSAGE:
        return _message_of(parts.path, guild_id)
    if kind not in RESOLVING and kind is not SourceKind.IMAGE:
        return kind
    if _FRONT_PAGE.fullmatch(parts.path) and not parts.query:
        return SourceKind.HOME
    by_suffix = _by_suffix(parts.path)
    return (
        kind if by_suffix is None or (by_suffix is SourceKind.DOCUMENT and kind in RESOLVING) else by_suffix
    )


def _message_of(path: str, guild_id: int) -> SourceKind | None:
    """A message of this very server can be checked by its members; one elsewhere can't."""
    match = _MESSAGE_PATH.fullmatch(path)
    return SourceKind.MESSAGE if match and int(match.group(1)) == guild_id else None


def _name(part: Part) -> str:
    """The file's name: the first line of an attachment's part, its alt text follows."""
    return part.text.strip().split("\n", 1)[0].strip()[:WORDS_LIMIT]


def _by_suffix(name: str) -> SourceKind | None:
    return _SUFFIXES.get(PurePosixPath(name).suffix.lower())


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it; a closing bracket stays where one was opened."""
    trimmed = address.rstrip(".,;:!?*_~…")
    while trimmed.endswith(")") and trimmed.count("(") < trimmed.count(")"):
        trimmed = trimmed[:-1].rstrip(".,;:!?*_~…")
    return trimmed
