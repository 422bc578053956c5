"""What the verifier makes of a real language model's rewrites: run by hand against any OpenAI-compatible server.

    REWRITE_URL=http://127.0.0.1:8080/v1 python -m benchmarks.rewrites --data DIR [--articles 20]

DIR holds ``pages/`` as for ``benchmarks.articles``. The server is set like the bot's own (``REWRITE_…``). Printed are counts
alone. ``--show`` prints the model's sentences with what was wrong with each.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.articles import pages
from bot.articles.chat import ChatClient, ChatError
from bot.articles.rewrite import Rewriter, parse, prompt, schema
from bot.articles.types import DEFAULT_SENTENCES
from bot.articles.worker import Job, Result, Worker
from bot.settings import RewriteSettings

CONSOLE = Console(width=120)


class Tally:
    """Counts over all articles."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self.flaws: Counter[str] = Counter()
        self.methods: Counter[str] = Counter()
        self.sentences = self.accepted = self.tokens = 0
        self.seconds: list[float] = []

    def show(self) -> None:
        """Print the tables."""
        table = Table("what", "count")
        table.add_row("articles", str(self.methods.total()))
        for name, count in (*self.answers.items(), *self.methods.items()):
            table.add_row(name, str(count))
        table.add_row("sentences of usable first answers", str(self.sentences))
        table.add_row("accepted", str(self.accepted))
        table.add_row("dropped", str(self.sentences - self.accepted))
        for kind, count in self.flaws.most_common():
            table.add_row(f"  for {kind}", str(count))
        table.add_row("tokens", str(self.tokens))
        table.add_row("seconds a rewrite, median", f"{sorted(self.seconds)[len(self.seconds) // 2]:.1f}")
        CONSOLE.print(table)


async def first_answer(
    chat: ChatClient, worker: Worker, result: Result, limit: int, tally: Tally, show: bool
) -> None:
    """Ask once and judge each sentence."""
    article = result.article
    chosen = [place.index for item in result.summary.source_sentences for place in item]
    offered = await worker.offer(article.text, article.body_start, chosen, limit)
    try:
        reply = await chat.complete(prompt(article, offered, DEFAULT_SENTENCES), schema(DEFAULT_SENTENCES))
        drafts = parse(reply.text, DEFAULT_SENTENCES)
    except ChatError as error:
        tally.answers[f"no answer: {error}"] += 1
        return
    except ValueError:
        tally.answers["answers that were not usable"] += 1
        return
    tally.answers["usable answers"] += 1
    known = [place.index for place in offered.passages]
    for draft, verdict in zip(
        drafts, await worker.judge(article.text, article.body_start, drafts, known), strict=True
    ):
        tally.sentences += 1
        tally.accepted += not verdict.flaws
        tally.flaws.update({flaw.kind for flaw in verdict.flaws})
        if show:
            CONSOLE.print(draft.text, draft.sources, verdict.flaws, markup=False)


async def measure(data: Path, articles: int, show: bool) -> Tally:
    """Rewrite the first ``articles`` articles that can be summarised: each sentence judged, then the whole way."""
    settings, tally, worker = RewriteSettings(), Tally(), Worker(seconds=120.0)
    chat, rewriter = ChatClient(settings), Rewriter(settings, worker)
    try:
        results = [
            await worker.run(Job(html, True, url)) for html, _, url in islice(pages(data), 2 * articles)
        ]
        usable = [result for result in results if result.summary.method == "extractive"][:articles]
        for number, result in enumerate(usable, start=1):
            CONSOLE.print(f"article {number} of {len(usable)}")
            await first_answer(chat, worker, result, settings.rewrite_max_prompt, tally, show)
            start = time.perf_counter()
            summary = await rewriter.rewrite(result)
            tally.seconds.append(time.perf_counter() - start)
            tally.tokens += summary.tokens
            reason = "" if summary.method == "rewritten" else f": {summary.checks[0].detail}"
            tally.methods[f"shown: {summary.method}{reason}"] += 1
    finally:
        await rewriter.close()
        await chat.close()
        await worker.close()
    return tally


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--show", action="store_true", help="print the model's sentences")
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.data, arguments.articles, arguments.show)).show()


if __name__ == "__main__":
    main()
