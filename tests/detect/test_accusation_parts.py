"""The parts of the reading: links, support, lexicon."""

from __future__ import annotations

import pytest

from bot.detect.accusation import Category, Detector, Support, classify_link, find_links
from bot.detect.accusation.lexicon import Lexicon, LexiconError, _first_words
from bot.detect.accusation.links import MAX_LINKS, SUPPORTING, WEAK, LinkClass

LINKS = [
    ("https://www.courts.example/ruling-88", LinkClass.COURT_GOVERNMENT),
    ("https://justice.gov/opa/pr/some-case", LinkClass.COURT_GOVERNMENT),
    ("https://tribune.example/2024/port", LinkClass.NEWS),
    ("https://www.reuters.com/world/some-article", LinkClass.NEWS),
    ("https://factcheck.example/claim/12", LinkClass.FACT_CHECK),
    ("https://en.wikipedia.org/wiki/Port", LinkClass.ENCYCLOPAEDIA),
    ("https://discord.com/channels/1/2/3", LinkClass.MESSAGE),
    ("https://cdn.discordapp.com/attachments/1/2/scan.pdf", LinkClass.ATTACHMENT),
    ("https://cdn.discordapp.com/attachments/1/2/funny.gif", LinkClass.MEME),
    ("https://youtu.be/abc", LinkClass.VIDEO),
    ("https://video.example/watch?v=1", LinkClass.VIDEO),
    ("https://x.com/someone/status/1", LinkClass.SOCIAL),
    ("https://unknown.example/paper.pdf", LinkClass.DOCUMENT),
    ("https://unknown.example/", LinkClass.HOME_PAGE),
    ("https://unknown.example", LinkClass.HOME_PAGE),
    ("https://tenor.com/view/money-gif-1", LinkClass.MEME),
    ("https://any.example/pictures/cat.gif", LinkClass.MEME),
    ("https://discord.gg/abc", LinkClass.SHOP_INVITE),
    ("https://discord.com/invite/abc", LinkClass.SHOP_INVITE),
    ("https://shop.example/mug", LinkClass.SHOP_INVITE),
    ("https://[broken", LinkClass.HOME_PAGE),
]


@pytest.mark.parametrize(("url", "kind"), LINKS)
def test_link_classes(url: str, kind: LinkClass) -> None:
    assert classify_link(url).kind is kind


def test_gifs_invites_and_home_pages_support_nothing() -> None:
    assert LinkClass.MEME not in SUPPORTING
    assert LinkClass.SHOP_INVITE not in SUPPORTING
    assert LinkClass.VIDEO in SUPPORTING & WEAK


def test_links_are_found_without_their_punctuation_and_counted_up_to_a_limit() -> None:
    (link,) = find_links("see (https://a.example/b-c), or ask")
    assert link.url == "https://a.example/b-c"
    assert len(find_links("https://a.example/b " * 100)) == MAX_LINKS


SUPPORT = [
    ("", Support.NONE),
    (" https://ledger.example/varga-bribe", Support.LINK),
    (" https://tenor.com/view/x-gif", Support.PSEUDO),
    (" https://baking.example/best-rye-bread-ever", Support.PSEUDO),
    (", source: trust me bro", Support.PSEUDO),
    (", as reported by the Evening Gazette", Support.NAMED_SOURCE),
    (", screenshot attached", Support.SELF_EVIDENCE),
    (', he admitted: "I took all the money they offered"', Support.QUOTATION),
]


@pytest.mark.parametrize(("tail", "support"), SUPPORT)
def test_support_of_one_charge(tail: str, support: Support) -> None:
    (found,) = [
        f
        for f in Detector.load().read("Varga took a bribe" + tail).accusations
        if f.category is Category.CORRUPTION
    ]
    assert found.support is support


def test_every_category_has_entries_and_ids_are_unique() -> None:
    lexicon = Lexicon.load()
    assert {entry.category for entry in lexicon.entries} == set(Category)
    assert len({entry.id for entry in lexicon.entries}) == len(lexicon.entries)
    assert all(0 < entry.weight <= 1 for entry in lexicon.entries)


def test_a_word_without_a_plain_beginning_is_refused() -> None:
    with pytest.raises(LexiconError, match="plain letters"):
        _first_words("(?:a|b)c", "here")
    assert _first_words("(?:tax |wage )thieves", "here") == ["tax", "wage"]
    assert _first_words("crooks?", "here") == ["crook"]
