"""How much a few sentences are like their article: a centroid of embeddings, and agreement with its blocks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.likeness import Agreement, Centroid, Encoder
from bot.articles.sentences import Sentence, split_sentences
from bot.detect.embedding import SentenceEncoder
from tests.articles.conftest import ByLetters

MEDICINE = [
    "Doctors treated forty patients with influenza at the hospital.",
    "Nurses vaccinate children against measles in every school.",
    "A clinic for heart disease opens beside the university.",
    "Surgeons transplanted kidneys of two unrelated donors.",
]
ODD = "The museum sells tickets for an evening of violin music."
TEXTS = st.lists(
    st.lists(
        st.sampled_from(["toll", "bridge", "council", "voted", "7", "the", "on"]), min_size=1, max_size=40
    ),
    min_size=1,
    max_size=30,
).map(lambda lines: split_sentences("\n".join(" ".join(line) for line in lines)))


@pytest.mark.parametrize("place", range(5))
def test_the_centroid_lies_where_most_sentences_are(place: int) -> None:
    lines = [*MEDICINE[:place], ODD, *MEDICINE[place:]]
    found = split_sentences("\n".join(lines))
    centroid = Centroid(SentenceEncoder.load(), found, found)
    assert min(found, key=lambda s: centroid.of([s])).text == ODD
    assert centroid.of(found) == pytest.approx(1.0, abs=1e-5)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.data())
def test_likeness_is_bounded_and_knows_no_order(found: list[Sentence], data: st.DataObject) -> None:
    group = data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=3, unique_by=lambda s: s.index))
    encoder: Encoder = ByLetters()
    for likeness in (Agreement(found, found, 20), Centroid(encoder, found, found)):
        value = likeness.of(group)
        assert 0 <= value <= 1 + 1e-5
        assert likeness.of(group[::-1]) == pytest.approx(value, abs=1e-6)


def test_one_block_agrees_with_itself_alone() -> None:
    found = split_sentences("The council voted on the toll.\nThe bridge is old.")
    agreement = Agreement(found, found, 60)
    assert agreement.of(found) == pytest.approx(1.0)
    # 6 of 6 words of the sentence stand in the block of 10.
    assert agreement.of(found[:1]) == pytest.approx(2 * 6 / (6 + 10))


def test_blocks_agree_on_what_they_share() -> None:
    shared, only = "The council voted on the toll.", "Rain fell in Sandle all night."
    found = split_sentences(
        "\n".join([shared, "It was late.", shared, "Nobody spoke.", only, "Ferries sailed."])
    )
    agreement = Agreement(found, found, 9)
    assert agreement.of([found[0]]) > agreement.of([found[4]])


@pytest.mark.parametrize("budget", [1, 60, 90])
def test_a_long_article_has_a_bounded_number_of_blocks(budget: int) -> None:
    found = split_sentences(" ".join(f"The council of Town{n} voted." for n in range(1500)))
    agreement = Agreement(found, found[:5], budget)
    assert len(agreement._sizes) <= 17
    assert sum(agreement._sizes) == 1500 * 5
