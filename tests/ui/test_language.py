"""Who is spoken to in which language: a person in theirs, everybody in the server's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock, MagicMock

import discord
import pytest
from discord import app_commands
from discord.app_commands import TranslationContext, TranslationContextLocation

from bot import wording
from bot.detect.policy import AskVia, GuildPolicy, Language
from bot.review.types import ActionKind, ActionState
from bot.ui.answers import polite, tell
from bot.ui.commands import PoliteTree
from bot.ui.courier import DiscordCourier
from bot.ui.effects import DiscordEffects
from bot.ui.language import Translations, speaking_in
from bot.wording.language import spoken
from tests.ui.kit import ADA, BOT_ROLE, GUILD, ME, action, card, case, client, guild_of, member, user


class Policies:
    """Settings of one server."""

    def __init__(self, language: Language) -> None:
        self.policy = GuildPolicy(language=language, review_channel_id=2000)

    async def get(self, guild_id: int) -> GuildPolicy:
        return self.policy


@pytest.fixture
def bot() -> discord.Client:
    """A bot in a server whose language in Discord is German, where every request is only noted."""
    one = client()
    guild = guild_of(one)
    guild.preferred_locale = discord.Locale.german
    me = member(guild, ME, "Evenhand", BOT_ROLE)
    guild._add_member(me)
    state: Any = one._connection
    state.user = discord.ClientUser(state=state, data=user(ME, "Evenhand", bot=True))
    return one


def interaction(locale: discord.Locale) -> Any:
    """A click or call by somebody whose client speaks ``locale``."""
    response = SimpleNamespace(type=None, is_done=lambda: False, send_message=AsyncMock())
    return SimpleNamespace(
        locale=locale,
        type=discord.InteractionType.application_command,
        response=response,
        extras={},
        followup=SimpleNamespace(send=AsyncMock()),
    )


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (discord.Locale.german, "Die Warteschlange ist leer."),
        (discord.Locale.latin_american_spanish, "La cola está vacía."),
        (discord.Locale.french, "La file est vide."),
        (discord.Locale.korean, "The queue is empty."),
    ],
)
async def test_a_person_is_answered_in_their_language(locale: discord.Locale, sentence: str) -> None:
    one = interaction(locale)
    async with polite(one):
        await tell(one, wording.QUEUE_EMPTY)
    assert one.response.send_message.await_args.kwargs["content"] == sentence
    assert wording.QUEUE_EMPTY == "The queue is empty."


async def test_an_apology_is_in_their_language_too() -> None:
    one = interaction(discord.Locale.german)
    async with polite(one):
        raise ValueError
    assert "schiefgegangen" in one.response.send_message.await_args.kwargs["content"]
    two = interaction(discord.Locale.french)
    await PoliteTree.on_error(MagicMock(), two, app_commands.AppCommandError("x"))
    assert "Quelque chose" in two.response.send_message.await_args.kwargs["content"]


@pytest.mark.parametrize(
    ("setting", "guild_id", "expected"),
    [
        (Language.AUTO, GUILD, "de"),
        (Language.ES, GUILD, "es"),
        (Language.EN, GUILD, "en"),
        (Language.AUTO, GUILD + 1, "en"),
        (Language.FR, GUILD + 1, "fr"),
    ],
)
async def test_a_server_has_a_language(
    bot: discord.Client, setting: Language, guild_id: int, expected: str
) -> None:
    policies: Any = Policies(setting)
    async with speaking_in(bot, policies, guild_id):
        assert spoken() == expected
    assert spoken() == "en"


def posting(bot: discord.Client, monkeypatch: pytest.MonkeyPatch) -> AsyncMock:
    """Notes what the bot would send, wherever it goes."""
    sent = AsyncMock(return_value=SimpleNamespace(id=1))
    monkeypatch.setattr(discord.abc.Messageable, "send", sent)
    monkeypatch.setattr(bot, "create_dm", AsyncMock(return_value=SimpleNamespace(id=5, send=sent)))
    monkeypatch.setattr("bot.ui.courier.member_of", AsyncMock())
    monkeypatch.setattr("bot.ui.effects.member_of", AsyncMock())
    monkeypatch.setattr(DiscordCourier, "_may_post", AsyncMock())
    return sent


@pytest.mark.parametrize(
    ("setting", "title", "button", "question", "dm", "warned"),
    [
        (
            Language.AUTO,
            "Fall #12",
            "Bestätigen…",
            "Eine Quelle würde",
            "Eine Quelle würde bei",
            "Das Moderationsteam von",
        ),
        (
            Language.FR,
            "Dossier #12",
            "Confirmer…",
            "Une source aiderait",
            "Une source aiderait pour",
            "La modération de",
        ),
    ],
)
async def test_what_more_than_one_reads_is_in_the_servers_language(
    bot: discord.Client,
    monkeypatch: pytest.MonkeyPatch,
    setting: Language,
    title: str,
    button: str,
    question: str,
    dm: str,
    warned: str,
) -> None:
    sent = posting(bot, monkeypatch)
    policies: Any = Policies(setting)
    courier, effects = DiscordCourier(policies), DiscordEffects(policies)
    courier.bind(bot)
    effects.bind(bot)
    await courier.card(card(), "1")
    assert sent.await_args.kwargs["embed"].title.startswith(title)
    assert sent.await_args.kwargs["view"].children[0].item.label == button
    await courier.ask(case(ask_via=AskVia.REPLY), "2")
    assert sent.await_args.args[0].startswith(question)
    await courier.ask(case(ask_via=AskVia.DM, author_id=ADA), "3")
    assert sent.await_args.args[0].startswith(dm)
    await effects.act(case(), action(ActionKind.WARN, ActionState.PENDING), None)
    assert sent.await_args.args[0].startswith(warned)
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("text", "locale", "location", "said"),
    [
        ("settings", discord.Locale.german, TranslationContextLocation.group_name, "einstellungen"),
        ("queue", discord.Locale.spain_spanish, TranslationContextLocation.command_name, "cola"),
        ("queue", discord.Locale.spain_spanish, TranslationContextLocation.choice_name, "cola"),
        ("labels", discord.Locale.german, TranslationContextLocation.command_name, "bezeichnungen"),
        ("kind", discord.Locale.french, TranslationContextLocation.parameter_name, "type"),
        (
            "The number on the card",
            discord.Locale.french,
            TranslationContextLocation.parameter_description,
            "Le numéro sur la fiche",
        ),
        ("queue", discord.Locale.japanese, TranslationContextLocation.command_name, None),
        ("queue", discord.Locale.british_english, TranslationContextLocation.command_name, None),
        ("not a command", discord.Locale.german, TranslationContextLocation.command_name, None),
    ],
)
async def test_commands_have_names_in_the_readers_language(
    text: str, locale: discord.Locale, location: TranslationContextLocation, said: str | None
) -> None:
    context: Any = TranslationContext(location, None)  # type: ignore[call-overload]
    assert await Translations().translate(app_commands.locale_str(text), locale, context) == said
