"""Summary cards, source sentences, and the controls under them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.articles.places import Place, Sources, Unread
from bot.articles.quotas import Full, Wait
from bot.articles.types import Check, SourceSentence, Statement, Summary, Words
from bot.ui import limits
from bot.ui.links import LINKS
from bot.ui.summaries.asking import PickLink
from bot.ui.summaries.buttons import summary_controls
from bot.ui.summaries.card import WITH_HEADLINE, refusal_embed, sources_embed, summary_embed
from bot.ui.text import width
from bot.wording.language import speaking
from tests.ui.kit import field

words = st.text(max_size=1500)
prose = st.lists(
    st.sampled_from(["Oakes said no.", "*Budget*", "@everyone", "<@1>", "“So?”", "é" * 90, "😀" * 40])
)
text = words | prose.map(" ".join)


def summary(**more: Any) -> Summary:
    given: dict[str, Any] = {
        "title": "Council splits",
        "url": "https://tribune.example/a",
        "outlet": "The Tribune",
        "date": "2026-03-01",
        "byline": "Ines Calloway",
        "kind": "news",
        "method": "extractive",
        "summary": ("One.", "Two *stars*."),
        "source_sentences": ((SourceSentence(0, 0, 4),), (SourceSentence(3, 40, 51),)),
        "who_says_what": (Statement("Mayor Oakes", '"A mistake"', 3),),
        "words": Words(200, 40),
        "checks": (Check("numbers", True, "x"), Check("both_sides", True, "x"), Check("length", False, "x")),
        "wording_not_used": ("slammed", "radical"),
        **more,
    }
    return Summary(**given)


def test_a_summary_names_its_outlet_date_link_way_and_checks() -> None:
    embed = summary_embed(summary())
    assert (embed.title, embed.url) == ("Council splits", "https://tribune.example/a")
    assert embed.author.name == "The Tribune · 2026-03-01 · Ines Calloway"
    assert embed.description == "One.\n\nTwo \\*stars\\*."
    assert field(embed, wording.SUMMARY_SAYS) == '**Mayor Oakes**: "A mistake"'
    assert field(embed, wording.SUMMARY_NOT_USED) == "slammed · radical"
    assert (
        embed.footer.text
        == "Sentences quoted from the article · 200 → 40 words · ✗ length: longer than it should be · checked: numbers, both sides"
    )


@pytest.mark.parametrize(
    ("kind", "label", "framed"),
    [
        ("opinion", "Opinion · ", True),
        ("live", "Live report · ", False),
        ("news", "", False),
        ("other", "", False),
    ],
)
def test_opinion_and_live_pages_are_labelled_and_opinions_attributed(
    kind: str, label: str, framed: bool
) -> None:
    embed = summary_embed(summary(kind=kind))
    assert embed.author.name == f"{label}The Tribune · 2026-03-01 · Ines Calloway"
    assert (embed.description or "").startswith("The author argues:\n\nOne.") is framed


def test_at_most_three_statements_and_five_terms() -> None:
    many = summary(
        who_says_what=tuple(Statement(f"Speaker {n}", "So.", n) for n in range(9)),
        wording_not_used=tuple(f"term{n}" for n in range(9)),
    )
    embed = summary_embed(many)
    assert len(field(embed, wording.SUMMARY_SAYS).splitlines()) == 3
    assert field(embed, wording.SUMMARY_NOT_USED).split(" · ") == [f"term{n}" for n in range(5)]


def test_an_article_without_statements_or_loaded_words_has_no_empty_fields() -> None:
    assert summary_embed(summary(who_says_what=(), wording_not_used=())).fields == []


def test_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    sentences = tuple(f"Sentence {n} {'is long ' * 60}and ends." for n in range(8))
    description = summary_embed(summary(summary=sentences)).description or ""
    *whole, last = description.split("\n\n")
    assert last == "…"
    assert whole == [" ".join(one.split()) for one in sentences[: len(whole)]]
    said = "Oakes said no. " + "Lindqvist, e.g. in March, said yes. " * 20
    statement = field(summary_embed(summary(who_says_what=(Statement("A", said, 0),))), wording.SUMMARY_SAYS)
    assert statement.endswith("said yes. …")


def keeps_limits(embed: discord.Embed) -> None:
    parts = [embed.title or "", embed.description or "", embed.footer.text or "", embed.author.name or ""]
    assert 0 < width(parts[0]) <= limits.EMBED_TITLE
    assert width(parts[1]) <= limits.EMBED_DESCRIPTION
    assert width(parts[2]) <= limits.EMBED_FOOTER
    assert width(parts[3]) <= 256
    for one in embed.fields:
        assert 0 < width(str(one.name)) <= limits.EMBED_FIELD_NAME
        assert 0 < width(str(one.value)) <= limits.EMBED_FIELD_VALUE
        parts += [str(one.name), str(one.value)]
    assert sum(map(width, parts)) <= limits.EMBED_TOTAL
    for part in (parts[0], parts[1], *parts[4:]):
        assert "@everyone" not in part
        assert "<@1>" not in part


any_summary = st.builds(
    summary,
    title=st.none() | text,
    url=st.none() | words,
    outlet=st.none() | words,
    byline=st.none() | words,
    date=st.none() | words,
    kind=st.sampled_from(["news", "opinion", "live", "other"]),
    method=st.sampled_from(["extractive", "lead", "rewritten"]),
    summary=st.lists(text, min_size=1, max_size=8).map(tuple),
    who_says_what=st.lists(st.builds(Statement, text, text, st.just(1)), max_size=8).map(tuple),
    checks=st.lists(st.builds(Check, words, st.booleans(), words), max_size=20).map(tuple),
    wording_not_used=st.lists(text, max_size=9).map(tuple),
    words=st.builds(Words, st.integers(0, 10**9), st.integers(0, 10**9)),
)


@settings(max_examples=80, deadline=None)
@given(any_summary)
def test_no_article_makes_a_card_that_discord_refuses(made: Summary) -> None:
    keeps_limits(summary_embed(made))


places = st.builds(Place, st.integers(1, 10**6), st.none() | text, st.none() | text, st.none() | text)
waits = st.just(Wait(Full.MEMBER, datetime(2026, 3, 1, tzinfo=UTC)))


@settings(max_examples=80, deadline=None)
@given(any_summary, st.data())
def test_no_article_makes_source_sentences_that_discord_refuses(made: Summary, data: st.DataObject) -> None:
    drawn = tuple(data.draw(st.lists(places, max_size=6).map(tuple)) for _ in made.summary)
    unread = data.draw(st.none() | st.sampled_from(Unread) | waits)
    keeps_limits(sources_embed(Sources(made, drawn, unread, data.draw(st.none() | st.integers(1, 10**6)))))


def test_source_sentences_stand_between_their_neighbours() -> None:
    shown = Sources(
        summary(),
        (
            (Place(1, "One.", None, "Then the vote."),),
            (Place(4, "Two *stars*.", "Before.", "After."),),
        ),
        total=9,
    )
    assert sources_embed(shown).description == (
        "**1.** sentence 1 of 9\n> **One.** Then the vote.\n\n"
        "**2.** sentence 4 of 9\n> Before. **Two \\*stars\\*.** After."
    )


def test_a_rewritten_sentence_stands_above_those_it_was_made_from() -> None:
    shown = Sources(
        summary(method="rewritten", summary=("Both.",)), ((Place(2, "A.", None, None), Place(5, "B.")),)
    )
    assert sources_embed(shown).description == (
        "**1.** Both.\n– sentence 2 of the article\n> **A.**\n– sentence 5 of the article\n> **B.**"
    )


@pytest.mark.parametrize(
    ("unread", "said"),
    [
        (Unread.GONE, "could not be opened again"),
        (Unread.CHANGED, "was changed since"),
        (Wait(Full.SERVER, datetime(2026, 3, 1, tzinfo=UTC)), "can be opened again <t:1772323200:R>"),
    ],
)
def test_why_there_are_no_neighbours_is_said_first(unread: Any, said: str) -> None:
    shown = Sources(summary(), ((Place(1, "One."),), (Place(4, "Two *stars*."),)), unread)
    assert said in (sources_embed(shown).description or "").split("\n\n")[0]


@pytest.mark.parametrize("code", ["too_short", "paywall", "no_sentences", "mismatch", "timeout"])
def test_a_refusal_keeps_the_headline_where_it_is_known(code: str) -> None:
    embed = refusal_embed(summary(refused=code, summary=()))
    assert (embed is not None) is (code in WITH_HEADLINE)
    if embed is not None:
        assert (embed.title, embed.url, embed.description) == (
            "Council splits",
            "https://tribune.example/a",
            None,
        )
    assert refusal_embed(summary(refused=code, title=None)) is None


async def test_controls_keep_their_limits() -> None:
    big = 2**64 - 1
    pick = PickLink(big, big, big, ["https://x.example/" + "a" * 500] * LINKS)
    assert len(pick.custom_id) <= 100
    assert len(pick.item.options) == LINKS
    assert all(len(option.label) <= limits.OPTION_LABEL for option in pick.item.options)
    for controls, count in ((summary_controls(big, big), 3), (summary_controls(None, big), 2)):
        (row,) = controls.to_components()
        assert [len(one["custom_id"]) <= 100 for one in row["components"]] == [True] * count


def test_a_check_that_does_not_hold_is_shown_first_and_says_why() -> None:
    checks = (
        Check("numbers", True, "All numbers stand in the source sentences."),
        Check("loaded_words", False, "Loaded wording: slammed, radical"),
        Check("quotations", False, f"Quotations not in the source: {'x' * 900}"),
        Check("both_sides", False, "Quoted in the article but not in the summary: a critical voice"),
    )
    footer = summary_embed(summary(checks=checks)).footer.text or ""
    assert (
        "✗ loaded words: kept where no other sentence says it (slammed, radical) · ✗ quotations: not in"
        in footer
    )
    assert "✗ both sides: the article quotes a side that is missing here · checked: numbers" in footer
    assert "x" * 200 not in footer


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_a_translated_card_says_what_does_not_hold_in_its_language(language: str) -> None:
    """Each check of an extractive summary, with what was found quoted as the article has it."""
    for name in wording.SUMMARY_CHECKS_FAILED:
        made = summary(language="da", checks=(Check(name, False, "Found: slagsmål"),))
        english = summary_embed(made).footer.text or ""
        with speaking(language):
            said = summary_embed(made).footer.text or ""
        assert said.partition("✗")[2] != english.partition("✗")[2]
        assert ("slagsmål" in said, "(da)" in said) == ("slagsmål" in english, "(da)" in english)


def test_why_a_model_was_not_asked_is_translated_too() -> None:
    checks = (Check("rewrite", False, wording.NOT_REWRITTEN["budget"]),)
    with speaking("de"):
        assert wording.NOT_REWRITTEN["budget"][:60] in (
            summary_embed(summary(checks=checks)).footer.text or ""
        )


@pytest.mark.parametrize(
    ("who", "text", "shown"),
    [
        ("Quill", "“We can pay.”", "**Quill**: “We can pay.”"),
        ("Mayor Quill", "Mayor Quill said the bridge holds.", "**Mayor Quill** said the bridge holds."),
        ("Lena Fohr", "The dunes close, said Lena Fohr.", "The dunes close, said **Lena Fohr**."),
        ("the report", "As the reporters saw, it fell.", "**the report**: As the reporters saw, it fell."),
        ("A*B", "A*B said so.", "**A\\*B** said so."),
    ],
)
def test_a_speaker_is_named_once(who: str, text: str, shown: str) -> None:
    embed = summary_embed(summary(who_says_what=(Statement(who, text, 3),)))
    assert field(embed, wording.SUMMARY_SAYS) == shown


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("extractive", "Sentences quoted from the article"),
        ("lead", "Opening sentences of the article"),
        ("rewritten", "Rewritten by a language model"),
    ],
)
def test_the_card_says_how_it_was_made(method: str, said: str) -> None:
    checks = (Check("language", False, "The wording of this language (da) is not known here."),)
    footer = summary_embed(summary(method=method, checks=checks, language="da")).footer.text or ""
    assert footer.startswith(said)
    assert "· 200 → 40 words · ✗ language: wording in this language (da) cannot be judged here" in footer


def test_markdown_in_a_headline_is_shown_as_written() -> None:
    embed = summary_embed(summary(title="**Free** [gift](https://x.example)"))
    assert embed.title == "\\*\\*Free\\*\\* \\[gift\\]\\(https\\://x.example\\)"
