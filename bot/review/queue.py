"""The queue as moderators ask for it: filters, pages, what is next, what is counted.

Synchronous, inside the caller's transaction. ``now`` is the present moment in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from bot.detect.policy import RuleKind
from bot.review.rows import case_of
from bot.review.types import Case
from bot.store import cases
from bot.store import queue as rows

ASSIGNED_FRESH: Final = timedelta(hours=4)
"""How long a case that a colleague was asked to look at is left to them by "next"; a shift's half. Ours."""
ASSIGNED_SHOWN: Final = 25
"""Colleagues that the counts name."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which undecided cases. What is ``None`` or ``False`` does not count.

    ``channel_id`` includes the channel's threads; ``hours``: waiting for at least so many; ``least`` and ``most``:
    severity in hundredths (0 to 100), both included; ``mine``: assigned to or held by the one who asks;
    ``group_id``: those of one card.
    """

    kind: RuleKind | None = None
    channel_id: int | None = None
    author_id: int | None = None
    hours: int | None = None
    least: int | None = None
    most: int | None = None
    mine: bool = False
    escalated: bool = False
    group_id: int | None = None

    def columns(self, by: int, now: datetime) -> dict[str, Any]:
        """The filter as ``bot.store.queue`` takes it, for the moderator ``by`` at this moment."""
        return {
            "kind": self.kind.value if self.kind else None,
            "channel": self.channel_id,
            "author": self.author_id,
            "group": self.group_id,
            "before": None if self.hours is None else now - timedelta(hours=self.hours),
            "least": None if self.least is None else self.least / 100,
            # "Up to 0.70" means as cards show it, and they round.
            "most": None if self.most is None else self.most / 100 + 0.00499,
            "mine": by if self.mine else None,
            "escalated": True if self.escalated else None,
        }


EVERYTHING: Final = Filter()


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page: the first, or the cases after (``back``: before) the case with this id."""

    at: int | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of undecided cases: ``before`` come ahead of it, ``total`` match in all.

    ``oldest``: since when the one waits that waits longest.
    """

    cases: tuple[Case, ...]
    before: int
    total: int
    oldest: datetime | None

    @property
    def after(self) -> int:
        """How many come behind it."""
        return max(0, self.total - self.before - len(self.cases))


@dataclass(frozen=True, slots=True)
class Status:
    """What waits: (kind, state) → how many, the oldest's beginning, and per colleague asked how many since when."""

    counts: Mapping[tuple[str, str], int]
    oldest: datetime | None
    assigned: tuple[tuple[int, int, datetime | None], ...]

    @property
    def total(self) -> int:
        """All undecided cases."""
        return sum(self.counts.values())


def page(
    conn: Connection, guild_id: int, wanted: Filter, turn: Turn, by: int, size: int, now: datetime
) -> QueuePage:
    """One page. It begins where the case that ``turn`` names stands in the order, decided meanwhile or not.

    So turning pages shows each case once, however many are decided in between. Turning past the beginning, or
    to where nothing is left, gives the first page.
    """
    columns = wanted.columns(by, now)
    at = None if turn.at is None else cases.get(conn, guild_id, turn.at)
    found = rows.page(conn, guild_id, columns, at, back=turn.back, size=size)
    if not found or (turn.back and len(found) < size):
        found = rows.page(conn, guild_id, columns, None, back=False, size=size)
    total, oldest = rows.count(conn, guild_id, columns)
    before = rows.ahead(conn, guild_id, columns, found[0]) if found else total
    return QueuePage(tuple(case_of(row) for row in found), before, total, oldest)


def status(conn: Connection, guild_id: int) -> Status:
    """The counts of everything undecided."""
    counted = rows.states(conn, guild_id)
    return Status(
        counts={(row.kind, row.state): row.number for row in counted},
        oldest=min((row.since for row in counted), default=None),
        assigned=tuple(
            (row.assigned_to, row.number, row.since) for row in rows.assigned(conn, guild_id, ASSIGNED_SHOWN)
        ),
    )
