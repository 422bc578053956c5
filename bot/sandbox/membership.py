"""Coming and going: other bots, webhooks, members who leave."""

from __future__ import annotations

from bot.sandbox import posting, render
from bot.sandbox.model import Channel, Json, Member, Message, User
from bot.sandbox.world import World, now


def leave(world: World, user_id: int) -> None:
    """A member leaves the server, of their own will or not."""
    del world.members[user_id]
    event: Json = {"guild_id": str(world.guild_id), "user": render.user(world.users[user_id])}
    world.emit("GUILD_MEMBER_REMOVE", event)


def add_bot(world: World, key: str, name: str) -> User:
    """Another bot joins the server; ``standin.person(key)`` lets it write."""
    user = User(world.ids.next(), key, name, None, bot=True)
    world.users[user.id] = user
    world.members[user.id] = Member(user.id, now())
    world.emit(
        "GUILD_MEMBER_ADD", render.member(world, world.members[user.id]) | {"guild_id": str(world.guild_id)}
    )
    return user


def post_by_webhook(world: World, channel: Channel, name: str, content: str) -> Message:
    """A message by a channel's webhook: its author has a name, but no account and no membership."""
    author = User(world.ids.next(), f"webhook-{name}", name, None, bot=True)
    world.users[author.id] = author
    return posting.create(world, author.id, channel, {"content": content}, [], webhook_id=author.id)
