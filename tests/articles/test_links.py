"""Links as shown: unwrapped, cleaned, and never of another site than the one that was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.address import parse_link
from bot.articles.links import clean_link, same_site, shown_link, unwrap
from bot.articles.types import Refusal

TARGET = "https://ledger.example/news/a"


@pytest.mark.parametrize(
    ("wrapped", "expected"),
    [
        (TARGET, TARGET),
        ("https://www.google.com/amp/s/ledger.example/news/a", TARGET),
        ("https://www.google.com/amp/ledger.example/news/a", "http://ledger.example/news/a"),
        ("https://ledger-example.cdn.ampproject.org/c/s/ledger.example/news/a", TARGET),
        ("https://ledger-example.cdn.ampproject.org/v/s/ledger.example/news/a?x=1", TARGET + "?x=1"),
        ("https://cdn.ampproject.org/c/ledger.example/news/a", "http://ledger.example/news/a"),
        ("https://www.google.com/url?q=https://ledger.example/news/a&sa=U", TARGET),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fledger.example%2Fnews%2Fa", TARGET),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fledger.example%2Fnews%2Fa&h=x", TARGET),
        ("https://out.reddit.com/t3_x?url=https%3A%2F%2Fledger.example%2Fnews%2Fa", TARGET),
        ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fledger.example%2Fnews%2Fa", TARGET),
        ("https://www.google.com/url?q=https://www.google.com/amp/s/ledger.example/news/a", TARGET),
        ("https://www.google.co.uk/url?q=https://ledger.example/news/a", TARGET),
        ("https://www.google.de/amp/s/ledger.example/news/a", TARGET),
        ("https://l.instagram.com/?u=https%3A%2F%2Fledger.example%2Fnews%2Fa&e=x", TARGET),
        ("https://vk.com/away.php?to=https%3A%2F%2Fledger.example%2Fnews%2Fa", TARGET),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fledger.example%2Fnews%2Fa",
            TARGET,
        ),
        ("https://www.linkedin.com/safety/go?url=https%3A%2F%2Fledger.example%2Fnews%2Fa", TARGET),
        ("https://t.umblr.com/redirect?z=https%3A%2F%2Fledger.example%2Fnews%2Fa", TARGET),
        (
            "https://google.evil.example/url?q=https://ledger.example/",
            "https://google.evil.example/url?q=https://ledger.example/",
        ),
        (
            "https://www.reddit.com/submit?url=https://ledger.example/",
            "https://www.reddit.com/submit?url=https://ledger.example/",
        ),
        ("https://www.google.com/search?q=harbour", "https://www.google.com/search?q=harbour"),
        (
            "https://notgoogle.com/url?q=https://ledger.example/",
            "https://notgoogle.com/url?q=https://ledger.example/",
        ),
        (
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=javascript:alert(1)",
        ),
        ("http://[::1", "http://[::1"),
    ],
)
def test_wrappers_are_taken_off(wrapped: str, expected: str) -> None:
    assert unwrap(wrapped) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (TARGET + "?utm_source=x&utm_medium=y&utm_campaign=z", TARGET),
        (TARGET + "?fbclid=abc&id=7", TARGET + "?id=7"),
        (TARGET + "?id=7&gclid=1&page=2#top", TARGET + "?id=7&page=2"),
        (TARGET + "?ref=a&q=b", TARGET + "?ref=a&q=b"),
        (TARGET + "?a=1&a=2", TARGET + "?a=1&a=2"),
        (TARGET + "?utmost=1", TARGET + "?utmost=1"),
        (TARGET + "?msclkid=1&wbraid=2&gbraid=3&twclid=4&srsltid=5&mibextid=6", TARGET),
        (TARGET + "?pk_campaign=1&mtm_source=2&at_medium=3&ns_mchannel=4&xtor=5", TARGET),
        (TARGET + "?amp=1&outputType=amp&id=7", TARGET + "?id=7"),
        (TARGET + "?amp", TARGET),
        (TARGET + "?amp=club&attempt=2", TARGET + "?amp=club&attempt=2"),
        ("https://www.google.com/amp/s/ledger.example/news/a?utm_source=x", TARGET),
    ],
)
def test_tracking_is_taken_off(link: str, expected: str) -> None:
    assert clean_link(link) == expected


@given(st.text(max_size=60))
def test_cleaning_any_text_ends_and_settles(text: str) -> None:
    once = clean_link("https://ledger.example/" + text)
    assert clean_link(once) == once


@pytest.mark.parametrize(
    ("fetched", "canonical", "expected"),
    [
        ("https://amp.ledger.example/a", "https://www.ledger.example/a", "https://www.ledger.example/a"),
        ("https://ledger.example/a?utm_source=x", None, "https://ledger.example/a"),
        ("https://gull.example/a", "https://ledger.example/famous", "https://gull.example/a"),
        ("https://ledger.example/a", "/relative", "https://ledger.example/a"),
        ("https://ledger.example/a", "javascript:alert(1)", "https://ledger.example/a"),
        (None, "https://ledger.example/a?fbclid=1", "https://ledger.example/a"),
        (None, None, None),
    ],
)
def test_a_page_cannot_borrow_the_name_of_another_site(
    fetched: str | None, canonical: str | None, expected: str | None
) -> None:
    assert shown_link(fetched, canonical) == expected


def test_sites() -> None:
    assert same_site("https://m.ledger.example/a", "http://www.ledger.example:80/b")
    assert not same_site("https://ledger.example", "https://ledger.example.gull.example")
    assert not same_site("http://[::1", "http://[::1")


@pytest.mark.parametrize(
    "link",
    [
        "https://web.archive.org/web/2031/https://ledger.example/a", "https://archive.org/web/2031/ledger.example",
        "https://www.archive.org/wayback/available?url=ledger.example", "https://archive.today/x", "https://archive.ph/AbC12",
        "https://ARCHIVE.IS./x", "https://12ft.io/https://ledger.example/a", "https://www.removepaywall.com/ledger.example",
        "https://webcache.googleusercontent.com/search?q=cache:ledger.example", "https://ledger-example.translate.goog/a",
        "https://r.jina.ai/https://ledger.example/a", "https://freedium.cfd/https://medium.com/a",
    ],
)  # fmt: skip
def test_copies_are_known(link: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_link(link)
    assert caught.value.code == "archive"
    assert "archive" in caught.value.sentence


@pytest.mark.parametrize(
    "link",
    [
        "https://archive.org/details/fernmouth", "https://blog.archive.org/2031/a", "https://ledger.example/archive.today",
        "https://notarchive.today/", "https://archive.today.example/", "https://ledger.example/web/1",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_copy_is_none(link: str) -> None:
    assert str(parse_link(link)) == link
