"""The sandbox's server: "Town Hall", with invented people. Ids are the same at every start, so that links keep."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.model import Channel, ChannelType, Member, Overwrite, Role, Tag, User
from bot.sandbox.permissions import Permission
from bot.sandbox.snowflakes import snowflake_at
from bot.sandbox.world import World

_FOUNDED = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)

GUILD_ID = snowflake_at(_FOUNDED, 1)
APPLICATION_ID = snowflake_at(_FOUNDED, 10)
BOT_ID = APPLICATION_ID
"""A bot's user id is its application's id."""
ADA_ID = snowflake_at(_FOUNDED, 11)
BRUNO_ID = snowflake_at(_FOUNDED, 12)
MARA_ID = snowflake_at(_FOUNDED, 13)
MILO_ID = snowflake_at(_FOUNDED, 14)
OLIVE_ID = snowflake_at(_FOUNDED, 15)

REGULAR_ROLE_ID = snowflake_at(_FOUNDED, 21)
BOT_ROLE_ID = snowflake_at(_FOUNDED, 22)
MODERATOR_ROLE_ID = snowflake_at(_FOUNDED, 23)
ADMIN_ROLE_ID = snowflake_at(_FOUNDED, 24)

GENERAL_ID = snowflake_at(_FOUNDED, 31)
POLITICS_ID = snowflake_at(_FOUNDED, 32)
PROPOSALS_ID = snowflake_at(_FOUNDED, 33)
MOD_QUEUE_ID = snowflake_at(_FOUNDED, 34)
BUDGET_THREAD_ID = snowflake_at(_FOUNDED, 35)
TAG_TRANSPORT_ID = snowflake_at(_FOUNDED, 41)
TAG_HOUSING_ID = snowflake_at(_FOUNDED, 42)

BOT_PERMISSIONS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.EMBED_LINKS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MANAGE_MESSAGES
    | Permission.MODERATE_MEMBERS
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_THREADS
    | Permission.KICK_MEMBERS
    | Permission.BAN_MEMBERS
)
"""Exactly what the invitation of the real bot can ask for, the optional ones included."""
_EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.ADD_REACTIONS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
)
_MODERATOR = (
    Permission.MODERATE_MEMBERS
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_THREADS
    | Permission.MANAGE_CHANNELS
    | Permission.KICK_MEMBERS
    | Permission.BAN_MEMBERS
)

TITLES = {
    "ada": "member",
    "bruno": "second member",
    "mara": "moderator",
    "milo": "second moderator",
    "olive": "owner",
    "evenhand": "bot",
}
"""What the page calls each person; all but the bot can be played."""


def sandbox_world() -> World:
    """A fresh "Town Hall" with nobody having said anything yet."""
    world = World(GUILD_ID, "Town Hall", OLIVE_ID, BOT_ID, APPLICATION_ID)
    for role in _roles():
        world.roles[role.id] = role
    for user, role_ids in _people():
        world.users[user.id] = user
        world.members[user.id] = Member(user.id, _FOUNDED, list(role_ids))
    for channel in _channels():
        world.channels[channel.id] = channel
    return world


def _roles() -> list[Role]:
    return [
        Role(GUILD_ID, "@everyone", int(_EVERYONE), 0),
        Role(REGULAR_ROLE_ID, "Regular", 0, 1, color=0x57F287),
        Role(BOT_ROLE_ID, "Evenhand", int(BOT_PERMISSIONS), 2, managed=True, bot_id=BOT_ID),
        Role(
            MODERATOR_ROLE_ID, "Moderator", int(_MODERATOR), 3, color=0x3498DB, hoist=True, mentionable=True
        ),
        Role(ADMIN_ROLE_ID, "Admin", int(Permission.ADMINISTRATOR), 4, color=0xE67E22, hoist=True),
    ]


def _people() -> list[tuple[User, tuple[int, ...]]]:
    return [
        (User(ADA_ID, "ada", "ada.winter", "Ada"), ()),
        (User(BRUNO_ID, "bruno", "bruno_vale", "Bruno"), (REGULAR_ROLE_ID,)),
        (User(MARA_ID, "mara", "mara.moss", "Mara"), (MODERATOR_ROLE_ID,)),
        (User(MILO_ID, "milo", "milo_reed", "Milo"), (MODERATOR_ROLE_ID,)),
        (User(OLIVE_ID, "olive", "olive.hart", "Olive"), (ADMIN_ROLE_ID,)),
        (User(BOT_ID, "evenhand", "Evenhand", None, bot=True), (BOT_ROLE_ID,)),
    ]


def _channels() -> list[Channel]:
    only_moderators = [
        Overwrite(GUILD_ID, 0, 0, int(Permission.VIEW_CHANNEL)),
        Overwrite(MODERATOR_ROLE_ID, 0, int(Permission.VIEW_CHANNEL), 0),
        Overwrite(BOT_ROLE_ID, 0, int(Permission.VIEW_CHANNEL), 0),
    ]
    forum = Channel(PROPOSALS_ID, ChannelType.FORUM, "proposals", 2, "One proposal a post.")
    forum.tags = [Tag(TAG_TRANSPORT_ID, "transport"), Tag(TAG_HOUSING_ID, "housing")]
    thread = Channel(BUDGET_THREAD_ID, ChannelType.PUBLIC_THREAD, "harbour budget", parent_id=POLITICS_ID)
    thread.owner_id = MARA_ID
    thread.thread_members = [MARA_ID, ADA_ID, BRUNO_ID]
    return [
        Channel(GENERAL_ID, ChannelType.TEXT, "general", 0, "Everything that is not politics."),
        Channel(POLITICS_ID, ChannelType.TEXT, "politics", 1, "Say where it stands, and be kind."),
        forum,
        Channel(
            MOD_QUEUE_ID, ChannelType.TEXT, "mod-queue", 3, "For moderators.", overwrites=only_moderators
        ),
        thread,
    ]
