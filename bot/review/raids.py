"""Floods: when many people's messages are flagged at once, their cases share one card that rolls on.

A flood begins with the case of the ``flood_authors``-th author (a setting of the server) within ``RAID_WINDOW`` and lasts until ``RAID_QUIET``
passes without a case, a day at most. While it lasts, cases that have no group of their own to join (same author, same
claim) join the flood's, whoever wrote them. The cases from before it began keep their cards: at most
``flood_authors`` − 1 of them. Its cases are decided one by one or over a filter (``bulk``), never by "the whole group":
a flood may hold thousands, and a transaction must not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.store import groups, queue

RAID_WINDOW: Final = timedelta(seconds=60)
RAID_QUIET: Final = timedelta(minutes=5)
RAID_LIMIT: Final = timedelta(hours=24)


def group(conn: Connection, guild_id: int, author_id: int, flood_authors: int, now: datetime) -> int | None:
    """The flood's group for a case that is being made, opened where the flood begins with it; ``None``: no flood."""
    going_on = groups.raid(conn, guild_id, now - RAID_LIMIT, now - RAID_QUIET)
    if going_on is not None:
        return going_on
    if queue.other_authors_since(conn, guild_id, author_id, now - RAID_WINDOW) + 1 < flood_authors:
        return None
    return groups.add(conn, guild_id, author_id, None, now, raid=True)
