"""``/privacy``: what is kept, and how long."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, polite, tell


class Privacy(commands.Cog):
    """Tells members what the bot keeps about them."""

    def __init__(self, retention_days: int) -> None:
        self._retention_days = retention_days

    @app_commands.command(name="privacy", description="What this bot keeps, and how long")
    @app_commands.guild_only()
    async def privacy(self, interaction: Interaction) -> None:
        """``/privacy``."""
        async with polite(interaction):
            await tell(interaction, wording.privacy(self._retention_days))
