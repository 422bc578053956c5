"""What the desk does on Discord: delete, warn, time out. Rights are looked at first, so that no request is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import discord

from bot import wording
from bot.review.effects import Code, EffectFailed, EffectRetry
from bot.review.policies import Policies
from bot.review.types import Case
from bot.ui import limits
from bot.ui.answers import NO_MENTIONS
from bot.ui.cards import case_url
from bot.ui.language import speaking_in
from bot.ui.reach import (
    Busy,
    Unreachable,
    asking_discord,
    can_be_timed_out,
    member_of,
    outranks,
    own_permissions,
)
from bot.ui.text import clip, escape_line

WARNING_REASON = 400
"""Room for the moderators' reason in a warning; with everything else it stays far under a message's 2,000."""


def nonce_of(key: str) -> str:
    """An idempotency key as a nonce Discord takes: at most 25 characters, the same for the same key."""
    return hashlib.sha256(key.encode()).hexdigest()[: limits.NONCE_LENGTH]


class DiscordEffects:
    """``bot.review.effects.Effects`` over discord.py. ``bind`` it to the bot before the first effect.

    What it writes to members and into the server's audit log is in the server's language.
    """

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._client: discord.Client | None = None

    def bind(self, client: discord.Client) -> None:
        """The bot to act through from now on."""
        self._client = client

    async def delete_message(self, case: Case, reason: str | None) -> None:
        """Delete the case's message. ``gone`` where it is not there, ``no_permission`` without Manage Messages."""
        guild = self._guild(case)
        with _effects():
            _, permissions = await own_permissions(guild, case.channel_id)
            if not (permissions.view_channel and permissions.manage_messages):
                raise Unreachable(Code.NO_PERMISSION)
            with asking_discord():
                await self._bot.http.delete_message(
                    case.channel_id, case.message_id, reason=await self._audit_reason(case, reason)
                )

    async def warn(self, case: Case, reason: str | None, key: str) -> None:
        """Send the author a DM. ``not_member`` where they left, ``dms_closed`` where Discord does not allow it."""
        guild = self._guild(case)
        why = escape_line(reason, WARNING_REASON) if reason else None
        name = escape_line(guild.name, limits.CHANNEL_NAME)
        async with speaking_in(self._bot, self._policies, case.guild_id):
            text = wording.warning(name, case.kind.value, why, case_url(case))
        with _effects():
            if await member_of(guild, case.author_id) is None:
                raise Unreachable(Code.NOT_MEMBER)
            with asking_discord():
                channel = await self._bot.create_dm(discord.Object(case.author_id))
                await channel.send(
                    clip(text, limits.CONTENT_LENGTH),
                    nonce=nonce_of(key),
                    suppress_embeds=True,
                    allowed_mentions=NO_MENTIONS,
                )

    async def timeout(self, case: Case, until: datetime, reason: str | None) -> None:
        """Time the author out until a moment. ``not_member``, ``role_above``, ``no_permission`` as they say."""
        guild = self._guild(case)
        if until <= datetime.now(UTC):  # a restart can come after its end
            return
        with _effects():
            me, member = await member_of(guild, guild.me.id), await member_of(guild, case.author_id)
            if member is None:
                raise Unreachable(Code.NOT_MEMBER)
            if me is None or not me.guild_permissions.moderate_members:
                raise Unreachable(Code.NO_PERMISSION)
            if not can_be_timed_out(guild, member) or not outranks(guild, me, member):
                raise Unreachable(Code.ROLE_ABOVE)
            with asking_discord():
                await member.edit(timed_out_until=until, reason=await self._audit_reason(case, reason))

    @property
    def _bot(self) -> discord.Client:
        if self._client is None:
            raise EffectRetry("the bot has not started yet")
        return self._client

    def _guild(self, case: Case) -> discord.Guild:
        guild = self._bot.get_guild(case.guild_id)
        if guild is None or guild.unavailable:
            raise EffectRetry("the server is not available")
        return guild

    async def _audit_reason(self, case: Case, reason: str | None) -> str:
        async with speaking_in(self._bot, self._policies, case.guild_id):
            return clip(wording.audit_reason(case.number, reason), limits.AUDIT_REASON)


@contextmanager
def _effects() -> Iterator[None]:
    try:
        yield
    except Unreachable as error:
        raise EffectFailed(error.code, error.detail) from error
    except Busy as error:
        raise EffectRetry(str(error)) from error
