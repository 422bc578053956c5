"""Reactions with plain emoji."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from bot.sandbox import errors, reacting, render
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.core import Call, Route


def routes() -> list[Route]:
    """The routes of this module."""
    base = "/channels/{channel_id}/messages/{message_id}/reactions"
    return [
        Route("PUT", base + "/{emoji_name}/@me", add),
        Route("DELETE", base + "/{emoji_name}/@me", remove),
        Route("DELETE", base + "/{emoji_name}/{user_id}", remove),
        Route("GET", base + "/{emoji_name}", who),
    ]


def _emoji(call: Call) -> str:
    name = unquote(call.params["emoji_name"])
    if name.isascii() and ":" not in name:
        raise errors.unknown(errors.UNKNOWN_EMOJI)
    return name


async def add(call: Call) -> Any:
    """Create Reaction."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    if _emoji(call) not in message.reactions:
        call.channel(Permission.ADD_REACTIONS)
    reacting.add(call.world, message, call.world.bot_id, _emoji(call))


async def remove(call: Call) -> Any:
    """Delete Own Reaction, or with Manage Messages another's."""
    user_id = call.id("user_id") if "user_id" in call.params else call.world.bot_id
    channel = call.channel(*(() if user_id == call.world.bot_id else (Permission.MANAGE_MESSAGES,)))
    reacting.remove(call.world, call.message(channel), user_id, _emoji(call))


async def who(call: Call) -> Any:
    """Get Reactions."""
    message = call.message(call.channel())
    return [render.user(call.world.users[user_id]) for user_id in message.reactions.get(_emoji(call), [])]
