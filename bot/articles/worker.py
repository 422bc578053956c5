"""The process that reads strangers' pages: started once, given one page at a time, killed when one takes too long.

Run as ``python -m bot.articles.worker``; parent and child exchange length-prefixed JSON over pipes. The child sees no
environment but what Python needs (no token), and its memory is bounded by the operating system where that is possible.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, TypeVar

from bot.articles import rewriting
from bot.articles.rewriting import Draft, Offer, Verdict, offer_from_json, verdict_from_json
from bot.articles.types import Article, Refusal, Summary, refuse, summary_from_json

if TYPE_CHECKING:
    from bot.articles.likeness import Encoder

JobKind = Literal["summary", "offer", "judge"]
"""What the child can do: read and summarise a page; choose what a language model may read; judge what it wrote."""
MAX_MESSAGE: Final = 64 * 1024 * 1024
"""Bytes of one message; a page has at most 4 million characters of at most four bytes."""
MEMORY_LIMIT: Final = 2 * 1024**3
"""Bytes of address space of the child; reading a 4 MB page takes under 400 MB, the sentence encoder 80 MB."""
RECYCLE_AFTER: Final = 200
"""Pages after which a fresh child is started, so that no leak grows."""
START_SECONDS: Final = 60.0
JOB_SECONDS: Final = 15.0
MAX_WAITING: Final = 16
Answer = TypeVar("Answer")
_SLICE: Final = 256 * 1024
"""Bytes handed over at a time; the event loop has its turn in between."""
_LENGTH: Final = struct.Struct(">I")
_READY: Final = b'{"ready": true}'


@dataclass(frozen=True, slots=True)
class Job:
    """One page or text to summarise."""

    text: str
    is_html: bool
    url: str | None = None
    sentences: int = 3
    min_words: int = 80


@dataclass(frozen=True, slots=True)
class Result:
    """The summary (or refusal) and the article that it was made from."""

    summary: Summary
    article: Article


def work(job: Job, encoder: Encoder | None = None) -> Result:
    """Extract and summarise in this process; ``encoder`` makes the sentence embeddings of the choice."""
    # Imported late: the parent never needs the parsers.
    from bot.articles import extract, gates
    from bot.articles.summarize import summarize

    gate = gates.Gate(min_words=job.min_words)
    read = extract.from_html if job.is_html else extract.from_text
    found = read(job.text, job.url, gate)
    article, reason = found.article, found.refusal
    if reason is None:
        try:
            return Result(summarize(article, job.sentences, encoder=encoder), article)
        except Refusal as refusal:
            reason = refusal
    words = gates.count_words(article.text[article.body_start :])
    return Result(refuse(reason, article, job.url, words=words), article)


class Worker:
    """Runs jobs in one child process, in turn. ``start`` is implied; ``close`` ends the child.

    ``seconds`` bounds one job, ``command`` replaces the child's command line (tests).
    """

    def __init__(self, seconds: float = JOB_SECONDS, command: tuple[str, ...] | None = None) -> None:
        self._seconds = seconds
        self._command = command or (sys.executable, "-m", "bot.articles.worker")
        self._child: asyncio.subprocess.Process | None = None
        self._done = 0
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._closed = False

    async def run(self, job: Job) -> Result:
        """The result of a job. Raises :class:`Refusal`: ``busy``, ``extraction_timeout`` or ``unreadable``.

        After a time-out or a crash the child is killed, and the next job gets a new one.
        """
        return await self._call("summary", asdict(replace(job, text="")), job.text, result_from_json)

    async def offer(self, text: str, body_start: int, chosen: Sequence[int], limit: int) -> Offer:
        """What a language model may read of an article (see :func:`bot.articles.rewriting.offer`); raises like ``run``."""
        fields = {"body_start": body_start, "chosen": list(chosen), "limit": limit}
        return await self._call("offer", fields, text, offer_from_json)

    async def judge(
        self, text: str, body_start: int, drafts: Sequence[Draft], offered: Sequence[int]
    ) -> tuple[Verdict, ...]:
        """What is wrong with a model's sentences (see :func:`bot.articles.rewriting.judge`); raises like ``run``."""
        fields = {
            "body_start": body_start,
            "drafts": [asdict(draft) for draft in drafts],
            "offered": list(offered),
        }
        return await self._call(
            "judge", fields, text, lambda raw: tuple(verdict_from_json(verdict) for verdict in raw)
        )

    async def _call(
        self, kind: JobKind, fields: Mapping[str, Any], text: str, read: Callable[[Any], Answer]
    ) -> Answer:
        if self._waiting >= MAX_WAITING:
            raise Refusal("busy")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._run(json.dumps({"kind": kind, **fields}), text, read)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End the child for good; a job that is under way, and every later one, ends with a refusal."""
        self._closed = True
        await self._end_child()

    async def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()
        # The transport is closed here rather than by the garbage collector after the loop has gone.
        transport = getattr(child, "_transport", None)
        if transport is not None:
            transport.close()

    async def _run(self, head: str, text: str, read: Callable[[Any], Answer]) -> Answer:
        if self._closed:
            raise Refusal("busy")
        finished = False
        try:
            child = await self._ready_child()
            if self._closed:  # while the child was being made
                raise Refusal("busy")
            async with asyncio.timeout(self._seconds):
                answer = await _ask(child, head, text)
            result = read(json.loads(answer))
            finished = True
        except TimeoutError as error:
            raise Refusal("extraction_timeout") from error
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise Refusal("unreadable") from error
        finally:
            # Also on cancellation: an answer left in the pipe would be taken for that of the next page.
            if not finished:
                await self._end_child()
        self._done += 1
        if self._closed or self._done >= RECYCLE_AFTER:
            await self._end_child()
        return result

    async def _ready_child(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        await self._end_child()
        self._done = 0
        self._child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=child_environment(),
            # Ctrl-C in a terminal is for the bot, which ends the child itself; without a parent its input ends.
            start_new_session=True,
        )
        async with asyncio.timeout(START_SECONDS):
            if await _receive(self._child) != _READY:
                raise ValueError("the child did not say that it is ready")
        return self._child


def child_environment() -> dict[str, str]:
    """What a child process sees of the environment: what Python needs, no token, one thread."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMPDIR")
        if name in os.environ
    }
    root = str(Path(__file__).resolve().parents[2])
    # One thread: the models here are tiny, and thread pools only reserve memory.
    return kept | {"PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


async def _ask(child: asyncio.subprocess.Process, head: str, text: str) -> bytes:
    # The text travels beside the JSON: escaping megabytes would hold up the event loop.
    body = text.encode("utf-8", "replace")
    if child.stdin is None or len(body) > MAX_MESSAGE:
        raise ValueError("the page cannot be handed over")
    for part in (head.encode(), body):
        child.stdin.write(_LENGTH.pack(len(part)))
        for start in range(0, len(part), _SLICE):
            child.stdin.write(part[start : start + _SLICE])
            await child.stdin.drain()
    return await _receive(child)


async def _receive(child: asyncio.subprocess.Process) -> bytes:
    if child.stdout is None:
        raise ValueError("the child has no output")
    (size,) = _LENGTH.unpack(await child.stdout.readexactly(_LENGTH.size))
    if size > MAX_MESSAGE:
        raise ValueError("the answer is too long")
    return await child.stdout.readexactly(size)


def result_from_json(raw: dict[str, Any]) -> Result:
    """A :class:`Result` out of what the child wrote; raises KeyError or TypeError for anything else."""
    return Result(summary_from_json(raw["summary"]), Article(**raw["article"]))


def bound_memory() -> None:
    """Bound this process's address space to ``MEMORY_LIMIT``, where the system can."""
    try:
        import resource  # not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _send(out: BinaryIO, message: bytes) -> None:
    out.write(_LENGTH.pack(len(message)) + message)
    out.flush()


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Answer jobs until the input ends."""
    from bot.articles import extract, summarize  # noqa: F401  # loaded before the first job arrives
    from bot.detect.embedding import SentenceEncoder

    encoder = SentenceEncoder.load()
    _send(out, _READY)
    while (head := _frame(source)) is not None:
        text = (_frame(source) or b"").decode("utf-8")
        _send(out, json.dumps(answer(json.loads(head), text, encoder)).encode())


def answer(head: dict[str, Any], text: str, encoder: Encoder) -> Any:
    """What the child writes about a text: JSON of what the job's kind gives."""
    kind = head.pop("kind")
    if kind == "offer":
        return asdict(rewriting.offer(text, **head))
    if kind == "judge":
        drafts = [rewriting.Draft(draft["text"], tuple(draft["sources"])) for draft in head["drafts"]]
        found = rewriting.judge(text, head["body_start"], drafts, head["offered"], encoder)
        return [asdict(verdict) for verdict in found]
    return asdict(work(Job(**{**head, "text": text}), encoder))


def _frame(source: BinaryIO) -> bytes | None:
    header = source.read(_LENGTH.size)
    return source.read(_LENGTH.unpack(header)[0]) if len(header) == _LENGTH.size else None


def main() -> None:
    """The child's whole life."""
    bound_memory()
    # Libraries that print would break the frames: they get the error stream instead.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
