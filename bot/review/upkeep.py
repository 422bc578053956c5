"""What time does to cases: questions and leases run out, undecided cases lapse, texts go."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.review import audit
from bot.review.audit import Event
from bot.review.moves import FREE, let_go, move
from bot.review.transitions import ask_over
from bot.review.types import BOT, CaseState
from bot.store import appeals, cases, groups, guilds, notes, outbox, reports


def end_questions(conn: Connection, now: datetime) -> int:
    """Asked cases whose time is up → open; how many."""
    return sum(ask_over(conn, row, now) is not None for row in cases.asks_over(conn, now))


def end_leases(conn: Connection, now: datetime) -> int:
    """Cases that somebody held for too long → back where they were; how many."""
    return sum(
        let_go(conn, row, Event.LEASE_OVER, BOT, now) is not None for row in cases.leases_over(conn, now)
    )


def lapse(conn: Connection, before: datetime, now: datetime) -> int:
    """Undecided cases made or opened again at or before ``before`` → lapsed, their texts removed; how many."""
    lapsed = 0
    for row in cases.undecided_since(conn, before, now):
        moved = move(
            conn,
            row,
            Event.LAPSED,
            BOT,
            now,
            state=CaseState.LAPSED.value,
            decided_by=BOT,
            decided_at=now,
            **FREE,
        )
        if moved is not None and (fresh := cases.get(conn, row.guild_id, row.id)) is not None:
            remove_text(conn, fresh, now)
            lapsed += 1
    return lapsed


def remove_texts(conn: Connection, before: datetime, now: datetime) -> int:
    """Cases decided at or before ``before`` lose their texts; how many."""
    rows = cases.decided_since(conn, before)
    for row in rows:
        remove_text(conn, row, now)
    return len(rows)


def remove_text(conn: Connection, row: Row[Any], now: datetime) -> None:
    """Keep ids, scores and an HMAC of the text under the guild's key (a repost is known again); drop all words.

    The group's card, where one was posted, is owed once more: it is edited to what is left.
    """
    if row.text is None:
        return
    key = guilds.hmac_key(conn, row.guild_id)
    digest = hmac.new(key, row.text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    gone: dict[str, Any] = {
        "text": None,
        "text_hmac": digest,
        "author_name": "",
        "spans": [],
        "accusations": [],
        "trace": [],
    }
    if not cases.swap(conn, row, **gone, claim_key=None, note=None, reason=None, source=None):
        return
    reports.strip(conn, row.id)
    notes.strip(conn, row.id)
    appeals.strip(conn, row.id)
    group = groups.get(conn, row.guild_id, row.group_id)
    if group is not None and group.card_message_id is not None:  # the card on Discord quotes the text as well
        outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.CARD, now, group_id=row.group_id)
    audit.append(conn, row.guild_id, BOT, Event.TEXT_REMOVED, row.id, {}, now, subject=row.author_id)
