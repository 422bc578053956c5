"""The gateway: hello, identify, heartbeats, dispatch, resume.

Source: https://discord.com/developers/docs/events/gateway, close codes from topics/opcodes-and-status-codes#gateway
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import time
from collections import deque
from enum import IntEnum
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox import limits, render
from bot.sandbox.blanking import hears, readable
from bot.sandbox.compression import Compress, compressor
from bot.sandbox.faults import Faults, GatewayFaults
from bot.sandbox.model import PRIVILEGED_INTENTS, Event, Intent, Json
from bot.sandbox.world import World

log = logging.getLogger(__name__)

HEARTBEAT_INTERVAL_MS = 41_250
ACK_SECONDS = 0.02
"""Delay of a heartbeat's answer. Over loopback it would overtake discord.py's own note of having sent it, and the
library would warn of being 41 seconds behind."""
MISSED_HEARTBEATS = 1.5
"""Heartbeat intervals of silence after which the connection is closed."""
REPLAY_LENGTH = 1000
"""Events kept per session for RESUME."""
GATEWAY_MESSAGE_CONTENT_LIMITED = 1 << 19
"""Application flag of a small bot whose message content switch is on (resources/application#application-flags)."""


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    """Gateway close codes."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    RATE_LIMITED = 4008
    INVALID_SHARD = 4010
    DISALLOWED_INTENTS = 4014


_MESSAGE_EVENTS = ("MESSAGE_CREATE", "MESSAGE_UPDATE")


class Connection:
    """One websocket with its compression stream; what is sent goes through a queue so that order is kept."""

    def __init__(
        self, socket: web.WebSocketResponse, compress: Compress | None, request: web.Request
    ) -> None:
        self.socket = socket
        self.request = request
        self.session: Session | None = None
        self.sends: deque[float] = deque()
        self._compress = compress
        self._queue: asyncio.Queue[str | int | None] = asyncio.Queue()

    def send(self, payload: Json) -> None:
        """Queue a payload."""
        self._queue.put_nowait(json.dumps(payload, separators=(",", ":")))

    def close(self, code: int) -> None:
        """Queue the closing of the socket, after what was sent before."""
        self._queue.put_nowait(code)

    def abort(self) -> None:
        """Break the connection as a network does: no close frame."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def write(self) -> None:
        """Send queued payloads until told to close."""
        with contextlib.suppress(ConnectionError):
            while (item := await self._queue.get()) is not None:
                if isinstance(item, int):
                    await self.socket.close(code=item)
                    return
                data = item.encode()
                if self._compress is None:
                    await self.socket.send_str(item)
                else:
                    await self.socket.send_bytes(self._compress(data))

    def too_fast(self) -> bool:
        """Whether more payloads came in the last minute than a client may send."""
        moment = time.monotonic()
        self.sends.append(moment)
        while self.sends[0] < moment - 60:
            self.sends.popleft()
        return len(self.sends) > limits.GATEWAY_SENDS_PER_MINUTE


class Session:
    """A gateway session: survives its connection until it is resumed or invalidated."""

    def __init__(self, intents: int, shard: tuple[int, int], orders: Faults) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.connection: Connection | None = None
        self.replay: deque[tuple[int, Json]] = deque(maxlen=REPLAY_LENGTH)
        self._orders = orders
        self._held: Json | None = None

    def dispatch(self, name: str, data: Json) -> None:
        """Send an event (or keep it for RESUME), as the gateway faults demand."""
        if self.connection is None:
            self._send(name, data)
            return
        orders = self._orders.gateway
        if GatewayFaults.due(orders.swap, name):
            self._held = {"t": name, "d": data}
            return
        self._send(name, data, lost=GatewayFaults.due(orders.lose, name))
        if GatewayFaults.due(orders.duplicate, name):
            self._send(name, data)
        if self._held is not None:
            held, self._held = self._held, None
            self._send(held["t"], held["d"])

    def _send(self, name: str, data: Json, *, lost: bool = False) -> None:
        self.sequence += 1
        payload = {"op": Op.DISPATCH, "t": name, "s": self.sequence, "d": data}
        self.replay.append((self.sequence, payload))
        if self.connection is not None and not lost:
            self.connection.send(payload)

    def missed(self, sequence: int) -> list[Json] | None:
        """The events after ``sequence``, or None where the buffer no longer reaches back so far."""
        if sequence > self.sequence or (self.replay and self.replay[0][0] > sequence + 1):
            return None
        return [payload for number, payload in self.replay if number > sequence]


class Gateway:
    """All sessions of the one bot. ``approved`` are the privileged intents switched on in the developer portal."""

    def __init__(self, world: World, token: str, approved: int, faults: Faults) -> None:
        self.world = world
        self.token = token
        self.approved = approved
        self.faults = faults
        self.url = ""
        self.heartbeat_interval_ms = HEARTBEAT_INTERVAL_MS
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identifies = 0
        self.resumes = 0
        world.listeners.append(self.hear)

    @property
    def may_read_content(self) -> bool:
        """Whether the message content switch is on."""
        return bool(self.approved & Intent.MESSAGE_CONTENT)

    def application_flags(self) -> int:
        """The application's flags, as they follow from the switches."""
        return GATEWAY_MESSAGE_CONTENT_LIMITED if self.may_read_content else 0

    def hear(self, event: Event) -> None:
        """Pass an event on to every session that may hear it."""
        for session in list(self.sessions.values()):
            if not self._on_shard(session, event) or not hears(self.world, session.intents, event):
                continue
            data = event.data
            if event.name in _MESSAGE_EVENTS:
                data = readable(self.world, data, granted=bool(session.intents & Intent.MESSAGE_CONTENT))
            session.dispatch(event.name, data)

    def _on_shard(self, session: Session, event: Event) -> bool:
        number, count = session.shard
        channel = self.world.channels.get(event.channel_id) if event.channel_id is not None else None
        if channel is not None and channel.is_dm:
            return number == 0
        return (self.world.guild_id >> 22) % count == number

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket connection."""
        try:
            compress = compressor(request.query.get("compress"))
        except ValueError as error:
            log.warning("%s", error)
            return web.Response(status=400, text=str(error))
        silence = self.heartbeat_interval_ms / 1000 * MISSED_HEARTBEATS
        socket = web.WebSocketResponse(compress=False, receive_timeout=silence)
        await socket.prepare(request)
        connection = Connection(socket, compress, request)
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        connection.send(
            {"op": Op.HELLO, "d": {"heartbeat_interval": self.heartbeat_interval_ms}, "s": None, "t": None}
        )
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT or not self._receive(connection, message.data):
                    break
        except TimeoutError:
            log.info("gateway closes the connection: no heartbeat")
        finally:
            self._disconnected(connection, socket.close_code)
            await asyncio.sleep(0)
            connection.close(socket.close_code or Close.UNKNOWN_ERROR)
            await writer
        return socket

    def _receive(self, connection: Connection, text: str) -> bool:
        """Act on one payload; false once the connection is to be closed."""
        try:
            payload = json.loads(text)
            op = Op(payload["op"])
        except (ValueError, KeyError, TypeError):
            return self._refuse(connection, Close.DECODE_ERROR)
        if len(text.encode()) > limits.GATEWAY_PAYLOAD_BYTES:
            return self._refuse(connection, Close.DECODE_ERROR)
        if connection.too_fast():
            return self._refuse(connection, Close.RATE_LIMITED)
        if op is Op.HEARTBEAT:
            ack = {"op": Op.HEARTBEAT_ACK, "d": None, "s": None, "t": None}
            asyncio.get_running_loop().call_later(ACK_SECONDS, connection.send, ack)
            return True
        if op is Op.IDENTIFY:
            return self._identify(connection, payload["d"])
        if op is Op.RESUME:
            return self._resume(connection, payload["d"])
        if connection.session is None:
            return self._refuse(connection, Close.NOT_AUTHENTICATED)
        if op is Op.REQUEST_MEMBERS:
            self._members(connection.session, payload["d"])
            return True
        return True if op in (Op.PRESENCE, Op.VOICE_STATE) else self._refuse(connection, Close.UNKNOWN_OPCODE)

    def _refuse(self, connection: Connection, code: Close) -> bool:
        log.info("gateway closes the connection: %s", code.name)
        connection.close(code)
        return True

    def _identify(self, connection: Connection, data: Json) -> bool:
        self.identifies += 1
        if connection.session is not None:
            return self._refuse(connection, Close.ALREADY_AUTHENTICATED)
        if str(data.get("token", "")).removeprefix("Bot ") != self.token:
            return self._refuse(connection, Close.AUTHENTICATION_FAILED)
        intents = int(data.get("intents") or 0)
        if intents & PRIVILEGED_INTENTS & ~self.approved:
            return self._refuse(connection, Close.DISALLOWED_INTENTS)
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            return self._refuse(connection, Close.INVALID_SHARD)
        session = Session(intents, (number, count), self.faults)
        self.sessions[session.id] = session
        session.connection, connection.session = connection, session
        self._greet(session)
        self._status()
        return True

    def _greet(self, session: Session) -> None:
        world = self.world
        mine = (world.guild_id >> 22) % session.shard[1] == session.shard[0]
        ready: Json = {
            "v": 10,
            "user": render.user(world.users[world.bot_id]),
            "user_settings": {},
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guilds": [{"id": str(world.guild_id), "unavailable": True}] if mine else [],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "session_type": "normal",
            "shard": list(session.shard),
            "application": {"id": str(world.application_id), "flags": self.application_flags()},
        }
        session.dispatch("READY", ready)
        if mine and session.intents & Intent.GUILDS:
            session.dispatch("GUILD_CREATE", render.guild_create(world))

    def _resume(self, connection: Connection, data: Json) -> bool:
        self.resumes += 1
        if str(data.get("token", "")).removeprefix("Bot ") != self.token:
            return self._refuse(connection, Close.AUTHENTICATION_FAILED)
        session = self.sessions.get(str(data.get("session_id")))
        missed = session.missed(int(data.get("seq") or 0)) if session is not None else None
        if self.faults.gateway.refuse_resume:
            self.faults.gateway.refuse_resume -= 1
            missed = None
        if session is None or missed is None:
            connection.send({"op": Op.INVALID_SESSION, "d": False, "s": None, "t": None})
            return True
        if session.connection is not None:
            session.connection.session = None
            session.connection.close(Close.UNKNOWN_ERROR)
        session.connection, connection.session = connection, session
        for payload in missed:
            connection.send(payload)
        session.dispatch("RESUMED", {"_trace": []})
        self._status()
        return True

    def _members(self, session: Session, data: Json) -> None:
        wanted = [int(one) for one in _as_list(data.get("user_ids"))]
        query = str(data.get("query") or "").lower()
        found = [
            one
            for one in self.world.members.values()
            if (one.user_id in wanted if wanted else self.world.users[one.user_id].username.startswith(query))
        ]
        chunk: Json = {
            "guild_id": str(self.world.guild_id),
            "members": [render.member(self.world, one) for one in found],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        }
        if data.get("nonce") is not None:
            chunk["nonce"] = data["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _disconnected(self, connection: Connection, code: int | None) -> None:
        self.connections.discard(connection)
        session, connection.session = connection.session, None
        if session is not None and session.connection is connection:
            session.connection = None
            if code in (1000, 1001):
                self.sessions.pop(session.id, None)
        self._status()

    def _status(self) -> None:
        online = any(session.connection is not None for session in self.sessions.values())
        if online is not self.world.bot_online:
            self.world.bot_online = online
            self.world.emit("BOT_STATUS", {"online": online}, to_bot=False)

    def drop(self) -> None:
        """Break every connection without a close frame; the sessions can be resumed."""
        for connection in list(self.connections):
            connection.abort()

    def ask_reconnect(self) -> None:
        """Send RECONNECT (opcode 7): the client comes back and resumes."""
        for connection in list(self.connections):
            connection.send({"op": Op.RECONNECT, "d": None, "s": None, "t": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Send INVALID_SESSION (opcode 9); unless ``resumable`` the client has to identify anew."""
        if not resumable:
            self.sessions.clear()
        for connection in list(self.connections):
            connection.send({"op": Op.INVALID_SESSION, "d": resumable, "s": None, "t": None})


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
