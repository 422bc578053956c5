"""Many cases decided at once over a filter: looked at first, then in short transactions, each case by itself.

Nothing is done to members: a bulk decision is a verdict alone, and as nobody read each case it gives no points of the
ladder. Left out, and counted, is what somebody else holds, what changed since the preview was made, what is about the
moderator's own messages, and who may harm themselves unless the filter asks for that kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.review.audit import Event
from bot.review.moves import FREE, move, takeable
from bot.review.queue import Filter
from bot.review.rows import case_of
from bot.review.types import Case, CaseState
from bot.store import queue as rows

RUN_LIMIT: Final = 500
"""Cases that one confirmation decides; more takes another. Ours: an error of judgement stays within bounds."""
BATCH: Final = 50
"""Cases of one transaction: nobody else can write meanwhile. 50 took 0.3 s on two cores that were busy otherwise."""
SHOWN: Final = 5


class Choice(StrEnum):
    """What to decide."""

    DISMISS = "dismiss"
    UPHOLD = "uphold"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk decision would cover, made ``at`` this moment.

    ``kinds``: kind → how many; ``first``: the first in the queue's order; ``total`` counts all that match the filter,
    those included that are left out.
    """

    at: datetime
    kinds: Mapping[str, int]
    first: tuple[Case, ...]
    oldest: datetime | None
    total: int

    @property
    def count(self) -> int:
        """How many cases can be decided."""
        return sum(self.kinds.values())


def preview(conn: Connection, guild_id: int, wanted: Filter, by: int, now: datetime) -> Preview:
    """What ``by`` could decide together now."""
    columns = wanted.columns(by, now)
    counted = rows.bulk_counts(conn, guild_id, columns, by, now, now)
    total, _ = rows.count(conn, guild_id, columns)
    return Preview(
        at=now,
        kinds={row.kind: row.number for row in counted},
        first=tuple(case_of(row) for row in rows.bulk_first(conn, guild_id, columns, by, now, SHOWN)),
        oldest=min((row.since for row in counted), default=None),
        total=total,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction's work: how many were decided, the last case's id, and whether there may be more."""

    decided: int
    last: int
    more: bool


def step(
    conn: Connection,
    guild_id: int,
    wanted: Filter,
    choice: Choice,
    by: int,
    previewed: datetime,
    after: int,
    size: int,
    now: datetime,
) -> Step:
    """Decide up to ``size`` cases with ids over ``after`` that did not change since the preview."""
    # The age of a case is measured from the preview too: what ripened since was not seen.
    columns = wanted.columns(by, previewed)
    found = rows.bulk(conn, guild_id, columns, by, previewed, now, after, size)
    decided = sum(_decide(conn, row, choice, by, now) for row in found)
    return Step(decided, found[-1].id if found else after, len(found) == size)


def left(conn: Connection, guild_id: int, wanted: Filter, by: int, previewed: datetime, now: datetime) -> int:
    """How many of the previewed cases are still to be decided."""
    columns = wanted.columns(by, previewed)
    return sum(row.number for row in rows.bulk_counts(conn, guild_id, columns, by, previewed, now))


def _decide(conn: Connection, row: Row[Any], choice: Choice, by: int, now: datetime) -> bool:
    if not takeable(row, by, now):
        return False
    dismissing = choice is Choice.DISMISS
    moved = move(
        conn,
        row,
        Event.DISMISSED if dismissing else Event.UPHELD,
        by,
        now,
        {"bulk": True},
        state=(CaseState.DISMISSED if dismissing else CaseState.UPHELD).value,
        decided_by=by,
        decided_at=now,
        **FREE,
    )
    return moved is not None
