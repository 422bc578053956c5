"""Lengths of time as people write them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_PART = re.compile(r"(\d{1,7})\s*([smhdw])[a-z]*[\s,]*", re.IGNORECASE | re.ASCII)


def length_of(text: str, most: timedelta) -> timedelta | None:
    """ "90m", "2d 4h", "1 week": the sum of its parts; ``None`` for anything else, for nothing, and for over ``most``."""
    at, seconds = 0, 0
    text = text.strip()
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return None
        seconds += int(part.group(1)) * SECONDS[part.group(2).lower()]
        at = part.end()
    return timedelta(seconds=seconds) if 0 < seconds <= most.total_seconds() else None
