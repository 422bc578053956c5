"""What ends the connection for good, what interrupts it, and that a stop is heard at any time."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from pydantic import TypeAdapter

from bot import wording
from bot.settings import DiscordSettings, HttpUrl, WebSocketUrl
from bot.ui import connection
from bot.ui.connection import Hopeless, logged_in, point_at, stay_connected
from tests.ui.test_reach import error


class Scripted:
    """A client whose ``connect`` and ``login`` do what the test says, one after the other."""

    def __init__(self, *steps: Any) -> None:
        self.steps = list(steps)
        self.closed = False
        self.sockets_closed: list[int] = []
        self.ws = self

    async def _step(self) -> None:
        step = self.steps.pop(0)
        if isinstance(step, asyncio.Event):
            await step.wait()
        elif isinstance(step, BaseException):
            raise step

    async def connect(self, *, reconnect: bool) -> None:
        assert reconnect
        await self._step()
        self.closed = True

    async def login(self, token: str) -> None:
        assert token == "token"
        await self._step()

    async def close(self, code: int | None = None) -> None:
        if code is not None:
            self.sockets_closed.append(code)
        else:
            self.closed = True

    def is_closed(self) -> bool:
        return self.closed


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "RETRY_SECONDS", (0.0,))


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = type("Socket", (), {"close_code": code})()
    return discord.ConnectionClosed(socket, shard_id=None, code=code)


async def test_an_error_of_ours_begins_the_connection_anew() -> None:
    bot: Any = Scripted(KeyError("odd event"), RuntimeError(), None)
    await stay_connected(bot)
    assert not bot.steps
    assert bot.sockets_closed == [4000, 4000]


@pytest.mark.parametrize(
    ("raised", "sentence"),
    [
        (discord.PrivilegedIntentsRequired(None), wording.INTENT_MISSING),
        (closed(4004), wording.GATEWAY_REFUSED.format(code=4004)),
    ],
)
async def test_a_final_refusal_is_said_in_one_sentence(raised: Exception, sentence: str) -> None:
    bot: Any = Scripted(raised)
    with pytest.raises(Hopeless) as caught:
        await stay_connected(bot)
    assert str(caught.value) == sentence


async def test_login_waits_outages_out_with_a_fresh_client_each_time() -> None:
    bots: list[Any] = [Scripted(error(503)), Scripted(OSError()), Scripted(None)]
    waiting = list(bots)
    found = await logged_in(lambda: waiting.pop(0), "token", asyncio.Event())
    assert found is bots[2]
    assert [bot.closed for bot in bots] == [True, True, False]


async def test_a_refused_token_is_hopeless() -> None:
    bot: Any = Scripted(discord.LoginFailure())
    with pytest.raises(Hopeless, match="token"):
        await logged_in(lambda: bot, "token", asyncio.Event())
    assert bot.closed


async def test_a_stop_is_heard_while_the_login_hangs() -> None:
    stop, never = asyncio.Event(), asyncio.Event()
    bot: Any = Scripted(never)
    run = asyncio.create_task(logged_in(lambda: bot, "token", stop))
    await asyncio.sleep(0)
    stop.set()
    assert await run is None
    assert bot.closed


def test_base_addresses_are_set_and_set_back() -> None:
    before = (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)
    api = TypeAdapter(HttpUrl).validate_python("http://127.0.0.1:9/api/v10/")
    gateway = TypeAdapter(WebSocketUrl).validate_python("ws://127.0.0.1:9/gateway")
    point_at(DiscordSettings(discord_api_url=api, discord_gateway_url=gateway))
    assert discord.http.Route("GET", "/users/@me").url == "http://127.0.0.1:9/api/v10/users/@me"
    assert str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:9/gateway"
    point_at(DiscordSettings.model_construct(discord_api_url=None, discord_gateway_url=None))
    assert discord.http.Route.BASE == "https://discord.com/api/v10"
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before
