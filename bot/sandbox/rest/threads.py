"""Threads and forum posts."""

from __future__ import annotations

from typing import Any

from bot.sandbox import errors, render, threads
from bot.sandbox.errors import ApiError
from bot.sandbox.model import ChannelType
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.core import Call, Reply, Route

PUBLIC_THREAD = 11


def routes() -> list[Route]:
    """The routes of this module."""
    return [
        Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", from_message),
        Route("POST", "/channels/{channel_id}/threads", start),
        Route("PUT", "/channels/{channel_id}/thread-members/@me", join),
        Route("DELETE", "/channels/{channel_id}/thread-members/@me", leave),
    ]


async def from_message(call: Call) -> Any:
    """Start Thread from Message."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.message(channel)
    thread = threads.from_message(call.world, message, call.world.bot_id, call.body.get("name", ""))
    return Reply(201, render.channel(call.world, thread))


async def start(call: Call) -> Any:
    """Start Thread without Message, or in a forum with its first message."""
    channel = call.channel()
    body = call.body
    world = call.world
    if channel.type is not ChannelType.FORUM:
        call.channel(Permission.CREATE_PUBLIC_THREADS)
        if body.get("type", PUBLIC_THREAD) != PUBLIC_THREAD:
            raise ApiError(400, errors.NOT_IN_THIS_CHANNEL_TYPE, "Only public threads exist here")
        thread = threads.without_message(world, channel, world.bot_id, body.get("name", ""))
        return Reply(201, render.channel(world, thread))
    call.channel(Permission.SEND_MESSAGES)
    tags = [errors.snowflake(tag, "applied_tags") for tag in body.get("applied_tags") or []]
    payload = body.get("message") or {}
    thread, message = threads.forum_post(
        world, channel, world.bot_id, body.get("name", ""), payload, call.files, tags
    )
    return Reply(201, render.channel(world, thread) | {"message": render.message(world, message)})


async def join(call: Call) -> Any:
    """Join Thread."""
    channel = call.channel()
    if call.world.bot_id not in channel.thread_members:
        channel.thread_members.append(call.world.bot_id)


async def leave(call: Call) -> Any:
    """Leave Thread."""
    channel = call.channel()
    channel.thread_members = [one for one in channel.thread_members if one != call.world.bot_id]
