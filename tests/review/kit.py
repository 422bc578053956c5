"""What desk tests share: messages, findings, cases made of them, and effects that note what was asked of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.detect.accusation.types import Accusation, Category, Kind, Mode, Span, Support
from bot.detect.judge import Findings
from bot.detect.message import AuthorKind, MessageView, Part, Place
from bot.detect.policy import AccusationHandling, Flag, GuildPolicy, RuleKind, Step
from bot.detect.sanctions import AppealPolicy
from bot.review import audit, policies
from bot.review import types as review
from bot.review.desk import Desk
from bot.review.findings import record_finding
from bot.review.measures import MEASURES
from bot.store import guilds
from bot.store.database import Database

GUILD = 100
CHANNEL = 200
AUTHOR = 300
MOD, MOD_2 = 400, 401
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIVE = GuildPolicy(shadow=False, appeals=AppealPolicy(on=False))
"""Nobody is told of a decision here unless a moderator warns them; ``test_appeals`` has the notices."""
SHADOW = GuildPolicy(shadow=True)
ASKING = GuildPolicy(shadow=False, ask_minutes=30)


class Clock:
    """The present moment, moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **length: float) -> None:
        self.now += timedelta(**length)


class FakeEffects:
    """A Discord in memory. ``then`` is awaited with the kind of action before it counts as done, and may raise.

    ``settings`` holds what stands: (kind, id of what it is about) → value, as ``Effects.standing`` gives it.
    """

    def __init__(self, then: Callable[[str], Awaitable[None]] | None = None) -> None:
        self.then = then
        self.done: list[tuple[str, int]] = []
        self.undone: list[tuple[str, int]] = []
        self.tried: list[str] = []
        self.keys: list[str] = []
        self.until: datetime | None = None
        self.settings: dict[tuple[str, int], review.Standing] = {}
        self.gone: set[int] = set()

    async def _do(self, case: review.Case, action: review.ActionRow) -> tuple[str, int]:
        kind, about = action.kind.value, MEASURES[action.kind].subject(case)
        self.tried.append(kind)
        if self.then is not None:
            await self.then(kind)
        (self.done if action.undoes is None else self.undone).append((kind, about))
        return kind, about

    async def act(self, case: review.Case, action: review.ActionRow, reason: str | None) -> None:
        if action.kind is review.ActionKind.WARN:
            self.keys.append(action.key)
        kind, about = await self._do(case, action)
        if kind == "delete":
            self.gone.add(about)

    async def standing(self, case: review.Case, kind: review.ActionKind) -> review.Standing:
        nothing = {"slowmode": 0, "timeout": None}.get(kind.value, False)
        return self.settings.get((kind.value, MEASURES[kind].subject(case)), nothing)

    async def put(
        self, case: review.Case, action: review.ActionRow, value: review.Standing, reason: str | None
    ) -> None:
        if action.kind is review.ActionKind.TIMEOUT:
            self.until = action.until
        self.settings[await self._do(case, action)] = value


def raising(**errors: Exception) -> Callable[[str], Awaitable[None]]:
    """For ``FakeEffects.then``: raise the error named after the kind of action."""

    async def then(kind: str) -> None:
        if kind in errors:
            raise errors[kind]

    return then


def view(message_id: int = 1, text: str = "Orlova rigged the tender.", **changes: Any) -> MessageView:
    """A member's message."""
    plain = MessageView(
        guild_id=GUILD,
        channel_id=CHANNEL,
        message_id=message_id,
        author_id=AUTHOR,
        author_name="Ash",
        author_kind=AuthorKind.MEMBER,
        created_at=START,
        parts=(Part(Place.CONTENT, text),),
    )
    return replace(plain, **changes)


def accusation(target: str = "Orlova", charge: str = "rigged the tender", **changes: Any) -> Accusation:
    """An asserted, unsupported deed."""
    plain = Accusation(
        target=Span(target, 0, len(target)),
        charge=Span(charge, len(target) + 1, len(target) + 1 + len(charge)),
        category=Category.FRAUD,
        kind=Kind.ACT,
        mode=Mode.ASSERTED,
        support=Support.NONE,
        route=None,
        resolved_target=None,
        probability=0.9,
    )
    return replace(plain, **changes)


def accused(
    *found: Accusation, severity: float = 0.9, handling: AccusationHandling = AccusationHandling.QUEUE
) -> Flag:
    """An accusation flag."""
    return Flag(RuleKind.ACCUSATION, severity, accusations=found or (accusation(),), handling=handling)


def toxic(severity: float = 0.8) -> Flag:
    """A toxicity flag."""
    return Flag(RuleKind.TOXICITY, severity, labels=("toxicity",))


FINDINGS = Findings({"toxicity": 0.8, "insult": 0.4}, None, "test:0000", "en", None)
TRACE = (Step("channel watched", True), Step("toxicity ≥ threshold", True, "0.80 against 0.50"))
SPANS = (review.Span(0, 6, "target"), review.Span(7, 24, "charge"))


def record(
    conn: Connection,
    message: MessageView | None = None,
    flag: Flag | None = None,
    policy: GuildPolicy = LIVE,
    now: datetime = START,
    **more: Any,
) -> review.Case:
    """Record a finding with the usual rest."""
    return record_finding(
        conn, message or view(), flag or accused(), TRACE, FINDINGS, policy, SPANS, now, **more
    )


async def go_live(db: Database, guild_id: int = GUILD, policy: GuildPolicy = LIVE) -> None:
    """Take the guild out of shadow mode."""
    await db.write(_store_policy, guild_id, policy)


def _store_policy(conn: Connection, guild_id: int, policy: GuildPolicy) -> None:
    guilds.ensure(conn, guild_id)
    _, version = guilds.policy(conn, guild_id)
    assert guilds.set_policy(conn, guild_id, policies.plain(policy), version)


async def live_desk(db: Database, clock: Clock, effects: FakeEffects | None = None, **more: Any) -> Desk:
    """A desk in a guild that is not in shadow mode."""
    await go_live(db)
    return Desk(db, effects or FakeEffects(), clock=clock, **more)


async def chain_holds(db: Database, guild_id: int = GUILD) -> bool:
    """Whether the guild's audit chain holds."""
    return (await db.read(audit.verify, guild_id)).ok
