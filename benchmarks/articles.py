"""How well articles are summarised: run by hand, prints tables.

    python -m benchmarks.articles --data DIR [--part time|pages|allsides]

DIR holds ``pages/ground-truth.json`` and ``pages/html/*.html.gz`` (article extraction benchmark by Scrapinghub, 80 of its
pages) and ``allsides.jsonl`` (items with three snippets and a neutral roundup, NeuS by Lee et al., 2022). The baselines
and the lexicons come with ``requirements/training.txt``. Reading pages is measured by ``benchmarks.extraction``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.extraction import pages
from benchmarks.summaries import allsides, share, whole_pages
from bot.articles import extract
from bot.articles.gates import Gate
from bot.articles.language import SUPPORTED
from bot.articles.service import Summarizer
from bot.articles.types import Article, Summary
from bot.articles.worker import Job, work
from bot.detect.embedding import SentenceEncoder

CONSOLE = Console(width=120)
PROBE_SECONDS = 0.001


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """This process and its children on one core, where the system can say so."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


async def watch_loop(late: list[float], busy: list[float]) -> None:
    """Between two turns of the event loop, until cancelled, in seconds: how much later than asked it came back, which on a
    busy machine is mostly waiting for the core, and how long it was at work itself (processor time of its thread)."""
    while True:
        begin, worked = time.perf_counter(), time.thread_time()
        await asyncio.sleep(PROBE_SECONDS)
        late.append(time.perf_counter() - begin - PROBE_SECONDS)
        busy.append(time.thread_time() - worked)


async def page_summaries(data: Path) -> None:
    """Summaries of the pages through the whole way, worker process included, on one core."""
    every = list(pages(data))
    service = Summarizer()
    made: list[Summary] = []
    times: list[float] = []
    late: list[float] = []
    busy: list[float] = []
    with one_core():
        begin = time.perf_counter()
        await service.from_html(every[0][0], every[0][2])
        start = time.perf_counter() - begin
        probe = asyncio.create_task(watch_loop(late, busy))
        try:
            for html, _, url in track(every, description="pages", console=CONSOLE, transient=True):
                begin = time.perf_counter()
                made.append(await service.from_html(html, url))
                times.append(time.perf_counter() - begin)
        finally:
            probe.cancel()
            await service.close()
    good = [summary for summary in made if summary.refused is None]
    table = Table("measure", "value", title=f"Summaries of {len(made)} pages, default length, one core")
    table.add_row(
        "refused", f"{len(made) - len(good)}: {dict(Counter(s.refused for s in made if s.refused))}"
    )
    table.add_row("kinds", str(dict(Counter(s.kind for s in made))))
    table.add_row("method", str(dict(Counter(s.method for s in good))))
    table.add_row("with a statement", share(bool(s.who_says_what) for s in good if s.method == "extractive"))
    failed = Counter(check.name for s in good for check in s.checks if not check.ok)
    table.add_row("checks not met", str(dict(failed)))
    table.add_row("seconds a page: median, p95, most", spread(times, 2, 1))
    table.add_row("of these processor seconds", spread(processor_seconds(data), 2, 1))
    table.add_row("milliseconds the event loop was held up: median, p95, most", spread(busy, 1, 1000))
    table.add_row("milliseconds it came late, waiting for the core included", spread(late, 1, 1000))
    table.add_row("seconds of the first page, with the start of the process", f"{start:.2f}")
    table.add_row("load of the machine meanwhile", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    CONSOLE.print(table)


def processor_seconds(data: Path) -> list[float]:
    """Processor time of each page from HTML to summary, the worker's work done in this process: free of other load."""
    encoder = SentenceEncoder.load()
    every = [Job(html, True, url) for html, _, url in pages(data)]
    work(every[0], encoder)
    spent = []
    for job in track(every, description="pages again", console=CONSOLE, transient=True):
        begin = time.process_time()
        work(job, encoder)
        spent.append(time.process_time() - begin)
    return spent


def spread(values: Sequence[float], digits: int, unit: float) -> str:
    """Median, 95th percentile and greatest of some values."""
    ranked = sorted(value * unit for value in values)
    chosen = (ranked[len(ranked) // 2], ranked[int(0.95 * (len(ranked) - 1))], ranked[-1])
    return ", ".join(f"{value:.{digits}f}" for value in chosen)


def page_articles(data: Path) -> list[Article]:
    """The articles of the pages that are summarised in sentences chosen for content."""
    found = (extract.from_html(html, url, Gate()) for html, _, url in pages(data))
    return [read.article for read in found if read.refusal is None and read.article.language in SUPPORTED]


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("time", "pages", "allsides"))
    chosen = parser.parse_args()
    if chosen.part in (None, "time"):
        asyncio.run(page_summaries(chosen.data))
    if chosen.part in (None, "pages"):
        whole_pages(page_articles(chosen.data))
    if chosen.part in (None, "allsides"):
        allsides(chosen.data)


if __name__ == "__main__":
    main()
