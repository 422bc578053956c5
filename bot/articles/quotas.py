"""How often articles are opened for people: so many summaries a member and so many pages a server in an hour.

A request is counted before anything is opened, in the transaction that looks for room, so that no two requests take the
last place. One that came to nothing is taken back by ``requests``. What is kept already is not opened again: it counts for the
member, who puts a card into the channel either way, and not for the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from bot.settings import ArticleSettings
from bot.store import quotas

WINDOW: Final = timedelta(hours=1)


class Kind(StrEnum):
    """What was asked for. A member's requests of each kind are counted apart."""

    SUMMARY = "summary"
    SOURCES = "sources"


class Full(StrEnum):
    """What keeps a request from being taken."""

    RUNNING = "running"  # the member's last one is still being answered
    MEMBER = "member"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Wait:
    """A request that was not taken, and from when on it would be."""

    reason: Full
    until: datetime


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, where, for what."""

    guild_id: int
    member_id: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Quotas:
    """How many requests in an hour: ``member`` of one kind by one person in all servers, ``server`` pages opened."""

    member: int
    server: int

    @classmethod
    def of(cls, settings: ArticleSettings) -> Quotas:
        """The operator's numbers."""
        return cls(settings.article_member_hourly, settings.article_server_hourly)

    def count(self, conn: Connection, asker: Asker, now: datetime, *, read: bool) -> int | Wait:
        """Count a request and give its id, or say from when on there is room. ``read``: a page will be opened for it."""
        since = now - WINDOW
        full = quotas.filled_by_member(conn, asker.member_id, asker.kind.value, since, self.member)
        if full is not None:
            return Wait(Full.MEMBER, full + WINDOW)
        full = quotas.filled_by_guild(conn, asker.guild_id, since, self.server) if read else None
        if full is not None:
            return Wait(Full.SERVER, full + WINDOW)
        return quotas.count(conn, asker.guild_id, asker.member_id, asker.kind.value, now, read=read)
