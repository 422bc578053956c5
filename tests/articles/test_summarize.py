"""The extractive summary: exact, short, standing alone, unloaded, with both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles import extract
from bot.articles.gates import count_words
from bot.articles.lexicon import loaded_terms
from bot.articles.sentences import split_sentences
from bot.articles.speakers import side
from bot.articles.statements import MAX_STATEMENTS, spoken, who_says_what
from bot.articles.summarize import summarize, word_budget
from bot.articles.types import Article, Refusal, SourceSentence, Summary
from bot.articles.verify import missing_facts, verify
from bot.articles.wording import dangling_start
from tests.articles.conftest import page

READ = [
    "news_both_sides.html",
    "news_denial.html",
    "opinion.html",
    "live.html",
    "amp.html",
    "plain.html",
    "loaded.html",
]


def article(text: str, title: str | None = None, language: str = "en") -> Article:
    return Article(title, None, None, None, None, "news", language, text)


def made(name: str, sentences: int = 3) -> tuple[Article, Summary]:
    read = extract.from_text(page(name)) if name.endswith(".txt") else extract.from_html(page(name))
    assert read.refusal is None
    return read.article, summarize(read.article, sentences)


def failed(summary: Summary) -> set[str]:
    return {check.name for check in summary.checks if not check.ok}


@pytest.mark.parametrize("sentences", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("name", [*READ, "article.txt"])
def test_the_laws_of_a_summary(name: str, sentences: int) -> None:
    source, summary = made(name, sentences)
    assert 1 <= len(summary.summary) <= sentences
    assert summary.words.summary <= word_budget(sentences)
    places = [place for item in summary.source_sentences for place in item]
    assert [source.text[p.start : p.end] for p in places] == list(summary.summary)
    assert [p.index for p in places] == sorted({p.index for p in places})
    assert not any(dangling_start(item) for item in summary.summary)
    assert failed(summary) <= {"both_sides"}
    assert summary.words.article == count_words(source.text[source.body_start :])
    assert len(summary.who_says_what) <= MAX_STATEMENTS
    for statement in summary.who_says_what:
        assert statement.text in source.text
        assert statement.who in source.text
    if sentences >= 3:
        assert "both_sides" not in failed(summary)


def test_both_sides_and_what_happened_are_kept() -> None:
    _, summary = made("news_both_sides.html")
    assert summary.summary[0].startswith("The Fernmouth city council voted 7 to 4")
    assert {side(item) for item in summary.summary} >= {"challenge", "reply"}
    assert summary.wording_not_used == ("outrageous", "shocking", "furious", "slammed", "shameless")


def test_an_accusation_does_not_stand_without_its_denial() -> None:
    _, summary = made("news_denial.html")
    text = " ".join(summary.summary)
    assert "accused Health Minister Aldo Reeve" in text
    assert "Reeve denied any wrongdoing" in text
    assert [statement.who for statement in summary.who_says_what][:2] == [
        "Opposition member Petra Lund of the Harbour Alliance",
        "Reeve",
    ]


def test_loaded_sentences_are_left_out() -> None:
    source, summary = made("loaded.html")
    assert loaded_terms(source.text)
    assert not any(map(loaded_terms, summary.summary))
    assert "12 percent" in summary.summary[0]


def test_a_side_that_finds_no_room_is_said_to_be_missing() -> None:
    _, summary = made("news_both_sides.html", 1)
    # One sentence says what happened: one side of two would be worse than none.
    assert summary.summary[0].startswith("The Fernmouth city council voted 7 to 4")
    check = next(check for check in summary.checks if check.name == "both_sides")
    assert not check.ok
    assert check.detail.startswith("Quoted in the article but not in the summary: a ")


def test_an_unknown_language_gets_its_first_sentences_and_says_so() -> None:
    source, summary = made("german.html")
    assert summary.method == "lead"
    assert summary.summary[0].startswith("Der Stadtrat von Farnmünde")
    assert failed(summary) == {"language"}
    assert summary.who_says_what == ()
    assert source.language == summary.language == "de"


@pytest.mark.parametrize("sentences", [0, 9, -1])
def test_the_number_of_sentences_is_bounded(sentences: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 8"):
        summarize(article("The council of the town voted on Monday."), sentences)


@pytest.mark.parametrize(
    "text", ["", "He left. She stayed. It rained.", "No end mark", "Why would they? Who knows?"]
)
def test_nothing_that_stands_alone_is_a_refusal(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        summarize(article(text))
    assert caught.value.code == "no_sentences"


WORDS = st.sampled_from(
    [
        "council",
        "bridge",
        "toll",
        "Quill",
        "Vance",
        "said",
        "critics",
        "defended",
        "outrageous",
        "he",
        "However",
        "the",
        "of",
        "in",
        "7",
        "2.5",
        "crowns",
        "“yes”",
        "(no)",
        "Dr.",
        "U.S.",
        "we",
    ]
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=30).map(lambda words: " ".join(words).capitalize() + ".")


@settings(deadline=None, max_examples=60)
@given(st.lists(SENTENCES, max_size=25), st.sampled_from([" ", "\n"]), st.integers(1, 8))
def test_any_text_gives_exact_sentences_or_a_refusal(parts: list[str], glue: str, sentences: int) -> None:
    source = article(glue.join(parts), "Council votes on bridge toll")
    try:
        summary = summarize(source, sentences)
    except Refusal:
        return
    assert failed(summary) <= {"both_sides", "loaded_words"}
    assert len(summary.summary) <= sentences


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("“We can pay a little now,” Quill said.", "“We can pay a little now,”"),
        ('"We can pay a little now," Quill said.', '"We can pay a little now,"'),
        ("Quill called the toll “fair” on Monday.", "Quill called the toll “fair” on Monday."),
        (
            "Quill said that “the old bridge can no longer wait for us”.",
            "Quill said that “the old bridge can no longer wait for us”.",
        ),
        ("“We can pay a little now,” Quill said. “We will not wait until it falls.”",) * 2,
        ("“The people of this town are not buying” the toll, Quill said.",) * 2,
        (
            "“My answer is: ‘We can pay a little now,’ ” Quill said.",
            "“My answer is: ‘We can pay a little now,’ ”",
        ),
        ("“We can pay a little now”, Quill said.", "“We can pay a little now”"),
    ],
)
def test_spoken_words(sentence: str, words: str) -> None:
    assert spoken(sentence) == words


def test_statements_are_of_different_speakers() -> None:
    text = (
        "Mara Quill said the bridge needs new cables this year. Quill said the toll will end in ten years. "
        "Teodor Vance said the freight firms should pay for it. The council said the vote is final for now. "
        "Lena Fohr said the dunes are closed until the end of July."
    )
    assert [s.who for s in who_says_what(split_sentences(text))] == [
        "Mara Quill",
        "Teodor Vance",
        "The council",
    ]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Mayor Mara Quill of the Harbour Alliance", "Quill", True),
        ("Teodor Vance Jr.", "Vance", True),
        ("The authors of the study", "the authors", True),
        ("Norbrook’s envoy to Fernmouth", "Norbrook’s envoy to Fernmouth Lena Fohr", True),
        ("Residents of the island", "Residents in the harbour", False),
        ("Workers from the Norbrook Docks", "Farmers from the Norbrook Docks", False),
        ("Mara Quill", "Teodor Vance", False),
    ],
)
def test_a_speaker_named_again_has_no_second_statement(first: str, second: str, one: bool) -> None:
    text = f"{first} said the bridge needs new cables this year. “The toll will end in ten years,” said {second}."
    assert len(who_says_what(split_sentences(text))) == (1 if one else 2)


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("The toll is 2 crowns, Quill said.", {}),
        ("The toll is 3 crowns, Quill said.", {"numbers": ["3"]}),
        ("The toll is 2 crowns, Vance said.", {"names": ["vance"]}),
        ("The toll is “2 crowns”, Quill said.", {"quotations": ["2 crowns"]}),
        ("“We pay now,” said Quill’s office.", {}),
        ("Nothing is known.", {}),
        ("About 48 million and 1,200 are due to Lark.", {"numbers": ["1,200", "48"], "names": ["lark"]}),
    ],
)
def test_facts_that_the_source_does_not_hold(sentence: str, missing: dict[str, list[str]]) -> None:
    cited = "The toll is 2 crowns, and “We pay now,” Quill said."
    assert {name: found for name, found in missing_facts(sentence, cited).items() if found} == missing


TAMPERED = "The Fernmouth city council voted 9 to 4 on Thursday for Lark."


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"summary": (TAMPERED,)}, "exact"),
        ({"summary": (TAMPERED,)}, "numbers"),
        ({"summary": (TAMPERED,)}, "names"),
        ({"summary": ("However, the “vote” was outrageous.",)}, "loaded_words"),
        ({"summary": ("However, the “vote” was outrageous.",)}, "dangling_starts"),
        ({"summary": ("However, the “vote” was outrageous.",)}, "quotations"),
        ({"summary": ("The “vote was late.",)}, "whole_quotations"),
        ({"summary": ("A word " * 60,)}, "length"),
        ({"summary": (TAMPERED,)}, "both_sides"),
    ],
)
def test_each_check_can_fail(change: dict[str, tuple[str, ...]], check: str) -> None:
    source, summary = made("news_both_sides.html")
    spoiled = replace(summary, source_sentences=summary.source_sentences[:1], **change)  # type: ignore[arg-type]
    sides = frozenset({"challenge", "reply"})
    judged = verify(spoiled, source, sides=sides, max_sentences=3, max_words=90)  # type: ignore[arg-type]
    assert check in failed(judged)


def test_order_and_statements_can_fail_too() -> None:
    source, summary = made("news_both_sides.html")
    backwards = replace(
        summary, summary=summary.summary[::-1], source_sentences=summary.source_sentences[::-1]
    )
    invented = replace(summary, who_says_what=(replace(summary.who_says_what[0], text="Never said."),))
    for spoiled, check in ((backwards, "order"), (invented, "statements")):
        assert failed(verify(spoiled, source, sides=frozenset(), max_sentences=3, max_words=90)) == {check}


def test_a_place_outside_the_text_is_not_exact() -> None:
    source, summary = made("news_both_sides.html")
    moved = replace(
        summary, source_sentences=((SourceSentence(0, 10**6, 10**6 + 5),),) * len(summary.summary)
    )
    assert "exact" in failed(verify(moved, source, sides=frozenset(), max_sentences=3, max_words=90))
