"""How well articles are read and summarised: run by hand, prints tables.

    python -m benchmarks.articles --data DIR [--part extraction|time|pages|refusals|allsides]

DIR holds ``pages/ground-truth.json`` and ``pages/html/*.html.gz`` (article extraction benchmark by Scrapinghub, 80 of its
pages) and ``allsides.jsonl`` (items with three snippets and a neutral roundup, NeuS by Lee et al., 2022). The baselines
and the lexicons come with ``requirements/training.txt``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import json
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml.html import document_fromstring
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.summaries import allsides, share, whole_pages
from bot.articles import extract
from bot.articles.gates import Gate
from bot.articles.language import SUPPORTED
from bot.articles.service import Summarizer
from bot.articles.types import Article, Summary

CONSOLE = Console(width=120)
PROBE_SECONDS = 0.001
_WORD = re.compile(r"\w+", re.UNICODE)


def pages(data: Path) -> Iterator[tuple[str, str, str]]:
    """(HTML, gold text, URL) of each page."""
    truth = json.loads((data / "pages/ground-truth.json").read_text(encoding="utf-8"))
    for key, entry in truth.items():
        html = gzip.decompress((data / f"pages/html/{key}.html.gz").read_bytes()).decode("utf-8", "replace")
        yield html, entry["articleBody"], entry["url"]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Multiset of the text's 4-word shingles, as in the extraction benchmark's own scoring."""
    words = _WORD.findall(text)
    return (
        Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))
        if words
        else Counter()
    )


def overlap(found: str, gold: str) -> tuple[float, float]:
    """Precision and recall of shingles."""
    mine, theirs = shingles(found), shingles(gold)
    common = sum((mine & theirs).values())
    return common / (mine.total() or 1), common / (theirs.total() or 1)


def plain_baseline(html: str) -> str:
    """Every paragraph of the page: what the crudest reader would take."""
    tree = document_fromstring(html.encode("utf-8", "replace"))
    return "\n".join(p.text_content() for p in tree.iter("p"))


def library_default(html: str) -> str:
    """trafilatura as it comes, without comments and tables."""
    from trafilatura import extract as library

    return library(html, include_comments=False, include_tables=False) or ""


def extraction(data: Path) -> None:
    """F1 against the gold texts, beside two baselines in the same run."""
    readers: dict[str, Callable[[str, str], str]] = {
        "ours (trafilatura, fast)": lambda html, url: extract.from_html(html, url).article.text,
        "trafilatura, default": lambda html, _: library_default(html),
        "all <p> elements": lambda html, _: plain_baseline(html),
    }
    table = Table(
        "reader", "precision", "recall", "F1", "empty", "CPU ms, median", "p95", title="Extraction, 80 pages"
    )
    every = list(pages(data))
    for name, read in readers.items():
        scores, times, empty = [], [], 0
        for html, gold, url in track(every, description=name, console=CONSOLE, transient=True):
            begin = time.process_time()
            text = read(html, url)
            times.append((time.process_time() - begin) * 1000)
            empty += not text.strip()
            scores.append(overlap(text, gold))
        precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        times.sort()
        p95 = times[int(0.95 * (len(times) - 1))]
        table.add_row(
            name,
            f"{precision:.3f}",
            f"{recall:.3f}",
            f"{f1:.3f}",
            str(empty),
            f"{times[len(times) // 2]:.0f}",
            f"{p95:.0f}",
        )
    CONSOLE.print(table)


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


async def watch_loop(delays: list[float]) -> None:
    """How much later than asked the event loop comes back, in seconds, until cancelled."""
    while True:
        begin = time.perf_counter()
        await asyncio.sleep(PROBE_SECONDS)
        delays.append(time.perf_counter() - begin - PROBE_SECONDS)


async def page_summaries(data: Path) -> None:
    """Summaries of the pages through the whole way, worker process included, on one core."""
    every = list(pages(data))
    service = Summarizer()
    made: list[Summary] = []
    times, delays = [], []
    with one_core():
        begin = time.perf_counter()
        await service.from_html(every[0][0], every[0][2])
        start = time.perf_counter() - begin
        probe = asyncio.create_task(watch_loop(delays))
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
    table.add_row("milliseconds the event loop came late: median, p95, most", spread(delays, 1, 1000))
    table.add_row("seconds of the first page, with the start of the process", f"{start:.2f}")
    table.add_row("load of the machine meanwhile", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    CONSOLE.print(table)


def spread(values: Sequence[float], digits: int, unit: float) -> str:
    """Median, 95th percentile and greatest of some values."""
    ranked = sorted(value * unit for value in values)
    chosen = (ranked[len(ranked) // 2], ranked[int(0.95 * (len(ranked) - 1))], ranked[-1])
    return ", ".join(f"{value:.{digits}f}" for value in chosen)


def page_articles(data: Path) -> list[Article]:
    """The articles of the pages that are summarised in sentences chosen for content."""
    found = (extract.from_html(html, url, Gate()) for html, _, url in pages(data))
    return [read.article for read in found if read.refusal is None and read.article.language in SUPPORTED]


def refusals(data: Path) -> None:
    """Which pages are refused, and why, judged in this process."""
    table = Table("reason", "URL", title="Refused pages")
    for html, _, url in pages(data):
        found = extract.from_html(html, url, Gate())
        if found.refusal:
            table.add_row(found.refusal.code, url[:90])
    CONSOLE.print(table)


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("extraction", "time", "pages", "refusals", "allsides"))
    chosen = parser.parse_args()
    if chosen.part in (None, "extraction"):
        extraction(chosen.data)
    if chosen.part in (None, "time"):
        asyncio.run(page_summaries(chosen.data))
    if chosen.part in (None, "pages"):
        whole_pages(page_articles(chosen.data))
    if chosen.part in (None, "refusals"):
        refusals(chosen.data)
    if chosen.part in (None, "allsides"):
        allsides(chosen.data)


if __name__ == "__main__":
    main()
