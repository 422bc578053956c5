"""Foreign text in our messages: shown as written, marked, and never longer than its room."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.types import Span
from bot.ui.text import (
    clip,
    clip_words,
    escape,
    escape_line,
    escape_sentences,
    escape_text,
    highlighted,
    plain,
    width,
)

MENTION = re.compile(r"@(?:everyone|here)|(?<!\\)<(?:@[!&]?|#)\d+>|(?<!\\)<a?:\w+:\d+>|(?<!\\)<t:")
spicy = (
    st.text(alphabet=st.sampled_from("ab 12.@<>!&#:/\\*_~`|[]()-+\neveryonehere😀\u200b"), max_size=80)
    | st.text()
)
spans = st.lists(
    st.builds(
        Span, st.integers(-5, 120), st.integers(-5, 120), st.sampled_from(("target", "charge", "toxic"))
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words.", "plain words."),
        ("*bold* _it_ ~~no~~ `code` ||spoiler||", r"\*bold\* \_it\_ \~\~no\~\~ \`code\` \|\|spoiler\|\|"),
        ("<@123> <#5> <:x:9> <t:1>", r"\<@" + "\u200b" + r"123\> \<\#5\> \<:x:9\> \<t:1\>"),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("mail@example.org", "mail@example.org"),
        ("[text](https://x.example/a_b)", r"\[text\]\(https\://x.example/a\_b\)"),
        ("# head\n- list\n1. one\n> quote", "\\# head\n\\- list\n1\u200b. one\n\\> quote"),
        ("0.38 is a number", "0.38 is a number"),
        (r"back\slash", r"back\\slash"),
        ("half a pair \ud83d", "half a pair \ufffd"),
    ],
)
def test_escape_shows_text_as_written(text: str, shown: str) -> None:
    assert escape(text) == shown


@given(spicy, spans, st.integers(20, 300))
def test_highlighted_keeps_its_room_and_mentions_nobody(text: str, marks: list[Span], limit: int) -> None:
    shown = highlighted(text, marks, limit)
    assert width(shown) <= limit
    assert not MENTION.search(shown)


@given(spicy, spans)
def test_marking_adds_only_markers(text: str, marks: list[Span]) -> None:
    """With room enough, taking the markers, escapes and zero-width spaces out gives the text back."""
    text = text.replace("\u200b", "")
    shown = highlighted(text, marks, 10_000)
    bare = re.sub(r"\\(.)|\*\*|__", lambda match: match.group(1) or "", shown).replace("\u200b", "")
    assert bare == re.sub("[\ud800-\udfff]", "\ufffd", text)


def test_each_role_has_its_own_marks() -> None:
    text = "Minister Dalgaard took 2 million, the crook"
    marks = [Span(0, 17, "target"), Span(18, 32, "charge"), Span(38, 43, "toxic")]
    assert highlighted(text, marks, 500) == "__Minister Dalgaard__ **took 2 million**, the **__crook__**"


def test_overlaps_are_cut_at_their_edges_and_never_nested() -> None:
    assert (
        highlighted("abcdef", [Span(0, 4, "target"), Span(2, 6, "charge")], 500) == "__ab__**__cd__****ef**"
    )


def test_markers_stand_tight_around_words() -> None:
    assert highlighted("one two three", [Span(3, 8, "charge")], 500) == "one **two** three"


def test_long_text_is_shown_around_its_spans() -> None:
    text = "a " * 900 + "Orlova shredded the files " + "b " * 900
    at = text.index("Orlova")
    shown = highlighted(text, [Span(at, at + 6, "target"), Span(at + 7, at + 25, "charge")], 400)
    assert "__Orlova__ **shredded the files**" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert width(shown) <= 400


def test_far_spans_are_shown_in_windows_with_a_gap() -> None:
    text = "Orlova did it. " + "x " * 2000 + "What a crook."
    crook = text.index("crook")
    shown = highlighted(text, [Span(0, 6, "target"), Span(crook, crook + 5, "toxic")], 300)
    assert "__Orlova__" in shown
    assert "**__crook__**" in shown
    assert " … " in shown


def test_a_span_longer_than_the_room_is_cut() -> None:
    shown = highlighted("x" * 5000, [Span(0, 5000, "charge")], 300)
    assert width(shown) <= 300
    assert shown.endswith("…")


@given(spicy, st.integers(1, 60))
def test_clip_and_plain_keep_the_limit(text: str, limit: int) -> None:
    assert width(clip(text, limit)) <= limit
    assert width(plain(text, limit)) <= limit
    assert "\n" not in escape_line(text, limit)


def test_width_counts_as_utf_16() -> None:
    assert width("a😀") == 3
    assert clip("😀😀😀", 4) == "😀…"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Short enough.", 20, "Short enough."),
        ("One ends. Two ends. Three ends.", 20, "One ends. …"),
        ("One ends. Two ends. Three ends.", 22, "One ends. Two ends. …"),
        ("He met Dr. Oakes at noon. Then he left.", 30, "He met Dr. Oakes at noon. …"),
        ("no end in sight for these words", 20, "no end in sight…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("So.\n\nA new line.", 40, "So. A new line."),
        ("Stars *here*. And there.", 20, "Stars \\*here\\*. …"),
        ("", 10, ""),
    ],
)
def test_text_is_cut_at_sentence_ends(text: str, limit: int, cut: str) -> None:
    assert escape_text(text, limit) == cut


@given(spicy, st.integers(1, 60))
def test_cut_text_fits_and_mentions_nobody(text: str, limit: int) -> None:
    for cut in (escape_text(text, limit), escape_sentences([text, text], limit), clip_words(text, limit)):
        assert width(cut) <= limit
    assert not MENTION.search(escape_text(text, limit))


@given(st.lists(spicy, max_size=5), st.integers(1, 200))
def test_sentences_are_whole_or_left_out(sentences: list[str], limit: int) -> None:
    whole = [escape(" ".join(one.split())) for one in sentences]
    expected = ["\n".join([*whole[:count], "…"]) for count in range(1, len(whole))] + ["\n".join(whole)]
    if sentences:  # where not even the first fits, its first words
        expected.append(escape_line(sentences[0], limit))
    assert escape_sentences(sentences, limit, gap="\n") in expected
