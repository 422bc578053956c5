"""Who asked for summaries in the last hour, and what rewrites spent today. Nothing older is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, delete, insert, select, update

from bot.store.tables import rewrite_tokens, summary_asks
from bot.store.upsert import upsert

COUNT = insert(summary_asks).returning(summary_asks.c.id)
# The ask that must leave the window before another one fits: the limit-th newest.
OF_MEMBER = (
    select(summary_asks.c.at)
    .where(
        summary_asks.c.member_id == bindparam("member"),
        summary_asks.c.kind == bindparam("kind"),
        summary_asks.c.at > bindparam("since"),
    )
    .order_by(summary_asks.c.at.desc())
    .limit(1)
    .offset(bindparam("skip", type_=Integer()))
)
OF_GUILD = (
    select(summary_asks.c.at)
    .where(
        summary_asks.c.guild_id == bindparam("guild"),
        summary_asks.c.read.is_(True),
        summary_asks.c.at > bindparam("since"),
    )
    .order_by(summary_asks.c.at.desc())
    .limit(1)
    .offset(bindparam("skip", type_=Integer()))
)
UNCOUNT = delete(summary_asks).where(summary_asks.c.id == bindparam("id"))
NOT_READ = update(summary_asks).where(summary_asks.c.id == bindparam("p_id")).values(read=False)
PRUNE = delete(summary_asks).where(summary_asks.c.at <= bindparam("since"))
SPENT = select(rewrite_tokens.c.tokens).where(
    rewrite_tokens.c.guild_id == bindparam("guild"), rewrite_tokens.c.day == bindparam("day")
)
SPEND = upsert(
    rewrite_tokens,
    ("guild_id", "day"),
    lambda new: {"tokens": rewrite_tokens.c.tokens + new.excluded.tokens},
)
PRUNE_TOKENS = delete(rewrite_tokens).where(rewrite_tokens.c.day < bindparam("today"))


def count(conn: Connection, guild_id: int, member_id: int, kind: str, now: datetime, *, read: bool) -> int:
    """Count one request; gives its id. ``read``: a page will be opened at an outlet for it."""
    values = {"guild_id": guild_id, "member_id": member_id, "kind": kind, "read": read, "at": now}
    return int(conn.execute(COUNT, values).scalar_one())


def filled_by_member(
    conn: Connection, member_id: int, kind: str, since: datetime, limit: int
) -> datetime | None:
    """When the oldest of the member's newest ``limit`` requests was; ``None`` where there were fewer since then."""
    given = {"member": member_id, "kind": kind, "since": since, "skip": limit - 1}
    moment: datetime | None = conn.execute(OF_MEMBER, given).scalar()
    return moment


def filled_by_guild(conn: Connection, guild_id: int, since: datetime, limit: int) -> datetime | None:
    """The same for pages that were opened for a server's members."""
    moment: datetime | None = conn.execute(
        OF_GUILD, {"guild": guild_id, "since": since, "skip": limit - 1}
    ).scalar()
    return moment


def uncount(conn: Connection, ask_id: int) -> None:
    """Take a request back: it came to nothing."""
    conn.execute(UNCOUNT, {"id": ask_id})


def not_read(conn: Connection, ask_id: int) -> None:
    """No page was opened for this request: it shared another one's."""
    conn.execute(NOT_READ, {"p_id": ask_id})


def spent(conn: Connection, guild_id: int, day: int) -> int:
    """Tokens that were set aside or spent for a server on a day."""
    return int(conn.execute(SPENT, {"guild": guild_id, "day": day}).scalar() or 0)


def spend(conn: Connection, guild_id: int, day: int, tokens: int) -> None:
    """Add to what a server spent on a day; a negative number gives back."""
    conn.execute(SPEND, {"guild_id": guild_id, "day": day, "tokens": tokens})


def prune(conn: Connection, since: datetime, today: int) -> None:
    """Forget requests up to ``since`` and days before ``today``."""
    conn.execute(PRUNE, {"since": since})
    conn.execute(PRUNE_TOKENS, {"today": today})
