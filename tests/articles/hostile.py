"""Addresses that must never be reached, in every spelling known to us: rows for the tests and for ``benchmarks/fetch.py``.

``{port}`` stands for the port of a door: a real listening socket that counts who comes in.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.articles.fetch import Fetcher, FetchPolicy
from bot.articles.types import Refusal

HOSTS: Final = (
    # loopback, plainly
    "127.0.0.1", "127.0.0.2", "127.255.255.254", "localhost", "LOCALHOST", "LocalHost.", "127.0.0.1.",
    # numbers that only a C library takes for addresses: decimal, hexadecimal, octal, mixed, shortened
    "2130706433", "0x7f000001", "0X7F000001", "017700000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "0177.0.0.01",
    "127.1", "127.0.1", "127.0x1", "00000177.1", "127.00.00.01", "0", "0.0.0.0", "0x0", "1.1.1.1.1", "4294967295",
    # other digits, other dots, percent signs, things that fold to a name
    "１２７.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "ⓛocalhost", "ｌｏｃａｌｈｏｓｔ",
    "%31%32%37.0.0.1", "loc%61lhost", "127.0.0.1%00.ledger.example", "127.0.0.1%2eledger.example", "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    # IPv6: loopback, unspecified, mapped, compatible, NAT64, 6to4, Teredo, zone ids
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]", "[2002:7f00:1::7f00:1]", "[2002:c0a8:1::1]", "[2001:0:7f00:1::]", "[2001:0:808:808::80ff:fffe]",
    "[::1%25lo]", "[::1%lo]", "[fe80::1%25lo]", "[fe80::1%251]", "[2606:4700::1111%25lo]",
    # private, shared, link-local, metadata, multicast, reserved
    "10.0.0.1", "100.64.0.1", "169.254.169.254", "168.63.129.16", "172.16.0.1", "192.0.0.1", "192.0.0.192", "192.0.2.2",
    "192.168.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "[fc00::1]", "[fd00::2]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[100::1]",
    # names of one's own network
    "intranet", "printer.local", "db.internal", "x.localhost", "router.lan", "nas.home.arpa", "abc.onion", "host.test",
)  # fmt: skip
"""Host parts; each is asked on the usual port (refused before any lookup) and on the door's (refused at the socket)."""

LINKS: Final = (
    # somebody's name in front
    "http://user@127.0.0.1:{port}/", "http://user:pw@127.0.0.1:{port}/", "http://@127.0.0.1:{port}/",
    "http://ledger.example@127.0.0.1:{port}/", "http://ledger.example%40127.0.0.1:{port}/",
    "http://ledger.example:80@127.0.0.1:{port}/", "http://127.0.0.1:{port}@ledger.example:{port}/",
    # marks that readers of addresses disagree on
    "http://ledger.example\\@127.0.0.1:{port}/", "http:\\\\127.0.0.1:{port}/", "http:/127.0.0.1:{port}/",
    "http:127.0.0.1:{port}", "http:///127.0.0.1:{port}/", "//127.0.0.1:{port}/", "127.0.0.1:{port}",
    "http://127.0.0.1:{port}:80/", "http://127.0.0.1:80:{port}/", "http://[::1]x:{port}/", "http://[127.0.0.1]:{port}/",
    "http://127.0.0.1\t:{port}/", "http://127.0.0.1\n:{port}/", "http://127.0.0.1 :{port}/", "http://127.0.0.1#@x:{port}/",
    "http://\u202e127.0.0.1:{port}/", "http://127.0.0.1\u200b:{port}/", "http://127.0.0.1\u00ad:{port}/",
    # other ways to speak
    "ftp://127.0.0.1:{port}/", "file:///etc/passwd", "file://127.0.0.1:{port}/x", "gopher://127.0.0.1:{port}/_GET",
    "dict://127.0.0.1:{port}/d", "ldap://127.0.0.1:{port}/", "ws://127.0.0.1:{port}/", "wss://127.0.0.1:{port}/",
    "tcp://127.0.0.1:{port}/", "unix:///run/docker.sock", "data:text/html,hi", "javascript:alert(1)",
    "view-source:http://127.0.0.1:{port}/", "jar:http://127.0.0.1:{port}/!/", "https://127.0.0.1:{port}/",
    "https://localhost:{port}/", "https://[::1]:{port}/", "HTTP://127.0.0.1:{port}/",
)  # fmt: skip
"""Whole links to the door."""

ADDRESSES: Final = (
    ("127.0.0.1",), ("127.0.0.2",), ("0.0.0.0",), ("::1",), ("::",), ("::ffff:127.0.0.1",), ("::127.0.0.1",),
    ("64:ff9b::7f00:1",), ("2002:7f00:1::",), ("10.0.0.1",), ("169.254.169.254",), ("192.0.2.2",), ("fd00::2",),
    ("fe80::1%lo",), ("224.0.0.1",), ("1.1.1.1", "127.0.0.1"), ("127.0.0.1", "1.1.1.1"),
    ("2606:4700::1111", "::1"),
)  # fmt: skip
"""Answers of a name service; one private address among public ones is enough to refuse."""

LOCATIONS: Final = (
    "http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "///127.0.0.1:{port}/", "http://localhost:{port}/",
    "http://2130706433:{port}/", "http://0x7f.1:{port}/", "http://0177.0.0.1:{port}/", "http://127.1:{port}/",
    "http://１２７.0.0.1:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/", "http://[2002:7f00:1::]:{port}/", "http://[::1%25lo]:{port}/",
    "http://0.0.0.0:{port}/", "http://user@127.0.0.1:{port}/", "https://127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}",
    "\\\\127.0.0.1:{port}/", "http://127.0.0.1\t:{port}/", "ftp://127.0.0.1:{port}/", "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x", "data:text/html,hi", "javascript:alert(1)", "http://127.0.0.1:22/",
    "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://db.internal/", "",
)  # fmt: skip
"""Where an honest-looking site sends its readers."""

STATUSES: Final = (301, 302, 303, 307, 308)


SECRET: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>secret"
Reply = Callable[[str], bytes]


class Door:
    """A listening socket that counts the connections that came in, whatever address they came by."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.opened = 0


@asynccontextmanager
async def door(reply: Reply = lambda _: SECRET) -> AsyncIterator[Door]:
    """Listen on every address of this machine, IPv4 and, where there is any, IPv6 on the same port.

    ``reply`` makes the answer to the path that was asked for.
    """
    listener = socket.create_server(("0.0.0.0", 0))
    here = Door(listener.getsockname()[1])
    sockets = [listener]
    with suppress(OSError):  # a machine without IPv6: its addresses lead nowhere
        sockets.append(socket.create_server(("::", here.port), family=socket.AF_INET6))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here.opened += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(reply(head.split()[1].decode()))
            await writer.drain()
        writer.close()

    servers = [await asyncio.start_server(answer, sock=each) for each in sockets]
    try:
        yield here
    finally:
        for server in servers:
            server.close()


class FakeNames(AbstractResolver):
    """A name service that answers each lookup with the next list of addresses, the last one for ever.

    What the C library takes for an address (``0x7f.1``) is one here too.
    """

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        try:
            numeric = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            found = [str(info[4][0]) for info in numeric]
        except OSError:
            found = list(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
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


CHANGING: Final = tuple(" ".join(answers) for answers in ADDRESSES if "127.0.0.1" not in answers)
"""The honest sites here listen on 127.0.0.1, which a test may open."""
CASES: Final = (
    *(("host", host) for host in HOSTS),
    *(("host, usual port", host) for host in HOSTS),
    *(("link", link) for link in LINKS),
    *(("name", " ".join(answers)) for answers in ADDRESSES),
    *(("name changes after robots.txt", answers) for answers in CHANGING),
    *(("name changes after a redirect", answers) for answers in CHANGING),
    *((f"redirect {status}", location) for status in STATUSES for location in LOCATIONS),
    # These two are paths of the honest site itself.
    *(("redirect of robots.txt", location) for location in LOCATIONS if location[:3] not in ("///", r"\\1")),
    *(("refresh header", location) for location in LOCATIONS[:3]),
    *(("refresh element", location) for location in LOCATIONS[:3]),
)
"""The whole matrix: the way in, and what is tried by it."""
REFUSED: Final = frozenset({"blocked_address", "bad_address", "redirects"})
"""What may become of a row; a page that only asks to be left for another address is read as it stands ("read")."""


async def attempt(way: str, tried: str) -> tuple[str, int]:
    """Try one row: the code of the refusal (or "read"), and how many connections came in where none may."""
    async with door() as inner:
        # The port of the door passes the look at the link; only the address check stands before the door itself.
        listed = ("203.0.113.77", inner.port)
        link = tried.replace("{port}", str(inner.port))
        if way == "host":
            return await _fetch(f"http://{tried}:{inner.port}/", {listed}), inner.opened
        if way == "host, usual port":
            return await _fetch(f"http://{tried}/", set()), inner.opened
        if way == "link":
            return await _fetch(link, {listed}), inner.opened
        if way == "name":
            names = FakeNames(tried.split())
            return await _fetch(f"http://ledger.example:{inner.port}/", {listed}, names), inner.opened
        async with door(_honest_site(way, link)) as outer:
            pairs = {listed, ("127.0.0.1", outer.port)}
            robots = "robots" in way
            if not way.startswith("name"):
                return await _fetch(f"http://127.0.0.1:{outer.port}/", pairs, robots=robots), inner.opened
            names = FakeNames(["127.0.0.1"], tried.split())
            code = await _fetch(f"http://ledger.example:{outer.port}/", pairs, names, robots=robots)
            return code, outer.opened - 1


def _honest_site(way: str, link: str) -> Reply:
    """A site that may be read, and sends its readers to ``link`` the given way."""

    def reply(path: str) -> bytes:
        status, extra, body = 200, "", "<p>hello"
        if way == "redirect of robots.txt" and path == "/robots.txt":
            status, extra = 302, f"Location: {link}\r\n"
        elif way == "name changes after a redirect":
            status, extra = 302, "Location: /again\r\n"
        elif way == "refresh header":
            extra = f"Refresh: 0; url={link}\r\n"
        elif way == "refresh element":
            body = f'<meta http-equiv="refresh" content="0; url={link}">'
        elif way.startswith("redirect 3"):
            status, extra = int(way.rpartition(" ")[2]), f"Location: {link}\r\n"
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\nConnection: close\r\n{extra}\r\n"
        return (head + body).encode()

    return reply


async def _fetch(
    url: str, allow: set[tuple[str, int]], names: FakeNames | None = None, *, robots: bool = False
) -> str:
    # Unless a row says otherwise every name there is means this machine.
    names = names or FakeNames(["127.0.0.1"])
    policy = FetchPolicy(frozenset(allow), host_interval=0.0, obey_robots=robots, total_timeout=5.0)
    fetcher = Fetcher(policy, resolver=names)
    try:
        await fetcher.fetch(url)
    except Refusal as refusal:
        return refusal.code
    finally:
        await fetcher.close()
    return "read"
