"""Summaries that were made, kept for a while for the next who asks, whichever server that is in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, bindparam, delete, insert, select

from bot.store.tables import summaries

ROWS: Final = 5_000
"""The newest so many are kept, some 20 MB; a busy server asks for a few dozen articles a day."""

KEEP = insert(summaries).returning(summaries.c.id)
_SERVED = (summaries.c.variant == bindparam("variant"), summaries.c.served_until > bindparam("now"))
BY_LINK = (
    select(summaries)
    .where(summaries.c.link == bindparam("link"), *_SERVED)
    .order_by(summaries.c.id.desc())
    .limit(1)
)
BY_CONTENT = (
    select(summaries)
    .where(summaries.c.content == bindparam("content"), *_SERVED)
    .order_by(summaries.c.id.desc())
    .limit(1)
)
GET = select(summaries).where(summaries.c.id == bindparam("id"), summaries.c.kept_until > bindparam("now"))
PRUNE = delete(summaries).where(summaries.c.kept_until <= bindparam("now"))
_NEWEST = (
    select(summaries.c.id)
    .order_by(summaries.c.id.desc())
    .limit(1)
    .offset(bindparam("rows", type_=Integer()))
    .scalar_subquery()
)
BOUND = delete(summaries).where(summaries.c.id <= _NEWEST)


def keep(
    conn: Connection,
    link: str,
    content: str | None,
    variant: str,
    summary: Mapping[str, Any],
    *,
    served_until: datetime,
    kept_until: datetime,
) -> int:
    """Keep a summary under the hashes of its link, article and making; gives its id."""
    values = {
        "link": link,
        "content": content,
        "variant": variant,
        "summary": summary,
        "served_until": served_until,
        "kept_until": kept_until,
    }
    return int(conn.execute(KEEP, values).scalar_one())


def by_link(conn: Connection, link: str, variant: str, now: datetime) -> Row[Any] | None:
    """The newest summary of a link that may still be served."""
    return conn.execute(BY_LINK, {"link": link, "variant": variant, "now": now}).first()


def by_content(conn: Connection, content: str, variant: str, now: datetime) -> Row[Any] | None:
    """The newest summary of exactly this article that may still be served."""
    return conn.execute(BY_CONTENT, {"content": content, "variant": variant, "now": now}).first()


def get(conn: Connection, summary_id: int, now: datetime) -> Row[Any] | None:
    """One summary that is still kept."""
    return conn.execute(GET, {"id": summary_id, "now": now}).first()


def prune(conn: Connection, now: datetime) -> int:
    """Drop what is past its time, and the oldest beyond ``ROWS``. Returns how many rows."""
    past = conn.execute(PRUNE, {"now": now}).rowcount
    return past + conn.execute(BOUND, {"rows": ROWS}).rowcount
