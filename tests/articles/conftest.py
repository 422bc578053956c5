"""Invented pages and loopback servers for the article room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver
from numpy.typing import NDArray

from bot.articles.fetch import Fetcher, FetchPolicy
from bot.articles.types import Refusal
from bot.articles.worker import Job, Result, work
from bot.store.database import Database
from bot.store.migrate import upgrade
from tests.articles.asking import LINK, Outlet

PAGES = Path(__file__).parent / "pages"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(name: str) -> str:
    """The text of an invented page."""
    return (PAGES / name).read_text(encoding="utf-8")


class Site:
    """A web server on loopback that remembers what it was asked for."""

    def __init__(self, host: str, port: int, seen: list[web.Request]) -> None:
        self.host = host
        self.port = port
        self.seen = seen

    @property
    def pair(self) -> tuple[str, int]:
        return self.host, self.port

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.seen]


ServeSite = Callable[..., Awaitable[Site]]


@asynccontextmanager
async def running(handler: Handler, host: str) -> AsyncIterator[Site]:
    seen: list[web.Request] = []

    async def recorded(request: web.Request) -> web.StreamResponse:
        seen.append(request)
        return await handler(request)

    runner = web.ServerRunner(web.Server(recorded), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, host, 0)
    await site.start()
    try:
        yield Site(host, runner.addresses[0][1], seen)
    finally:
        await runner.cleanup()


@pytest.fixture
async def serve() -> AsyncIterator[ServeSite]:
    """Start a site: ``await serve(handler)``; it ends with the test."""
    async with AsyncExitStack() as stack:

        async def start(handler: Handler, host: str = "127.0.0.1") -> Site:
            return await stack.enter_async_context(running(handler, host))

        yield start


HTML = "<!DOCTYPE html><title>Hello</title><p>Hello there."
MakeFetcher = Callable[..., Fetcher]


@pytest.fixture
async def fetcher() -> AsyncIterator[MakeFetcher]:
    """Make fetchers that may open the given (host, port) pairs; they are closed with the test."""
    made: list[Fetcher] = []

    def make(*pairs: tuple[str, int], resolver: AbstractResolver | None = None, **bounds: object) -> Fetcher:
        settings: dict[str, object] = {"host_interval": 0.0, "obey_robots": False, **bounds}
        made.append(Fetcher(FetchPolicy(allow=frozenset(pairs), **settings), resolver=resolver))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        await each.close()


async def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(Refusal) as caught:
        await fetcher.fetch(url)
    return caught.value.code


async def hello(_: web.Request) -> web.Response:
    return web.Response(text=HTML, content_type="text/html")


class ByLetters:
    """An encoder of its own making: a text's vector is how often it has each letter."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array(
            [[t.casefold().count(chr(97 + n)) + 1e-3 for n in range(26)] for t in texts], np.float32
        )
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def made() -> Result:
    """A real summary of an invented page."""
    return work(Job(page("news_both_sides.html"), is_html=True, url=LINK))


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "articles.sqlite3"
    await asyncio.to_thread(upgrade, path)
    database = Database.at(path)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def outlet(made: Result) -> Outlet:
    return Outlet(made)
