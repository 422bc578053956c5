"""Members' reports of a summary: a message in the moderators' channel, one for each summary, sent while the member waits.

Not a case: the bot's own messages are judged by nobody, and there is no author to act on. Nothing is stored; what was
reported before is read from the channel itself, so it is known after a restart too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

import discord

from bot import wording
from bot.ui import limits, modals
from bot.ui.answers import NO_MENTIONS, Interaction, take_time, tell
from bot.ui.cards import jump_url
from bot.ui.language import speaking_in
from bot.ui.reach import Busy, Unreachable, asking_discord, channel_of, permissions_in
from bot.ui.services import services_of
from bot.ui.text import clip, escape_text

log = logging.getLogger(__name__)

REPORTS_SHOWN: Final = 8
"""Reports of one summary that are passed on; after so many the moderators know."""
REASON_ROOM: Final = 500
COLOUR: Final = 0xD9822B


class SummaryReports:
    """Takes reports of summaries; one per process."""

    def __init__(self) -> None:
        # Two reports of one summary at once must not both find that there is none yet.
        self._turn = asyncio.Lock()

    async def pressed(self, interaction: Interaction) -> None:
        """ "Report this summary": ask what is wrong with it."""
        services, message = services_of(interaction), interaction.message
        if await _review_channel(interaction) is None or await services.reports.spent(interaction):
            return
        if message is None:
            await tell(interaction, wording.REPORT_GONE)
            return
        await modals.show(interaction, modals.summary_modal(message.channel.id, message.id))

    async def submitted(
        self, interaction: Interaction, arguments: tuple[str, ...], values: Mapping[str, list[str]]
    ) -> None:
        """The reason came: tell the moderators, and the member whether it arrived."""
        await take_time(interaction)
        guild, review = interaction.guild, await _review_channel(interaction)
        if guild is None or review is None:
            return
        channel_id, message_id = (int(argument) for argument in arguments)
        reason = modals.first(values, modals.REASON) or ""
        try:
            title = await _headline(interaction, channel_id, message_id)
            if title is None:
                await tell(interaction, wording.REPORT_GONE)
                return
            policies = services_of(interaction).policies
            async with self._turn, speaking_in(interaction.client, policies, guild.id):
                url = jump_url(guild.id, channel_id, message_id)
                passed_on = await _pass_on(guild, review, url, title, reason)
        except (Unreachable, Busy) as error:
            log.warning("a report of a summary did not reach channel %s: %s", review, error)
            await tell(interaction, wording.SUMMARY_REPORT_FAILED)
            return
        await tell(interaction, wording.REPORT_THANKS if passed_on else wording.SUMMARY_REPORT_ENOUGH)


async def _review_channel(interaction: Interaction) -> int | None:
    """Where the moderators are told; without such a channel the person is told so."""
    if interaction.guild_id is None:
        await tell(interaction, wording.GUILD_ONLY)
        return None
    policy = await services_of(interaction).policies.get(interaction.guild_id)
    if policy.review_channel_id is None:
        await tell(interaction, wording.REPORT_NO_CHANNEL)
    return policy.review_channel_id


async def _headline(interaction: Interaction, channel_id: int, message_id: int) -> str | None:
    """The headline on the card, as it is escaped there; ``None`` where the card is gone or is none of ours."""
    channel = interaction.client.get_partial_messageable(channel_id, guild_id=interaction.guild_id)
    try:
        with asking_discord():
            message = await channel.fetch_message(message_id)
    except Unreachable:
        return None
    ours = interaction.client.user is not None and message.author.id == interaction.client.user.id
    return message.embeds[0].title or "" if ours and message.embeds else None


async def _pass_on(guild: discord.Guild, review: int, url: str, title: str, reason: str) -> bool:
    """Add a report to the message about this summary, or send one; ``False`` where it has enough of them."""
    channel = await channel_of(guild, review)
    if not isinstance(channel, discord.abc.Messageable):
        raise Unreachable("no channel for messages")
    granted = permissions_in(channel, guild.me)
    thread = isinstance(channel, discord.Thread)
    may_send = granted.send_messages_in_threads if thread else granted.send_messages
    if not (granted.view_channel and may_send and granted.embed_links):
        raise Unreachable("no_permission")
    with asking_discord():
        known = await _known(channel, guild.me.id, url) if granted.read_message_history else None
        if known is None:
            embed = discord.Embed(
                title=wording.SUMMARY_REPORTED, url=url, description=_about(title), colour=COLOUR
            )
            await channel.send(embed=_with(embed, reason), allowed_mentions=NO_MENTIONS)
            return True
        embed = known.embeds[0]
        if len(embed.fields) >= REPORTS_SHOWN:
            return False
        await known.edit(embed=_with(embed, reason), allowed_mentions=NO_MENTIONS)
        return True


async def _known(channel: discord.abc.Messageable, me: int, url: str) -> discord.Message | None:
    """The message about this summary among the channel's last ones."""
    async for message in channel.history(limit=limits.HISTORY_PAGE):
        if message.author.id == me and message.embeds and message.embeds[0].url == url:
            return message
    return None


def _about(title: str) -> str:
    return f"{clip(title, limits.EMBED_TITLE)}\n{wording.SUMMARY_REPORT_HINT}"


def _with(embed: discord.Embed, reason: str) -> discord.Embed:
    name = wording.summary_report(len(embed.fields) + 1)
    return embed.add_field(name=name, value=escape_text(reason, REASON_ROOM) or "–", inline=False)
