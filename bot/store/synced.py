"""Hashes of the slash commands as Discord has them, so that they are synced only when they changed."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from bot.store.tables import synced
from bot.store.upsert import upsert

GLOBAL = 0
"""Scope of commands that hold in every guild."""

GET = select(synced.c.hash).where(
    synced.c.application_id == bindparam("application"), synced.c.scope == bindparam("in_scope")
)
PUT = upsert(synced, ["application_id", "scope"], lambda new: {"hash": new.excluded.hash})


def get(conn: Connection, application_id: int, scope: int = GLOBAL) -> str | None:
    """The hash that was synced last, ``None`` before the first time."""
    return conn.execute(GET, {"application": application_id, "in_scope": scope}).scalar_one_or_none()


def put(conn: Connection, application_id: int, digest: str, scope: int = GLOBAL) -> None:
    """Remember what was synced. ``digest`` has at most 64 characters."""
    conn.execute(PUT, {"application_id": application_id, "scope": scope, "hash": digest})
