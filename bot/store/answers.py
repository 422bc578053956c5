"""Which case a message answers, and what was seen of a case's message last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from bot.store.columns import UtcTime
from bot.store.tables import cases

_c = cases.c
_WAITING = ("open", "asked")
_TIME = bindparam("p_time", type_=UtcTime())

REPLIED_TO = select(_c.id).where(
    _c.guild_id == bindparam("p_guild"),
    _c.kind == "accusation",
    _c.state.in_(_WAITING),
    or_(_c.message_id == bindparam("p_message"), _c.ask_message_id == bindparam("p_message")),
)
ASKED_OF = (
    select(_c.id)
    .where(
        _c.guild_id == bindparam("p_guild"),
        _c.channel_id == bindparam("p_channel"),
        _c.author_id == bindparam("p_author"),
        _c.kind == "accusation",
        _c.state == "asked",
        _c.message_id < bindparam("p_message"),
    )
    .order_by(_c.id.desc())
    .limit(2)
)
HAVE_CASES = select(_c.message_id).where(
    _c.guild_id.in_(bindparam("p_guilds", expanding=True)),
    _c.message_id.in_(bindparam("p_messages", expanding=True)),
)
ASKED_JUST_NOW = ASKED_OF.where(_c.ask_message_id.is_(None))
ASKED = (
    select(_c.guild_id, _c.channel_id, _c.message_id)
    .where(_c.state == "asked", _c.message_deleted.is_(False))
    .order_by(_c.message_id)
    .limit(bindparam("p_limit"))
)
SEEN = (
    update(cases)
    .where(
        _c.guild_id == bindparam("p_guild"),
        _c.message_id == bindparam("p_message"),
        or_(_c.edited_at.is_(None), _c.edited_at < _TIME),
    )
    .values(edited_at=_TIME)
)


def having_cases(conn: Connection, messages: Collection[tuple[int, int]]) -> set[int]:
    """Ids of those messages, given as (guild id, message id), that have a case."""
    if not messages:
        return set()
    values = {
        "p_guilds": sorted({guild_id for guild_id, _ in messages}),
        "p_messages": sorted({message_id for _, message_id in messages}),
    }
    return set(conn.execute(HAVE_CASES, values).scalars())


def replied_to(conn: Connection, guild_id: int, message_id: int) -> Sequence[int]:
    """Ids of waiting accusation cases of this message, or whose question is this message."""
    return list(conn.execute(REPLIED_TO, {"p_guild": guild_id, "p_message": message_id}).scalars())


def asked_of(
    conn: Connection,
    guild_id: int,
    channel_id: int,
    author_id: int,
    message_id: int,
    *,
    just_now: bool = False,
) -> int | None:
    """The one case about whose message, older than ``message_id``, this author was asked in this channel.

    ``just_now``: only where it is not known yet which message our question became. ``None`` where there is no such
    case, or where there are several and nobody can tell which one is meant.
    """
    values = {
        "p_guild": guild_id,
        "p_channel": channel_id,
        "p_author": author_id,
        "p_message": message_id,
    }
    found = list(conn.execute(ASKED_JUST_NOW if just_now else ASKED_OF, values).scalars())
    return found[0] if len(found) == 1 else None


def asked(conn: Connection, limit: int) -> list[tuple[int, int, int]]:
    """(guild id, channel id, message id) of messages whose authors were asked: a source may have come meanwhile."""
    return [tuple(row) for row in conn.execute(ASKED, {"p_limit": limit})]


def seen(conn: Connection, guild_id: int, message_id: int, time: datetime) -> None:
    """Note Discord's time of a message's newest revision in its cases. It changes nothing that a card shows."""
    conn.execute(SEEN, {"p_guild": guild_id, "p_message": message_id, "p_time": time})
