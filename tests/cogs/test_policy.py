"""``/settings``: each command's change, as a pure function of the policy."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.detect.policy import AccusationHandling, ChannelOverride, GuildPolicy, LabelHandling
from bot.review.policies import plain
from bot.ui.commands import digest_of
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
        "ask",
        "shadow",
        "bots",
    }
    assert {one["name"] for one in command["options"]} == names


async def test_the_digest_changes_with_the_commands_only() -> None:
    services: Any = None
    one, same = await tree_of(Settings(services)), await tree_of(Settings(services))
    assert digest_of(one) == digest_of(same)
    assert digest_of(one) != digest_of(await tree_of())
