"""Moderators' notes on cases. The words can go; that somebody noted something stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, func, insert, select, update

from bot.store.tables import notes

_CASE = (notes.c.case_id == bindparam("case"), notes.c.guild_id == bindparam("guild"))
ADD = insert(notes)
OF_CASE = select(notes).where(*_CASE).order_by(notes.c.id.desc()).limit(bindparam("size", type_=Integer()))
COUNT = select(func.count()).select_from(notes).where(*_CASE)
STRIP = update(notes).where(notes.c.case_id == bindparam("case")).values(text=None)


def add(conn: Connection, guild_id: int, case_id: int, by: int, text: str, now: datetime) -> None:
    """Write a note down."""
    conn.execute(ADD, {"guild_id": guild_id, "case_id": case_id, "by": by, "at": now, "text": text})


def of_case(conn: Connection, guild_id: int, case_id: int, limit: int) -> Sequence[Row[Any]]:
    """The case's newest ``limit`` notes, newest first."""
    return conn.execute(OF_CASE, {"guild": guild_id, "case": case_id, "size": limit}).all()


def count(conn: Connection, guild_id: int, case_id: int) -> int:
    """How many notes the case has, erased ones included."""
    return int(conn.execute(COUNT, {"guild": guild_id, "case": case_id}).scalar_one())


def strip(conn: Connection, case_id: int) -> None:
    """Remove the words of the case's notes."""
    conn.execute(STRIP, {"case": case_id})
