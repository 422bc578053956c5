"""Guild rows: settings, the counter of case numbers, the key for what is left of texts, the head of the audit chain."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.store.tables import guilds
from bot.store.upsert import insert_ignore

KEY_BYTES = 32

ENSURE = insert_ignore(guilds, ["guild_id"])
POLICY = select(guilds.c.policy, guilds.c.version).where(guilds.c.guild_id == bindparam("guild"))
SET_POLICY = (
    update(guilds)
    .where(guilds.c.guild_id == bindparam("guild"), guilds.c.version == bindparam("seen"))
    .values(policy=bindparam("new"), version=guilds.c.version + 1)
)
TAKE_NUMBER = (
    update(guilds)
    .where(guilds.c.guild_id == bindparam("guild"))
    .values(next_number=guilds.c.next_number + 1)
    .returning(guilds.c.next_number)
)
KEY = select(guilds.c.hmac_key).where(guilds.c.guild_id == bindparam("guild"))
HEAD = (
    select(guilds.c.audit_seq, guilds.c.audit_head)
    .where(guilds.c.guild_id == bindparam("guild"))
    .with_for_update()  # PostgreSQL: one appender at a time; SQLite has one writer anyway and leaves it out
)
SET_HEAD = (
    update(guilds)
    .where(guilds.c.guild_id == bindparam("guild"))
    .values(audit_seq=bindparam("seq"), audit_head=bindparam("head"))
)
ALL = select(guilds.c.guild_id).order_by(guilds.c.guild_id)


def ensure(conn: Connection, guild_id: int) -> None:
    """Make the guild's row where it has none yet."""
    conn.execute(ENSURE, {"guild_id": guild_id, "hmac_key": secrets.token_bytes(KEY_BYTES)})


def policy(conn: Connection, guild_id: int) -> tuple[Mapping[str, Any] | None, int]:
    """The settings as stored, ``None`` where nobody changed any, and the row's version (0: no row)."""
    row = conn.execute(POLICY, {"guild": guild_id}).one_or_none()
    return (None, 0) if row is None else (row.policy, row.version)


def set_policy(conn: Connection, guild_id: int, new: Mapping[str, Any], seen: int) -> bool:
    """Store settings over version ``seen``; ``False`` where somebody else changed them since."""
    return conn.execute(SET_POLICY, {"guild": guild_id, "new": new, "seen": seen}).rowcount == 1


def take_number(conn: Connection, guild_id: int) -> int:
    """The next case number, 1 upwards without gaps: it is given back when the transaction rolls back."""
    return int(conn.execute(TAKE_NUMBER, {"guild": guild_id}).scalar_one()) - 1


def hmac_key(conn: Connection, guild_id: int) -> bytes:
    """The guild's own random key."""
    return bytes(conn.execute(KEY, {"guild": guild_id}).scalar_one())


def head(conn: Connection, guild_id: int) -> tuple[int, str]:
    """Number and hash of the newest audit row; ``(0, "")`` before the first."""
    row = conn.execute(HEAD, {"guild": guild_id}).one_or_none()
    return (0, "") if row is None else (row.audit_seq, row.audit_head or "")


def set_head(conn: Connection, guild_id: int, seq: int, digest: str) -> None:
    """Remember the newest audit row."""
    conn.execute(SET_HEAD, {"guild": guild_id, "seq": seq, "head": digest})


def every(conn: Connection) -> list[int]:
    """All guilds the store knows."""
    return list(conn.execute(ALL).scalars())
