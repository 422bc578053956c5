"""How safely pages are fetched: run by hand, prints tables. Needs no data and no network.

    python -m benchmarks.fetch [--part matrix|bombs|loop]

``matrix``: every hostile address, name and redirect of ``tests/articles/hostile.py`` against sockets that listen on all
addresses of this machine. ``bombs``: every hostile answer of ``tests/articles/bombs.py``, read by a process of its own whose
memory is measured. ``loop``: how long the event loop stands still while pages of 4 MB are fetched, decoded and handed to the
worker process.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from aiohttp import web
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.articles.fetch import Fetcher, FetchPolicy, Page
from bot.articles.types import Refusal
from bot.articles.worker import Job, Worker
from tests.articles.bombs import BOMBS, armed, read_all
from tests.articles.hostile import CASES, attempt

CONSOLE = Console(width=120)
SEED = 7
SIZE: Final = 4 * 1024 * 1024 - 100
ROUNDS: Final = 3
_WORDS: Final = """
the council voted on Monday after a long debate and Der Rat stimmte über die Maut ab жители города недовольны
議会は月曜日に採決した
"""


async def matrix() -> None:
    """Rows tried, codes, and connections that came in where none may."""
    codes: dict[str, Counter[str]] = {}
    opened: Counter[str] = Counter()
    for way, tried in track(CASES, description="matrix", console=CONSOLE, transient=True):
        code, reached = await attempt(way, tried)
        codes.setdefault(way, Counter())[code] += 1
        opened[way] += reached
    table = Table("way in", "rows", "connections", "answers", title="Hostile addresses, names and redirects")
    for way, counted in codes.items():
        answers = ", ".join(f"{code} {number}" for code, number in counted.most_common())
        table.add_row(way, str(counted.total()), str(opened[way]), answers)
    table.add_row("all", str(len(CASES)), str(opened.total()), "", style="bold")
    CONSOLE.print(table)


async def bombs() -> None:
    """Code, seconds and memory of every hostile answer, the total time-out at 1.5 s."""
    table = Table("answer", "refused as", "as expected", "seconds", "MB", title="Hostile answers")
    most = 0.0
    async with armed() as port:
        async for name, code, seconds, grown in read_all(port, list(BOMBS)):
            codes = BOMBS[name][0].split(" or ")
            expected = "yes" if code in codes else f"no: {' or '.join(codes)}"
            table.add_row(name, code, expected, f"{seconds:.2f}", f"{grown:.1f}")
            most = max(most, grown)
    table.add_row("most", "", "", "", f"{most:.1f}", style="bold")
    CONSOLE.print(table)


def page_of(encoding: str) -> bytes:
    """4 MB of paragraphs in an encoding; what it cannot write is left out."""
    rng, words = random.Random(SEED), _WORDS.split()
    parts: list[bytes] = []
    size = 0
    while size < SIZE:
        line = "<p>" + " ".join(rng.choices(words, k=40)) + ".</p>\n"
        parts.append(line.encode(encoding, "ignore"))
        size += len(parts[-1])
    return b"".join(parts)[:SIZE]


def large_pages() -> dict[str, tuple[bytes, str, str]]:
    """(body, charset, coding) by name."""
    utf8 = page_of("utf-8")
    found = {name: (page_of(name), name, "") for name in ("windows-1252", "gb18030", "shift_jis", "euc-kr")}
    return found | {
        "utf-8": (utf8, "utf-8", ""),
        "utf-8, gzip": (gzip.compress(utf8), "utf-8", "gzip"),
        "undeclared": (page_of("windows-1252"), "", ""),
        "one long line of blanks, gzip": (gzip.compress(b" " * SIZE), "utf-8", "gzip"),
        "noise": (rng_bytes(), "", ""),
        "gzip bomb": (gzip.compress(b"\0" * 200_000_000), "", "gzip"),
        "gzip members": (gzip.compress(b"") * 200_000, "", "gzip"),
    }


def rng_bytes() -> bytes:
    """4 MB that are no text."""
    return random.Random(SEED).randbytes(SIZE)


def serve_pages(port: multiprocessing.Queue[int]) -> None:
    """The web server, in a process of its own: it must not stand in the measured loop's way."""
    pages = large_pages()

    async def answer(request: web.Request) -> web.Response:
        body, charset, coding = pages[request.query["page"]]
        headers = {"Content-Type": f"text/html; charset={charset}" if charset else "text/html"}
        return web.Response(body=body, headers=headers | ({"Content-Encoding": coding} if coding else {}))

    async def run() -> None:
        runner = web.ServerRunner(web.Server(answer))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port.put(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


class Probe:
    """Wakes every millisecond and keeps the longest delay, in ms."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.001)
            self.worst = max(self.worst, (time.perf_counter() - begin) * 1000 - 1)

    def close(self) -> None:
        """Stop probing."""
        self._task.cancel()


@contextmanager
def serving() -> Iterator[int]:
    """The port of the server process."""
    context = multiprocessing.get_context("spawn")
    port: multiprocessing.Queue[int] = context.Queue()
    process = context.Process(target=serve_pages, args=(port,), daemon=True)
    process.start()
    try:
        yield port.get(timeout=60)
    finally:
        process.kill()
        process.join()


async def loop(port: int) -> None:
    """Longest delay of the event loop over three rounds a page: fetching with decoding, then the worker's turn."""
    fetcher = Fetcher(FetchPolicy(frozenset({("127.0.0.1", port)}), obey_robots=False, host_interval=0.0))
    worker = Worker()
    await worker.run(Job("Warm up.", is_html=False))
    table = Table(
        "4 MB page", "outcome", "fetch, ms", "worker", "worker, ms", title="Event loop, longest delay"
    )
    for name in ("baseline", *large_pages()):
        outcome, after, delays = "", "", (0.0, 0.0)
        for _ in range(ROUNDS):
            probe = Probe()
            await asyncio.sleep(0.05)
            if name == "baseline":
                await asyncio.sleep(0.2)
                delays = (max(delays[0], probe.worst), 0.0)
            else:
                outcome, page = await fetched(
                    fetcher, f"http://127.0.0.1:{port}/?page={name.replace(' ', '+')}"
                )
                first, probe.worst = probe.worst, 0.0
                after = await worked(worker, page) if page else ""
                delays = (max(delays[0], first), max(delays[1], probe.worst if page else 0.0))
            probe.close()
        table.add_row(name, outcome, f"{delays[0]:.0f}", after, f"{delays[1]:.0f}")
    CONSOLE.print(table)
    await worker.close()
    await fetcher.close()


async def fetched(fetcher: Fetcher, url: str) -> tuple[str, Page | None]:
    """The outcome in words, and the page if there is one."""
    try:
        page = await fetcher.fetch(url)
    except Refusal as refusal:
        return refusal.code, None
    return f"{len(page.text):,} characters", page


async def worked(worker: Worker, page: Page) -> str:
    """What the worker says to a page."""
    with suppress(Refusal):
        result = await worker.run(Job(page.text, page.is_html, page.url))
        return result.summary.refused or "read"
    return "refused"


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("matrix", "bombs", "loop"))
    chosen = parser.parse_args()
    if chosen.part in (None, "matrix"):
        asyncio.run(matrix())
    if chosen.part in (None, "bombs"):
        asyncio.run(bombs())
    if chosen.part in (None, "loop"):
        with serving() as port:
            asyncio.run(loop(port))


if __name__ == "__main__":
    main()
