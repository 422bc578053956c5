"""What all REST routes share: authorization, reading bodies, faults, rate limit headers, errors, observers."""

from __future__ import annotations

import hashlib
import json
import logging
import mimetypes
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from bot.sandbox import errors, faults, limits
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.faults import Fault, Trouble
from bot.sandbox.model import Channel, Json, Message
from bot.sandbox.permissions import Permission, can_view, in_channel, in_guild
from bot.sandbox.posting import Upload
from bot.sandbox.world import World

if TYPE_CHECKING:
    from bot.sandbox.standin import StandIn

log = logging.getLogger(__name__)

PREFIX = "/api/v10"
BUCKET_SIZE = 50
"""Requests per bucket and second that the headers promise; generous, since waiting is tested through faults."""
_FILE_PART = re.compile(r"files?\[?(\d{0,2})\]?")


@dataclass(frozen=True)
class Reply:
    """A handler's answer: status and JSON body (None for 204)."""

    status: int
    body: Any = None


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, for observers. ``template`` is None where the route is unknown."""

    method: str
    template: str | None
    path: str
    query: dict[str, str]
    payload: Any
    files: int
    status: int
    body: Any
    injected: bool = False


Observer = Callable[[Exchange], None]


@dataclass
class Call:
    """One request as a handler sees it."""

    standin: StandIn
    params: dict[str, str]
    query: dict[str, str]
    payload: Any = None
    files: list[Upload] = field(default_factory=list)
    reason: str | None = None

    @property
    def world(self) -> World:
        """The stand-in's world."""
        return self.standin.world

    @property
    def body(self) -> Json:
        """The JSON object sent; 400 where it is none."""
        if not isinstance(self.payload, dict):
            raise ApiError(400, errors.INVALID_JSON, "The request body contains invalid JSON.")
        return self.payload

    def id(self, name: str) -> int:
        """A path parameter as a snowflake; ``@me`` is the bot."""
        value = self.params[name]
        if value == "@me":
            return self.world.bot_id
        if not value.isdecimal():
            problems = Problems()
            problems.add((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
            problems.check()
        return int(value)

    def channel(self, *needed: Permission) -> Channel:
        """The channel of the path; 403 where the bot cannot see it or lacks one of ``needed``."""
        channel = self.world.channel(self.id("channel_id"))
        if not can_view(self.world, self.world.bot_id, channel):
            raise errors.missing_access()
        granted = in_channel(self.world, self.world.bot_id, channel)
        if any(not granted & one for one in needed):
            raise errors.missing_permissions()
        return channel

    def message(self, channel: Channel) -> Message:
        """The message of the path. Ephemeral ones do not exist for this part of the API."""
        message = self.world.message(channel.id, self.id("message_id"))
        if message.ephemeral:
            raise errors.unknown(errors.UNKNOWN_MESSAGE)
        return message

    def guild(self, *needed: Permission) -> None:
        """Check the guild of the path and the bot's permissions in it."""
        if self.id("guild_id") != self.world.guild_id:
            raise errors.unknown(errors.UNKNOWN_GUILD)
        granted = in_guild(self.world, self.world.bot_id)
        if any(not granted & one for one in needed):
            raise errors.missing_permissions()

    def application(self) -> None:
        """Check that the application of the path is the bot's."""
        if self.id("application_id") != self.world.application_id:
            raise ApiError(403, 20012, "You are not authorized to perform this action on this application")


Handler = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True)
class Route:
    """A method and path template (as in Discord's reference) with its handler; ``public`` ones need no token."""

    method: str
    template: str
    handler: Handler
    public: bool = False


class Rest:
    """The REST half of the stand-in.

    ``unhandled`` lists what was asked for but does not exist here, ``failures`` the stand-in's own errors (answered 500).
    """

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        self.observers: list[Observer] = []
        self.unhandled: list[str] = []
        self.requests: list[str] = []
        self.failures: list[Exception] = []

    def register(self, app: web.Application, routes: list[Route]) -> None:
        """Put the routes into the application, and a catch-all behind them."""
        for route in routes:
            app.router.add_route(route.method, PREFIX + route.template, self._serve(route))
        app.router.add_route("*", PREFIX + "/{tail:.*}", self._serve(None))

    def _serve(self, route: Route | None) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            path = request.path.removeprefix(PREFIX)
            self.requests.append(f"{request.method} {path}")
            fault = self.standin.faults.take(request.method, path)
            call = Call(self.standin, dict(request.match_info), dict(request.query))
            if fault is not None:
                injected = await self._injected(request, fault, route)
                if injected is not None:
                    return injected
            reply, headers = await self._answer(request, route, call)
            self._observe(request, route, call, reply)
            if fault is not None and fault.trouble is Trouble.DROP_AFTER:
                return _broken(request)
            return _respond(reply.status, reply.body, headers)

        return serve

    async def _injected(
        self, request: web.Request, fault: Fault, route: Route | None
    ) -> web.StreamResponse | None:
        if fault.trouble is Trouble.DELAY:
            await faults.pause(fault)
            return None
        if fault.trouble is Trouble.DROP_AFTER:
            return None
        await request.read()
        if fault.trouble is Trouble.DROP:
            return _broken(request)
        template = route.template if route is not None else None
        if fault.trouble is Trouble.STATUS:
            status, body, headers = fault.status, {"message": f"{fault.status}: injected", "code": 0}, {}
        else:
            status, body, headers = 429, faults.rate_limited_body(fault), _limited_headers(fault)
        self._note(
            Exchange(request.method, template, request.path, dict(request.query), None, 0, status, body, True)
        )
        return _respond(status, body, headers)

    async def _answer(
        self, request: web.Request, route: Route | None, call: Call
    ) -> tuple[Reply, dict[str, str]]:
        headers: dict[str, str] = {}
        try:
            if route is None:
                return self._missing(request), headers
            headers = _bucket_headers(request.method + route.template)
            if not route.public and request.headers.get("Authorization") != f"Bot {self.standin.token}":
                raise ApiError(401, 0, "401: Unauthorized")
            await _read(request, call)
            answer = await route.handler(call)
            return (
                answer if isinstance(answer, Reply) else Reply(204 if answer is None else 200, answer)
            ), headers
        except ApiError as error:
            log.info("%s %s -> %s", request.method, request.path, error)
            return Reply(error.status, error.body()), headers
        except Exception as error:
            log.exception("the stand-in itself failed at %s %s", request.method, request.path)
            self.failures.append(error)
            return Reply(500, {"message": "500: Internal Server Error", "code": 0}), headers

    def _missing(self, request: web.Request) -> Reply:
        known = f"{request.method} {request.path}"
        self.unhandled.append(known)
        log.error("the stand-in has no route for %s", known)
        return Reply(404, {"message": "404: Not Found", "code": 0})

    def _observe(self, request: web.Request, route: Route | None, call: Call, reply: Reply) -> None:
        template = route.template if route is not None else None
        path = request.path.removeprefix(PREFIX)
        self._note(
            Exchange(
                request.method,
                template,
                path,
                call.query,
                call.payload,
                len(call.files),
                reply.status,
                reply.body,
            )
        )

    def _note(self, exchange: Exchange) -> None:
        for observer in self.observers:
            observer(exchange)


async def _read(request: web.Request, call: Call) -> None:
    """Read the body: JSON, or multipart with ``payload_json`` and ``files[n]``; and the audit log reason."""
    reason = request.headers.get("X-Audit-Log-Reason")
    if reason is not None:
        call.reason = unquote(reason)
        if len(call.reason) > limits.AUDIT_REASON_LENGTH:
            problems = Problems()
            problems.length(("X-Audit-Log-Reason",), call.reason, limits.AUDIT_REASON_LENGTH)
            problems.check()
    if not request.can_read_body:
        return
    if (request.content_length or 0) > limits.REQUEST_BYTES:
        raise ApiError(413, errors.TOO_LARGE, "Request entity too large")
    if request.content_type.startswith("multipart/"):
        await _read_multipart(request, call)
        return
    try:
        call.payload = json.loads(await request.read() or b"null")
    except ValueError:
        raise ApiError(400, errors.INVALID_JSON, "The request body contains invalid JSON.") from None


async def _read_multipart(request: web.Request, call: Call) -> None:
    reader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read())
        if part.name == "payload_json":
            call.payload = json.loads(data)
            continue
        slot = _FILE_PART.fullmatch(part.name or "")
        number = int(slot.group(1) or 0) if slot else len(call.files)
        kind = part.headers.get("Content-Type", "application/octet-stream")
        call.files.append(
            Upload(number, part.filename or "unknown.bin", _media_type(kind, part.filename), data)
        )
    if call.payload is None:
        call.payload = {}


def _media_type(given: str, filename: str | None) -> str:
    """Discord looks at the file itself; here the name decides where the upload does not say."""
    if given not in ("application/octet-stream", ""):
        return given
    return mimetypes.guess_type(filename or "")[0] or "application/octet-stream"


def _respond(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    """aiohttp adds a charset to JSON answers; discord.py wants ``application/json`` exactly."""
    if status == 204:
        return web.Response(status=204, headers=headers)
    data = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()
    return web.Response(status=status, body=data, headers=headers | {"Content-Type": "application/json"})


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _bucket_headers(key: str) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(BUCKET_SIZE),
        "X-RateLimit-Remaining": str(BUCKET_SIZE - 1),
        "X-RateLimit-Reset-After": "1.0",
        "X-RateLimit-Bucket": hashlib.sha256(key.encode()).hexdigest()[:32],
    }


def _limited_headers(fault: Fault) -> dict[str, str]:
    headers = {"Retry-After": str(max(1, round(fault.seconds)))}
    if fault.trouble is not Trouble.RATE_LIMIT_CLOUDFLARE:
        headers["Via"] = "1.1 google"
    if fault.trouble is Trouble.RATE_LIMIT_GLOBAL:
        headers["X-RateLimit-Global"] = "true"
    return headers
