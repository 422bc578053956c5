"""Per channel the message up to which all are dealt with, so that a start can read what it missed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select

from bot.store.tables import cursors
from bot.store.upsert import insert_ignore, upsert


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything in the channel up to and including ``message_id`` was dealt with."""

    guild_id: int
    channel_id: int
    message_id: int


MOVE = upsert(
    cursors,
    ("channel_id",),
    lambda new: {"message_id": new.excluded.message_id},
    only=lambda new: cursors.c.message_id < new.excluded.message_id,
).values(
    channel_id=bindparam("p_channel"),
    guild_id=bindparam("p_guild"),
    message_id=bindparam("p_message"),
)
BEGIN = insert_ignore(cursors, ("channel_id",)).values(
    channel_id=bindparam("p_channel"),
    guild_id=bindparam("p_guild"),
    message_id=bindparam("p_message"),
)
ALL = select(cursors).order_by(cursors.c.guild_id, cursors.c.channel_id)
FORGET = delete(cursors).where(cursors.c.channel_id == bindparam("p_channel"))


def move(conn: Connection, guild_id: int, channel_id: int, message_id: int) -> None:
    """Move a channel's cursor forward; it never moves back."""
    conn.execute(MOVE, {"p_guild": guild_id, "p_channel": channel_id, "p_message": message_id})


def begin(conn: Connection, guild_id: int, channel_id: int, message_id: int) -> bool:
    """Give a channel its first cursor; one that it has already stays. True where it had none."""
    values = {"p_guild": guild_id, "p_channel": channel_id, "p_message": message_id}
    return conn.execute(BEGIN, values).rowcount == 1


def everything(conn: Connection) -> list[Cursor]:
    """All cursors, by guild and channel."""
    return [Cursor(row.guild_id, row.channel_id, row.message_id) for row in conn.execute(ALL).all()]


def forget(conn: Connection, channel_id: int) -> None:
    """A channel is no longer watched."""
    conn.execute(FORGET, {"p_channel": channel_id})
