"""The audit log: every human and automatic act, chained by hashes, members named by subject numbers only.

A row's hash covers the row and the hash before it, and the guild's row remembers the newest, so a changed, removed,
inserted or cut-off row is found by ``verify``. Texts, reasons and member ids never stand in a row: erasing a member
removes the tie number ↔ member and leaves the chain valid.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.review.types import BOT
from bot.store import audit as rows
from bot.store import guilds, subjects
from bot.store.columns import to_millis


class Event(StrEnum):
    """What happened. At most 32 characters."""

    OPENED = "opened"
    REVISED = "revised"
    REPORTED = "reported"
    NOTED = "noted"
    CLAIMED = "claimed"
    RELEASED = "released"
    LEASE_OVER = "lease over"
    UPHOLDING = "upholding"
    GIVEN_BACK = "given back"
    UPHELD = "upheld"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISMISSED = "dismissed"
    ASKED = "asked"
    ASK_SENT = "ask sent"
    ASK_FAILED = "ask failed"
    ASK_OVER = "ask over"
    ASK_REMOVED = "ask removed"
    THANKED = "thanked"
    SOURCED = "sourced"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    REOPENED = "reopened"
    ESCALATED = "escalated"
    URGENT = "urgent"
    REMINDED = "reminded"
    ASSIGNED = "assigned"
    NOTE_ADDED = "note added"
    LINKED = "linked"
    UNLINKED = "unlinked"
    REFUSED = "refused"
    MESSAGE_DELETED = "message deleted"
    ACTION_DONE = "action done"
    ACTION_FAILED = "action failed"
    UNDO_DONE = "undo done"
    UNDO_FAILED = "undo failed"
    LAPSED = "lapsed"
    APPEAL_OPENED = "appeal opened"
    APPEAL_ANSWERED = "appeal answered"
    APPEAL_REPLY = "appeal reply"
    APPEAL_WITHDRAWN = "appeal withdrawn"
    APPEAL_DECIDING = "appeal deciding"
    APPEAL_GIVEN_BACK = "appeal given back"
    APPEAL_UPHELD = "appeal upheld"
    APPEAL_REJECTED = "appeal rejected"
    APPEAL_STALE = "appeal stale"
    APPEAL_REMINDED = "appeal reminded"
    TEXT_REMOVED = "text removed"
    CARD_POSTED = "card posted"
    ERRAND_FAILED = "errand failed"
    SECOND_SHOWN = "second look shown"
    SECOND_ANSWERED = "second look answered"
    SECOND_SKIPPED = "second look skipped"
    SECOND_OVER = "second look over"
    SETTINGS = "settings"
    EXPORTED = "audit exported"


MODERATORS_ACTS: Final = tuple(
    event.value
    for event in (
        Event.CLAIMED,
        Event.UPHELD,
        Event.DISMISSED,
        Event.DUPLICATE,
        Event.REOPENED,
        Event.UNDONE,
        Event.ESCALATED,
        Event.ASSIGNED,
        Event.NOTE_ADDED,
        Event.LINKED,
        Event.APPEAL_ANSWERED,
        Event.APPEAL_UPHELD,
        Event.APPEAL_REJECTED,
    )
)
"""What only moderators do with a case."""
DAMAGED: Final = (ValueError, TypeError, ArithmeticError, OSError)
"""What reading a column raises that holds no such value as was written: broken JSON, a time out of range."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What ``verify`` found: rows read, and the sequence number and cause of the first break, if any."""

    rows: int
    broken_at: int | None = None
    why: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the chain holds from the first row to the head."""
        return self.broken_at is None


def append(
    conn: Connection,
    guild_id: int,
    actor: int,
    event: Event,
    case_id: int | None,
    detail: Mapping[str, Any],
    now: datetime,
    *,
    subject: int | None = None,
) -> None:
    """Append a row in the caller's transaction.

    ``actor`` and ``subject`` (the member concerned) are member ids, ``BOT`` for the bot itself; the row holds their
    subject numbers. ``detail`` is plain JSON without texts, names or member ids. The guild's row must exist.
    """
    seq, head = guilds.head(conn, guild_id)
    values = rows.row_values(
        guild_id,
        seq + 1,
        now,
        number_of(conn, guild_id, actor),
        event.value,
        case_id,
        None if subject is None else number_of(conn, guild_id, subject),
        detail,
        "",
    )
    values["hash"] = _digest(head, values)
    rows.add(conn, values)
    guilds.set_head(conn, guild_id, seq + 1, values["hash"])


def verify(conn: Connection, guild_id: int, on_row: Callable[[], None] = lambda: None) -> Chain:
    """Read the guild's whole chain and check it. Memory is bounded; time grows with the number of rows.

    ``on_row`` is called for each row that was checked.
    """
    seq, head = 0, ""
    for row in _readable(conn, guild_id):
        if row is None:
            return Chain(seq, seq + 1, "row unreadable")
        if row.seq != seq + 1:
            return Chain(seq, seq + 1, "row missing")
        try:
            digest = _digest(head, row._asdict())
        except DAMAGED:
            digest = None
        if digest is None or digest != row.hash:
            return Chain(seq, row.seq, "row changed")
        seq, head = row.seq, digest
        on_row()
    if (seq, head) != guilds.head(conn, guild_id):
        return Chain(seq, seq + 1, "end cut off")
    return Chain(seq)


def _readable(conn: Connection, guild_id: int) -> Iterator[Row[Any] | None]:
    """The chain's rows; ``None`` in the place of one that holds what no row of ours can, which ends them."""
    after, size = rows.BEFORE_ALL, rows.CHUNK
    while True:
        try:
            for row in rows.chain(conn, guild_id, after, size):
                yield row
                after = row.seq
        except DAMAGED:
            if size == 1:
                yield None
                return
            size = 1  # which row of the piece it is shows when they are read one by one
        else:
            return


def number_of(conn: Connection, guild_id: int, member_id: int) -> int:
    """How audit rows of this guild name a member; ``BOT`` for the bot itself."""
    return BOT if member_id == BOT else subjects.number_of(conn, guild_id, member_id)


def _digest(before: str, row: Mapping[str, Any]) -> str:
    content = [
        before,
        row["guild_id"],
        row["seq"],
        to_millis(row["at"].astimezone(UTC)),
        row["actor"],
        row["event"],
        row["case_id"],
        row["subject"],
        row["detail"],
    ]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
