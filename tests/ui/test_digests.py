"""A digest as a card: within Discord's limits, escaped, both sides in the same words; and what is read of a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.articles.digest.types import Digest, LeftOut, Quote, Topic, View
from bot.ui import limits
from bot.ui.digests import digest_embed
from bot.ui.text import width

GUILD = 2**62
START = datetime(2031, 1, 1, 12, tzinfo=UTC)


def view(members: int, *sentences: str, first: int = 1) -> View:
    ids = tuple(2**62 + first + number for number in range(members))
    return View(members, ids, tuple(Quote(text, ids[0]) for text in sentences))


def topic(*views: View, label: str = "toll", **more: object) -> Topic:
    return Topic(label, ("bridge",), START, START + timedelta(hours=1), 9, 8, views, **more)  # type: ignore[arg-type]


def digest(*topics: Topic, left_out: LeftOut = LeftOut(), links: tuple[str, ...] = ()) -> Digest:  # noqa: B008 - frozen
    ids = {post_id for one in topics for view in one.views for post_id in view.post_ids}
    return Digest(
        20, 8, left_out, START, START + timedelta(hours=1), topics, links, dict.fromkeys(ids, 2**62 - 1)
    )


def fields(made: Digest) -> dict[str, str]:
    return {str(one.name): str(one.value) for one in digest_embed(made, GUILD).fields}


def test_both_sides_read_the_same() -> None:
    seen = fields(digest(topic(view(5, "It is fair."), view(4, "It is unfair.", first=50))))
    some, others = seen["Some argue · 5 members"], seen["Others argue · 4 members"]
    assert some.startswith("“It is fair.” ([message](https://discord.com/channels/")
    turned = others.replace("unfair", "fair")
    assert turned[: turned.index("([")] == some[: some.index("([")]
    assert some.count("/channels/") == 6
    assert others.count("/channels/") == 5


@pytest.mark.parametrize(("hours", "style"), [(1, "t"), (11, "t"), (12, "f"), (100, "f")])
def test_over_half_a_day_the_day_is_said_too(hours: int, style: str) -> None:
    """ "14:05 to 09:10" could be any morning of the week."""
    last = START + timedelta(hours=hours)
    made = replace(digest(replace(topic(view(3, "Yes.")), last=last)), last=last)
    embed = digest_embed(made, GUILD)
    first = int(START.timestamp())
    assert f"<t:{first}:f> to <t:{first + hours * 3600}:{style}>" in (embed.description or "")
    assert f"<t:{first}:{style}> to <t:{first + hours * 3600}:{style}>" in (embed.fields[0].value or "")


@pytest.mark.parametrize(
    ("made", "holds"),
    [
        (digest(topic()), wording.DIGEST_NO_VIEW),
        (digest(topic(view(3, "Yes."), unstated=True)), wording.DIGEST_UNSTATED),
        (digest(), wording.DIGEST_NO_TOPIC),
        (digest(topic(view(3))), wording.DIGEST_NO_QUOTE),
        (digest(topic(view(3), view(3, first=9))), wording.DIGEST_NO_QUOTE),
        (
            digest(topic(), left_out=LeftOut(2, 0, 7)),
            "7 messages were left out because they are too short to say anything.\n2 messages",
        ),
        (
            digest(topic(), left_out=LeftOut(0, 1, 0)),
            "1 message was left out because it was flagged and not cleared.",
        ),
        (digest(topic(label="")), "A further subject"),
        (digest(topic(), links=("https://news.example/a",)), "[news.example](https://news.example/a)"),
        (digest(topic(), links=("https://me:pw@news.example/a", "https://[broken")), "About “toll”"),
        (digest(topic(view(12, "Yes."))), "and 4 more"),
    ],
)
def test_what_is_said(made: Digest, holds: str) -> None:
    embed = digest_embed(made, GUILD)
    everything = [embed.description or "", *(f"{one.name}\n{one.value}" for one in embed.fields)]
    assert holds in "\n".join(everything)
    assert "pw@" not in "\n".join(everything)


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=220)
views = st.builds(
    lambda members, sentences, first: view(members, *sentences, first=first),
    st.integers(3, 500),
    st.lists(texts, max_size=2),
    st.integers(1, 10**6),
)
topics = st.builds(
    lambda found, label, unstated: topic(*found, label=label, unstated=unstated),
    st.lists(views, max_size=2),
    st.text(max_size=120),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(topics, max_size=3),
    st.lists(st.sampled_from(["https://a.example/" + "x" * 250, "ftp://b"]), max_size=5),
)
def test_a_card_keeps_discords_limits(found: list[Topic], links: list[str]) -> None:
    embed = digest_embed(digest(*found, links=tuple(links)), GUILD)
    parts = [embed.title or "", embed.description or "", embed.footer.text or ""]
    for one in embed.fields:
        parts += [one.name or "", one.value or ""]
        assert 0 < width(one.name or "") <= limits.EMBED_FIELD_NAME
        assert 0 < width(one.value or "") <= limits.EMBED_FIELD_VALUE
    assert len(embed.fields) <= limits.EMBED_FIELDS
    assert width(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert sum(map(width, parts)) <= limits.EMBED_TOTAL


def test_three_full_topics_are_shown_with_fewer_links_rather_than_left_out() -> None:
    full = [topic(view(9, "*" * 200, "_" * 200), view(9, "x" * 220, "y" * 220, first=70)) for _ in range(3)]
    embed = digest_embed(digest(*full), GUILD)
    assert sum("argue" in str(one.name) for one in embed.fields) == 6
