"""The door to Discord that the desk acts through. ``bot.ui`` implements it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.review.types import Case


class Code(StrEnum):
    """Why something could not be done, as the card says it.

    ``retry``: Discord could not be reached; ``error``: an error of ours, in the log; ``too_late``: its time was over
    before it could be done; ``shadow``: the server was put in shadow mode meanwhile.
    """

    GONE = "gone"
    DMS_CLOSED = "dms_closed"
    ROLE_ABOVE = "role_above"
    NO_PERMISSION = "no_permission"
    NOT_MEMBER = "not_member"
    RETRY = "retry"
    ERROR = "error"
    TOO_LATE = "too_late"
    SHADOW = "shadow"


class EffectFailed(Exception):
    """This effect will not succeed by trying again now."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class EffectRetry(Exception):
    """Discord could not be reached or refused for the moment."""


class Effects(Protocol):
    """What can be done on Discord. Each raises ``EffectFailed`` (final) or ``EffectRetry`` (for the moment).

    After a crash an effect whose outcome is unknown is done once more with the same ``key``: deleting and timing out
    (to the same ``until``) are idempotent by nature; ``warn`` should hand the key to Discord as the nonce.
    """

    async def delete_message(self, case: Case, reason: str | None) -> None:
        """Delete the case's message; ``EffectFailed("gone")`` where it is not there."""

    async def warn(self, case: Case, reason: str | None, key: str) -> None:
        """Send the author a DM about the case; ``EffectFailed("dms_closed")`` where Discord does not allow it."""

    async def timeout(self, case: Case, until: datetime, reason: str | None) -> None:
        """Time the author out until a moment in UTC."""
