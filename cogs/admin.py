"""``/check`` and "Check this message": what the detectors read in a text, and what the policy here would do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.engine import EngineClosed
from bot.detect.judge import Ask, Findings
from bot.detect.policy import ChannelPolicy, Step, judge_findings, may_judge
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.cards import score_line, trace_lines
from bot.ui.limits import EMBED_FIELD_VALUE
from bot.ui.rights import allowed
from bot.ui.services import Services
from bot.ui.text import clip, escape_line
from bot.ui.view import message_view

TEXT_LENGTH = 2000
ACCUSATIONS_SHOWN = 3
SPAN_ROOM = 120


class Admin(commands.Cog):
    """Commands with which moderators look into the machine."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._menu = app_commands.ContextMenu(name="Check this message", callback=self.check_message)
        self._menu.guild_only = True
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True)
        self._menu.default_permissions = discord.Permissions(moderate_members=True)

    async def cog_load(self) -> None:
        """Add the message command, which a cog cannot declare by a decorator."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it away again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="check", description="Score a text and see what the policy here would do")
    @app_commands.describe(text="The text; nobody but you sees it, and it is not kept")
    @app_commands.default_permissions(moderate_members=True)
    @app_commands.guild_only()
    async def check(self, interaction: Interaction, text: app_commands.Range[str, 1, TEXT_LENGTH]) -> None:
        """``/check``."""
        async with polite(interaction):
            if not await allowed(interaction) or interaction.guild_id is None:
                return
            await take_time(interaction)
            try:
                findings = await self._services.engine.judge(Ask(text, len(text)))
            except EngineClosed:
                await tell(interaction, wording.CHECK_BUSY)
                return
            policy = await self._services.policies.get(interaction.guild_id)
            channel = policy.for_channel(interaction.channel_id or 0, _parent(interaction))
            await tell(interaction, embed=check_embed(findings, channel))

    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """ "Check this message": the same of a message as it stands, with everything a reader sees of it.

        It is judged alone, without the messages before it, which may name who is meant or give a source.
        """
        async with polite(interaction):
            if not await allowed(interaction) or interaction.guild_id is None or self._bot.user is None:
                return
            await take_time(interaction)
            files = await self._services.files.read(message.attachments)
            view = message_view(message, self._bot.user.id, files=files)
            if view is None:
                await tell(interaction, wording.REPORT_GONE)
                return
            try:
                findings = await self._services.engine.judge(Ask.of(view))
            except EngineClosed:
                await tell(interaction, wording.CHECK_BUSY)
                return
            policy = await self._services.policies.get(interaction.guild_id)
            channel = policy.for_channel(view.channel_id, view.parent_id)
            await tell(interaction, embed=check_embed(findings, channel, may_judge(view, policy)))


def check_embed(findings: Findings, policy: ChannelPolicy, before: Sequence[Step] = ()) -> discord.Embed:
    """Scores, the reading of accusations, the verdict of ``policy`` and how it came about.

    ``before``: whether the message is judged at all; where it is not, nothing is flagged, whatever was found.
    """
    verdict = judge_findings(findings, policy, list(before))
    judged = all(step.passed for step in before)
    kinds = ", ".join(wording.KINDS[flag.kind.value] for flag in verdict.flags if judged)
    embed = discord.Embed(
        title=wording.CHECK_TITLE,
        description=wording.CHECK_FLAGGED.format(kinds=kinds) if kinds else wording.CHECK_NOT_FLAGGED,
    )
    embed.add_field(name=wording.FIELD_SCORES, value=_scores(findings, policy), inline=False)
    embed.add_field(name=wording.FIELD_ACCUSATION, value=_reading(findings), inline=False)
    embed.add_field(
        name=wording.CHECK_TRACE, value=trace_lines(verdict.trace, EMBED_FIELD_VALUE), inline=False
    )
    embed.set_footer(text=" · ".join(part for part in (findings.model, findings.language) if part))
    return embed


def _scores(findings: Findings, policy: ChannelPolicy) -> str:
    if findings.scores is None:
        return wording.CHECK_UNSCORED.get(findings.unscored or "", wording.NOT_SCORED)
    lines = [score_line(label, at, policy.thresholds.get(label)) for label, at in findings.scores.items()]
    return clip("\n".join(lines), EMBED_FIELD_VALUE)


def _reading(findings: Findings) -> str:
    if findings.reading is None or not findings.reading.accusations:
        return wording.CHECK_NO_ACCUSATION
    blocks = [
        wording.check_reading(**_words(one)) for one in findings.reading.accusations[:ACCUSATIONS_SHOWN]
    ]
    return clip("\n".join(blocks), EMBED_FIELD_VALUE)


def _words(found: Any) -> dict[str, str]:
    """One accusation in the words of ``wording.check_reading``."""
    return {
        "target": escape_line(found.target.text, SPAN_ROOM) if found.target else wording.TARGET_UNSAID,
        "charge": escape_line(found.charge.text, SPAN_ROOM) if found.charge else wording.CHARGE_UNSAID,
        "category": wording.CATEGORIES[found.category.value],
        "kind": wording.ACCUSATION_KINDS[found.kind.value],
        "mode": wording.MODES[found.mode.value],
        "support": wording.SUPPORTS[found.support.value],
        "probability": f"{found.probability:.2f}",
    }


def _parent(interaction: Interaction) -> int | None:
    return interaction.channel.parent_id if isinstance(interaction.channel, discord.Thread) else None
