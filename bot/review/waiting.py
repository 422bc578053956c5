"""What waits for a decision, as a whole: pages over filters, counts, and decisions in bulk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.review import bulk, members, queue
from bot.review.bulk import Choice, Preview
from bot.review.queue import EVERYTHING, Filter, QueuePage, Status, Turn
from bot.store.database import Database

PAGE_LIMIT: Final = 50
"""Cases that one page gives at most."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a bulk run is: ``decided`` so far of the ``expected``; ``left`` is known at the end."""

    decided: int
    expected: int
    left: int | None = None


class Waiting:
    """The queue of every server. Nothing here acts on Discord."""

    def __init__(
        self,
        db: Database,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """``on_change`` is called after each change, so that the outbox need not wait for its next round."""
        self._db = db
        self._clock = clock
        self._on_change = on_change

    async def page(
        self, guild_id: int, by: int, wanted: Filter = EVERYTHING, turn: Turn | None = None, size: int = 10
    ) -> QueuePage:
        """One page of the undecided cases that the filter leaves to ``by``, in the queue's order."""
        size = max(1, min(size, PAGE_LIMIT))
        return await self._db.read(queue.page, guild_id, wanted, turn or Turn(), by, size, self._clock())

    async def status(self, guild_id: int) -> Status:
        """Counts of everything undecided."""
        return await self._db.read(queue.status, guild_id)

    async def preview(self, guild_id: int, by: int, wanted: Filter) -> Preview:
        """What ``by`` could decide together now."""
        return await self._db.read(bulk.preview, guild_id, wanted, by, self._clock())

    async def decide(
        self, guild_id: int, by: int, wanted: Filter, choice: Choice, previewed: datetime, expected: int
    ) -> AsyncIterator[Progress]:
        """Decide what the preview of that moment covered, ``bulk.RUN_LIMIT`` cases at most, in short transactions.

        Gives the progress after each. A process that ends midway has decided what it gave, and nothing else.
        """
        decided, last, more = 0, 0, True
        while more and decided < bulk.RUN_LIMIT:
            size = min(bulk.BATCH, bulk.RUN_LIMIT - decided)
            now = self._clock()
            done = await self._db.write(bulk.step, guild_id, wanted, choice, by, previewed, last, size, now)
            self._on_change()
            decided, last, more = decided + done.decided, done.last, done.more
            yield Progress(decided, expected)
        left = await self._db.read(bulk.left, guild_id, wanted, by, previewed, self._clock())
        yield Progress(decided, expected, left)

    async def may_report(self, guild_id: int, member_id: int) -> bool:
        """Whether the moderators have room for another report by this member (``members.may_report``)."""
        return await self._db.read(members.may_report, guild_id, member_id, self._clock())

    async def told(self, guild_id: int, member_id: int) -> tuple[members.Told, ...]:
        """The decisions about a member's own messages that the member was told of, newest first."""
        return await self._db.read(members.told, guild_id, member_id)

    async def record(self, guild_id: int, member_id: int) -> members.Record:
        """What moderators see of a member: earlier cases, the notes on them, the appeals against them, and their points."""
        return await self._db.read(members.record, guild_id, member_id, self._clock())
