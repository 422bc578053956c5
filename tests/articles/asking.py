"""Asking in tests: an outlet that does what it is told, a clock moved by hand, and answers taken apart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.articles.cache import Kept
from bot.articles.quotas import Wait
from bot.articles.requests import Requests
from bot.articles.types import Refusal
from bot.articles.worker import Result
from bot.settings import ArticleSettings, RewriteSettings
from bot.store.database import Database

LINK = "https://tribune.example/council"
ADA, BRUNO, CLEO = 11, 12, 13
TOWN, VILLAGE = 1, 2


class Clock:
    """The present moment, moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, length: timedelta) -> None:
        self.now += length


class Outlet:
    """Stands where the summarizer does: counts what is opened, waits where told to, refuses where told to."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.opened: list[str] = []
        self.refusals: dict[str, str] = {}
        self.open = asyncio.Event()
        self.open.set()
        self.closed = False

    async def read(self, url: str) -> Result:
        self.opened.append(url)
        await self.open.wait()
        if url in self.refusals:
            raise Refusal(self.refusals[url])
        return self.result

    async def close(self) -> None:
        self.closed = True


def asking(
    db: Database,
    outlet: Outlet,
    clock: Clock,
    *,
    rewriting: RewriteSettings | None = None,
    rewrite: Any = None,
    **numbers: Any,
) -> Requests:
    where: Any = outlet
    settings = ArticleSettings(_env_file=None, **numbers)
    return Requests(db, where, settings, rewriting, rewrite=rewrite, clock=clock)


async def kept(request: Any) -> Kept:
    """An answer that is no refusal to answer."""
    answer = await request
    assert isinstance(answer, Kept), answer
    return answer


async def put_off(request: Any) -> Wait:
    answer = await request
    assert isinstance(answer, Wait), answer
    return answer


async def until(look: Callable[[], object]) -> None:
    """Wait until ``look`` gives something true."""

    async def again() -> bool:
        return bool(look())

    await until_so(again)


async def until_counted(db: Database, wanted: int) -> None:
    """Wait until so many requests stand in the book."""

    async def counted() -> bool:
        count = await db.read(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM summary_asks").scalar())
        return count == wanted

    await until_so(counted)


async def until_so(look: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(2000):
        if await look():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("not in time")
