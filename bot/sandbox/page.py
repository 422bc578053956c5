"""The page's half: who is here and what they see (``/page/state``), what happens (``/page/ws``), what they do (``/page/act``).

Only a page served from this very address may use it: loopback ``Host`` headers, and no foreign ``Origin``.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, web

from bot.sandbox import render, seed
from bot.sandbox.acting import BadRequest, act
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions import modal_note
from bot.sandbox.model import Channel, ChannelType, Event, Json
from bot.sandbox.page_channel import channel_view
from bot.sandbox.people import NotAllowed, Person
from bot.sandbox.permissions import can_view, in_guild

if TYPE_CHECKING:
    from bot.sandbox.standin import StandIn

log = logging.getLogger(__name__)

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
STATE_MESSAGES = 50
"""Messages per channel that the page gets at first."""
QUEUE_LENGTH = 1000
"""Events a slow page may be behind before it is told to load anew."""
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Frame-Options": "DENY"}
_MESSAGES = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
_CHANNELS = ("THREAD_CREATE", "THREAD_UPDATE", "CHANNEL_CREATE", "CHANNEL_UPDATE")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_own(request: web.Request) -> bool:
    """Whether the request comes from this stand-in's own page, or from no web page at all."""
    try:
        host = urlsplit(f"//{request.headers.get('Host', '')}").hostname
    except ValueError:
        return False
    if host not in LOOPBACK_HOSTS:
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.headers['Host']}"


@web.middleware
async def only_own(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another web page, or a name made to point at this machine, sends: to the page, REST and gateway."""
    if not is_own(request):
        return _error(403, "only the sandbox's own page may do that")
    return await handler(request)


class Watcher:
    """One open page and the events on their way to it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.queue: asyncio.Queue[Json | None] = asyncio.Queue(QUEUE_LENGTH)

    def offer(self, name: str, data: Json | None) -> None:
        """Queue an event; a page too far behind is closed and comes back for a fresh state."""
        if self.queue.full():
            self.queue.get_nowait()
            self.queue.put_nowait(None)
            return
        self.queue.put_nowait({"t": name, "d": data})

    def stop(self) -> None:
        """Close after what is queued, at once when the queue is full."""
        if self.queue.full():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Page:
    """Serves the page, its files and its API."""

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        self.world = standin.world
        self.watchers: set[Watcher] = set()
        self.world.listeners.append(self.hear)

    def register(self, app: web.Application, dist: Path, articles: Path) -> None:
        """Put the page's routes into the application."""
        add = app.router.add_route
        add("GET", "/page/state", self._state)
        add("GET", "/page/ws", self._socket)
        add("POST", "/page/act", self._act)
        add("GET", "/attachments/{channel}/{attachment}/{filename}", self._attachment)
        app.router.add_static("/articles", articles)
        add("GET", "/", _file_of(dist, "index.html"))
        if dist.is_dir():
            app.router.add_static("/", dist)

    def _person(self, request: web.Request) -> Person:
        key = request.query.get("as", "")
        try:
            person = self.standin.person(key)
        except KeyError:
            raise BadRequest(f"there is nobody called {key!r}") from None
        if person.user.bot:
            raise BadRequest("the bot plays itself")
        return person

    async def _state(self, request: web.Request) -> web.StreamResponse:
        try:
            return _json(state(self.standin, self._person(request)))
        except BadRequest as error:
            return _error(400, str(error))

    async def _act(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            return _error(415, "send application/json")
        try:
            person = self._person(request)
            body = json.loads(await request.read())
            return _json({"ok": True} | await act(person, body))
        except (BadRequest, ValueError) as error:
            return _error(400, str(error))
        except NotAllowed as error:
            return _error(403, str(error))
        except ApiError as error:
            return _error(error.status, error.message, error.code)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        try:
            person = self._person(request)
        except BadRequest as error:
            return _error(400, str(error))
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        watcher = Watcher(person)
        watcher.offer("READY", {})
        self.watchers.add(watcher)
        reader = asyncio.create_task(_drain(socket, watcher))
        try:
            while (event := await watcher.queue.get()) is not None:
                await socket.send_str(json.dumps(event, separators=(",", ":")))
        except ConnectionError:
            pass
        finally:
            self.watchers.discard(watcher)
            await socket.close(code=WSCloseCode.GOING_AWAY)
            reader.cancel()
        return socket

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["attachment"]
        found = self.world.files.get(int(number)) if number.isdecimal() else None
        if found is None:
            return web.Response(status=404)
        kind, data = found
        safe = (
            kind
            if kind.startswith(("image/", "text/plain")) and "svg" not in kind
            else "application/octet-stream"
        )
        return web.Response(body=data, headers=HEADERS | {"Content-Type": safe})

    async def close(self) -> None:
        """Send every page away."""
        for watcher in list(self.watchers):
            watcher.stop()
        await asyncio.sleep(0)

    def tell(self, name: str, data: Json) -> None:
        """An event for every page, whoever is played there."""
        for watcher in list(self.watchers):
            watcher.offer(name, data)

    def hear(self, event: Event) -> None:
        """Pass an event on to the pages whose person would see it."""
        if not event.to_page:
            return
        for watcher in list(self.watchers):
            shown = self._shown(event, watcher.person)
            if shown is not None:
                watcher.offer(event.name, shown)

    def _shown(self, event: Event, person: Person) -> Json | None:
        if event.only_for is not None and event.only_for != person.id:
            return None
        channel = self.world.channels.get(event.channel_id) if event.channel_id is not None else None
        if channel is not None and not can_view(self.world, person.id, channel):
            return None
        if event.name in _MESSAGES and channel is not None:
            message = self.world.messages.get(channel.id, {}).get(int(event.data["id"]))
            return event.data if message is None else render.message(self.world, message, viewer_id=person.id)
        if event.name in _CHANNELS and channel is not None:
            return channel_view(person, channel)
        if event.name == "COMMANDS_UPDATE":
            return {"commands": [render.command(self.world, one) for one in person.commands()]}
        if event.name == "GUILD_MEMBER_UPDATE":
            return {"user_id": event.data["user_id"], "member": event.data}
        return event.data


def state(standin: StandIn, person: Person) -> Json:
    """Everything the page needs to draw itself for a person."""
    world = standin.world
    visible = [one for one in world.channels.values() if can_view(world, person.id, one)]
    visible.sort(key=_place)
    opened = person.open_modal()
    return {
        "me": render.user(person.user),
        "people": [_human(standin, key) for key in seed.TITLES if world.user_by_key(key) is not None],
        "guild": {
            "id": str(world.guild_id),
            "name": world.guild_name,
            "owner_id": str(world.owner_id),
            "roles": [render.role(one) for one in world.roles.values()],
        },
        "channels": [channel_view(person, one) for one in visible],
        "commands": [render.command(world, one) for one in person.commands()],
        "messages": {
            str(channel.id): [
                render.message(world, one, viewer_id=person.id)
                for one in person.sees(channel)[-STATE_MESSAGES:]
            ]
            for channel in visible
        },
        "dms_open": person.user.dms_open,
        "bot": {"user": render.user(world.users[world.bot_id]), "online": world.bot_online},
        "modal": None if opened is None else modal_note(opened),
    }


def _human(standin: StandIn, key: str) -> Json:
    world = standin.world
    user = standin.person(key).user
    member = world.members.get(user.id)
    return {
        "key": key,
        "title": seed.TITLES[key],
        "playable": not user.bot,
        "user": render.user(user),
        "member": None if member is None else render.member(world, member, with_user=False),
        "color": render.color_of(world, user.id),
        "permissions": str(int(in_guild(world, user.id))),
    }


def _place(channel: Channel) -> tuple[int, int]:
    """Guild channels by position, threads after them, DMs last."""
    rank = {ChannelType.PUBLIC_THREAD: 1, ChannelType.DM: 2}.get(channel.type, 0)
    return rank, channel.position or channel.id if rank else channel.position


async def _drain(socket: web.WebSocketResponse, watcher: Watcher) -> None:
    """Read (and ignore) what the page sends until it goes."""
    async for _ in socket:
        pass
    watcher.stop()


def _file_of(dist: Path, name: str) -> Handler:
    async def serve(request: web.Request) -> web.StreamResponse:
        path = dist / name
        if not path.is_file():
            return web.Response(status=404, text="The page is not built; see bot/sandbox/web.")
        return web.FileResponse(path, headers={"Cache-Control": "no-cache", "X-Frame-Options": "DENY"})

    return serve


def _json(data: Any) -> web.Response:
    return web.Response(
        body=json.dumps(data).encode(), headers=HEADERS | {"Content-Type": "application/json"}
    )


def _error(status: int, text: str, code: int | None = None) -> web.Response:
    body = json.dumps({"error": text, "code": code}).encode()
    return web.Response(status=status, body=body, headers=HEADERS | {"Content-Type": "application/json"})
