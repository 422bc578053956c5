"""Plays a scripted conversation through people, so that a demo runs by itself.

A script is JSON Lines; empty lines and lines that start with ``#`` are skipped. Keys of a line:

- ``do``: ``send reply edit delete forward poll vote react thread press select modal command menu dm dm-toggle look note``
- ``as``: who does it (a short name); all but ``note`` need it
- ``at``: seconds since the start, or ``"wait"`` (the default): after a moment for reading
- ``in``: the channel, by name; ``text``: what is written (``{base}`` becomes the sandbox's address)
- ``name``: a name for the message or thread that comes of it, for later lines
- what it is done to: ``message`` (a named one), ``card`` (the bot's newest message whose first
  message link leads to a named one), ``answer``
  (the bot's newest reply to a named one), ``latest`` (the bot's newest message in a channel); the player waits for it
- ``control``: label of the button or select; ``values``: choices, or a modal's fields; ``command``, ``options``; ``to``;
  ``question``, ``answers``, ``multi``, ``vote``; ``emoji``; ``title`` of a thread; ``mention``; ``open``;
  ``file``: ``{"filename", "alt", "text"}`` (a picture is drawn where the name ends in .png)
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.sandbox import render
from bot.sandbox.acting import BadRequest, act
from bot.sandbox.errors import ApiError
from bot.sandbox.model import Channel, Json, Message, MessageFlag
from bot.sandbox.people import NotAllowed, Person
from bot.sandbox.picture import png

if TYPE_CHECKING:
    from bot.sandbox.standin import StandIn

log = logging.getLogger(__name__)

FILE_BYTES = 1_000_000
LINES = 2000
PACE_SECONDS = 1.6
"""Time for reading between two lines."""
PATIENCE_SECONDS = 20.0
"""How long a line waits for what it refers to."""

_TARGETS = ("message", "card", "answer", "latest")
_NEEDS: dict[str, tuple[str, ...]] = {
    "send": ("in",),
    "reply": ("text",),
    "edit": ("text",),
    "delete": (),
    "forward": ("to",),
    "poll": ("in", "question", "answers"),
    "vote": ("vote",),
    "react": ("emoji",),
    "thread": ("in", "title"),
    "press": ("control",),
    "select": ("control", "values"),
    "modal": ("values",),
    "command": ("in", "command"),
    "menu": ("command",),
    "dm": ("text",),
    "dm-toggle": ("open",),
    "look": (),
    "note": ("text",),
}
_ON_A_MESSAGE = ("reply", "edit", "delete", "forward", "vote", "react", "press", "select", "menu", "look")
_KINDS: dict[str, type | tuple[type, ...]] = {
    "do": str, "as": str, "at": (int, float, str), "in": str, "text": str, "name": str, "message": str, "card": str,
    "answer": str, "latest": str, "control": str, "values": (list, dict), "command": str, "options": dict, "to": str,
    "question": str, "answers": list, "multi": bool, "vote": int, "emoji": str, "title": str, "mention": bool,
    "open": bool, "file": dict,
}  # fmt: skip
_NAMING = ("send", "reply", "forward", "poll", "thread", "dm")

_MESSAGE_LINK = re.compile(r"/channels/\d+/\d+/(\d+)")

T = TypeVar("T")


class ScriptError(ValueError):
    """A line of a script that cannot be understood or done; the text names the line."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(f"line {number}: {text}")
        self.number = number


@dataclass(frozen=True)
class Line:
    """One line of a script, checked."""

    number: int
    keys: Json

    @property
    def do(self) -> str:
        """What is done."""
        return str(self.keys["do"])

    @property
    def target(self) -> tuple[str, str] | None:
        """How the message it is done to is named, if at all: (message | card | answer | latest, name)."""
        return next(((kind, self.keys[kind]) for kind in _TARGETS if kind in self.keys), None)


@dataclass(frozen=True)
class Script:
    """A checked conversation."""

    lines: Sequence[Line]

    @classmethod
    def load(cls, path: Path) -> Script:
        """Read a file. Raises ScriptError for a bad line, OSError where the file cannot be read."""
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise ScriptError(0, f"the script is larger than {FILE_BYTES} bytes")
        try:
            return cls.parse(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise ScriptError(data[: error.start].count(b"\n") + 1, "this is not UTF-8 text") from None

    @classmethod
    def parse(cls, text: str) -> Script:
        """Check a script's text. Raises ScriptError for the first bad line."""
        lines: list[Line] = []
        names: set[str] = set()
        for number, raw in enumerate(text.splitlines(), 1):
            if not raw.strip() or raw.lstrip().startswith("#"):
                continue
            if len(lines) == LINES:
                raise ScriptError(number, f"a script has at most {LINES} lines")
            lines.append(_line(number, raw, names))
        if not lines:
            raise ScriptError(1, "the script is empty")
        return cls(tuple(lines))


def _line(number: int, raw: str, names: set[str]) -> Line:
    try:
        keys = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ScriptError(number, f"this is not JSON ({error})") from None
    if not isinstance(keys, dict) or not isinstance(keys.get("do"), str) or keys["do"] not in _NEEDS:
        raise ScriptError(number, f"'do' is one of: {', '.join(_NEEDS)}")
    for key, value in keys.items():
        if key not in _KINDS:
            raise ScriptError(number, f"there is no key {key!r}")
        if not isinstance(value, _KINDS[key]) or (isinstance(value, bool) and _KINDS[key] is not bool):
            raise ScriptError(number, f"{key!r} has a value of the wrong kind")
    do = keys["do"]
    missing = [key for key in _NEEDS[do] if key not in keys]
    if do != "note" and "as" not in keys:
        missing.append("as")
    if missing:
        raise ScriptError(number, f"{do!r} needs {missing[0]!r}")
    if isinstance(keys.get("at"), str) and keys["at"] != "wait":
        raise ScriptError(number, "'at' is a number of seconds or \"wait\"")
    line = Line(number, keys)
    _check_names(line, names)
    return line


def _check_names(line: Line, names: set[str]) -> None:
    target = line.target
    if target is None and line.do in _ON_A_MESSAGE:
        raise ScriptError(line.number, f"{line.do!r} needs one of: {', '.join(_TARGETS)}")
    if target is not None and target[0] != "latest" and target[1] not in names:
        raise ScriptError(line.number, f"no earlier line has the name {target[1]!r}")
    if "name" in line.keys:
        if line.do not in _NAMING:
            raise ScriptError(line.number, f"{line.do!r} makes nothing that could have a name")
        names.add(line.keys["name"])


async def play_script(
    standin: StandIn,
    script: Script,
    *,
    pace: float = PACE_SECONDS,
    patience: float = PATIENCE_SECONDS,
    strict: bool = False,
    between: Callable[[], Awaitable[object]] | None = None,
) -> list[str]:
    """Play a script to its end and give what could not be done, a sentence each.

    A line that cannot be done is reported to the log and the page and left out; ``strict`` raises it as ScriptError
    instead. ``between`` is awaited before each line, in place of the pace and the lines' own times. Cancel the task
    to stop.
    """
    player = _Player(standin, pace, patience)
    problems: list[str] = []
    total = script.lines[-1].number
    for line in script.lines:
        await (player.due(line) if between is None else between())
        player.caption(line, total)
        try:
            await player.play(line)
        except (NotAllowed, BadRequest, ApiError, ScriptError) as error:
            problem = error if isinstance(error, ScriptError) else ScriptError(line.number, str(error))
            if strict:
                raise problem from error
            log.warning("script, %s", problem)
            problems.append(str(problem))
    standin.page.tell("SCRIPT", {"line": total, "of": total, "text": "The script is over.", "done": True})
    return problems


class _Player:
    def __init__(self, standin: StandIn, pace: float, patience: float) -> None:
        self.standin = standin
        self.pace = pace
        self.patience = patience
        self.named: dict[str, Message | Channel] = {}
        self._started = asyncio.get_running_loop().time()

    async def due(self, line: Line) -> None:
        """Wait until it is the line's turn."""
        at = line.keys.get("at", "wait")
        elapsed = asyncio.get_running_loop().time() - self._started
        await asyncio.sleep(self.pace if at == "wait" else max(0.0, at - elapsed) if self.pace else 0)

    def caption(self, line: Line, total: int) -> None:
        """Show on the page what is being played."""
        who = self.standin.world.user_by_key(line.keys["as"]) if "as" in line.keys else None
        name = f"{who.global_name or who.username}: " if who is not None else ""
        said = line.keys.get("text") or line.keys.get("control") or line.keys.get("command") or line.do
        text = f"{name}{said}" if line.do in ("send", "reply", "note") else f"{name}{line.do}: {said}"
        self.standin.page.tell("SCRIPT", {"line": line.number, "of": total, "text": text, "done": False})

    async def play(self, line: Line) -> None:
        """Do what the line says, and wait for the bot's first answer where it asks the bot."""
        if line.do == "note":
            return
        try:
            person = self.standin.person(line.keys["as"])
        except KeyError:
            raise ScriptError(line.number, f"there is nobody called {line.keys['as']!r}") from None
        body = await self._body(line, person)
        if body is None:
            return
        answer = await act(person, body)
        self._remember(line, answer)
        if "interaction" in answer:
            found = self.standin.interactions.find(int(answer["interaction"]))
            if found is not None and (await self.standin.interactions.answered(found)).failed:
                raise ScriptError(line.number, "the bot did not answer")

    def _remember(self, line: Line, answer: Json) -> None:
        if "name" not in line.keys:
            return
        world = self.standin.world
        if "channel" in answer:
            thread = world.channels[int(answer["channel"]["id"])]
            self.named[line.keys["name"]] = thread
            first = world.history(thread.id)
            if first:
                self.named[line.keys["name"]] = first[0]
        else:
            message = answer["message"]
            self.named[line.keys["name"]] = world.messages[int(message["channel_id"])][int(message["id"])]

    async def _body(self, line: Line, person: Person) -> Json | None:
        keys = line.keys
        body: Json = {"do": line.do}
        if line.target is not None:
            message = await self._wait(line, lambda: self._find(line, person))
            body |= {"channel": str(message.channel_id), "message": str(message.id)}
        if line.do == "look":
            return None
        if line.do == "modal":
            opened = await self._wait(line, person.open_modal)
            return body | {"interaction": str(opened.id), "values": keys["values"]}
        if "in" in keys:
            body["channel"] = str(self._place(line, person).id)
        if line.do == "menu":
            body["target"] = body.pop("message")
        renamed = {
            "text": "content",
            "control": "custom_id",
            "command": "name",
            "title": "name",
            "vote": "answer",
        }
        for key in (
            "values",
            "options",
            "to",
            "question",
            "answers",
            "multi",
            "emoji",
            "mention",
            "open",
            *renamed,
        ):
            if key in keys:
                body[renamed.get(key, key)] = self._filled(keys[key])
        if "file" in keys:
            body["attachments"] = [_attachment(line)]
        return body

    def _place(self, line: Line, person: Person) -> Channel:
        """A channel by name, a named thread, or the DM with the bot (``"dm"``)."""
        key = line.keys["in"]
        if key == "dm":
            return self.standin.world.dm_channel(person.id)
        named = self.named.get(key)
        if isinstance(named, Message):
            return person.channel(named.thread_id or named.channel_id)
        return person.channel(named if named is not None else key)

    def _filled(self, value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("{base}", self.standin.url)
        if isinstance(value, dict):
            return {key: self._filled(one) for key, one in value.items()}
        return value

    async def _wait(self, line: Line, look: Callable[[], T | None]) -> T:
        """Look until there is something, at most for the player's patience."""
        deadline = asyncio.get_running_loop().time() + self.patience
        while (found := look()) is None:
            if asyncio.get_running_loop().time() > deadline:
                raise ScriptError(line.number, f"waited {self.patience:g} s in vain for {_wanted(line)}")
            await asyncio.sleep(0.02)
        return found

    def _find(self, line: Line, person: Person) -> Message | None:
        kind, name = line.target or ("message", "")
        if kind == "message":
            named = self.named.get(name)
            return named if isinstance(named, Message) else None
        found = self._bots_newest(person, kind, name)
        if found is None or found.flags & MessageFlag.LOADING:
            return None
        if line.do in ("press", "select"):
            try:
                person.component(found, line.keys["control"])
            except NotAllowed:
                return None
        return found

    def _bots_newest(self, person: Person, kind: str, name: str) -> Message | None:
        world = self.standin.world
        if kind == "latest":
            where = world.dm_channel(person.id) if name == "dm" else person.channel(name)
            own = [one for one in person.sees(where) if one.author_id == world.bot_id]
            return own[-1] if own else None
        about = self.named.get(name)
        if about is None:
            return None
        seen: list[Message] = []
        for channel in world.channels.values():
            seen += [
                one for one in world.history(channel.id, viewer_id=person.id) if one.author_id == world.bot_id
            ]
        seen.sort(key=lambda one: one.id, reverse=True)
        return next((one for one in seen if _is(kind, one, str(about.id), render.message(world, one))), None)


def _is(kind: str, message: Message, about: str, shown: Json) -> bool:
    replies = message.reference is not None and message.reference.get("message_id") == about
    if kind == "answer":
        return replies
    # A card may link other messages further down; the one that it is about comes first.
    link = _MESSAGE_LINK.search(json.dumps(shown))
    return not replies and not message.ephemeral and link is not None and link.group(1) == about


def _wanted(line: Line) -> str:
    if line.target is None:
        return "a modal to open"
    kind, name = line.target
    control = f" with {line.keys['control']!r}" if "control" in line.keys else ""
    words = {"card": "a card of", "answer": "the bot's answer to", "latest": "a message of the bot in"}
    return f"{words.get(kind, 'the message')} {name!r}{control}"


def _attachment(line: Line) -> Json:
    file = line.keys["file"]
    name = str(file.get("filename") or "")
    if not name or set(file) - {"filename", "alt", "text"}:
        raise ScriptError(line.number, "'file' holds 'filename', and 'alt' or 'text'")
    data = png() if name.endswith(".png") else str(file.get("text") or "").encode()
    return {"filename": name, "description": file.get("alt"), "data": base64.b64encode(data).decode()}
