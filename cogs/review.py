"""The moderators' commands: what waits, what is next, and one case."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.policy import RuleKind
from bot.review.types import Case
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.cards import case_embed, case_line, stamp
from bot.ui.clicks import allowed
from bot.ui.controls import card_controls
from bot.ui.limits import EMBED_DESCRIPTION
from bot.ui.modals import Modals
from bot.ui.services import Services
from bot.ui.text import clip

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


@app_commands.default_permissions(moderate_members=True)
@app_commands.guild_only()
class Cases(commands.GroupCog, group_name="case", group_description="One case"):
    """``/case``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(name="show", description="Show a case by its number")
    @app_commands.describe(number="The number on the card")
    async def show(self, interaction: Interaction, number: app_commands.Range[int, 1, 2**31]) -> None:
        """``/case show``."""
        async with polite(interaction):
            if not await allowed(interaction) or interaction.guild_id is None:
                return
            case = await self._services.desk.case(interaction.guild_id, number)
            if case is None:
                await tell(interaction, wording.NO_SUCH_CASE)
                return
            await show_case(interaction, self._services, case)


class Submissions(commands.Cog):
    """Hands modal submissions to their handlers."""

    def __init__(self, modals: Modals) -> None:
        self._modals = modals

    @commands.Cog.listener("on_interaction")
    async def submitted(self, interaction: Interaction) -> None:
        """Any interaction; the modals pick theirs."""
        await self._modals.submitted(interaction)


async def show_case(interaction: Interaction, services: Services, case: Case) -> None:
    """A case with its controls, for one moderator."""
    view = await services.desk.card(case.guild_id, case.group_id, lead_id=case.id)
    if view is None:
        await tell(interaction, wording.NO_SUCH_CASE)
        return
    await tell(interaction, embed=case_embed(view), view=card_controls(view))
