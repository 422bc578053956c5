"""What can be done about a case: one table that says all there is to each kind of action.

Everything else (the desk, the door to Discord, the modal, the check of rights) reads it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind
from bot.review.types import ActionKind, ActionRow, Case, Standing
from bot.store.columns import to_millis

SAME_MOMENT_MS: Final = 1000
"""Ends of a timeout that differ by less are the same: Discord need not keep every digit it was given."""


class About(StrEnum):
    """What an action is done to. In a decision on a whole group it is done once to each."""

    MESSAGE = "message"
    MEMBER = "member"
    CHANNEL = "channel"


class Reversal(StrEnum):
    """What undo can do: put the former setting back where ours still stands, tell the author, or nothing."""

    RESTORED = "restored"
    TOLD = "told"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of action.

    ``needs`` are permissions (names of ``discord.Permissions``) that the bot and the moderator must both have: in the
    case's channel for what is done to messages and channels, in the server for what is done to members.
    ``thread_needs`` replaces them in a thread. ``ranked``: the member's highest role must be below both of theirs.
    ``present``: possible only while the author is a member. ``counts``: has an amount in seconds.
    ``offered``: a moderator can choose it.
    """

    about: About
    reversal: Reversal
    needs: tuple[str, ...] = ()
    thread_needs: tuple[str, ...] | None = None
    threads_only: bool = False
    ranked: bool = False
    present: bool = False
    counts: bool = False
    offered: bool = True

    def needed(self, *, in_thread: bool) -> tuple[str, ...]:
        """Permissions in a channel, or in a thread."""
        return self.thread_needs if in_thread and self.thread_needs is not None else self.needs

    def subject(self, case: Case) -> int:
        """Id of what the action is done to."""
        return {
            About.MESSAGE: case.message_id,
            About.MEMBER: case.author_id,
            About.CHANNEL: case.channel_id,
        }[self.about]

    def fits(self, case: Case) -> bool:
        """Whether a moderator can choose it for this case: members' actions for members, a message that is there, a thread.

        Nothing fits where somebody may harm themselves: there is no wrong to be answered.
        """
        if not self.offered or case.kind is RuleKind.SELF_HARM:
            return False
        if self.about is About.MEMBER:
            return case.author_kind is AuthorKind.MEMBER
        if self.about is About.MESSAGE:
            return not case.message_deleted
        return not self.threads_only or case.parent_id is not None


# In the order of execution: the author is told before anything that may end the server they share with the bot.
MEASURES: Final[Mapping[ActionKind, Measure]] = {
    ActionKind.DELETE: Measure(About.MESSAGE, Reversal.NEVER, ("manage_messages",)),
    ActionKind.WARN: Measure(About.MEMBER, Reversal.TOLD, present=True),
    ActionKind.NOTICE: Measure(About.MEMBER, Reversal.TOLD, present=True, offered=False),
    ActionKind.LOCK: Measure(About.CHANNEL, Reversal.RESTORED, ("manage_threads",), threads_only=True),
    ActionKind.SLOWMODE: Measure(
        About.CHANNEL, Reversal.RESTORED, ("manage_channels",), ("manage_threads",), counts=True
    ),
    ActionKind.TIMEOUT: Measure(
        About.MEMBER, Reversal.RESTORED, ("moderate_members",), ranked=True, present=True, counts=True
    ),
    ActionKind.KICK: Measure(About.MEMBER, Reversal.NEVER, ("kick_members",), ranked=True, present=True),
    ActionKind.BAN: Measure(About.MEMBER, Reversal.RESTORED, ("ban_members",), ranked=True, counts=True),
}


def together(one: str, other: str) -> bool:
    """Whether one decision may cover cases of these two kinds: who may harm themselves is never decided about with others."""
    return (one == RuleKind.SELF_HARM) == (other == RuleKind.SELF_HARM)


def key_of(case_id: int, round_: int, kind: ActionKind, amount: int | None, *, undo: bool = False) -> str:
    """The idempotency key: the case, the round of decision, the kind, and the amount that makes it another one."""
    parts = [case_id, round_, *(["undo"] if undo else []), kind.value, *([] if amount is None else [amount])]
    return ":".join(map(str, parts))


def target_of(action: ActionRow) -> Standing:
    """The setting that an action makes: what must still stand for undo to put the former one back."""
    if action.kind is ActionKind.TIMEOUT:
        return None if action.until is None else to_millis(action.until)
    return action.amount if action.kind is ActionKind.SLOWMODE else True


def same(kind: ActionKind, one: Standing, other: Standing, now: datetime) -> bool:
    """Whether two settings are the same; a timeout that is over is none."""
    if kind is not ActionKind.TIMEOUT:
        return one == other
    ends = [end if end is not None and end > to_millis(now) else None for end in (one, other)]
    first, second = ends
    if first is None or second is None:
        return first is second
    return abs(first - second) < SAME_MOMENT_MS
