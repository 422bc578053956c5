"""``/second-look``: how another moderator would have decided."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.review.second_look import SecondLook as SecondLooks
from bot.ui.answers import Interaction, polite
from bot.ui.rights import allowed
from bot.ui.second_look import begin


class SecondLook(commands.Cog):
    """Shows a moderator cases that others decided, without the decision."""

    def __init__(self, second_look: SecondLooks) -> None:
        self._second_look = second_look

    @app_commands.command(
        name="second-look", description="Judge a case that another moderator decided, blind"
    )
    @app_commands.default_permissions(moderate_members=True)
    @app_commands.guild_only()
    async def second_look(self, interaction: Interaction) -> None:
        """``/second-look``."""
        async with polite(interaction):
            if await allowed(interaction) and interaction.guild_id is not None:
                await begin(interaction, self._second_look, interaction.guild_id)
