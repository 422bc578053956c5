"""Fetching against real servers on loopback: what is read, what is refused, and that nothing else is touched."""

from __future__ import annotations

import asyncio
import itertools
import socket

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.fetch import MAX_PACED_HOSTS, HostPace
from bot.articles.types import Refusal
from tests.articles.conftest import HTML, MakeFetcher, ServeSite, hello, refused


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


# Every form names the loopback address of a server that really listens; the allow list opens another address on its
# port, so that only the check at the socket stands between them.
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1",
        "127.0.0.1.", "0.0.0.0", "0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::1]", "[::]", "[::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "１２７.0.0.1", "①②⑦.0.0.1", "LOCALHOST", "localhost.",
    ],
)  # fmt: skip
async def test_no_spelling_of_loopback_reaches_the_server(
    host: str, serve: ServeSite, fetcher: MakeFetcher
) -> None:
    site = await serve(hello)
    code = await refused(fetcher(("127.0.0.2", site.port)), f"http://{host}:{site.port}/")
    assert code in ("blocked_address", "bad_address", "unreachable")
    assert site.seen == []


class FakeNames(AbstractResolver):
    """A name service that answers each lookup with the next list of addresses, the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in found
        ]

    async def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["fd00:ec2::254"], ["::ffff:127.0.0.1"],
     ["1.1.1.1", "127.0.0.1"], ["2606:4700::1111", "fe80::1"]],
)  # fmt: skip
async def test_a_name_with_any_private_address_is_blocked(addresses: list[str], fetcher: MakeFetcher) -> None:
    names = FakeNames(addresses)
    assert await refused(fetcher(resolver=names), "http://ledger.example/") == "blocked_address"
    assert names.asked == 1


async def test_a_name_that_changes_its_answer_is_checked_each_time(
    serve: ServeSite, fetcher: MakeFetcher
) -> None:
    async def rebind(_: web.Request) -> web.Response:
        raise web.HTTPFound(f"http://rebind.example:{site.port}/again")

    site = await serve(rebind)
    names = FakeNames(["127.0.0.1"], ["127.0.0.5"])
    reader = fetcher(site.pair, resolver=names)
    assert await refused(reader, f"http://rebind.example:{site.port}/") == "blocked_address"
    assert (len(site.seen), names.asked) == (1, 2)


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1:{port}/", "blocked_address"),
        ("http://2130706433:{port}/", "bad_address"),
        ("http://[::ffff:127.0.0.1]:{port}/", "blocked_address"),
        ("http://169.254.169.254/latest/meta-data/", "blocked_address"),
        ("http://[fd00:ec2::254]/", "blocked_address"),
        ("http://localhost/", "blocked_address"),
        ("http://10.0.0.1/", "blocked_address"),
        ("//127.0.0.1:{port}/", "blocked_address"),
        ("http://127.0.0.1:22/", "bad_address"),
        ("http://user:pw@ledger.example/", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
        ("ftp://ledger.example/", "bad_address"),
        ("gopher://127.0.0.1:70/_x", "bad_address"),
        ("", "redirects"),
    ],
)
async def test_redirects_are_checked_like_links(
    location: str, code: str, serve: ServeSite, fetcher: MakeFetcher
) -> None:
    inner = await serve(hello)

    async def redirect(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location.format(port=inner.port)})

    outer = await serve(redirect)
    # The port of the inner server passes the look at the link, its address does not.
    reader = fetcher(outer.pair, ("127.0.0.3", inner.port))
    assert await refused(reader, outer.url()) == code
    assert inner.seen == []


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


async def test_robots_cannot_send_us_inside(serve: ServeSite, fetcher: MakeFetcher) -> None:
    inner = await serve(hello)

    async def redirect(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"http://127.0.0.1:{inner.port}/admin")

    outer = await serve(redirect)
    reader = fetcher(outer.pair, ("127.0.0.3", inner.port), obey_robots=True)
    assert await refused(reader, outer.url()) == "blocked_address"
    assert inner.seen == []


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
