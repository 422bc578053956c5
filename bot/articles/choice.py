"""Which sentences make the summary: those that say what the article says, in plain words, with both sides.

A budgeted maximum coverage of the article's repeated terms (Takamura and Okumura, 2009), agreement with its parts, and
closeness to the centroid of its sentences (Radev et al., 2004), here of sentence embeddings; then position, names and
numbers; minus loaded and judging words. Where the article quotes a challenge or a reply to one, a sentence of each is kept.
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
from bot.articles.lexicon import loaded_terms, tone
from bot.articles.likeness import Agreement, Centroid, Encoder
from bot.articles.sentences import Sentence
from bot.articles.speakers import Side, side
from bot.articles.wording import can_stand_alone

WORDS_PER_SENTENCE: Final = 30
"""The word budget is 30 a sentence: 90 words for the default three."""
_OPENING: Final = 5
"""The sentence that says what happened is looked for among so many candidates: news is written top down."""
_HALFWAY: Final = 16
"""The sentence number at which a position is worth half of the first: news is written top down, but not so steeply that a
few short texts put together count as one opening and a rest."""
_POOL: Final = 18
"""Candidates among which every combination of three is tried (1,000 of them)."""

# Weights of the objective, set on one half of the AllSides items (see docs/articles.md); every measure lies in 0..1.
_W_COVERAGE: Final = 1.0
_W_AGREEMENT: Final = 2.0
_W_CENTRE: Final = 0.4
_W_POSITION: Final = 0.4
_W_FACTS: Final = 0.1
_W_LOADED: Final = 0.3
_W_TONE: Final = 0.3
_W_OPENING: Final = 0.3

_STOP_LIST: Final = """
a an the and or but if then else of at by for with about against between into through during before after
above below to from up down in out on off over under again further once here there when where why how all
any both each few more most other some such no nor not only own same so than too very s t can will just don
should now is am are was were be been being have has having had do does did doing would could ought i me my
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
    tone: float
    side: Side | None


Worth = Callable[[Sequence[Candidate]], float]
"""How good a set of sentences is."""


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
                position=1.0 / (1.0 + sentence.index / _HALFWAY),
                facts=min(_facts(sentence.text), 4) / 4,
                loaded=len(loaded_terms(sentence.text)),
                tone=tone(sentence.text),
                side=side(sentence.text),
            )
        )
    return candidates


def _facts(text: str) -> int:
    return len(re.findall(r"\d+(?:[.,]\d+)*|(?<=[a-z,] )[A-Z][a-z]+", text))


def term_weights(texts: Iterable[str], title: str | None = None) -> dict[str, float]:
    """Weight of each term: in how many sentences it stands, dampened; terms of the headline count double.

    The weights of one article add up to 1.
    """
    spread = Counter(term for text in texts for term in set(terms_of(text)))
    headline = set(terms_of(title or ""))
    weights = {
        term: math.log1p(count) * (2.0 if term in headline else 1.0)
        for term, count in spread.items()
        if count > 1 or term in headline
    }
    total = math.fsum(weights.values())
    return {term: weight / total for term, weight in weights.items()}


def anchor(candidates: Sequence[Candidate], title: str | None) -> Candidate | None:
    """The early sentence that says what happened: the one closest to the headline, and not loaded.

    None without a headline: then nothing tells which it is.
    """
    headline = set(terms_of(title or ""))
    if not headline:
        return None

    def fit(c: Candidate) -> float:
        return len(headline & c.terms) / len(headline) + c.position - 0.6 * c.loaded

    return max(candidates[:_OPENING], key=fit, default=None)


def choose(
    found: Sequence[Sentence],
    candidates: Sequence[Candidate],
    sentences: int,
    budget: int,
    title: str | None = None,
    encoder: Encoder | None = None,
) -> list[Sentence]:
    """The best set of at most ``sentences`` candidates within ``budget`` words, in article order; may be empty.

    ``found`` are all sentences of the article. Without an encoder the choice goes by terms alone.
    """
    weights = term_weights((s.text for s in found), title)
    fitting = plain_first([c for c in candidates if c.words <= budget])
    pool = _pool(fitting, weights)
    if not pool:
        return []
    wanted = {c.side for c in pool if c.side is not None}
    opening = anchor(fitting, title)
    texts = [c.sentence for c in pool]
    agreement = Agreement(found, texts, budget)
    centroid = Centroid(encoder, found, texts) if encoder is not None else None

    def worth(group: Sequence[Candidate]) -> float:
        taken = [c.sentence for c in group]
        return (
            _balance(wanted, {c.side for c in group if c.side}, sentences)
            + _W_OPENING * (opening in group)  # what happened comes before all that follows
            + _W_COVERAGE * _coverage(group, weights)
            + _W_AGREEMENT * agreement.of(taken)
            + (_W_CENTRE * centroid.of(taken) if centroid is not None else 0.0)
            + _marks(group)
        )

    best = _exhaustive(pool, min(sentences, 3), budget, worth)
    if sentences > 3:
        best = _extend(pool, best, sentences, budget, worth)
    return [c.sentence for c in sorted(best, key=lambda c: c.sentence.index)]


def _coverage(group: Sequence[Candidate], weights: dict[str, float]) -> float:
    # fsum, since the order of a set differs from run to run and the choice must not.
    return math.fsum(weights.get(term, 0.0) for term in set().union(*(c.terms for c in group)))


def _marks(group: Sequence[Candidate]) -> float:
    """Position and facts, on average; loaded and judging words by their share, as a reader meets them."""
    words = sum(c.words for c in group)
    return (
        sum(_W_POSITION * c.position + _W_FACTS * c.facts for c in group) / len(group)
        - sum(_W_LOADED * c.loaded + _W_TONE * c.tone for c in group) * WORDS_PER_SENTENCE / words
    )


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


def _pool(candidates: Sequence[Candidate], weights: dict[str, float]) -> list[Candidate]:
    """The best single candidates, and the best three of each side so that no side falls out unseen."""
    ranked = sorted(
        candidates, key=lambda c: _W_COVERAGE * _coverage((c,), weights) + _marks((c,)), reverse=True
    )
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
