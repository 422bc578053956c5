"""Work that several wait for and that is done once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Flights(Generic[T]):
    """Tasks by key. A task belongs to nobody who waits for it: one who goes away does not cut it off for the others."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[T]] = {}

    def under_way(self, key: str) -> asyncio.Task[T] | None:
        """The task for ``key`` that has not ended yet."""
        return self._tasks.get(key)

    def start(self, key: str, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin ``work``, which others find under ``key`` until it ends."""
        task = asyncio.create_task(work, name=f"flight {key[:8]}")
        self._tasks[key] = task
        task.add_done_callback(lambda ended: self._ended(key, ended))
        return task

    async def close(self) -> None:
        """Cut off what is under way."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, key: str, task: asyncio.Task[T]) -> None:
        if self._tasks.get(key) is task:
            del self._tasks[key]
        if not task.cancelled():
            task.exception()  # seen: whoever waited may have gone
