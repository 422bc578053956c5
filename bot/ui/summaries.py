"""An article's summary as a card, and the buttons that belong to it."""

from __future__ import annotations

import logging
import re
from typing import Any, Final, Self

import discord
from discord import ui
from yarl import URL

from bot import wording
from bot.articles.types import Check, Summary
from bot.ui import limits
from bot.ui.answers import NO_MENTIONS, Interaction, chosen_value, polite, tell
from bot.ui.language import speaking_in
from bot.ui.reach import is_moderator
from bot.ui.services import services_of
from bot.ui.text import clip, escape, escape_line, plain, width
from bot.ui.view import links_text

log = logging.getLogger(__name__)

# Rooms of the parts of a card; together under EMBED_TOTAL.
SUMMARY_ROOM: Final = 3500
STATEMENTS_ROOM: Final = 1000
FOOTER_ROOM: Final = 600
HEAD_ROOM: Final = 250
STATEMENT_ROOM: Final = 320
WHO_ROOM: Final = 80
CHECK_ROOM: Final = 120
LINKS: Final = 10
"""Links of one message that can be chosen from."""
LINK_LENGTH: Final = 2048
"""Longer links are no links of articles, and Discord shows none in an embed."""
COLOUR: Final = 0x4C6E91
_LINK = re.compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_~|"


def links_in(text: str) -> list[str]:
    """Web links in a text, each once, in reading order, at most ``LINKS``."""
    found: dict[str, None] = {}
    for match in _LINK.finditer(text):
        if len(match.group(1)) > LINK_LENGTH:
            continue
        link = match.group(1).rstrip(_TRAILING)
        while link.endswith(")") and link.count(")") > link.count("("):  # [text](link) and (link)
            link = link[:-1].rstrip(_TRAILING)
        found.setdefault(link)
    return list(found)[:LINKS]


def summary_embed(summary: Summary) -> discord.Embed:
    """The card of a summary that was made: what the article says, who says what, how it was made, what was checked."""
    link = shown_url(summary.url)
    embed = discord.Embed(
        title=escape_line(summary.title or wording.SUMMARY_TITLE_UNKNOWN, limits.EMBED_TITLE),
        url=link,
        description=clip("\n\n".join(escape(sentence) for sentence in summary.summary), SUMMARY_ROOM),
        colour=COLOUR,
    )
    head = (wording.SUMMARY_KINDS.get(summary.kind, ""), summary.outlet, summary.byline, summary.date)
    byline = " · ".join(part for part in head if part)
    if byline:
        embed.set_author(name=plain(byline, HEAD_ROOM))
    says = _statements(summary)
    if says:
        embed.add_field(name=wording.SUMMARY_SAYS, value=says, inline=False)
    embed.set_footer(text=plain(_how(summary), FOOTER_ROOM))
    return embed


def shown_url(url: str | None) -> str | None:
    """A link that an embed's title may carry: http or https, within ``LINK_LENGTH``."""
    try:
        parsed = URL(url or "")
    except ValueError:
        return None
    text = str(parsed)
    return text if parsed.scheme in ("http", "https") and parsed.host and len(text) <= LINK_LENGTH else None


async def summarize(interaction: Interaction, link: str) -> None:
    """Read an article and put its summary into the channel; a refusal is told to the person alone.

    Discord makes the first followup of a deferred answer that answer itself, so success edits it and a refusal takes
    it away first: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
    """
    services = services_of(interaction)
    if await services.summaries.spent(interaction):
        return
    await interaction.response.defer(thinking=True)
    try:
        summary = await services.summarizer.from_url(link)
    except Exception as error:
        log.error("a summary failed: %s", type(error).__name__, exc_info=error)
        await _refuse(interaction, wording.SUMMARY_FAILED)
        return
    if summary.refused is not None:
        await _refuse(interaction, wording.summary_refused(summary.explanation or summary.refused))
        return
    view = ui.View(timeout=None)
    async with speaking_in(interaction.client, services.policies, interaction.guild_id or 0):
        view.add_item(DeleteSummary(interaction.user.id))
        embed = summary_embed(summary)
    await interaction.edit_original_response(embed=embed, view=view, allowed_mentions=NO_MENTIONS)


async def _refuse(interaction: Interaction, sentence: str) -> None:
    await interaction.delete_original_response()
    sentence = clip(sentence, limits.CONTENT_LENGTH)
    await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=NO_MENTIONS)


async def offer_links(interaction: Interaction, channel_id: int, message_id: int, links: list[str]) -> None:
    """Summarise the only link of a message, or ask which one."""
    if not links:
        await tell(interaction, wording.SUMMARY_NO_LINK)
    elif len(links) == 1:
        await summarize(interaction, links[0])
    else:
        view = ui.View(timeout=None)
        view.add_item(PickLink(channel_id, message_id, links))
        await tell(interaction, wording.SUMMARY_PICK, view=view)


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


class PickLink(
    ui.DynamicItem[ui.Select[Any]], template=r"summary:pick:(?P<channel>\d{1,20}):(?P<message>\d{1,20})"
):
    """Which of a message's links to summarise. A link can be longer than an option's value: its number is sent."""

    def __init__(self, channel_id: int, message_id: int, links: list[str]) -> None:
        self.channel_id = channel_id
        self.message_id = message_id
        options = [
            discord.SelectOption(label=plain(link, limits.OPTION_LABEL), value=str(number))
            for number, link in enumerate(links)
        ]
        super().__init__(
            ui.Select(
                custom_id=f"summary:pick:{channel_id}:{message_id}",
                placeholder=wording.SUMMARY_PICK,
                options=options,
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select that was used."""
        return cls(int(match["channel"]), int(match["message"]), [wording.SUMMARY_PICK])

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody chose a link: the message is read again, so that nothing needs to be remembered."""
        async with polite(interaction):
            links = await _links_again(interaction, self.channel_id, self.message_id)
            chosen = chosen_value(interaction)
            if not chosen.isdecimal() or int(chosen) >= len(links):
                await tell(interaction, wording.SUMMARY_NO_LINK)
                return
            await summarize(interaction, links[int(chosen)])


ITEMS: Final[tuple[type[ui.DynamicItem[Any]], ...]] = (DeleteSummary, PickLink)


async def _links_again(interaction: Interaction, channel_id: int, message_id: int) -> list[str]:
    if interaction.channel_id != channel_id:
        return []
    channel = interaction.client.get_partial_messageable(channel_id, guild_id=interaction.guild_id)
    try:
        message = await channel.fetch_message(message_id)
    except (discord.NotFound, discord.Forbidden):
        return []
    return links_in(links_text(message))


def _statements(summary: Summary) -> str:
    lines: list[str] = []
    used = 0
    for statement in summary.who_says_what:
        line = f"**{escape_line(statement.who, WHO_ROOM)}**: {escape_line(statement.text, STATEMENT_ROOM)}"
        used += width(line) + 1
        if used > STATEMENTS_ROOM:
            break
        lines.append(line)
    return "\n".join(lines)


def _how(summary: Summary) -> str:
    parts = [wording.SUMMARY_HOW.get(summary.method, summary.method)]
    if summary.words.article:
        parts.append(wording.summary_words(summary.words.article, summary.words.summary))
    checks = summary.checks
    # What does not hold comes first and says how: it must not be what a long list cuts off.
    parts += [f"✗ {_named(check)}: {clip(check.detail, CHECK_ROOM)}" for check in checks if not check.ok]
    if passed := [_named(check) for check in checks if check.ok]:
        parts.append(wording.SUMMARY_CHECKED.format(checks=", ".join(passed)))
    return " · ".join(parts)


def _named(check: Check) -> str:
    return check.name.replace("_", " ")
