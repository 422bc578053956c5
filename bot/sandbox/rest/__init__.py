"""REST v10: one module per resource, each giving its routes; ``core`` does what is common to all."""

from __future__ import annotations

from bot.sandbox.rest import channels, commands, guilds, interactions, messages, reactions, threads, users
from bot.sandbox.rest.core import Exchange, Observer, Rest, Route

__all__ = ["Exchange", "Observer", "Rest", "Route", "all_routes"]


def all_routes() -> list[Route]:
    """Every route the stand-in knows; anything else is answered 404 and recorded."""
    rooms = (users, commands, guilds, channels, threads, messages, reactions, interactions)
    return [route for room in rooms for route in room.routes()]
