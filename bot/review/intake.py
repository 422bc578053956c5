"""Where messages come in: who is judged, in what context, and that nothing is lost on the way to the writer."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import Connection

from bot.detect.engine import EngineClosed, QueueFull
from bot.detect.judge import Ask, Findings
from bot.detect.message import AuthorKind, MessageView
from bot.detect.policy import Flag, GuildPolicy, RuleKind, decide, may_judge
from bot.review import sources, verdicts
from bot.review.context import ContextRing
from bot.review.outbox import utc_now
from bot.review.policies import Policies
from bot.review.revisions import Judged, Memory, Stamp, stamp_of
from bot.review.types import Span
from bot.review.watermarks import Watermarks
from bot.review.writer import Answer, Deleted, Missed, Outcome, Verdict, Writer
from bot.store import answers, cursors, unscored
from bot.store.database import Database

__all__ = ["Intake", "JudgingEngine", "Outcome"]

log = logging.getLogger(__name__)

OFFERS_LIMIT = 20_000
"""Revisions remembered to tell an event that comes twice."""
EXPLAIN_SECONDS: Final = 2.0
"""How long a flag waits for the words that made its score; without them the whole text is shown unmarked."""
BACKLOG_LIMIT = 500
"""Messages to fetch again that are handed out at once; the next call gives the rest."""
ASKED_EVERY = timedelta(minutes=10)
"""How often messages whose authors were asked are fetched again; a request to Discord each."""
WRITE_SECONDS = 3.0
"""Kept back from the time to drain, for writing down what was not scored."""


class JudgingEngine(Protocol):
    """What intake needs of ``bot.detect.engine.Engine``."""

    def submit(self, ask: Ask) -> asyncio.Future[Findings]: ...

    async def explain(self, text: str, label: str) -> list[tuple[int, int]]: ...


class Intake:
    """Takes every message event of the watched channels. Start it after the engine, drain it before.

    ``wake`` is called after a commit that may have left errands (``Outbox.wake``).
    """

    def __init__(
        self,
        db: Database,
        engine: JudgingEngine,
        policies: Policies,
        *,
        clock: Callable[[], datetime] = utc_now,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._db = db
        self._engine = engine
        self._policies = policies
        self._clock = clock
        self._asked_at: datetime | None = None
        self._ring = ContextRing()
        self._marks = Watermarks()
        self._writer = Writer(db, Memory(), self._marks, clock=clock, wake=wake)
        self._offers: OrderedDict[tuple[int, Stamp], asyncio.Future[Outcome]] = OrderedDict()
        self._newest: OrderedDict[int, Stamp] = OrderedDict()
        self._at_work: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()
        self._handed_out: set[int] = set()

    def start(self) -> None:
        """Begin to write down what comes in."""
        self._writer.start()

    async def offer(self, view: MessageView, *, edited: bool = False) -> asyncio.Future[Outcome]:
        """Take one revision of a message in; returns when it is accepted.

        The future ends when the event is acknowledged: what there was to keep is on disk. It never fails. The same
        revision again gives the same future, unless the first one was not scored. ``edited`` says that the event was
        an edit; the order of revisions comes from Discord's own times, not from it.
        """
        key = (view.message_id, stamp_of(view))
        known = self._offers.get(key)
        if known is not None and not (known.done() and known.result() in (Outcome.UNSCORED, Outcome.LOST)):
            return known
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._remember(key, done)
        self._marks.begin(view.guild_id, view.channel_id, view.message_id)
        try:
            handed_over = await self._take(view, done)
        except BaseException:
            self._offers.pop(key, None)
            self._marks.end(view.channel_id, view.message_id)
            raise
        if not handed_over:
            self._marks.end(view.channel_id, view.message_id)
            if view.message_id in self._handed_out:  # not one to judge any more: it would wait for ever
                await self._db.write(unscored.done, [view.message_id])
            done.set_result(Outcome.SKIPPED)
        return done

    async def _take(self, view: MessageView, done: asyncio.Future[Outcome]) -> bool:
        """Hand a message to the engine, or see that it is not one to judge."""
        policy = await self._policies.get(view.guild_id)
        await self.source_reply(view)
        if not policy.for_channel(view.channel_id, view.parent_id).watch:
            return False
        context = self._ring.before(view.channel_id, view.message_id)
        self._show(view)
        if not all(step.passed for step in may_judge(view, policy)):
            return False
        await self._submit(view, Ask.of(view, context), policy, done)
        return True

    async def deleted(self, guild_id: int, channel_id: int, message_ids: Iterable[int]) -> None:
        """Messages are gone, or were not there when they were fetched. Returns when that is on disk."""
        ids = tuple(message_ids)
        if not ids:
            return
        for message_id in ids:
            self._ring.forget(channel_id, message_id)
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        await self._writer.put(Deleted(guild_id, channel_id, ids[0], done, ids))
        await done

    async def source_reply(self, view: MessageView) -> bool:
        """Where a person's message gives a source and answers a case, settle that. ``offer`` calls it by itself.

        It answers as a reply, by anyone, to the case's message or to our question; or as the asked author's next
        message in the channel where that is hardly more than a link. True where something was written down.
        """
        if view.author_kind is not AuthorKind.MEMBER:
            return False
        given = sources.given(view)
        if given is None:
            return False
        alone = view.reply_to is None and sources.answers_alone(view)
        if not await self._db.read(verdicts.answered, view, alone=alone):
            return False
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        await self._writer.put(
            Answer(view.guild_id, view.channel_id, view.message_id, done, view, given, alone)
        )
        return True

    async def backlog(self) -> list[tuple[int, int, int]]:
        """(guild, channel, message) to fetch again and ``offer``, oldest first; ``deleted`` for those not there.

        What was not scored; and, at most once in ``ASKED_EVERY``, what authors were asked about: a source may have
        come while nobody looked. At most ``BACKLOG_LIMIT`` of each.
        """
        now = self._clock()
        missed = await self._db.write(unscored.take, BACKLOG_LIMIT, now)
        self._handed_out = {each.message_id for each in missed}
        found = {(each.guild_id, each.channel_id, each.message_id) for each in missed}
        if self._asked_at is None or now - self._asked_at >= ASKED_EVERY:
            self._asked_at = now
            found.update(await self._db.read(answers.asked, BACKLOG_LIMIT))
        return sorted(found, key=lambda ids: ids[2])

    async def cursors(self, guild_id: int) -> Mapping[int, int]:
        """Channel → the message after which to read again. Ask before the first event is offered."""
        known = await self._db.read(cursors.everything)
        return {each.channel_id: each.message_id for each in known if each.guild_id == guild_id}

    async def begin_at(self, guild_id: int, channel_id: int, message_id: int) -> bool:
        """Give a channel that is watched from now on the message after which to read again after a crash.

        A cursor it has already stays. True where it had none. Any snowflake will do, that of the present moment too.
        """
        return await self._db.write(cursors.begin, guild_id, channel_id, message_id)

    async def forget(self, channel_ids: Iterable[int]) -> None:
        """These channels are no longer watched: should one be again, what was said meanwhile is not read."""
        for channel_id in channel_ids:
            self._marks.drop(channel_id)
            await self._db.write(_forget, channel_id)

    async def drain(self, seconds: float) -> int:
        """Finish what can be judged in ``seconds``, keep the rest for the next start, and stop. Returns the rest.

        What is offered after this ends as ``LOST``: its channel's cursor stays behind it.
        """
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=max(0.0, seconds - WRITE_SECONDS))
        self._closing.set()
        cut = len(self._at_work)
        await asyncio.gather(*self._at_work)
        await self._writer.stop()
        return cut

    async def _submit(
        self, view: MessageView, ask: Ask, policy: GuildPolicy, done: asyncio.Future[Outcome]
    ) -> None:
        if self._closing.is_set():
            await self._miss(view, done, "closing")
            return
        try:
            found = self._engine.submit(ask)
        except QueueFull:
            await self._miss(view, done, "full")
        except EngineClosed:
            await self._miss(view, done, "closing")
        else:
            task = asyncio.create_task(self._judge(view, policy, found, done))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def _judge(
        self,
        view: MessageView,
        policy: GuildPolicy,
        found: asyncio.Future[Findings],
        done: asyncio.Future[Outcome],
    ) -> None:
        """From the engine's answer to the writer. Every way out puts exactly one event."""
        closing = asyncio.ensure_future(self._closing.wait())
        either: set[asyncio.Future[Any]] = {found, closing}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            closing.cancel()
        if not found.done():
            found.cancel()
            await self._miss(view, done, "closing")
            return
        try:
            findings = found.result()
            judged = await self._judged(view, policy, findings)
        except (EngineClosed, asyncio.CancelledError):
            await self._miss(view, done, "closing")
        except Exception as error:
            log.error("message %s could not be judged: %s", view.message_id, type(error).__name__)
            await self._miss(view, done, "error", attempted=True)
        else:
            await self._writer.put(Verdict(view.guild_id, view.channel_id, view.message_id, done, judged))

    async def _judged(self, view: MessageView, policy: GuildPolicy, findings: Findings) -> Judged:
        verdict = decide(view, findings, policy)
        spans = {flag.kind: await self._spans(view, flag, findings) for flag in verdict.flags}
        return Judged(view, policy, findings, verdict, spans)

    async def _spans(self, view: MessageView, flag: Flag, findings: Findings) -> tuple[Span, ...]:
        if flag.kind is RuleKind.ACCUSATION:
            return accusation_spans(flag)
        if flag.kind is RuleKind.SELF_HARM:
            said = findings.self_harm
            return (Span(said.start, said.end, "charge"),) if said is not None else ()
        scores = findings.scores or {}
        label = max(flag.labels, key=lambda name: scores.get(name, 0.0))
        try:
            async with asyncio.timeout(EXPLAIN_SECONDS):
                found = await self._engine.explain(view.text, label)
        except (TimeoutError, EngineClosed):
            return ()
        except Exception as error:
            log.error("message %s could not be explained: %s", view.message_id, type(error).__name__)
            return ()
        return tuple(Span(start, end, "toxic") for start, end in found)

    async def _miss(
        self, view: MessageView, done: asyncio.Future[Outcome], reason: str, *, attempted: bool = False
    ) -> None:
        await self._writer.put(
            Missed(view.guild_id, view.channel_id, view.message_id, done, reason, attempted)
        )

    def _remember(self, key: tuple[int, Stamp], done: asyncio.Future[Outcome]) -> None:
        self._offers[key] = done
        self._offers.move_to_end(key)
        if len(self._offers) > OFFERS_LIMIT:
            self._offers.popitem(last=False)

    def _show(self, view: MessageView) -> None:
        """Put the revision in the context ring, unless a newer one stands there."""
        stamp = stamp_of(view)
        if stamp < self._newest.get(view.message_id, stamp):
            return
        self._newest[view.message_id] = stamp
        self._newest.move_to_end(view.message_id)
        if len(self._newest) > OFFERS_LIMIT:
            self._newest.popitem(last=False)
        self._ring.put(view)


def _forget(conn: Connection, channel_id: int) -> None:
    cursors.forget(conn, channel_id)
    unscored.forget(conn, channel_id)


def accusation_spans(flag: Flag) -> tuple[Span, ...]:
    """Target and charge of each flagged accusation, in reading order; the text they stand in begins every view."""
    found: set[Span] = set()
    for each in flag.accusations:
        if each.target is not None:
            found.add(Span(each.target.start, each.target.end, "target"))
        if each.charge is not None:
            found.add(Span(each.charge.start, each.charge.end, "charge"))
    return tuple(sorted(found, key=lambda span: (span.start, span.end, span.role)))
