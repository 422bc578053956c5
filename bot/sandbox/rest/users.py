"""Users, the application, the gateway's address, direct-message channels."""

from __future__ import annotations

from typing import Any

from bot.sandbox import errors, render
from bot.sandbox.model import Json
from bot.sandbox.permissions import in_guild
from bot.sandbox.rest.core import Call, Route

SESSION_STARTS_PER_DAY = 1000
"""https://discord.com/developers/docs/events/gateway#session-start-limit-object"""
DAY_MS = 86_400_000


def routes() -> list[Route]:
    """The routes of this module."""
    return [
        Route("GET", "/gateway", gateway, public=True),
        Route("GET", "/gateway/bot", gateway_bot),
        Route("GET", "/users/@me", me),
        Route("GET", "/users/@me/guilds", my_guilds),
        Route("POST", "/users/@me/channels", open_dm),
        Route("GET", "/users/{user_id}", user),
        Route("GET", "/applications/@me", application),
        Route("GET", "/oauth2/applications/@me", application),
    ]


async def gateway(call: Call) -> Any:
    """Get Gateway."""
    return {"url": call.standin.gateway_url}


async def gateway_bot(call: Call) -> Any:
    """Get Gateway Bot."""
    used = call.standin.gateway.identifies
    limit: Json = {
        "total": SESSION_STARTS_PER_DAY,
        "remaining": max(0, SESSION_STARTS_PER_DAY - used),
        "reset_after": DAY_MS,
        "max_concurrency": 1,
    }
    return {"url": call.standin.gateway_url, "shards": 1, "session_start_limit": limit}


async def me(call: Call) -> Any:
    """Get Current User."""
    own = render.user(call.world.users[call.world.bot_id])
    return own | {"verified": True, "email": None, "mfa_enabled": True, "locale": "en-US", "premium_type": 0}


async def my_guilds(call: Call) -> Any:
    """Get Current User Guilds."""
    world = call.world
    return [
        {
            "id": str(world.guild_id),
            "name": world.guild_name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(int(in_guild(world, world.bot_id))),
            "features": ["COMMUNITY"],
            "approximate_member_count": len(world.members),
            "approximate_presence_count": len(world.members),
        }
    ]


async def user(call: Call) -> Any:
    """Get User."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise errors.unknown(errors.UNKNOWN_USER)
    return render.user(found)


async def open_dm(call: Call) -> Any:
    """Create DM. Works for closed DMs as well; only sending into them fails (50007)."""
    recipient = call.world.users.get(errors.snowflake(call.body.get("recipient_id"), "recipient_id"))
    if recipient is None or recipient.bot:
        raise errors.unknown(errors.UNKNOWN_USER)
    return render.channel(call.world, call.world.dm_channel(recipient.id), viewer_id=call.world.bot_id)


async def application(call: Call) -> Any:
    """Get Current Application."""
    world = call.world
    flags = call.standin.gateway.application_flags()
    return {
        "id": str(world.application_id),
        "name": world.users[world.bot_id].global_name or world.users[world.bot_id].username,
        "icon": None,
        "description": "",
        "type": None,
        "bot": render.user(world.users[world.bot_id]),
        "summary": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": render.user(world.users[world.owner_id]),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
