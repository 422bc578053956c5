"""What is kept of summaries: the summary with the numbers of its sentences, never the article, and nobody's id.

A summary is served for a week to whoever asks for the same link, or for a link that leads to the same article; a refusal,
and a summary that should have been rewritten and could not be, for ten minutes. The settings and the code that made it
are part of the key, so that neither's change serves what the other way made.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from sqlalchemy import Connection, Row

from bot import __version__
from bot.articles.links import clean_link
from bot.articles.types import Article, Summary, summary_from_json
from bot.store import summaries

SUMMARY_KEPT: Final = timedelta(days=7)
FAILURE_KEPT: Final = timedelta(minutes=10)
LONGEST: Final = 64 * 1024
"""Code points of a summary's text that are kept; the usual one has 2,000."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary (or refusal), the id under which it is kept, its article's ``content_of``, and until when it is served.

    All but the summary are ``None`` where it is not kept.
    """

    summary: Summary
    id: int | None = None
    content: str | None = None
    until: datetime | None = None


class Cache:
    """Keeps the summaries that one configuration of the article room makes."""

    def __init__(self, *settings: BaseModel) -> None:
        made_by = (fingerprint(), *(each.model_dump_json() for each in settings))
        self._variant = _hash(*made_by)

    def of_link(self, conn: Connection, link: str, now: datetime) -> Kept | None:
        """What may be served for a link."""
        return _kept(summaries.by_link(conn, _hash(clean_link(link)), self._variant, now))

    def of_content(self, conn: Connection, content: str, now: datetime) -> Kept | None:
        """What may be served for an article, whatever link led to it."""
        return _kept(summaries.by_content(conn, content, self._variant, now))

    def by_id(self, conn: Connection, summary_id: int, now: datetime) -> Kept | None:
        """What the buttons of a card mean; also of an earlier version's card."""
        return _kept(summaries.get(conn, summary_id, now))

    def keep(
        self,
        conn: Connection,
        link: str,
        content: str | None,
        summary: Summary,
        now: datetime,
        *,
        until: datetime,
    ) -> Kept:
        """Keep what was made of a link, and serve it to others ``until`` then."""
        raw = asdict(summary)
        if sum(map(len, _strings(raw))) > LONGEST:
            return Kept(summary)
        kept_until = until if summary.refused is not None else now + SUMMARY_KEPT
        made = summaries.keep(
            conn,
            _hash(clean_link(link)),
            content,
            self._variant,
            raw,
            served_until=until,
            kept_until=kept_until,
        )
        return Kept(summary, made, content, until)


def content_of(article: Article) -> str:
    """A hash of the article: its canonical link and its text.

    The link alone is what the page says of itself, and pages of one site need not be one person's: a page that names
    another's link as its own must not be served in its place.
    """
    return _hash(article.url or "", article.text)


@cache
def fingerprint() -> str:
    """A hash of the code and data of this room, of the bot's version, and of the library that reads the pages."""
    room = Path(__file__).parent
    files = sorted(path for path in room.rglob("*") if path.suffix != ".pyc" and path.is_file())
    digest = hashlib.sha256(f"{__version__} {version('trafilatura')}".encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _hash(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8) + raw)
    return digest.hexdigest()


def _kept(row: Row[Any] | None) -> Kept | None:
    if row is None:
        return None
    try:
        return Kept(summary_from_json(row.summary), row.id, row.content, row.served_until)
    except (KeyError, TypeError):  # written by another version
        return None


def _strings(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [raw]
    inner = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list | tuple) else ()
    return [text for one in inner for text in _strings(one)]
