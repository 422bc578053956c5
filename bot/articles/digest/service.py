"""The digest room's door: messages in, a digest out, made beside the event loop; nothing of it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol, TypeAlias

from bot.articles.digest.child import make_beside
from bot.articles.digest.reading import CHARACTERS_READ
from bot.articles.digest.types import Digest, Post, Quote, Source, Topic, View
from bot.detect.engine import EngineClosed
from bot.detect.judge import Ask, Findings
from bot.detect.policy import AccusationHandling, ChannelPolicy, LabelHandling, judge_findings
from bot.store import cases, digest_optouts
from bot.store.database import Database

WAITING: Final = 4
"""Digests that may be wanted at once, the one at work included: each takes seconds of a processor."""
TRIES: Final = 4
"""Sentences of a view that are looked at by the detectors before it goes without."""
QUOTES: Final = 2
"""Sentences that speak for a view."""


class Busy(Exception):
    """``WAITING`` digests are being made already, or the bot stops."""


class Judging(Protocol):
    """What is needed of ``bot.detect.engine.Engine``."""

    async def judge(self, ask: Ask) -> Findings: ...


Make: TypeAlias = Callable[[Source], Coroutine[Any, Any, Digest]]
"""What makes a digest; ``child.make_beside``."""


class Digester:
    """Makes digests, one after the other, each in a child process; one per bot, to be closed at the end.

    ``thresholds`` are those (label → score) from which a sentence is too rough to be quoted.
    """

    def __init__(
        self, db: Database, engine: Judging, thresholds: Mapping[str, float], make: Make = make_beside
    ) -> None:
        self._db = db
        self._engine = engine
        self._policy = ChannelPolicy(
            thresholds=thresholds, accusations=AccusationHandling.QUEUE, labels=LabelHandling.ALL
        )
        self._make = make
        self._turn = asyncio.Lock()
        self._at_work: set[asyncio.Task[Digest]] = set()
        self._closed = False

    async def digest(self, guild_id: int, posts: Sequence[Post], names: frozenset[str]) -> Digest:
        """The digest of these messages, without those of members who opted out and those whose flag was not cleared.

        ``names`` are the members' names, which must not stand in it. Each view has at most ``QUOTES`` sentences, and
        opposed views have equally many. Raises ``Busy``, ``child.Failed``.
        """
        if len(self._at_work) >= WAITING or self._closed:
            raise Busy
        task = asyncio.create_task(self._digest(guild_id, posts, names), name="digest")
        self._at_work.add(task)
        try:
            return await task
        except EngineClosed as error:
            raise Busy from error
        except asyncio.CancelledError as error:
            if self._closed and task.cancelled():
                raise Busy from error
            task.cancel()
            raise
        finally:
            self._at_work.discard(task)

    async def opts_out(self, guild_id: int, member_id: int) -> None:
        """From now on no message of this member is read into a digest of this server."""
        await self._db.write(digest_optouts.add, guild_id, member_id)

    async def opts_in(self, guild_id: int, member_id: int) -> None:
        """The member's messages may be read again."""
        await self._db.write(digest_optouts.remove, guild_id, member_id)

    async def close(self) -> None:
        """End the digest at work and refuse every later one."""
        self._closed = True
        for task in self._at_work:
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)

    async def _digest(self, guild_id: int, posts: Sequence[Post], names: frozenset[str]) -> Digest:
        async with self._turn:
            source = Source(
                [replace(post, text=post.text[:CHARACTERS_READ]) for post in posts],
                names,
                opted_out=await self._db.read(digest_optouts.members, guild_id),
                flagged=await self._db.read(cases.unquotable, guild_id, [post.id for post in posts]),
            )
            made = await self._make(source)
        return replace(made, topics=tuple([await self._quoted(topic) for topic in made.topics]))

    async def _quoted(self, topic: Topic) -> Topic:
        """The topic with the sentences that are shown: equally many for each view, from different messages."""
        chosen = [await self._fit(view.quotes) for view in topic.views]
        count = min(map(len, chosen), default=0)
        views = zip(topic.views, chosen, strict=True)
        return replace(topic, views=tuple(_with(view, quotes[:count]) for view, quotes in views))

    async def _fit(self, quotes: Sequence[Quote]) -> list[Quote]:
        fit: list[Quote] = []
        for quote in quotes[:TRIES]:
            if len(fit) < QUOTES and all(quote.post_id != other.post_id for other in fit):
                findings = await self._engine.judge(Ask(quote.text, len(quote.text)))
                if not judge_findings(findings, self._policy).flags:
                    fit.append(quote)
        return fit


def _with(view: View, quotes: Sequence[Quote]) -> View:
    return replace(view, quotes=tuple(quotes))
