"""Up to which message each channel is done: what a start has to read again begins there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class Watermarks:
    """Low watermarks: a channel's mark never passes a message that is still at work.

    Messages finish out of order, so "the newest that is done" would skip an older one after a crash.
    """

    def __init__(self) -> None:
        self._at_work: dict[int, Counter[int]] = {}
        self._newest: dict[int, int] = {}
        self._guilds: dict[int, int] = {}

    def begin(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """A message came in; one message may be at work several times (create and edit)."""
        self._guilds[channel_id] = guild_id
        self._at_work.setdefault(channel_id, Counter())[message_id] += 1

    def end(self, channel_id: int, message_id: int) -> None:
        """One piece of work on this message ended. Of a channel that was dropped meanwhile nothing is kept."""
        at_work = self._at_work.get(channel_id)
        if at_work is None or message_id not in at_work:
            return
        self._newest[channel_id] = max(self._newest.get(channel_id, 0), message_id)
        at_work[message_id] -= 1
        if at_work[message_id] <= 0:
            del at_work[message_id]
        if not at_work:
            del self._at_work[channel_id]

    def mark(self, channel_id: int, done: Iterable[int] = ()) -> int | None:
        """The newest message up to which all are done, counting ``done`` (one piece of work each) as ended.

        ``None`` where nothing can be said yet.
        """
        at_work = Counter(self._at_work.get(channel_id, ()))
        newest = self._newest.get(channel_id, 0)
        for message_id in done:
            if message_id not in at_work:  # the channel was dropped while it was at work
                continue
            at_work[message_id] -= 1
            newest = max(newest, message_id)
        waiting = [message_id for message_id, times in at_work.items() if times > 0]
        mark = min(min(waiting) - 1, newest) if waiting else newest
        return mark if mark > 0 else None

    def written(self, channel_id: int, mark: int) -> None:
        """The mark is in the database: forget a quiet channel, so that memory stays bounded by what is at work."""
        if channel_id not in self._at_work and self._newest.get(channel_id, 0) <= mark:
            self._newest.pop(channel_id, None)
            self._guilds.pop(channel_id, None)

    def drop(self, channel_id: int) -> None:
        """The channel is no longer watched: what is at work in it moves no mark any more."""
        for known in (self._at_work, self._newest, self._guilds):
            known.pop(channel_id, None)

    def guild_of(self, channel_id: int) -> int:
        """The server a channel belongs to. Raises ``KeyError`` for a channel never begun."""
        return self._guilds[channel_id]
