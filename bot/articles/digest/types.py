"""What goes into a digest and what comes out: plain frozen values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

MEMBERS_OF_A_VIEW: Final = 3
"""Distinct members who must hold a view before it is stated: fewer would point at persons."""

Embed: TypeAlias = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""n texts → an (n, d) array of unit vectors, such as ``bot.detect.embedding.SentenceEncoder.embed``."""
Fit: TypeAlias = Callable[[str], bool]
"""Whether a sentence may be quoted."""


@dataclass(frozen=True, slots=True)
class Post:
    """A member's message: no bot's, no command, no system message. ``reply_to`` is the id of the message it answers."""

    id: int
    author_id: int
    text: str
    at: datetime
    channel_id: int = 0
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a digest is made of. ``names``: members' names, which must not stand in it.

    ``opted_out`` are member ids; ``flagged`` are ids of messages with a case that is upheld or not decided.
    """

    posts: Sequence[Post]
    names: frozenset[str] = frozenset()
    opted_out: frozenset[int] = frozenset()
    flagged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, word for word, and the message in which it stands."""

    text: str
    post_id: int


@dataclass(frozen=True, slots=True)
class View:
    """One side on a topic. ``members``: how many hold it; ``post_ids``: one message of each, oldest first.

    ``quotes``: sentences of those members that may stand for it, the best first; may be empty.
    """

    members: int
    post_ids: tuple[int, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a part of the discussion is about: its words as used there, its messages, and the views on it.

    ``views`` has none, one or two: two are opposed, the one that more members hold first, then the one that was said
    first. ``unstated``: the view opposed to the only one is held as well, by fewer than ``MEMBERS_OF_A_VIEW``.
    """

    label: str
    terms: tuple[str, ...]
    first: datetime
    last: datetime
    messages: int
    members: int
    views: tuple[View, ...] = ()
    unstated: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Messages that were not read into the digest, and why."""

    opted_out: int = 0
    flagged: int = 0
    short: int = 0

    @property
    def total(self) -> int:
        return self.opted_out + self.flagged + self.short


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest. ``read`` messages of ``members`` members went into it; ``links`` were shared in them."""

    read: int
    members: int
    left_out: LeftOut
    first: datetime | None = None
    last: datetime | None = None
    topics: tuple[Topic, ...] = ()
    links: tuple[str, ...] = ()
    channels: dict[int, int] = field(default_factory=dict[Any, Any])
    """Message id → channel id, of the messages that are linked."""
