"""``/member history`` for moderators, ``/my cases`` for everybody about themselves."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.members import record_embed, told_embed
from bot.ui.rights import allowed
from bot.ui.services import Services


@app_commands.default_permissions(moderate_members=True)
@app_commands.guild_only()
class Members(commands.GroupCog, group_name="member", group_description="One member"):
    """``/member``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name="history", description="Earlier cases of a member, with points, appeals and notes"
    )
    @app_commands.describe(member="Who")
    async def history(self, interaction: Interaction, member: discord.User) -> None:
        """``/member history``. About oneself it shows what a member may see, to moderators as well."""
        async with polite(interaction):
            if member.id == interaction.user.id:
                await show_own(interaction, self._services)
                return
            if not await allowed(interaction) or interaction.guild_id is None:
                return
            await take_time(interaction)
            record = await self._services.waiting.record(interaction.guild_id, member.id)
            await tell(interaction, embed=record_embed(member.id, record))


@app_commands.guild_only()
class Mine(commands.GroupCog, group_name="my", group_description="What concerns you here"):
    """``/my``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name="cases", description="What the moderators decided about your messages and told you"
    )
    async def cases(self, interaction: Interaction) -> None:
        """``/my cases``."""
        async with polite(interaction):
            await show_own(interaction, self._services)


async def show_own(interaction: Interaction, services: Services) -> None:
    """The decisions that this person was told of."""
    if interaction.guild_id is None:
        await tell(interaction, wording.GUILD_ONLY)
        return
    await take_time(interaction)
    told = await services.waiting.told(interaction.guild_id, interaction.user.id)
    await tell(interaction, embed=told_embed(told))
