"""``/settings``: each of its commands, by the owner, by those who may not, and what the settings then do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.detect.policy import GuildPolicy
from bot.detect.toxicity import default_thresholds
from bot.sandbox import render, seed
from bot.sandbox.model import Channel, ChannelType, Overwrite
from bot.sandbox.people import NotAllowed
from bot.sandbox.permissions import Permission
from tests.e2e.harness import House, shown
from tests.e2e.town import (
    a_name,
    at_rest,
    cases_of,
    claim,
    forced,
    newcomer,
    queueing,
    rows,
    said,
    shared_house,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("settings"), queueing) as running:
        yield running


def policy_of(house: House) -> GuildPolicy:
    stored = rows(house, "SELECT policy FROM guilds WHERE guild_id = ?", seed.GUILD_ID)[0][0]
    return GuildPolicy.model_validate_json(stored)


SETTINGS: dict[str, tuple[dict[str, Any], str]] = {
    "show": ({}, "Settings of this server"),
    "review": ({"channel": "mod-queue"}, f"go to <#{seed.MOD_QUEUE_ID}>"),
    "watch": ({"channel": "general", "state": 1}, f"<#{seed.GENERAL_ID}> is watched"),
    "threshold": (
        {"label": "insult", "value": 0.75, "channel": "proposals"},
        "insult flags a message from 0.75",
    ),
    "accusations": ({"handling": "ask", "channel": "proposals"}, "question to the author first"),
    "labels": ({"handling": "all", "channel": "proposals"}, "are flagged"),
    "exempt": ({"role": "Admin", "state": 1}, "are not judged"),
    "escalation": ({"role": "Admin"}, "is mentioned once"),
    "ask": ({"via": "dm", "minutes": 45}, "by a direct message and have 45 minutes"),
    "second-look": ({"percent": 20, "note": 1}, "20 % of decided cases"),
    "shadow": ({"state": 0}, "is off"),
    "bots": ({"channel": "proposals", "state": 1}, "are judged"),
    "urgent": ({"role": "Admin", "severity": 0.85}, "of severity 0.85 and over"),
    "remind": ({"role": "Admin", "hours": 12}, "cases that wait for 12 hours"),
    "flood": ({"people": 12}, "From 12 people"),
    "self-harm": ({"state": 0, "channel": "proposals"}, "are left alone"),
    "help-text": ({"text": "Call somebody you trust."}, "can send this text"),
    "ladder mode": ({"mode": "automatic", "days": 30}, "acts by itself"),
    "ladder points": ({"kind": "report", "points": 2}, "report"),
    "ladder step": ({"points": 4, "action": "timeout", "length": "90m"}, "a timeout of 90 minutes"),
    "appeals rules": ({"state": 1, "days": 14}, "for 14 d"),
    "appeals removal": ({"text": "Write to the form at club.example."}, "club.example"),
    "language": ({"language": "fr"}, "are in this language: Français"),
}
CHANGES: dict[str, Any] = {
    "watch": lambda policy: policy.for_channel(seed.GENERAL_ID).watch,
    "threshold": lambda policy: policy.for_channel(seed.PROPOSALS_ID).thresholds["insult"] == 0.75,
    "accusations": lambda policy: policy.for_channel(seed.PROPOSALS_ID).accusations == "ask",
    "labels": lambda policy: policy.for_channel(seed.PROPOSALS_ID).labels == "all",
    "exempt": lambda policy: seed.ADMIN_ROLE_ID in policy.exempt_role_ids,
    "escalation": lambda policy: policy.escalation_role_id == seed.ADMIN_ROLE_ID,
    "ask": lambda policy: (policy.ask_via, policy.ask_minutes) == ("dm", 45),
    "second-look": lambda policy: (policy.second_look_percent, policy.second_look_note) == (20, True),
    "urgent": lambda policy: (policy.urgent_role_id, policy.urgent_severity) == (seed.ADMIN_ROLE_ID, 0.85),
    "remind": lambda policy: (policy.remind_role_id, policy.remind_hours) == (seed.ADMIN_ROLE_ID, 12),
    "flood": lambda policy: policy.flood_authors == 12,
    "self-harm": lambda policy: not policy.for_channel(seed.PROPOSALS_ID).self_harm,
    "help-text": lambda policy: policy.help_text == "Call somebody you trust.",
    "ladder mode": lambda policy: (policy.ladder.mode, policy.ladder.days) == ("automatic", 30),
    "ladder points": lambda policy: policy.ladder.points["report"] == 2,
    "ladder step": lambda policy: 4 in [step.points for step in policy.ladder.steps],
    "appeals rules": lambda policy: policy.appeals.days == 14,
    "appeals removal": lambda policy: policy.appeals.ban_text == "Write to the form at club.example.",
    "bots": lambda policy: policy.for_channel(seed.PROPOSALS_ID).judge_bots,
    "language": lambda policy: policy.language == "fr",
}
UNDO: dict[str, dict[str, Any]] = {
    "watch": {"channel": "general", "state": 0},
    "exempt": {"role": "Admin", "state": 0},
    "escalation": {},
    "ask": {"via": "reply", "minutes": 30},
    "second-look": {"percent": 5, "note": 0},
    "urgent": {},
    "remind": {},
    "flood": {"people": 8},
    "self-harm": {"state": 1, "channel": "proposals"},
    "help-text": {},
    "ladder mode": {"mode": "suggest", "days": 90},
    "ladder points": {"kind": "report", "points": 1},
    "ladder step": {"points": 4, "action": "none"},
    "appeals rules": {"state": 1, "days": 30},
    "appeals removal": {},
    "language": {"language": "auto"},
}


async def test_every_settings_command_is_tried_here(house: House) -> None:
    command = next(one for one in house.stand_in.world.commands.values() if one.name == "settings")
    assert {option["name"] for option in command.data["options"]} == {name.split()[0] for name in SETTINGS}


@pytest.mark.parametrize("name", SETTINGS)
async def test_settings_as_the_owner(house: House, name: str) -> None:
    options, expected = SETTINGS[name]
    changed = CHANGES.get(name)
    assert changed is None or not changed(policy_of(house))
    answer = await said(house, house.olive.command("general", f"settings {name}", options))
    assert expected in shown(answer)
    assert changed is None or changed(policy_of(house))
    if name in UNDO:
        await said(house, house.olive.command("general", f"settings {name}", UNDO[name]))
        assert not changed(policy_of(house))


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("key", ["ada", "mara"])
async def test_settings_are_for_managers(house: House, key: str, name: str) -> None:
    """Not offered; and where a server offers the command to everybody, refused by the bot itself."""
    person, options = house.stand_in.person(key), SETTINGS[name][0]
    if name == "review" and key == "ada":
        options = {"channel": "general"}  # she cannot even name the moderators' channel
    with pytest.raises(NotAllowed):
        person.command("general", f"settings {name}", options)
    before = policy_of(house)
    answer = await said(house, forced(person, "general", f"settings {name}", options))
    assert "Manage Server" in shown(answer)
    assert policy_of(house) == before


async def test_settings_show_what_was_set(house: House) -> None:
    card = shown(await said(house, house.olive.command("general", "settings show")))
    for holds in (
        "Shadow mode** is off",
        f"<#{seed.MOD_QUEUE_ID}>",
        f"<#{seed.POLITICS_ID}>: watched: on",
        f"{default_thresholds()['insult']:.2f}` insult",
    ):
        assert holds in card


LOGGED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "review": ({"channel": "general"}, {"channel": "mod-queue"}, "review_channel_id"),
    "watch": (
        {"channel": "general", "state": 1},
        {"channel": "general", "state": 0},
        f"channels.{seed.GENERAL_ID}.watch",
    ),
    "threshold": (
        {"label": "insult", "value": 0.42, "channel": "general"},
        {"label": "insult", "value": 0, "channel": "general"},
        f"channels.{seed.GENERAL_ID}.thresholds.insult",
    ),
    "accusations": ({"handling": "off"}, {"handling": "queue"}, "base.accusations"),
    "labels": (
        {"handling": "members", "channel": "general"},
        {"handling": "off", "channel": "general"},
        f"channels.{seed.GENERAL_ID}.labels",
    ),
    "exempt": ({"role": "Admin", "state": 1}, {"role": "Admin", "state": 0}, "exempt_role_ids"),
    "escalation": ({"role": "Moderator"}, {}, "escalation_role_id"),
    "ask": ({"minutes": 31}, {"minutes": 30}, "ask_minutes"),
    "second-look": ({"percent": 0}, {"percent": 5}, "second_look_percent"),
    "shadow": ({"state": 1}, {"state": 0}, "shadow"),
    "bots": (
        {"channel": "general", "state": 1},
        {"channel": "general", "state": 0},
        f"channels.{seed.GENERAL_ID}.judge_bots",
    ),
    "urgent": ({"role": "Moderator"}, {}, "urgent_role_id"),
    "remind": ({"role": "Moderator"}, {}, "remind_role_id"),
    "flood": ({"people": 9}, {"people": 8}, "flood_authors"),
    "self-harm": ({"state": 0}, {"state": 1}, "base.self_harm"),
    "help-text": ({"text": "Call somebody you trust."}, {}, "help_text"),
    "ladder mode": ({"mode": "off"}, {"mode": "suggest"}, "ladder.mode"),
    "ladder points": (
        {"kind": "severe", "points": 4},
        {"kind": "severe", "points": 3},
        "ladder.points.severe",
    ),
    "ladder step": ({"points": 4, "action": "warn"}, {"points": 4, "action": "none"}, "ladder.steps"),
    "appeals rules": ({"state": 0}, {"state": 1}, "appeals.on"),
    "appeals removal": ({"text": "Write to us."}, {}, "appeals.ban_text"),
    "language": ({"language": "de"}, {"language": "auto"}, "language"),
}
"""A change, its opposite, and the setting that they change."""


async def test_every_change_of_settings_is_in_the_audit_log(house: House) -> None:
    """Who changed what, from what, to what: one entry a change, one field a setting."""
    assert set(LOGGED) == set(SETTINGS) - {"show"}
    for name, (there, back, field) in LOGGED.items():
        before = last_change(house)
        await said(house, house.olive.command("general", f"settings {name}", there))
        number, first = last_change(house)
        assert number == before[0] + 1, name
        await said(house, house.olive.command("general", f"settings {name}", back))
        again, second = last_change(house)
        assert again == number + 1, name
        assert set(first) == set(second) == {field}
        assert first[field][1] == second[field][0]
        assert first[field][0] != first[field][1]
        assert second[field][0] != second[field][1]


def last_change(house: House) -> tuple[int, dict[str, list[Any]]]:
    """How many changes the log holds, and what the newest says: field → [old, new]."""
    found = rows(house, "SELECT detail, actor FROM audit WHERE event = 'settings' ORDER BY seq")
    olive = rows(house, "SELECT number FROM subjects WHERE member_id = ?", seed.OLIVE_ID)[0][0]
    assert found[-1]["actor"] == olive
    return len(found), json.loads(found[-1]["detail"])


async def test_a_label_that_does_not_exist(house: House) -> None:
    used = house.olive.command("general", "settings threshold", {"label": "rudeness", "value": 0.5})
    assert "no such label" in shown(await said(house, used))
    offered = await house.olive.autocomplete("general", "settings threshold", {"value": 0.5}, "label")
    labels_offered = {one["value"] for one in offered}
    assert {"toxicity", "insult"} <= labels_offered <= set(default_thresholds())
    typed = await house.olive.autocomplete(
        "general", "settings threshold", {"label": "ins", "value": 0.5}, "label"
    )
    assert [one["value"] for one in typed] == ["insult"]


async def test_a_review_channel_where_the_bot_cannot_post_is_refused(house: House) -> None:
    world = house.stand_in.world
    silent = Channel(world.ids.next(), ChannelType.TEXT, "silent", 9)
    silent.overwrites = [
        Overwrite(seed.BOT_ROLE_ID, 0, 0, int(Permission.SEND_MESSAGES | Permission.EMBED_LINKS))
    ]
    add_channel(house, silent)
    before = policy_of(house)
    answer = shown(
        await said(house, house.olive.command("general", "settings review", {"channel": "silent"}))
    )
    assert "Send Messages, Embed Links" in answer
    assert policy_of(house) == before


async def test_a_review_channel_that_everybody_sees_is_pointed_out(house: House) -> None:
    answer = shown(
        await said(house, house.olive.command("general", "settings review", {"channel": "general"}))
    )
    assert "everybody can see" in answer
    await said(house, house.olive.command("general", "settings review", {"channel": "mod-queue"}))
    assert policy_of(house).review_channel_id == seed.MOD_QUEUE_ID


def add_channel(house: House, channel: Channel) -> None:
    """A channel is made."""
    world = house.stand_in.world
    world.channels[channel.id] = channel
    world.emit("CHANNEL_CREATE", render.channel(world, channel), channel_id=channel.id)


async def test_watching_begins_and_ends_at_once(house: House) -> None:
    author, first, second = newcomer(house), a_name(), a_name()
    await said(house, house.olive.command("general", "settings watch", {"channel": "general", "state": 1}))
    author.send("general", claim(first))
    card = await house.card(first)
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "dismissed")
    await said(house, house.olive.command("general", "settings watch", {"channel": "general", "state": 0}))
    message = author.send("general", claim(second))
    await at_rest(house)
    assert cases_of(house, message) == []
