"""The guild, its roles and members; timeouts, kicks and bans with the hierarchy checked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.sandbox import errors, limits, posting, render
from bot.sandbox.errors import Problems
from bot.sandbox.membership import leave
from bot.sandbox.model import Json, Member
from bot.sandbox.permissions import Permission, highest_role, in_guild, outranks
from bot.sandbox.rest.core import Call, Route
from bot.sandbox.world import World, now


def routes() -> list[Route]:
    """The routes of this module."""
    member = "/guilds/{guild_id}/members/{user_id}"
    ban = "/guilds/{guild_id}/bans/{user_id}"
    return [
        Route("GET", "/guilds/{guild_id}", guild),
        Route("GET", "/guilds/{guild_id}/channels", channels),
        Route("GET", "/guilds/{guild_id}/roles", roles),
        Route("GET", "/guilds/{guild_id}/threads/active", active_threads),
        Route("GET", member, get_member),
        Route("PATCH", member, patch_member),
        Route("DELETE", member, kick),
        Route("PUT", member + "/roles/{role_id}", add_role),
        Route("DELETE", member + "/roles/{role_id}", remove_role),
        Route("GET", ban, get_ban),
        Route("PUT", ban, ban_member),
        Route("DELETE", ban, unban),
    ]


async def guild(call: Call) -> Any:
    """Get Guild."""
    call.guild()
    return render.guild(call.world)


async def channels(call: Call) -> Any:
    """Get Guild Channels (threads are not among them)."""
    call.guild()
    found = [one for one in call.world.channels.values() if not one.is_dm and not one.is_thread]
    return [render.channel(call.world, one) for one in found]


async def roles(call: Call) -> Any:
    """Get Guild Roles."""
    call.guild()
    return [render.role(one) for one in call.world.roles.values()]


async def active_threads(call: Call) -> Any:
    """List Active Guild Threads."""
    call.guild()
    found = [one for one in call.world.channels.values() if one.is_thread and not one.archived]
    return {"threads": [render.channel(call.world, one) for one in found], "members": [], "has_more": False}


async def get_member(call: Call) -> Any:
    """Get Guild Member."""
    call.guild()
    return render.member(call.world, call.world.member(call.id("user_id")))


def _act_on(call: Call, needed: Permission) -> Member:
    """The member to act on; 403 without the permission or where the member stands as high as the bot."""
    call.guild(needed)
    world = call.world
    member = world.member(call.id("user_id"))
    if not outranks(world, world.bot_id, member.user_id):
        raise errors.missing_permissions()
    return member


def _told(call: Call, member: Member) -> Json:
    world = call.world
    data = render.member(world, member)
    event = data | {"guild_id": str(world.guild_id), "user_id": str(member.user_id)}
    world.emit("GUILD_MEMBER_UPDATE", event)
    return data


async def patch_member(call: Call) -> Any:
    """Modify Guild Member: timeout, nickname, roles."""
    call.guild()
    body = call.body
    member = call.world.member(call.id("user_id"))
    if "communication_disabled_until" in body:
        _time_out(call, body["communication_disabled_until"])
    if "nick" in body:
        _act_on(call, Permission.MANAGE_NICKNAMES)
        problems = Problems()
        problems.length(("nick",), body["nick"] or "", limits.NICKNAME_LENGTH)
        problems.check()
        member.nick = body["nick"] or None
    if "roles" in body:
        _act_on(call, Permission.MANAGE_ROLES)
        for role_id in body["roles"]:
            _check_role(call, errors.snowflake(role_id, "roles"))
        member.role_ids = [errors.snowflake(role_id, "roles") for role_id in body["roles"]]
    return _told(call, member)


def _time_out(call: Call, until: str | None) -> None:
    member = _act_on(call, Permission.MODERATE_MEMBERS)
    if in_guild(call.world, member.user_id) & Permission.ADMINISTRATOR:
        raise errors.missing_permissions()
    problems = Problems()
    moment: datetime | None = None
    if until is not None:
        try:
            moment = datetime.fromisoformat(until)
        except ValueError:
            problems.add(
                ("communication_disabled_until",), "DATE_TIME_TYPE_PARSE", f"Could not parse {until}."
            )
        if moment is not None and moment > now() + limits.MEMBER_TIMEOUT:
            problems.add(
                ("communication_disabled_until",),
                "DATE_TIME_TYPE_TOO_LONG",
                "Timeout may be 28 days at most.",
            )
    problems.check()
    member.timed_out_until = moment
    call.world.record("timeout", member.user_id, call.reason, until=until)


def _check_role(call: Call, role_id: int) -> None:
    role = call.world.roles.get(role_id)
    if role is None:
        raise errors.unknown(errors.UNKNOWN_ROLE)
    if role.position >= highest_role(call.world, call.world.bot_id):
        raise errors.missing_permissions()


async def add_role(call: Call) -> Any:
    """Add Guild Member Role."""
    call.guild(Permission.MANAGE_ROLES)
    _check_role(call, call.id("role_id"))
    member = call.world.member(call.id("user_id"))
    if call.id("role_id") not in member.role_ids:
        member.role_ids.append(call.id("role_id"))
    call.world.record("role_add", member.user_id, call.reason, role=call.id("role_id"))
    _told(call, member)


async def remove_role(call: Call) -> Any:
    """Remove Guild Member Role."""
    call.guild(Permission.MANAGE_ROLES)
    _check_role(call, call.id("role_id"))
    member = call.world.member(call.id("user_id"))
    member.role_ids = [one for one in member.role_ids if one != call.id("role_id")]
    call.world.record("role_remove", member.user_id, call.reason, role=call.id("role_id"))
    _told(call, member)


async def kick(call: Call) -> Any:
    """Remove Guild Member."""
    member = _act_on(call, Permission.KICK_MEMBERS)
    call.world.record("kick", member.user_id, call.reason)
    leave(call.world, member.user_id)


async def get_ban(call: Call) -> Any:
    """Get Guild Ban."""
    call.guild(Permission.BAN_MEMBERS)
    user_id = call.id("user_id")
    if user_id not in call.world.banned:
        raise errors.unknown(errors.UNKNOWN_BAN)
    return {"user": render.user(call.world.users[user_id]), "reason": call.world.banned[user_id]}


async def ban_member(call: Call) -> Any:
    """Create Guild Ban; someone who is no member can be banned as well."""
    call.guild(Permission.BAN_MEMBERS)
    world = call.world
    user_id = call.id("user_id")
    if user_id not in world.users:
        raise errors.unknown(errors.UNKNOWN_USER)
    seconds = (call.payload or {}).get("delete_message_seconds")
    if seconds is None and call.query.get("delete_message_seconds", "").isdecimal():
        seconds = int(
            call.query["delete_message_seconds"]
        )  # where discord.py puts it; Discord takes it there too
    if seconds is not None:
        problems = Problems()
        problems.number(("delete_message_seconds",), seconds, 0, limits.BAN_DELETE_SECONDS)
        problems.check()
    if user_id in world.members:
        leave(world, _act_on(call, Permission.BAN_MEMBERS).user_id)
    world.banned[user_id] = call.reason
    world.record("ban", user_id, call.reason, delete_message_seconds=seconds or 0)
    _sweep(world, user_id, timedelta(seconds=seconds or 0))
    event: Json = {"guild_id": str(world.guild_id), "user": render.user(world.users[user_id])}
    world.emit("GUILD_BAN_ADD", event)


def _sweep(world: World, user_id: int, back: timedelta) -> None:
    """Delete what the banned user wrote in the server within this time."""
    since = now() - back
    for channel in [one for one in world.channels.values() if not one.is_dm]:
        ids = [
            one.id for one in world.history(channel.id) if one.author_id == user_id and one.timestamp > since
        ]
        if ids:
            posting.remove_many(world, channel, ids)


async def unban(call: Call) -> Any:
    """Remove Guild Ban."""
    call.guild(Permission.BAN_MEMBERS)
    user_id = call.id("user_id")
    if user_id not in call.world.banned:
        raise errors.unknown(errors.UNKNOWN_BAN)
    del call.world.banned[user_id]
    call.world.record("unban", user_id, call.reason)
    event: Json = {
        "guild_id": str(call.world.guild_id),
        "user": render.user(call.world.users[user_id]),
    }
    call.world.emit("GUILD_BAN_REMOVE", event)
