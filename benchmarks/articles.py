"""How well articles are summarised: run by hand, prints tables.

    python -m benchmarks.articles --data DIR [--part summaries|allsides]

DIR holds ``pages/ground-truth.json`` and ``pages/html/*.html.gz`` (article extraction benchmark by Scrapinghub, 80 of its
pages) and ``allsides.jsonl`` (items with three snippets and a neutral roundup, NeuS by Lee et al., 2022). Where
vaderSentiment (MIT) is installed, its column appears as well.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.extraction import pages
from bot.articles.gates import count_words
from bot.articles.lexicon import loaded_terms
from bot.articles.service import Summarizer
from bot.articles.summarize import summarize
from bot.articles.types import Article, Refusal, Summary
from bot.articles.wording import dangling_start

CONSOLE = Console(width=120)
SEED = 7
ROUNDS = 1000
"""Bootstrap resamples of an interval."""
ALLSIDES_BUDGET = 60
_WORD = re.compile(r"\w+", re.UNICODE)


async def page_summaries(data: Path) -> None:
    """Summaries of the pages through the whole way, worker process included."""
    service = Summarizer()
    made: list[Summary] = []
    times = []
    try:
        for html, _, url in track(list(pages(data)), description="pages", console=CONSOLE, transient=True):
            begin = time.perf_counter()
            made.append(await service.from_html(html, url))
            times.append(time.perf_counter() - begin)
    finally:
        await service.close()
    good = [summary for summary in made if summary.refused is None]
    table = Table("measure", "value", title=f"Summaries of {len(made)} pages, default length")
    table.add_row(
        "refused", f"{len(made) - len(good)}: {dict(Counter(s.refused for s in made if s.refused))}"
    )
    table.add_row("kinds", str(dict(Counter(s.kind for s in made))))
    table.add_row("method", str(dict(Counter(s.method for s in good))))
    table.add_row("sentences, mean", f"{statistics.mean(len(s.summary) for s in good):.2f}")
    table.add_row(
        "words, mean and most",
        f"{statistics.mean(s.words.summary for s in good):.1f}, {max(s.words.summary for s in good)}",
    )
    table.add_row("dangling starts", share(dangling_start(item) for s in good for item in s.summary))
    table.add_row("with a statement", share(bool(s.who_says_what) for s in good if s.method == "extractive"))
    failed = Counter(check.name for s in good for check in s.checks if not check.ok)
    table.add_row("checks not met", str(dict(failed)))
    times.sort()
    table.add_row(
        "seconds, median, p95, most",
        f"{times[len(times) // 2]:.2f}, {times[int(0.95 * len(times))]:.2f}, {times[-1]:.2f}",
    )
    CONSOLE.print(table)


def share(values: Iterator[bool]) -> str:
    """ "n of m (p %)" of a row of truth values."""
    every = list(values)
    return f"{sum(every)} of {len(every)} ({100 * sum(every) / max(len(every), 1):.1f} %)"


def plain(snippet: str) -> str:
    """A snippet of the AllSides set without its field marks."""
    return snippet.partition("ARTICLE=> ")[2].strip() or snippet


def rouge1(found: str, gold: str) -> float:
    """ROUGE-1 F1 on folded words, without stemming."""
    mine, theirs = (Counter(_WORD.findall(text.casefold())) for text in (found, gold))
    common = sum((mine & theirs).values())
    return 2 * common / ((mine.total() + theirs.total()) or 1)


def lead_words(text: str, _: str) -> list[str]:
    """The first 60 words."""
    return [" ".join(text.split()[:ALLSIDES_BUDGET])]


def ours(text: str, title: str) -> list[str]:
    """Our summary in three sentences and 60 words, length gate off."""
    article = Article(title or None, None, None, None, None, "news", "en", text)
    try:
        return list(summarize(article, 3, budget=ALLSIDES_BUDGET).summary)
    except Refusal:
        return []


def lexicons() -> dict[str, Callable[[str], int]]:
    """Counters of loaded words: our own list, and VADER's words of strong valence where it is installed."""
    found: dict[str, Callable[[str], int]] = {"own": lambda text: len(loaded_terms(text))}
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return found
    strong = {word for word, valence in SentimentIntensityAnalyzer().lexicon.items() if abs(valence) >= 1.5}
    found["VADER"] = lambda text: sum(word in strong for word in _WORD.findall(text.casefold()))
    return found


def interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % bootstrap interval of a mean."""
    rng = random.Random(SEED)
    means = sorted(statistics.fmean(rng.choices(values, k=len(values))) for _ in range(ROUNDS))
    return means[int(0.025 * ROUNDS)], means[int(0.975 * ROUNDS)]


def allsides(data: Path) -> None:
    """Three snippets as one text, 60 words, against the expert's neutral roundup."""
    items = [json.loads(line) for line in (data / "allsides.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = ["\n".join(map(plain, item["sources"])) for item in items]
    golds = [plain(item["neutral"]) for item in items]
    rows: dict[str, Callable[[str, str], list[str]]] = {"ours": ours, "lead": lead_words}
    made = {name: [make(text, "") for text in texts] for name, make in rows.items()}
    counters = lexicons()
    columns = [f"loaded/100 ({name})" for name in counters]
    table = Table(
        "way",
        "ROUGE-1",
        "words",
        "empty",
        "dangling",
        "verbatim",
        *columns,
        title=f"AllSides, {len(items)} items",
    )
    reference = {
        name: [per_hundred(count, " ".join(s)) for s in made["lead"]] for name, count in counters.items()
    }
    for name, summaries in made.items():
        scores = [rouge1(" ".join(s), gold) for s, gold in zip(summaries, golds, strict=True)]
        exact = share(item in text for s, text in zip(summaries, texts, strict=True) for item in s)
        cells = []
        for lexicon, count in counters.items():
            values = [per_hundred(count, " ".join(s)) for s in summaries]
            low, high = interval([mine - base for mine, base in zip(values, reference[lexicon], strict=True)])
            cells.append(f"{statistics.fmean(values):.2f} (lead {low:+.2f} to {high:+.2f})")
        low, high = interval(scores)
        table.add_row(
            name,
            f"{statistics.fmean(scores):.3f} ({low:.3f}-{high:.3f})",
            f"{statistics.fmean(count_words(' '.join(s)) for s in summaries):.1f}",
            str(sum(not s for s in summaries)),
            share(dangling_start(item) for s in summaries for item in s),
            exact,
            *cells,
        )
    CONSOLE.print(table)


def per_hundred(count: Callable[[str], int], text: str) -> float:
    """Loaded words per hundred words."""
    return 100 * count(text) / max(count_words(text), 1)


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("summaries", "allsides"))
    chosen = parser.parse_args()
    if chosen.part in (None, "summaries"):
        asyncio.run(page_summaries(chosen.data))
    if chosen.part in (None, "allsides"):
        allsides(chosen.data)


if __name__ == "__main__":
    main()
