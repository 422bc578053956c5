"""Which stand a sentence takes: for, against, or (usually) not to be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.digest.reading import nod_of
from bot.articles.digest.stance import stand_of
from bot.articles.digest.words import lexicon, stem, words_of

FOR = (
    "I think the toll is a good idea because the bridge needs repairs.",
    "I am in favour of the toll",
    "I'm all for the toll.",
    "Keep the toll, please.",
    "The toll should stay.",
    "We need the toll.",
    "The toll makes sense, drivers use the bridge so they should pay",
    "I have no problem with the toll",
    "There is nothing wrong with the toll",
    "The toll is not bad at all",
    "Scrapping the toll was a mistake.",
    "Please don't scrap the toll",
    "Finally a toll on this bridge",
    "I was afraid of the cost, but I support the toll.",
    "The toll cut congestion in half",
    "The toll means fewer accidents.",
    "The toll works.",
    "Without the toll the traffic would be worse.",
    "The toll could not be better",
)
AGAINST = (
    "The bridge toll is unfair to people who commute.",
    "I don't think the toll is fair",
    "I'm not in favour of the toll",
    "We shouldn't have a toll on the bridge",
    "Nobody should have to pay a toll to get to work",
    "Get rid of the toll.",
    "Scrap the toll and use the road fund.",
    "The toll has to go.",
    "A toll makes no sense for us.",
    "The toll doesn't solve anything",
    "I'm not against tolls in general, but this toll is a mistake",
    "The toll hurts low income workers",
    "I can't support the toll",
    "I don't see how the toll helps anyone",
    "The toll means fewer jobs for the islands.",
    "The toll is too high.",
    "The toll changed nothing.",
    "Keeping the toll is a mistake.",
    "The toll costs us an hour a day.",
)
UNTOLD = (
    "Is the toll a good idea?",
    "Who decided on the toll?",
    "The toll would pay for repairs.",
    "They say the toll is fair.",
    "My neighbour hates the toll",
    "I was against the toll at first",
    "I used to like the toll",
    "If the toll fails we pay",
    "The toll is good and bad.",
    "A toll cut would help families",
    "Opponents of the toll are wrong",
    "The ferry is terrible.",
    "The council should have asked about the toll",
    "It is like a toll",
    "Free toll roads have potholes",
    "The air near the toll is bad",
    "A bridge is better than a toll",
    "The toll is too low",
    "lol the toll, sure, great idea",
    "The toll is a great idea /s",
)


@pytest.mark.parametrize(
    ("text", "value"),
    [*((text, 1) for text in FOR), *((text, -1) for text in AGAINST), *((text, 0) for text in UNTOLD)],
)
def test_the_stand_of_a_sentence(text: str, value: int) -> None:
    assert stand_of(text, words_of(text), frozenset({"toll"}), pointing=False).value == value


@pytest.mark.parametrize(
    ("text", "pointing", "value"),
    [
        ("I'm against it.", True, -1),
        ("I'm against it.", False, 0),
        ("It works.", True, 1),
        ("What a waste of money!", True, -1),
        ("Not worth the risk.", True, -1),
        ("too loud for me in the restaurant by the station", True, 0),
    ],
)
def test_pointing_words_mean_the_thing_only_where_it_was_named(text: str, pointing: bool, value: int) -> None:
    assert stand_of(text, words_of(text), frozenset({"toll"}), pointing=pointing).value == value


def test_both_sides_have_the_same_words_to_say_it_with() -> None:
    """A template with a word of praise in it is for, the same with a word of blame against."""
    for template in ("The toll is {}.", "I think the toll is {}", "Honestly, the toll is {} for the town."):
        for good, bad in (("fair", "unfair"), ("useful", "useless"), ("a blessing", "a disaster")):
            for word, value in ((good, 1), (bad, -1)):
                text = template.format(word)
                assert stand_of(text, words_of(text), frozenset({"toll"}), pointing=False).value == value


def test_no_word_is_on_both_sides_of_a_list() -> None:
    known = lexicon()
    for one, other in ((known.attitude, known.value), (known.deed, known.attitude)):
        assert {word for word in one if other.get(word, one[word]) != one[word]} <= {stem("oppose")}


@given(st.text(max_size=300))
def test_any_text_has_a_stand(text: str) -> None:
    stand = stand_of(text, words_of(text), frozenset({"toll"}), pointing=True)
    assert stand.value in (-1, 0, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+1", 1),
        ("This.", 1),
        ("This is wrong", 0),
        ("Agreed, the shops lose.", 1),
        ("agreement is far away", 0),
        ("yep", 1),
        ("Yes, but only near schools", 0),
        ("What Bo said.", 1),
        ("this ^^", 1),
        ("no, that is the old law", -1),
        ("No way I pay that", 0),
        ("Exactly the opposite, they drive there now.", -1),
        ("Exactly!", 1),
        ("nonsense", -1),
        ("That's not true, the counter shows 900.", -1),
        ("Notable idea", 0),
        ("👍", 1),
        ("", 0),
    ],
)
def test_agreeing_and_disagreeing(text: str, value: int) -> None:
    assert nod_of(text) == value


@pytest.mark.parametrize(
    ("one", "other"),
    [("lane", "lanes"), ("close", "closing"), ("closed", "closes"), ("ban", "banning"), ("tax", "taxes"),
     ("policy", "policies"), ("fifteen", "15"), ("build", "building"), ("wage", "wages")],
)  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)
