"""``python -m bot doctor``: looks at everything the bot needs and says of each what to do where it is not well."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from bot.articles import rewrite
from bot.articles.chat import ChatClient, ChatError, Trouble
from bot.detect.judge import Ask
from bot.detect.load import load_judge
from bot.review import audit
from bot.settings import Settings
from bot.store import guilds, outbox, unscored
from bot.store.database import Database
from bot.store.migrate import current, head, known

DISK_FREE_BYTES = 200 * 1024 * 1024
"""Below this a busy server's database and its backup before an upgrade may not fit."""

_REWRITE_ADVICE: Mapping[Trouble, str] = {
    "unreachable": "nothing answers there; start the server or mend REWRITE_URL",
    "slow": "no answer within REWRITE_TIMEOUT; a smaller model or a longer time may help",
    "denied": "the server wants another REWRITE_API_KEY",
    "busy": "the server has no room for requests right now",
    "broken": "the server refuses the request; is REWRITE_MODEL right, and does REWRITE_URL end in /v1?",
    "too_large": "the answer is too long to be one",
    "malformed": "what answers there does not speak OpenAI's chat completions; does REWRITE_URL end in /v1?",
}
PROGRESS_STEP = 1000
"""Entries of the audit log between two words about the progress."""
BROKEN_SHOWN = 3
"""Servers with a broken audit log that are told one by one."""

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``warn`` lets the bot run, ``fail`` does not."""

    name: str
    level: Level
    detail: str


Check = Callable[[Settings], Awaitable[Finding]]
Progress = Callable[[int, int], None]


async def python_version(_: Settings) -> Finding:
    """Python 3.11 or newer."""
    version = sys.version.split()[0]
    return Finding("Python", "ok" if sys.version_info >= (3, 11) else "fail", version)


async def token(settings: Settings) -> Finding:
    """A token stands in the settings; whether Discord takes it shows when the bot runs."""
    if settings.discord.discord_token is None:
        return Finding("Token", "warn", "none: put DISCORD_TOKEN into .env (the sandbox needs none)")
    return Finding("Token", "ok", "set")


async def detectors(settings: Settings) -> Finding:
    """The toxicity model and the accusation detector load and read a sentence."""
    text = "The council met on Tuesday and talked about the budget."
    try:
        judge = await asyncio.to_thread(load_judge, settings.scorer)
        found = judge.judge([Ask(text, len(text))])[0]
    except Exception as error:
        return Finding("Detectors", "fail", f"{error} (setting SCORER={settings.scorer.scorer})")
    if found.scores is None:
        return Finding("Detectors", "fail", "a plain English sentence was not scored")
    return Finding("Detectors", "ok", f"{judge.scorer.name}, labels {', '.join(judge.scorer.labels)}")


async def disk(settings: Settings) -> Finding:
    """Room for the database."""
    folder = _existing(settings.store.database.parent)
    free = shutil.disk_usage(folder).free
    level: Level = "ok" if free >= DISK_FREE_BYTES else "warn"
    return Finding("Disk", level, f"{free // 2**20:,} MiB free in {folder}")


def _existing(folder: Path) -> Path:
    folder = folder.resolve()
    while not folder.exists():
        folder = folder.parent
    return folder


async def schema(settings: Settings) -> Finding:
    """The database's schema is this version's, or will be after the next start."""
    path = settings.store.database
    now = await asyncio.to_thread(current, path)
    if now is None:
        return Finding("Database", "ok", f"{path}: none yet, it is made when the bot first runs")
    if now == head():
        return Finding("Database", "ok", f"{path}: schema {now}")
    if not known(now):
        return Finding(
            "Database",
            "fail",
            f"{path}: schema {now} was written by a newer version of the bot; start that one, "
            "or restore a backup made by this one",
        )
    return Finding("Database", "warn", f"{path}: schema {now}; run `python -m bot db upgrade` (to {head()})")


async def records(settings: Settings) -> Finding:
    """Nothing that was owed has been given up."""
    return await _looked_up("Records", settings, _records)


def _records(conn: Connection) -> Finding:
    given_up = outbox.failures(conn)
    if given_up:
        codes = ", ".join(sorted({one.code for one in given_up}))
        return Finding("Records", "warn", f"{len(given_up)} cards or questions could not be sent: {codes}")
    return Finding("Records", "ok", f"{unscored.count(conn)} messages wait, {outbox.owed(conn)} errands owed")


async def audit_log(settings: Settings, progress: Progress = lambda done, total: None) -> Finding:
    """Every server's audit log is as it was written, from its first entry to its last."""
    return await _looked_up("Audit log", settings, partial(_chains, progress=progress))


def _chains(conn: Connection, progress: Progress) -> Finding:
    known = guilds.every(conn)
    total = sum(guilds.head(conn, guild_id)[0] for guild_id in known)
    done, broken = 0, []

    def count() -> None:
        nonlocal done
        done += 1
        if done % PROGRESS_STEP == 0 or done == total:
            progress(done, total)

    for guild_id in known:
        chain = audit.verify(conn, guild_id, count)
        if not chain.ok:
            broken.append(
                f"The audit log of server {guild_id} does not hold at entry {chain.broken_at}: {chain.why}."
            )
    if broken:
        told = " ".join(broken[:BROKEN_SHOWN])
        more = f" The same of {len(broken) - BROKEN_SHOWN} more." if len(broken) > BROKEN_SHOWN else ""
        todo = "Somebody or something changed the database file; compare it with a backup."
        return Finding("Audit log", "fail", f"{told}{more} {todo}")
    return Finding("Audit log", "ok", f"whole: {done:,} entries of {len(known)} servers")


async def _looked_up(name: str, settings: Settings, look: Callable[[Connection], Finding]) -> Finding:
    """What ``look`` finds in the database, where it has this version's schema."""
    if await asyncio.to_thread(current, settings.store.database) != head():
        return Finding(name, "ok", "nothing to look at in this schema")
    db = Database.at(settings.store.database)
    await db.open()
    try:
        return await db.study(look)
    finally:
        await db.close()


async def rewriting(settings: Settings) -> Finding:
    """The language model that rewrites summaries answers in the form that is asked of it, where one is set."""
    if settings.rewrite.rewrite_url is None:
        return Finding("Rewriting", "ok", "not set up; summaries are the articles' own sentences")
    where = f"{settings.rewrite.rewrite_url.host}:{settings.rewrite.rewrite_url.port}"
    chat = ChatClient(settings.rewrite)
    try:
        reply = await chat.complete(rewrite.TRIAL, rewrite.schema(1))
        rewrite.parse(reply.text, 1)
    except ChatError as error:
        return Finding("Rewriting", "warn", f"{where}: {_REWRITE_ADVICE[error.trouble]} ({error})")
    except ValueError:
        detail = "the model answers, but not in the JSON that is asked for; try REWRITE_FORMAT=json_schema or another model"
        return Finding("Rewriting", "warn", detail)
    finally:
        await chat.close()
    return Finding("Rewriting", "ok", f"{where} answers ({reply.tokens} tokens)")


CHECKS: tuple[Check, ...] = (python_version, token, detectors, disk, schema, records, rewriting)


async def examine(settings: Settings, progress: Progress = lambda done, total: None) -> list[Finding]:
    """Run every check; one that breaks is itself a finding.

    ``progress`` is told from another thread, while the audit log is read: entries read, and entries there are.
    """
    found = [await _one(check.__name__, check(settings)) for check in CHECKS]
    return [*found, await _one("audit log", audit_log(settings, progress))]


async def _one(name: str, finding: Awaitable[Finding]) -> Finding:
    try:
        return await finding
    except Exception as error:
        return Finding(name.replace("_", " ").capitalize(), "fail", f"{type(error).__name__}: {error}")
