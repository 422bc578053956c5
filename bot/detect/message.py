"""What a reader sees of a message: the one form in which every message reaches the detectors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

TEXT_LIMIT = 20_000
"""Code points of one message that are read: content (4,000 with Nitro) and a full set of embeds (6,000) fit twice over."""


class Place(StrEnum):
    """Where in a message a text stands."""

    CONTENT = "content"
    TITLE = "title"
    FORWARD = "forward"
    POLL = "poll"
    ATTACHMENT = "attachment"
    FILE = "file"
    STICKER = "sticker"
    COMPONENT = "component"
    EMBED = "embed"


class AuthorKind(StrEnum):
    """Who wrote a message, as far as judging goes."""

    MEMBER = "member"
    BOT = "bot"
    WEBHOOK = "webhook"
    SYSTEM = "system"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class Part:
    """One visible text of a message and the place it stands in."""

    place: Place
    text: str

    @property
    def authored(self) -> bool:
        """Whether the author put the text there; an embed is made by the site that a link points to."""
        return self.place is not Place.EMBED

    @property
    def attached(self) -> bool:
        """Whether the text stands in a file or in its name or alt text."""
        return self.place in (Place.ATTACHMENT, Place.FILE)


@dataclass(frozen=True)
class MessageView:
    """Everything of one revision of a message that a reader sees.

    ``parts`` hold what was written first, then what was attached, and embeds last, so that ``written`` is a prefix
    of ``claims`` and that of ``text``: an offset into one is an offset into the others. Ids are Discord snowflakes. ``parent_id`` is the channel a thread or
    forum post stands in. ``role_ids`` are the author's roles as the event brought them.
    """

    guild_id: int
    channel_id: int
    message_id: int
    author_id: int
    author_name: str
    author_kind: AuthorKind
    created_at: datetime
    parts: tuple[Part, ...]
    parent_id: int | None = None
    edited_at: datetime | None = None
    role_ids: frozenset[int] = frozenset()
    reply_to: int | None = None
    reply_author_id: int | None = None
    has_attachments: bool = False

    @cached_property
    def text(self) -> str:
        """All visible texts, one a line, cut at ``TEXT_LIMIT`` code points."""
        return _join(self.parts)

    @cached_property
    def claims(self) -> str:
        """The texts the author stands for: ``text`` without embeds."""
        return _join(part for part in self.parts if part.authored)

    @cached_property
    def written(self) -> str:
        """What the author wrote: ``claims`` without the texts of attachments."""
        return _join(part for part in self.parts if part.authored and not part.attached)

    @cached_property
    def revision(self) -> str:
        """Content hash: first 16 hex digits of SHA-256 over ``text``; equal revisions read the same."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def ordered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Drop empty parts and put written ones first, then attached ones, then embeds, keeping the order within each."""
    kept = [part for part in parts if part.text.strip()]
    return tuple(sorted(kept, key=lambda part: (not part.authored, part.attached)))


def _join(parts: Iterable[Part]) -> str:
    return "\n".join(part.text for part in parts)[:TEXT_LIMIT]
