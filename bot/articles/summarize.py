"""A neutral summary in the article's own sentences: chosen for content and against loaded wording, never changed.

Sentence choice: coverage of the article's weighted terms (the centroid of Radev et al., 2004, as a budgeted maximum
coverage), early position, names and numbers; minus loaded terms. Where the article quotes a challenge or a reply to one,
a sentence of each is kept.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from bot.articles.gates import count_words
from bot.articles.language import SUPPORTED
from bot.articles.lexicon import loaded_terms
from bot.articles.sentences import Sentence, split_sentences
from bot.articles.speakers import Side, side
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
from bot.articles.wording import can_stand_alone

WORDS_PER_SENTENCE: Final = 30
"""The word budget is 30 a sentence: 90 words for the default three."""
SINGLE_SENTENCE_WORDS: Final = 45
MAX_READ: Final = 1500
"""Sentences of an article that are weighed; more than the longest magazine pieces have."""
_OPENING: Final = 5
"""The sentence that says what happened is looked for among so many candidates: news is written top down."""
_POOL: Final = 18
"""Candidates among which every combination of three is tried (1,000 of them)."""
_WORDING_SHOWN: Final = 5

# Weights of the objective, set on the AllSides items (see docs/articles.md); coverage lies in 0..1.
_W_COVERAGE: Final = 3.0
_W_POSITION: Final = 0.25
_W_FACTS: Final = 0.1
_W_LOADED: Final = 0.3

_SENTENCE_END: Final = re.compile(r"[.!?…。！？।][\"'”’»)\]」]{0,6}$")
_STOP_LIST: Final = """
a an the and or but if then else of at by for with about against between into through during before after
above below to from up down in out on off over under again further once here there when where why how all
any both each few more most other some such no nor not only own same so than too very s t can will just don
should now is am are was were be been being have has had having do does did doing would could ought i me my
we our ours you your he him his she her hers it its they them their theirs what which who whom this that
these those as until while also said says say told according new one two mr mrs ms may might must us
"""
_STOP: Final = frozenset(_STOP_LIST.split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be taken, with what speaks for and against it."""

    sentence: Sentence
    words: int
    terms: frozenset[str]
    position: float
    facts: float
    loaded: int
    side: Side | None


Worth = Callable[[Sequence[Candidate]], float]
"""How good a set of sentences is."""


def word_budget(sentences: int) -> int:
    """Words that a summary of so many sentences may have."""
    return max(SINGLE_SENTENCE_WORDS, WORDS_PER_SENTENCE * sentences)


def summarize(article: Article, sentences: int = DEFAULT_SENTENCES, *, budget: int | None = None) -> Summary:
    """The summary of an article in at most ``sentences`` sentences and ``budget`` words.

    An article in a language whose wording is not known here gets its first sentences (method ``lead``). Raises
    :class:`ValueError` for a number of sentences outside 1..8 and :class:`Refusal` (``no_sentences``).
    """
    require_sentences(sentences)
    limit = budget if budget is not None else word_budget(sentences)
    found = split_sentences(article.text, article.body_start)[:MAX_READ]
    known = article.language in SUPPORTED
    candidates = weigh(found, article.title) if known else []
    method: Method = "extractive" if known else "lead"
    chosen = choose(candidates, sentences, limit, article.title) if known else lead(found, sentences, limit)
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


def terms_of(text: str) -> list[str]:
    """Content words of a text, folded and crudely stemmed, numbers included."""
    words = re.findall(r"[^\W_]+(?:[.,]\d+)*", text.casefold())
    return [_stem(word) for word in words if word not in _STOP and (len(word) > 1 or word.isdigit())]


def _stem(word: str) -> str:
    for ending, least in (("ing", 6), ("ies", 5), ("ed", 5), ("es", 5), ("s", 4)):
        if len(word) >= least and word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def weigh(found: Sequence[Sentence], title: str | None = None) -> list[Candidate]:
    """The sentences that can stand alone, in article order, each with its marks."""
    seen: set[str] = set()
    candidates = []
    for sentence in found:
        words = count_words(sentence.text)
        folded = " ".join(sentence.text.casefold().split())
        if folded in seen or folded == (title or "").casefold() or not can_stand_alone(sentence.text, words):
            continue
        seen.add(folded)
        candidates.append(
            Candidate(
                sentence=sentence,
                words=words,
                terms=frozenset(terms_of(sentence.text)),
                position=1.0 / (1.0 + sentence.index / 4),
                facts=min(_facts(sentence.text), 4) / 4,
                loaded=len(loaded_terms(sentence.text)),
                side=side(sentence.text),
            )
        )
    return candidates


def _facts(text: str) -> int:
    return len(re.findall(r"\d+(?:[.,]\d+)*|(?<=[a-z,] )[A-Z][a-z]+", text))


def term_weights(texts: Iterable[str], title: str | None = None) -> dict[str, float]:
    """Weight of each term: in how many sentences it stands, dampened; terms of the headline count double."""
    spread = Counter(term for text in texts for term in set(terms_of(text)))
    headline = set(terms_of(title or ""))
    return {
        term: math.log1p(count) * (2.0 if term in headline else 1.0)
        for term, count in spread.items()
        if count > 1 or term in headline
    }


def anchor(candidates: Sequence[Candidate], title: str | None) -> Candidate | None:
    """The early sentence that says what happened: the one closest to the headline, or else the first, and not loaded."""
    headline = set(terms_of(title or ""))

    def fit(c: Candidate) -> float:
        shared = len(headline & c.terms) / len(headline) if headline else 0.0
        return shared + c.position - _W_LOADED * 2 * c.loaded

    return max(candidates[:_OPENING], key=fit, default=None)


def choose(
    candidates: Sequence[Candidate], sentences: int, budget: int, title: str | None = None
) -> list[Sentence]:
    """The best set of at most ``sentences`` sentences within ``budget`` words, in article order; may be empty."""
    weights = term_weights(c.sentence.text for c in candidates)
    total = sum(weights.values()) or 1.0
    fitting = plain_first([c for c in candidates if c.words <= budget])
    pool = _pool(fitting, weights, total)
    wanted = {c.side for c in pool if c.side is not None}
    first = anchor(fitting, title)

    def worth(group: Sequence[Candidate]) -> float:
        covered = set().union(*(c.terms for c in group))
        return (
            _balance(wanted, {c.side for c in group if c.side}, sentences)
            + 1.0 * (first in group)  # and saying what happened before all that follows
            + _W_COVERAGE * sum(weights.get(term, 0.0) for term in covered) / total
            + sum(_W_POSITION * c.position + _W_FACTS * c.facts - _W_LOADED * c.loaded for c in group)
            / sentences
        )

    best = _exhaustive(pool, min(sentences, 3), budget, worth)
    if sentences > 3:
        best = _extend(pool, best, sentences, budget, worth)
    return [c.sentence for c in sorted(best, key=lambda c: c.sentence.index)]


def _balance(wanted: set[Side], kept: set[Side], sentences: int) -> float:
    """Keeping both sides comes before everything else, and no side at all is fairer than one of two.

    A single sentence says what happened.
    """
    if kept == wanted:
        return 10.0 if kept and sentences > 1 else 0.0
    return -5.0 if kept else 0.0


def plain_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without loaded terms; a loaded one only for a side that has no other, or where all are loaded."""
    voiced = {c.side for c in candidates if not c.loaded}
    kept = [c for c in candidates if not c.loaded or (c.side is not None and c.side not in voiced)]
    return kept if any(not c.loaded for c in kept) else list(candidates)


def _pool(candidates: Sequence[Candidate], weights: dict[str, float], total: float) -> list[Candidate]:
    """The best single candidates, and the best three of each side so that no side falls out unseen."""

    def alone(c: Candidate) -> float:
        return (
            _W_COVERAGE * sum(weights.get(term, 0.0) for term in c.terms) / total
            + _W_POSITION * c.position
            + _W_FACTS * c.facts
            - _W_LOADED * c.loaded
        )

    ranked = sorted(candidates, key=alone, reverse=True)
    pool = ranked[:_POOL]
    for wanted in ("challenge", "reply"):
        pool += [c for c in ranked if c.side == wanted][:3]
    pool += candidates[:_OPENING]
    return list(dict.fromkeys(pool))


def _exhaustive(pool: Sequence[Candidate], size: int, budget: int, worth: Worth) -> tuple[Candidate, ...]:
    best: tuple[Candidate, ...] = ()
    best_worth = -math.inf
    for count in range(1, size + 1):
        for group in combinations(pool, count):
            if sum(c.words for c in group) <= budget and (value := worth(group)) > best_worth:
                best, best_worth = group, value
    return best


def _extend(
    pool: Sequence[Candidate], best: tuple[Candidate, ...], sentences: int, budget: int, worth: Worth
) -> tuple[Candidate, ...]:
    while len(best) < sentences:
        room = budget - sum(c.words for c in best)
        options = [c for c in pool if c not in best and c.words <= room]
        if not options:
            break
        longer = max(((*best, c) for c in options), key=worth)
        if worth(longer) <= worth(best):
            break
        best = longer
    return best


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
