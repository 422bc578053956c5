"""One member's side of the cases: what they were told of, how their reports ended, what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, exists, func, select
from sqlalchemy.types import BigInteger

from bot.store.actions import DONE
from bot.store.tables import actions, appeals, cases, notes, reports

_AUTHOR = cases.c.author_id == bindparam("member", type_=BigInteger())
_GUILD = cases.c.guild_id == bindparam("guild")
_SIZE = bindparam("size", type_=Integer())
TOLD = (
    select(cases)
    .where(
        _GUILD,
        _AUTHOR,
        exists().where(
            actions.c.case_id == cases.c.id,
            actions.c.kind.in_(bindparam("told_by", expanding=True)),
            actions.c.undoes.is_(None),
            actions.c.state == DONE,
        ),
    )
    .order_by(cases.c.created_at.desc(), cases.c.id.desc())
    .limit(_SIZE)
)
STATES = select(cases.c.state, func.count()).where(_GUILD, _AUTHOR).group_by(cases.c.state)
NOTES = (
    select(notes, cases.c.number)
    .join(cases, cases.c.id == notes.c.case_id)
    .where(_GUILD, _AUTHOR)
    .order_by(notes.c.id.desc())
    .limit(_SIZE)
)
APPEALS = (
    select(appeals, cases.c.number)
    .join(cases, cases.c.id == appeals.c.case_id)
    .where(_GUILD, appeals.c.member_id == bindparam("member", type_=BigInteger()))
    .order_by(appeals.c.id.desc())
    .limit(_SIZE)
)
REPORTED = (
    select(cases.c.state, reports.c.at)
    .join(cases, cases.c.id == reports.c.case_id)
    .where(
        reports.c.guild_id == bindparam("guild"),
        reports.c.reporter_id == bindparam("member", type_=BigInteger()),
    )
    .order_by(reports.c.id.desc())
    .limit(_SIZE)
)


def told(
    conn: Connection, guild_id: int, member_id: int, told_by: Sequence[str], size: int
) -> Sequence[Row[Any]]:
    """The member's cases for which an action of the kinds ``told_by`` was done, newest first."""
    values = {"guild": guild_id, "member": member_id, "told_by": list(told_by), "size": size}
    return conn.execute(TOLD, values).all()


def states(conn: Connection, guild_id: int, member_id: int) -> dict[str, int]:
    """State → how many of the member's cases."""
    found = conn.execute(STATES, {"guild": guild_id, "member": member_id})
    return {state: int(count) for state, count in found}


def notes_about(conn: Connection, guild_id: int, member_id: int, size: int) -> Sequence[Row[Any]]:
    """Notes on the member's cases with the cases' numbers, newest first."""
    return conn.execute(NOTES, {"guild": guild_id, "member": member_id, "size": size}).all()


def appeals_of(conn: Connection, guild_id: int, member_id: int, size: int) -> Sequence[Row[Any]]:
    """The member's appeals with the cases' numbers, newest first."""
    return conn.execute(APPEALS, {"guild": guild_id, "member": member_id, "size": size}).all()


def reported(conn: Connection, guild_id: int, member_id: int, size: int) -> Sequence[Any]:
    """``state`` of the case and ``at`` of the member's newest reports."""
    return conn.execute(REPORTED, {"guild": guild_id, "member": member_id, "size": size}).all()
