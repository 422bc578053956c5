"""``/settings``: each command's change, as a pure function of the policy."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock, MagicMock

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.detect.policy import AccusationHandling, ChannelOverride, GuildPolicy, LabelHandling
from bot.review.policies import plain
from bot.ui.commands import digest_of
from bot.ui.language import Translations
from bot.ui.settings_card import settings_embed
from bot.ui.text import width
from cogs.policy import Settings, everywhere, override, threshold

BASE = GuildPolicy.new({"toxicity": 0.85, "insult": 0.6})
POLITICS, THREAD = 11, 12


@pytest.mark.parametrize(
    ("change", "base", "there"),
    [
        (lambda policy: threshold(policy, "insult", 0.7, None), {"toxicity": 0.85, "insult": 0.7}, None),
        (lambda policy: threshold(policy, "insult", None, None), {"toxicity": 0.85}, None),
        (
            lambda policy: threshold(policy, "threat", 0.3, None),
            {"toxicity": 0.85, "insult": 0.6, "threat": 0.3},
            None,
        ),
        (
            lambda policy: threshold(policy, "insult", 0.7, POLITICS),
            {"toxicity": 0.85, "insult": 0.6},
            {"toxicity": 0.85, "insult": 0.7},
        ),
        (
            lambda policy: threshold(policy, "insult", None, POLITICS),
            {"toxicity": 0.85, "insult": 0.6},
            {"toxicity": 0.85},
        ),
    ],
)
def test_thresholds(change: Any, base: dict[str, float], there: dict[str, float] | None) -> None:
    changed = change(BASE)
    assert changed.base.thresholds == base
    assert changed.for_channel(POLITICS).thresholds == (there or base)
    assert GuildPolicy.model_validate(changed.model_dump()) == changed


def test_two_thresholds_in_one_channel_stand_side_by_side() -> None:
    changed = threshold(threshold(BASE, "insult", 0.7, POLITICS), "toxicity", None, POLITICS)
    assert changed.for_channel(POLITICS).thresholds == {"insult": 0.7}


@pytest.mark.parametrize("where", [None, POLITICS])
def test_handling_is_set_everywhere_or_there(where: int | None) -> None:
    changed = everywhere(BASE, where, accusations=AccusationHandling.ASK, labels=LabelHandling.ALL)
    assert changed.for_channel(POLITICS).accusations is AccusationHandling.ASK
    assert changed.for_channel(POLITICS).labels is LabelHandling.ALL
    elsewhere = AccusationHandling.ASK if where is None else AccusationHandling.QUEUE
    assert changed.for_channel(99).accusations is elsewhere


def test_a_thread_can_do_otherwise_than_its_channel() -> None:
    changed = override(override(BASE, POLITICS, watch=True), THREAD, watch=False)
    assert changed.for_channel(POLITICS).watch
    assert not changed.for_channel(THREAD, POLITICS).watch
    assert changed.for_channel(98, POLITICS).watch


def test_an_override_that_says_nothing_is_dropped() -> None:
    watched = override(BASE, POLITICS, watch=True)
    assert override(watched, POLITICS, watch=None).channels == {}
    assert watched.channels == {POLITICS: ChannelOverride(watch=True)}
    assert BASE.channels == {}


def test_what_is_set_can_be_stored() -> None:
    changed = threshold(override(BASE, POLITICS, watch=True, judge_bots=True), "insult", None, POLITICS)
    assert GuildPolicy.model_validate(plain(changed)) == changed


def test_the_settings_fit_on_a_card() -> None:
    crowded = BASE.model_copy(update={"exempt_role_ids": frozenset(range(2**62, 2**62 + 250))})
    for channel in range(2**62, 2**62 + 60):
        crowded = threshold(override(crowded, channel, watch=True, judge_bots=True), "insult", 0.5, channel)
    embed = settings_embed(crowded)
    assert width(embed.description or "") <= 4096
    assert all(0 < width(str(field.value)) <= 1024 for field in embed.fields)
    assert len(embed) <= 6000


@pytest.mark.parametrize("state", [0, 1])
async def test_watching_switched_off_drops_what_would_be_read_again(state: int) -> None:
    """The channel's own place and those of its open threads; switched on it gets a place and keeps the rest."""
    channel = MagicMock(spec=discord.TextChannel, id=POLITICS, threads=[MagicMock(id=THREAD)])
    services = MagicMock()
    services.policies.update, services.intake.forget = AsyncMock(return_value=BASE), AsyncMock()
    services.intake.begin_at = AsyncMock(return_value=True)
    interaction = MagicMock(guild_id=1, id=77)
    interaction.response.is_done = MagicMock(return_value=False)
    interaction.response.send_message, interaction.response.defer = AsyncMock(), AsyncMock()
    interaction.followup.send = interaction.edit_original_response = AsyncMock()
    cog = Settings(services)
    await Settings.watch.callback(cog, interaction, channel, state)  # type: ignore[call-arg,arg-type]
    if state:
        services.intake.forget.assert_not_awaited()
        services.intake.begin_at.assert_awaited_once_with(channel.guild.id, POLITICS, 77)
    else:
        services.intake.forget.assert_awaited_once_with([POLITICS, THREAD])
        services.intake.begin_at.assert_not_awaited()


def test_labels_that_are_off_are_named_with_the_way_to_switch_them_on() -> None:
    new = GuildPolicy.new({"toxicity": 0.85, "obscene": 0.6})
    field = settings_embed(new, ("toxicity", "obscene", "threat")).fields[0]
    assert str(field.value).splitlines() == [
        "`0.85` toxicity",
        "Off: obscene, threat. `/settings threshold` switches a label on, for example `label:obscene value:0.9`.",
    ]
    everything = threshold(threshold(new, "obscene", 0.9, None), "threat", 0.5, None)
    shown = settings_embed(everything, ("toxicity", "obscene", "threat")).fields[0].value
    assert "Off:" not in str(shown)


async def tree_of(*cogs: commands.Cog) -> app_commands.CommandTree[Any]:
    bot = commands.Bot(command_prefix="!", intents=discord.Intents(guilds=True))
    for cog in cogs:
        await bot.add_cog(cog)
    return bot.tree


async def test_settings_are_for_managers_and_servers_only() -> None:
    services: Any = None
    tree = await tree_of(Settings(services))
    (command,) = (one.to_dict(tree) for one in tree.get_commands())
    assert int(command["default_member_permissions"]) == discord.Permissions(manage_guild=True).value
    assert command["contexts"] == [0]
    names = {
        "show",
        "review",
        "watch",
        "threshold",
        "accusations",
        "labels",
        "exempt",
        "escalation",
        "ask",
        "second-look",
        "shadow",
        "bots",
        "ladder",
        "appeals",
        "language",
        "urgent",
        "remind",
        "flood",
        "self-harm",
        "help-text",
    }
    assert {one["name"] for one in command["options"]} == names


async def test_the_digest_changes_with_the_commands_only() -> None:
    services: Any = None
    one, same = await tree_of(Settings(services)), await tree_of(Settings(services))
    assert await digest_of(one) == await digest_of(same)
    assert await digest_of(one) != await digest_of(await tree_of())
    await same.set_translator(Translations())
    assert await digest_of(one) != await digest_of(same)


async def test_a_change_is_answered_before_it_is_written() -> None:
    """The writer may be busy for longer than the 3 seconds that Discord waits."""
    order: list[str] = []

    async def defer(**given: Any) -> None:
        assert given == {"ephemeral": True, "thinking": True}
        order.append("deferred")

    async def update(*_: Any) -> GuildPolicy:
        order.append("written")
        return BASE

    services: Any = SimpleNamespace(policies=SimpleNamespace(update=update))
    interaction: Any = SimpleNamespace(
        guild_id=1, user=SimpleNamespace(id=2), response=SimpleNamespace(defer=defer)
    )
    await Settings(services)._change(interaction, lambda policy: policy)
    assert order == ["deferred", "written"]
