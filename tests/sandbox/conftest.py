"""A running stand-in and a small real discord.py client on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket

from bot.sandbox.standin import StandIn
from tests.e2e.openapi import Contract, spec_path

WAIT = 10.0


class Client(discord.Client):
    """A bot that keeps what it hears."""

    def __init__(self, intents: discord.Intents, **options: Any) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[tuple[str, Any]] = []

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event, *args, **kwargs)
        if not hasattr(self, "heard"):
            return
        self.heard.append((event, args[0] if args else None))

    async def until(self, event: str, when: Callable[[Any], bool] = lambda _: True) -> Any:
        """The first heard event of that name for which ``when`` holds, waiting for it if needed."""
        (thing,) = await until(lambda: [one for name, one in self.heard if name == event and when(one)][:1])
        return thing

    def of(self, event: str) -> list[Any]:
        """All heard events of that name."""
        return [thing for name, thing in self.heard if name == event]


async def until(condition: Callable[[], Any]) -> Any:
    """Wait until ``condition`` gives something true, and give it."""
    deadline = asyncio.get_running_loop().time() + WAIT
    while not (found := condition()):
        assert asyncio.get_running_loop().time() < deadline, "waited in vain"
        await asyncio.sleep(0.005)
    return found


def default_intents() -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.message_content = intents.dm_messages = True
    return intents


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    running = StandIn.create()
    path = spec_path()
    contract = Contract(path) if path is not None else None
    if contract is not None:
        running.observers.append(contract)
    await running.start()
    try:
        yield running
    finally:
        await running.close()
    assert running.unhandled == []
    assert running.rest.failures == []
    if contract is not None:
        assert contract.violations == []


Login = Callable[..., Awaitable[Client]]


@pytest.fixture
async def login(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Login]:
    """Log a client in and give it once it is ready."""
    monkeypatch.setattr(discord.http.Route, "BASE", standin.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway_url))
    tasks: list[asyncio.Task[None]] = []
    clients: list[Client] = []

    async def start(intents: discord.Intents | None = None, token: str = "sandbox", **options: Any) -> Client:
        client = Client(intents or default_intents(), **options)
        clients.append(client)
        task = asyncio.create_task(client.start(token))
        tasks.append(task)
        ready = asyncio.create_task(client.until("ready"))
        done, _ = await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task in done:
            ready.cancel()
            await task
        await ready
        return client

    yield start
    for client in clients:
        await client.close()
    await asyncio.gather(*tasks, return_exceptions=True)
