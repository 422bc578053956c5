"""The objects of the stand-in's world, as plain data. ``render`` turns them into Discord's JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag
from typing import Any

Json = dict[str, Any]


class ChannelType(IntEnum):
    """https://discord.com/developers/docs/resources/channel#channel-object-channel-types"""

    TEXT = 0
    DM = 1
    PUBLIC_THREAD = 11
    FORUM = 15


class MessageType(IntEnum):
    """https://discord.com/developers/docs/resources/message#message-object-message-types"""

    DEFAULT = 0
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER = 21
    CONTEXT_MENU_COMMAND = 23


class MessageFlag(IntFlag):
    """https://discord.com/developers/docs/resources/message#message-object-message-flags"""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    HAS_SNAPSHOT = 1 << 14
    IS_COMPONENTS_V2 = 1 << 15


class Intent(IntFlag):
    """https://discord.com/developers/docs/events/gateway#list-of-intents (those the stand-in has events for)"""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


PRIVILEGED_INTENTS = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


@dataclass
class Role:
    """A role; ``permissions`` are bits of ``permissions.Permission``. The role whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: int
    position: int
    color: int = 0
    hoist: bool = False
    managed: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass
class User:
    """An account. ``key`` is the short name by which scripts and the page call it, ``locale`` its client's language."""

    id: int
    key: str
    username: str
    global_name: str | None
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-US"


@dataclass
class Member:
    """A user's membership of the guild."""

    user_id: int
    joined_at: datetime
    role_ids: list[int] = field(default_factory=list)
    nick: str | None = None
    timed_out_until: datetime | None = None


@dataclass
class Overwrite:
    """A channel's permission overwrite. ``kind`` 0 is a role, 1 a member."""

    id: int
    kind: int
    allow: int
    deny: int


@dataclass
class Tag:
    """A forum tag."""

    id: int
    name: str
    moderated: bool = False


@dataclass
class Channel:
    """A text channel, forum, thread or direct-message channel."""

    id: int
    type: ChannelType
    name: str = ""
    position: int = 0
    topic: str | None = None
    parent_id: int | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    recipient_ids: list[int] = field(default_factory=list)
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    slowmode: int = 0
    tags: list[Tag] = field(default_factory=list)
    applied_tags: list[int] = field(default_factory=list)
    thread_members: list[int] = field(default_factory=list)
    last_message_id: int | None = None

    @property
    def is_thread(self) -> bool:
        """Whether permissions come from a parent channel."""
        return self.type is ChannelType.PUBLIC_THREAD

    @property
    def is_dm(self) -> bool:
        """Whether this is a direct-message channel."""
        return self.type is ChannelType.DM


@dataclass
class Poll:
    """A poll with its votes (answer id → user ids)."""

    question: str
    answers: list[Json]
    multi: bool
    expiry: datetime
    votes: dict[int, set[int]] = field(default_factory=dict)
    finalized: bool = False


@dataclass
class Revision:
    """What a message said before an edit."""

    until: datetime
    content: str


@dataclass
class Message:
    """A message. ``only_for`` names the one user who sees an ephemeral message."""

    id: int
    channel_id: int
    author_id: int
    timestamp: datetime
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    flags: int = 0
    edited_timestamp: datetime | None = None
    attachments: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    mention_ids: list[int] = field(default_factory=list)
    mention_role_ids: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Json | None = None
    snapshots: list[Json] = field(default_factory=list)
    poll: Poll | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    nonce: str | None = None
    stickers: list[Json] = field(default_factory=list)
    webhook_id: int | None = None
    application_id: int | None = None
    interaction: Json | None = None
    only_for: int | None = None
    thread_id: int | None = None
    revisions: list[Revision] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Whether only one user sees the message."""
        return bool(self.flags & MessageFlag.EPHEMERAL)


@dataclass
class Command:
    """A registered application command: the JSON it was registered with, plus identity."""

    id: int
    version: int
    guild_id: int | None
    data: Json

    @property
    def type(self) -> int:
        """1 chat input, 2 user menu, 3 message menu."""
        return int(self.data.get("type") or 1)

    @property
    def name(self) -> str:
        """The command's name."""
        return str(self.data["name"])


class InteractionType(IntEnum):
    """https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type"""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


@dataclass
class Interaction:
    """One interaction and how far its answer has come.

    ``callback`` is the callback type once answered; ``original_id`` the message that ``@original`` names;
    ``awaiting`` is true between a deferred answer and the message that replaces it.
    """

    id: int
    token: str
    type: InteractionType
    user_id: int
    channel_id: int
    data: Json
    created_at: datetime
    message_id: int | None = None
    callback: int | None = None
    original_id: int | None = None
    awaiting: bool = False
    failed: bool = False
    modal: Json | None = None
    choices: list[Json] | None = None
    parent_id: int | None = None
    followup_ids: list[int] = field(default_factory=list)


@dataclass
class AuditEntry:
    """What the bot did, with the reason it gave."""

    action: str
    target_id: int
    reason: str | None
    detail: Json
    at: datetime


@dataclass(frozen=True)
class Event:
    """Something that happened, on its way to the bot's gateway and to the page.

    ``only_for`` restricts it to one user's client; ``to_bot`` / ``to_page`` say who hears of it at all.
    """

    name: str
    data: Json
    channel_id: int | None = None
    only_for: int | None = None
    to_bot: bool = True
    to_page: bool = True
