"""Application commands: synced only when they changed, and polite when they fail."""

from __future__ import annotations

import hashlib
import json
import logging
import math
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.store import synced
from bot.store.database import Database
from bot.ui.answers import Interaction, tell_anyhow
from bot.ui.language import speaking_to

log = logging.getLogger(__name__)


class PoliteTree(app_commands.CommandTree[Any]):
    """A tree that tells the person something plain when a command fails, and logs no message's text."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Log and apologise; a refused check has answered for itself."""
        with speaking_to(interaction):
            await _answer(interaction, error)


async def digest_of(tree: app_commands.CommandTree[Any]) -> str:
    """A hash over everything that Discord would be told about the commands, in every language."""
    payload = [
        await command.get_translated_payload(tree, tree.translator)
        if tree.translator
        else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    text = json.dumps(payload, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


async def sync_commands(bot: commands.Bot, db: Database) -> bool:
    """Tell Discord the commands, if they changed since the last time or Discord has others. Whether it did.

    A failure is logged and costs nothing but the newest commands: the next start tries again.
    """
    application = bot.application_id or 0
    digest = await digest_of(bot.tree)
    wanted = {(command.name, _kind(command)) for command in bot.tree.get_commands()}
    try:
        if await db.read(synced.get, application) == digest:
            there = {(command.name, command.type) for command in await bot.tree.fetch_commands()}
            if there == wanted:
                return False
        await bot.tree.sync()
    except discord.DiscordException as error:
        log.error("commands could not be synced: %s", type(error).__name__, exc_info=error)
        return False
    await db.write(synced.put, application, digest)
    log.info("%d commands synced", len(wanted))
    return True


async def _answer(interaction: Interaction, error: app_commands.AppCommandError) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        log.error("suggestions failed: %s", type(error).__name__, exc_info=error)
    elif isinstance(error, app_commands.CommandOnCooldown):
        await tell_anyhow(interaction, wording.slow_down(math.ceil(error.retry_after)))
    elif isinstance(error, app_commands.CheckFailure):
        if not interaction.response.is_done():
            await tell_anyhow(interaction, wording.MANAGERS_ONLY)
    elif isinstance(error, app_commands.TransformerError):
        await tell_anyhow(interaction, wording.CHANNEL_UNKNOWN)
    else:
        log.error("a command failed: %s", type(error).__name__, exc_info=error)
        await tell_anyhow(interaction, wording.SOMETHING_WENT_WRONG)


def _kind(command: Any) -> discord.AppCommandType:
    if isinstance(command, app_commands.ContextMenu):
        return command.type
    return discord.AppCommandType.chat_input
