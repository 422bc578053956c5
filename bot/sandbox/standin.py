"""The Discord stand-in: REST, gateway and page on one loopback port."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from aiohttp import web

from bot.sandbox import limits
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.model import Intent
from bot.sandbox.page import Page, only_own
from bot.sandbox.people import Person
from bot.sandbox.rest import Observer, Rest, all_routes
from bot.sandbox.rest.core import PREFIX
from bot.sandbox.seed import sandbox_world
from bot.sandbox.unfurl import Unfurler
from bot.sandbox.world import World

GATEWAY_PATH = "/gateway"
HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "::1", "localhost")
CLOSING_SECONDS = 1.0


class StandIn:
    """One running stand-in. Make it with ``create``, then ``await start()``; ``await close()`` ends it.

    ``observers`` are called with an ``Exchange`` for every REST request of the bot. ``unhandled`` lists requests
    for routes that do not exist here. ``faults`` orders trouble.
    """

    def __init__(self, world: World, token: str, approved_intents: int, interactions: Interactions) -> None:
        self.world = world
        self.token = token
        self.faults = Faults()
        self.gateway = Gateway(world, token, approved_intents, self.faults)
        self.interactions = interactions
        self.rest = Rest(self)
        self.page = Page(self)
        self.unfurler = Unfurler(world, HERE / "articles")
        self.url = ""
        self._runner: web.AppRunner | None = None

    @classmethod
    def create(
        cls,
        world: World | None = None,
        *,
        token: str = "sandbox",  # noqa: S107 (no secret: it opens nothing but this stand-in)
        approved_intents: int = Intent.MESSAGE_CONTENT,
        first_reply: timedelta = limits.FIRST_REPLY,
        token_life: timedelta = limits.INTERACTION_TOKEN_LIFE,
    ) -> StandIn:
        """A stand-in that does not run yet, on a fresh sandbox world unless one is given.

        ``approved_intents`` are the privileged intents switched on in the imagined developer portal.
        """
        world = sandbox_world() if world is None else world
        return cls(
            world,
            token,
            approved_intents,
            Interactions(world, first_reply=first_reply, token_life=token_life),
        )

    @property
    def observers(self) -> list[Observer]:
        """Called with every REST exchange."""
        return self.rest.observers

    @property
    def unhandled(self) -> list[str]:
        """``METHOD path`` of every request for a route that does not exist here."""
        return self.rest.unhandled

    @property
    def api_url(self) -> str:
        """The base address for ``discord.http.Route.BASE``."""
        return self.url + PREFIX

    @property
    def gateway_url(self) -> str:
        """The address for ``DiscordWebSocket.DEFAULT_GATEWAY``."""
        return self.url.replace("http", "ws", 1) + GATEWAY_PATH

    def person(self, key: str) -> Person:
        """One of the world's people, by short name or id. Raises KeyError for nobody's name."""
        user = self.world.user_by_key(key)
        if user is None:
            raise KeyError(key)
        return Person(self.world, self.interactions, user)

    def application(self) -> web.Application:
        """The aiohttp application with every route."""
        app = web.Application(client_max_size=limits.REQUEST_BYTES, middlewares=[only_own])
        app.router.add_get(GATEWAY_PATH, self.gateway.handle)
        self.rest.register(app, all_routes())
        self.page.register(app, HERE / "web" / "dist", HERE / "articles")
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises ValueError for an address that is not loopback, OSError where the
        port is taken."""
        if host not in LOOPBACK:
            raise ValueError(f"the stand-in listens on loopback only, not on {host}")
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=CLOSING_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{bound}"
        self.world.base_url = self.url
        self.gateway.url = self.gateway_url
        self.unfurler.start()

    async def close(self) -> None:
        """Close every connection and stop listening."""
        self.interactions.close()
        await self.unfurler.close()
        await self.page.close()
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
