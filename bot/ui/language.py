"""Whose language is spoken: a person's own for what they alone see, the server's for what more than one sees."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any

import discord
from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.detect.policy import Language
from bot.review.policies import Policies
from bot.wording.language import command_name, speaking, translation

_NAMES = frozenset({Location.command_name, Location.group_name, Location.parameter_name})


def speaking_to(interaction: discord.Interaction[Any]) -> AbstractContextManager[None]:
    """Inside, everything is said in the language of the person who clicked or called."""
    return speaking(str(interaction.locale))


@asynccontextmanager
async def speaking_in(client: discord.Client, policies: Policies, guild_id: int) -> AsyncIterator[None]:
    """Inside, everything is said in a server's language: as its settings say, else as Discord knows it.

    A community server sets its language in Discord; others have English:
    https://discord.com/developers/docs/resources/guild#guild-object-guild-structure
    """
    language = (await policies.get(guild_id)).language
    guild = client.get_guild(guild_id)
    known = str(guild.preferred_locale) if guild is not None else None
    with speaking(known if language is Language.AUTO else language.value):
        yield


class Translations(app_commands.Translator):
    """Names and descriptions of the commands in the languages of Discord's clients, from the same catalogues."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text for a locale; ``None`` where it is the English one, which Discord shows by itself."""
        with speaking(str(locale)):
            name = context.location in _NAMES
            said = command_name(string.message) if name else translation(string.message)
        return said if said != string.message else None
