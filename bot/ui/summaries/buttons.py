"""The buttons under a summary. Their custom_id says everything, so they work after a restart."""

from __future__ import annotations

import re
from typing import Any, Final, Self

import discord
from discord import ui

from bot import wording
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.reach import is_moderator
from bot.ui.services import clicks_of, services_of
from bot.ui.summaries.card import sources_embed


class ShowSources(ui.DynamicItem[ui.Button[Any]], template=r"summary:sources:(?P<id>\d{1,20})"):
    """Shows one person where the sentences stand in the article. It carries the id under which the summary is kept."""

    def __init__(self, summary_id: int) -> None:
        self.summary_id = summary_id
        super().__init__(
            ui.Button(
                label=wording.SUMMARY_SOURCES,
                style=discord.ButtonStyle.secondary,
                custom_id=f"summary:sources:{summary_id}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["id"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            if interaction.guild_id is None:
                await tell(interaction, wording.GUILD_ONLY)
                return
            await take_time(interaction)
            sources = await services_of(interaction).requests.sources(
                interaction.guild_id, interaction.user.id, self.summary_id
            )
            if sources is None:
                await tell(interaction, wording.SUMMARY_GONE)
            else:
                await tell(interaction, embed=sources_embed(sources))


class ReportSummary(ui.DynamicItem[ui.Button[Any]], template=r"summary:report"):
    """Brings the summary before the moderators."""

    def __init__(self) -> None:
        super().__init__(
            ui.Button(
                label=wording.SUMMARY_REPORT,
                style=discord.ButtonStyle.secondary,
                custom_id="summary:report",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls()

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            await clicks_of(interaction).report(interaction)


class DeleteSummary(ui.DynamicItem[ui.Button[Any]], template=r"summary:delete:(?P<by>\d{1,20})"):
    """Takes a summary away again, for the person who asked for it and for moderators."""

    def __init__(self, by: int) -> None:
        self.by = by
        super().__init__(
            ui.Button(
                label=wording.SUMMARY_DELETE,
                style=discord.ButtonStyle.secondary,
                custom_id=f"summary:delete:{by}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["by"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            if interaction.user.id != self.by and not is_moderator(interaction):
                await tell(interaction, wording.SUMMARY_NOT_YOURS)
                return
            await interaction.response.defer()
            await interaction.delete_original_response()


ITEMS: Final[tuple[type[ui.DynamicItem[Any]], ...]] = (ShowSources, ReportSummary, DeleteSummary)


def summary_controls(summary_id: int | None, member_id: int) -> ui.View:
    """The buttons under a summary that a member asked for; one that is not kept has no sources to show."""
    controls = ui.View(timeout=None)
    if summary_id is not None:
        controls.add_item(ShowSources(summary_id))
    controls.add_item(ReportSummary())
    controls.add_item(DeleteSummary(member_id))
    return controls
