"""``/appeal``: a member's way to their appeals, also where no DM of the bot reaches them."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.appeal_controls import pick_controls
from bot.ui.limits import OPTION_LABEL
from bot.ui.services import Services
from bot.ui.text import plain


class Appeals(commands.Cog):
    """For every member, about themselves alone."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name="appeal", description="Appeal against a decision about you, or see how your appeal stands"
    )
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def appeal(self, interaction: Interaction) -> None:
        """``/appeal``: in a server about that server, in a DM with the bot about all of them.

        Who is timed out has no commands in the server (https://support.discord.com/hc/articles/4413305239191), but has
        them in the DM.
        """
        async with polite(interaction):
            await take_time(interaction)
            servers = {guild.id: plain(guild.name, OPTION_LABEL) for guild in interaction.client.guilds}
            wanted = list(servers) if interaction.guild_id is None else [interaction.guild_id]
            concerns = await self._services.appeals.concerning(wanted, interaction.user.id)
            if not concerns:
                await tell(interaction, wording.APPEAL_NOTHING)
                return
            text = f"**{wording.APPEAL_LIST_TITLE}**\n{wording.APPEAL_LIST}"
            await tell(interaction, text, view=pick_controls(concerns, servers))
