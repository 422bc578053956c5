"""Where the sentences of a summary stand in the article, with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.articles.quotas import Wait
from bot.articles.sentences import split_sentences
from bot.articles.types import Article, SourceSentence, Summary


class Unread(StrEnum):
    """Why the article could not be opened again."""

    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of the article: its number (from 1), its words and its neighbours, as far as they are known."""

    number: int
    text: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """For each sentence of ``summary`` the places it was taken from.

    ``unread`` says why neighbours are missing; ``total`` is the number of the article's sentences, where it was read.
    """

    summary: Summary
    places: tuple[tuple[Place, ...], ...]
    unread: Unread | Wait | None = None
    total: int | None = None


def places_kept(summary: Summary) -> tuple[tuple[Place, ...], ...]:
    """What is known without the article: a quoted sentence is its own source, of a rewritten one only the numbers are."""
    quoted = summary.method in ("extractive", "lead")
    return tuple(
        tuple(Place(source.index + 1, sentence if quoted else None) for source in sources)
        for sentence, sources in zip(summary.summary, summary.source_sentences, strict=True)
    )


def places_in(summary: Summary, article: Article) -> Sources:
    """The places with their words and neighbours in ``article``, which must be the one the summary was made from."""
    found = split_sentences(article.text, article.body_start)

    def place(source: SourceSentence) -> Place:
        beside = [
            found[at].text if 0 <= at < len(found) else None for at in (source.index - 1, source.index + 1)
        ]
        return Place(source.index + 1, article.text[source.start : source.end], *beside)

    places = tuple(tuple(map(place, sources)) for sources in summary.source_sentences)
    return Sources(summary, places, total=len(found))
