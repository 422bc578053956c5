"""``/appeal``: a member's way to their appeals where no DM reaches them."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.appeal_controls import pick_controls
from bot.ui.services import Services


class Appeals(commands.Cog):
    """For every member, about themselves alone."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name="appeal", description="Appeal against a decision about you, or see how your appeal stands"
    )
    @app_commands.guild_only()
    async def appeal(self, interaction: Interaction) -> None:
        """``/appeal``."""
        async with polite(interaction):
            await take_time(interaction)
            guild_id = interaction.guild_id or 0
            concerns = await self._services.appeals.concerning(guild_id, interaction.user.id)
            if not concerns:
                await tell(interaction, wording.APPEAL_NOTHING)
                return
            text = f"**{wording.APPEAL_LIST_TITLE}**\n{wording.APPEAL_LIST}"
            await tell(interaction, text, view=pick_controls(guild_id, concerns))
