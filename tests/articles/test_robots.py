"""robots.txt by RFC 9309: what no answer, a refusal and an error of the server mean."""

from __future__ import annotations

import pytest
from yarl import URL

from bot.articles.robots import KEEP_SECONDS, MAX_KEPT_BYTES, MAX_SITES, RobotsCache
from bot.articles.types import Refusal


class Host:
    """A site whose robots.txt answer can change; counts how often it is asked."""

    def __init__(self, status: int = 200, body: bytes = b"", refusal: str | None = None) -> None:
        self.status, self.body, self.refusal = status, body, refusal
        self.asked: list[str] = []
        self.now = 0.0

    async def get(self, url: URL) -> tuple[int, bytes]:
        self.asked.append(str(url))
        if self.refusal:
            raise Refusal(self.refusal)
        return self.status, self.body

    def cache(self) -> RobotsCache:
        return RobotsCache(self.get, lambda: self.now)


PAGE = URL("https://ledger.example/news/a?b=1")


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"", True),
        (200, b"User-agent: *\nDisallow: /", False),
        (200, b"User-agent: *\nDisallow: /private", True),
        (200, b"User-agent: *\nDisallow: /news/", False),
        (200, b"User-agent: *\nDisallow: /news/\nAllow: /news/a", True),
        (200, b"User-agent: *\nDisallow: /*?b=", False),
        (200, b"User-agent: OtherBot\nDisallow: /", True),
        (200, b"User-agent: Evenhand\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        (200, b"User-agent: *\nDisallow: /\n\nUser-agent: evenhand\nAllow: /", True),
        (200, b"<!doctype html><p>not rules", True),
        (200, b"\xff\xfe\x00garbage\x00" * 50, True),
        (404, b"User-agent: *\nDisallow: /", True),
        (403, b"", True),
        (500, b"", False),
        (503, b"", False),
    ],
)
async def test_rules(status: int, body: bytes, allowed: bool) -> None:
    host = Host(status, body)
    assert await host.cache().allows(PAGE) is allowed
    assert host.asked == ["https://ledger.example/robots.txt"]


async def test_rules_are_kept_for_an_hour_per_site() -> None:
    host = Host(200, b"User-agent: *\nDisallow: /news/")
    cache = host.cache()
    assert not await cache.allows(PAGE)
    host.body = b""
    host.now = KEEP_SECONDS - 1
    assert not await cache.allows(PAGE)
    assert await cache.allows(URL("http://ledger.example/news/a"))
    assert len(host.asked) == 2
    host.now = KEEP_SECONDS
    assert await cache.allows(PAGE)


async def test_a_site_that_cannot_be_reached_is_not_read_and_not_remembered() -> None:
    host = Host(refusal="unreachable")
    cache = host.cache()
    for _ in range(2):
        with pytest.raises(Refusal):
            await cache.allows(PAGE)
    assert len(host.asked) == 2


async def test_rules_that_cannot_be_unpacked_count_as_none() -> None:
    assert await Host(refusal="unreadable").cache().allows(PAGE)


async def test_the_cache_is_bounded() -> None:
    host = Host(200, b"User-agent: *\nDisallow: /x")
    cache = host.cache()
    for number in range(MAX_SITES + 20):
        await cache.allows(URL(f"https://s{number}.example/"))
    assert len(cache._sites) == MAX_SITES


async def test_long_rules_of_many_sites_are_not_all_kept() -> None:
    host = Host(200, b"User-agent: *\n" + b"Disallow: /x\n" * 20_000)
    cache = host.cache()
    for number in range(10):
        assert await cache.allows(URL(f"https://s{number}.example/"))
    assert sum(entry.size for entry in cache._sites.values()) <= MAX_KEPT_BYTES
    assert len(cache._sites) == MAX_KEPT_BYTES // len(host.body)


@pytest.mark.parametrize(
    "body",
    [
        b"User-agent: *\nDisallow: /" + b"*a" * 100_000,
        b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*b$\n" * 10_000,
        b"User-agent: *\n" * 30_000,
        b"Disallow: /" + b"%" * 400_000,
    ],
    ids=["long pattern", "many wildcards", "many agents", "percent"],
)
async def test_hostile_rules_end(body: bytes) -> None:
    assert await Host(200, body).cache().allows(URL("https://ledger.example/" + "a" * 1000)) in (True, False)
