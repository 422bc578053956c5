"""A channel with an engine that reads a few agreed words, for tests of what comes in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.detect.accusation.types import Accusation, Mode, Reading, Support
from bot.detect.engine import EngineClosed, QueueFull
from bot.detect.judge import Ask, Findings
from bot.detect.message import MessageView
from bot.detect.policy import AccusationHandling, ChannelPolicy, GuildPolicy, RuleKind
from bot.review import rows
from bot.review.intake import Intake
from bot.review.policies import Policies
from bot.review.types import Case
from bot.review.writer import Outcome
from bot.store import cases
from bot.store.database import Database
from bot.store.tables import outbox
from tests.review.kit import GUILD, START, Clock, accusation, view

MODEL = "test:0000"
CHARGE = "Orlova took a bribe."
SOURCED = CHARGE + " https://courts.example/ruling/88"
WEAK = CHARGE + " https://video.example/watch?v=abc"
HEDGED = "Allegedly Orlova took a bribe."
CLEAN = "The weather holds."
VILE = "What a vile thing to say."
RUDE = "What a rude thing to say."
FOREIGN = "foreign words"


def findings(text: str) -> Findings:
    """What a text holds, by the agreed words."""
    if FOREIGN in text:
        return Findings(None, "language", MODEL, "xx", None)
    toxicity = 0.9 if "vile" in text else 0.6 if "rude" in text else 0.05
    return Findings({"toxicity": toxicity, "insult": toxicity / 2}, None, MODEL, "en", _reading(text))


def _reading(text: str) -> Reading:
    found: tuple[Accusation, ...] = ()
    if "bribe" in text:
        supported = "http" in text
        mode = Mode.HEDGED if "llegedly" in text else Mode.ASSERTED
        found = (
            accusation(
                "Orlova",
                "took a bribe",
                mode=mode,
                support=Support.LINK if supported else Support.NONE,
                probability=0.9 if mode is Mode.ASSERTED and not supported else 0.1,
            ),
        )
    unsupported = any(each.is_open for each in found)
    return Reading(found, 0.9 if unsupported else 0.0, unsupported, bool(found))


@dataclass
class FakeEngine:
    """Answers at once, unless told to be full, to fail, to hold back, or that it is closed."""

    full: bool = False
    closed: bool = False
    broken: str | None = None
    held: list[asyncio.Future[Findings]] | None = None
    asks: list[Ask] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)

    def submit(self, ask: Ask) -> asyncio.Future[Findings]:
        if self.closed:
            raise EngineClosed
        if self.full:
            raise QueueFull
        self.asks.append(ask)
        future: asyncio.Future[Findings] = asyncio.get_running_loop().create_future()
        if self.held is not None:
            self.held.append(future)
        elif self.broken is not None and self.broken in ask.text:
            future.set_exception(ValueError("cannot read it"))
        else:
            future.set_result(findings(ask.text))
        return future

    async def explain(self, text: str, label: str) -> list[tuple[int, int]]:
        self.explained.append(label)
        return [(at, at + 4) for word in ("vile", "rude") if (at := text.find(word)) >= 0]

    def release(self) -> None:
        held, self.held = self.held or [], None
        for future, ask in zip(held, self.asks[-len(held) :], strict=True):
            future.set_result(findings(ask.text))


@dataclass
class Street:
    """Everything between an event and the database."""

    db: Database
    clock: Clock
    engine: FakeEngine
    policies: Policies
    intake: Intake
    woken: list[int]

    async def say(self, message_id: int, text: str, **more: Any) -> Outcome:
        """One event, acknowledged."""
        return await self.tell(view(message_id, text, **more))

    async def tell(self, message: MessageView) -> Outcome:
        return await asyncio.wait_for(asyncio.shield(await self.intake.offer(message)), 20)

    async def cases(self, message_id: int | None = None) -> list[Case]:
        def read(conn: Connection) -> list[Case]:
            found = conn.execute(select(cases.cases).order_by(cases.cases.c.id))
            return [rows.case_of(row) for row in found]

        every = await self.db.read(read)
        return [case for case in every if message_id is None or case.message_id == message_id]

    async def case(self, message_id: int = 1, kind: RuleKind = RuleKind.ACCUSATION) -> Case:
        (found,) = [case for case in await self.cases(message_id) if case.kind is kind]
        return found

    async def errands(self, kind: str) -> int:
        def read(conn: Connection) -> int:
            return len(conn.execute(select(outbox.c.id).where(outbox.c.kind == kind)).all())

        return await self.db.read(read)

    async def set_policy(self, policy: GuildPolicy) -> None:
        await self.policies.update(GUILD, 1, lambda _: policy)

    def restarted(self) -> Street:
        """The same database under a new process."""
        return street(self.db, self.clock, self.policies)


def policy(
    handling: AccusationHandling = AccusationHandling.ASK, *, shadow: bool = False, **more: Any
) -> GuildPolicy:
    """A watched server."""
    base = ChannelPolicy(watch=True, thresholds={"toxicity": 0.5}, accusations=handling)
    return GuildPolicy(shadow=shadow, review_channel_id=900, base=base, **more)


def street(db: Database, clock: Clock, policies: Policies) -> Street:
    """A started intake."""
    engine, woken = FakeEngine(), list[int]()
    intake = Intake(db, engine, policies, clock=clock, wake=lambda: woken.append(1))
    intake.start()
    return Street(db, clock, engine, policies, intake, woken)


async def open_street(db: Database, clock: Clock, settings: GuildPolicy | None = None) -> Street:
    """An intake in a server with these settings."""
    made = street(db, clock, Policies(db, clock=clock))
    await made.set_policy(settings or policy())
    return made


def edit(message_id: int, text: str, minute: int, **more: Any) -> MessageView:
    """A revision of a message, edited so many minutes after it was written."""
    return view(message_id, text, edited_at=START + timedelta(minutes=minute), **more)
