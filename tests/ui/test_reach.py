"""Rights and refusals: who stands above whom, and what Discord's answers mean."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from bot.ui.reach import Busy, Unreachable, asking_discord, can_be_acted_on, outranks, permissions_in
from tests.ui.kit import (
    ADA,
    ADMIN_ROLE,
    BOT_ROLE,
    CHANNEL,
    ME,
    MOD,
    MODERATOR_ROLE,
    OWNER,
    client,
    guild_of,
    member,
)


class Answer:
    """As much of an HTTP answer as discord.py's exceptions read."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = "reason"


def error(status: int, code: int = 0) -> discord.HTTPException:
    """The exception discord.py raises for an answer."""
    kinds: dict[int, type[discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.DiscordServerError if status >= 500 else discord.HTTPException)
    response: Any = Answer(status)
    return kind(response, {"code": code, "message": "secret words of a message"})


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (error(404, 10008), "gone"),
        (error(403, 50013), "no_permission"),
        (error(403, 50007), "dms_closed"),
        (error(400, 50278), "dms_closed"),
        (error(400, 50035), "refused"),
        (error(401), "refused"),
    ],
)
def test_a_final_refusal_has_a_code(raised: Exception, code: str) -> None:
    with pytest.raises(Unreachable) as caught, asking_discord():
        raise raised
    assert caught.value.code == code
    assert "secret" not in caught.value.detail


@pytest.mark.parametrize(
    "raised",
    [
        error(429),
        error(500),
        error(502),
        error(503),
        discord.RateLimited(3),
        aiohttp.ClientError(),
        OSError(),
        TimeoutError(),
    ],
    ids=repr,
)
def test_trouble_that_passes_is_busy(raised: Exception) -> None:
    with pytest.raises(Busy), asking_discord():
        raise raised


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        ((MOD, MODERATOR_ROLE), (ADA,), True),
        ((MOD, MODERATOR_ROLE), (ADA, BOT_ROLE), True),
        ((MOD, MODERATOR_ROLE), (ADA, MODERATOR_ROLE), False),
        ((MOD, MODERATOR_ROLE), (ADA, ADMIN_ROLE), False),
        ((OWNER,), (ADA, ADMIN_ROLE), True),
        ((MOD, ADMIN_ROLE), (OWNER,), False),
        ((ME, BOT_ROLE), (ADA, MODERATOR_ROLE), False),
    ],
)
def test_the_role_order(one: tuple[int, ...], other: tuple[int, ...], above: bool) -> None:
    guild = guild_of(client())
    first = member(guild, one[0], "One", *one[1:])
    second = member(guild, other[0], "Other", *other[1:])
    assert outranks(guild, first, second) is above


@pytest.mark.parametrize(
    ("who", "allowed"),
    [((ADA,), True), ((OWNER,), False), ((ADA, ADMIN_ROLE), False), ((ADA, MODERATOR_ROLE), True)],
)
def test_who_can_be_acted_on_at_all(who: tuple[int, ...], allowed: bool) -> None:
    guild = guild_of(client())
    assert can_be_acted_on(guild, member(guild, who[0], "Name", *who[1:])) is allowed


def test_permissions_are_those_of_the_channel() -> None:
    guild = guild_of(client())
    channel = guild.get_channel(CHANNEL)
    assert channel is not None
    granted = permissions_in(channel, member(guild, MOD, "Mod", MODERATOR_ROLE))
    assert granted.moderate_members
    assert granted.view_channel
    assert not granted.manage_roles
