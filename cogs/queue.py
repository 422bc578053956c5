"""``/queue``: what waits, what is next, what can be decided together."""

from __future__ import annotations

from typing import Final, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.policy import RuleKind
from bot.review.bulk import Choice
from bot.review.queue import Filter
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.queue_cards import status_embed
from bot.ui.queue_clicks import show_page, show_preview, take_next
from bot.ui.rights import allowed
from bot.ui.services import Services

KINDS: Final = [app_commands.Choice(name=name, value=kind) for kind, name in wording.KINDS.items()]
CHOICES: Final = [
    app_commands.Choice(name="dismiss", value=Choice.DISMISS.value),
    app_commands.Choice(name="uphold", value=Choice.UPHOLD.value),
]
HOURS_LIMIT: Final = 24 * 365
Place: TypeAlias = discord.TextChannel | discord.ForumChannel | discord.VoiceChannel | discord.Thread
Hours = app_commands.Range[int, 1, HOURS_LIMIT]
Severity = app_commands.Range[float, 0.0, 1.0]
FILTERS: Final = {
    "kind": "Only this kind",
    "channel": "Only this channel",
    "author": "Only this member's messages",
    "hours": "Only what waits for so many hours",
    "least": "Only from this severity on, 0 to 1",
    "most": "Only up to this severity, 0 to 1",
    "mine": "Only what you hold or were asked to look at",
    "escalated": "Only what was escalated",
}


@app_commands.default_permissions(moderate_members=True)
@app_commands.guild_only()
class Queue(commands.GroupCog, group_name="queue", group_description="Cases that wait for a decision"):
    """``/queue``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(name="next", description="Take the next case for ten minutes")
    async def take_next(self, interaction: Interaction) -> None:
        """``/queue next``."""
        async with polite(interaction):
            if await allowed(interaction) and interaction.guild_id is not None:
                await take_next(interaction, interaction.guild_id)

    @app_commands.command(name="list", description="Undecided cases, the most urgent first")
    @app_commands.describe(**FILTERS)
    @app_commands.choices(kind=KINDS)
    async def show(
        self,
        interaction: Interaction,
        kind: str | None = None,
        channel: Place | None = None,
        author: discord.User | None = None,
        hours: Hours | None = None,
        least: Severity | None = None,
        most: Severity | None = None,
        mine: bool = False,
        escalated: bool = False,
    ) -> None:
        """``/queue list``."""
        async with polite(interaction):
            wanted = _filter(kind, channel, author, hours, least, most, mine, escalated)
            guild_id = await _may_look(interaction, wanted)
            if guild_id is not None:
                await show_page(interaction, guild_id, wanted)

    @app_commands.command(name="bulk", description="Dismiss or uphold many cases; you see them first")
    @app_commands.describe(decision="What to decide; nothing is done to members", **FILTERS)
    @app_commands.choices(kind=KINDS, decision=CHOICES)
    async def bulk(
        self,
        interaction: Interaction,
        decision: str,
        kind: str | None = None,
        channel: Place | None = None,
        author: discord.User | None = None,
        hours: Hours | None = None,
        least: Severity | None = None,
        most: Severity | None = None,
        mine: bool = False,
        escalated: bool = False,
    ) -> None:
        """``/queue bulk``."""
        async with polite(interaction):
            wanted = _filter(kind, channel, author, hours, least, most, mine, escalated)
            guild_id = await _may_look(interaction, wanted)
            if guild_id is not None:
                await show_preview(interaction, guild_id, Choice(decision), wanted)

    @app_commands.command(name="status", description="How much waits, since when, and for whom")
    async def status(self, interaction: Interaction) -> None:
        """``/queue status``."""
        async with polite(interaction):
            if await allowed(interaction) and interaction.guild_id is not None:
                found = await self._services.waiting.status(interaction.guild_id)
                await tell(interaction, embed=status_embed(found))


def _filter(
    kind: str | None,
    channel: Place | None,
    author: discord.User | None,
    hours: int | None,
    least: float | None,
    most: float | None,
    mine: bool,
    escalated: bool,
) -> Filter:
    return Filter(
        kind=RuleKind(kind) if kind else None,
        channel_id=channel.id if channel else None,
        author_id=author.id if author else None,
        hours=hours,
        least=None if least is None else round(least * 100),
        most=None if most is None else round(most * 100),
        mine=mine,
        escalated=escalated,
    )


async def _may_look(interaction: Interaction, wanted: Filter) -> int | None:
    """The server to look in, with time to do so; ``None`` where they are told that this cannot be looked for."""
    if not await allowed(interaction) or interaction.guild_id is None:
        return None
    if _opposed(wanted):
        await tell(interaction, wording.FILTER_OPPOSED)
        return None
    await take_time(interaction)
    return interaction.guild_id


def _opposed(wanted: Filter) -> bool:
    return wanted.least is not None and wanted.most is not None and wanted.least > wanted.most
