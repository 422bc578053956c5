"""What counts as a source given, by address and file name alone."""

from __future__ import annotations

import pytest
from hypothesis import given as each
from hypothesis import strategies as some

from bot.detect.accusation.types import Support
from bot.detect.message import Part, Place
from bot.review import sources
from bot.review.sources import SourceKind
from tests.review.kit import GUILD, accusation, view


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.courts.example/ruling-88", SourceKind.RULING),
        ("https://tribune.example/2026/port-contract", SourceKind.NEWS),
        ("https://archive.example/files/audit.pdf", SourceKind.PAGE),
        ("https://ministry.example/audit/2026?page=3", SourceKind.PAGE),
        (f"https://discord.com/channels/{GUILD}/5/6", SourceKind.MESSAGE),
        ("https://discord.com/channels/999/5/6", None),
        ("https://x.com/somebody/status/1", SourceKind.SOCIAL),
        ("https://old.reddit.com/r/a/comments/1/b", SourceKind.SOCIAL),
        ("https://youtu.be/abc", SourceKind.VIDEO),
        ("https://video.example/watch?v=abc", SourceKind.VIDEO),
        ("https://files.example/clip.mp4", SourceKind.VIDEO),
        ("https://files.example/scan.png", SourceKind.IMAGE),
        ("https://cdn.discordapp.com/attachments/1/2/scan.jpg", SourceKind.IMAGE),
        ("https://tenor.com/view/money-gif", SourceKind.MEME),
        ("https://files.example/funny.gif", SourceKind.MEME),
        ("https://shop.example/mug", SourceKind.SHOP),
        ("https://discord.gg/abc", SourceKind.SHOP),
        ("https://bit.ly/3abc", SourceKind.SHORTENED),
        ("https://www.google.com/search?q=orlova+tender", SourceKind.SEARCH),
        ("https://duckduckgo.com/?q=orlova", SourceKind.SEARCH),
        ("https://tribune.example", SourceKind.HOME),
        ("https://tribune.example/", SourceKind.HOME),
        ("https://tribune.example/en/", SourceKind.HOME),
        ("https://tribune.example/index.html", SourceKind.HOME),
        ("https://localhost/a/b", None),
        ("https://[::1/a", None),
    ],
)
def test_kinds_of_addresses(address: str, kind: SourceKind | None) -> None:
    assert sources.kind_of(address, GUILD) is kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("see https://courts.example/ruling/88.", "https://courts.example/ruling/88"),
        ("(https://courts.example/ruling_(88))", "https://courts.example/ruling_(88)"),
        ("<https://courts.example/ruling/88>", "https://courts.example/ruling/88"),
        ("[ruling](https://courts.example/ruling/88)", "https://courts.example/ruling/88"),
        ("https://youtu.be/abc https://courts.example/ruling/88", "https://courts.example/ruling/88"),
        ("HTTPS://courts.example/ruling/88", "HTTPS://courts.example/ruling/88"),
    ],
)
def test_the_best_address_is_taken(text: str, words: str) -> None:
    given = sources.given(view(text=text))
    assert given is not None
    assert (given.words, given.resolves) == (words, True)


@pytest.mark.parametrize(
    "text",
    [
        "no address at all",
        "> https://courts.example/ruling/88\nthat is what he quoted",
        "```\nhttps://courts.example/ruling/88\n```",
        "www is not an address, nor is somebody@www.example",
    ],
)
def test_nothing_given(text: str) -> None:
    assert sources.given(view(text=text)) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("audit.pdf\nthe audit of 2026", SourceKind.DOCUMENT),
        ("scan.PNG", SourceKind.IMAGE),
        ("odd.xyz", None),
    ],
)
def test_files(name: str, kind: SourceKind | None) -> None:
    given = sources.given(view(parts=(Part(Place.ATTACHMENT, name),)))
    assert (given.kind if given else None) is kind


def test_what_a_site_wrote_is_not_given_by_the_author() -> None:
    embed = Part(Place.EMBED, "https://courts.example/ruling/88")
    assert sources.given(view(parts=(Part(Place.CONTENT, "look"), embed))) is None


@pytest.mark.parametrize(
    ("text", "support", "kind", "resolves"),
    [
        ("Orlova did it https://courts.example/ruling/88", Support.LINK, SourceKind.RULING, True),
        ("Orlova did it https://youtu.be/abc", Support.LINK, SourceKind.VIDEO, False),
        ("Orlova did it https://youtu.be/abc", Support.NAMED_SOURCE, SourceKind.WORDS, True),
        ("According to the audit, Orlova did it", Support.NAMED_SOURCE, SourceKind.WORDS, True),
        ("Orlova did it www.courts.example/ruling/88", Support.LINK, SourceKind.RULING, True),
        ("Orlova did it www.youtube.com/watch?v=abc", Support.LINK, SourceKind.VIDEO, False),
        ("> https://courts.example/ruling/88", Support.LINK, SourceKind.WORDS, True),
    ],
)
def test_what_stands_behind_an_edit(text: str, support: Support, kind: SourceKind, resolves: bool) -> None:
    behind = sources.behind(view(text=text), [accusation(support=support)])
    assert (behind.kind, behind.resolves) == (kind, resolves)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("here: https://courts.example/ruling/88", True),
        ("https://courts.example/a-very-long-address-with-many-words-in-it-to-count", True),
        (
            "by the way, did anyone else read this thing about the harbour? https://courts.example/ruling/88",
            False,
        ),
    ],
)
def test_an_answer_alone(text: str, alone: bool) -> None:
    assert sources.answers_alone(view(text=text)) is alone


@each(some.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    given = sources.given(view(text="https://" + text))
    assert given is None or given.words


def test_every_kind_of_link_is_sorted() -> None:
    from bot.detect.accusation.links import LinkClass

    assert set(sources._CLASSES) == set(LinkClass)
