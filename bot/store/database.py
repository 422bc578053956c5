"""One SQLite file behind two engines: one connection that writes, a few that can only read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

P = ParamSpec("P")
T = TypeVar("T")

DRIVER = "sqlite+aiosqlite"
BUSY_MS = 10_000
"""How long a connection waits for another process's lock (``db backup`` beside a running bot) before it gives up."""
READERS = 4
"""Reading connections. WAL lets them read while the writer writes."""


class Database:
    """The store. Functions given to ``write`` and ``read`` are plain and synchronous and get a ``Connection``."""

    def __init__(self, url: str) -> None:
        """``url``: ``sqlite+aiosqlite:///path``. Raises ``ValueError`` for another database or one in memory."""
        parsed = make_url(url)
        if parsed.drivername != DRIVER:
            raise ValueError(
                f"The bot keeps its data in SQLite ({DRIVER}:///path), not in {parsed.drivername}."
            )
        if not parsed.database or parsed.database == ":memory:":
            raise ValueError("The database needs a file: writer and readers are separate connections.")
        self.path = Path(parsed.database)
        self._url = parsed
        self._lock = asyncio.Lock()
        self._writer: AsyncEngine | None = None
        self._reader: AsyncEngine | None = None
        self._studies: Engine | None = None
        self._studying = asyncio.Lock()
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    def at(cls, path: Path) -> Self:
        """The database in the file ``path``."""
        return cls(URL.create(DRIVER, database=str(path)).render_as_string(hide_password=False))

    async def open(self) -> None:
        """Make both engines. The schema must stand already (``migrate.upgrade``)."""
        self._writer = _engine(self._url, "BEGIN IMMEDIATE", 1, WRITER_PRAGMAS)
        self._reader = _engine(self._url, "BEGIN", READERS, READER_PRAGMAS)
        self._studies = self._study_engine()
        async with self._writer.connect():  # the first connection switches the file to WAL, before any reader
            pass

    async def close(self) -> None:
        """Wait for the transactions at work, then close every connection. Studies end at their next statement."""
        self._studies = None
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
        for engine in (self._reader, self._writer):
            if engine is not None:
                await engine.dispose()
        self._reader = self._writer = None

    async def write(self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Run ``fn(conn, …)`` in one write transaction and commit; an error rolls everything back and is raised.

        Writers wait for one another. A cancelled caller does not cut the transaction off: it ends by itself.
        """
        return await self._finish(self._in(self._writer, fn, *args, **kw), self._lock)

    async def read(self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Run ``fn(conn, …)`` on a connection that sees one snapshot and cannot write."""
        return await self._finish(self._in(self._reader, fn, *args, **kw), None)

    async def study(self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        """``read`` in a thread of its own, for what computes a lot: the event loop goes on meanwhile. One at a time.

        ``fn`` shares nothing with the loop. It reads in pieces: after ``close`` its next statement raises
        ``RuntimeError``.
        """
        work = asyncio.to_thread(self._study, lambda conn: fn(conn, *args, **kw))
        return await self._finish(work, self._studying)

    def _study(self, fn: Callable[[Connection], Any]) -> Any:
        engine = self._studies
        if engine is None:
            raise RuntimeError("The database is not open.")
        with engine.begin() as conn:
            return fn(conn)

    def _study_engine(self) -> Engine:
        engine = create_engine(
            self._url.set(drivername="sqlite"),
            poolclass=NullPool,
            connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000},
            hide_parameters=True,
        )

        @event.listens_for(engine, "before_cursor_execute")
        def _open(*_: object) -> None:
            if self._studies is not engine:
                raise RuntimeError("The database was closed.")

        return _prepared(engine, "BEGIN", READER_PRAGMAS)

    async def _finish(self, work: Coroutine[Any, Any, T], lock: asyncio.Lock | None) -> T:
        # Kept in a task of its own: a cancelled await inside a driver call would leave the connection in an
        # unknown state, and the single writer must never be lost.
        task = asyncio.create_task(_locked(work, lock))
        self._running.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen: a caller that was cancelled does not collect it

    async def _in(
        self,
        engine: AsyncEngine | None,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kw: P.kwargs,
    ) -> T:
        if engine is None:
            raise RuntimeError("The database is not open.")
        async with engine.begin() as connection:
            return await connection.run_sync(lambda conn: fn(conn, *args, **kw))


async def _locked(work: Coroutine[Any, Any, T], lock: asyncio.Lock | None) -> T:
    if lock is None:
        return await work
    async with lock:
        return await work


# https://www.sqlite.org/pragma.html: FULL with WAL syncs the log at every commit, so an acknowledged event is on disk.
WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # a text whose retention ended is overwritten, not only unlinked; builds' defaults differ
    f"PRAGMA busy_timeout={BUSY_MS}",
)
READER_PRAGMAS = ("PRAGMA foreign_keys=ON", f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA query_only=ON")


def _engine(url: URL, begin: str, size: int, pragmas: tuple[str, ...]) -> AsyncEngine:
    # isolation_level None: the driver begins no transaction of its own, so that ours is IMMEDIATE where it must be.
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000},
        hide_parameters=True,  # an error of the database must not carry a message's text into the log
    )

    _prepared(engine.sync_engine, begin, pragmas)
    return engine


def _prepared(engine: Engine, begin: str, pragmas: tuple[str, ...]) -> Engine:
    @event.listens_for(engine, "connect")
    def _prepare(dbapi_connection: Any, record: object) -> None:
        cursor = dbapi_connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
