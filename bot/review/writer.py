"""The one loop that writes events down: a batch, a transaction; an event is acknowledged when its batch is on disk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from bot.detect.message import MessageView
from bot.review import verdicts
from bot.review.revisions import Judged, Known, Memory
from bot.review.sources import Given
from bot.review.watermarks import Watermarks
from bot.store import answers, cursors, scores, unscored
from bot.store.database import Database

log = logging.getLogger(__name__)

BATCH_LIMIT = 64
BATCH_SECONDS = 0.02
"""A batch is written when it holds so many events or its first one waited so long."""
WAITING_LIMIT = 1_024
"""Events that may wait for the disk; past it whoever offers one waits too."""
RETRY_SECONDS: Final = (0.1, 0.5, 2.0, 5.0)
"""Pauses between attempts to write a batch that the database refuses as a whole (a locked or full disk)."""


class Outcome(StrEnum):
    """What became of an event. Every one but ``LOST`` is on disk, as far as there was anything to keep."""

    JUDGED = "judged"
    SKIPPED = "skipped"  # not one that is judged, or nothing to do
    UNSCORED = "unscored"  # remembered, to be fetched and scored later
    LOST = "lost"  # the database refused it; the next start reads the channel again


@dataclass(frozen=True)
class Event:
    """Something to write down, of one message. ``done`` gets the outcome once it is on disk."""

    guild_id: int
    channel_id: int
    message_id: int
    done: asyncio.Future[Outcome]


@dataclass(frozen=True)
class Verdict(Event):
    """A judged revision."""

    judged: Judged


@dataclass(frozen=True)
class Missed(Event):
    """A message that was not scored. ``attempted``: scoring it failed."""

    reason: str
    attempted: bool = False


@dataclass(frozen=True)
class Deleted(Event):
    """Messages that are gone; ``message_id`` is one of them."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True)
class Answer(Event):
    """A message that gives a source: a reply to a case's message, or what its asked author wrote next."""

    view: MessageView
    given: Given
    alone: bool


@dataclass
class _Written:
    """What one transaction did, to be believed after its commit."""

    outcomes: list[Outcome] = field(default_factory=list)
    known: dict[int, Known] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    scored: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    changed: bool = False


class Writer:
    """Takes events, writes them in batches, and wakes the outbox where a batch may have left errands."""

    def __init__(
        self,
        db: Database,
        memory: Memory,
        marks: Watermarks,
        *,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._db = db
        self._memory = memory
        self._marks = marks
        self._clock = clock
        self._wake = wake
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(WAITING_LIMIT)
        self._loop: asyncio.Task[None] | None = None
        self._stopped = False

    def start(self) -> None:
        """Begin to write. Events put earlier have waited."""
        if self._loop is None:
            self._loop = asyncio.create_task(self._run(), name="writer")

    async def put(self, event: Event) -> None:
        """Hand an event over; waits while ``WAITING_LIMIT`` are before it. After ``stop`` it is ``LOST`` at once."""
        if self._stopped:
            _resolve(event, Outcome.LOST)
            return
        await self._queue.put(event)

    async def stop(self) -> None:
        """Write what waits, then end."""
        if self._stopped:
            return
        self.start()
        self._stopped = True
        await self._queue.put(None)
        if self._loop is not None:
            await self._loop
        while not self._queue.empty():  # who waited for room in a full queue while the end was put behind it
            if (event := self._queue.get_nowait()) is not None:
                _resolve(event, Outcome.LOST)
            await asyncio.sleep(0)

    async def _run(self) -> None:
        ending = False
        while not ending:
            batch, ending = await self._gather()
            if batch:
                await self._write(batch)

    async def _gather(self) -> tuple[list[Event], bool]:
        """The next events, and whether the end came."""
        first = await self._queue.get()
        if first is None:
            return [], True
        batch = [first]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BATCH_SECONDS):
                while len(batch) < BATCH_LIMIT:
                    event = await self._queue.get()
                    if event is None:
                        return batch, True
                    batch.append(event)
        return batch, False

    async def _write(self, batch: Sequence[Event]) -> None:
        for pause in (*RETRY_SECONDS, None):
            try:
                written = await self._db.write(self._transaction, batch)
            except Exception as error:
                log.error("a batch of %d events could not be written: %s", len(batch), type(error).__name__)
                if pause is None or self._stopped:  # a stop has seconds, not a minute
                    break
                await asyncio.sleep(pause)
            else:
                self._committed(batch, written)
                return
        for event in batch:  # its channel's mark stays behind: the next start reads it again
            _resolve(event, Outcome.LOST)

    def _committed(self, batch: Sequence[Event], written: _Written) -> None:
        for message_id, known in written.known.items():
            self._memory.put(message_id, known)
        for event in batch:
            if isinstance(event, Verdict | Missed):
                self._marks.end(event.channel_id, event.message_id)
        for channel_id, mark in written.marks.items():
            self._marks.written(channel_id, mark)
        if written.changed:
            self._wake()
        for event, outcome in zip(batch, written.outcomes, strict=True):
            _resolve(event, outcome)

    def _transaction(self, conn: Connection, batch: Sequence[Event]) -> _Written:
        written, now = _Written(touched=_touched(conn, batch)), self._clock()
        for event in batch:
            written.outcomes.append(self._isolated(conn, event, written, now))
        unscored.done(conn, written.scored)
        by_channel: dict[int, list[int]] = {}
        for event in batch:
            if isinstance(event, Verdict | Missed):
                by_channel.setdefault(event.channel_id, []).append(event.message_id)
        for channel_id, done in by_channel.items():
            if (mark := self._marks.mark(channel_id, done)) is not None:
                cursors.move(conn, self._marks.guild_of(channel_id), channel_id, mark)
                written.marks[channel_id] = mark
        return written

    def _isolated(self, conn: Connection, event: Event, written: _Written, now: datetime) -> Outcome:
        """One event in a savepoint of its own: what is wrong with it must not cost its neighbours theirs."""
        try:
            if isinstance(event, Verdict) and self._quiet(event.judged, written):
                return Outcome.JUDGED
            with conn.begin_nested():
                return self._one(conn, event, written, now)
        except Exception as error:
            # Only the error's type: its words hold the statement's parameters, and so the message's text.
            log.error(
                "an event of message %s could not be written: %s", event.message_id, type(error).__name__
            )
            if isinstance(event, Answer):
                return Outcome.LOST  # the case stays open: a moderator sees the reply beside it
            unscored.keep(
                conn, event.guild_id, event.channel_id, event.message_id, "store", now, attempted=True
            )
            return Outcome.UNSCORED

    def _quiet(self, judged: Judged, written: _Written) -> bool:
        """Nearly every message: no flag, no case, nothing to write but the cursor. True where that was it."""
        message_id = judged.view.message_id
        if message_id in written.touched or judged.policy.shadow:
            return False
        known = written.known.get(message_id) or self._memory.get(message_id) or Known()
        written.known[message_id] = known.joined(judged)
        written.scored.append(message_id)
        return True

    def _one(self, conn: Connection, event: Event, written: _Written, now: datetime) -> Outcome:
        match event:
            case Verdict(judged=judged):
                self._verdict(conn, judged, written, now)
                return Outcome.JUDGED
            case Missed(reason=reason, attempted=attempted):
                unscored.keep(
                    conn,
                    event.guild_id,
                    event.channel_id,
                    event.message_id,
                    reason,
                    now,
                    attempted=attempted,
                )
                return Outcome.UNSCORED
            case Deleted(message_ids=message_ids):
                self._deleted(conn, event, message_ids, written, now)
            case Answer():
                self._answer(conn, event, written, now)
        return Outcome.SKIPPED

    def _verdict(self, conn: Connection, judged: Judged, written: _Written, now: datetime) -> None:
        view, found = judged.view, judged.findings
        known = written.known.get(view.message_id) or self._memory.get(view.message_id)
        after = verdicts.apply_revision(conn, judged, known, now)
        if judged.policy.shadow and found.scores is not None:
            scores.keep(
                conn,
                view.guild_id,
                view.channel_id,
                view.message_id,
                view.revision,
                found.model,
                found.scores,
                now,
            )
        written.scored.append(view.message_id)
        written.known[view.message_id] = after
        written.changed = written.changed or bool(judged.verdict.flags) or known is not None

    def _deleted(
        self, conn: Connection, event: Event, message_ids: Sequence[int], written: _Written, now: datetime
    ) -> None:
        if verdicts.apply_deletion(conn, event.guild_id, list(message_ids), now):
            written.changed = True
        unscored.done(conn, message_ids)
        for message_id in message_ids:
            known = written.known.get(message_id) or self._memory.get(message_id) or Known()
            written.known[message_id] = known.gone()

    def _answer(self, conn: Connection, event: Answer, written: _Written, now: datetime) -> None:
        view = event.view
        for case_id in verdicts.answered(conn, view, alone=event.alone):
            if verdicts.apply_source(conn, view.guild_id, case_id, view.author_id, event.given, now):
                written.changed = True


def _touched(conn: Connection, batch: Sequence[Event]) -> set[int]:
    """Messages of the batch that have a case, or may get one in it."""
    judged = [event for event in batch if isinstance(event, Verdict)]
    flagged = {event.message_id for event in judged if event.judged.verdict.flags}
    return flagged | answers.having_cases(conn, {(event.guild_id, event.message_id) for event in judged})


def _resolve(event: Event, outcome: Outcome) -> None:
    if not event.done.done():
        event.done.set_result(outcome)
