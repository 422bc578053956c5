"""The one scorer thread and the bounded queue before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.detect.explain import explain
from bot.detect.judge import Ask, Findings, Judge

CAPACITY = 512
"""Messages that may wait. At 10 ms each that is five seconds of backlog; past it the caller keeps the message durably."""
BATCH = 4
"""Messages scored together: more gains little on one CPU thread and makes the first one wait."""

T = TypeVar("T")


class QueueFull(Exception):
    """The queue holds ``CAPACITY`` messages; the caller must put this one where it is not lost."""


class EngineClosed(Exception):
    """The engine stopped before this message was judged."""


class Engine:
    """Judges messages one micro-batch after the other on a thread of its own, in the order they came."""

    def __init__(self, judge: Judge, *, capacity: int = CAPACITY, batch: int = BATCH) -> None:
        self._judge = judge
        self._batch = batch
        self._queue: asyncio.Queue[tuple[Ask, asyncio.Future[Findings]]] = asyncio.Queue(capacity)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="scorer")
        self._worker: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def model(self) -> str:
        """Name and short hash of the model that scores."""
        return self._judge.scorer.name

    @property
    def waiting(self) -> int:
        """Messages in the queue, 0 to ``CAPACITY``."""
        return self._queue.qsize()

    def start(self) -> None:
        """Begin to judge. Messages submitted earlier have waited."""
        if self._worker is None:
            self._worker = asyncio.create_task(self._work(), name="engine")

    def submit(self, ask: Ask) -> asyncio.Future[Findings]:
        """Queue one message. The future fails with ``EngineClosed`` where the engine stops first.

        Raises ``QueueFull`` at once when ``CAPACITY`` messages wait, ``EngineClosed`` after ``close``.
        """
        if self._closed:
            raise EngineClosed
        future: asyncio.Future[Findings] = asyncio.get_running_loop().create_future()
        try:
            self._queue.put_nowait((ask, future))
        except asyncio.QueueFull:
            raise QueueFull from None
        return future

    async def judge(self, ask: Ask) -> Findings:
        """Judge one text past the queue, for a person who waits for the answer."""
        return (await self._on_thread(self._judge.judge, [ask]))[0]

    async def explain(self, text: str, label: str) -> list[tuple[int, int]]:
        """Spans of the words that carry ``label``; see ``explain.explain``."""
        return await self._on_thread(explain, self._judge.scorer, text, label)

    async def close(self) -> None:
        """Let the batch at work end, fail its messages and all that wait with ``EngineClosed``, and end the thread."""
        self._closed = True
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        while not self._queue.empty():
            _, future = self._queue.get_nowait()
            _fail(future, EngineClosed())
        await asyncio.get_running_loop().run_in_executor(None, self._thread.shutdown)
        self._judge.scorer.close()

    async def _on_thread(self, call: Callable[..., T], /, *args: object) -> T:
        if self._closed:
            raise EngineClosed
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *args)

    async def _work(self) -> None:
        while True:
            jobs = [await self._queue.get()]
            while len(jobs) < self._batch and not self._queue.empty():
                jobs.append(self._queue.get_nowait())
            await self._judge_batch(jobs)

    async def _judge_batch(self, jobs: Sequence[tuple[Ask, asyncio.Future[Findings]]]) -> None:
        try:
            found = await self._on_thread(self._judge.judge, [ask for ask, _ in jobs])
        except asyncio.CancelledError:
            for _, future in jobs:
                _fail(future, EngineClosed())
            raise
        except Exception as error:
            if len(jobs) == 1:
                _fail(jobs[0][1], error)
                return
            for job in jobs:  # one bad text must not cost its neighbours their verdict
                await self._judge_batch([job])
            return
        for (_, future), findings in zip(jobs, found, strict=True):
            if not future.done():
                future.set_result(findings)


def _fail(future: asyncio.Future[Findings], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
