"""Summary cards and links."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.types import Check, Statement, Summary, Words
from bot.ui import limits
from bot.ui.summaries import LINKS, DeleteSummary, PickLink, links_in, shown_url, summary_embed
from bot.ui.text import width

words = st.text(max_size=1500)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("no link", []),
        ("see https://tribune.example/a.", ["https://tribune.example/a"]),
        (
            "<https://tribune.example/a> and (https://tribune.example/b)",
            ["https://tribune.example/a", "https://tribune.example/b"],
        ),
        ("[text](https://tribune.example/a)", ["https://tribune.example/a"]),
        ("https://x.example/a_(b)", ["https://x.example/a_(b)"]),
        ("https://x.example/a https://x.example/a", ["https://x.example/a"]),
        ("**https://x.example/a**", ["https://x.example/a"]),
        ("ftp://x.example/a", []),
    ],
)
def test_links_in(text: str, links: list[str]) -> None:
    assert links_in(text) == links


def test_at_most_so_many_links() -> None:
    assert len(links_in(" ".join(f"https://x.example/{n}" for n in range(50)))) == LINKS


def summary(**more: Any) -> Summary:
    given: dict[str, Any] = {
        "title": "Council splits",
        "url": "https://tribune.example/a",
        "outlet": "The Tribune",
        "date": "2026-03-01",
        "byline": "Ines Calloway",
        "kind": "opinion",
        "method": "extractive",
        "summary": ("One.", "Two *stars*."),
        "who_says_what": (Statement("Mayor Oakes", '"A mistake"', 3),),
        "words": Words(200, 40),
        "checks": (Check("numbers", True, "x"), Check("both_sides", True, "x"), Check("length", False, "x")),
        **more,
    }
    return Summary(**given)


def test_a_summary_names_its_outlet_date_link_way_and_checks() -> None:
    embed = summary_embed(summary())
    assert (embed.title, embed.url) == ("Council splits", "https://tribune.example/a")
    assert embed.author.name == "Opinion · The Tribune · Ines Calloway · 2026-03-01"
    assert embed.description == "One.\n\nTwo \\*stars\\*."
    assert embed.fields[0].value == '**Mayor Oakes**: "A mistake"'
    assert (
        embed.footer.text
        == "Sentences quoted from the article · 200 → 40 words · ✗ length: x · checked: numbers, both sides"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        summary,
        title=st.none() | words,
        url=st.none() | words,
        outlet=st.none() | words,
        byline=st.none() | words,
        summary=st.lists(words, min_size=1, max_size=8).map(tuple),
        who_says_what=st.lists(st.builds(Statement, words, words, st.just(1)), max_size=8).map(tuple),
        checks=st.lists(st.builds(Check, words, st.booleans(), words), max_size=20).map(tuple),
    )
)
def test_no_article_makes_a_card_that_discord_refuses(made: Summary) -> None:
    embed = summary_embed(made)
    parts = [embed.title or "", embed.description or "", embed.footer.text or "", embed.author.name or ""]
    assert width(parts[0]) <= limits.EMBED_TITLE
    assert width(parts[1]) <= limits.EMBED_DESCRIPTION
    assert width(parts[2]) <= limits.EMBED_FOOTER
    assert width(parts[3]) <= 256
    for field in embed.fields:
        assert 0 < width(str(field.value)) <= limits.EMBED_FIELD_VALUE
        parts += [str(field.name), str(field.value)]
    assert sum(map(width, parts)) <= limits.EMBED_TOTAL


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("javascript:alert(1)", None),
        (None, None),
        ("https://x.example/" + "a" * 3000, None),
        ("http://[", None),
    ],
)
def test_only_web_links_are_shown(url: str | None, shown: str | None) -> None:
    assert shown_url(url) == shown


async def test_controls_keep_their_limits() -> None:
    pick = PickLink(2**64 - 1, 2**64 - 1, ["https://x.example/" + "a" * 500] * LINKS)
    assert len(pick.custom_id) <= 100
    assert len(pick.item.options) == LINKS
    assert all(len(option.label) <= limits.OPTION_LABEL for option in pick.item.options)
    assert len(DeleteSummary(2**64 - 1).custom_id) <= 100


def test_a_check_that_does_not_hold_is_shown_first_and_says_why() -> None:
    checks = (
        Check("numbers", True, "All numbers stand in the source sentences."),
        Check("loaded_words", False, "Loaded words kept: slammed"),
        Check("both_sides", False, "x" * 900),
    )
    footer = summary_embed(summary(checks=checks)).footer.text or ""
    assert "✗ loaded words: Loaded words kept: slammed · ✗ both sides: xxx" in footer
    assert footer.endswith("· checked: numbers")


@pytest.mark.parametrize(
    ("kind", "label"),
    [("opinion", "Opinion · "), ("live", "Live report · "), ("news", ""), ("other", "")],
)
def test_opinion_and_live_pages_are_labelled(kind: str, label: str) -> None:
    author = summary_embed(summary(kind=kind)).author.name
    assert author == f"{label}The Tribune · Ines Calloway · 2026-03-01"


def test_opening_sentences_are_called_that() -> None:
    checks = (Check("language", False, "The wording of this language (da) is not known here."),)
    footer = summary_embed(summary(method="lead", checks=checks)).footer.text or ""
    assert footer.startswith("Opening sentences of the article · 200 → 40 words · ✗ language: The wording")


def test_markdown_in_a_headline_is_shown_as_written() -> None:
    embed = summary_embed(summary(title="**Free** [gift](https://x.example)"))
    assert embed.title == "\\*\\*Free\\*\\* \\[gift\\]\\(https\\://x.example\\)"


def test_endless_links_are_passed_over() -> None:
    assert links_in(f"https://x.example/{')' * 100_000} https://x.example/b") == ["https://x.example/b"]
