"""Errors as Discord's API gives them.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
UNKNOWN_MEMBER = 10007
UNKNOWN_MESSAGE = 10008
UNKNOWN_ROLE = 10011
UNKNOWN_USER = 10013
UNKNOWN_EMOJI = 10014
UNKNOWN_WEBHOOK = 10015
UNKNOWN_BAN = 10026
UNKNOWN_INTERACTION = 10062
UNKNOWN_COMMAND = 10063
ALREADY_ACKNOWLEDGED = 40060
MISSING_ACCESS = 50001
CANNOT_EDIT_OTHERS = 50005
EMPTY_MESSAGE = 50006
CANNOT_SEND_TO_USER = 50007
NOT_IN_THIS_CHANNEL_TYPE = 50008
MISSING_PERMISSIONS = 50013
BULK_DELETE_COUNT = 50016
INVALID_WEBHOOK_TOKEN = 50027
BULK_DELETE_AGE = 50034
INVALID_FORM_BODY = 50035
INVALID_JSON = 50109
THREAD_ARCHIVED = 50083
TOO_LARGE = 40005
THREAD_EXISTS = 160004


class ApiError(Exception):
    """An answer other than success: HTTP status, Discord's numeric code, message and nested form errors."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """The JSON body that goes with the status."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


_UNKNOWN = {
    UNKNOWN_CHANNEL: "Unknown Channel",
    UNKNOWN_GUILD: "Unknown Guild",
    UNKNOWN_MEMBER: "Unknown Member",
    UNKNOWN_MESSAGE: "Unknown Message",
    UNKNOWN_ROLE: "Unknown Role",
    UNKNOWN_USER: "Unknown User",
    UNKNOWN_EMOJI: "Unknown Emoji",
    UNKNOWN_WEBHOOK: "Unknown Webhook",
    UNKNOWN_BAN: "Unknown Ban",
    UNKNOWN_INTERACTION: "Unknown interaction",
    UNKNOWN_COMMAND: "Unknown application command",
}


def unknown(code: int) -> ApiError:
    """A 404 for one of the ``UNKNOWN_*`` codes."""
    return ApiError(404, code, _UNKNOWN[code])


def missing_permissions() -> ApiError:
    """403 when the bot lacks a permission or stands too low in the role order."""
    return ApiError(403, MISSING_PERMISSIONS, "Missing Permissions")


def missing_access() -> ApiError:
    """403 when the bot cannot see the channel."""
    return ApiError(403, MISSING_ACCESS, "Missing Access")


class Problems:
    """Collects form errors by path and raises them together as Discord does (code 50035)."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def add(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Note ``message`` for the field at ``path``; an index in the path becomes a string key."""
        node = self._tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: tuple[str | int, ...], value: object, most: int, least: int = 0) -> None:
        """Note a problem where ``value`` is not a string of ``least`` to ``most`` code points."""
        if not isinstance(value, str):
            self.add(path, "BASE_TYPE_BAD_STRING", "Could not interpret value as string.")
        elif len(value) > most and least == 0:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def count(self, path: tuple[str | int, ...], value: object, most: int, least: int = 0) -> bool:
        """Note a problem where ``value`` is not a list of ``least`` to ``most`` items; says whether it is a list."""
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return False
        if not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return True

    def number(self, path: tuple[str | int, ...], value: object, least: int, most: int) -> None:
        """Note a problem where ``value`` is not a whole number from ``least`` to ``most``."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < least:
            self.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")

    def required(self, path: tuple[str | int, ...]) -> None:
        """Note that the field at ``path`` is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def choice(self, path: tuple[str | int, ...], value: object, allowed: tuple[Any, ...]) -> None:
        """Note that ``value`` is none of ``allowed``."""
        listed = ", ".join(str(one) for one in allowed)
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")

    @property
    def found(self) -> bool:
        """Whether any problem was noted."""
        return bool(self._tree)

    def check(self) -> None:
        """Raise everything noted so far as one 400."""
        if self._tree:
            raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body", self._tree)


@contextmanager
def wrong_types_refused() -> Iterator[None]:
    """Turn what a value of the wrong JSON type does to a check into the 400 that Discord gives."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body") from None


def snowflake(value: object, name: str) -> int:
    """An id from a request body, given as string or number; 400 for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    problems = Problems()
    problems.add((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    problems.check()
    raise AssertionError
