"""The worker that runs errands: several groups at once, each group's errands in order, nothing lost over a restart."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from bot.review import rows
from bot.review.courier import Courier, CourierFailed, CourierRetry, Place, Unreadable
from bot.review.delivery import Delivery
from bot.store import outbox as store
from bot.store import scores
from bot.store.database import Database
from bot.store.outbox import ErrandKind, FailedErrand

__all__ = [
    "Courier",
    "CourierFailed",
    "CourierRetry",
    "ErrandKind",
    "FailedErrand",
    "Outbox",
    "Place",
    "Unreadable",
]

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Errands under way together. Discord's limit is per channel; more only waits inside the library."""
LEASE = timedelta(minutes=2)
"""How long an errand is ours; longer than one attempt may take (``delivery.DELIVERY_SECONDS``)."""
POLL_SECONDS = 5.0
KEEP_SENT = timedelta(days=7)
KEEP_FAILED = timedelta(days=30)
"""As long as a text is kept by default: a review channel that is set late still gets the cards that were given up."""
PRUNE_EVERY = timedelta(hours=1)


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Outbox:
    """Runs what ``bot.store.outbox.enqueue`` wrote down. One per process."""

    def __init__(
        self,
        db: Database,
        courier: Courier,
        *,
        clock: Callable[[], datetime] = utc_now,
        jitter: Callable[[], float] = random.random,
        at_once: int = AT_ONCE,
    ) -> None:
        self._db = db
        self._courier = courier
        self._clock = clock
        self._at_once = at_once
        self._delivery = Delivery(db, courier, clock=clock, jitter=jitter)
        self._wake = asyncio.Event()
        self._stopping = False
        self._under_way: set[asyncio.Task[None]] = set()
        self._recovered = False
        self._recovering = asyncio.Lock()
        self._pruned_at: datetime | None = None

    def wake(self) -> None:
        """Something was enqueued. Call it on the event loop, after the commit."""
        self._wake.set()

    async def run(self) -> None:
        """Work until ``drain`` is called or the task is cancelled. Trouble with the database is waited out."""
        while not self._stopping:
            self._wake.clear()
            wait = POLL_SECONDS
            try:
                await self._start_due()
                await self._prune()
                wait = await self._pause()
            except Exception:  # whatever it was: the worker must be there when it is over
                log.exception("the outbox could not be read")
            if not self._stopping:
                await self._wait(wait)

    async def drain(self, seconds: float) -> int:
        """Run everything that is due, at most ``seconds`` long, and stop. Returns how many errands are still owed.

        What is cut off stays ``sending`` and is taken up by the next start.
        """
        self._stopping = True
        self.wake()
        try:
            async with asyncio.timeout(seconds):
                await self.deliver_due()
        except TimeoutError:
            log.warning("the outbox stops with %d errands under way", len(self._under_way))
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        return await self._db.read(store.owed)

    async def deliver_due(self) -> None:
        """Run errands until none is due."""
        while await self._start_due() or self._under_way:
            if self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def failed(self, guild_id: int | None = None, limit: int = 50) -> list[FailedErrand]:
        """Errands that were given up, newest first, of one guild or of all."""
        return await self._db.read(store.failures, guild_id, limit)

    async def retry_failed(self, guild_id: int) -> int:
        """Owe a guild's given-up cards again, for instance after its review channel was set. Returns how many."""
        owed = await self._db.write(store.retry_failed_cards, guild_id, self._clock())
        self.wake()
        return owed

    async def stray(self, guild_id: int, group_id: int, channel_id: int, message_id: int) -> None:
        """Somebody used a card that is not the group's own: of two cards the newer stays, the older points to it."""
        view = await self._db.read(rows.load_card, guild_id, group_id)
        if view is None or view.group.card_message_id == message_id:
            return
        try:
            await self._delivery.newest_wins(view, message_id, channel_id)
        except (CourierRetry, CourierFailed) as error:
            log.warning("a doubled card stays as it is for now: %s", error.code)

    async def _start_due(self) -> int:
        """Claim what is due and start it; how many were started."""
        await self._recover()
        room = self._at_once - len(self._under_way)
        due = await self._db.read(store.next_due) if room > 0 else None
        if due is None or due > self._clock():
            return 0
        now = self._clock()
        errands = await self._db.write(store.claim, now, now + LEASE, room)
        for errand in errands:
            task = asyncio.create_task(self._delivery.run(errand), name=f"errand {errand.id}")
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return len(errands)

    async def _recover(self) -> None:
        """Once, before anything is sent: what a former process was sending has an unknown outcome."""
        async with self._recovering:
            if not self._recovered:
                await self._db.write(store.recover, self._clock())
                self._recovered = True

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s was not written down: %s", task.get_name(), type(error).__name__)
        self.wake()

    async def _pause(self) -> float:
        due = await self._db.read(store.next_due)
        if due is None or len(self._under_way) >= self._at_once:
            return POLL_SECONDS
        return min(POLL_SECONDS, max(0.05, (due - self._clock()).total_seconds()))

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _prune(self) -> None:
        """Forget what was kept long enough: the worker is the loop that runs even when nobody writes a message."""
        now = self._clock()
        if self._pruned_at is not None and now - self._pruned_at < PRUNE_EVERY:
            return
        self._pruned_at = now
        await self._db.write(_prune, now)


def _prune(conn: Connection, now: datetime) -> None:
    store.prune(conn, now - KEEP_SENT, now - KEEP_FAILED)
    scores.prune(conn, now + PRUNE_EVERY)  # what would be too old before the next round goes now
