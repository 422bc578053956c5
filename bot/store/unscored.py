"""Messages that still have to be scored: ids only, never text. They are fetched from Discord again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.store.tables import unscored
from bot.store.upsert import upsert

ATTEMPT_LIMIT = 5
"""After so many failed attempts a message is no longer tried; it stays in the list for a person to see."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """One message that was not scored, and why (``full``, ``closing``, ``error``, ``store``)."""

    guild_id: int
    channel_id: int
    message_id: int
    reason: str
    attempts: int
    at: datetime


KEEP = upsert(
    unscored,
    ("message_id",),
    lambda new: {
        "reason": new.excluded.reason,
        "attempts": unscored.c.attempts + new.excluded.attempts,
        "at": new.excluded.at,
    },
).values(
    guild_id=bindparam("p_guild"),
    channel_id=bindparam("p_channel"),
    message_id=bindparam("p_message"),
    reason=bindparam("p_reason"),
    attempts=bindparam("p_attempts"),
    at=bindparam("p_now"),
)
DONE = delete(unscored).where(unscored.c.message_id == bindparam("p_message"))
# The longest untouched first: messages that cannot be fetched now must not stand before all others for ever.
WAITING = (
    select(unscored)
    .where(unscored.c.attempts < ATTEMPT_LIMIT)
    .order_by(unscored.c.at, unscored.c.message_id)
    .limit(bindparam("p_limit"))
)
TOUCH = update(unscored).where(unscored.c.message_id == bindparam("p_message")).values(at=bindparam("p_now"))
FORGET = delete(unscored).where(unscored.c.channel_id == bindparam("p_channel"))
COUNT = select(func.count()).select_from(unscored)


def keep(
    conn: Connection,
    guild_id: int,
    channel_id: int,
    message_id: int,
    reason: str,
    now: datetime,
    *,
    attempted: bool,
) -> None:
    """Remember a message. ``attempted``: scoring it was tried and failed, which counts towards ``ATTEMPT_LIMIT``."""
    conn.execute(
        KEEP,
        {
            "p_guild": guild_id,
            "p_channel": channel_id,
            "p_message": message_id,
            "p_reason": reason,
            "p_attempts": int(attempted),
            "p_now": now,
        },
    )


def done(conn: Connection, message_ids: Iterable[int]) -> None:
    """These messages were scored, or are gone."""
    rows = [{"p_message": message_id} for message_id in message_ids]
    if rows:
        conn.execute(DONE, rows)


def waiting(conn: Connection, limit: int) -> list[Unscored]:
    """Messages to fetch and score, those first that wait, or were handed out, longest ago."""
    return [
        Unscored(row.guild_id, row.channel_id, row.message_id, row.reason, row.attempts, row.at)
        for row in conn.execute(WAITING, {"p_limit": limit}).all()
    ]


def take(conn: Connection, limit: int, now: datetime) -> list[Unscored]:
    """As ``waiting``, and hand them out: the next call gives others first, where there are more than ``limit``."""
    found = waiting(conn, limit)
    if found:
        conn.execute(TOUCH, [{"p_message": each.message_id, "p_now": now} for each in found])
    return found


def forget(conn: Connection, channel_id: int) -> None:
    """Drop what waits in a channel that is no longer watched."""
    conn.execute(FORGET, {"p_channel": channel_id})


def count(conn: Connection) -> int:
    """How many messages are in the list, given-up ones included."""
    return int(conn.execute(COUNT).scalar_one())
