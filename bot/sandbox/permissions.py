"""What a member may do where: base permissions, overwrites, threads, timeouts and the role order.

Source: https://discord.com/developers/docs/topics/permissions
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntFlag
from typing import TYPE_CHECKING

from bot.sandbox.model import Channel, Member

if TYPE_CHECKING:
    from bot.sandbox.world import World


class Permission(IntFlag):
    """Permission bits the stand-in knows."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    SEND_POLLS = 1 << 49


ALL = Permission(sum(Permission))
TIMED_OUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
"""All that is left to a member in timeout (topics/permissions#permissions-for-timed-out-members)."""
DM = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
)


def in_timeout(member: Member) -> bool:
    """Whether the member's communication is disabled now."""
    return member.timed_out_until is not None and member.timed_out_until > datetime.now(UTC)


def in_guild(world: World, user_id: int) -> Permission:
    """Guild-wide permissions of a member; none for someone who is no member."""
    member = world.members.get(user_id)
    if member is None:
        return Permission(0)
    if world.owner_id == user_id:
        return ALL
    bits = world.roles[world.guild_id].permissions
    for role_id in member.role_ids:
        bits |= world.roles[role_id].permissions
    granted = ALL if bits & Permission.ADMINISTRATOR else Permission(bits & ALL)
    if in_timeout(member) and not granted & Permission.ADMINISTRATOR:
        granted &= TIMED_OUT
    return granted


def in_channel(world: World, user_id: int, channel: Channel) -> Permission:
    """Permissions of a user in a channel; a thread takes its parent's, a DM has a fixed set for its two users."""
    if channel.is_dm:
        return DM if user_id in channel.recipient_ids else Permission(0)
    if channel.is_thread:
        channel = world.channels[channel.parent_id or 0]
    base = in_guild(world, user_id)
    if base & Permission.ADMINISTRATOR or user_id not in world.members:
        return base
    member = world.members[user_id]
    bits = _overwritten(world, member, channel, int(base))
    if not bits & Permission.VIEW_CHANNEL:
        return Permission(0)
    if in_timeout(member):
        bits &= TIMED_OUT
    return Permission(bits)


def _overwritten(world: World, member: Member, channel: Channel, bits: int) -> int:
    by_id = {overwrite.id: overwrite for overwrite in channel.overwrites}
    everyone = by_id.get(world.guild_id)
    if everyone is not None:
        bits = bits & ~everyone.deny | everyone.allow
    allow = deny = 0
    for role_id in member.role_ids:
        overwrite = by_id.get(role_id)
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    bits = bits & ~deny | allow
    own = by_id.get(member.user_id)
    return bits if own is None else bits & ~own.deny | own.allow


def highest_role(world: World, user_id: int) -> int:
    """The position of a member's highest role; 0 is @everyone alone."""
    member = world.members.get(user_id)
    if member is None:
        return 0
    return max((world.roles[role_id].position for role_id in member.role_ids), default=0)


def outranks(world: World, actor_id: int, target_id: int) -> bool:
    """Whether ``actor_id`` stands above ``target_id``: the owner above all, else by the highest role."""
    if target_id == world.owner_id or actor_id == target_id:
        return False
    if actor_id == world.owner_id:
        return True
    return highest_role(world, actor_id) > highest_role(world, target_id)


def can_view(world: World, user_id: int, channel: Channel) -> bool:
    """Whether the user sees the channel at all."""
    return bool(in_channel(world, user_id, channel) & Permission.VIEW_CHANNEL)


def can_send(world: World, user_id: int, channel: Channel) -> bool:
    """Whether the user may write there (in a forum: open a post)."""
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    return bool(in_channel(world, user_id, channel) & needed)
