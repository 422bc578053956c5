"""Splitting into sentences: abbreviations, initials, quotations, and places that are always exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.sentences import split_sentences, whole_quotes

CASES = [
    ["The council met on Monday.", "It voted late."],
    ["Dr. Lena Fohr of the coast station agreed.", "Nobody else spoke."],
    ["Mr. Pell met Mrs. Quill and Sen. Vance on Jan. 5 in Sandle.", "The talk was short."],
    ["The company Norbrook Inc. Sells boats."],
    ["She works for Norbrook Inc.", "The firm sells boats."],
    ["The U.S. Navy sent two ships.", "They left."],
    ["He moved to the U.S.", "The visa took a year."],
    ["J. R. Marrow wrote the report.", "It has 40 pages."],
    ["The plan cost 4.5 million crowns, i.e. Half the budget."],
    ["The ferry leaves at 8 p.m. Friday.", "The next one leaves on Monday."],
    ["The ferry leaves at 8 p.m.", "The pier then closes."],
    ["“We will pay a little now,” Quill said.", "Vance disagreed."],
    ["“We won. We really won,” Quill said.", "Vance left."],
    ["“Will it hold?” Quill asked.", "Nobody knew."],
    ["“It will hold.” The mayor left the room."[:15], "The mayor left the room."],
    ['"It is done." Quill said so twice.'],
    ["Is it safe?", "Yes!", "The engineers think so."],
    ["She waited... Then she left."[:13], "Then she left."],
    ["She chose plan B.", "The others chose plan A."],
    ["He ranked No. 5 in the vote.", "The first was Lund."],
    ["He said no.", "Then he left."],
    ["Prices rose by 3.4 percent.", "2,100 shops closed."],
    ["The law (see Sec. 4) applies.", "[It does not apply here.]"],
    ["‘We can’t stop now,’ Lark said.", "The others could."],
    ["She wrote to the E.U. Commission."],
    ["St. Marrow’s church reopened.", "The bells rang."],
    ["The drug works, e.g. Against fever."],
    ["SANDLE, Mich. (AP) — Two boats sank.", "Nobody was hurt."],
    ["The ferry left Sandle, Ore.", "The crossing takes an hour."],
    ["Die Messe beginnt am 12. September in Sandle.", "Sie dauert zwei Tage."],
    ["She scored 12.", "Nobody scored more."],
    ["No end mark here"],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda case: case[0][:30])
def test_cases(expected: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(" ".join(expected))] == expected


def test_a_line_is_a_paragraph() -> None:
    found = split_sentences("A headline without a stop\nThe council met.  It voted.\n\nEnd.")
    assert [(s.index, s.paragraph, s.text) for s in found] == [
        (0, 0, "A headline without a stop"),
        (1, 1, "The council met."),
        (2, 1, "It voted."),
        (3, 2, "End."),
    ]


def test_counting_starts_where_the_body_starts() -> None:
    text = "Headline\n\nThe council met. It voted."
    found = split_sentences(text, 10)
    assert [text[s.start : s.end] for s in found] == ["The council met.", "It voted."]


TEXTS = st.text(alphabet="aB. ,?!“”\"‘’'«»()[]\n\r\u2028\t1é漢😀…", max_size=200) | st.text(max_size=200)


@given(TEXTS)
def test_places_are_exact_and_nothing_is_lost(text: str) -> None:
    found = split_sentences(text)
    assert [s.index for s in found] == list(range(len(found)))
    last = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert text[last : sentence.start].strip() == ""
        last = sentence.end
    assert text[last:].strip() == ""


@pytest.mark.parametrize(
    "text", ["“" * 50_000, '"a. ' * 50_000, "A. " * 50_000, "‘a. B" * 40_000, "Mr. " * 50_000, "." * 200_000]
)
def test_hostile_text_ends(text: str) -> None:
    assert split_sentences(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“Yes,” she said.", True),
        ("“Yes, she said.", False),
        ('"Yes" and "no".', True),
        ('Yes" she said.', False),
        ("A (b) [c] «d».", True),
        ("A (b.", False),
    ],
)
def test_closed_quotations(text: str, whole: bool) -> None:
    assert whole_quotes(text) is whole
