"""``/queue``: what waits, and what is next."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.policy import RuleKind
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.cards import case_line, stamp
from bot.ui.limits import EMBED_DESCRIPTION
from bot.ui.rights import allowed
from bot.ui.services import Services
from bot.ui.text import clip
from cogs.review import show_case

PAGE: Final = 10
KINDS: Final = [app_commands.Choice(name=name, value=kind) for kind, name in wording.KINDS.items()]


@app_commands.default_permissions(moderate_members=True)
@app_commands.guild_only()
class Queue(commands.GroupCog, group_name="queue", group_description="Cases that wait for a decision"):
    """``/queue``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(name="list", description="Undecided cases, gravest first")
    @app_commands.describe(kind="Only this kind", channel="Only this channel", page="Page, from 1")
    @app_commands.choices(kind=KINDS)
    async def show(
        self,
        interaction: Interaction,
        kind: str | None = None,
        channel: discord.TextChannel
        | discord.ForumChannel
        | discord.VoiceChannel
        | discord.Thread
        | None = None,
        page: app_commands.Range[int, 1, 1000] = 1,
    ) -> None:
        """``/queue list``."""
        async with polite(interaction):
            if not await allowed(interaction) or interaction.guild_id is None:
                return
            found = await self._services.desk.queue(
                interaction.guild_id,
                kind=RuleKind(kind) if kind else None,
                channel_id=channel.id if channel else None,
                page=page - 1,
                size=PAGE,
            )
            if not found.total or found.oldest is None:
                await tell(interaction, wording.QUEUE_EMPTY)
                return
            embed = discord.Embed(
                title=wording.QUEUE_TITLE,
                description=clip("\n".join(case_line(case) for case in found.cases), EMBED_DESCRIPTION),
            )
            pages = -(-found.total // PAGE)
            line = wording.QUEUE_PAGE.format(
                page=page, pages=pages, total=found.total, oldest=stamp(found.oldest)
            )
            await tell(interaction, line, embed=embed)

    @app_commands.command(name="next", description="Take the next case for ten minutes")
    async def take_next(self, interaction: Interaction) -> None:
        """``/queue next``."""
        async with polite(interaction):
            if not await allowed(interaction) or interaction.guild_id is None:
                return
            await take_time(interaction)
            case = await self._services.desk.next(interaction.guild_id, interaction.user.id)
            if case is None:
                await tell(interaction, wording.NEXT_EMPTY)
                return
            await show_case(interaction, self._services, case)
