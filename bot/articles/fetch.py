"""Fetching a page that a stranger named, without being turned against the network that the bot runs in.

The address check sits where the socket is made, so no form of address, no redirect and no changing DNS answer gets past
it. Pages are asked for politely: robots.txt is honoured, one request a second per host, no cookies, an honest name.
"""

from __future__ import annotations

import asyncio
import math
import socket
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from multidict import CIMultiDictProxy
from yarl import URL

import bot
from bot.articles.address import Allowed, may_open, parse_link
from bot.articles.charset import decode
from bot.articles.inflate import BoundedInflater
from bot.articles.robots import MAX_ROBOTS_BYTES, RobotsCache
from bot.articles.types import Refusal

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES: Final = frozenset({"text/plain"})
MAX_HEADER_BYTES: Final = 16 * 1024
"""Of one header line; some outlets send content security policies beyond aiohttp's 8 KiB."""
MAX_CONCURRENT: Final = 8
MAX_WAITING: Final = 32
MAX_PACED_HOSTS: Final = 1024
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK: Final = 16 * 1024
"""Bytes of body worked on at a time; even where they inflate a thousandfold the event loop stands for under 20 ms."""


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """The bounds of a fetch. Times in seconds, sizes in decoded bytes.

    ``allow`` names (address literal, port) pairs that may be opened beside the public internet: for a sandbox and tests.
    """

    allow: Allowed = frozenset()
    user_agent: str = f"Evenhand/{bot.__version__} (Discord bot; summaries on request)"
    obey_robots: bool = True
    connect_timeout: float = 5.0
    total_timeout: float = 15.0
    max_bytes: int = 4 * 1024 * 1024
    max_redirects: int = 5
    host_interval: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page: the address that it came from in the end, its text, and its media type."""

    url: str
    text: str
    content_type: str

    @property
    def is_html(self) -> bool:
        """Whether ``text`` is HTML rather than plain text."""
        return self.content_type in HTML_TYPES


class BlockedAddress(OSError):
    """A connection that the law of :mod:`bot.articles.address` does not allow."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes


class _CheckedResolver(AbstractResolver):
    """Refuses a name as soon as one of its addresses is not public, instead of trying the others."""

    def __init__(self, inner: AbstractResolver, allow: Allowed) -> None:
        self._inner = inner
        self._allow = allow

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        answers = await self._inner.resolve(host, port, family)
        if any(not may_open(answer["host"], port, self._allow) for answer in answers):
            raise BlockedAddress("the name leads to an address that is not public")
        return answers

    async def close(self) -> None:
        await self._inner.close()


class HostPace:
    """One request per ``interval`` seconds and host; remembers a bounded number of hosts."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._next: OrderedDict[str, float] = OrderedDict()

    def claim(self, host: str, now: float, longest: float = math.inf) -> float:
        """Take the host's next turn and return the seconds to wait for it.

        Raises :class:`Refusal` (``busy``) and takes nothing where that would be more than ``longest``: else refused
        requests would push the turn away without end.
        """
        turn = max(now, self._next.get(host, now))
        if turn - now > longest:
            raise Refusal("busy")
        self._next.pop(host, None)
        self._next[host] = turn + self._interval
        while len(self._next) > MAX_PACED_HOSTS:
            self._next.popitem(last=False)
        return turn - now


class Fetcher:
    """Fetches pages under a :class:`FetchPolicy`; one per process, to be closed at the end.

    ``resolver`` replaces the system's name lookup (tests); its answers are checked like all others.
    """

    def __init__(
        self, policy: FetchPolicy | None = None, *, resolver: AbstractResolver | None = None
    ) -> None:
        self._policy = policy or FetchPolicy()
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None
        self._pace = HostPace(self._policy.host_interval)
        self._robots = RobotsCache(self._get_robots)
        self._slots = asyncio.Semaphore(MAX_CONCURRENT)
        self._waiting = 0
        self._closed = False

    async def fetch(self, url: str) -> Page:
        """The page behind a link, redirects followed.

        Raises :class:`Refusal` for everything that keeps the page from being read. Takes at most ``total_timeout``
        seconds once begun, and memory for one page of ``max_bytes``.
        """
        if self._waiting >= MAX_WAITING:
            raise Refusal("busy")
        self._waiting += 1
        try:
            async with self._slots:
                return await self._bounded(url)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Close the connections for good; a fetch that is under way, and every later one, ends with a refusal."""
        self._closed = True
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _bounded(self, url: str) -> Page:
        try:
            async with asyncio.timeout(self._policy.total_timeout):
                final, answer = await self._follow(parse_link(url, self._policy.allow))
        except TimeoutError as error:
            raise Refusal("timeout") from error
        content_type, charset = _media_type(answer.headers)
        is_html = content_type in HTML_TYPES
        text = await asyncio.to_thread(decode, answer.body, charset, html=is_html)
        return Page(str(final), text, content_type)

    async def _follow(self, url: URL) -> tuple[URL, _Answer]:
        for _ in range(self._policy.max_redirects + 1):
            if self._policy.obey_robots and not await self._robots.allows(url):
                raise Refusal("robots")
            answer = await self._get(url, self._policy.max_bytes, page=True)
            if answer.status not in _REDIRECTS:
                _require_success(answer.status)
                return url, answer
            url = self._next_hop(url, answer)
        raise Refusal("redirects")

    def _next_hop(self, url: URL, answer: _Answer) -> URL:
        location = answer.headers.get("Location", "")
        try:
            target = url.join(URL(location)) if location else None
        except ValueError as error:
            raise Refusal("bad_address") from error
        if target is None:
            raise Refusal("redirects")
        return parse_link(str(target), self._policy.allow)

    async def _get_robots(self, url: URL) -> tuple[int, bytes]:
        """Status and body of a robots.txt; redirects are followed as RFC 9309 (2.3.1.2) asks."""
        for _ in range(self._policy.max_redirects + 1):
            answer = await self._get(url, MAX_ROBOTS_BYTES, page=False)
            if answer.status not in _REDIRECTS:
                return answer.status, answer.body
            url = self._next_hop(url, answer)
        return 404, b""

    async def _get(self, url: URL, limit: int, *, page: bool) -> _Answer:
        loop = asyncio.get_running_loop()
        host = (url.host or "").rstrip(".")
        await asyncio.sleep(self._pace.claim(host, loop.time(), self._policy.total_timeout))
        try:
            async with self._open().get(url, allow_redirects=False) as response:
                body = b""
                if response.status == 200:
                    if page:
                        _require_type(response.headers)
                    body = await _read(response, limit, cut=not page)
                return _Answer(response.status, response.headers, body)
        except aiohttp.ClientError as error:
            raise _refusal_of(error) from error
        except (UnicodeError, ValueError) as error:
            raise Refusal("bad_address") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._closed:
            raise Refusal("busy")
        if self._session is None:
            policy = self._policy
            connector = aiohttp.TCPConnector(
                resolver=_CheckedResolver(self._resolver or ThreadedResolver(), policy.allow),
                socket_factory=self._make_socket,
                use_dns_cache=False,
                force_close=True,
                limit=MAX_CONCURRENT,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                auto_decompress=False,
                max_line_size=MAX_HEADER_BYTES,
                max_field_size=MAX_HEADER_BYTES,
                timeout=aiohttp.ClientTimeout(
                    # The name lookup, the socket and the TLS handshake together.
                    total=policy.total_timeout,
                    connect=policy.connect_timeout,
                ),
                headers={
                    "User-Agent": policy.user_agent,
                    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
                    "Accept-Encoding": "gzip, deflate",
                    "Accept-Language": "en, *;q=0.5",
                },
            )
        return self._session

    def _make_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        host, port = str(address[0]), int(address[1])
        scoped = family == socket.AF_INET6 and len(address) == 4 and bool(address[3])
        if scoped or not may_open(host, port, self._policy.allow):
            raise BlockedAddress("the address is not public")
        return socket.socket(family, kind, protocol)


async def _read(response: aiohttp.ClientResponse, limit: int, *, cut: bool) -> bytes:
    """The decoded body, at most ``limit`` bytes: beyond them it is cut, or refused as ``too_large``."""
    if not cut and (response.content_length or 0) > limit:
        raise Refusal("too_large")
    inflater = BoundedInflater(_coding(response.headers), limit)
    parts: list[bytes] = []
    raw = 0
    try:
        async for data in response.content.iter_chunked(_CHUNK):
            raw += len(data)
            if raw > limit:
                raise Refusal("too_large")
            parts.append(inflater.feed(data))
    except Refusal as refusal:
        if not (cut and refusal.code == "too_large"):
            raise
    if not cut and not inflater.whole:
        raise Refusal("unreadable")
    return b"".join(parts)


def _coding(headers: CIMultiDictProxy[str]) -> str:
    return ",".join(headers.getall("Content-Encoding", [])).strip().casefold()


def _media_type(headers: CIMultiDictProxy[str]) -> tuple[str, str | None]:
    kind, _, parameters = headers.get("Content-Type", "").partition(";")
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().casefold() == "charset":
            return kind.strip().casefold(), value
    return kind.strip().casefold(), None


def _require_type(headers: CIMultiDictProxy[str]) -> None:
    if _media_type(headers)[0] not in HTML_TYPES | TEXT_TYPES:
        raise Refusal("wrong_type")


def _require_success(status: int) -> None:
    if status == 200:
        return
    if status >= 500:
        raise Refusal("server_error")
    if status in (404, 410):
        raise Refusal("missing")
    if status == 402:
        raise Refusal("paywall")
    if status in (401, 403, 407, 451):
        raise Refusal("denied")
    raise Refusal("client_error")


def _refusal_of(error: aiohttp.ClientError) -> Refusal:
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, BlockedAddress):
        return Refusal("blocked_address")
    if isinstance(error, TimeoutError):
        return Refusal("timeout")
    if isinstance(error, aiohttp.InvalidURL):
        return Refusal("bad_address")
    return Refusal("unreachable")
