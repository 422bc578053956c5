"""Digests of invented discussions: what they state, and what they never hold, whatever was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.articles.digest.make import make_digest
from bot.articles.digest.reading import CHARACTERS_READ
from bot.articles.digest.types import MEMBERS_OF_A_VIEW, Digest, Post, Source
from bot.articles.lexicon import loaded_terms

START = datetime(2031, 1, 1, 12, tzinfo=UTC)
FOLDER = Path(__file__).parent / "digests/tune"
NAMES = ("Brandal", "ivo.q", "Will Harbo", "toll")
SENTENCES = (
    "I support the toll.",
    "The toll is fair.",
    "Keep the toll, it works.",
    "The toll is a good idea, as Brandal said.",
    "Ask ivo.q, the toll is useful.",
    "I am against the toll.",
    "The toll is unfair.",
    "Scrap the toll.",
    "The toll is a waste, <@77> knows that.",
    "The toll is a disgusting betrayal.",
    "The toll hurts <#5> and https://toll.example/Brandal most.",
    "Is the toll fair?",
    "||The toll is fair and good.||",
    "> The toll is fair and good.\nno",
    "The toll",
    "+1",
    "This.",
    "no, that is wrong",
    "See https://news.example/toll for more.",
)


def posts(texts: Sequence[str], authors: Sequence[int] | None = None) -> list[Post]:
    """A message a minute, each by an author of their own unless said otherwise."""
    who = authors or range(100, 100 + len(texts))
    return [
        Post(1000 + number, author, text, START + timedelta(minutes=number))
        for number, (text, author) in enumerate(zip(texts, who, strict=True))
    ]


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors that depend on the text alone."""
    rows = np.array([[len(text) + 1, text.count("e") + 1, text.count("o") + 1] for text in texts], np.float32)
    made: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return made


@st.composite
def discussions(draw: st.DrawFn) -> Source:
    """Up to 25 messages by up to eight members, some replies, some members out, some messages flagged."""
    texts = draw(st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), max_size=25))
    authors = [draw(st.integers(1, 8)) for _ in texts]
    made = []
    for number, post in enumerate(posts(texts, authors)):
        reply = draw(st.one_of(st.none(), st.integers(1000, 1000 + number)))
        made.append(replace(post, reply_to=reply))
    ids = st.sampled_from([post.id for post in made] or [0])
    return Source(
        draw(st.permutations(made)),
        frozenset(NAMES[:3]),
        opted_out=draw(st.frozensets(st.integers(1, 8), max_size=2)),
        flagged=draw(st.frozensets(ids, max_size=3)),
    )


def written(digest: Digest) -> list[str]:
    """Every text of a digest that comes from a message."""
    found = [*digest.links]
    for topic in digest.topics:
        found += [topic.label, *topic.terms]
        found += [quote.text for view in topic.views for quote in view.quotes]
    return found


@settings(max_examples=150, deadline=None)
@given(discussions())
def test_laws(source: Source) -> None:
    digest = make_digest(source, embed)
    by_id = {post.id: post for post in source.posts}
    left_out = {
        post.id for post in source.posts if post.author_id in source.opted_out or post.id in source.flagged
    }
    assert digest.read + digest.left_out.total == len(source.posts)
    for topic in digest.topics:
        assert len(topic.views) <= 2
        assert [view.members for view in topic.views] == sorted(
            (view.members for view in topic.views), reverse=True
        )
        counted = [by_id[post_id].author_id for view in topic.views for post_id in view.post_ids]
        assert len(counted) == len(set(counted)), "a member holds one view, once"
        for view in topic.views:
            assert view.members == len(view.post_ids) >= MEMBERS_OF_A_VIEW
            assert not left_out & set(view.post_ids)
            for quote in view.quotes:
                assert quote.text in by_id[quote.post_id].text, "word for word"
                assert quote.post_id not in left_out
                holders = {by_id[post_id].author_id for post_id in view.post_ids}
                assert by_id[quote.post_id].author_id in holders
                assert not loaded_terms(quote.text)
                assert not quote.text.endswith("?")
    for text in written(digest):
        assert not any(name in text for name in ("Brandal", "ivo.q", "Harbo", "<@", "<#", "||"))
    shown = [view for topic in digest.topics for view in topic.views]
    linked = {post_id for view in shown for post_id in view.post_ids}
    assert digest.channels.keys() == linked | {quote.post_id for view in shown for quote in view.quotes}
    again = make_digest(replace(source, posts=tuple(reversed(source.posts))), embed)
    assert again == digest, "the same messages give the same digest"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_known_discussions_get_no_wrong_view(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(row["author"] for row in rows), 100)}
    made = [
        Post(
            row["id"],
            numbers[row["author"]],
            row["text"],
            START + timedelta(minutes=row["minute"]),
            reply_to=row["reply_to"],
        )
        for row in rows
    ]
    last = {(row["issue"], row["author"]): row["side"] for row in rows if "side" in row}
    author = {row["id"]: row["author"] for row in rows}
    digest = make_digest(Source(made, frozenset(numbers)))
    for topic in digest.topics:
        sides = []
        for view in topic.views:
            held = {
                (issue, side) for (issue, who), side in last.items() if who in map(author.get, view.post_ids)
            }
            issue = max(
                held, key=lambda one: sum(last.get((one[0], author[i])) == one[1] for i in view.post_ids)
            )
            right = [last.get((issue[0], author[i])) == issue[1] for i in view.post_ids]
            assert sum(right) >= 2 / 3 * len(right)
            sides.append(issue)
        assert len({issue for issue, _ in sides}) <= 1
        assert len(set(sides)) == len(sides)


BOTH = ["I support the toll.", "The toll is fair.", "Keep the toll.", "I am against the toll.", "The toll is unfair.",
        "Scrap the toll."]  # fmt: skip


def test_two_views_side_by_side() -> None:
    (topic,) = make_digest(Source(posts(BOTH))).topics
    assert topic.label == "toll"
    assert [view.members for view in topic.views] == [3, 3]
    assert topic.views[0].post_ids == (1000, 1001, 1002), "equal counts: the one that was said first"
    (turned,) = make_digest(Source(posts(BOTH[3:] + BOTH[:3]))).topics
    assert turned.views[0].quotes[0].text in BOTH[3:]


def test_a_changed_mind_counts_once_and_by_the_later_message() -> None:
    texts = [*BOTH, "I changed my mind, the toll is fair."]
    (topic,) = make_digest(Source(posts(texts, [1, 2, 3, 4, 5, 6, 6]))).topics
    assert [view.members for view in topic.views] == [4]
    assert topic.unstated, "the two who are left are not stated"


def test_two_members_are_no_view() -> None:
    (topic,) = make_digest(Source(posts([*BOTH[:2], *BOTH[3:5], "When does the toll begin?"]))).topics
    assert topic.views == ()
    assert not topic.unstated


def test_agreeing_alone_makes_no_view() -> None:
    """One member says it, four nod: at least two must say it themselves."""
    talk = posts(["The toll is fair.", "Which toll do you mean?", "The toll on the bridge", *["+1"] * 4])
    made = [*talk[:3], *(replace(post, reply_to=1000) for post in talk[3:])]
    (topic,) = make_digest(Source(made)).topics
    assert topic.views == ()
    (topic,) = make_digest(
        Source([*made, *posts(["", "", "", "", "", "", "", "I support the toll"])[7:]])
    ).topics
    assert topic.views[0].members == 6


def test_a_topic_of_two_words_is_told_by_both() -> None:
    (topic,) = make_digest(Source(posts([text.replace("toll", "berth fee") for text in BOTH]))).topics
    assert topic.label == "berth fee"


def test_what_somebody_else_says_is_not_quoted() -> None:
    told = "My neighbour says the toll is a mistake, but I think the toll is fair."
    (topic,) = make_digest(Source(posts([*BOTH, told]))).topics
    assert topic.views[0].members == 4
    assert told not in {quote.text for quote in topic.views[0].quotes}


def test_what_is_left_out_is_counted() -> None:
    source = Source(
        posts([*BOTH, "ok", "hm"]), opted_out=frozenset({100}), flagged=frozenset({1003}), names=frozenset()
    )
    digest = make_digest(source)
    left_out = digest.left_out
    assert (digest.read, left_out.opted_out, left_out.flagged, left_out.short) == (4, 1, 1, 2)
    assert all(view.members < 4 for topic in digest.topics for view in topic.views)


def test_a_left_out_message_passes_nothing_on_to_its_replies() -> None:
    talk = posts([*BOTH, "+1"])
    made = [*talk[:6], replace(talk[6], reply_to=1000)]
    (topic,) = make_digest(Source(made)).topics
    assert topic.views[0].members == 4
    (topic,) = make_digest(Source(made, flagged=frozenset({1000}))).topics
    assert [view.members for view in topic.views] == [3], "neither the flagged message nor the nod to it"


def test_links_are_listed_once_and_without_members_names() -> None:
    texts = [
        "See https://news.example/toll.",
        "again https://news.example/toll",
        "https://x.example/brandal here it is",
    ]
    digest = make_digest(Source(posts(texts), frozenset({"Brandal"})))
    assert digest.links == ("https://news.example/toll",)


def test_only_the_beginning_of_a_long_message_is_read() -> None:
    padding = "word " * (CHARACTERS_READ // 5)
    texts = [f"{padding} I support the toll." for _ in range(3)]
    assert all(not topic.views for topic in make_digest(Source(posts(texts))).topics)


@pytest.mark.parametrize(
    "text",
    ["> " * 2000, "<@" * 2000, "||" * 2000, "```" * 1300, "toll " * 800, "(" * 4000, "a" * 4000, "no " * 1300,
     "https://" * 500, "“" * 4000, "I don't think " * 280, "\n" * 4000, "but " * 1000],
    ids=lambda text: text[:8].strip() or "lines",
)  # fmt: skip
def test_hostile_messages_cost_little(text: str) -> None:
    """It ends well within the test's time limit, or the whole room does not."""
    digest = make_digest(Source(posts([text] * 200)))
    assert digest.read + digest.left_out.total == 200


def test_nothing_at_all() -> None:
    digest = make_digest(Source(()))
    assert (digest.read, digest.members, digest.topics, digest.first) == (0, 0, (), None)
