"""What appeals speak of: their states, what was said, and the answers to a member's or moderator's click."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from bot.review.types import ActionRow, Case

WORDS_LIMIT: Final = 1000
"""Code points of one message of an appeal."""
TALK_LIMIT: Final = 20
"""Messages of one appeal, both sides together; the outcome comes besides."""
IN_A_ROW: Final = 3
"""Messages that a member can write before moderators have answered."""
OTHERS_WITHIN: Final = timedelta(days=90)
"""A server has a second moderator where one acted within this time."""
ALONE_AFTER: Final = timedelta(hours=72)
"""An appeal that waited this long may be decided by the first decider as well: late is better than never."""


class AppealState(StrEnum):
    """Where an appeal stands.

    ``open`` waits for the moderators, ``answered`` for the member; ``deciding``: it is being upheld, the decision is
    taken back on Discord at this moment. The others are ends.
    """

    OPEN = "open"
    ANSWERED = "answered"
    DECIDING = "deciding"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    STALE = "stale"

    @property
    def decided(self) -> bool:
        """Whether nothing is left to decide."""
        return self not in (AppealState.OPEN, AppealState.ANSWERED, AppealState.DECIDING)

    @property
    def waiting(self) -> bool:
        """Whether it can be talked about and decided."""
        return self in (AppealState.OPEN, AppealState.ANSWERED)


class Speaker(StrEnum):
    """Who said something. An outcome is the bot's; its text is the moderators' reason."""

    MEMBER = "member"
    MODERATORS = "moderators"
    OUTCOME = "outcome"


class Stale(StrEnum):
    """Why an appeal ended without a decision: nobody decided it in time, or the decision it was about fell."""

    LAPSED = "lapsed"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal against one decision. ``round`` is the case's round of that decision, ``first_by`` who decided it."""

    id: int
    guild_id: int
    case_id: int
    round: int
    member_id: int
    state: AppealState
    version: int
    opened_at: datetime
    waiting_since: datetime
    reminded_at: datetime | None
    first_by: int
    decided_by: int | None
    decided_at: datetime | None
    code: Stale | None
    card_channel_id: int | None
    card_message_id: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """One message of an appeal. ``text`` is ``None`` once retention ended, or in an outcome without a reason.

    ``delivery``: "sent", the code of a failure, or ``None`` where it is still owed (or is the member's own).
    """

    id: int
    speaker: Speaker
    by: int
    at: datetime
    text: str | None
    delivery: str | None


@dataclass(frozen=True, slots=True)
class AppealView:
    """Everything an appeal's card, or the member's view of it, shows. ``talk`` and ``actions`` oldest first."""

    appeal: Appeal
    case: Case
    talk: tuple[Said, ...]
    actions: tuple[ActionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """It is done; the appeal as it is now."""

    appeal: Appeal


@dataclass(frozen=True, slots=True)
class AppealLost:
    """Somebody was first, or the appeal's state does not allow it."""

    appeal: Appeal


@dataclass(frozen=True, slots=True)
class NoAppeal:
    """This server has no such appeal, or it is not this member's."""


Why: TypeAlias = Literal[
    "off",
    "not_yours",
    "too_late",
    "once",
    "cool_down",
    "too_many",
    "in_a_row",
    "first_decider",
    "own",
    "busy",
]


@dataclass(frozen=True, slots=True)
class NotHeard:
    """This cannot be done. ``until``: when it can, where time is what is lacking."""

    why: Why
    until: datetime | None = None


AppealResult: TypeAlias = Heard | AppealLost | NoAppeal | NotHeard


@dataclass(frozen=True, slots=True)
class Concern:
    """A case that concerns a member: what was decided about them, and their newest appeal against it, if any."""

    case: Case
    appeal: Appeal | None
