"""The page's and the script's deeds: a JSON object with ``do`` becomes a call on ``Person``."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox import render
from bot.sandbox.model import Interaction, Json, Message
from bot.sandbox.page_channel import channel_view
from bot.sandbox.people import File, Person


class BadRequest(Exception):
    """The JSON object lacks something or names something that does not exist."""


def _need(body: Json, name: str, kind: type | tuple[type, ...] = str) -> Any:
    value = body.get(name)
    if not isinstance(value, kind):
        raise BadRequest(f"{body.get('do')!r} needs {name!r}")
    return value


def _optional(body: Json, name: str, kind: type, default: Any) -> Any:
    """A value that may be missing, but is of the right kind where it is there."""
    return default if body.get(name) is None else _need(body, name, kind)


def _message(person: Person, body: Json) -> Message:
    message_id = _need(body, "message")
    if not message_id.isdecimal():
        raise BadRequest("'message' is an id")
    return person.message(_need(body, "channel"), int(message_id))


def _files(body: Json) -> list[File]:
    out = []
    for one in _optional(body, "attachments", list, []):
        try:
            data = base64.b64decode(one["data"], validate=True)
            description, kind = one.get("description"), one.get("content_type")
            out.append(File(str(one["filename"]), data, description and str(description), kind and str(kind)))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise BadRequest("an attachment needs 'filename' and base64 'data'") from None
    return out


def _shown(person: Person, message: Message) -> Json:
    return {"message": render.message(person.world, message, viewer_id=person.id)}


def _started(interaction: Interaction) -> Json:
    return {"interaction": str(interaction.id)}


async def _send(person: Person, body: Json) -> Json:
    text = _optional(body, "content", str, "")
    return _shown(person, person.send(_need(body, "channel"), text, files=_files(body)))


async def _reply(person: Person, body: Json) -> Json:
    mention = _optional(body, "mention", bool, True)
    text = _optional(body, "content", str, "")
    return _shown(person, person.reply(_message(person, body), text, mention=mention, files=_files(body)))


async def _edit(person: Person, body: Json) -> Json:
    return _shown(person, person.edit(_message(person, body), _need(body, "content")))


async def _delete(person: Person, body: Json) -> Json:
    person.delete(_message(person, body))
    return {}


async def _forward(person: Person, body: Json) -> Json:
    return _shown(person, person.forward(_message(person, body), _need(body, "to")))


async def _poll(person: Person, body: Json) -> Json:
    answers = [str(one) for one in _need(body, "answers", list)]
    hours = _optional(body, "hours", int, 24)
    multi = _optional(body, "multi", bool, False)
    return _shown(
        person,
        person.poll(_need(body, "channel"), _need(body, "question"), answers, hours=hours, multi=multi),
    )


async def _vote(person: Person, body: Json) -> Json:
    person.vote(_message(person, body), _need(body, "answer", int))
    return {}


async def _react(person: Person, body: Json) -> Json:
    person.react(_message(person, body), _need(body, "emoji"))
    return {}


async def _thread(person: Person, body: Json) -> Json:
    message = _message(person, body) if body.get("message") is not None else None
    text = _optional(body, "content", str, "")
    thread = person.thread(_need(body, "channel"), _need(body, "name"), text, message=message)
    return {"channel": channel_view(person, thread)}


async def _press(person: Person, body: Json) -> Json:
    return _started(person.press(_message(person, body), _need(body, "custom_id")))


async def _select(person: Person, body: Json) -> Json:
    values = [str(one) for one in _need(body, "values", list)]
    return _started(person.select(_message(person, body), _need(body, "custom_id"), values))


def _interaction(person: Person, body: Json) -> Interaction:
    number = _need(body, "interaction")
    found = person.interactions.find(int(number)) if number.isdecimal() else None
    if found is None:
        raise BadRequest("there is no such interaction")
    return found


async def _modal(person: Person, body: Json) -> Json:
    return _started(person.submit(_interaction(person, body), _need(body, "values", dict)))


async def _modal_close(person: Person, body: Json) -> Json:
    person.close_modal(_interaction(person, body))
    return {}


async def _command(person: Person, body: Json) -> Json:
    options = _optional(body, "options", dict, {})
    return _started(person.command(_need(body, "channel"), _need(body, "name"), options))


async def _menu(person: Person, body: Json) -> Json:
    target = _need(body, "target")
    if not target.isdecimal():
        raise BadRequest("'target' is the id of a message or a user")
    where = _need(body, "channel")
    on_user = int(target) in person.world.users
    found: Message | int = int(target) if on_user else person.message(where, int(target))
    return _started(person.menu(where, _need(body, "name"), found))


async def _autocomplete(person: Person, body: Json) -> Json:
    choices = await person.autocomplete(
        _need(body, "channel"),
        _need(body, "name"),
        _optional(body, "options", dict, {}),
        _need(body, "focused"),
    )
    return {"choices": choices}


async def _dm(person: Person, body: Json) -> Json:
    return _shown(person, person.dm(_need(body, "content")))


async def _dm_toggle(person: Person, body: Json) -> Json:
    person.set_dms(open=_need(body, "open", bool))
    return {"dms_open": person.user.dms_open}


Deed = Callable[[Person, Json], Awaitable[Json]]
DEEDS: dict[str, Deed] = {
    "send": _send,
    "reply": _reply,
    "edit": _edit,
    "delete": _delete,
    "forward": _forward,
    "poll": _poll,
    "vote": _vote,
    "react": _react,
    "thread": _thread,
    "press": _press,
    "select": _select,
    "modal": _modal,
    "modal-close": _modal_close,
    "command": _command,
    "menu": _menu,
    "autocomplete": _autocomplete,
    "dm": _dm,
    "dm-toggle": _dm_toggle,
}


async def act(person: Person, body: Any) -> Json:
    """Do what ``body`` says. Raises BadRequest for a malformed deed, NotAllowed for one a client would refuse."""
    if not isinstance(body, dict) or not isinstance(body.get("do"), str) or body["do"] not in DEEDS:
        raise BadRequest(f"'do' is one of: {', '.join(DEEDS)}")
    return await DEEDS[body["do"]](person, body)
