"""The ways of asking for a summary: a command, a message's menu, and a message that mentions the bot.

A card is for everybody. A refusal is told to the person alone where Discord can do that; where the bot was mentioned it
cannot, so the sentence stands there for a minute and goes away again.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any, Final, Self

import discord
from discord import ui

from bot import wording
from bot.articles.quotas import Wait
from bot.ui import limits
from bot.ui.allowance import Allowance
from bot.ui.answers import NO_MENTIONS, Interaction, chosen_value, polite, tell
from bot.ui.language import speaking_in
from bot.ui.links import links_in
from bot.ui.reach import Busy, Unreachable, asking_discord, channel_of, permissions_in
from bot.ui.services import Services, services_of
from bot.ui.summaries.buttons import summary_controls
from bot.ui.summaries.card import refusal_embed, summary_embed, when
from bot.ui.text import clip_words, plain
from bot.ui.view import links_text

log = logging.getLogger(__name__)

NOTICE_SECONDS: Final = 60.0
"""How long a refusal stands in a channel."""
NOTICES: Final = (3, 60.0)
"""Refusals that one person can cause in a channel, and in how many seconds; more are left unsaid."""
ASKABLE: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where."""

    guild_id: int
    member_id: int


@dataclass(frozen=True, slots=True)
class Card:
    """A summary for everybody."""

    embed: discord.Embed
    controls: ui.View


@dataclass(frozen=True, slots=True)
class No:
    """Why there is none, with the headline where that is known."""

    text: str
    embed: discord.Embed | None = None


async def answer(client: discord.Client, services: Services, asker: Asker, link: str) -> Card | No:
    """What a member gets for a link: a card in the server's language, a refusal in the one that is spoken now."""
    try:
        made = await services.requests.ask(asker.guild_id, asker.member_id, link)
    except Exception as error:
        log.error("a summary failed: %s", type(error).__name__, exc_info=error)
        return No(wording.SUMMARY_FAILED)
    if isinstance(made, Wait):
        return No(wording.summary_wait(made.reason.value, when(made.until)))
    summary = made.summary
    if summary.refused is not None:
        sentence = wording.summary_refused(summary.explanation or summary.refused)
        return No(clip_words(sentence, limits.CONTENT_LENGTH), refusal_embed(summary))
    async with speaking_in(client, services.policies, asker.guild_id):
        return Card(summary_embed(summary), summary_controls(made.id, asker.member_id))


# --- by command or menu


async def summarize(interaction: Interaction, link: str) -> None:
    """Read an article and put its summary into the channel; a refusal is told to the person alone.

    Discord makes the first followup of a deferred answer that answer itself, so success edits it and a refusal takes
    it away first: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
    """
    await interaction.response.defer(thinking=True)
    said = await _answer(interaction, link)
    if isinstance(said, No):
        await interaction.delete_original_response()
        await _tell_alone(interaction, said)
        return
    await interaction.edit_original_response(
        embed=said.embed, view=said.controls, allowed_mentions=NO_MENTIONS
    )


async def offer_links(interaction: Interaction, channel_id: int, message_id: int, links: list[str]) -> None:
    """Summarise the only link of a message, or ask which one."""
    if not links:
        await tell(interaction, wording.SUMMARY_NO_LINK)
    elif len(links) == 1:
        await summarize(interaction, links[0])
    else:
        question = _which(channel_id, message_id, interaction.user.id, links)
        await tell(interaction, wording.SUMMARY_PICK, view=question)


async def _answer(interaction: Interaction, link: str) -> Card | No:
    if interaction.guild_id is None:
        return No(wording.GUILD_ONLY)
    asker = Asker(interaction.guild_id, interaction.user.id)
    return await answer(interaction.client, services_of(interaction), asker, link)


async def _tell_alone(interaction: Interaction, said: No) -> None:
    given: dict[str, Any] = {} if said.embed is None else {"embed": said.embed}
    await interaction.followup.send(said.text, ephemeral=True, allowed_mentions=NO_MENTIONS, **given)


# --- by a mention


class Mentions:
    """Answers messages that mention the bot; one per process."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services
        self._notices = Allowance(*NOTICES)

    async def take(self, message: discord.Message) -> None:
        """Summarise the link of a message that mentions the bot, or of the one it replies to; ask which of several.

        Left alone are bots, mentions of everybody, the ping of a mere reply to us, and channels we cannot answer in.
        """
        guild = message.guild
        if guild is None or message.type not in ASKABLE or not _by_name(message, guild.me.id):
            return
        try:
            if not await _may_answer(guild, message.channel.id):
                return
            async with speaking_in(self._client, self._services.policies, guild.id):
                with asking_discord():
                    await self._answer(guild, message)
        except (Unreachable, Busy) as error:
            log.warning("a mention in channel %s could not be answered: %s", message.channel.id, error)

    async def _answer(self, guild: discord.Guild, message: discord.Message) -> None:
        holder, links = await _links_of(message, guild.me.id)
        if not links:
            await self._notice(message, No(wording.SUMMARY_MENTIONED))
        elif len(links) > 1:
            question = _which(message.channel.id, holder, message.author.id, links)
            await _reply(message, wording.SUMMARY_PICK, view=question)
        else:
            async with message.channel.typing():
                asker = Asker(guild.id, message.author.id)
                said = await answer(self._client, self._services, asker, links[0])
            if isinstance(said, No):
                await self._notice(message, said)
            else:
                await _reply(message, embed=said.embed, view=said.controls)

    async def _notice(self, message: discord.Message, said: No) -> None:
        if self._notices.wait(message.guild.id if message.guild else None, message.author.id) is None:
            given: dict[str, Any] = {} if said.embed is None else {"embed": said.embed}
            await _reply(message, said.text, delete_after=NOTICE_SECONDS, **given)


def _by_name(message: discord.Message, me: int) -> bool:
    """Whether a member wrote our name; a reply to us pings without it."""
    if message.author.bot or message.webhook_id is not None:
        return False
    return re.search(rf"<@!?{me}>", message.content) is not None


async def _may_answer(guild: discord.Guild, channel_id: int) -> bool:
    channel = await channel_of(guild, channel_id)
    granted = permissions_in(channel, guild.me)
    thread = isinstance(channel, discord.Thread)
    may_send = granted.send_messages_in_threads if thread else granted.send_messages
    return granted.view_channel and may_send and granted.embed_links and granted.read_message_history


async def _links_of(message: discord.Message, me: int) -> tuple[int, list[str]]:
    """The links asked about and the message that holds them: its own, else those of the message it replies to."""
    links = links_in(links_text(message))
    reference = message.reference
    if links or message.type is not discord.MessageType.reply or reference is None:
        return message.id, links
    earlier = reference.resolved
    if earlier is None and reference.message_id is not None:
        try:
            earlier = await message.channel.fetch_message(reference.message_id)
        except discord.NotFound:
            return message.id, []
    if not isinstance(earlier, discord.Message) or earlier.author.id == me:
        return message.id, []
    return earlier.id, links_in(links_text(earlier))


async def _reply(message: discord.Message, text: str | None = None, **given: Any) -> None:
    await message.channel.send(
        text,
        reference=message.to_reference(fail_if_not_exists=False),
        mention_author=False,
        allowed_mentions=NO_MENTIONS,
        **given,
    )


# --- which of several links


class PickLink(
    ui.DynamicItem[ui.Select[Any]],
    template=r"summary:pick:(?P<channel>\d{1,20}):(?P<message>\d{1,20}):(?P<by>\d{1,20})",
):
    """Which of a message's links to summarise. A link can be longer than an option's value: its number is sent."""

    def __init__(self, channel_id: int, message_id: int, by: int, links: list[str]) -> None:
        self.channel_id = channel_id
        self.message_id = message_id
        self.by = by
        options = [
            discord.SelectOption(label=plain(link, limits.OPTION_LABEL), value=str(number))
            for number, link in enumerate(links)
        ]
        super().__init__(
            ui.Select(
                custom_id=f"summary:pick:{channel_id}:{message_id}:{by}",
                placeholder=wording.SUMMARY_PICK,
                options=options,
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select that was used."""
        return cls(int(match["channel"]), int(match["message"]), int(match["by"]), [wording.SUMMARY_PICK])

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody chose a link: the message is read again, so that nothing needs to be remembered."""
        async with polite(interaction):
            if interaction.user.id != self.by:
                await tell(interaction, wording.SUMMARY_PICK_NOT_YOURS)
                return
            links = await _links_again(interaction, self.channel_id, self.message_id)
            chosen = chosen_value(interaction)
            if not chosen.isdecimal() or int(chosen) >= len(links):
                await tell(interaction, wording.SUMMARY_NO_LINK)
                return
            asked_alone = interaction.message is None or interaction.message.flags.ephemeral
            await (summarize if asked_alone else _summarize_here)(interaction, links[int(chosen)])


async def _summarize_here(interaction: Interaction, link: str) -> None:
    """Put the summary in the place of the question, which everybody sees; after a refusal another link may be chosen."""
    await interaction.response.defer()
    said = await _answer(interaction, link)
    if isinstance(said, No):
        await _tell_alone(interaction, said)
        return
    await interaction.edit_original_response(
        content=None, embed=said.embed, view=said.controls, allowed_mentions=NO_MENTIONS
    )


def _which(channel_id: int, message_id: int, by: int, links: list[str]) -> ui.View:
    view = ui.View(timeout=None)
    view.add_item(PickLink(channel_id, message_id, by, links))
    return view


async def _links_again(interaction: Interaction, channel_id: int, message_id: int) -> list[str]:
    if interaction.channel_id != channel_id:
        return []
    channel = interaction.client.get_partial_messageable(channel_id, guild_id=interaction.guild_id)
    try:
        message = await channel.fetch_message(message_id)
    except (discord.NotFound, discord.Forbidden):
        return []
    return links_in(links_text(message))
