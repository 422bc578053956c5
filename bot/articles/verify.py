"""What is checked in an extractive summary, and said on its card. A rewritten one is judged in ``rewriting`` and ``support``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.articles.gates import count_words
from bot.articles.language import SUPPORTED
from bot.articles.lexicon import loaded_terms
from bot.articles.sentences import whole_quotes
from bot.articles.speakers import Side, side
from bot.articles.types import Article, Check, Summary
from bot.articles.wording import dangling_start

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_QUOTED: Final = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_SIDE_NAMES: Final = {"challenge": "a critical voice", "reply": "a supporting or answering voice"}


def numbers(text: str) -> set[str]:
    """The numbers of a text as written."""
    return set(_NUMBER.findall(text))


def names(text: str) -> set[str]:
    """Capitalised words of a text that do not merely begin a sentence, folded."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip("\"“‘'([ \n")
        begins = not before or before[-1] in ".!?…"
        if match.group()[0].isupper() and not begins:
            found.add(_bare(match.group()))
    return {name for name in found if len(name) > 1}


def _bare(word: str) -> str:
    return word.casefold().strip("’'-").removesuffix("’s").removesuffix("'s")


def quotations(text: str) -> set[str]:
    """Quoted passages of a text, without their marks."""
    return {first or second for first, second in _QUOTED.findall(text)}


def missing_facts(sentence: str, cited: str) -> dict[str, list[str]]:
    """Numbers, names and quotations of ``sentence`` that do not stand in ``cited``, by what they are."""
    quoted = quotations(cited)
    cited_words = {_bare(word) for word in _WORD.findall(cited)}
    return {
        "numbers": sorted(numbers(sentence) - numbers(cited)),
        "names": sorted(
            n for n in names(sentence) if n.removesuffix("’s").removesuffix("'s") not in cited_words
        ),
        "quotations": sorted(q for q in quotations(sentence) if not any(q in other for other in quoted)),
    }


def _check(name: str, failures: Sequence[str], good: str, bad: str) -> Check:
    return Check(name, not failures, good if not failures else f"{bad}: {', '.join(failures[:5])}")


def _facts(summary: Summary, article: Article) -> list[Check]:
    lost: dict[str, list[str]] = {"numbers": [], "names": [], "quotations": []}
    for item, sources in zip(summary.summary, summary.source_sentences, strict=True):
        cited = " ".join(article.text[source.start : source.end] for source in sources)
        for name, missing in missing_facts(item, cited).items():
            lost[name] += missing
    return [
        _check(
            name,
            missing,
            f"All {name} stand in the source sentences.",
            f"{name.capitalize()} not in the source",
        )
        for name, missing in lost.items()
    ]


def _form(summary: Summary, max_sentences: int, max_words: int) -> list[Check]:
    items = summary.summary
    size = f"{len(items)} sentences, {summary.words.summary} words"
    fits = len(items) <= max_sentences and summary.words.summary <= max_words
    open_quotes = [item[:40] for item in items if not whole_quotes(item)]
    return [
        Check("length", fits, f"{size} (at most {max_sentences} and {max_words})."),
        _check("whole_quotations", open_quotes, "Every quotation is closed.", "Quotations cut off"),
    ]


def _exact(summary: Summary, article: Article) -> list[Check]:
    wrong = []
    for item, sources in zip(summary.summary, summary.source_sentences, strict=True):
        if " ".join(article.text[source.start : source.end] for source in sources) != item:
            wrong.append(item[:40])
    starts = [source.start for sources in summary.source_sentences for source in sources]
    loose = [s.who for s in summary.who_says_what if s.text not in article.text or s.who not in article.text]
    return [
        _check("exact", wrong, "Every sentence stands word for word in the article.", "Not word for word"),
        Check("order", starts == sorted(starts), "The sentences keep the article's order."),
        _check(
            "statements",
            loose,
            "Every attributed statement stands word for word in the article.",
            "Not in the article",
        ),
    ]


def _wording(summary: Summary, sides: frozenset[Side]) -> list[Check]:
    loaded = [term for item in summary.summary for term in loaded_terms(item)]
    dangling = [item[:40] for item in summary.summary if dangling_start(item)]
    kept = {side(item) for item in summary.summary}
    absent = sorted(_SIDE_NAMES[wanted] for wanted in sides if wanted not in kept)
    good = (
        "A voice of each side that the article quotes is kept."
        if sides
        else "The article quotes no opposing sides."
    )
    return [
        _check("loaded_words", loaded, "No loaded wording.", "Loaded wording"),
        _check(
            "dangling_starts",
            dangling,
            "Every sentence can stand alone.",
            "Points back to a sentence left out",
        ),
        _check("both_sides", absent, good, "Quoted in the article but not in the summary"),
    ]


def verify(
    summary: Summary, article: Article, *, sides: frozenset[Side], max_sentences: int, max_words: int
) -> Summary:
    """The summary with its checks. ``sides`` are those that the article quotes in sentences that can stand alone."""
    counted = replace(summary.words, summary=sum(map(count_words, summary.summary)))
    summary = replace(summary, words=counted)
    checks = [*_exact(summary, article), *_form(summary, max_sentences, max_words), *_facts(summary, article)]
    if article.language in SUPPORTED:
        checks += _wording(summary, sides)
    else:
        detail = f"The wording of this language ({article.language}) is not known here, so these are its first sentences."
        checks.append(Check("language", False, detail))
    return replace(summary, checks=tuple(checks))
