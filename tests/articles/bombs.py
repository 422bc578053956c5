"""Answers made to drown, stall or confuse a reader: for the tests and for ``benchmarks/fetch.py``.

Run as ``python -m tests.articles.bombs PORT NAME …`` it is the reader: a process of its own, so that the memory measured is
that of the fetches alone. It prints one JSON line per name: [name, code, seconds, MB at the peak beyond an idle fetcher].
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import os
import sys
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]

_OK: Final = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
_HTML: Final = _OK + b"Content-Type: text/html\r\n"
_BROTLI_ZEROS: Final = (  # 200 MB of zeros
    "y///PwAkAOKxQHLv//j//weABEAcFoDu/R////8AkACIwwLQvf/j//8fABIAcVgAuvd//P//A0ACIA4LQPf+j///fwBIAMRhAeje//H//w8ACYA4"
    "LADd+z/+//8BIAEQhwWge//H//8/ACQA4rAAdO//+P//B4AEQBwWgO79H////wCQAIjDAtC9/+P//x8AEgBxWAC693/8//8DQAIgDgtA9/6P//9/"
    "AEgAxGEB6N7/8f//DwAJgDgsAN37P/7//wEgARCHBaB7/8f//z8AJADisAB07//4//8HgARAHBaA7v0f////AJAAiMMC0L3/4///HwASAHFYALr3"
    "f/z//wNAAiAOC0D3/o///38ASADEYQHo3v/x//8PAAmAOCwA3fu//A9eAyABEIcFoJu7Bg=="
)


@cache
def _zeros(coding: str) -> bytes:
    return gzip.compress(b"\0" * 200_000_000) if coding == "gzip" else zlib.compress(b"\0" * 100_000_000)


def _body(make: Callable[[], bytes], coding: str = "", kind: str = "text/html") -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        body = make()
        head = _OK + f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode()
        head += b"".join(f"Content-Encoding: {each}\r\n".encode() for each in coding.split("+") if each)
        writer.write(head + b"\r\n" + body)
        await writer.drain()

    return play


def _endless(head: bytes, piece: bytes, pause: float = 0.0) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return play


def _once(answer: bytes) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    return play


_CHUNKED: Final = _HTML + b"Transfer-Encoding: chunked\r\n\r\n"
_NOISE: Final = bytes(range(256)) * 256

BOMBS: Final[dict[str, tuple[str, Play]]] = {
    # compression
    "gzip bomb, 200 MB": ("too_large", _body(lambda: _zeros("gzip"), "gzip")),
    "deflate bomb, 100 MB": ("too_large", _body(lambda: _zeros("deflate"), "deflate")),
    "gzip, endless members": ("too_large", _body(lambda: gzip.compress(b"") * 200_000, "gzip")),
    "gzip, endless stream": ("too_large", _endless(_HTML + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b" " * 99_999))),
    "brotli bomb, 200 MB": ("unreadable", _body(lambda: base64.b64decode(_BROTLI_ZEROS), "br")),
    "zstandard": ("unreadable", _body(lambda: b"\x28\xb5\x2f\xfd" + _NOISE, "zstd")),
    "gzip in gzip, both declared": ("unreadable", _body(lambda: gzip.compress(_zeros("gzip")), "gzip, gzip")),
    "gzip in gzip, two headers": ("unreadable", _body(lambda: gzip.compress(_zeros("gzip")), "gzip+gzip")),
    "gzip in gzip, one declared": ("unreadable", _body(lambda: gzip.compress(_zeros("gzip")), "gzip")),
    "gzip, cut short": ("unreadable", _body(lambda: gzip.compress(_NOISE)[:-40], "gzip")),
    "gzip, damaged": ("unreadable", _body(lambda: gzip.compress(b"x" * 9999)[:-9] + b"\xff" * 9, "gzip")),
    "gzip that is none": ("unreadable", _body(lambda: b"<p>hello", "gzip")),
    # endless and slow
    "endless body": ("too_large", _endless(_HTML + b"\r\n", b"<p>" * 20_000)),
    "endless body, chunked": ("too_large", _endless(_CHUNKED, b"2710\r\n" + b"a" * 10_000 + b"\r\n")),
    "5 MB declared": ("too_large", _body(lambda: b"x" * 5_000_000)),
    "dripping body": ("timeout", _endless(_HTML + b"\r\n", b"<p>", 0.01)),
    "dripping headers": ("timeout", _endless(_OK, b"X: y\r\n", 0.05)),
    "silence": ("timeout", _endless(b"", b"", 0.05)),
    "a page, then silence": ("timeout", _endless(_HTML + b"Content-Length: 99\r\n\r\n<p>hello", b"", 0.05)),
    "endless 100 Continue": ("timeout", _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 200)),
    # heads
    "header flood": ("unreachable", _endless(_OK, b"X-Many: a\r\n" * 500)),
    "endless header line": ("unreachable", _endless(_OK + b"X-Long: ", b"a" * 60_000)),
    "endless status line": ("unreachable", _endless(b"HTTP/1.1 200 ", b"a" * 60_000)),
    "no HTTP": ("unreachable", _once(b"SSH-2.0-OpenSSH_9.6\r\n")),
    "nothing at all": ("unreachable", _once(b"")),
    # lengths that lie
    "endless chunk size": ("unreachable or timeout", _endless(_CHUNKED, b"1" * 60_000)),
    "endless chunk extension": ("unreachable or timeout", _endless(_CHUNKED + b"5;", b"a" * 60_000)),
    "endless trailers": ("unreachable or timeout", _endless(_CHUNKED + b"5\r\nhello\r\n0\r\n", b"X-Many: a\r\n" * 500)),
    "chunk longer than said": ("unreachable", _once(_CHUNKED + b"5\r\nhello hello\r\n0\r\n\r\n")),
    "chunk that never comes": ("unreachable", _once(_CHUNKED + b"ffff\r\nhello")),
    "a chunk of exabytes": ("too_large", _endless(_CHUNKED + b"7fffffffffffffff\r\n", b"a" * 60_000)),
    "body shorter than said": ("unreachable", _once(_HTML + b"Content-Length: 100\r\n\r\nshort")),
    "negative length": ("unreachable", _once(_HTML + b"Content-Length: -1\r\n\r\n<p>")),
    "two lengths": ("unreachable", _once(_HTML + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\n<p>hello!!")),
    # types and characters
    "a picture": ("wrong_type", _body(lambda: b"\x89PNG\r\n\x1a\n" + _NOISE, kind="image/png")),
    "no type": ("wrong_type", _once(_OK + b"Content-Length: 3\r\n\r\n<p>")),
    "a picture called HTML": ("unreadable", _body(lambda: b"\x89PNG\r\n\x1a\n" + _NOISE)),
    "broken UTF-8": ("unreadable", _body(lambda: b"<p>\xff\xfe\x81" * 9999, kind="text/html; charset=utf-8")),
    "broken Shift JIS": ("unreadable", _body(lambda: b"<p>\x80\xff\xa0" * 9999, kind="text/html; charset=shift_jis")),
    "UTF-16 that is none": ("unreadable", _body(lambda: b"\x00\xd8" * 9999, kind="text/html; charset=utf-16")),
    "4 MB of noise": ("unreadable", _body(lambda: _NOISE * 63)),
    # the most that is read
    "4 MB with one emoji": ("read", _body(lambda: "<p>🌉".encode() + b"a" * (4 * 1024 * 1024 - 7))),
    # redirects
    "10,000 redirects": ("redirects", _once(b"HTTP/1.1 302 Found\r\nLocation: /10,000%20redirects\r\nContent-Length: 0\r\n\r\n")),
    "redirect with an endless body": ("redirects", _endless(b"HTTP/1.1 302 Found\r\nLocation: /redirect%20with%20an%20endless%20body\r\n\r\n", b"<p>" * 20_000)),
    "redirect to 3,000 characters": ("bad_address", _once(b"HTTP/1.1 302 Found\r\nLocation: /" + b"a" * 3000 + b"\r\n\r\n")),
}  # fmt: skip
"""By name: the code of the refusal, and how the server plays it. Where a parser that has given up may still wait for the end
of the stream there are two."""


@asynccontextmanager
async def armed() -> AsyncIterator[int]:
    """A server on loopback that plays each of :data:`BOMBS` under its name; gives the port."""

    await asyncio.gather(*(asyncio.to_thread(_zeros, coding) for coding in ("gzip", "deflate")))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            name = head.split(b" ")[1].decode().lstrip("/").replace("%20", " ")
            play = BOMBS[name][1] if name in BOMBS else _body(lambda: b"<p>hello")
            playing, leaving = asyncio.ensure_future(play(writer)), asyncio.ensure_future(reader.read(1))
            await asyncio.wait({playing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            for task in (playing, leaving):
                task.cancel()
            await asyncio.gather(playing, leaving, return_exceptions=True)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def read_all(port: int, names: Sequence[str]) -> AsyncIterator[tuple[str, str, float, float]]:
    """Let a process of its own read bombs; gives (name, code, seconds, MB beyond an idle fetcher) of each."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.articles.bombs", str(port), *names,
        stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2], env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    try:
        assert child.stdout is not None
        async for line in child.stdout:
            name, code, seconds, grown = json.loads(line)
            yield name, code, seconds, grown
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


_STATUS: Final = Path("/proc/self/status")
_RESET: Final = Path("/proc/self/clear_refs")


def _memory(field: str) -> float:
    """MB of this process: ``VmRSS`` now, ``VmHWM`` at most since the last reset; 0 where the system has no /proc."""
    if not _STATUS.exists():
        return 0.0
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise OSError(f"no {field} in /proc/self/status")


async def _read(port: int, names: Sequence[str]) -> None:
    from bot.articles.fetch import Fetcher, FetchPolicy
    from bot.articles.types import Refusal

    policy = FetchPolicy(
        frozenset({("127.0.0.1", port)}), obey_robots=False, host_interval=0.0, total_timeout=1.5
    )
    fetcher = Fetcher(policy)
    await fetcher.fetch(f"http://127.0.0.1:{port}/warm")
    idle = _memory("VmRSS")
    for name in names:
        if _RESET.exists():
            _RESET.write_text("5", encoding="ascii")  # proc(5): resets VmHWM
        begin = time.perf_counter()
        try:
            await fetcher.fetch(f"http://127.0.0.1:{port}/{name.replace(' ', '%20')}")
            code = "read"
        except Refusal as refusal:
            code = refusal.code
        row = [name, code, time.perf_counter() - begin, _memory("VmHWM") - idle]
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    await fetcher.close()


if __name__ == "__main__":
    asyncio.run(_read(int(sys.argv[1]), sys.argv[2:]))
