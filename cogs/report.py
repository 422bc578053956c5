"""The message command "Report to moderators"."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.message import AuthorKind
from bot.ui import modals
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.reach import Unreachable, asking_discord, channel_of
from bot.ui.services import Services
from bot.ui.view import message_view


class Report(commands.Cog):
    """Members bring a message before the moderators."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._menu = app_commands.ContextMenu(name="Report to moderators", callback=self.of_message)
        self._menu.guild_only = True
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True)

    async def cog_load(self) -> None:
        """Add the message command, which a cog cannot declare by a decorator."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it away again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def of_message(self, interaction: Interaction, message: discord.Message) -> None:
        """ "Report to moderators" on a message: ask what is wrong with it."""
        async with polite(interaction):
            if await self._refused(interaction, message) or await self._services.reports.spent(interaction):
                return
            await modals.show(interaction, modals.report_modal(message.channel.id, message.id))

    async def submitted(
        self, interaction: Interaction, arguments: tuple[str, ...], values: Mapping[str, list[str]]
    ) -> None:
        """The reason came. The message is read again: it may have changed or gone while the modal was open."""
        await take_time(interaction)
        guild, me = interaction.guild, self._bot.user
        if guild is None or me is None:
            await tell(interaction, wording.GUILD_ONLY)
            return
        channel_id, message_id = (int(argument) for argument in arguments)
        try:
            channel = await channel_of(guild, channel_id)
            if not isinstance(channel, discord.abc.Messageable):
                raise Unreachable("gone")
            with asking_discord():
                message = await channel.fetch_message(message_id)
        except Unreachable:
            await tell(interaction, wording.REPORT_GONE)
            return
        if await self._refused(interaction, message):
            return
        thread = channel if isinstance(channel, discord.Thread) else None
        files = await self._services.files.read(message.attachments)
        view = message_view(message, me.id, files=files, thread=thread)
        if view is None:
            await tell(interaction, wording.REPORT_GONE)
            return
        policy = await self._services.policies.get(guild.id)
        await self._services.desk.report(
            view, interaction.user.id, modals.first(values, modals.REASON), policy
        )
        await tell(interaction, wording.REPORT_THANKS)

    async def _refused(self, interaction: Interaction, message: discord.Message) -> bool:
        """Say why a message cannot be reported, where it cannot."""
        sentence = await self._refusal(interaction, message)
        if sentence is not None:
            await tell(interaction, sentence)
        return sentence is not None

    async def _refusal(self, interaction: Interaction, message: discord.Message) -> str | None:
        if interaction.guild_id is None or self._bot.user is None:
            return wording.GUILD_ONLY
        if message.author.id == interaction.user.id:
            return wording.REPORT_OWN
        view = message_view(message, self._bot.user.id)
        if view is None or view.author_kind in (AuthorKind.OURSELVES, AuthorKind.SYSTEM):
            return wording.REPORT_BOT
        policy = await self._services.policies.get(interaction.guild_id)
        return wording.REPORT_NO_CHANNEL if policy.review_channel_id is None else None
