"""The door to Discord that the desk acts through. ``bot.ui`` implements it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from bot.review.types import ActionKind, ActionRow, Case, Standing


class Code(StrEnum):
    """Why something could not be done, as the card says it.

    ``retry``: Discord could not be reached; ``error``: an error of ours, in the log; ``too_late``: its time was over
    before it could be done; ``shadow``: the server was put in shadow mode meanwhile; ``changed``: what the bot had set
    was changed by somebody since, so it was left; ``cannot_return``: nobody can take it back.
    """

    GONE = "gone"
    DMS_CLOSED = "dms_closed"
    ROLE_ABOVE = "role_above"
    NO_PERMISSION = "no_permission"
    NOT_MEMBER = "not_member"
    NOT_THREAD = "not_thread"
    RETRY = "retry"
    ERROR = "error"
    TOO_LATE = "too_late"
    SHADOW = "shadow"
    CHANGED = "changed"
    CANNOT_RETURN = "cannot_return"


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

    Rights are looked at before each request, so that none is refused. After a crash an effect whose outcome is unknown
    is done once more with the same ``key``: deleting, kicking and putting a setting are idempotent by nature; a message
    to the author should hand the key to Discord as the nonce.
    """

    async def act(self, case: Case, action: ActionRow, reason: str | None) -> None:
        """Delete the message, kick the author, or write to them.

        A warning whose ``undoes`` is set tells the author that the decision was taken back. ``EffectFailed("gone")``
        where the message is not there, ``"dms_closed"`` where Discord does not allow the DM.
        """

    async def standing(self, case: Case, kind: ActionKind) -> Standing:
        """The timeout, slow mode, lock or ban as it stands on Discord now."""

    async def put(self, case: Case, action: ActionRow, value: Standing, reason: str | None) -> None:
        """Make the timeout, slow mode, lock or ban stand like this. ``reason`` goes into the server's audit log."""
