"""Trouble on order: what a network, a rate limiter or Discord itself may do to a bot."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.model import Json


class Trouble(StrEnum):
    """What happens to a request that a fault catches."""

    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_GLOBAL = "rate_limit_global"
    RATE_LIMIT_CLOUDFLARE = "rate_limit_cloudflare"
    """429 without ``Via``: discord.py raises at once."""
    STATUS = "status"
    DROP = "drop"
    """The connection is closed before the request takes effect."""
    DROP_AFTER = "drop_after"
    """The request takes effect, then the connection is closed: the bot cannot know."""
    DELAY = "delay"


@dataclass
class Fault:
    """One order: the next ``times`` requests whose method and path match get the trouble."""

    method: str
    pattern: re.Pattern[str]
    trouble: Trouble
    times: int
    status: int = 500
    seconds: float = 0.0
    caught: list[str] = field(default_factory=list)

    def matches(self, method: str, path: str) -> bool:
        """Whether this fault is still owed to such a request."""
        return self.times > 0 and self.method in ("*", method) and self.pattern.search(path) is not None


class Faults:
    """The orders of a test. REST faults are matched by method and a regular expression on the path after /api/v10."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []
        self.gateway = GatewayFaults()

    def clear(self) -> None:
        """Forget all orders."""
        self._orders.clear()
        self.gateway = GatewayFaults()

    def _order(
        self,
        method: str,
        pattern: str,
        trouble: Trouble,
        times: int,
        *,
        status: int = 500,
        seconds: float = 0.0,
    ) -> Fault:
        fault = Fault(method.upper(), re.compile(pattern), trouble, times, status, seconds)
        self._orders.append(fault)
        return fault

    def rate_limit(
        self,
        method: str = "*",
        pattern: str = "",
        *,
        times: int = 1,
        retry_after: float = 0.05,
        via: bool = True,
        is_global: bool = False,
    ) -> Fault:
        """Answer 429; without ``via`` it looks like Cloudflare's, which no client library waits for."""
        if not via:
            return self._order(method, pattern, Trouble.RATE_LIMIT_CLOUDFLARE, times, seconds=retry_after)
        trouble = Trouble.RATE_LIMIT_GLOBAL if is_global else Trouble.RATE_LIMIT
        return self._order(method, pattern, trouble, times, seconds=retry_after)

    def status(self, status: int, method: str = "*", pattern: str = "", *, times: int = 1) -> Fault:
        """Answer with an HTTP error status (500, 502, 503, …) before the request takes effect."""
        return self._order(method, pattern, Trouble.STATUS, times, status=status)

    def drop(self, method: str = "*", pattern: str = "", *, times: int = 1, after: bool = False) -> Fault:
        """Close the connection; ``after`` lets the request take effect first."""
        return self._order(method, pattern, Trouble.DROP_AFTER if after else Trouble.DROP, times)

    def delay(self, seconds: float, method: str = "*", pattern: str = "", *, times: int = 1) -> Fault:
        """Answer late."""
        return self._order(method, pattern, Trouble.DELAY, times, seconds=seconds)

    def take(self, method: str, path: str) -> Fault | None:
        """The first order that matches the request, counted down."""
        for fault in self._orders:
            if fault.matches(method, path):
                fault.times -= 1
                fault.caught.append(f"{method} {path}")
                return fault
        return None


@dataclass
class GatewayFaults:
    """What happens to the next dispatched events, by event name.

    ``duplicate``: sent twice, with rising sequence numbers. ``swap``: held back and sent after the next event.
    ``lose``: given a sequence number and buffered for RESUME, but not sent (the socket broke under it).
    """

    duplicate: dict[str, int] = field(default_factory=dict)
    swap: dict[str, int] = field(default_factory=dict)
    lose: dict[str, int] = field(default_factory=dict)
    refuse_resume: int = 0

    @staticmethod
    def due(orders: dict[str, int], name: str) -> bool:
        """Whether an order exists for ``name``; counts it down."""
        left = orders.get(name, 0)
        if left > 0:
            orders[name] = left - 1
        return left > 0


def rate_limited_body(fault: Fault) -> Json:
    """The JSON body of a 429."""
    return {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": fault.seconds,
        "global": fault.trouble is Trouble.RATE_LIMIT_GLOBAL,
    }


async def pause(fault: Fault) -> None:
    """Wait as long as the fault says."""
    await asyncio.sleep(fault.seconds)
