"""The health endpoint over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import aiohttp
import pytest

from bot.ops import health
from bot.ops.health import Health


async def ask(port: int) -> tuple[int, dict[str, bool]]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/healthz") as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        ({"gateway": True, "database": True}, 200),
        ({"gateway": False, "database": True}, 503),
        ({}, 200),
    ],
)
async def test_the_answer_is_the_probes(seen: Mapping[str, bool], status: int) -> None:
    async def probe() -> Mapping[str, bool]:
        return seen

    server = Health(probe, port=0)
    await server.start()
    try:
        assert await ask(server.port) == (status, seen)
    finally:
        await server.close()


async def test_a_probe_that_fails_or_hangs_counts_as_unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PROBE_SECONDS", 0.05)

    async def hang() -> Mapping[str, bool]:
        await asyncio.sleep(60)
        return {}

    async def fail() -> Mapping[str, bool]:
        raise OSError("disk gone")

    for probe, name in ((hang, "TimeoutError"), (fail, "OSError")):
        server = Health(probe, port=0)
        await server.start()
        try:
            status, seen = await ask(server.port)
        finally:
            await server.close()
        assert status == 503
        assert seen == {f"probe: {name}": False}
