"""No hostile address, name or redirect reaches a listening socket."""

from __future__ import annotations

import asyncio

import pytest

from bot.articles.fetch import Fetcher, FetchPolicy
from tests.articles.hostile import CASES, REFUSED, attempt, door


@pytest.mark.parametrize(("way", "tried"), CASES)
async def test_nothing_hostile_gets_in(way: str, tried: str) -> None:
    code, reached = await attempt(way, tried)
    assert reached == 0
    assert code in (REFUSED if "refresh" not in way else {"read"})


async def test_the_door_counts_who_comes_in() -> None:
    async with door() as here:
        fetcher = Fetcher(FetchPolicy(frozenset({("127.0.0.1", here.port)}), obey_robots=False))
        page = await fetcher.fetch(f"http://127.0.0.1:{here.port}/")
        await fetcher.close()
        assert (page.text, here.opened) == ("<p>secret", 1)
        try:
            _, writer = await asyncio.open_connection("::1", here.port)
        except OSError:
            return  # a machine without IPv6
        writer.close()
        await asyncio.sleep(0.05)
        assert here.opened == 2
