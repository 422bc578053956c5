"""Has pictures drawn by a process of its own: started for an order, gone after it, killed when it takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.ui.charts import LENGTH, Picture, Theme, to_json

SECONDS: Final = 60.0
"""How long an order may take. A few seconds are usual: most of them go into loading matplotlib."""
MAX_WAITING: Final = 8
"""Orders that may wait for their turn; a person who is told so can ask again."""


class NotDrawn(Exception):
    """There is no picture: too many are waiting, or drawing failed or took too long."""


class Painter:
    """One order at a time. ``close`` ends the one that is being drawn. ``command`` replaces the child's (tests)."""

    def __init__(self, seconds: float = SECONDS, command: tuple[str, ...] | None = None) -> None:
        self._seconds = seconds
        self._command = command or (sys.executable, "-m", "bot.ui.charts")
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._child: asyncio.subprocess.Process | None = None
        self._closed = False
        self._cache: tempfile.TemporaryDirectory[str] | None = None

    async def draw(self, pictures: Sequence[Picture], theme: Theme) -> list[bytes]:
        """A PNG for each picture. Raises ``NotDrawn``."""
        if self._waiting >= MAX_WAITING:
            raise NotDrawn("too many pictures are asked for at once")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._draw(pictures, theme)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End the child for good; every order ends with ``NotDrawn``."""
        self._closed = True
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()
        async with self._turn:
            if self._cache is not None:
                await asyncio.to_thread(self._cache.cleanup)
                self._cache = None

    async def _draw(self, pictures: Sequence[Picture], theme: Theme) -> list[bytes]:
        if self._closed:
            raise NotDrawn("the bot is stopping")
        child = self._child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=await asyncio.to_thread(self._environment),
            # Ctrl-C in a terminal is for the bot, which ends the child itself.
            start_new_session=True,
        )
        try:
            if self._closed:  # while the child was being made
                raise NotDrawn("the bot is stopping")
            async with asyncio.timeout(self._seconds):
                out, _ = await child.communicate(to_json(pictures, theme))
        except TimeoutError as error:
            raise NotDrawn("drawing took too long") from error
        finally:
            self._child = None
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        made = _frames(out)
        if child.returncode or len(made) != len(pictures):
            raise NotDrawn(f"the drawing process ended with exit code {child.returncode}")
        return made

    def _environment(self) -> dict[str, str]:
        """What Python needs and nothing else (no token); matplotlib keeps its list of fonts in a folder of ours."""
        kept = {
            name: os.environ[name]
            for name in ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMPDIR")
            if name in os.environ
        }
        if self._cache is None:
            self._cache = tempfile.TemporaryDirectory(prefix="evenhand-fonts-")
        root = str(Path(__file__).resolve().parents[2])
        return kept | {
            "PYTHONPATH": root,
            "PYTHONUTF8": "1",
            "MPLCONFIGDIR": self._cache.name,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }


def _frames(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at + LENGTH.size <= len(data):
        (size,) = LENGTH.unpack_from(data, at)
        found.append(data[at + LENGTH.size : at + LENGTH.size + size])
        at += LENGTH.size + size
    return found if at == len(data) else []
