"""Who may do what, read afresh from Discord, and what Discord's refusals mean.

Nothing here is read from a member cache: permissions come with the interaction, members are fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import aiohttp
import discord

from bot.review.effects import Code

GuildChannel: TypeAlias = discord.abc.GuildChannel | discord.Thread

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
CANNOT_MESSAGE_USER = 50007
NO_MUTUAL_GUILDS = 50278
_DMS_CLOSED = frozenset({CANNOT_MESSAGE_USER, NO_MUTUAL_GUILDS})
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


class Unreachable(Exception):
    """Discord refused for good. ``code`` is a ``bot.review.effects.Code`` or "refused"."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Busy(Exception):
    """Discord could not be reached, or refuses for the moment."""


@contextmanager
def asking_discord() -> Iterator[None]:
    """Turn discord.py's exceptions into ``Unreachable`` and ``Busy``."""
    try:
        yield
    except discord.NotFound as error:
        raise Unreachable(Code.GONE, _detail(error)) from error
    except discord.Forbidden as error:
        code = Code.DMS_CLOSED if error.code in _DMS_CLOSED else Code.NO_PERMISSION
        raise Unreachable(code, _detail(error)) from error
    except discord.HTTPException as error:
        if error.status == _TOO_MANY_REQUESTS or error.status >= _SERVER_ERROR:
            raise Busy(_detail(error)) from error
        if error.code in _DMS_CLOSED:
            raise Unreachable(Code.DMS_CLOSED, _detail(error)) from error
        raise Unreachable("refused", _detail(error)) from error
    except (TimeoutError, discord.RateLimited, aiohttp.ClientError, OSError) as error:
        raise Busy(type(error).__name__) from error


def _detail(error: discord.HTTPException) -> str:
    """Status and code; never the message, which can repeat what was sent."""
    return f"HTTP {error.status}, code {error.code}"


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person who clicked may moderate, by the permissions Discord sent with this very click."""
    return interaction.guild_id is not None and interaction.permissions.moderate_members


def is_manager(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person who called may manage the server."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


async def member_of(guild: discord.Guild, user_id: int) -> discord.Member | None:
    """The member as Discord knows them now, ``None`` where they left. Raises ``Unreachable``, ``Busy``."""
    try:
        with asking_discord():
            return await guild.fetch_member(user_id)
    except Unreachable as error:
        if error.code == Code.GONE:
            return None
        raise


async def channel_of(guild: discord.Guild, channel_id: int) -> GuildChannel:
    """A channel or thread, fetched where it is not known (archived threads). Raises ``Unreachable``, ``Busy``."""
    known = guild.get_channel_or_thread(channel_id)
    if known is not None:
        return known
    with asking_discord():
        return await guild.fetch_channel(channel_id)


def permissions_in(channel: GuildChannel, member: discord.Member) -> discord.Permissions:
    """What a member may do in a channel; nothing in a thread whose parent we cannot see."""
    try:
        return channel.permissions_for(member)
    except discord.ClientException:
        return discord.Permissions.none()


def outranks(guild: discord.Guild, one: discord.Member, other: discord.Member) -> bool:
    """Whether ``one`` may act on ``other`` by Discord's role order: the owner above all, else the higher role.

    https://discord.com/developers/docs/topics/permissions#permission-hierarchy
    """
    if other.id == guild.owner_id:
        return False
    return one.id == guild.owner_id or one.top_role > other.top_role


def can_be_acted_on(guild: discord.Guild, member: discord.Member) -> bool:
    """Whether anything may be done to this member: not to the owner, not to an administrator.

    Discord refuses timeouts for them: https://discord.com/developers/docs/resources/guild#modify-guild-member
    We hold to the same for kicks and bans.
    """
    return member.id != guild.owner_id and not member.guild_permissions.administrator
