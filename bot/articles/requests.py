"""Asking for a summary on a member's behalf: what is kept is served, what is asked twice at once is read once, quotas hold."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.articles.address import parse_allowed, parse_link
from bot.articles.budget import Budget, GuildBudget, day_of
from bot.articles.cache import FAILURE_KEPT, SUMMARY_KEPT, Cache, Kept, content_of
from bot.articles.flights import Flights
from bot.articles.links import clean_link, unwrap
from bot.articles.places import Sources, Unread, places_in, places_kept
from bot.articles.quotas import WINDOW, Asker, Full, Kind, Quotas, Wait
from bot.articles.service import Summarizer
from bot.articles.types import Refusal, Summary, refuse
from bot.articles.worker import Result
from bot.settings import ArticleSettings, RewriteSettings
from bot.store import quotas as asks
from bot.store import summaries
from bot.store.database import Database

PATIENCE: Final = timedelta(minutes=5)
"""How long one person waits for one answer: a page takes 30 s, two answers of a slow language model minutes.

An interaction can be answered for 15 minutes:
https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
"""
Rewrite: TypeAlias = Callable[[Result, Budget], Awaitable[Summary]]
OUR_OWN: Final = frozenset({"busy"})
"""Refusals that are this bot's doing: neither kept nor counted."""


class Requests:
    """Takes members' requests; one per process. ``tick`` forgets what is past its time, ``close`` ends everything.

    ``rewrite``, with ``rewriting`` for its settings, makes a better summary of what was read, within a server's budget of
    tokens, or gives back the one there is. ``clock`` gives the present moment in UTC.
    """

    def __init__(
        self,
        db: Database,
        summarizer: Summarizer,
        settings: ArticleSettings,
        rewriting: RewriteSettings | None = None,
        *,
        rewrite: Rewrite | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Raises :class:`ValueError` for an allow list that cannot be read."""
        self._db = db
        self._summarizer = summarizer
        self._allow = parse_allowed(settings.article_allow)
        self._cache = Cache(settings, *([rewriting] if rewriting is not None else []))
        self._rewrite = rewrite
        self._quotas = Quotas.of(settings)
        self._tokens = settings.article_rewrite_tokens
        self._clock = clock
        self._running: dict[int, datetime] = {}
        self._made: Flights[Kept] = Flights()
        self._read: Flights[Result] = Flights()

    async def ask(self, guild_id: int, member_id: int, link: str) -> Kept | Wait:
        """The summary of the article behind a link, or a refusal in its place; ``Wait`` where a quota is used up."""
        link = unwrap(link.strip())
        try:
            parse_link(link, self._allow)
        except Refusal as refusal:  # nothing is opened, so nothing is counted
            return Kept(refuse(refusal, url=link))
        with self._one_at_a_time(member_id) as running:
            return running or await self._ask(Asker(guild_id, member_id, Kind.SUMMARY), link)

    async def sources(self, guild_id: int, member_id: int, summary_id: int) -> Sources | None:
        """Where a summary's sentences stand in the article; ``None`` where it is no longer kept.

        The article is not kept, so it is opened again to show what stands around them, within the quotas. Where that
        cannot be, or the article is another now, what is known without it is shown, and the reason.
        """
        kept = await self._db.read(self._cache.by_id, summary_id, self._clock())
        if kept is None or kept.summary.refused is not None:
            return None
        with self._one_at_a_time(member_id) as running:
            read = running or await self._read_again(Asker(guild_id, member_id, Kind.SOURCES), kept)
        if isinstance(read, Result):
            # Up to 200,000 characters are cut into sentences.
            return await asyncio.to_thread(places_in, kept.summary, read.article)
        return Sources(kept.summary, places_kept(kept.summary), read)

    async def tick(self) -> None:
        """Forget what is past its time."""
        now = self._clock()
        await self._db.write(summaries.prune, now)
        await self._db.write(asks.prune, now - WINDOW, day_of(now))

    async def close(self) -> None:
        """End what is under way, the worker process and the connections."""
        await self._made.close()
        await self._read.close()
        await self._summarizer.close()

    @contextmanager
    def _one_at_a_time(self, member_id: int) -> Iterator[Wait | None]:
        since = self._running.get(member_id)
        if since is not None:
            yield Wait(Full.RUNNING, since + PATIENCE)
            return
        self._running[member_id] = self._clock()
        try:
            yield None
        finally:
            del self._running[member_id]

    async def _ask(self, asker: Asker, link: str) -> Kept | Wait:
        key = clean_link(link)
        # Looked for on both sides of the transaction: one that is under way now may be done when that ends.
        flight = self._made.under_way(key)
        taken = await self._db.write(self._take, asker, link, self._clock())
        if not isinstance(taken, int):
            return taken
        flight = flight or self._made.under_way(key)
        shared = flight is not None
        if flight is None:
            flight = self._made.start(key, self._make(asker.guild_id, link))
        try:
            made = await asyncio.wait_for(asyncio.shield(flight), PATIENCE.total_seconds())
        except TimeoutError:
            made = Kept(refuse(Refusal("busy"), url=link))
        await self._settle(taken, made.summary, shared=shared)
        return made

    def _take(self, conn: Connection, asker: Asker, link: str, now: datetime) -> int | Kept | Wait:
        """What is kept of a link, or the number under which the request is counted."""
        kept = self._cache.of_link(conn, link, now)
        if kept is not None and kept.summary.refused is not None:
            return kept
        taken = self._quotas.count(conn, asker, now, read=kept is None)
        return kept if kept is not None and isinstance(taken, int) else taken

    async def _settle(self, taken: int, summary: Summary, *, shared: bool) -> None:
        if summary.refused in OUR_OWN:
            await self._db.write(asks.uncount, taken)
        elif shared:
            await self._db.write(asks.not_read, taken)

    async def _make(self, guild_id: int, link: str) -> Kept:
        try:
            result = await self._summarizer.read(link)
        except Refusal as refusal:
            return await self._keep(link, None, refuse(refusal, url=link), self._clock() + FAILURE_KEPT)
        content = content_of(result.article)
        known = await self._db.read(self._cache.of_content, content, self._clock())
        if known is not None and known.until is not None:
            return await self._keep(link, content, known.summary, known.until)
        summary = result.summary
        budget = GuildBudget(self._db, guild_id, self._tokens, self._clock)
        if summary.refused is None and self._rewrite is not None:
            summary = await self._rewrite(result, budget)
        again = summary.refused is not None or budget.fruitless
        return await self._keep(
            link, content, summary, self._clock() + (FAILURE_KEPT if again else SUMMARY_KEPT)
        )

    async def _keep(self, link: str, content: str | None, summary: Summary, until: datetime) -> Kept:
        if summary.refused in OUR_OWN:
            return Kept(summary)
        return await self._db.write(self._cache.keep, link, content, summary, self._clock(), until=until)

    async def _read_again(self, asker: Asker, kept: Kept) -> Result | Wait | Unread:
        link = kept.summary.url or ""
        key = clean_link(link)
        taken = await self._db.write(self._quotas.count, asker, self._clock(), read=True)
        if isinstance(taken, Wait):
            return taken
        flight = self._read.under_way(key)
        shared = flight is not None
        if flight is None:
            flight = self._read.start(key, self._summarizer.read(link))
        try:
            result = await asyncio.wait_for(asyncio.shield(flight), PATIENCE.total_seconds())
        except (Refusal, TimeoutError) as error:
            code = error.code if isinstance(error, Refusal) else "busy"
            await self._settle(taken, refuse(Refusal(code)), shared=shared)
            return Unread.GONE
        await self._settle(taken, result.summary, shared=shared)
        return result if content_of(result.article) == kept.content else Unread.CHANGED
