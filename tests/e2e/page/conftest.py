"""A browser, a stand-in, and the small bot on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import discord
import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from playwright.async_api import Browser

from bot.sandbox.standin import StandIn
from tests.e2e.browser import open_browser
from tests.e2e.page.clerk import Clerk

SILENCE = timedelta(seconds=1)
"""How long this stand-in waits for a bot's first answer, instead of Discord's three seconds."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as running:
        yield running


@asynccontextmanager
async def logged_in(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clerk]:
    monkeypatch.setattr(discord.http.Route, "BASE", stand_in.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stand_in.gateway_url))
    clerk = Clerk()
    running = asyncio.create_task(clerk.start(stand_in.token))
    try:
        await asyncio.wait_for(clerk.up.wait(), 15)
        yield clerk
    finally:
        await clerk.close()
        await asyncio.gather(running, return_exceptions=True)


@pytest_asyncio.fixture(loop_scope="module")
async def stand_in() -> AsyncIterator[StandIn]:
    running = StandIn.create(first_reply=SILENCE)
    await running.start()
    yield running
    await running.close()


@pytest_asyncio.fixture(loop_scope="module")
async def clerk(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clerk]:
    async with logged_in(stand_in, monkeypatch) as running:
        yield running
