"""``/digest``: what was discussed in a channel or thread, and which views several members hold."""

from __future__ import annotations

import asyncio
import logging
import math
from datetime import timedelta
from typing import Final

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot import wording
from bot.articles.digest.child import Failed
from bot.articles.digest.service import Busy as Occupied
from bot.articles.digest.types import MEMBERS_OF_A_VIEW, Digest
from bot.ui.allowance import Allowance
from bot.ui.answers import NO_MENTIONS, Interaction, polite, tell
from bot.ui.digests import digest_embed, history, names_of, posts_of
from bot.ui.language import speaking_in
from bot.ui.reach import Busy, Unreachable
from bot.ui.services import Services
from bot.ui.summaries.buttons import DeleteSummary

MESSAGES: Final = 200
HOURS: Final = 6
MOST_MESSAGES: Final = 1000
MOST_HOURS: Final = 168
"""A week: what was said before is another discussion."""
READ_SECONDS: Final = 60.0
PERSON_ALLOWED: Final = (3, 600.0)
CHANNEL_ALLOWED: Final = (3, 600.0)
"""Digests in how many seconds, a person and a channel: each costs up to ten requests to Discord and seconds of a processor."""

log = logging.getLogger(__name__)


class Digests(commands.Cog):
    """Digests of discussions, on request."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._person = Allowance(*PERSON_ALLOWED)
        self._channel = Allowance(*CHANNEL_ALLOWED)

    @app_commands.command(
        name="digest", description="What was discussed here, and the views that several members hold"
    )
    @app_commands.describe(
        messages=f"How many messages to read (without both options: {MESSAGES}, of the last {HOURS} hours)",
        hours="Of how many hours",
    )
    @app_commands.guild_only()
    async def digest(
        self,
        interaction: Interaction,
        messages: app_commands.Range[int, 10, MOST_MESSAGES] | None = None,
        hours: app_commands.Range[int, 1, MOST_HOURS] | None = None,
    ) -> None:
        """``/digest``. An option that is given lifts the default of the other one to its maximum."""
        async with polite(interaction):
            if (refusal := _refusal(interaction)) is not None:
                await tell(interaction, refusal)
                return
            if await self._spent(interaction):
                return
            await interaction.response.defer(thinking=True)
            alone = messages is None and hours is None
            count = messages or (MESSAGES if alone else MOST_MESSAGES)
            since = timedelta(hours=hours or (HOURS if alone else MOST_HOURS))
            made = await self._made(interaction, count, since)
            if isinstance(made, str):
                await _refuse(interaction, made)
                return
            view, guild_id = ui.View(timeout=None), interaction.guild_id or 0
            async with speaking_in(interaction.client, self._services.policies, guild_id):
                view.add_item(DeleteSummary(interaction.user.id))
                embed = digest_embed(made, guild_id)
            await interaction.edit_original_response(embed=embed, view=view, allowed_mentions=NO_MENTIONS)

    async def _spent(self, interaction: Interaction) -> bool:
        for allowance, who in (
            (self._person, interaction.user.id),
            (self._channel, interaction.channel_id or 0),
        ):
            wait = allowance.wait(interaction.guild_id, who)
            if wait is not None:
                await tell(interaction, wording.slow_down(math.ceil(wait)))
                return True
        return False

    async def _made(self, interaction: Interaction, count: int, since: timedelta) -> Digest | str:
        """The digest, or why there is none."""
        guild, channel = interaction.guild, interaction.channel
        if guild is None or not isinstance(channel, discord.abc.Messageable):
            return wording.DIGEST_NOT_HERE
        try:
            async with asyncio.timeout(READ_SECONDS):
                after = interaction.created_at - since
                read = await history(channel, guild.me.id, count=count, after=after, before=interaction.id)
                names = await names_of(guild, read)
            made = await self._services.digester.digest(guild.id, posts_of(read), names)
        except Unreachable:
            return wording.DIGEST_BOT_NO_HISTORY
        except Occupied:
            return wording.DIGEST_BUSY
        except (Busy, Failed, TimeoutError) as error:
            log.warning("a digest could not be made: %s", type(error).__name__)
            return wording.DIGEST_FAILED
        except Exception as error:
            log.error("a digest failed: %s", type(error).__name__, exc_info=error)
            return wording.DIGEST_FAILED
        if made.members < MEMBERS_OF_A_VIEW:
            return wording.digest_too_little(made.read)
        return made


def _refusal(interaction: Interaction) -> str | None:
    """Why this person gets no digest here, by the permissions that Discord sent with this very command."""
    if interaction.guild_id is None:
        return wording.GUILD_ONLY
    if not isinstance(interaction.channel, discord.abc.Messageable):
        return wording.DIGEST_NOT_HERE
    if not interaction.permissions.read_message_history:
        return wording.DIGEST_NO_HISTORY
    own = interaction.app_permissions
    if not (own.view_channel and own.read_message_history):
        return wording.DIGEST_BOT_NO_HISTORY
    return None


async def _refuse(interaction: Interaction, sentence: str) -> None:
    """Take "thinking…" away, which everybody sees, and tell the person alone."""
    await interaction.delete_original_response()
    await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=NO_MENTIONS)
