"""What the review desk speaks of: cases, groups, plans, actions, and the answers to a moderator's click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from bot.detect.message import AuthorKind
from bot.detect.policy import AskVia, RuleKind, Step
from bot.detect.sanctions import LadderStep

BOT = 0
"""Actor id of the bot itself, wherever a member id is expected. Discord gives no such snowflake."""

NO_SOURCE = "no source came"
REOPENED = "reopened"
UNDONE = "undone"
EDITED = "edited after the decision"
APPEAL_UPHELD = "appeal upheld"
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


class ActionKind(StrEnum):
    """What can be done to a message, its author or its channel. ``bot.review.measures`` says all there is to each.

    At most 16 characters. ``Plan`` has a field of the same name for each but ``ask`` and ``help``, which are no verdicts, and ``notice``, which
    nobody chooses: it tells the author of a decision that they feel, where no warning does.
    """

    DELETE = "delete"
    WARN = "warn"
    NOTICE = "notice"
    LOCK = "lock"
    SLOWMODE = "slowmode"
    TIMEOUT = "timeout"
    KICK = "kick"
    BAN = "ban"
    ASK = "ask"
    HELP = "help"


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
    else can take over, ``undoing`` that one is being taken back; ``planned`` is what the former does, with amounts in seconds. ``duplicate_of`` is a case number. ``assigned_to``
    is the moderator who was asked to look; the others may decide nevertheless.
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
    undoing: bool
    assigned_to: int | None
    decided_by: int | None
    decided_at: datetime | None
    reason: str | None
    source: str | None
    duplicate_of: int | None
    planned: Mapping[ActionKind, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that share one card: the same author or the same claim within 24 hours; or a flood (``raids``)."""

    id: int
    guild_id: int
    author_id: int
    claim_key: str | None
    card_channel_id: int | None
    card_message_id: int | None
    raid: bool = False


class ActionState(StrEnum):
    """How far an action came."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


Standing: TypeAlias = int | bool | None
"""A setting on Discord as it stands: the end of a timeout (milliseconds since 1970, ``None``: none), seconds of slow
mode, whether a thread is locked, whether somebody is banned."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action on a case. ``key`` is its idempotency key; ``code`` says why it failed (``effects.Code``).

    ``amount`` is what the kind counts, in seconds: length of a timeout, slow mode, age of the messages that go with a
    ban. ``until`` is the end of a timeout. ``looked`` says that ``former`` holds what stood on Discord before.
    ``undoes`` is the action that this one takes back.
    """

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
    round: int = 1
    amount: int | None = None
    looked: bool = False
    former: Standing = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a moderator wrote down about a case. ``text`` is ``None`` once retention ended or the words were erased."""

    id: int
    by: int
    at: datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class Trail:
    """One line of a case's audit trail. ``actor`` is a member, ``BOT``, or ``None`` where the tie was erased."""

    at: datetime
    event: str
    actor: int | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EarlierCases:
    """How an author's other cases in this guild ended; ``open`` counts the undecided, ``total`` all."""

    total: int
    upheld: int
    dismissed: int
    open: int


@dataclass(frozen=True, slots=True)
class Flood:
    """What the card of a flood counts: kind → undecided cases, all cases, and how many people wrote them."""

    kinds: Mapping[str, int]
    total: int
    authors: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A member's points, what upholding this case adds (0: its card counted already), and the step reached then.

    ``by_itself``: the step is carried out with the decision whether the moderator chooses it or not.
    """

    points: int
    adds: int
    step: LadderStep | None
    by_itself: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything a card shows.

    ``lead`` is the case the buttons act on: the group's oldest undecided one, else the one decided last.
    ``others`` are the group's other cases, newest first, at most ``rows.OTHERS_LIMIT``; ``others_total`` counts all.
    ``earlier`` counts the author's cases outside this group. ``actions`` belong to ``lead``, oldest first.
    ``report_reasons`` are what members wrote who reported ``lead``, newest first, at most ``rows.REASONS_LIMIT``.
    ``notes`` on ``lead``, newest first, at most ``rows.NOTES_SHOWN`` of ``notes_total``; ``links`` are numbers of cases.
    ``flood`` is set where the group is one and no case was asked for: the card then shows the whole of it.
    ``help_text`` is the server's own, where the lead case may need one and it has one.
    ``ladder`` is what upholding ``lead`` adds up to, as of its last change.
    """

    group: Group
    lead: Case
    others: tuple[Case, ...]
    others_total: int
    earlier: EarlierCases
    actions: tuple[ActionRow, ...]
    report_reasons: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    notes_total: int = 0
    links: tuple[int, ...] = ()
    flood: Flood | None = None
    help_text: str | None = None
    ladder: Suggestion | None = None


TIMEOUT_LIMIT = timedelta(days=28)
"""Longest timeout: https://discord.com/developers/docs/resources/guild#modify-guild-member"""
SLOWMODE_LIMIT = timedelta(hours=6)
"""21,600 s: https://discord.com/developers/docs/resources/channel#modify-channel"""
BAN_DELETE_LIMIT = timedelta(days=7)
"""604,800 s: https://discord.com/developers/docs/resources/guild#create-guild-ban"""
REASON_LIMIT = 512
"""Longest reason in Discord's audit log: https://discord.com/developers/docs/resources/audit-log"""
NOTE_LIMIT = 1000
"""Code points of one note; three of them, cut, fit a field of the card."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What upholding a case shall do. ``ban`` is how far back the author's messages are deleted as well.

    Raises ``ValueError`` for a timeout out of (0, 28 days], slow mode out of [0, 6 hours], a ban that deletes more
    than 7 days, and for a long reason.
    """

    reason: str | None = None
    delete: bool = False
    warn: bool = False
    lock: bool = False
    slowmode: timedelta | None = None
    timeout: timedelta | None = None
    kick: bool = False
    ban: timedelta | None = None

    def __post_init__(self) -> None:
        nothing = timedelta()
        if self.timeout is not None and not timedelta(seconds=1) <= self.timeout <= TIMEOUT_LIMIT:
            raise ValueError("A timeout lasts at least a second and at most 28 days.")
        if self.slowmode is not None and not nothing <= self.slowmode <= SLOWMODE_LIMIT:
            raise ValueError("Slow mode is at most 6 hours.")
        if self.ban is not None and not nothing <= self.ban <= BAN_DELETE_LIMIT:
            raise ValueError("A ban deletes the messages of at most 7 days.")
        if self.reason is not None and len(self.reason) > REASON_LIMIT:
            raise ValueError(f"A reason has at most {REASON_LIMIT} characters.")

    def amounts(self) -> dict[ActionKind, int | None]:
        """What is planned, with the amount in seconds where the kind counts something."""
        chosen: dict[ActionKind, int | None] = {}
        for kind in ActionKind:
            value = getattr(self, kind.value, None)
            if isinstance(value, timedelta):
                chosen[kind] = int(value.total_seconds())
            elif value:
                chosen[kind] = None
        return chosen


@dataclass(frozen=True, slots=True)
class Draft:
    """What the moderator who holds a case has chosen so far."""

    plan: Plan
    whole_group: bool = False


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
    why: Literal[
        "shadow",
        "not_member",
        "not_accusation",
        "message_gone",
        "text_gone",
        "itself",
        "too_late",
        "too_many",
        "not_linked",
        "not_self_harm",
    ]


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
