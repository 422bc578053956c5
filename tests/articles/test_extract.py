"""Pages to articles: heads, kinds and refusals on invented pages."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from bot.articles import extract
from bot.articles.body import own_lines
from bot.articles.gates import Gate, count_words, disagrees
from bot.articles.language import language_of
from bot.articles.metadata import MAX_FIELD, Head, iso_date, kind_of, read_head, tidy, tidy_byline
from bot.articles.sentences import split_sentences
from tests.articles.conftest import page


@pytest.mark.parametrize(
    ("name", "url", "code"),
    [
        ("news_both_sides.html", "https://ledger.example/news/harbour-bridge-toll", None),
        ("news_denial.html", "https://dispatch.example/a", None),
        ("opinion.html", "https://courier.example/opinion/ferries", None),
        ("live.html", "https://courier.example/live/flood", None),
        ("amp.html", "https://amp.courier.example/city/rail-yard-homes", None),
        ("german.html", "https://bote.example/a", None),
        ("plain.html", None, None),
        ("loaded.html", "https://gull.example/a", None),
        ("paywall_declared.html", "https://meridian.example/a", "paywall"),
        ("paywall_teaser.html", "https://meridian.example/b", "paywall"),
        ("consent.html", "https://courier.example/a", "consent"),
        ("paywall_german.html", "https://bote.example/b", "paywall"),
        ("consent_german.html", "https://bote.example/c", "consent"),
        ("furniture.html", "https://courier.example/bus", None),
        ("graph.html", "https://gull.example/road", None),
        ("refresh.html", "https://ledger.example/r", "too_short"),
        ("login.html", "https://dispatch.example/login", "consent"),
        ("challenge.html", "https://ledger.example/a", "consent"),
        ("listing.html", "https://ledger.example/", "not_article"),
        ("table.html", "https://ledger.example/results", "not_article"),
        ("short.html", "https://ledger.example/ferry", "too_short"),
        ("mismatch.html", "https://ledger.example/rugby", "mismatch"),
    ],
)
def test_which_pages_are_read(name: str, url: str | None, code: str | None) -> None:
    refusal = extract.from_html(page(name), url).refusal
    assert (refusal.code if refusal else None) == code


def test_the_head_of_an_article() -> None:
    article = extract.from_html(page("news_both_sides.html"), "https://ledger.example/x?fbclid=1").article
    assert article.title == "Fernmouth council votes 7 to 4 for a toll on the Harbour Bridge"
    assert article.outlet == "The Fernmouth Ledger"
    assert article.date == "2031-03-14"
    assert article.byline == "Ilse Marrow, Jonas Pell"
    assert article.url == "https://ledger.example/news/harbour-bridge-toll?id=7"
    assert (article.kind, article.language, article.is_free) == ("news", "en", True)
    assert "All rights reserved" not in article.text
    assert "An independent auditor" in article.text


def test_a_head_is_put_together_from_its_nodes() -> None:
    """The page's own article among several; its author and outlet stand in nodes of their own."""
    article = extract.from_html(page("graph.html"), "https://gull.example/road").article
    assert article.title == "Uplands council keeps the winter road open"
    assert (article.outlet, article.byline, article.date) == ("The Upland Gull", "Tove Harl", "2031-11-02")
    assert (article.kind, article.is_free) == ("news", True)


def test_the_text_is_the_article_s_own_lines() -> None:
    text = extract.from_html(page("furniture.html"), "https://courier.example/bus").article.text
    lines = text.splitlines()
    assert len(lines) == 5
    assert [line.split()[0] for line in lines] == ["Voters", "Also", "Supporters", "Opponents", "Copyright"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Copyright law was changed, the minister said.", True),
        ("Also on Monday, the council met again.", True),
        ("More from the uplands is expected to arrive on Friday.", True),
        ("Advertisement spending rose by four per cent.", True),
        ("Newsletter writers are to pay the fee as well.", True),
        ("Following the vote, the mayor spoke.", True),
        ("Related costs will be paid by the state.", True),
        ("Watch groups counted 4,000 people.", True),
        ("Contact between the two sides broke off at noon.", True),
        ("Photographs of the bridge were shown in court.", True),
        ("Thank you, the mayor said.", True),
        ("Read more: the budget in five figures", False),
        ("DON'T MISS", False),
        ("Related: the budget in five figures", False),
        ("— Subscribe to the Ledger for two crowns a week.", False),
        ("Follow us on Mastodon", False),
        ("Follow Tove Harl on Facebook.", False),
        ("Photo: Ilse Ashby", False),
        ("Advertisement", False),
        ("Copyright © 2031 The Ledger", False),
        ("© 2031 The Ledger", False),
        ("All rights reserved.", False),
        ("Write to Tove Harl at tove@ledger.example", False),
        ("Like this story? Share it with a friend!", False),
    ],
)
def test_lines_of_the_page_and_of_the_article(line: str, kept: bool) -> None:
    text = f"The council met on Monday and voted for the toll on the bridge.\n{line}\nThe mayor left at noon, and the session ended."
    assert (line in own_lines(text, None, document_fromstring("<p>x</p>"))) is kept


@pytest.mark.parametrize(
    ("line", "at", "kept"),
    [
        ("By Tove Harl, The Ledger, 10 March 2031", 0, False),
        ("By Tove Harl", 2, False),
        ("Published 18 November 2031", 1, False),
        ("- Last updated: 10 Mar 2031, 14:00", 0, False),
        ("By Tove Harl, The Ledger, 10 March 2031", 8, True),
        ("By Tove Harl's own account, the bridge was closed at noon.", 0, True),
        ("By Monday, 40 boats had left.", 0, True),
        ("Published in 1931, the map shows no bridge.", 0, True),
        ("Published accounts show a loss of 4 million crowns", 0, True),
        ("The bridge was never paid for.", 3, False),
        ("The bridge was never paid for, the claim goes.", 3, True),
    ],
)
def test_byline_date_and_checked_claim_are_the_page_s(line: str, at: int, kept: bool) -> None:
    lines = [f"The council met on day {number} and voted for the toll on the bridge." for number in range(10)]
    text = "\n".join([*lines[:at], line, *lines[at:]])
    tree = document_fromstring("<p>x</p>")
    found = own_lines(text, None, tree, byline="Tove Harl", claim="The bridge was never paid for.")
    assert found == (text if kept else "\n".join(lines))


def test_a_fact_check_says_which_claim_it_checks() -> None:
    claim = '<script type="application/ld+json">{"@type": "ClaimReview", "claimReviewed": "The bridge fell. "}</script>'
    assert read_head(document_fromstring(f"<html>{claim}</html>")).claim == "The bridge fell."
    broken = claim.replace('"The bridge fell. "', "[]")
    assert read_head(document_fromstring(f"<html>{broken}</html>")).claim is None


def test_the_first_sentence_of_a_page_is_the_first_that_a_reader_counts() -> None:
    page_text = (files("bot.sandbox") / "articles" / "harbour-budget.html").read_text(encoding="utf-8")
    found = extract.from_html(page_text, "https://courier.example/harbour").article
    assert split_sentences(found.text)[0].text.startswith("Northbridge's council voted 14 to 11")


def test_a_text_that_is_all_links_stays_whole() -> None:
    lines = [f"Line number {number} of the poem" for number in range(9)]
    tree = document_fromstring("".join(f"<p><a href='/{line}'>{line}</a></p>" for line in lines))
    assert own_lines("\n".join(lines), None, tree) == "\n".join(lines)


@given(st.text(alphabet=st.sampled_from(list("Read more:\n ab.")), max_size=200), st.text(max_size=20))
def test_lines_are_left_out_and_never_changed(text: str, title: str) -> None:
    rest = iter(text.split("\n"))
    assert all(
        line in rest for line in own_lines(text, title, document_fromstring("<h1>ab</h1>")).split("\n")
    )


def test_an_amp_page_is_shown_by_its_canonical_link() -> None:
    article = extract.from_html(page("amp.html"), "https://amp.courier.example/city/rail-yard-homes").article
    assert article.url == "https://www.courier.example/city/rail-yard-homes"


@pytest.mark.parametrize(
    ("name", "kind", "language"),
    [
        ("opinion.html", "opinion", "en"),
        ("live.html", "live", "en"),
        ("german.html", "news", "de"),
        ("plain.html", "other", "en"),
    ],
)
def test_kind_and_language(name: str, kind: str, language: str) -> None:
    article = extract.from_html(page(name)).article
    assert (article.kind, article.language) == (kind, language)


def test_a_refused_page_still_has_its_headline() -> None:
    found = extract.from_html(page("short.html"), "https://ledger.example/ferry")
    assert found.article.title == "Ferry to Sandle runs again"
    assert found.article.url == "https://ledger.example/ferry"


def test_the_length_gate_can_be_switched_off() -> None:
    assert extract.from_html(page("short.html"), None, Gate(min_words=0)).refusal is None


HEAD = Head(None, None, None, None, None, frozenset(), (), "", True)


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("Opinion: Let them sail", None, "opinion"),
        ("Let them sail | Opinion", None, "opinion"),
        ("Editorial - A fair toll", None, "opinion"),
        ("Letters to the editor: the toll", None, "opinion"),
        ("Public opinion on tolls shifts", None, "other"),
        ("Column of smoke over Sandle", None, "other"),
        ("Guest essay: The toll is fair", None, "opinion"),
        ("The toll is fair - Opinion - The Ledger", None, "opinion"),
        ("Kommentar: Die Maut ist gerecht", None, "opinion"),
        ("A toll", "https://opinion.ledger.example/a-toll", "opinion"),
        ("A toll", "https://ledger.example/meinung/a-toll", "opinion"),
        ("A toll", "http://[::1", "other"),
        ("A toll", "https://ledger.example/opinion/a-toll", "opinion"),
        ("A toll", "https://ledger.example/commentisfree/2031/a", "opinion"),
        ("A toll", "https://ledger.example/columnists/ashby/a", "opinion"),
        ("A toll", "https://ledger.example/news/opinion-poll-on-toll", "other"),
        ("Live updates: flood", None, "live"),
        ("Flood", "https://ledger.example/live/flood", "live"),
        ("Where the fishers live", "https://ledger.example/lives/a", "other"),
    ],
)
def test_kinds_by_headline_and_address(title: str, url: str | None, kind: str) -> None:
    assert kind_of(HEAD, title, url) == kind


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("Opinion", "opinion"), ("Letters to the Editor", "opinion"), ("Opinión", "opinion"), ("Guest Essay", "opinion"),
        ("Opinion polls", "other"), ("Public opinion", "other"), ("Politics", "other"),
    ],
)  # fmt: skip
def test_kinds_by_section(section: str, kind: str) -> None:
    for markup in (
        f'<meta property="article:section" content="{section}">',
        f'<script type="application/ld+json">{{"@type": "Article", "headline": "A", "genre": "{section}"}}</script>',
    ):
        head = read_head(document_fromstring(f"<html><head>{markup}</head><p>x</p></html>"))
        assert kind_of(head, "A toll", None) == kind


def test_a_page_may_call_itself_opinion() -> None:
    head = read_head(document_fromstring('<meta property="article:opinion" content="true"><p>x</p>'))
    assert kind_of(head, "A toll", None) == "opinion"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Toll on the bridge | Ledger</title><h1>Toll on the bridge</h1>", "Toll on the bridge"),
        ("<title>Toll on the bridge | Ledger</title><h1>Ledger</h1>", "Toll on the bridge | Ledger"),
        (
            "<title>Toll on the bridge</title><h1>Toll on the</h1><h1>bridge and more</h1>",
            "Toll on the bridge",
        ),
        ('<title>x</title><meta property="og:title" content="A toll"><h1>Toll on the bridge</h1>', "A toll"),
        ("<h1>Toll on the bridge</h1>", None),
    ],
)
def test_titles(head: str, title: str | None) -> None:
    assert read_head(document_fromstring(f"{head}<p>x")).title == title


@pytest.mark.parametrize(
    ("script", "free"),
    [
        ('{"@type": "NewsArticle", "isAccessibleForFree": false}', False),
        ('{"@type": "NewsArticle", "isAccessibleForFree": "False"}', False),
        ('{"@type": "NewsArticle", "isAccessibleForFree": "http://schema.org/False"}', False),
        ('{"@type": "NewsArticle", "isAccessibleForFree": true}', True),
        ('{"@type": "NewsArticle", "isAccessibleForFree": ""}', True),
        ('{"@type": "NewsArticle"}', True),
        (
            '{"@type": "NewsArticle", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false}}',
            True,
        ),
        ('{"@graph": [{"@type": ["Thing", "NewsArticle"], "isAccessibleForFree": false}]}', False),
        ('[{"@type": "https://schema.org/Article", "isAccessibleForFree": "false"}]', False),
        ("{broken", True),
        ("[" * 5000, True),
        ('"just a string"', True),
    ],
)
def test_what_a_page_says_of_its_paywall(script: str, free: bool) -> None:
    tree = document_fromstring(f'<html><script type="application/ld+json">{script}</script><p>x</p></html>')
    assert read_head(tree).is_free is free


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["By Ilse Marrow"], "Ilse Marrow"),
        (["Ilse Marrow; Jonas Pell"], "Ilse Marrow, Jonas Pell"),
        (["Ilse Marrow", "Ilse Marrow"], "Ilse Marrow"),
        (["https://ledger.example/ilse"], None),
        (["Published Monday"], None),
        (["ilse@ledger.example"], None),
        ([""], None),
        (["<b>Ilse</b> Marrow"], "Ilse Marrow"),
    ],
)
def test_bylines(names: list[str], expected: str | None) -> None:
    assert tidy_byline(names) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-14T08:30:00Z", "2031-03-14"),
        (" 2031-03-14", "2031-03-14"),
        ("2031-02-30", None),
        ("14 March", None),
        (None, None),
        (5, None),
    ],
)
def test_dates(value: object, expected: str | None) -> None:
    assert iso_date(value) == expected


def test_a_field_is_one_short_line() -> None:
    assert tidy("  a\n<i>b</i> &amp;\u200b c\x07 ") == "a b & c"
    assert tidy("\u202e \x00") is None
    assert len(tidy("word " * 1000) or "") <= MAX_FIELD


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Goalkeeper signs contract with champions", "Snow falls in the valleys.", True),
        ("Snow falls in the uplands tonight", "Forecasters expect snow.", False),
        ("Champion!", "Snow falls.", False),
        (None, "Snow falls.", False),
        ("Council votes for tolls", "The councillors voted.", False),
    ],
)
def test_headline_and_text_must_share_a_word(title: str | None, body: str, expected: bool) -> None:
    assert disagrees(title, body) is expected


def test_a_plain_text_keeps_its_places() -> None:
    text = page("article.txt")
    article = extract.from_text(text).article
    assert article.text == text
    assert (article.title, article.byline) == ("Sandle council delays vote on the dog beach", "Tove Harl")
    assert text[article.body_start :].lstrip().startswith("The Sandle council delayed")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The council met on Monday. It voted.\nThen it left.", None),
        ("Only one line without a stop", None),
        ("A headline\nThe council met.", "A headline"),
        ("\ufeffA headline\n\nThe council met.", "A headline"),
        ("", None),
    ],
)
def test_headlines_of_plain_texts(text: str, title: str | None) -> None:
    found = extract.from_text(text, gate=Gate(min_words=0))
    assert found.article.title == title
    assert (found.refusal is None) == bool(text)


def test_texts_are_gated_too() -> None:
    assert getattr(extract.from_text("Too short.").refusal, "code", None) == "too_short"
    assert getattr(extract.from_text(" \n ").refusal, "code", None) == "not_article"
    assert getattr(extract.from_text("The council met. " * 20_000).refusal, "code", None) == "too_large"


@pytest.mark.parametrize(
    "html",
    [
        "", " ", "<", "<html>", "<html></html>", "<?xml version='1.0' encoding='utf-8'?><html><p>x</p></html>", "\ud800<p>x",
        "<div>" * 20_000, "<p>" * 10_000, "<a href='" * 10_000, "&#0;" * 1000, "<table>" * 5000, "<!--" * 50_000,
        "<script type='application/ld+json'>" + '{"a":' * 100_000 + "</script><p>x</p>",
        "<meta property='og:title' content='x'>" * 20_000, "<h1>" + "a " * 500_000, "plain words without any markup",
        "<p>" + "“" * 100_000, "<p>" + "subscribe " * 50_000, "<p>" + "Mr. " * 100_000,
    ],
    ids=range(20),
)  # fmt: skip
def test_hostile_pages_end_in_a_refusal(html: str) -> None:
    assert extract.from_html(html, "https://ledger.example/a").refusal is not None


@given(st.text(alphabet=st.sampled_from(list("<>/=\"'&;! apdivscriptmeta{}[]:,\n")), max_size=300))
def test_any_markup_is_an_article_or_a_refusal(html: str) -> None:
    found = extract.from_html(html)
    assert found.refusal is not None or found.article.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("one two-three isn't 4.5 5,000", 5), ("", 0), ("—“”", 0), ("Café ０", 2)],
)
def test_counting_words(text: str, expected: int) -> None:
    assert count_words(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council voted on Monday and it was a long debate in the town hall.", "en"),
        ("Der Rat hat am Montag nach langer Debatte im Rathaus über die Maut abgestimmt.", "de"),
        ("Le conseil a voté lundi après un long débat sur le péage du pont du port.", "fr"),
        ("Совет проголосовал в понедельник после долгих споров о плате за мост.", "ru"),
        ("12 34 !?", "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code
