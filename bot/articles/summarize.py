"""A neutral summary in the article's own sentences: chosen for content and against loaded wording, never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.articles.choice import WORDS_PER_SENTENCE, choose, weigh
from bot.articles.gates import count_words
from bot.articles.language import SUPPORTED
from bot.articles.lexicon import loaded_terms
from bot.articles.likeness import Encoder
from bot.articles.sentences import Sentence, split_sentences
from bot.articles.statements import who_says_what
from bot.articles.types import (
    DEFAULT_SENTENCES,
    Article,
    Method,
    Refusal,
    SourceSentence,
    Summary,
    Words,
    require_sentences,
)
from bot.articles.verify import verify

SINGLE_SENTENCE_WORDS: Final = 45
MAX_READ: Final = 1500
"""Sentences of an article that are weighed; more than the longest magazine pieces have."""
_WORDING_SHOWN: Final = 5
_SENTENCE_END: Final = re.compile(r"[.!?…。！？।][\"'”’»)\]」]{0,6}$")


def word_budget(sentences: int) -> int:
    """Words that a summary of so many sentences may have."""
    return max(SINGLE_SENTENCE_WORDS, WORDS_PER_SENTENCE * sentences)


def summarize(
    article: Article,
    sentences: int = DEFAULT_SENTENCES,
    *,
    budget: int | None = None,
    encoder: Encoder | None = None,
) -> Summary:
    """The summary of an article in at most ``sentences`` sentences and ``budget`` words.

    ``encoder`` makes the sentence embeddings; without one the choice goes by terms alone.

    An article in a language whose wording is not known here gets its first sentences (method ``lead``). Raises
    :class:`ValueError` for a number of sentences outside 1..8 and :class:`Refusal` (``no_sentences``).
    """
    require_sentences(sentences)
    limit = budget if budget is not None else word_budget(sentences)
    found = split_sentences(article.text, article.body_start)[:MAX_READ]
    known = article.language in SUPPORTED
    candidates = weigh(found, article.title) if known else []
    method: Method = "extractive" if known else "lead"
    chosen = (
        choose(found, candidates, sentences, limit, article.title, encoder)
        if known
        else lead(found, sentences, limit)
    )
    if not chosen:
        raise Refusal("no_sentences")
    items = tuple(sentence.text for sentence in chosen)
    draft = Summary(
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        date=article.date,
        byline=article.byline,
        kind=article.kind,
        method=method,
        summary=items,
        source_sentences=tuple((SourceSentence(s.index, s.start, s.end),) for s in chosen),
        who_says_what=who_says_what(found) if known else (),
        words=Words(count_words(article.text[article.body_start :]), sum(map(count_words, items))),
        language=article.language,
        wording_not_used=wording_not_used(article.text[article.body_start :], items) if known else (),
    )
    sides = frozenset(c.side for c in candidates if c.side is not None)
    return verify(draft, article, sides=sides, max_sentences=sentences, max_words=limit)


def lead(found: Sequence[Sentence], sentences: int, budget: int) -> list[Sentence]:
    """The first whole sentences of a text within the budget: what is left where the wording cannot be weighed."""
    chosen: list[Sentence] = []
    used = 0
    for sentence in found:
        words = count_words(sentence.text)
        if words < 4 or not _SENTENCE_END.search(sentence.text[-8:]):
            continue
        if len(chosen) == sentences or used + words > budget:
            break
        chosen.append(sentence)
        used += words
    return chosen


def wording_not_used(text: str, items: Sequence[str]) -> tuple[str, ...]:
    """The article's loaded terms that the summary does without, most frequent first, at most five."""
    used = {term.casefold() for item in items for term in loaded_terms(item)}
    counts = Counter(term.casefold() for term in loaded_terms(text))
    return tuple(term for term, _ in counts.most_common() if term not in used)[:_WORDING_SHOWN]
