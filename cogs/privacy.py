"""``/privacy``: what is kept, and how long, and whether one's messages are read into digests."""

from __future__ import annotations

from typing import Final

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.articles.digest.service import Digester
from bot.ui.answers import Interaction, polite, take_time, tell

_ON_OFF: Final = [
    app_commands.Choice(name=wording.ON, value=1),
    app_commands.Choice(name=wording.OFF, value=0),
]


class Privacy(commands.Cog):
    """Tells members what the bot keeps about them, and lets them stay out of digests."""

    def __init__(self, retention_days: int, digester: Digester) -> None:
        self._retention_days = retention_days
        self._digester = digester

    @app_commands.command(name="privacy", description="What this bot keeps, and how long")
    @app_commands.describe(digest="Whether your messages may be read into digests of this server")
    @app_commands.choices(digest=_ON_OFF)
    @app_commands.guild_only()
    async def privacy(self, interaction: Interaction, digest: int | None = None) -> None:
        """``/privacy``."""
        async with polite(interaction):
            if digest is None:
                await tell(interaction, wording.privacy(self._retention_days))
                return
            if interaction.guild_id is None:
                await tell(interaction, wording.GUILD_ONLY)
                return
            await take_time(interaction)
            change = self._digester.opts_in if digest else self._digester.opts_out
            await change(interaction.guild_id, interaction.user.id)
            await tell(interaction, wording.DIGEST_ON if digest else wording.DIGEST_OFF)
