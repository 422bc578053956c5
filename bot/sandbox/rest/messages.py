"""Messages: listing, reading, sending, editing, deleting."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from bot.sandbox import errors, limits, posting, render
from bot.sandbox.blanking import readable
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.model import Channel, Json, Message
from bot.sandbox.permissions import Permission, in_channel
from bot.sandbox.rest.core import Call, Route
from bot.sandbox.snowflakes import moment_of
from bot.sandbox.world import now


def routes() -> list[Route]:
    """The routes of this module."""
    base = "/channels/{channel_id}/messages"
    return [
        Route("GET", base, listed),
        Route("POST", base, create),
        Route("POST", base + "/bulk-delete", bulk_delete),
        Route("GET", base + "/{message_id}", one),
        Route("PATCH", base + "/{message_id}", edit),
        Route("DELETE", base + "/{message_id}", delete),
        Route("POST", "/channels/{channel_id}/polls/{message_id}/expire", end_poll),
    ]


def _shown(call: Call, message: Message) -> Json:
    """The REST API blanks content as the gateway does, by the switch in the developer portal."""
    granted = call.standin.gateway.may_read_content
    return readable(call.world, render.message(call.world, message), granted=granted)


def _number(call: Call, name: str) -> int | None:
    value = call.query.get(name)
    if value is None:
        return None
    if not value.isdecimal():
        problems = Problems()
        problems.add((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        problems.check()
    return int(value)


async def listed(call: Call) -> Any:
    """Get Channel Messages, newest first; without Read Message History the list is empty."""
    channel = call.channel()
    limit = _number(call, "limit")
    limit = limits.MESSAGES_PAGE_DEFAULT if limit is None else limit
    problems = Problems()
    problems.number(("limit",), limit, 1, limits.MESSAGES_PAGE)
    problems.check()
    if not in_channel(call.world, call.world.bot_id, channel) & Permission.READ_MESSAGE_HISTORY:
        return []
    found = call.world.history(channel.id)
    before, after, around = (_number(call, name) for name in ("before", "after", "around"))
    if around is not None:
        middle = bisect_left(found, around, key=lambda each: each.id)
        first = max(0, middle - limit // 2)
        found = found[first : first + limit]
    elif after is not None:
        found = [each for each in found if each.id > after][:limit]
    else:
        found = [each for each in found if before is None or each.id < before][-limit:]
    return [_shown(call, each) for each in reversed(found)]


async def one(call: Call) -> Any:
    """Get Channel Message."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return _shown(call, call.message(channel))


async def create(call: Call) -> Any:
    """Create Message; a nonce seen within the last minutes gives the earlier message when enforced."""
    channel = call.channel()
    body = call.body
    world = call.world
    posting.check_may_send(world, world.bot_id, channel, body, len(call.files))
    if body.get("enforce_nonce") and body.get("nonce") is not None:
        earlier = _same_nonce(call, channel, str(body["nonce"]))
        if earlier is not None:
            return render.message(world, earlier) | {"nonce": earlier.nonce}
    message = posting.create(world, world.bot_id, channel, body, call.files)
    data = render.message(world, message)
    return data if message.nonce is None else data | {"nonce": message.nonce}


def _same_nonce(call: Call, channel: Channel, nonce: str) -> Message | None:
    oldest = now() - limits.NONCE_MEMORY
    for message in reversed(call.world.history(channel.id)):
        if message.timestamp < oldest:
            return None
        if message.author_id == call.world.bot_id and message.nonce == nonce:
            return message
    return None


async def edit(call: Call) -> Any:
    """Edit Message: only the bot's own."""
    channel = call.channel()
    message = call.message(channel)
    if message.author_id != call.world.bot_id:
        raise ApiError(403, errors.CANNOT_EDIT_OTHERS, "Cannot edit a message authored by another user")
    if channel.is_thread and channel.archived:
        raise ApiError(400, errors.THREAD_ARCHIVED, "Thread is archived")
    posting.edit(call.world, message, call.body, call.files)
    return render.message(call.world, message)


async def delete(call: Call) -> Any:
    """Delete Message: the bot's own, or with Manage Messages anybody's."""
    channel = call.channel()
    message = call.message(channel)
    world = call.world
    if message.author_id != world.bot_id:
        if channel.is_dm or not in_channel(world, world.bot_id, channel) & Permission.MANAGE_MESSAGES:
            raise errors.missing_permissions()
        world.record("message_delete", message.author_id, call.reason, channel=channel.id, message=message.id)
    posting.remove(world, message)


async def bulk_delete(call: Call) -> Any:
    """Bulk Delete Messages: 2 to 100, none older than two weeks."""
    channel = call.channel(Permission.MANAGE_MESSAGES)
    ids = [errors.snowflake(each, "messages") for each in call.body.get("messages") or []]
    if not limits.BULK_DELETE_LEAST <= len(ids) <= limits.BULK_DELETE_MOST:
        message = "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete"
        raise ApiError(400, errors.BULK_DELETE_COUNT, message)
    if any(moment_of(each) < now() - limits.BULK_DELETE_AGE for each in ids):
        raise ApiError(
            400, errors.BULK_DELETE_AGE, "You can only bulk delete messages that are under 14 days old."
        )
    call.world.record("message_bulk_delete", channel.id, call.reason, count=len(ids))
    posting.remove_many(call.world, channel, ids)


async def end_poll(call: Call) -> Any:
    """End Poll: only the bot's own."""
    channel = call.channel()
    message = call.message(channel)
    if message.author_id != call.world.bot_id or message.poll is None:
        raise ApiError(403, errors.CANNOT_EDIT_OTHERS, "Cannot edit a message authored by another user")
    message.poll.finalized, message.poll.expiry = True, now()
    posting.changed(call.world, message)
    return render.message(call.world, message)
