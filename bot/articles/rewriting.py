"""The work on a rewrite that needs no network: which sentences a model gets, and what is wrong with what it wrote.

It takes a processor's time, so it is done in the worker process (:mod:`bot.articles.worker`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.articles.choice import term_weights, terms_of
from bot.articles.gates import count_words
from bot.articles.instructions import addresses_a_model
from bot.articles.lexicon import loaded_terms
from bot.articles.likeness import Encoder
from bot.articles.sentences import Sentence, split_sentences, whole_quotes
from bot.articles.speakers import Side, side
from bot.articles.summarize import MAX_READ
from bot.articles.support import QUOTED, Flaw, Remembering, Source
from bot.articles.types import SourceSentence
from bot.articles.wording import MAX_SENTENCE_LENGTH, MAX_SENTENCE_WORDS, can_stand_alone, leans_on_context

MAX_CITED: Final = 4
"""Source sentences that one sentence may cite: with more, words from anywhere would support it."""
_MIN_WORDS: Final = 4
_OPENING: Final = 5
_LONGEST: Final = 1000
"""Code points of a source sentence that is offered; longer ones are lists or broken text."""
_MARKUP: Final = re.compile(r"https?:|www\.|<|>|`|[*_~|]{2}|\[[^\]]*\]\(|@\w|\bdiscord\.gg\b|\]\s*$")
_TERMINAL: Final = re.compile(r"[.!?…][\"'”’)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a model wrote and the numbers of the source sentences that it names for it."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a model may read of an article. ``hostile`` means that the article gives orders to it, so it gets nothing."""

    passages: tuple[SourceSentence, ...]
    sides: tuple[Side, ...]
    hostile: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a draft (nothing, where it may be shown), the sentences that it cites, whose sides those take."""

    flaws: tuple[Flaw, ...]
    cited: tuple[SourceSentence, ...]
    sides: tuple[Side, ...]


def offer(text: str, body_start: int, chosen: Sequence[int], limit: int) -> Offer:
    """The sentences of an article that a model may read, at most ``limit`` code points of them, in article order.

    Those of the summary (``chosen``) come first, then the opening, the attributed ones of each side, and the rest by how
    much of the article's repeated terms they hold.
    """
    found = split_sentences(text, body_start)[:MAX_READ]
    if any(addresses_a_model(sentence.text) for sentence in found):
        return Offer((), (), hostile=True)
    weights = term_weights(sentence.text for sentence in found)

    def rank(sentence: Sentence) -> tuple[bool, bool, bool, float]:
        terms = set(terms_of(sentence.text))
        worth = sum(weights.get(term, 0.0) for term in terms) / (1 + len(terms)) ** 0.5
        return (
            sentence.index in chosen,
            sentence.index < _OPENING,
            side(sentence.text) is not None,
            worth,
        )

    taken: list[Sentence] = []
    for sentence in sorted(found, key=rank, reverse=True):
        if len(sentence.text) <= min(limit, _LONGEST):
            limit -= len(sentence.text)
            taken.append(sentence)
    voiced = {
        side(sentence.text)
        for sentence in found
        if can_stand_alone(sentence.text, count_words(sentence.text))
    }
    return Offer(_places(sorted(taken, key=lambda sentence: sentence.index)), _sides(voiced), hostile=False)


def judge(
    text: str, body_start: int, drafts: Sequence[Draft], offered: Sequence[int], encoder: Encoder
) -> tuple[Verdict, ...]:
    """A verdict for each draft on what it cites of an article. ``offered`` are the numbers that the model was given."""
    found = {sentence.index: sentence for sentence in split_sentences(text, body_start)[:MAX_READ]}
    known = {index: found[index] for index in offered if index in found}
    encoder = Remembering(encoder)
    return tuple(_verdict(draft, known, encoder) for draft in drafts)


def offer_from_json(raw: dict[str, Any]) -> Offer:
    """An :class:`Offer` out of what the worker wrote; raises KeyError or TypeError for anything else."""
    return Offer(_places_from(raw["passages"]), tuple(raw["sides"]), raw["hostile"])


def verdict_from_json(raw: dict[str, Any]) -> Verdict:
    """A :class:`Verdict` out of what the worker wrote; raises KeyError or TypeError for anything else."""
    flaws = tuple(Flaw(flaw["kind"], tuple(flaw["words"])) for flaw in raw["flaws"])
    return Verdict(flaws, _places_from(raw["cited"]), tuple(raw["sides"]))


def _places_from(raw: Iterable[dict[str, int]]) -> tuple[SourceSentence, ...]:
    return tuple(SourceSentence(**place) for place in raw)


def _verdict(draft: Draft, known: dict[int, Sentence], encoder: Encoder) -> Verdict:
    ids = sorted(set(draft.sources))
    wrong = [str(one) for one in ids if one not in known]
    if not ids or wrong or len(ids) > MAX_CITED:
        return Verdict((Flaw("ids", tuple(wrong[:MAX_CITED])),), (), ())
    cited = [known[one] for one in ids]
    flaws = _form(draft.text)
    if not flaws:  # the checks below are for sentences of bounded length
        source = Source([sentence.text for sentence in cited], encoder)
        flaws = [*source.flaws(draft.text), *_own_voice(draft.text)]
        if who := source.hardened(draft.text):
            flaws.append(Flaw("attribution", tuple(who)))
    return Verdict(tuple(flaws), _places(cited), _sides(side(sentence.text) for sentence in cited))


def _form(text: str) -> list[Flaw]:
    """What keeps a text from being one whole sentence that can stand alone."""
    words = count_words(text)
    shapeless = (
        not _MIN_WORDS <= words <= MAX_SENTENCE_WORDS
        or len(text) > MAX_SENTENCE_LENGTH
        or _TERMINAL.search(text) is None
        or not whole_quotes(text)
        or len(split_sentences(text)) != 1
        or _MARKUP.search(text) is not None
        or addresses_a_model(text)
    )
    return [Flaw("form")] if shapeless or leans_on_context(text) else []


def _own_voice(text: str) -> list[Flaw]:
    """Loaded terms outside quotations: the source may use them, a neutral rewrite may not take them over."""
    loaded = loaded_terms(QUOTED.sub(" ", text))
    return [Flaw("loaded_words", tuple(dict.fromkeys(loaded)))] if loaded else []


def _places(sentences: Iterable[Sentence]) -> tuple[SourceSentence, ...]:
    return tuple(SourceSentence(s.index, s.start, s.end) for s in sentences)


def _sides(sides: Iterable[Side | None]) -> tuple[Side, ...]:
    return tuple(sorted({one for one in sides if one is not None}))
