"""What the audit log and the statistics cost: ``python -m benchmarks.desk [--rows 100000] [--cases 20000]``.

For each: its time, and the longest that the event loop waited meanwhile, measured by a task that only sleeps. The
baseline beside it does the same the simple way: the reading on the loop's own connection, the drawing in a thread.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlalchemy import Connection

from bot.review import audit, ledger, stats
from bot.review.audit import Event
from bot.review.ledger import Wanted
from bot.review.types import BOT
from bot.store import cases, groups, guilds, scores
from bot.store.database import Database
from bot.store.migrate import upgrade
from bot.ui import charts
from bot.ui.charts import Outlines, Picture, Stacked
from bot.ui.painter import Painter

GUILD = 1
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
THRESHOLDS = dict.fromkeys(("toxicity", "insult", "threat", "identity_attack", "severe_toxicity"), 0.7)
PICTURES = [
    Picture("Cases", (Stacked("", tuple(map(str, range(30))), (("toxicity", tuple(range(30))),)),), ""),
    Picture("Scores", (Outlines("toxicity", (("upheld", tuple(range(20))),), 0.7),) * 4, "", 2),
] * 2


def fill_log(conn: Connection, rows: int) -> None:
    """``rows`` entries more."""
    for number in range(rows):
        actor = BOT if number % 3 else 400 + number % 7
        audit.append(conn, GUILD, actor, Event.NOTED, number, {"from": "open", "n": number}, NOW, subject=300)


def fill_cases(conn: Connection, first: int, count: int) -> None:
    """``count`` decided cases with scores, over 30 days, and a score row of shadow mode for each."""
    random = Random(first)
    group = groups.add(conn, GUILD, 300, None, NOW)
    for number in range(first, first + count):
        values = {label: random.random() for label in THRESHOLDS}
        at = NOW - timedelta(minutes=random.randint(0, 43_000))
        text = "x" * 200
        cases.add(
            conn,
            {
                "guild_id": GUILD, "number": number, "group_id": group, "kind": "toxicity",
                "state": random.choice(("upheld", "dismissed")), "severity": 0.5, "channel_id": 2,
                "message_id": number, "author_id": 300, "author_name": "Ash", "author_kind": "member",
                "revision": "r", "text": text, "spans": [], "scores": values, "model": "m",
                "accusations": [], "trace": [], "created_at": at, "updated_at": at, "waiting_since": at,
                "decided_by": 400, "decided_at": at + timedelta(minutes=random.randint(1, 300)),
            },
        )  # fmt: skip
        scores.keep(conn, GUILD, 2, number, "r", "m", values, NOW - timedelta(minutes=number % 10_000))


async def measured(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Seconds that ``work`` takes, and the longest that the loop did not come back for, in milliseconds."""
    longest, last, running = 0.0, time.perf_counter(), True

    async def watch() -> None:
        nonlocal longest, last
        while running:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    longest, begun = 0.0, time.perf_counter()
    await work()
    took = time.perf_counter() - begun
    running = False
    await watching
    return took, longest * 1000


async def drawn_in_a_thread() -> None:
    """The baseline of the painter."""
    await asyncio.to_thread(lambda: [charts.draw(picture, "dark") for picture in PICTURES])


async def measure(db: Database, rows: int, case_count: int) -> Table:
    """Everything, in one table."""
    book, painter = ledger.Ledger(db, clock=lambda: NOW), Painter()
    table = Table("What", "Seconds", "Loop waits, ms", title=f"{rows:,} log entries, {case_count:,} cases")
    jobs: Sequence[tuple[str, Callable[[], Awaitable[object]]]] = (
        ("check the chain", lambda: db.study(audit.verify, GUILD)),
        ("  baseline: on the loop", lambda: db.read(audit.verify, GUILD)),
        ("a page of the log", lambda: db.study(ledger._page, GUILD, Wanted(actor=400), 0)),
        ("export of the log", lambda: book.export(GUILD, BOT, Wanted())),
        ("  baseline: on the loop", lambda: db.read(ledger._export, GUILD, Wanted())),
        ("statistics of 30 days", lambda: db.study(stats._stats, GUILD, 30, THRESHOLDS, NOW)),
        ("  baseline: on the loop", lambda: db.read(stats._stats, GUILD, 30, THRESHOLDS, NOW)),
        ("four pictures, first time", lambda: painter.draw(PICTURES, "dark")),
        ("four pictures", lambda: painter.draw(PICTURES, "dark")),
        ("  baseline: in a thread, first time", drawn_in_a_thread),
        ("  baseline: in a thread", drawn_in_a_thread),
        ("nothing, for two seconds", lambda: asyncio.sleep(2)),
    )
    for name, job in track(jobs, "measuring"):
        took, waits = await measured(job)
        table.add_row(name, f"{took:.2f}", f"{waits:.0f}")
    await painter.close()
    return table


async def main(rows: int, case_count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        await asyncio.to_thread(upgrade, path)
        db = Database.at(path)
        await db.open()
        await db.write(guilds.ensure, GUILD)
        step = 2_000
        for done in track(range(0, rows, step), "writing the log"):
            await db.write(fill_log, min(step, rows - done))
        for done in track(range(0, case_count, step), "writing cases"):
            await db.write(fill_cases, done, min(step, case_count - done))
        Console().print(await measure(db, rows, case_count))
        await db.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=20_000)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.rows, chosen.cases))
