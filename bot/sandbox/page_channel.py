"""A channel as the page shows it."""

from __future__ import annotations

from bot.sandbox import render
from bot.sandbox.model import Channel, Json
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission, can_send, in_channel


def channel_view(person: Person, channel: Channel) -> Json:
    """A channel as the page shows it to a person."""
    world = person.world
    granted = in_channel(world, person.id, channel)
    return render.channel(world, channel, viewer_id=person.id) | {
        "can_send": can_send(world, person.id, channel) and not (channel.locked or channel.archived),
        "can_manage_messages": bool(granted & Permission.MANAGE_MESSAGES),
    }
