"""Who is called: the role on duty for what is urgent, the moderators for what waits too long.

Each mention is decided on here, in the transaction of its cause, and kept in the database: a restart repeats none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.detect.policy import GuildPolicy
from bot.review import audit
from bot.review.audit import Event
from bot.review.types import BOT, Case
from bot.store import groups, outbox, queue

URGENT_WINDOW: Final = timedelta(hours=1)
URGENT_LIMIT: Final = 3
"""Mentions of the role on duty in a server within ``URGENT_WINDOW``: a role that is called all day stops looking."""


def raise_alarm(conn: Connection, case: Case, policy: GuildPolicy, now: datetime) -> bool:
    """Owe a mention of the role on duty where the case is urgent by the server's threshold; whether one is owed.

    Once a group, ``URGENT_LIMIT`` times in ``URGENT_WINDOW``. A group that came too late for that is mentioned when
    its next case or report comes after the window.
    """
    if policy.urgent_role_id is None or policy.review_channel_id is None or case.state.decided:
        return False
    if case.severity < policy.urgent_severity:
        return False
    if groups.urgent_since(conn, case.guild_id, now - URGENT_WINDOW) >= URGENT_LIMIT:
        return False
    if not groups.set_urgent(conn, case.group_id, now):
        return False
    audit.append(conn, case.guild_id, BOT, Event.URGENT, case.id, {}, now, subject=case.author_id)
    outbox.enqueue(conn, case.guild_id, outbox.ErrandKind.URGENT, now, case_id=case.id)
    return True


def remind(conn: Connection, now: datetime) -> int:
    """Owe each server's moderators one reminder of the cases that wait too long; of how many servers.

    A case is reminded of once in its life, and a server gets one reminder in as many hours as a case may wait.
    """
    owed = 0
    for row in queue.with_settings(conn):
        policy = GuildPolicy.model_validate(row.policy)
        if policy.remind_role_id is None or policy.review_channel_id is None:
            continue
        patience = timedelta(hours=policy.remind_hours)
        if row.reminded_at is not None and now - row.reminded_at < patience:
            continue
        oldest = queue.mark_late(conn, row.guild_id, now - patience, now)
        if oldest is not None:
            audit.append(
                conn, row.guild_id, BOT, Event.REMINDED, oldest.id, {}, now, subject=oldest.author_id
            )
            outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.REMIND, now, case_id=oldest.id)
            owed += 1
    return owed
