"""Members whose messages are never read into a digest. A row is the whole of what is kept about digests."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from bot.store.tables import digest_optouts
from bot.store.upsert import insert_ignore

_GUILD = digest_optouts.c.guild_id == bindparam("guild")
_MEMBER = digest_optouts.c.member_id == bindparam("member")
ADD = insert_ignore(digest_optouts, ["guild_id", "member_id"])
REMOVE = delete(digest_optouts).where(_GUILD, _MEMBER)
MEMBERS = select(digest_optouts.c.member_id).where(_GUILD)


def add(conn: Connection, guild_id: int, member_id: int) -> None:
    """Leave this member's messages out from now on; a second time changes nothing."""
    conn.execute(ADD, {"guild_id": guild_id, "member_id": member_id})


def remove(conn: Connection, guild_id: int, member_id: int) -> bool:
    """Take the member's wish back, or erase it with the rest of what is kept about them; whether there was one."""
    return conn.execute(REMOVE, {"guild": guild_id, "member": member_id}).rowcount == 1


def members(conn: Connection, guild_id: int) -> frozenset[int]:
    """Everybody in this guild who is left out."""
    return frozenset(conn.execute(MEMBERS, {"guild": guild_id}).scalars())
