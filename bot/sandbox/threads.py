"""Opening threads and forum posts: the same for a person and for the bot."""

from __future__ import annotations

from bot.sandbox import errors, limits, posting, render
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.model import Channel, ChannelType, Json, Message, MessageFlag, MessageType
from bot.sandbox.posting import Upload
from bot.sandbox.validate import message as validate_message
from bot.sandbox.world import World, now


def _open(
    world: World, parent: Channel, owner_id: int, name: str, thread_id: int, tags: list[int]
) -> Channel:
    problems = Problems()
    problems.length(("name",), name, limits.CHANNEL_NAME_LENGTH, 1)
    problems.count(("applied_tags",), tags, limits.THREAD_TAGS)
    known = {tag.id for tag in parent.tags}
    for index, tag in enumerate(tags):
        if tag not in known:
            problems.add(("applied_tags", index), "FORUM_TAG_UNKNOWN", "Unknown tag")
    problems.check()
    thread = Channel(thread_id, ChannelType.PUBLIC_THREAD, name, parent_id=parent.id, owner_id=owner_id)
    thread.applied_tags = tags
    thread.thread_members = [owner_id]
    world.channels[thread.id] = thread
    data = render.channel(world, thread) | {"newly_created": True}
    world.emit("THREAD_CREATE", data, channel_id=thread.id)
    return thread


def from_message(world: World, message: Message, owner_id: int, name: str) -> Channel:
    """A thread on a message; it has the message's id."""
    if message.id in world.channels:
        raise ApiError(400, errors.THREAD_EXISTS, "A thread has already been created for this message")
    parent = world.channels[message.channel_id]
    thread = _open(world, parent, owner_id, name, message.id, [])
    message.thread_id = thread.id
    message.flags |= MessageFlag.HAS_THREAD
    posting.changed(world, message)
    reference = _link(world, parent, message.id)
    _system(world, thread, owner_id, MessageType.THREAD_STARTER, "", reference)
    return thread


def _link(world: World, channel: Channel, message_id: int | None = None) -> Json:
    link: Json = {"type": 0, "channel_id": str(channel.id), "guild_id": str(world.guild_id)}
    return link if message_id is None else link | {"message_id": str(message_id)}


def _system(
    world: World, channel: Channel, author_id: int, kind: MessageType, content: str, reference: Json
) -> None:
    """A message that Discord writes in a member's name."""
    message = Message(world.ids.next(), channel.id, author_id, now(), kind, content, reference=reference)
    world.keep(message)
    posting.announce(world, message)


def without_message(world: World, parent: Channel, owner_id: int, name: str) -> Channel:
    """A thread that starts empty; the parent channel says that it was opened."""
    thread = _open(world, parent, owner_id, name, world.ids.next(), [])
    _system(world, parent, owner_id, MessageType.THREAD_CREATED, name, _link(world, thread))
    return thread


def forum_post(
    world: World,
    forum: Channel,
    owner_id: int,
    name: str,
    payload: Json,
    files: list[Upload],
    tags: list[int],
) -> tuple[Channel, Message]:
    """A post in a forum: a thread and its first message, which has the thread's id."""
    validate_message.check(payload, files=len(files))
    thread_id = world.ids.next()
    thread = _open(world, forum, owner_id, name, thread_id, tags)
    message = posting.create(world, owner_id, thread, payload, files, message_id=thread_id)
    return thread, message
