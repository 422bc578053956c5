"""Logging in and staying connected: what ends the connection is told apart from what merely interrupts it."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeVar

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot import wording
from bot.settings import DiscordSettings

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = (1.0, 2.0, 5.0, 15.0, 60.0)
_RECONNECT: Final = 4000
"""A close code that is not final: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway"""
_API: Final = discord.http.Route.BASE
_GATEWAY: Final = DiscordWebSocket.DEFAULT_GATEWAY

BotT = TypeVar("BotT", bound=discord.Client)


class Hopeless(Exception):
    """Connecting will not work by trying again; the text is one plain sentence for the operator."""


def point_at(settings: DiscordSettings) -> None:
    """Set the base addresses of REST and gateway: the library reads them from its classes."""
    api, gateway = settings.discord_api_url, settings.discord_gateway_url
    discord.http.Route.BASE = str(api).rstrip("/") if api is not None else _API
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(str(gateway)) if gateway is not None else _GATEWAY


async def logged_in(make: Callable[[], BotT], token: str, stop: asyncio.Event) -> BotT | None:
    """A bot that is logged in; ``None`` where it was told to stop first. Outages are waited out.

    Raises ``Hopeless`` for a refused token. Each attempt takes a new bot: a client that failed to log in cannot be
    used again.
    """
    attempt = 0
    while not stop.is_set():
        bot = make()
        try:
            if not await _unless_stopped(bot.login(token), stop):
                await bot.close()
                return None
        except discord.LoginFailure as error:
            await bot.close()
            raise Hopeless(wording.LOGIN_REFUSED) from error
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            await bot.close()
            log.warning("login did not work (%s); trying again", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _wait(attempt))
            attempt += 1
        except BaseException:
            await bot.close()
            raise
        else:
            return bot
    return None


async def stay_connected(bot: discord.Client) -> None:
    """Hold the gateway connection until the bot is closed; what ends it, our own errors included, begins it anew.

    Raises ``Hopeless`` where Discord refuses for good.
    """
    attempt = 0
    while not bot.is_closed():
        try:
            await bot.connect(reconnect=True)
        except discord.PrivilegedIntentsRequired as error:
            raise Hopeless(wording.INTENT_MISSING) from error
        except (
            discord.ConnectionClosed
        ) as error:  # the codes that Discord calls final; others are retried inside
            raise Hopeless(wording.GATEWAY_REFUSED.format(code=error.code)) from error
        except Exception as error:
            log.error("the connection ended in an error (%s); connecting again", type(error).__name__)
            with suppress(Exception):  # the old socket would go on beating
                await bot.ws.close(code=_RECONNECT)
            await asyncio.sleep(_wait(attempt))
            attempt += 1


async def _unless_stopped(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> bool:
    """Wait for ``work``, but no longer than until ``stop``: the library repeats a failing request for half a minute."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
            return False
        task.result()
        return True
    finally:
        stopped.cancel()


def _wait(attempt: int) -> float:
    return RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]


@contextmanager
def told_to_stop(stop: asyncio.Event | None) -> Iterator[asyncio.Event]:
    """The event that ends the run: the caller's, or one that SIGTERM and SIGINT set."""
    if stop is not None:
        yield stop
        return
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    handled: list[Any] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread, or not Unix
            loop.add_signal_handler(number, event.set)
            handled.append(number)
    try:
        yield event
    finally:
        for number in handled:
            loop.remove_signal_handler(number)
