"""What rewriting may cost a server in a day, in tokens of the language model. Days are UTC's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from bot.store import quotas
from bot.store.columns import EPOCH
from bot.store.database import Database


class Budget(Protocol):
    """What one summary may spend on being rewritten."""

    async def take(self, tokens: int) -> bool:
        """Set ``tokens`` aside before a request to the model: the most that it can cost. ``False``: not left today."""

    async def give_back(self, tokens: int) -> None:
        """Give back what was set aside and not spent; a negative number is what was spent beyond it."""


class GuildBudget:
    """A server's ``Budget`` for one summary: at most ``limit`` tokens a day, counted before they are spent."""

    def __init__(self, db: Database, guild_id: int, limit: int, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._guild_id = guild_id
        self._limit = limit
        self._day = day_of(clock())  # one summary is one day's, also over midnight
        self._asked = False
        self._spent = 0

    @property
    def fruitless(self) -> bool:
        """Whether a rewrite was wanted and nothing spent on it: no budget was left, or no model answered."""
        return self._asked and self._spent <= 0

    async def take(self, tokens: int) -> bool:
        """See :class:`Budget`."""
        self._asked = True
        taken = await self._db.write(_take, self._guild_id, self._day, tokens, self._limit)
        self._spent += tokens if taken else 0
        return taken

    async def give_back(self, tokens: int) -> None:
        """See :class:`Budget`."""
        self._spent -= tokens
        await self._db.write(quotas.spend, self._guild_id, self._day, -tokens)


def day_of(moment: datetime) -> int:
    """Days since 1970, UTC."""
    return (moment - EPOCH).days


def _take(conn: Connection, guild_id: int, day: int, tokens: int, limit: int) -> bool:
    if quotas.spent(conn, guild_id, day) + tokens > limit:
        return False
    quotas.spend(conn, guild_id, day, tokens)
    return True
