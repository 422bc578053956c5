"""The digest room's door: messages in, a digest out, made beside the event loop; nothing of it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, Protocol

from bot.articles.digest.make import make_digest
from bot.articles.digest.types import Digest, Embed, Post, Quote, Source, Topic, View
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


class Digester:
    """Makes digests, one after the other on a thread of its own; one per process, to be closed at the end.

    ``load`` gives the encoder's ``embed`` and is called on that thread, with the first digest. ``thresholds`` are
    those (label → score) from which a sentence is too rough to be quoted.
    """

    def __init__(
        self, db: Database, engine: Judging, thresholds: dict[str, float], load: Callable[[], Embed]
    ) -> None:
        self._db = db
        self._engine = engine
        self._policy = ChannelPolicy(
            thresholds=thresholds, accusations=AccusationHandling.QUEUE, labels=LabelHandling.ALL
        )
        self._load = load
        self._embed: Embed | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="digest")
        self._at_work = 0
        self._closed = False

    async def digest(self, guild_id: int, posts: Sequence[Post], names: frozenset[str]) -> Digest:
        """The digest of these messages, without those of members who opted out and those whose flag was not cleared.

        ``names`` are the members' names, which must not stand in it. Each view has at most ``QUOTES`` sentences, and
        opposed views have equally many. Raises ``Busy``.
        """
        if self._at_work >= WAITING or self._closed:
            raise Busy
        self._at_work += 1
        try:
            source = Source(
                posts,
                names,
                opted_out=await self._db.read(digest_optouts.members, guild_id),
                flagged=await self._db.read(cases.unquotable, guild_id, [post.id for post in posts]),
            )
            loop = asyncio.get_running_loop()
            made = await loop.run_in_executor(self._thread, self._make, source)
            return replace(made, topics=tuple([await self._quoted(topic) for topic in made.topics]))
        except EngineClosed as error:
            raise Busy from error
        finally:
            self._at_work -= 1

    async def opts_out(self, guild_id: int, member_id: int) -> None:
        """From now on no message of this member is read into a digest of this server."""
        await self._db.write(digest_optouts.add, guild_id, member_id)

    async def opts_in(self, guild_id: int, member_id: int) -> None:
        """The member's messages may be read again."""
        await self._db.write(digest_optouts.remove, guild_id, member_id)

    async def close(self) -> None:
        """Refuse every later digest; the one at work ends by itself within seconds and is given to nobody."""
        self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _make(self, source: Source) -> Digest:
        if self._embed is None:
            self._embed = self._load()
        return make_digest(source, self._embed)

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
