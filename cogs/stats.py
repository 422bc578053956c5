"""``/stats``: the desk's work in pictures."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.review.stats import Load, Statistics, Stats
from bot.ui.allowance import Allowance
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.charts import Theme
from bot.ui.painter import NotDrawn, Painter
from bot.ui.reach import Busy, Unreachable, member_of
from bot.ui.rights import allowed
from bot.ui.stats_card import MODERATORS_SHOWN, picture_name, pictures, stats_embed

log = logging.getLogger(__name__)

_DAYS: Final = [app_commands.Choice(name=f"{days} days", value=days) for days in (7, 30, 90)]
_THEMES: Final = [app_commands.Choice(name=theme, value=theme) for theme in ("dark", "light")]
ALLOWED: Final = (4, 60.0)
"""Answers that one person may ask for, and in how many seconds: each starts a process that draws for some seconds."""


class StatsCog(commands.Cog, name="Stats"):
    """Draws what ``bot.review.stats`` counts."""

    def __init__(self, statistics: Statistics, painter: Painter) -> None:
        self._statistics = statistics
        self._painter = painter
        self._allowance = Allowance(*ALLOWED)

    @app_commands.command(name="stats", description="The moderators' work in numbers and pictures")
    @app_commands.describe(days="How far back, 30 days if left out", theme="Dark or light pictures")
    @app_commands.choices(days=_DAYS)
    @app_commands.choices(theme=_THEMES)
    @app_commands.default_permissions(moderate_members=True)
    @app_commands.guild_only()
    async def stats(self, interaction: Interaction, days: int = 30, theme: str = "dark") -> None:
        """``/stats``."""
        async with polite(interaction):
            guild = interaction.guild
            if not await allowed(interaction) or guild is None or await self._allowance.spent(interaction):
                return
            await take_time(interaction)
            stats = await self._statistics.of(guild.id, days)
            if stats.empty:
                await tell(interaction, wording.STATS_EMPTY)
                return
            embed = stats_embed(stats)
            try:
                files = await self._drawn(guild, stats, "light" if theme == "light" else "dark")
            except NotDrawn as error:
                log.warning("no pictures for /stats: %s", error)
                await tell(interaction, wording.STATS_NO_PICTURES, embed=embed)
                return
            await tell(interaction, embed=embed, files=files)

    async def _drawn(self, guild: discord.Guild, stats: Stats, theme: Theme) -> list[discord.File]:
        shown = pictures(stats, await _names(guild, stats.load[:MODERATORS_SHOWN]))
        drawn = await self._painter.draw([one.picture for one in shown], theme)
        return [
            discord.File(io.BytesIO(png), filename=f"stats-{one.name}.png", description=one.alt)
            for one, png in zip(shown, drawn, strict=True)
        ]


async def _names(guild: discord.Guild, load: Sequence[Load]) -> dict[int, str]:
    """What moderators are called in pictures; who left, or cannot be looked up, is told by the id's end."""
    names = {}
    for one in load:
        if one.member_id is None:
            continue
        try:
            member = await member_of(guild, one.member_id)
        except (Unreachable, Busy):
            member = None
        tail = f"…{one.member_id % 10_000:04}"
        names[one.member_id] = tail if member is None else picture_name(member.display_name, member.name)
    return names
