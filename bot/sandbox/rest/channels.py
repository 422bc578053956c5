"""Channels: reading, renaming, typing."""

from __future__ import annotations

from typing import Any

from bot.sandbox import errors, limits, render
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.model import ChannelType
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.core import Call, Route
from bot.sandbox.world import now


def routes() -> list[Route]:
    """The routes of this module."""
    return [
        Route("GET", "/channels/{channel_id}", get),
        Route("PATCH", "/channels/{channel_id}", patch),
        Route("POST", "/channels/{channel_id}/typing", typing),
    ]


async def get(call: Call) -> Any:
    """Get Channel."""
    return render.channel(call.world, call.channel())


async def patch(call: Call) -> Any:
    """Modify Channel: name, topic, slow mode; for a thread also archived, locked and tags.

    A thread's owner may do all but lock it and set its slow mode. An archived thread must be opened to be edited.
    """
    channel = call.channel()
    body = call.body
    own = channel.is_thread and channel.owner_id == call.world.bot_id
    if not own or {"locked", "rate_limit_per_user"} & body.keys():
        call.channel(Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
    stays_archived = channel.is_thread and channel.archived and body.get("archived", True)
    if stays_archived and body.keys() - {"archived"}:
        raise ApiError(400, errors.THREAD_ARCHIVED, "Thread is archived")
    problems = Problems()
    if "name" in body:
        problems.length(("name",), body["name"], limits.CHANNEL_NAME_LENGTH, 1)
    if body.get("topic") is not None:
        most = limits.FORUM_TOPIC_LENGTH if channel.type is ChannelType.FORUM else limits.CHANNEL_TOPIC_LENGTH
        problems.length(("topic",), body["topic"], most)
    if body.get("rate_limit_per_user") is not None:
        problems.number(("rate_limit_per_user",), body["rate_limit_per_user"], 0, limits.SLOWMODE_SECONDS)
    if body.get("applied_tags") is not None:
        problems.count(("applied_tags",), body["applied_tags"], limits.THREAD_TAGS)
    problems.check()
    channel.name = body.get("name", channel.name)
    channel.topic = body.get("topic", channel.topic)
    if "rate_limit_per_user" in body:
        channel.slowmode = body["rate_limit_per_user"] or 0
    if channel.is_thread:
        channel.archived = bool(body.get("archived", channel.archived))
        channel.locked = bool(body.get("locked", channel.locked))
        channel.applied_tags = [
            errors.snowflake(tag, "applied_tags") for tag in body.get("applied_tags", channel.applied_tags)
        ]
    named = ("name", "topic", "rate_limit_per_user", "archived", "locked")
    changed = {name: body[name] for name in named if name in body}
    call.world.record("channel_update", channel.id, call.reason, **changed)
    data = render.channel(call.world, channel)
    call.world.emit("THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", data, channel_id=channel.id)
    return data


async def typing(call: Call) -> Any:
    """Trigger Typing Indicator."""
    channel = call.channel(Permission.SEND_MESSAGES)
    data = {
        "channel_id": str(channel.id),
        "user_id": str(call.world.bot_id),
        "timestamp": int(now().timestamp()),
    }
    call.world.emit("TYPING_START", data, channel_id=channel.id)
