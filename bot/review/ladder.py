"""The warning ladder: points for upheld cases that expire after some days, and what they suggest.

A person's decision is at the beginning of everything here: points come with a case that a moderator upheld, and go
with that decision. What one card shows of a member counts once, with the most points that one of its upheld cases has:
a message that is found twice, or a burst of messages within a day, is one matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind
from bot.detect.sanctions import SEVERE, LadderMode, LadderPolicy, StepAction
from bot.review.policies import is_shadow, stored_policy
from bot.review.severity import severe
from bot.review.types import ActionKind, Case, Suggestion
from bot.store import points
from bot.store.database import Database

GRAVITY: Final = (ActionKind.WARN, ActionKind.TIMEOUT, ActionKind.KICK, ActionKind.BAN)
"""What a step can stand for, lightest first."""
AUTOMATIC: Final = (StepAction.WARN, StepAction.TIMEOUT)
"""What the ladder may do by itself where a server switched that on. Nobody is put out of a server by a sum."""


class Ladder:
    """What the desk's surface asks of the ladder."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def suggestion(self, case: Case, now: datetime) -> Suggestion | None:
        """What upholding the case would add up to, as ``suggest`` says it."""
        return await self._db.read(suggest, case, now)


def rules_of(conn: Connection, guild_id: int) -> LadderPolicy:
    """The guild's ladder, as the database has it now."""
    policy = stored_policy(conn, guild_id)
    return LadderPolicy() if policy is None else policy.ladder


def total(conn: Connection, guild_id: int, member_id: int, now: datetime) -> int:
    """The member's points that count at this moment."""
    return sum(points.by_group(conn, guild_id, member_id, now).values())


def worth(case: Case, rules: LadderPolicy) -> int:
    """The points of the case, were it upheld: those of its kind, or of a severe case where that is more.

    Who may harm themselves did no wrong, so such a case has none.
    """
    if case.kind is RuleKind.SELF_HARM:
        return 0
    of_kind = rules.points.get(case.kind.value, 0)
    return max(of_kind, rules.points.get(SEVERE, 0)) if severe(case) else of_kind


def suggest(conn: Connection, case: Case, now: datetime) -> Suggestion | None:
    """What upholding the case adds up to; ``None``: the ladder is off, shadow mode is on, or the author is no member.

    Nor is there anything to say of points where somebody may harm themselves.
    """
    rules = rules_of(conn, case.guild_id)
    if rules.mode is LadderMode.OFF or case.author_kind is not AuthorKind.MEMBER:
        return None
    if case.kind is RuleKind.SELF_HARM:
        return None
    if is_shadow(conn, case.guild_id):
        return None
    known = points.by_group(conn, case.guild_id, case.author_id, now)
    before = sum(known.values())
    adds = max(0, worth(case, rules) - known.get(case.group_id, 0))
    step = rules.reached(before + adds) if adds else None
    by_itself = rules.mode is LadderMode.AUTOMATIC and step is not None and step.action in AUTOMATIC
    return Suggestion(before, adds, step, by_itself)


def automatic(
    suggestion: Suggestion | None, chosen: Mapping[ActionKind, int | None]
) -> dict[ActionKind, int | None]:
    """What the ladder adds to a moderator's plan: its step, unless they chose that or something graver themselves."""
    if suggestion is None or not suggestion.by_itself or suggestion.step is None:
        return {}
    kind = ActionKind(suggestion.step.action.value)
    if any(graver in chosen for graver in GRAVITY[GRAVITY.index(kind) :]):
        return {}
    return {kind: suggestion.step.minutes * 60 or None}


def enter(conn: Connection, case: Case, now: datetime) -> int:
    """The case is upheld: enter its points, in the same transaction. How many they are."""
    rules = rules_of(conn, case.guild_id)
    if rules.mode is LadderMode.OFF or case.author_kind is not AuthorKind.MEMBER:
        return 0
    count = worth(case, rules)
    if not count:
        return 0
    points.add(
        conn,
        case.guild_id,
        case.author_id,
        case.id,
        case.round,
        case.group_id,
        count,
        now,
        now + timedelta(days=rules.days),
    )
    return count


def void(conn: Connection, guild_id: int, case_id: int, now: datetime) -> int:
    """The decision is taken back: its points do not count any more. How many they were."""
    return points.void(conn, guild_id, case_id, now)
