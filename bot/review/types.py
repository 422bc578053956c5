"""What the review desk speaks of: cases, groups, plans, actions, and the answers to a moderator's click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from bot.detect.message import AuthorKind
from bot.detect.policy import AskVia, RuleKind, Step

BOT = 0
"""Actor id of the bot itself, wherever a member id is expected. Discord gives no such snowflake."""

NO_SOURCE = "no source came"
REOPENED = "reopened"
EDITED = "edited after the decision"
"""``Case.note`` values the desk sets. A failed question leaves its code there (``ask: dms_closed``)."""


class CaseState(StrEnum):
    """Where a case stands. ``open``, ``asked`` and ``claimed`` are undecided."""

    OPEN = "open"
    ASKED = "asked"
    CLAIMED = "claimed"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    SOURCED = "sourced"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    LAPSED = "lapsed"

    @property
    def decided(self) -> bool:
        """Whether nothing is left to decide."""
        return self not in UNDECIDED


UNDECIDED = frozenset({CaseState.OPEN, CaseState.ASKED, CaseState.CLAIMED})


@dataclass(frozen=True, slots=True)
class Span:
    """A marked piece of a case's text: offsets in code points, and what it is marked for."""

    start: int
    end: int
    role: Literal["target", "charge", "toxic"]


@dataclass(frozen=True, slots=True)
class Case:
    """One message and one rule kind, as the database holds it. ``version`` counts every change.

    ``text`` is ``None`` once retention ended. ``scores`` maps a label to 0..1. ``severity`` (0..1) orders the queue.
    ``accusations`` are ``bot.detect`` accusations as plain dicts. ``source`` is the text or address that was given.
    ``claimed_by`` is set in state ``claimed``; ``deciding`` says that a decision is being carried out, which no one
    else can take over. ``duplicate_of`` is a case number.
    """

    id: int
    guild_id: int
    number: int
    channel_id: int
    parent_id: int | None
    message_id: int
    message_deleted: bool
    author_id: int
    author_name: str
    author_kind: AuthorKind
    kind: RuleKind
    state: CaseState
    version: int
    round: int
    group_id: int
    escalated: bool
    shadow: bool
    severity: float
    text: str | None
    spans: tuple[Span, ...]
    scores: Mapping[str, float] | None
    model: str
    accusations: tuple[Mapping[str, Any], ...]
    trace: tuple[Step, ...]
    reports: int
    revision: str
    created_at: datetime
    updated_at: datetime
    ask_via: AskVia | None
    ask_until: datetime | None
    ask_channel_id: int | None
    ask_message_id: int | None
    note: str | None
    claimed_by: int | None
    lease_until: datetime | None
    deciding: bool
    decided_by: int | None
    decided_at: datetime | None
    reason: str | None
    source: str | None
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that share one card: the same author or the same claim within 24 hours."""

    id: int
    guild_id: int
    author_id: int
    claim_key: str | None
    card_channel_id: int | None
    card_message_id: int | None


class ActionKind(StrEnum):
    """What can be done to a message or its author."""

    DELETE = "delete"
    WARN = "warn"
    TIMEOUT = "timeout"
    ASK = "ask"


class ActionState(StrEnum):
    """How far an action came."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action on a case. ``key`` is its idempotency key; ``code`` says why it failed (``effects.Code``)."""

    id: int
    case_id: int
    kind: ActionKind
    key: str
    state: ActionState
    code: str | None
    detail: str | None
    by: int
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class EarlierCases:
    """How an author's other cases in this guild ended; ``open`` counts the undecided, ``total`` all."""

    total: int
    upheld: int
    dismissed: int
    open: int


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything a card shows.

    ``lead`` is the case the buttons act on: the group's oldest undecided one, else the one decided last.
    ``others`` are the group's other cases, newest first, at most ``rows.OTHERS_LIMIT``; ``others_total`` counts all.
    ``earlier`` counts the author's cases outside this group. ``actions`` belong to ``lead``, oldest first.
    ``report_reasons`` are what members wrote who reported ``lead``, newest first, at most ``rows.REASONS_LIMIT``.
    """

    group: Group
    lead: Case
    others: tuple[Case, ...]
    others_total: int
    earlier: EarlierCases
    actions: tuple[ActionRow, ...]
    report_reasons: tuple[str, ...] = ()


TIMEOUT_LIMIT = timedelta(days=28)
"""Longest timeout: https://discord.com/developers/docs/resources/guild#modify-guild-member"""
REASON_LIMIT = 512
"""Longest reason in Discord's audit log: https://discord.com/developers/docs/resources/audit-log"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What upholding a case shall do. Raises ``ValueError`` for a timeout out of (0, 28 days] or a long reason."""

    reason: str | None = None
    delete: bool = False
    warn: bool = False
    timeout: timedelta | None = None

    def __post_init__(self) -> None:
        if self.timeout is not None and not timedelta(seconds=1) <= self.timeout <= TIMEOUT_LIMIT:
            raise ValueError("A timeout lasts at least a second and at most 28 days.")
        if self.reason is not None and len(self.reason) > REASON_LIMIT:
            raise ValueError(f"A reason has at most {REASON_LIMIT} characters.")


@dataclass(frozen=True, slots=True)
class Ok:
    """It is done. ``actions`` are the case's actions, failed ones with their code.

    ``also`` are the other cases of the group that a whole-group decision covered.
    """

    case: Case
    actions: tuple[ActionRow, ...] = ()
    also: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Somebody else was first, or the case's state does not allow it. ``by``: who holds or decided it, if known."""

    case: Case
    by: int | None
    state: CaseState


@dataclass(frozen=True, slots=True)
class Missing:
    """This guild has no such case."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The case is there and nobody was first, but this cannot be done with it."""

    case: Case
    why: Literal["shadow", "not_member", "not_accusation", "message_gone", "text_gone", "itself"]


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Discord could not be reached midway: the claim is released, the case is undecided again.

    ``actions`` shows what was done (it is not done again when the case is upheld once more) and what was not
    (``code`` ``"retry"``).
    """

    case: Case
    actions: tuple[ActionRow, ...]
    detail: str


DeskResult: TypeAlias = Ok | Lost | Missing | Refused | GivenBack


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of undecided cases. ``total`` counts all that match; ``oldest`` is the creation time of the oldest."""

    cases: tuple[Case, ...]
    total: int
    oldest: datetime | None
