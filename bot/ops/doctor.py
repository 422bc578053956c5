"""``python -m bot doctor``: looks at everything the bot needs and says of each what to do where it is not well."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
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

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``warn`` lets the bot run, ``fail`` does not."""

    name: str
    level: Level
    detail: str


Check = Callable[[Settings], Awaitable[Finding]]


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
    """The audit log is whole, and nothing that was owed has been given up."""
    if await asyncio.to_thread(current, settings.store.database) != head():
        return Finding("Records", "ok", "nothing to look at in this schema")
    db = Database.at(settings.store.database)
    await db.open()
    try:
        return await db.read(_records)
    finally:
        await db.close()


def _records(conn: Connection) -> Finding:
    for guild_id in guilds.every(conn):
        chain = audit.verify(conn, guild_id)
        if not chain.ok:
            return Finding(
                "Records",
                "fail",
                f"the audit log of server {guild_id} does not hold at entry {chain.broken_at}: {chain.why}. "
                "Somebody or something changed the database file; compare it with a backup.",
            )
    given_up = outbox.failures(conn)
    if given_up:
        codes = ", ".join(sorted({one.code for one in given_up}))
        return Finding("Records", "warn", f"{len(given_up)} cards or questions could not be sent: {codes}")
    return Finding(
        "Records",
        "ok",
        f"audit log whole; {unscored.count(conn)} messages wait, {outbox.owed(conn)} errands owed",
    )


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


async def examine(settings: Settings) -> list[Finding]:
    """Run every check; one that breaks is itself a finding."""
    return [await _one(check, settings) for check in CHECKS]


async def _one(check: Check, settings: Settings) -> Finding:
    try:
        return await check(settings)
    except Exception as error:
        return Finding(
            check.__name__.replace("_", " ").capitalize(), "fail", f"{type(error).__name__}: {error}"
        )
