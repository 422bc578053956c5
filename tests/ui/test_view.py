"""Everything a reader sees reaches the view, each text in its place."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.detect.message import AuthorKind, Place
from bot.ui.view import links_text, message_view, title_view
from tests.ui.kit import (
    ADA,
    CHANNEL,
    FORUM,
    ME,
    MODERATOR_ROLE,
    NOW,
    client,
    guild_of,
    member,
    message,
    thread,
    user,
)

ATTACHMENT = {
    "id": "60",
    "filename": "chart.png",
    "description": "a chart about trams",
    "size": 10,
    "url": "https://cdn.discordapp.com/x",
    "proxy_url": "https://cdn.discordapp.com/x",
}
EMBED = {
    "type": "rich",
    "title": "Title",
    "description": "Body",
    "author": {"name": "Writer"},
    "footer": {"text": "Foot"},
    "fields": [{"name": "Key", "value": "Value", "inline": False}],
}
POLL = {
    "question": {"text": "More trams?"},
    "answers": [
        {"answer_id": 1, "poll_media": {"text": "yes"}},
        {"answer_id": 2, "poll_media": {"text": "no"}},
    ],
    "expiry": NOW.isoformat(),
    "allow_multiselect": False,
    "layout_type": 1,
}
SNAPSHOT = {
    "message": {
        "type": 0,
        "content": "forwarded words",
        "embeds": [EMBED],
        "attachments": [ATTACHMENT],
        "timestamp": NOW.isoformat(),
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
    }
}
COMPONENTS = [
    {
        "type": 17,
        "id": 1,
        "components": [
            {"type": 10, "id": 2, "content": "container text"},
            {
                "type": 9,
                "id": 3,
                "components": [{"type": 10, "id": 4, "content": "section text"}],
                "accessory": {"type": 2, "id": 5, "style": 2, "label": "press me", "custom_id": "x"},
            },
            {
                "type": 1,
                "id": 6,
                "components": [
                    {
                        "type": 3,
                        "id": 7,
                        "custom_id": "y",
                        "placeholder": "choose",
                        "options": [{"label": "option one", "value": "1"}],
                    }
                ],
            },
        ],
    }
]


@pytest.fixture
def guild() -> discord.Guild:
    return guild_of(client())


def parts(made: discord.Message, **more: Any) -> list[tuple[Place, str]]:
    view = message_view(made, ME, **more)
    assert view is not None
    return [(part.place, part.text) for part in view.parts]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"content": "Hello"}, [(Place.CONTENT, "Hello")]),
        ({"content": "", "embeds": [EMBED]}, [(Place.EMBED, "Writer\nTitle\nBody\nKey\nValue\nFoot")]),
        (
            {"content": "", "attachments": [ATTACHMENT]},
            [(Place.ATTACHMENT, "chart.png\na chart about trams")],
        ),
        ({"content": "", "poll": POLL}, [(Place.POLL, "More trams?\nyes\nno")]),
        (
            {"content": "", "sticker_items": [{"id": "1", "name": "waving cat", "format_type": 1}]},
            [(Place.STICKER, "waving cat")],
        ),
        (
            {"content": "", "message_snapshots": [SNAPSHOT]},
            [
                (Place.FORWARD, "forwarded words"),
                (Place.ATTACHMENT, "chart.png\na chart about trams"),
                (Place.EMBED, "Writer\nTitle\nBody\nKey\nValue\nFoot"),
            ],
        ),
        (
            {"content": "", "components": COMPONENTS, "flags": 1 << 15},
            [(Place.COMPONENT, "container text\nsection text\npress me\nchoose\noption one")],
        ),
    ],
    ids=["content", "embed", "attachment", "poll", "sticker", "forward", "components"],
)
def test_every_text_has_its_place(
    guild: discord.Guild, payload: dict[str, Any], expected: list[tuple[Place, str]]
) -> None:
    assert parts(message(guild, **payload)) == expected


def test_a_small_text_file_is_read_with_its_message(guild: discord.Guild) -> None:
    made = message(guild, content="see file", attachments=[ATTACHMENT])
    assert parts(made, files={60: "what the file says"})[-1] == (Place.FILE, "what the file says")


def test_embeds_of_a_bot_are_its_own_words(guild: discord.Guild) -> None:
    made = message(guild, content="", author=user(77, "Herald", bot=True), embeds=[EMBED])
    view = message_view(made, ME)
    assert view is not None
    assert view.author_kind is AuthorKind.BOT
    assert "Body" in view.claims


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ({}, AuthorKind.MEMBER),
        ({"author": user(ME, "Evenhand", bot=True)}, AuthorKind.OURSELVES),
        ({"author": user(77, "Herald", bot=True)}, AuthorKind.BOT),
        ({"webhook_id": "88", "author": user(88, "Feed", bot=True)}, AuthorKind.WEBHOOK),
        ({"webhook_id": "99", "application_id": "99", "author": user(99, "App", bot=True)}, AuthorKind.BOT),
        ({"type": 7}, AuthorKind.SYSTEM),
        (
            {"member": ..., "author": user(643945264868098049, "Discord", bot=True, system=True)},
            AuthorKind.SYSTEM,
        ),
        ({"type": 19}, AuthorKind.MEMBER),
    ],
)
def test_who_wrote_it(guild: discord.Guild, payload: dict[str, Any], kind: AuthorKind) -> None:
    view = message_view(message(guild, **payload), ME)
    assert view is not None
    assert view.author_kind is kind


def test_ids_roles_and_times(guild: discord.Guild) -> None:
    view = message_view(message(guild, edited_timestamp=NOW.isoformat()), ME)
    assert view is not None
    assert (view.guild_id, view.channel_id, view.message_id, view.author_id) == (guild.id, CHANNEL, 5000, ADA)
    assert view.role_ids == {guild.id, MODERATOR_ROLE}
    assert view.edited_at == NOW
    assert view.created_at == discord.utils.snowflake_time(5000)
    assert view.author_name == "Ada"


def test_a_fetched_message_takes_roles_from_the_fetched_member(guild: discord.Guild) -> None:
    made = message(guild)
    made.author = discord.User(state=guild._state, data=user(ADA, "Ada"))  # type: ignore[arg-type]
    view = message_view(made, ME, author=member(guild, ADA, "Ada", MODERATOR_ROLE))
    assert view is not None
    assert MODERATOR_ROLE in view.role_ids


def test_a_reply_names_what_it_answers_but_a_forward_does_not(guild: discord.Guild) -> None:
    reference = {"message_id": "4000", "channel_id": str(CHANNEL), "guild_id": str(guild.id)}
    answered = {
        "id": "4000",
        "type": 0,
        "channel_id": str(CHANNEL),
        "author": user(77, "Bruno"),
        "content": "x",
        "timestamp": NOW.isoformat(),
        "edited_timestamp": None,
        "attachments": [],
        "embeds": [],
        "mentions": [],
        "mention_roles": [],
    }
    reply = message_view(
        message(guild, type=19, message_reference=reference, referenced_message=answered), ME
    )
    gone = message_view(message(guild, type=19, message_reference=reference, referenced_message=None), ME)
    forward = message_view(message(guild, message_reference={**reference, "type": 1}), ME)
    assert reply is not None
    assert (reply.reply_to, reply.reply_author_id) == (4000, 77)
    assert gone is not None
    assert (gone.reply_to, gone.reply_author_id) == (4000, None)
    assert forward is not None
    assert forward.reply_to is None


def test_a_forum_title_and_its_tags_count_for_the_first_message_only(guild: discord.Guild) -> None:
    post = thread(guild, 5000, "Night trams", FORUM, applied_tags=["9"])
    first = message(guild, post, id="5000", channel_id="5000", content="What do you think?")
    later = message(guild, post, id="5001", channel_id="5000", content="Fine by me")
    assert parts(first) == [
        (Place.TITLE, "Night trams"),
        (Place.TITLE, "transport"),
        (Place.CONTENT, "What do you think?"),
    ]
    assert parts(later) == [(Place.CONTENT, "Fine by me")]
    view = message_view(later, ME)
    assert view is not None
    assert view.parent_id == FORUM


def test_the_title_of_ones_own_thread_counts_for_the_message_it_stands_on(guild: discord.Guild) -> None:
    own = thread(guild, 5000, "My title")
    others = thread(guild, 5000, "Their title", owner_id="77")
    made = message(guild, content="words")
    assert parts(made, thread=own)[0] == (Place.TITLE, "My title")
    assert parts(made, thread=others) == [(Place.CONTENT, "words")]


def test_the_title_of_a_thread_that_stands_by_itself(guild: discord.Guild) -> None:
    made = thread(guild, 6000, "A title")
    view = title_view(made, member(guild, ADA, "Ada"), ME)
    assert view is not None
    assert (view.message_id, view.channel_id, view.parent_id, view.text) == (6000, 6000, CHANNEL, "A title")
    assert title_view(made, None, ME) is None


def test_outside_a_server_there_is_no_view(guild: discord.Guild) -> None:
    made = message(guild)
    made.guild = None
    made.channel = discord.PartialMessageable(state=guild._state, id=1)
    assert message_view(made, ME) is None


def test_links_are_looked_for_in_embeds_too(guild: discord.Guild) -> None:
    made = message(guild, content="see", embeds=[{**EMBED, "url": "https://tribune.example/a"}])
    assert "https://tribune.example/a" in links_text(made)
