"""Member ↔ subject number: the one place that ties audit rows to a person. Outside the hash chain, so it can go."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, bindparam, delete, select

from bot.store.tables import subjects
from bot.store.upsert import insert_ignore

NUMBER_LIMIT = 2**53
"""Numbers stay below this, so that every JSON reader keeps them exact (RFC 8259, section 6)."""

_GUILD = subjects.c.guild_id == bindparam("guild")
_MEMBER = subjects.c.member_id == bindparam("member")
NUMBER = select(subjects.c.number).where(_GUILD, _MEMBER)
MEMBER = select(subjects.c.member_id).where(_GUILD, subjects.c.number == bindparam("subject"))
ADD = insert_ignore(subjects, ["guild_id", "number"])
ERASE = delete(subjects).where(_GUILD, _MEMBER)


def number_of(conn: Connection, guild_id: int, member_id: int) -> int:
    """The member's subject number in this guild, drawn at random when first needed. 1 to ``NUMBER_LIMIT`` - 1."""
    while (number := find(conn, guild_id, member_id)) is None:
        drawn = 1 + secrets.randbelow(NUMBER_LIMIT - 1)  # taken already: the insert does nothing, draw again
        conn.execute(ADD, {"guild_id": guild_id, "member_id": member_id, "number": drawn})
    return number


def find(conn: Connection, guild_id: int, member_id: int) -> int | None:
    """The member's subject number, ``None`` where no audit row names the member (or the tie was erased)."""
    return conn.execute(NUMBER, {"guild": guild_id, "member": member_id}).scalar_one_or_none()


def member_of(conn: Connection, guild_id: int, number: int) -> int | None:
    """The member behind a subject number, ``None`` after erasure."""
    return conn.execute(MEMBER, {"guild": guild_id, "subject": number}).scalar_one_or_none()


def erase(conn: Connection, guild_id: int, member_id: int) -> bool:
    """Cut the tie; whether there was one. Audit rows stay and name nobody any more."""
    return conn.execute(ERASE, {"guild": guild_id, "member": member_id}).rowcount == 1
