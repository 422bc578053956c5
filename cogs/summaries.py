"""``/summarize``, the message command "Summarize link", and messages that mention the bot."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, polite, tell
from bot.ui.links import links_in
from bot.ui.services import Services
from bot.ui.summaries.asking import Mentions, offer_links, summarize
from bot.ui.view import links_text

URL_LENGTH = 2000


class Summaries(commands.Cog):
    """Neutral summaries of articles, on request."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._mentions = Mentions(bot, services)
        self._menu = app_commands.ContextMenu(name="Summarize link", callback=self.of_message)
        self._menu.guild_only = True
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True)

    async def cog_load(self) -> None:
        """Add the message command, which a cog cannot declare by a decorator."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it away again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(
        name="summarize", description="A neutral summary of an article, in its own sentences"
    )
    @app_commands.describe(url="Link to the article")
    @app_commands.guild_only()
    async def by_url(self, interaction: Interaction, url: app_commands.Range[str, 1, URL_LENGTH]) -> None:
        """``/summarize``."""
        async with polite(interaction):
            links = links_in(url)
            await summarize(interaction, links[0] if links else url)

    async def of_message(self, interaction: Interaction, message: discord.Message) -> None:
        """ "Summarize link" on a message."""
        async with polite(interaction):
            if interaction.guild_id is None:
                await tell(interaction, wording.GUILD_ONLY)
                return
            await offer_links(interaction, message.channel.id, message.id, links_in(links_text(message)))

    @commands.Cog.listener("on_message")
    async def mentioned(self, message: discord.Message) -> None:
        """A message; most mention nobody."""
        await self._mentions.take(message)
