"""How well articles are read out of pages, and which pages are refused: run by hand, prints tables.

    python -m benchmarks.extraction --data DIR [--part extraction|refusals]

DIR holds ``pages/ground-truth.json`` and ``pages/html/*.html.gz`` (article extraction benchmark by Scrapinghub, 80 of its
pages). Beside ours stand trafilatura in every setting that bears on the text, and the plainest reader there is. The pages are
split by a hash of their address: what :mod:`bot.articles.body` leaves out was chosen on the first half alone.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from lxml.html import document_fromstring
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.articles import extract
from bot.articles.gates import Gate, disagrees

CONSOLE = Console(width=120)
SEED = 7
ROUNDS = 2000
"""Bootstrap resamples of an interval."""
OURS = "ours"
PARAGRAPHS = "all <p> elements"
_WORD = re.compile(r"\w+", re.UNICODE)

Reader = Callable[[str, str], str]
Score = tuple[float, float]
"""Precision and recall of one page."""


def pages(data: Path) -> Iterator[tuple[str, str, str]]:
    """(HTML, gold text, URL) of each page."""
    truth = json.loads((data / "pages/ground-truth.json").read_text(encoding="utf-8"))
    for key, entry in truth.items():
        html = gzip.decompress((data / f"pages/html/{key}.html.gz").read_bytes()).decode("utf-8", "replace")
        yield html, entry["articleBody"], entry["url"]


def is_first_half(url: str) -> bool:
    """Whether a page belongs to the half that was looked at."""
    return hashlib.sha256(url.encode()).digest()[0] % 2 == 0


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Multiset of the text's 4-word shingles, as in the extraction benchmark's own scoring."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def overlap(found: str, gold: str) -> Score:
    """Precision and recall of shingles."""
    mine, theirs = shingles(found), shingles(gold)
    common = sum((mine & theirs).values())
    return common / (mine.total() or 1), common / (theirs.total() or 1)


def f1(scores: Sequence[Score]) -> float:
    """Harmonic mean of mean precision and mean recall, as in the extraction benchmark."""
    precision, recall = (statistics.fmean(column) for column in zip(*scores, strict=True))
    return 2 * precision * recall / (precision + recall)


def paragraphs(html: str) -> str:
    """Every paragraph of the page: what the crudest reader would take."""
    tree = document_fromstring(html.encode("utf-8", "replace"))
    return "\n".join(p.text_content() for p in tree.iter("p"))


def library(**settings: bool) -> Reader:
    """trafilatura with these settings."""
    return lambda html, _: trafilatura.extract(html, **settings) or ""


def readers() -> dict[str, Reader]:
    """Ours, every setting of the library that bears on the text, and all paragraphs."""
    found: dict[str, Reader] = {OURS: lambda html, url: extract.from_html(html, url).article.text}
    for fast, favour, tables in itertools.product((True, False), ("", "precision", "recall"), (False, True)):
        name = ", ".join(
            filter(None, ("fast" if fast else "full", favour, "tables" if tables else "no tables"))
        )
        settings = {"fast": fast, "include_tables": tables, "include_comments": False}
        found[name] = library(**settings, **({f"favor_{favour}": True} if favour else {}))
    return found | {"as it comes": library(), PARAGRAPHS: lambda html, _: paragraphs(html)}


@dataclass(frozen=True, slots=True)
class Run:
    """One reader's scores and CPU times (ms), page by page."""

    scores: list[Score]
    times: list[float]
    empty: int


def read_all(read: Reader, every: Sequence[tuple[str, str, str]], name: str) -> Run:
    """Let a reader read every page."""
    scores: list[Score] = []
    times: list[float] = []
    empty = 0
    for html, gold, url in track(every, description=name, console=CONSOLE, transient=True):
        begin = time.process_time()
        text = read(html, url)
        times.append((time.process_time() - begin) * 1000)
        empty += not text.strip()
        scores.append(overlap(text, gold))
    return Run(scores, times, empty)


def interval(one: Sequence[Score], other: Sequence[Score]) -> tuple[float, float]:
    """95 % interval of the difference in F1, pages resampled in pairs."""
    rng = random.Random(SEED)
    drawn = ([rng.randrange(len(one)) for _ in one] for _ in range(ROUNDS))
    found = sorted(f1([one[i] for i in sample]) - f1([other[i] for i in sample]) for sample in drawn)
    return found[int(0.025 * ROUNDS)], found[int(0.975 * ROUNDS)]


def extraction(data: Path) -> None:
    """F1 against the gold texts, all pages and both halves, and the difference to the library's best setting."""
    every = list(pages(data))
    halves = [[is_first_half(url) is first for _, _, url in every] for first in (True, False)]
    runs = {name: read_all(read, every, name) for name, read in readers().items()}
    table = Table(
        "reader", "precision", "recall", "F1", *(f"F1, {sum(half)} pages" for half in halves), "empty",
        "CPU ms, median", "p95", "most", title=f"Extraction, {len(every)} pages",
    )  # fmt: skip
    for name, run in runs.items():
        precision, recall = (statistics.fmean(column) for column in zip(*run.scores, strict=True))
        parts = [
            f1([score for score, chosen in zip(run.scores, half, strict=True) if chosen]) for half in halves
        ]
        times = sorted(run.times)
        speeds = (times[len(times) // 2], times[int(0.95 * (len(times) - 1))], times[-1])
        cells = [*(f"{value:.4f}" for value in (precision, recall, f1(run.scores), *parts)), str(run.empty)]
        table.add_row(name, *cells, *(f"{speed:.0f}" for speed in speeds))
    CONSOLE.print(table)
    best = max(runs.keys() - {OURS, PARAGRAPHS}, key=lambda name: f1(runs[name].scores))
    low, high = interval(runs[OURS].scores, runs[best].scores)
    CONSOLE.print(
        f"Best setting of the library: {best}. Ours is {f1(runs[OURS].scores) - f1(runs[best].scores):+.4f} from it "
        f"(95 % interval {low:+.4f} to {high:+.4f})."
    )


def refusals(data: Path) -> None:
    """Which pages are refused and why; and how often a text under another page's headline is noticed."""
    table = Table("reason", "URL", title="Refused pages")
    articles = []
    for html, _, url in pages(data):
        found = extract.from_html(html, url, Gate())
        if found.refusal:
            table.add_row(found.refusal.code, url[:90])
        else:
            articles.append(found.article)
    CONSOLE.print(table)
    swapped = [
        disagrees(one.title, other.text) for one, other in itertools.permutations(articles, 2) if one.title
    ]
    CONSOLE.print(
        f"Headlines put over another page's text: {sum(swapped)} of {len(swapped)} noticed "
        f"({100 * statistics.fmean(swapped):.0f} %); over their own: "
        f"{sum(disagrees(article.title, article.text) for article in articles)} of {len(articles)} refused."
    )


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("extraction", "refusals"))
    chosen = parser.parse_args()
    if chosen.part in (None, "extraction"):
        extraction(chosen.data)
    if chosen.part in (None, "refusals"):
        refusals(chosen.data)


if __name__ == "__main__":
    main()
