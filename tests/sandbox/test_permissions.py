"""Permissions against Discord's documented order, and ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import seed
from bot.sandbox.blanking import hears
from bot.sandbox.model import Channel, ChannelType, Event, Intent, Overwrite
from bot.sandbox.people import NotAllowed
from bot.sandbox.permissions import (
    ALL,
    TIMED_OUT,
    Permission,
    can_view,
    highest_role,
    in_channel,
    in_guild,
    outranks,
)
from bot.sandbox.seed import sandbox_world
from bot.sandbox.snowflakes import Snowflakes, moment_of, snowflake_at
from bot.sandbox.standin import StandIn

bits = st.integers(min_value=0, max_value=int(ALL)).map(
    lambda value: value & int(ALL) & ~int(Permission.ADMINISTRATOR)
)


@given(everyone=bits, role=bits, allow=bits, deny=bits, own_allow=bits, own_deny=bits)
def test_overwrites_follow_the_documented_order(
    everyone: int, role: int, allow: int, deny: int, own_allow: int, own_deny: int
) -> None:
    world = sandbox_world()
    world.roles[world.guild_id].permissions = everyone
    world.roles[seed.REGULAR_ROLE_ID].permissions = role
    channel = world.channels[seed.POLITICS_ID]
    channel.overwrites = [
        Overwrite(seed.REGULAR_ROLE_ID, 0, allow, deny),
        Overwrite(seed.BRUNO_ID, 1, own_allow, own_deny),
    ]
    expected = (everyone | role) & ~deny | allow
    expected = expected & ~own_deny | own_allow
    granted = in_channel(world, seed.BRUNO_ID, channel)
    assert int(granted) == (expected if expected & Permission.VIEW_CHANNEL else 0)
    assert in_channel(world, seed.OLIVE_ID, channel) == ALL


def test_the_sandbox_server() -> None:
    world = sandbox_world()
    queue = world.channels[seed.MOD_QUEUE_ID]
    sees = {user.key for user in world.users.values() if can_view(world, user.id, queue)}
    assert sees == {"mara", "milo", "olive", "evenhand"}
    assert world.roles[seed.BOT_ROLE_ID].permissions == seed.BOT_PERMISSIONS
    bot = in_guild(world, seed.BOT_ID)
    assert bot & Permission.MODERATE_MEMBERS
    assert not bot & (Permission.ADMINISTRATOR | Permission.MANAGE_GUILD | Permission.MANAGE_ROLES)
    order = [
        highest_role(world, one)
        for one in (seed.ADA_ID, seed.BRUNO_ID, seed.BOT_ID, seed.MARA_ID, seed.OLIVE_ID)
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("actor", "target", "may"),
    [
        (seed.BOT_ID, seed.ADA_ID, True),
        (seed.BOT_ID, seed.BRUNO_ID, True),
        (seed.BOT_ID, seed.MARA_ID, False),
        (seed.BOT_ID, seed.OLIVE_ID, False),
        (seed.BOT_ID, seed.BOT_ID, False),
        (seed.MARA_ID, seed.MILO_ID, False),
        (seed.OLIVE_ID, seed.MARA_ID, True),
    ],
)
def test_hierarchy(actor: int, target: int, may: bool) -> None:
    assert outranks(sandbox_world(), actor, target) is may


def test_a_timeout_leaves_reading_only() -> None:
    world = sandbox_world()
    politics = world.channels[seed.POLITICS_ID]
    world.members[seed.ADA_ID].timed_out_until = datetime.now(UTC) + timedelta(minutes=1)
    assert in_channel(world, seed.ADA_ID, politics) == TIMED_OUT
    world.members[seed.ADA_ID].timed_out_until = datetime.now(UTC) - timedelta(minutes=1)
    assert in_channel(world, seed.ADA_ID, politics) & Permission.SEND_MESSAGES


def test_threads_take_their_parents_permissions() -> None:
    world = sandbox_world()
    thread = Channel(1, ChannelType.PUBLIC_THREAD, "t", parent_id=seed.MOD_QUEUE_ID)
    assert not can_view(world, seed.ADA_ID, thread)
    assert can_view(world, seed.MARA_ID, thread)


def test_direct_messages_belong_to_two() -> None:
    world = sandbox_world()
    direct = world.dm_channel(seed.ADA_ID)
    assert world.dm_channel(seed.ADA_ID) is direct
    assert [can_view(world, one, direct) for one in (seed.ADA_ID, seed.BOT_ID, seed.MARA_ID)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "channel_id", "intents", "heard"),
    [
        ("MESSAGE_CREATE", seed.POLITICS_ID, Intent.GUILD_MESSAGES, True),
        ("MESSAGE_CREATE", seed.POLITICS_ID, Intent.DIRECT_MESSAGES | Intent.GUILDS, False),
        ("GUILD_MEMBER_UPDATE", None, Intent.GUILDS | Intent.GUILD_MESSAGES, False),
        ("GUILD_MEMBER_UPDATE", None, Intent.GUILD_MEMBERS, True),
        ("THREAD_CREATE", seed.BUDGET_THREAD_ID, Intent.GUILDS, True),
        ("INTERACTION_CREATE", None, Intent(0), True),
    ],
)
def test_intents_choose_events(name: str, channel_id: int | None, intents: Intent, heard: bool) -> None:
    assert hears(sandbox_world(), int(intents), Event(name, {}, channel_id)) is heard


def test_a_channel_the_bot_cannot_see_is_silent() -> None:
    world = sandbox_world()
    world.channels[seed.POLITICS_ID].overwrites = [Overwrite(seed.BOT_ID, 1, 0, int(Permission.VIEW_CHANNEL))]
    event = Event("MESSAGE_CREATE", {}, seed.POLITICS_ID)
    assert not hears(world, int(Intent.GUILD_MESSAGES), event)


async def test_people_are_held_to_the_same_rules(standin: StandIn) -> None:
    ada, bruno, mara = (standin.person(key) for key in ("ada", "bruno", "mara"))
    message = ada.send("politics", "mine")
    for refused in (
        lambda: bruno.edit(message, "not mine"),
        lambda: bruno.delete(message),
        lambda: ada.send("mod-queue", "x"),
        lambda: ada.send("proposals", "a forum takes posts only"),
        lambda: ada.send("politics", ""),
        lambda: ada.edit(message, ""),
        lambda: bruno.vote(message, 1),
        lambda: ada.message("politics", 1),
        lambda: ada.command("politics", "nothing"),
    ):
        with pytest.raises(NotAllowed):
            refused()
    mara.delete(message)
    with pytest.raises(NotAllowed, match="any more"):
        bruno.reply(message, "too late")
    with pytest.raises(KeyError):
        standin.person("nobody")


@given(st.datetimes(min_value=datetime(2015, 1, 2), max_value=datetime(2080, 1, 1)))
def test_snowflakes_keep_their_moment(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert abs(moment_of(snowflake_at(aware)) - aware) < timedelta(milliseconds=1.001)


def test_snowflakes_rise() -> None:
    made = Snowflakes()
    ids = [made.next() for _ in range(5000)]
    assert ids == sorted(set(ids))
