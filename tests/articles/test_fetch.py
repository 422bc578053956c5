"""Fetching against real servers on loopback: what is read, what is refused, and that nothing else is touched."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from aiohttp import web
from aiohttp.abc import ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.fetch import MAX_PACED_HOSTS, HostPace
from bot.articles.types import Refusal
from tests.articles.conftest import HTML, MakeFetcher, ServeSite, hello, refused
from tests.articles.hostile import FakeNames


async def test_a_page_is_read_politely(serve: ServeSite, fetcher: MakeFetcher) -> None:
    site = await serve(hello)
    page = await fetcher(site.pair, user_agent="Evenhand/test").fetch(site.url("/a?b=1#part"))
    assert (page.text, page.content_type, page.is_html) == (HTML, "text/html", True)
    assert page.url == site.url("/a?b=1")
    headers = site.seen[0].headers
    assert headers["User-Agent"] == "Evenhand/test"
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert "Cookie" not in headers
    assert "Authorization" not in headers


async def test_cookies_are_neither_kept_nor_sent(serve: ServeSite, fetcher: MakeFetcher) -> None:
    async def cookie(_: web.Request) -> web.Response:
        response = web.Response(text=HTML, content_type="text/html")
        response.set_cookie("id", "1")
        return response

    site = await serve(cookie)
    reader = fetcher(site.pair)
    await reader.fetch(site.url())
    await reader.fetch(site.url())
    assert all("Cookie" not in request.headers for request in site.seen)


async def test_proxies_of_the_environment_are_ignored(
    serve: ServeSite, fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, proxy = await serve(hello), await serve(hello)
    monkeypatch.setenv("http_proxy", proxy.url())
    await fetcher(site.pair).fetch(site.url())
    assert (len(site.seen), len(proxy.seen)) == (1, 0)


async def test_up_to_five_redirects_are_followed(serve: ServeSite, fetcher: MakeFetcher) -> None:
    async def count_down(request: web.Request) -> web.Response:
        left = int(request.path.strip("/"))
        if left:
            raise web.HTTPMovedPermanently(f"/{left - 1}")
        return await hello(request)

    site = await serve(count_down)
    reader = fetcher(site.pair)
    assert (await reader.fetch(site.url("/5"))).url == site.url("/0")
    assert await refused(reader, site.url("/10000")) == "redirects"
    assert len(site.seen) == 6 + 6


async def test_a_redirect_into_an_archive_is_not_followed(serve: ServeSite, fetcher: MakeFetcher) -> None:
    async def redirect(_: web.Request) -> web.Response:
        raise web.HTTPFound("https://web.archive.org/web/2031/https://ledger.example/a")

    site = await serve(redirect)
    assert await refused(fetcher(site.pair), site.url()) == "archive"


async def test_a_site_is_given_its_pause(serve: ServeSite, fetcher: MakeFetcher) -> None:
    """Between robots.txt, a page and the next page alike, however the host is spelt."""
    times: list[float] = []

    async def answer(request: web.Request) -> web.Response:
        times.append(asyncio.get_running_loop().time())
        return await hello(request)

    site = await serve(answer)
    reader = fetcher(site.pair, resolver=FakeNames(["127.0.0.1"]), obey_robots=True, host_interval=0.15)
    links = [f"http://ledger.example{dot}:{site.port}/" for dot in ("", ".", "")]
    begin = asyncio.get_running_loop().time()
    await asyncio.gather(*map(reader.fetch, links))
    assert len(times) >= 5
    # A busy machine may answer a request late, which moves the next one's distance to it, but none before its turn.
    assert all(at - begin > 0.15 * turn - 0.01 for turn, at in enumerate(times))


async def test_connecting_has_its_own_time(fetcher: MakeFetcher) -> None:
    """A name service that never answers counts as a site that cannot be connected to."""

    class Silence(FakeNames):
        async def resolve(self, *_: object, **__: object) -> list[ResolveResult]:  # type: ignore[override]
            await asyncio.Event().wait()
            return []

    reader = fetcher(resolver=Silence([]), connect_timeout=0.1, total_timeout=60.0)
    async with asyncio.timeout(20):
        assert await refused(reader, "http://ledger.example/") == "timeout"


async def test_robots_are_asked_first_and_once(serve: ServeSite, fetcher: MakeFetcher) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(
                text="User-agent: evenhand\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
            )
        return await hello(request)

    site = await serve(answer)
    reader = fetcher(site.pair, obey_robots=True)
    await reader.fetch(site.url("/news"))
    assert await refused(reader, site.url("/private/a")) == "robots"
    assert site.paths == ["/robots.txt", "/news"]


async def test_robots_of_a_redirect_target_count_too(serve: ServeSite, fetcher: MakeFetcher) -> None:
    async def closed(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /\n")
        return await hello(request)

    target = await serve(closed)

    async def redirect(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        raise web.HTTPFound(target.url("/page"))

    site = await serve(redirect)
    assert await refused(fetcher(site.pair, target.pair, obey_robots=True), site.url()) == "robots"
    assert target.paths == ["/robots.txt"]


async def test_too_many_at_once_are_sent_away(serve: ServeSite, fetcher: MakeFetcher) -> None:
    release = asyncio.Event()

    async def wait(request: web.Request) -> web.Response:
        await release.wait()
        return await hello(request)

    site = await serve(wait)
    reader = fetcher(site.pair)
    waiting = [asyncio.create_task(reader.fetch(site.url())) for _ in range(32)]
    await asyncio.sleep(0)
    assert await refused(reader, site.url()) == "busy"
    release.set()
    assert len(await asyncio.gather(*waiting)) == 32


async def test_a_closed_fetcher_opens_nothing_more(serve: ServeSite, fetcher: MakeFetcher) -> None:
    arrived = asyncio.Event()

    async def wait(_: web.Request) -> web.Response:
        arrived.set()
        await asyncio.Event().wait()
        raise AssertionError

    site = await serve(wait)
    reader = fetcher(site.pair)
    under_way = asyncio.create_task(reader.fetch(site.url()))
    await arrived.wait()
    await reader.close()
    with pytest.raises(Refusal):
        await under_way
    assert await refused(reader, site.url()) == "busy"
    assert len(site.seen) == 1


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.floats(0, 5)), max_size=30))
def test_a_host_is_asked_at_most_once_per_interval(steps: list[tuple[str, float]]) -> None:
    pace, now = HostPace(1.0), 0.0
    turns: dict[str, list[float]] = {"a": [], "b": []}
    for host, passed in steps:
        now += passed
        wait = pace.claim(host, now)
        assert wait >= 0
        turns[host].append(now + wait)
    for times in turns.values():
        assert all(later - earlier >= 1.0 - 1e-9 for earlier, later in itertools.pairwise(times))


def test_a_refused_request_takes_no_turn() -> None:
    pace = HostPace(1.0)
    assert [pace.claim("a", 0.0, 2.0) for _ in range(3)] == [0.0, 1.0, 2.0]
    for _ in range(100):
        with pytest.raises(Refusal):
            pace.claim("a", 0.0, 2.0)
    assert pace.claim("a", 3.0, 2.0) == 0.0


def test_the_memory_of_hosts_is_bounded() -> None:
    pace = HostPace(1.0)
    for number in range(3 * MAX_PACED_HOSTS):
        pace.claim(f"h{number}", 0.0)
    assert len(pace._next) == MAX_PACED_HOSTS
