"""What a site asks of automated readers (robots.txt, RFC 9309), kept for an hour per site."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from protego import Protego
from yarl import URL

from bot.articles.types import Refusal

PRODUCT: Final = "Evenhand"
"""The product token that a site's rules are looked up under."""
MAX_ROBOTS_BYTES: Final = 500 * 1024
"""RFC 9309, 2.5: at least 500 kibibytes are to be read; what lies beyond is ignored."""
KEEP_SECONDS: Final = 3600.0
"""RFC 9309, 2.4 allows a day; an hour lets a site change its mind sooner."""
MAX_SITES: Final = 256
MAX_KEPT_BYTES: Final = 1024 * 1024
"""Of rules over all sites, as they were sent; read, they take up to thirty times that. Real ones have 1 to 20 KiB."""

Get = Callable[[URL], Awaitable[tuple[int, bytes]]]


@dataclass(frozen=True, slots=True)
class _Entry:
    rules: Protego | None
    """None: everything is forbidden, because the site could not be asked."""
    until: float
    size: int = 0
    """Bytes that the rules were sent in."""


class RobotsCache:
    """Rules per site (scheme, host, port), a bounded number of them.

    ``get`` fetches status and body (at most :data:`MAX_ROBOTS_BYTES`) and raises :class:`Refusal`.
    """

    def __init__(self, get: Get, clock: Callable[[], float] = time.monotonic) -> None:
        self._get = get
        self._clock = clock
        self._sites: OrderedDict[str, _Entry] = OrderedDict()

    async def allows(self, url: URL) -> bool:
        """Whether the site lets us read ``url``.

        No robots.txt (4xx) allows everything, a server error forbids everything (RFC 9309, 2.3.1.3 and 2.3.1.4).
        Raises :class:`Refusal` where the site cannot be reached at all: the page itself could not be either.
        """
        site = str(url.origin())
        entry = self._sites.get(site)
        if entry is None or entry.until <= self._clock():
            entry = await self._ask(url)
            self._sites[site] = entry
            self._sites.move_to_end(site)
            self._forget_oldest()
        if entry.rules is None:
            return False
        return await asyncio.to_thread(entry.rules.can_fetch, str(url), PRODUCT)

    def _forget_oldest(self) -> None:
        kept = sum(entry.size for entry in self._sites.values())
        while len(self._sites) > 1 and (len(self._sites) > MAX_SITES or kept > MAX_KEPT_BYTES):
            kept -= self._sites.popitem(last=False)[1].size

    async def _ask(self, url: URL) -> _Entry:
        until = self._clock() + KEEP_SECONDS
        try:
            status, body = await self._get(url.origin() / "robots.txt")
        except Refusal as refusal:
            if refusal.code != "unreadable":
                raise
            status, body = 404, b""
        if status >= 500:
            return _Entry(None, until)
        # Reading half a megabyte of rules takes longer than the event loop may stand still.
        text = body.decode("utf-8", "replace") if status == 200 else ""
        return _Entry(await asyncio.to_thread(Protego.parse, text), until, len(text))
