"""Reactions and poll votes."""

from __future__ import annotations

from bot.sandbox import posting, render
from bot.sandbox.model import Json, Message
from bot.sandbox.world import World


def _base(world: World, message: Message, user_id: int) -> Json:
    data: Json = {
        "user_id": str(user_id),
        "channel_id": str(message.channel_id),
        "message_id": str(message.id),
    }
    if not world.channels[message.channel_id].is_dm:
        data["guild_id"] = str(world.guild_id)
    return data


def _emit(world: World, name: str, message: Message, user_id: int, emoji: str) -> None:
    data = _base(world, message, user_id) | {
        "emoji": {"id": None, "name": emoji},
        "message_author_id": str(message.author_id),
        "burst": False,
        "type": 0,
    }
    if name.endswith("_ADD") and user_id in world.members and "guild_id" in data:
        data["member"] = render.member(world, world.members[user_id])
    world.emit(name, data, channel_id=message.channel_id)


def add(world: World, message: Message, user_id: int, emoji: str) -> None:
    """React; a second time changes nothing."""
    who = message.reactions.setdefault(emoji, [])
    if user_id not in who:
        who.append(user_id)
        _emit(world, "MESSAGE_REACTION_ADD", message, user_id, emoji)


def remove(world: World, message: Message, user_id: int, emoji: str) -> None:
    """Take a reaction back; where there is none, nothing happens."""
    who = message.reactions.get(emoji, [])
    if user_id in who:
        who.remove(user_id)
        if not who:
            del message.reactions[emoji]
        _emit(world, "MESSAGE_REACTION_REMOVE", message, user_id, emoji)


def vote(world: World, message: Message, user_id: int, answer_id: int) -> None:
    """Vote in a poll, or take the vote back; a single-choice poll drops the earlier vote.

    Raises ValueError where the message has no open poll with that answer.
    """
    poll = message.poll
    if poll is None or poll.finalized or answer_id not in [one["answer_id"] for one in poll.answers]:
        raise ValueError("there is no open poll with that answer")
    voters = poll.votes.setdefault(answer_id, set())
    data = _base(world, message, user_id)
    if user_id in voters:
        voters.discard(user_id)
        world.emit("MESSAGE_POLL_VOTE_REMOVE", data | {"answer_id": answer_id}, channel_id=message.channel_id)
        posting.announce_counts(world, message)
        return
    if not poll.multi:
        for other, who in poll.votes.items():
            if user_id in who:
                who.discard(user_id)
                world.emit(
                    "MESSAGE_POLL_VOTE_REMOVE", data | {"answer_id": other}, channel_id=message.channel_id
                )
    voters.add(user_id)
    world.emit("MESSAGE_POLL_VOTE_ADD", data | {"answer_id": answer_id}, channel_id=message.channel_id)
    posting.announce_counts(world, message)
