"""Discord's ids: a millisecond timestamp in the upper bits and a counter in the lower ones.

Source: https://discord.com/developers/docs/reference#snowflakes
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000
"""First millisecond of 2015."""
TIMESTAMP_SHIFT = 22


def snowflake_at(moment: datetime, increment: int = 0) -> int:
    """The id that was made at ``moment`` (aware) with the given counter value."""
    milliseconds = int(moment.timestamp() * 1000) - DISCORD_EPOCH_MS
    return (milliseconds << TIMESTAMP_SHIFT) | increment


def moment_of(snowflake: int) -> datetime:
    """When ``snowflake`` was made (UTC, millisecond precision)."""
    return datetime.fromtimestamp(((snowflake >> TIMESTAMP_SHIFT) + DISCORD_EPOCH_MS) / 1000, UTC)


class Snowflakes:
    """Makes strictly rising ids: the clock gives the time, a counter breaks ties within a millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """A new id, larger than every id given before."""
        now = (time.time_ns() // 1_000_000 - DISCORD_EPOCH_MS) << TIMESTAMP_SHIFT
        self._last = max(now, self._last + 1)
        return self._last
