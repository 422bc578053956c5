"""Writing, changing and removing messages: what is the same whether a person or the bot does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from bot.sandbox import errors, limits, render
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.model import Channel, ChannelType, Json, Message, MessageFlag, MessageType, Poll, Revision
from bot.sandbox.permissions import Permission, can_send, can_view, in_channel
from bot.sandbox.validate import components, embeds
from bot.sandbox.validate import message as validate_message
from bot.sandbox.world import World, now

_USER_MENTION = re.compile(r"<@!?(\d{1,20})>")
_ROLE_MENTION = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
DEFAULT_POLL_HOURS = 24


@dataclass(frozen=True)
class Upload:
    """A file that came with a message: its slot (``files[n]``), name, type and bytes."""

    slot: int
    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class Origin:
    """How a message came to be, where it is not simply someone writing: an interaction's answer."""

    interaction: Json
    type: MessageType = MessageType.DEFAULT
    flags: int = 0
    only_for: int | None = None
    reference: Json | None = None


def create(
    world: World,
    author_id: int,
    channel: Channel,
    payload: Json,
    files: list[Upload],
    origin: Origin | None = None,
    *,
    message_id: int | None = None,
    webhook_id: int | None = None,
    stickers: tuple[str, ...] = (),
) -> Message:
    """Put a message into a channel and tell everyone. The caller has checked that the author may.

    ``message_id`` is given for the first message of a forum post, which has its thread's id; ``stickers`` are names.
    Raises ApiError for what Discord refuses in the payload itself.
    """
    validate_message.check(payload, files=len(files) + len(stickers))
    by_app = world.users[author_id].bot
    message = Message(message_id or world.ids.next(), channel.id, author_id, now())
    message.content = str(payload.get("content") or "").strip()
    message.flags = int(payload.get("flags") or 0) & validate_message.SETTABLE
    message.embeds = embeds.normalize(payload.get("embeds") or []) if by_app else []
    message.components = components.normalize(payload.get("components") or []) if by_app else []
    message.attachments = _store(world, channel.id, files, payload.get("attachments") or [])
    message.stickers = [{"id": str(world.ids.next()), "name": name, "format_type": 1} for name in stickers]
    message.webhook_id = webhook_id
    if payload.get("nonce") is not None:
        message.nonce = str(payload["nonce"])
    if payload.get("poll") is not None:
        message.poll = _poll(payload["poll"])
    _mentions(world, message, channel, payload.get("allowed_mentions"))
    if payload.get("message_reference") is not None:
        _refer(world, message, payload["message_reference"], payload.get("allowed_mentions"))
    if origin is not None:
        _from_interaction(world, message, origin)
    world.keep(message)
    announce(world, message)
    return message


def announce(world: World, message: Message) -> None:
    """Tell the bot and the page that a message came; an ephemeral one only the user it is for."""
    data = render.message_event(world, message)
    if message.nonce is not None:
        data["nonce"] = message.nonce
    _tell(world, "MESSAGE_CREATE", message, data)


def _tell(world: World, name: str, message: Message, data: Json) -> None:
    world.emit(
        name, data, channel_id=message.channel_id, only_for=message.only_for, to_bot=not message.ephemeral
    )


def changed(world: World, message: Message) -> None:
    """Tell everyone that a message is now another."""
    _tell(world, "MESSAGE_UPDATE", message, render.message_event(world, message))


def announce_counts(world: World, message: Message) -> None:
    """Let the page redraw a poll; the bot hears of votes by their own events."""
    world.emit(
        "MESSAGE_UPDATE", render.message_event(world, message), channel_id=message.channel_id, to_bot=False
    )


def edit(
    world: World, message: Message, payload: Json, files: list[Upload], *, filling: bool = False
) -> Message:
    """Change what the payload names and leave the rest. The caller has checked that the editor may.

    ``filling`` marks the first words of a deferred answer, which a reader does not see as an edit.
    """
    validate_message.check(payload, files=len(files), editing=message)
    if "content" in payload:
        new = str(payload["content"] or "").strip()
        if new != message.content:
            message.revisions.append(Revision(now(), message.content))
        message.content = new
    if "embeds" in payload:
        message.embeds = embeds.normalize(payload["embeds"] or [])
    if "components" in payload:
        message.components = components.normalize(payload["components"] or [])
    if payload.get("flags") is not None:
        kept = message.flags & ~int(validate_message.SETTABLE)
        message.flags = kept | (int(payload["flags"]) & validate_message.SETTABLE)
    if "attachments" in payload or files:
        _replace_attachments(world, message, payload.get("attachments"), files)
    _mentions(world, message, world.channels[message.channel_id], payload.get("allowed_mentions"))
    if not (message.content or message.embeds or message.components or message.attachments or message.poll):
        raise ApiError(400, errors.EMPTY_MESSAGE, "Cannot send an empty message")
    if not filling:
        message.edited_timestamp = now()
    changed(world, message)
    return message


def _replace_attachments(
    world: World, message: Message, listed: list[Json] | None, files: list[Upload]
) -> None:
    kept = message.attachments
    if listed is not None:
        ids = {str(one.get("id")) for one in listed}
        kept = [one for one in kept if one["id"] in ids]
    message.attachments = kept + _store(world, message.channel_id, files, listed or [])


def remove(world: World, message: Message) -> None:
    """Delete a message and tell everyone who saw it."""
    world.forget(message)
    data: Json = {"id": str(message.id), "channel_id": str(message.channel_id)}
    if not world.channels[message.channel_id].is_dm:
        data["guild_id"] = str(world.guild_id)
    _tell(world, "MESSAGE_DELETE", message, data)


def remove_many(world: World, channel: Channel, ids: list[int]) -> None:
    """Delete messages of one channel with a single event."""
    for message_id in ids:
        world.messages.get(channel.id, {}).pop(message_id, None)
    data: Json = {
        "ids": [str(one) for one in ids],
        "channel_id": str(channel.id),
        "guild_id": str(world.guild_id),
    }
    world.emit("MESSAGE_DELETE_BULK", data, channel_id=channel.id)


def check_may_send(world: World, author_id: int, channel: Channel, payload: Json, files: int) -> None:
    """Raise 403 or 400 where the author may not write this there."""
    if channel.is_dm:
        _check_dm(world, author_id, channel)
        return
    if not can_view(world, author_id, channel):
        raise errors.missing_access()
    if channel.type is ChannelType.FORUM:
        raise ApiError(400, errors.NOT_IN_THIS_CHANNEL_TYPE, "Cannot send messages in a non-text channel")
    granted = in_channel(world, author_id, channel)
    needed = Permission(0)
    if files:
        needed |= Permission.ATTACH_FILES
    if payload.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if payload.get("poll"):
        needed |= Permission.SEND_POLLS
    if payload.get("message_reference"):
        needed |= Permission.READ_MESSAGE_HISTORY
    if not can_send(world, author_id, channel) or needed & ~granted:
        raise errors.missing_permissions()
    if channel.locked and not granted & Permission.MANAGE_THREADS:
        raise ApiError(400, errors.THREAD_ARCHIVED, "Thread is archived")


def _check_dm(world: World, author_id: int, channel: Channel) -> None:
    if author_id not in channel.recipient_ids:
        raise errors.missing_access()
    other = next(user_id for user_id in channel.recipient_ids if user_id != author_id)
    if world.users[author_id].bot and (not world.users[other].dms_open or other not in world.members):
        raise ApiError(403, errors.CANNOT_SEND_TO_USER, "Cannot send messages to this user")


def _store(world: World, channel_id: int, files: list[Upload], described: list[Json]) -> list[Json]:
    by_slot = {str(one.get("id")): one for one in described}
    out: list[Json] = []
    for file in files:
        if len(file.data) > limits.ATTACHMENT_BYTES:
            raise ApiError(413, errors.TOO_LARGE, "Request entity too large")
        attachment_id = world.ids.next()
        world.files[attachment_id] = (file.content_type, file.data)
        url = f"{world.base_url}/attachments/{channel_id}/{attachment_id}/{quote(file.filename)}"
        data: Json = {
            "id": str(attachment_id),
            "filename": file.filename,
            "size": len(file.data),
            "url": url,
            "proxy_url": url,
            "content_type": file.content_type,
        }
        description = by_slot.get(str(file.slot), {}).get("description")
        if description:
            data["description"] = description
        out.append(data)
    return out


def _poll(data: Json) -> Poll:
    answers = [
        {"answer_id": number, "poll_media": {"text": one["poll_media"]["text"]}}
        for number, one in enumerate(data["answers"], 1)
    ]
    hours = int(data.get("duration") or DEFAULT_POLL_HOURS)
    multi = bool(data.get("allow_multiselect"))
    return Poll(str(data["question"]["text"]), answers, multi, now() + timedelta(hours=hours))


def _mentions(world: World, message: Message, channel: Channel, allowed: Any) -> None:
    """Find whom the content mentions, as far as ``allowed_mentions`` lets it (None allows all)."""
    users = [int(found) for found in _USER_MENTION.findall(message.content)]
    roles = [int(found) for found in _ROLE_MENTION.findall(message.content)]
    message.mention_ids = [
        one for one in dict.fromkeys(users) if one in world.users and _lets(allowed, "users", one)
    ]
    may = in_channel(world, message.author_id, channel) & Permission.MENTION_EVERYONE
    message.mention_role_ids = [
        one
        for one in dict.fromkeys(roles)
        if one in world.roles and (may or world.roles[one].mentionable) and _lets(allowed, "roles", one)
    ]
    wanted = allowed is None or "everyone" in (allowed.get("parse") or [])
    message.mention_everyone = bool(may and wanted and _EVERYONE.search(message.content))
    if message.type is MessageType.REPLY and message.reference is not None:
        _mention_replied(world, message, allowed)


def _lets(allowed: Any, kind: str, one: int) -> bool:
    if allowed is None or kind in (allowed.get("parse") or []):
        return True
    return str(one) in [str(listed) for listed in allowed.get(kind) or []]


def _mention_replied(world: World, message: Message, allowed: Any) -> None:
    reference = message.reference or {}
    target = world.messages.get(int(reference["channel_id"]), {}).get(int(reference["message_id"]))
    wanted = allowed is None or allowed.get("replied_user", False)
    if target is not None and wanted and target.author_id not in message.mention_ids:
        message.mention_ids.append(target.author_id)


def _refer(world: World, message: Message, reference: Json, allowed: Any) -> None:
    """A reply, or with type 1 a forward that carries a snapshot of the original."""
    channel_id = errors.snowflake(reference.get("channel_id") or message.channel_id, "channel_id")
    message_id = errors.snowflake(reference.get("message_id"), "message_id")
    target = world.messages.get(channel_id, {}).get(message_id)
    if target is None or target.ephemeral:
        if reference.get("fail_if_not_exists", True):
            problems = Problems()
            problems.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            problems.check()
        return
    forward = reference.get("type") == 1
    kept: Json = {"type": 1 if forward else 0, "channel_id": str(channel_id), "message_id": str(target.id)}
    if not world.channels[channel_id].is_dm:
        kept["guild_id"] = str(world.guild_id)
    message.reference = kept
    if forward:
        message.flags |= MessageFlag.HAS_SNAPSHOT
        message.snapshots = [{"message": _snapshot(world, target)}]
        return
    message.type = MessageType.REPLY
    _mention_replied(world, message, allowed)


def _snapshot(world: World, target: Message) -> Json:
    fields = (
        "type",
        "content",
        "mentions",
        "mention_roles",
        "attachments",
        "embeds",
        "timestamp",
        "edited_timestamp",
    )
    data = render.message(world, target, nested=True)
    source = target.snapshots[0]["message"] if target.snapshots else data
    kept: Json = {name: source[name] for name in fields}
    return kept | {"flags": 0, "components": source["components"]}


def _from_interaction(world: World, message: Message, origin: Origin) -> None:
    message.type = origin.type
    message.flags |= origin.flags
    message.only_for = origin.only_for
    message.interaction = origin.interaction
    message.application_id = world.application_id
    message.webhook_id = world.application_id
    if origin.reference is not None:
        message.reference = origin.reference
