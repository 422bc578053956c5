"""Logging: one line an event on standard error, never a message's text."""

from __future__ import annotations

import logging
import sys

FORMAT = "{asctime} {levelname:<7} {name}: {message}"
_QUIET = ("discord.gateway", "discord.client", "alembic.runtime.migration", "aiosqlite", "trafilatura")
"""Libraries whose INFO lines tell an operator nothing."""


def configure(level: str = "INFO") -> None:
    """Send records of ``level`` and above to standard error. Called once, by the command that runs the bot."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT, datefmt="%Y-%m-%d %H:%M:%S", style="{"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
