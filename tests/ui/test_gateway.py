"""Odd gateway events cost themselves, not the connection."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
import pytest

from bot.ui.gateway import guard_parsers
from tests.ui.kit import ADA, CHANNEL, GUILD, NOW, client, guild_of, user


class Listening(discord.Client):
    """Notes what is dispatched."""

    def dispatch(self, event: str, /, *args: Any, **_: Any) -> None:
        self.__dict__.setdefault("heard", []).append((event, args))


@pytest.fixture
def bot() -> Listening:
    made = Listening(intents=client().intents, chunk_guilds_at_startup=False)
    made._connection.dispatch = made.dispatch
    guild_of(made)
    guard_parsers(made)
    return made


def heard(bot: Listening, event: str) -> list[Any]:
    return [args for name, args in bot.__dict__.get("heard", []) if name == event]


WHOLE = {
    "id": "5000",
    "channel_id": str(CHANNEL),
    "guild_id": str(GUILD),
    "type": 0,
    "content": "secret words",
    "author": user(ADA, "Ada"),
    "timestamp": NOW.isoformat(),
    "edited_timestamp": NOW.isoformat(),
    "attachments": [],
    "embeds": [],
    "mentions": [],
    "mention_roles": [],
}


async def test_a_whole_update_is_an_edit(bot: Listening) -> None:
    bot._connection.parsers["MESSAGE_UPDATE"](WHOLE)
    (event,) = heard(bot, "raw_message_edit")[0]
    assert event.message.content == "secret words"
    assert not heard(bot, "partial_message_edit")


@pytest.mark.parametrize("missing", ["content", "author", "type"])
async def test_an_update_in_part_asks_for_the_whole(bot: Listening, missing: str) -> None:
    bot._connection.parsers["MESSAGE_UPDATE"]({key: value for key, value in WHOLE.items() if key != missing})
    assert heard(bot, "partial_message_edit") == [(GUILD, CHANNEL, 5000)]
    assert not heard(bot, "raw_message_edit")


async def test_an_update_in_part_outside_a_server_is_passed_over(bot: Listening) -> None:
    bot._connection.parsers["MESSAGE_UPDATE"]({"id": "1", "channel_id": "2", "embeds": []})
    assert not heard(bot, "partial_message_edit")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {**WHOLE, "id": "no number: secret words"},
        {**WHOLE, "attachments": [{"secret words": 1}]},
        None,
        [],
        "text",
    ],
)
async def test_an_unreadable_event_is_logged_without_its_words(
    bot: Listening, data: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        bot._connection.parsers["MESSAGE_CREATE"](data)
    assert "MESSAGE_CREATE" in caplog.text
    assert "secret" not in caplog.text
    await asyncio.sleep(0)
    bot._connection.parsers["MESSAGE_CREATE"](WHOLE)
    assert len(heard(bot, "message")) == 1
