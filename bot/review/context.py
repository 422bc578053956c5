"""The last messages of every channel, in memory only: they tell who is meant and whether a source was given."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict

from bot.detect.accusation.types import ContextMessage
from bot.detect.message import MessageView

CONTEXT_LIMIT = 10
"""Earlier messages that are shown to the detector: the annotation guideline's own number."""
CHANNEL_LIMIT = 2_000
"""Channels that are remembered, the least recently used goes first."""
TEXT_LIMIT = 1_000
"""Code points kept of one message: with the limits above 20 million code points at the very most."""


class ContextRing:
    """At most ``CONTEXT_LIMIT`` messages a channel, ordered by message id, which is the order of creation."""

    def __init__(self, *, channels: int = CHANNEL_LIMIT, messages: int = CONTEXT_LIMIT) -> None:
        self._channels: OrderedDict[int, list[tuple[int, ContextMessage]]] = OrderedDict()
        self._channel_limit = channels
        self._limit = messages

    def __len__(self) -> int:
        return len(self._channels)

    def put(self, view: MessageView) -> None:
        """Remember a message, or its newer revision. One older than all that are remembered is left out."""
        ring = self._channels.setdefault(view.channel_id, [])
        self._channels.move_to_end(view.channel_id)
        entry = (view.message_id, ContextMessage(view.author_name, view.text[:TEXT_LIMIT]))
        at = bisect_left(ring, view.message_id, key=_message_id)
        if at < len(ring) and ring[at][0] == view.message_id:
            ring[at] = entry
            return
        ring.insert(at, entry)
        # One more than is shown is kept: the newest message itself is never its own context.
        del ring[: -(self._limit + 1)]
        if len(self._channels) > self._channel_limit:
            self._channels.popitem(last=False)

    def before(self, channel_id: int, message_id: int) -> tuple[ContextMessage, ...]:
        """The messages before this one, oldest first."""
        ring = self._channels.get(channel_id, [])
        at = bisect_left(ring, message_id, key=_message_id)
        return tuple(message for _, message in ring[max(0, at - self._limit) : at])

    def forget(self, channel_id: int, message_id: int) -> None:
        """Drop a deleted message."""
        ring = self._channels.get(channel_id, [])
        at = bisect_left(ring, message_id, key=_message_id)
        if at < len(ring) and ring[at][0] == message_id:
            del ring[at]


def _message_id(entry: tuple[int, ContextMessage]) -> int:
    return entry[0]
