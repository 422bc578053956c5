"""Folding: tricks are undone, what only looks like one stays, and positions lead back to the original."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.detect.normalize import MAX_EXPANSION, fold

TRICKS = [
    ("He is a L1AR", "he is a liar"),
    ("cr00k", "crook"),
    ("th13f", "thief"),
    ("fr4ud", "fraud"),
    ("$hill", "shill"),
    ("lie$", "lies"),
    ("li@r", "liar"),
    ("cr!minal", "criminal"),
    ("c r o o k", "crook"),
    ("he is a c r o o k", "he is a crook"),
    ("T R A I T O R", "traitor"),
    ("c.r.o.o.k", "crook"),
    ("l-i-a-r", "liar"),
    ("liiiiar", "liar"),
    ("croooook", "crook"),
    ("sooo", "so"),
    ("cr**k", "crook"),
    ("l*ar", "liar"),
    ("tr*itor", "traitor"),
    ("сrооk", "crook"),  # Cyrillic es and o
    ("ΤRΑΙΤΟR", "traitor"),  # Greek capitals
    ("𝐂𝐑𝐎𝐎𝐊", "crook"),
    ("Ⓛⓘⓐⓡ", "liar"),
    ("🅻🅸🅰🆁", "liar"),
    ("ｃｒｏｏｋ", "crook"),
    ("l\u200bi\u00adar", "liar"),
    ("crôök", "crook"),
    ("#CrookedVarga", "#crooked varga"),
    ("don’t", "don't"),
    ("“quoted”", '"quoted"'),
    ("snake_case", "snake case"),
    ("!!!!!!!!", "!!!"),
]


@pytest.mark.parametrize(("text", "folded"), TRICKS)
def test_tricks_are_undone(text: str, folded: str) -> None:
    assert fold(text).text == folded


KEPT = [
    "covid19",
    "g20",
    "4th",
    "2 million",
    "50k",
    "2024",
    "mp3",
    "h1n1",
    "https://example.com/l1ar/cr00k",
    "somebody@example.com",
    "<@1234567890>",
    "<:liar:1234>",
    "a b c",
    "e.g. this",
    "stop!",
    "🇩🇰",
    "слово",
    "한국어",
    "well-known",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_a_trick_stays(text: str) -> None:
    assert fold(text).text == text


def test_span_leads_back_to_the_original() -> None:
    text = "say: c r o o k, and l\u200biar"
    folded = fold(text)
    start = folded.text.index("crook")
    first, last = folded.span(start, start + 5)
    assert text[first:last] == "c r o o k"
    start = folded.text.index("liar")
    first, last = folded.span(start, start + 4)
    assert text[first:last] == "l\u200biar"


def test_empty_span_stays_empty_and_bad_span_is_refused() -> None:
    folded = fold("abc")
    assert folded.span(3, 3) == (3, 3)
    assert folded.span(1, 1) == (1, 1)
    with pytest.raises(ValueError, match="outside"):
        folded.span(0, 4)
    with pytest.raises(ValueError, match="outside"):
        folded.span(2, 1)


alphabet = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("aeiolrsck01345$@!*#._-'\" \n\u200b\u0301оасԁⒶ𝐚🅰🇦ﷺﬁ<>"),
)


@given(st.text(alphabet, max_size=200))
@example("a.b.c d e f")
@example("a b c d.e.f")
@example("l*1*ar")
@example("ﷺ" * 40)
@example("0\u0301o\u0301ooo")
@example("Ω")
@example("㏀ ᾨ Ӟ")
def test_laws_of_folding(text: str) -> None:
    folded = fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text)
    assert len(folded.text) <= MAX_EXPANSION * len(text)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert offsets == sorted(offsets)
    assert fold(folded.text).text == folded.text


@given(st.text(alphabet, min_size=1, max_size=80), st.data())
def test_every_span_lies_within_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)


def test_a_long_hostile_text_stays_bounded() -> None:
    for text in (
        "a " * 20_000,
        "x." * 20_000,
        "l*" * 20_000,
        "aaa" * 20_000,
        "1l" * 20_000,
        "#Ab" * 10_000,
        "@" * 20_000,
        "<@" * 10_000,
        "|" * 20_000,
    ):
        assert len(fold(text).text) <= MAX_EXPANSION * len(text)
