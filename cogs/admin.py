"""``/check``: what the detectors read in a text, and what the policy here would do with it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.engine import EngineClosed
from bot.detect.judge import Ask, Findings
from bot.detect.policy import ChannelPolicy, judge_findings
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.cards import score_line, trace_lines
from bot.ui.limits import EMBED_FIELD_VALUE
from bot.ui.rights import allowed
from bot.ui.services import Services
from bot.ui.text import clip, escape_line

TEXT_LENGTH = 2000
ACCUSATIONS_SHOWN = 3
SPAN_ROOM = 120


class Admin(commands.Cog):
    """Commands with which moderators look into the machine."""

    def __init__(self, services: Services) -> None:
        self._services = services

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


def check_embed(findings: Findings, policy: ChannelPolicy) -> discord.Embed:
    """Scores, the reading of accusations, the verdict of ``policy`` and how it came about."""
    verdict = judge_findings(findings, policy)
    kinds = ", ".join(wording.KINDS[flag.kind.value] for flag in verdict.flags)
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
