"""Gateway events that would end the connection: guarded, so that one odd event costs that event only.

discord.py lets an exception in an event's parser out of ``Client.connect``: the whole session would be lost over it.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, MutableMapping
from types import TracebackType
from typing import Any, Final

import discord

log = logging.getLogger(__name__)

Parser = Callable[[Any], None]
MESSAGE_UPDATE: Final = "MESSAGE_UPDATE"
_NEEDED: Final = frozenset({"content", "type", "author"})
"""Fields without which discord.py cannot make a message of an update. Discord sends whole messages today, but its
documentation promises ids only: https://discord.com/developers/docs/events/gateway-events#message-update"""


def guard_parsers(client: discord.Client) -> None:
    """Put a guard around every parser of the client. Call it once, before ``connect``."""
    parsers: MutableMapping[str, Parser] = client._connection.parsers  # no public door to them
    for event, parser in list(parsers.items()):
        parsers[event] = _guarded(event, parser)
    parsers[MESSAGE_UPDATE] = _whole_or_partial(client, parsers[MESSAGE_UPDATE])


def _guarded(event: str, parser: Parser) -> Parser:
    @functools.wraps(parser)
    def guarded(data: Any) -> None:
        try:
            parser(data)
        except Exception as error:
            # The traceback names code, not contents; the data itself could hold a message.
            log.error("a %s event could not be read: %s", event, type(error).__name__, exc_info=_bare(error))

    return guarded


def _bare(error: Exception) -> tuple[type[Exception], Exception, TracebackType | None]:
    """The error without its words, which can repeat the data."""
    return Exception, Exception(type(error).__name__), error.__traceback__


def _whole_or_partial(client: discord.Client, parser: Parser) -> Parser:
    @functools.wraps(parser)
    def sorted_out(data: Any) -> None:
        if data.keys() >= _NEEDED:
            parser(data)
        elif data.get("guild_id") is not None:
            client.dispatch(
                "partial_message_edit", int(data["guild_id"]), int(data["channel_id"]), int(data["id"])
            )

    return sorted_out
