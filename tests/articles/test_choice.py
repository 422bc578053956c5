"""Which sentences are chosen: both sides, plain words first, what the article is about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.articles.choice import Candidate, anchor, choose, term_weights, weigh
from bot.articles.gates import count_words
from bot.articles.lexicon import loaded_terms
from bot.articles.sentences import Sentence, split_sentences
from bot.articles.summarize import summarize, word_budget
from bot.articles.types import Article
from bot.articles.wording import dangling_start
from tests.articles.conftest import ByLetters

PARTS = [
    "The Fernmouth council voted 7 to 4 on Monday for a toll of two crowns on the old bridge.",
    "The toll pays for the repair of the bridge, which was built in 1931.",
    "The harbour museum of Fernmouth opens a new hall on Sunday.",
    "Ferries to Sandle leave every hour from the north pier.",
    "Mara Quill denied that the toll was planned in secret.",
    "Teodor Vance of the Green Vale party criticised the toll in a statement on Tuesday.",
    "Supporters of the toll said that the bridge would close without it.",
    "Critics of the toll warned that commuters would pay the most.",
    "The outrageous toll on the bridge shocked Fernmouth, a shameless cash grab by the council.",
    "Petra Lund slammed the toll and accused the council of a shameless power grab.",
    "He left the hall before the vote on the toll of the bridge was counted.",
    "However, the toll on the bridge begins in May.",
    "The move came after the auditors of Fernmouth warned of cracks in the bridge.",
]
ARTICLES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12, unique=True)


def chosen(
    parts: Sequence[str], sentences: int, budget: int, encoder: ByLetters | None
) -> tuple[list[Candidate], list[Sentence]]:
    found = split_sentences("\n".join(parts))
    candidates = weigh(found)
    return candidates, choose(found, candidates, sentences, budget, None, encoder)


@settings(deadline=None, max_examples=150)
@given(ARTICLES, st.integers(1, 8), st.integers(10, 120), st.sampled_from([None, ByLetters()]))
def test_the_laws_of_a_choice(
    parts: list[str], sentences: int, budget: int, encoder: ByLetters | None
) -> None:
    candidates, taken = chosen(parts, sentences, budget, encoder)
    fitting = [c for c in candidates if c.words <= budget]
    assert bool(taken) == bool(fitting)
    assert len(taken) <= sentences
    assert sum(count_words(s.text) for s in taken) <= budget
    assert [s.index for s in taken] == sorted({s.index for s in taken})
    assert all(s.text in parts and not dangling_start(s.text) for s in taken)


@settings(deadline=None, max_examples=150)
@given(ARTICLES, st.integers(2, 8), st.integers(30, 120), st.sampled_from([None, ByLetters()]))
def test_both_sides_are_kept_wherever_they_fit(
    parts: list[str], sentences: int, budget: int, encoder: ByLetters | None
) -> None:
    candidates, taken = chosen(parts, sentences, budget, encoder)
    marks = {c.sentence.index: c for c in candidates}
    kept = {marks[s.index].side for s in taken} - {None}
    voices = [
        [c for c in candidates if c.side == one and c.words <= budget] for one in ("challenge", "reply")
    ]
    # A loaded voice gives way to a plain one of its side.
    plain = [[c for c in voice if not c.loaded] or voice for voice in voices]
    if all(plain) and any(one.words + other.words <= budget for one in plain[0] for other in plain[1]):
        assert kept == {"challenge", "reply"}
    elif all(plain):
        assert len(kept) != 1 or all(c.side for c in candidates if c.words <= budget)


@settings(deadline=None, max_examples=150)
@given(ARTICLES, st.integers(1, 8))
def test_a_loaded_sentence_is_taken_only_where_there_is_no_plain_one(
    parts: list[str], sentences: int
) -> None:
    candidates, taken = chosen(parts, sentences, word_budget(sentences), None)
    marks = {c.sentence.index: c for c in candidates}
    if all(c.loaded for c in candidates):
        return
    for sentence in taken:
        mark = marks[sentence.index]
        if loaded_terms(sentence.text):
            assert mark.side is not None
            assert not any(c.side == mark.side and not c.loaded for c in candidates)


def test_judging_words_count_against_a_sentence() -> None:
    plain = "The council of Fernmouth raised the toll on the bridge by two crowns on Monday."
    judging = (
        "The council of Fernmouth raised the toll on the bridge by two crowns, which is awful and unfair."
    )
    for parts in ((plain, judging), (judging, plain)):
        _, taken = chosen(parts, 1, 45, None)
        assert [s.text for s in taken] == [plain]


def test_the_opening_is_what_the_headline_says() -> None:
    text = (
        "Rain fell on the harbour all Thursday night. The council voted to charge a toll on the bridge. "
        "The town hall stands by the river."
    )
    found = weigh(split_sentences(text))
    first = anchor(found, "Council votes to charge toll on bridge")
    assert first is not None
    assert first.sentence.index == 1
    assert anchor(found, None) is None
    assert anchor([], "Toll") is None


def test_repeated_sentences_and_the_headline_are_taken_once() -> None:
    text = "The council of Fernmouth voted on Monday.\nThe toll costs two crowns a day.\n" * 3
    found = weigh(split_sentences(text), "The toll costs two crowns a day.")
    assert [candidate.sentence.index for candidate in found] == [0]


@given(st.lists(st.sampled_from(PARTS), max_size=8), st.sampled_from([None, "Toll on the bridge", "—"]))
def test_the_weights_of_terms_add_up_to_one(texts: list[str], title: str | None) -> None:
    weights = term_weights(texts, title)
    assert all(weight > 0 for weight in weights.values())
    assert not weights or sum(weights.values()) == pytest.approx(1.0)


def test_a_long_article_is_weighed_in_bounded_work() -> None:
    text = " ".join(
        f"The council of Town{n} voted {n} to 4 for a toll on the bridge of the town." for n in range(5000)
    )
    asked: list[int] = []

    class Counting(ByLetters):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            asked.append(len(texts))
            return super().embed(texts)

    article = Article(None, None, None, None, None, "news", "en", text)
    assert 1 <= len(summarize(article, 8, encoder=Counting()).summary) <= 8
    assert len(asked) == 1
    assert asked[0] <= 100
