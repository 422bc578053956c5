"""Summaries beside their baselines: content, loaded words, dangling starts, verbatim sentences. See ``benchmarks.articles``."""

from __future__ import annotations

import hashlib
import json
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.wordlists import Lexicon, lexicons
from bot.articles.gates import count_words
from bot.articles.likeness import Encoder
from bot.articles.sentences import split_sentences
from bot.articles.summarize import lead as lead_sentences
from bot.articles.summarize import summarize, word_budget
from bot.articles.types import DEFAULT_SENTENCES, Article, Refusal
from bot.articles.wording import dangling_start

CONSOLE: Final = Console(width=150)
SEED: Final = 7
ROUNDS: Final = 1000
"""Bootstrap resamples of an interval."""
ALLSIDES_BUDGET: Final = 60
_WORD: Final = re.compile(r"\w+")

Way = Callable[[Article, int], list[str]]
"""An article and a budget of words in, the summary's sentences out."""


@dataclass(frozen=True)
class Item:
    """An article, and a reference summary where there is one."""

    article: Article
    reference: str | None = None


# Ways to make a summary


def ours(encoder: Encoder | None) -> Way:
    """The bot's own; nothing where it refuses."""

    def make(article: Article, budget: int) -> list[str]:
        try:
            return list(summarize(article, DEFAULT_SENTENCES, budget=budget, encoder=encoder).summary)
        except Refusal:
            return []

    return make


def first_words(article: Article, budget: int) -> list[str]:
    """The first words of the text, cut where the budget ends."""
    body = article.text[article.body_start :]
    end = [match.end() for match in re.finditer(r"\S+", body)][:budget][-1]
    return [sentence.text for sentence in split_sentences(body[:end])]


def first_sentences(article: Article, budget: int) -> list[str]:
    """The first whole sentences within the budget."""
    found = split_sentences(article.text, article.body_start)
    return [sentence.text for sentence in lead_sentences(found, DEFAULT_SENTENCES, budget)]


class Tokens:
    """Our own splitter for sumy, whose default needs data that is not on PyPI."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """Sentences of a paragraph."""
        return tuple(sentence.text for sentence in split_sentences(text))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Words of a sentence."""
        return tuple(_WORD.findall(sentence))


def sumy(kind: str) -> Way:
    """One of sumy's summarizers: its best sentences as long as they fit into the budget."""
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    classes = {"LexRank": LexRankSummarizer, "LSA": LsaSummarizer, "TextRank": TextRankSummarizer}
    summarizer = classes[kind](Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")

    def make(article: Article, budget: int) -> list[str]:
        def fitting(infos: Sequence[Any]) -> list[Any]:
            kept, used = [], 0
            for info in infos:
                words = count_words(str(info.sentence))
                if used + words <= budget:
                    kept.append(info)
                    used += words
            return kept

        body = article.text[article.body_start :].replace("\n", "\n\n")
        parser = PlaintextParser.from_string(body, Tokens())
        return [str(sentence) for sentence in summarizer(parser.document, fitting)]

    return make


def ways() -> dict[str, Way]:
    """Every way, the lead first: the others are compared with it."""
    from bot.detect.embedding import SentenceEncoder

    found: dict[str, Way] = {
        "lead": first_words,
        "lead, whole sentences": first_sentences,
        "ours": ours(SentenceEncoder.load()),
        "ours, terms alone": ours(None),
    }
    return found | {f"sumy {kind}": sumy(kind) for kind in ("LexRank", "LSA", "TextRank")}


# Measures


def rouge1(found: str, gold: str) -> float:
    """ROUGE-1 F1 on folded words, without stemming."""
    mine, theirs = (Counter(_WORD.findall(text.casefold())) for text in (found, gold))
    return 2 * (mine & theirs).total() / ((mine.total() + theirs.total()) or 1)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % bootstrap interval of a mean."""
    rng = random.Random(SEED)
    means = sorted(statistics.fmean(rng.choices(values, k=len(values))) for _ in range(ROUNDS))
    return means[int(0.025 * ROUNDS)], means[int(0.975 * ROUNDS)]


def share(values: Iterator[bool]) -> str:
    """ "n of m (p %)" of a row of truth values."""
    every = list(values)
    return f"{sum(every)} of {len(every)} ({100 * sum(every) / max(len(every), 1):.1f} %)"


def apart(mine: Sequence[float], base: Sequence[float], digits: int) -> str:
    """The mean difference of two rows of values, with its interval."""
    differences = [one - other for one, other in zip(mine, base, strict=True)]
    low, high = interval(differences)
    return f"{statistics.fmean(differences):+.{digits}f} ({low:+.{digits}f} to {high:+.{digits}f})"


# Tables


def content_table(title: str, items: Sequence[Item], made: dict[str, list[list[str]]]) -> Table:
    """ROUGE-1, length, dangling starts and verbatim sentences of each way."""
    scored = items[0].reference is not None
    columns = ["way", *(["ROUGE-1", "to lead (95 %)"] if scored else [])]
    table = Table(*columns, "sentences", "words", "empty", "dangling starts", "verbatim", title=title)
    rouge = {
        way: [rouge1(" ".join(s), item.reference or "") for s, item in zip(summaries, items, strict=True)]
        for way, summaries in made.items()
    }
    for way, summaries in made.items():
        exact = share(
            part in item.article.text for s, item in zip(summaries, items, strict=True) for part in s
        )
        scores = (
            [f"{statistics.fmean(rouge[way]):.3f}", apart(rouge[way], rouge["lead"], 3)] if scored else []
        )
        table.add_row(
            way,
            *scores,
            f"{statistics.fmean(map(len, summaries)):.2f}",
            f"{statistics.fmean(count_words(' '.join(s)) for s in summaries):.1f}",
            str(sum(not s for s in summaries)),
            share(dangling_start(part) for s in summaries for part in s),
            exact,
        )
    return table


def loaded_table(title: str, made: dict[str, list[list[str]]], lists: Sequence[Lexicon]) -> Table:
    """Loaded words per hundred of each way by each lexicon."""
    shown = [way for way in made if way not in ("lead", "ours")]
    table = Table("lexicon (licence)", "chooses", "lead", "ours", "ours to lead (95 %)", *shown, title=title)
    for lexicon in lists:
        rates = {
            way: [lexicon.per_hundred(" ".join(s)) for s in summaries] for way, summaries in made.items()
        }
        table.add_row(
            f"{lexicon.name} ({lexicon.licence})",
            "yes" if lexicon.chooses else "no",
            f"{statistics.fmean(rates['lead']):.2f}",
            f"{statistics.fmean(rates['ours']):.2f}",
            apart(rates["ours"], rates["lead"], 2),
            *(f"{statistics.fmean(rates[way]):.2f}" for way in shown),
        )
    return table


def compare(title: str, items: Sequence[Item], budget: int) -> None:
    """Both tables for the items."""
    made = {
        way: [
            make(item.article, budget)
            for item in track(items, description=way, console=CONSOLE, transient=True)
        ]
        for way, make in _ways().items()
    }
    CONSOLE.print(content_table(f"{title}: {len(items)} items, {budget} words", items, made))
    CONSOLE.print(loaded_table(f"{title}: loaded words per hundred", made, _lexicons()))


_ways = cache(ways)
_lexicons = cache(lexicons)


def plain(snippet: str) -> str:
    """A snippet of the AllSides set without its field marks."""
    return snippet.partition("ARTICLE=> ")[2].strip() or snippet


def allsides(data: Path) -> None:
    """Three snippets as one text, 60 words, no headline, against the expert's neutral roundup.

    The weights were set on one half of the items (by the hash of their texts); the other half is the one to report.
    """
    halves: dict[str, list[Item]] = {"tuning half": [], "report half": []}
    for line in (data / "allsides.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = "\n".join(map(plain, row["sources"]))
        article = Article(None, None, None, None, None, "news", "en", text)
        odd = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2
        halves["report half" if odd else "tuning half"].append(Item(article, plain(row["neutral"])))
    for name, items in (*halves.items(), ("all", [item for half in halves.values() for item in half])):
        compare(f"AllSides, {name}", items, ALLSIDES_BUDGET)


def whole_pages(articles: Sequence[Article]) -> None:
    """Articles of the pages at default length; they have no reference summary, so no ROUGE."""
    compare("Pages", [Item(article) for article in articles], word_budget(DEFAULT_SENTENCES))
