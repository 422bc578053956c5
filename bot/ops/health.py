"""The health endpoint: ``GET /healthz`` on loopback, for a container's health check or a supervisor."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

PROBE_SECONDS = 3.0
"""A probe that takes longer counts as failed: a health check that hangs helps nobody."""

Probe = Callable[[], Awaitable[Mapping[str, bool]]]
"""Names what is checked and whether it is well, e.g. ``{"gateway": True, "database": True}``."""


class Health:
    """Answers 200 with the probe's JSON while everything is well, else 503 with the same."""

    def __init__(self, probe: Probe, *, port: int, host: str = "127.0.0.1") -> None:
        self._probe = probe
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port that is listened on: the one asked for, or with 0 the one the system chose."""
        if self._runner is None or not self._runner.addresses:
            return self._port
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """Begin to listen. Raises OSError where the port is taken."""
        app = web.Application()
        app.router.add_get("/healthz", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, _: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                seen = dict(await self._probe())
        except Exception as error:
            seen = {f"probe: {type(error).__name__}": False}
        return web.json_response(seen, status=200 if all(seen.values()) else 503)
