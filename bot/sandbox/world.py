"""The state of the stand-in: one guild, its people and channels, what was said, and who hears of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.sandbox import errors
from bot.sandbox.model import (
    AuditEntry,
    Channel,
    ChannelType,
    Command,
    Event,
    Interaction,
    Json,
    Member,
    Message,
    Role,
    User,
)
from bot.sandbox.snowflakes import Snowflakes

Listener = Callable[[Event], None]


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass
class World:
    """Everything that exists. Changing methods here only keep the books; the rules stand in the services.

    ``base_url`` is set when the server starts, so that attachment addresses can name it. ``locale`` is the guild's
    preferred one.
    """

    guild_id: int
    guild_name: str
    owner_id: int
    bot_id: int
    application_id: int
    ids: Snowflakes = field(default_factory=Snowflakes)
    roles: dict[int, Role] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    messages: dict[int, dict[int, Message]] = field(default_factory=dict)
    commands: dict[int, Command] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    banned: dict[int, str | None] = field(default_factory=dict)
    audit: list[AuditEntry] = field(default_factory=list)
    listeners: list[Listener] = field(default_factory=list)
    base_url: str = "http://127.0.0.1"
    locale: str = "en-US"
    bot_online: bool = False

    def emit(
        self,
        name: str,
        data: Json,
        *,
        channel_id: int | None = None,
        only_for: int | None = None,
        to_bot: bool = True,
        to_page: bool = True,
    ) -> None:
        """Tell every listener (gateway, page) what happened."""
        event = Event(name, data, channel_id, only_for, to_bot, to_page)
        for listener in list(self.listeners):
            listener(event)

    def channel(self, channel_id: int) -> Channel:
        """The channel, or Discord's 404."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise errors.unknown(errors.UNKNOWN_CHANNEL) from None

    def message(self, channel_id: int, message_id: int) -> Message:
        """The message, or Discord's 404."""
        try:
            return self.messages[channel_id][message_id]
        except KeyError:
            raise errors.unknown(errors.UNKNOWN_MESSAGE) from None

    def member(self, user_id: int) -> Member:
        """The member, or Discord's 404."""
        try:
            return self.members[user_id]
        except KeyError:
            raise errors.unknown(errors.UNKNOWN_MEMBER) from None

    def user_by_key(self, key: str) -> User | None:
        """A user by id or short name."""
        if key.isdecimal():
            return self.users.get(int(key))
        return next((user for user in self.users.values() if user.key == key), None)

    def channel_by_key(self, key: str) -> Channel | None:
        """A channel by id or name (threads included)."""
        if key.isdecimal():
            return self.channels.get(int(key))
        name = key.removeprefix("#")
        return next((channel for channel in self.channels.values() if channel.name == name), None)

    def dm_channel(self, user_id: int) -> Channel:
        """The direct-message channel between the bot and a user, made on first use."""
        for channel in self.channels.values():
            if channel.is_dm and user_id in channel.recipient_ids:
                return channel
        channel = Channel(self.ids.next(), ChannelType.DM, recipient_ids=[user_id, self.bot_id])
        self.channels[channel.id] = channel
        return channel

    def keep(self, message: Message) -> None:
        """Store a message at the end of its channel."""
        self.messages.setdefault(message.channel_id, {})[message.id] = message
        if not message.ephemeral:
            self.channels[message.channel_id].last_message_id = message.id

    def forget(self, message: Message) -> None:
        """Remove a message."""
        self.messages.get(message.channel_id, {}).pop(message.id, None)

    def history(self, channel_id: int, *, viewer_id: int | None = None) -> list[Message]:
        """Messages of a channel, oldest first; ephemeral ones only for the user they are for."""
        return [
            message
            for message in self.messages.get(channel_id, {}).values()
            if not message.ephemeral or message.only_for == viewer_id
        ]

    def record(self, action: str, target_id: int, reason: str | None, **detail: object) -> None:
        """Write the bot's act into the server's audit log."""
        self.audit.append(AuditEntry(action, target_id, reason, dict(detail), now()))

    def new_token(self) -> str:
        """An unguessable interaction token."""
        return secrets.token_urlsafe(48)
