"""Application commands: reading and bulk overwriting, global and per guild."""

from __future__ import annotations

from typing import Any

from bot.sandbox import errors, render
from bot.sandbox.model import Command
from bot.sandbox.rest.core import Call, Route
from bot.sandbox.validate import commands as validate


def routes() -> list[Route]:
    """The routes of this module."""
    out: list[Route] = []
    for where in ("", "/guilds/{guild_id}"):
        base = "/applications/{application_id}" + where + "/commands"
        out += [
            Route("GET", base, listed),
            Route("PUT", base, overwrite),
            Route("POST", base, create),
            Route("GET", base + "/{command_id}", one),
            Route("DELETE", base + "/{command_id}", delete),
        ]
    return out


def _scope(call: Call) -> int | None:
    call.application()
    if "guild_id" not in call.params:
        return None
    call.guild()
    return call.world.guild_id


async def listed(call: Call) -> Any:
    """Get Application Commands."""
    scope = _scope(call)
    return [
        render.command(call.world, each) for each in call.world.commands.values() if each.guild_id == scope
    ]


def _register(call: Call, scope: int | None, data: dict[str, Any]) -> Command:
    """A command of the same type and name keeps its id, as Discord does; only what changed gets a new version."""
    world = call.world
    kind = int(data.get("type") or 1)
    for known in world.commands.values():
        if known.guild_id == scope and (known.type, known.name) == (kind, data["name"]):
            if known.data != data:
                known.data, known.version = data, world.ids.next()
            return known
    new = Command(world.ids.next(), world.ids.next(), scope, data)
    world.commands[new.id] = new
    return new


async def overwrite(call: Call) -> Any:
    """Bulk Overwrite Application Commands."""
    scope = _scope(call)
    validate.check(call.payload)
    kept = [_register(call, scope, data) for data in call.payload]
    ids = {each.id for each in kept}
    for known in list(call.world.commands.values()):
        if known.guild_id == scope and known.id not in ids:
            del call.world.commands[known.id]
    call.world.emit("COMMANDS_UPDATE", {}, to_bot=False)
    return [render.command(call.world, each) for each in kept]


async def create(call: Call) -> Any:
    """Create Application Command."""
    scope = _scope(call)
    validate.check([call.body])
    made = _register(call, scope, call.body)
    call.world.emit("COMMANDS_UPDATE", {}, to_bot=False)
    return render.command(call.world, made)


def _find(call: Call) -> Command:
    scope = _scope(call)
    found = call.world.commands.get(call.id("command_id"))
    if found is None or found.guild_id != scope:
        raise errors.unknown(errors.UNKNOWN_COMMAND)
    return found


async def one(call: Call) -> Any:
    """Get Application Command."""
    return render.command(call.world, _find(call))


async def delete(call: Call) -> Any:
    """Delete Application Command."""
    del call.world.commands[_find(call).id]
    call.world.emit("COMMANDS_UPDATE", {}, to_bot=False)
