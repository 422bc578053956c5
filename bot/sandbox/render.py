"""The world's objects as Discord's JSON (API v10)."""

from __future__ import annotations

from datetime import datetime

from bot.sandbox.model import (
    Channel,
    ChannelType,
    Command,
    Json,
    Member,
    Message,
    MessageType,
    Poll,
    Role,
    User,
)
from bot.sandbox.permissions import highest_role, in_channel
from bot.sandbox.snowflakes import moment_of
from bot.sandbox.world import World

AUTO_ARCHIVE_MINUTES = 4320
MAX_MEMBERS = 500_000
_REFERRING = (MessageType.REPLY, MessageType.THREAD_STARTER)
"""Only these carry the message they refer to (resources/message#message-reference-types)."""


def stamp(moment: datetime | None) -> str | None:
    """An ISO 8601 time as Discord writes it."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def user(one: User) -> Json:
    """A user object."""
    data: Json = {
        "id": str(one.id),
        "username": one.username,
        "global_name": one.global_name,
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "discriminator": "0000" if one.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "banner": None,
        "accent_color": None,
    }
    if one.bot:
        data["bot"] = True
    return data


def member(world: World, one: Member, *, with_user: bool = True) -> Json:
    """A guild member object; events that carry the user elsewhere leave it out."""
    data: Json = {
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in one.role_ids],
        "joined_at": stamp(one.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": stamp(one.timed_out_until),
    }
    if with_user:
        data["user"] = user(world.users[one.user_id])
    return data


def role(one: Role) -> Json:
    """A role object."""
    data: Json = {
        "id": str(one.id),
        "name": one.name,
        "description": None,
        "permissions": str(int(one.permissions)),
        "position": one.position,
        "color": one.color,
        "colors": {"primary_color": one.color, "secondary_color": None, "tertiary_color": None},
        "hoist": one.hoist,
        "managed": one.managed,
        "mentionable": one.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.bot_id is not None:
        data["tags"] = {"bot_id": str(one.bot_id)}
    return data


def channel(world: World, one: Channel, *, viewer_id: int | None = None) -> Json:
    """A channel object of any kind the stand-in has; ``viewer_id`` adds that user's permissions."""
    data: Json = {
        "id": str(one.id),
        "type": int(one.type),
        "flags": 0,
        "last_message_id": _optional_id(one.last_message_id),
    }
    if one.is_dm:
        viewer = viewer_id if viewer_id is not None else world.bot_id
        others = [user_id for user_id in one.recipient_ids if user_id != viewer]
        return data | {"recipients": [user(world.users[user_id]) for user_id in others]}
    data |= {
        "guild_id": str(world.guild_id),
        "name": one.name,
        "parent_id": _optional_id(one.parent_id),
        "rate_limit_per_user": one.slowmode,
    }
    if viewer_id is not None:
        data["permissions"] = str(int(in_channel(world, viewer_id, one)))
    return data | (_thread_part(world, one) if one.is_thread else _guild_channel_part(one))


def _guild_channel_part(one: Channel) -> Json:
    part: Json = {
        "position": one.position,
        "topic": one.topic,
        "nsfw": False,
        "permission_overwrites": [
            {
                "id": str(over.id),
                "type": over.kind,
                "allow": str(int(over.allow)),
                "deny": str(int(over.deny)),
            }
            for over in one.overwrites
        ],
    }
    if one.type is ChannelType.FORUM:
        part |= {
            "available_tags": [
                {
                    "id": str(tag.id),
                    "name": tag.name,
                    "moderated": tag.moderated,
                    "emoji_id": None,
                    "emoji_name": None,
                }
                for tag in one.tags
            ],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return part


def _thread_part(world: World, one: Channel) -> Json:
    count = len(world.messages.get(one.id, {}))
    return {
        "owner_id": str(one.owner_id or world.owner_id),
        "message_count": count,
        "total_message_sent": count,
        "member_count": len(one.thread_members),
        "applied_tags": [str(tag) for tag in one.applied_tags],
        "thread_metadata": {
            "archived": one.archived,
            "archive_timestamp": stamp(moment_of(one.id)),
            "auto_archive_duration": AUTO_ARCHIVE_MINUTES,
            "locked": one.locked,
            "create_timestamp": stamp(moment_of(one.id)),
        },
    }


def guild(world: World) -> Json:
    """A guild object as ``GET /guilds/{id}`` gives it (with counts)."""
    return {
        "id": str(world.guild_id),
        "name": world.guild_name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": ["COMMUNITY"],
        "banner": None,
        "owner_id": str(world.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "roles": [role(one) for one in world.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 2,
        "max_presences": None,
        "max_members": MAX_MEMBERS,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": world.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
        "approximate_member_count": len(world.members),
        "approximate_presence_count": len(world.members),
    }


def guild_create(world: World) -> Json:
    """The GUILD_CREATE payload: without the members intent only the bot's own member is in it."""
    guild_channels = [one for one in world.channels.values() if not one.is_dm and not one.is_thread]
    threads = [one for one in world.channels.values() if one.is_thread and not one.archived]
    own = world.members[world.bot_id]
    return guild(world) | {
        "joined_at": stamp(own.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(world.members),
        "members": [member(world, own)],
        "channels": [channel(world, one) for one in guild_channels],
        "threads": [channel(world, one) for one in threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def poll(one: Poll, viewer_id: int) -> Json:
    """A poll object with its counts as ``viewer_id`` sees them."""
    return {
        "question": {"text": one.question},
        "answers": one.answers,
        "expiry": stamp(one.expiry),
        "allow_multiselect": one.multi,
        "layout_type": 1,
        "results": {
            "is_finalized": one.finalized,
            "answer_counts": [
                {"id": answer_id, "count": len(voters), "me_voted": viewer_id in voters}
                for answer_id, voters in sorted(one.votes.items())
                if voters
            ],
        },
    }


def message(world: World, one: Message, *, viewer_id: int | None = None, nested: bool = False) -> Json:
    """A message object as ``viewer_id`` (the bot by default) gets it; a nested one carries no further reference."""
    viewer = world.bot_id if viewer_id is None else viewer_id
    data: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel_id),
        "type": int(one.type),
        "author": user(world.users[one.author_id]),
        "content": one.content,
        "timestamp": stamp(one.timestamp),
        "edited_timestamp": stamp(one.edited_timestamp),
        "tts": False,
        "mention_everyone": one.mention_everyone,
        "mentions": [user(world.users[user_id]) for user_id in one.mention_ids],
        "mention_roles": [str(role_id) for role_id in one.mention_role_ids],
        "attachments": one.attachments,
        "embeds": one.embeds,
        "components": one.components,
        "pinned": False,
        "flags": one.flags,
    }
    if one.application_id is not None:
        data["application_id"] = str(one.application_id)
    if one.webhook_id is not None:
        data["webhook_id"] = str(one.webhook_id)
    if one.interaction is not None:
        data["interaction_metadata"] = one.interaction
        if "name" in one.interaction:  # deprecated and still sent; clients read the command's name from it
            data["interaction"] = {key: one.interaction[key] for key in ("id", "type", "name", "user")}
    if one.stickers:
        data["sticker_items"] = one.stickers
    if one.poll is not None:
        data["poll"] = poll(one.poll, viewer)
    if one.reactions:
        data["reactions"] = [_reaction(emoji, who, viewer) for emoji, who in one.reactions.items()]
    if one.reference is not None:
        data["message_reference"] = one.reference
    if one.snapshots:
        data["message_snapshots"] = one.snapshots
    if one.thread_id is not None and one.thread_id in world.channels:
        data["thread"] = channel(world, world.channels[one.thread_id])
    if not nested and one.type in _REFERRING and one.reference is not None:
        data["referenced_message"] = _referenced(world, one.reference, viewer)
    return data


def _referenced(world: World, reference: Json, viewer_id: int) -> Json | None:
    target = world.messages.get(int(reference["channel_id"]), {}).get(int(reference.get("message_id", 0)))
    return None if target is None else message(world, target, viewer_id=viewer_id, nested=True)


def _reaction(emoji: str, who: list[int], viewer_id: int) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(who),
        "count_details": {"burst": 0, "normal": len(who)},
        "burst_colors": [],
        "me_burst": False,
        "me": viewer_id in who,
    }


def message_event(world: World, one: Message) -> Json:
    """A message as gateway events carry it: with guild, member and channel type."""
    data = message(world, one)
    where = world.channels[one.channel_id]
    data["channel_type"] = int(where.type)
    if not where.is_dm:
        data["guild_id"] = str(world.guild_id)
        author = world.members.get(one.author_id)
        if author is not None and one.webhook_id is None:
            data["member"] = member(world, author, with_user=False)
    return data


def command(world: World, one: Command) -> Json:
    """A registered application command."""
    data: Json = {
        "id": str(one.id),
        "application_id": str(world.application_id),
        "version": str(one.version),
        "default_member_permissions": None,
        "type": one.type,
        "name": one.name,
        "description": "",
        "nsfw": False,
        "integration_types": [0],
        "contexts": None,
    }
    kept = {key: value for key, value in one.data.items() if value is not None and key != "id"}
    if "default_member_permissions" in kept:
        kept["default_member_permissions"] = str(kept["default_member_permissions"])
    data |= kept
    if one.guild_id is not None:
        data["guild_id"] = str(one.guild_id)
    return data


def color_of(world: World, user_id: int) -> str | None:
    """The colour of a member's highest coloured role as ``#RRGGBB``."""
    one = world.members.get(user_id)
    if one is None or not highest_role(world, user_id):
        return None
    coloured = [world.roles[role_id] for role_id in one.role_ids if world.roles[role_id].color]
    if not coloured:
        return None
    return f"#{max(coloured, key=lambda found: found.position).color:06X}"


def _optional_id(value: int | None) -> str | None:
    return None if value is None else str(value)
