"""Links in what people write, and links that may be shown."""

from __future__ import annotations

import pytest

from bot.ui.links import LINKS, links_in, shown_url


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


def test_endless_links_are_passed_over() -> None:
    assert links_in(f"https://x.example/{')' * 100_000} https://x.example/b") == ["https://x.example/b"]


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
