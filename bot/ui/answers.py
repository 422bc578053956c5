"""Answering a person who clicked or called a command: privately, once, also when something broke."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import discord

from bot import wording
from bot.ui.language import speaking_to
from bot.ui.limits import CONTENT_LENGTH
from bot.ui.text import clip

log = logging.getLogger(__name__)
Interaction = discord.Interaction[Any]
_ANSWERED = "answered"
NO_MENTIONS = discord.AllowedMentions.none()

UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
"""https://discord.com/developers/docs/topics/opcodes-and-status-codes#json"""


async def tell(
    interaction: Interaction,
    text: str | None = None,
    *,
    embed: discord.Embed | None = None,
    view: discord.ui.View | None = None,
    files: Sequence[discord.File] = (),
) -> None:
    """Answer in private: as the first answer where none was given, else as a followup."""
    given: dict[str, Any] = {"ephemeral": True, "allowed_mentions": NO_MENTIONS}
    if text is not None:
        given["content"] = clip(text, CONTENT_LENGTH)
    if embed is not None:
        given["embed"] = embed
    if view is not None:
        given["view"] = view
    if _owed(interaction):
        interaction.extras[_ANSWERED] = True
        del given["ephemeral"]  # settled by the deferral
        if files:
            given["attachments"] = files
        await interaction.edit_original_response(**given)
        return
    if files:
        given["files"] = files
    if interaction.response.is_done():
        await interaction.followup.send(**given)
    else:
        await interaction.response.send_message(**given)


async def take_time(interaction: Interaction) -> None:
    """ "Thinking…", in private: Discord waits 3 seconds for a first answer, and whatever writes may wait longer."""
    await interaction.response.defer(ephemeral=True, thinking=True)


def chosen_value(interaction: Interaction) -> str:
    """The first value that was chosen in a select; empty where none was."""
    data: Mapping[str, Any] = interaction.data or {}
    values = data.get("values") or [""]
    return str(values[0])


def _owed(interaction: Interaction) -> bool:
    """Whether "thinking…" stands there and waits to become the answer."""
    deferred = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    return deferred and _ANSWERED not in interaction.extras


@asynccontextmanager
async def polite(interaction: Interaction) -> AsyncIterator[None]:
    """Speak the person's language; whatever goes wrong is logged without any message's text, and they are told so."""
    with speaking_to(interaction):
        try:
            yield
        except discord.NotFound as error:
            if error.code != UNKNOWN_INTERACTION:
                await _apologise(interaction, error)
            else:
                log.warning("an interaction had ended before it was answered")
        except Exception as error:
            await _apologise(interaction, error)


async def _apologise(interaction: Interaction, error: Exception) -> None:
    log.error("interaction failed: %s", _name(error), exc_info=error)
    await tell_anyhow(interaction, wording.SOMETHING_WENT_WRONG)


async def tell_anyhow(interaction: Interaction, text: str) -> None:
    """``tell`` where it is the last thing to be tried; a failure is logged."""
    try:
        if _owed(interaction):
            # "thinking…" may have been what could not be edited, or taken away: then a followup still arrives.
            with suppress(discord.NotFound):
                await tell(interaction, text)
                return
        await tell(interaction, text)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as again:
        log.warning("the person could not be told: %s", _name(again))


def _name(error: Exception) -> str:
    if isinstance(error, discord.HTTPException):
        return f"{type(error).__name__} HTTP {error.status}, code {error.code}"
    return type(error).__name__
