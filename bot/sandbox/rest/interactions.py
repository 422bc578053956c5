"""Interaction callbacks and the interaction's webhook: original answer and followups."""

from __future__ import annotations

from typing import Any

from bot.sandbox import errors, render
from bot.sandbox.rest.core import Call, Reply, Route


def routes() -> list[Route]:
    """The routes of this module. The token in the path is the authorization."""
    base = "/webhooks/{webhook_id}/{webhook_token}"
    out = [
        Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback, public=True),
        Route("POST", base, followup, public=True),
    ]
    for which in ("/messages/@original", "/messages/{message_id}"):
        out += [
            Route("GET", base + which, get, public=True),
            Route("PATCH", base + which, edit, public=True),
            Route("DELETE", base + which, delete, public=True),
        ]
    return out


async def callback(call: Call) -> Any:
    """Create Interaction Response; with ``with_response`` the callback object, else nothing."""
    token = call.params["interaction_token"]
    response = call.standin.interactions.callback(call.id("interaction_id"), token, call.body, call.files)
    wanted = call.query.get("with_response", "").lower() in ("1", "true")
    return Reply(200, response) if wanted else None


def _token(call: Call) -> str:
    if call.id("webhook_id") != call.world.application_id:
        raise errors.unknown(errors.UNKNOWN_WEBHOOK)
    return call.params["webhook_token"]


def _which(call: Call) -> str:
    return str(call.id("message_id")) if "message_id" in call.params else "@original"


async def followup(call: Call) -> Any:
    """Create Followup Message."""
    message = call.standin.interactions.followup(_token(call), call.body, call.files)
    return render.message(call.world, message)


async def get(call: Call) -> Any:
    """Get Original Interaction Response or Followup Message."""
    return render.message(call.world, call.standin.interactions.answer(_token(call), _which(call)))


async def edit(call: Call) -> Any:
    """Edit Original Interaction Response or Followup Message."""
    message = call.standin.interactions.edit_answer(_token(call), _which(call), call.body, call.files)
    return render.message(call.world, message)


async def delete(call: Call) -> Any:
    """Delete Original Interaction Response or Followup Message."""
    call.standin.interactions.delete_answer(_token(call), _which(call))
