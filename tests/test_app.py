"""Starting and stopping: exit codes that a supervisor understands, one plain sentence for the operator."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from bot import app, wording
from bot.app import EXIT_CONFIG, EXIT_OK, run_bot
from bot.detect.judge import Judge
from bot.sandbox.model import Intent
from bot.sandbox.standin import StandIn
from bot.settings import DiscordSettings, Settings, StoreSettings
from bot.store.migrate import upgrade
from tests.detect.fakes import MarkReader, WordScorer


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    made = StandIn.create()
    await made.start()
    yield made
    await made.close()


def settings(standin: StandIn, folder: Path, token: str | None = None) -> Settings:
    return Settings(
        discord=DiscordSettings(
            discord_token=SecretStr(token or standin.token),
            discord_api_url=standin.api_url,  # type: ignore[arg-type]
            discord_gateway_url=standin.gateway_url,  # type: ignore[arg-type]
        ),
        store=StoreSettings(database=folder / "evenhand.sqlite3"),
    )


def judge() -> Judge:
    return Judge(WordScorer(), MarkReader())


async def test_without_a_token(caplog: pytest.LogCaptureFixture) -> None:
    bare = Settings(discord=DiscordSettings(discord_token=None, _env_file=None))  # type: ignore[call-arg]
    assert await run_bot(bare) == EXIT_CONFIG
    assert wording.LOGIN_MISSING in caplog.text


async def test_a_refused_token(standin: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert await run_bot(settings(standin, tmp_path, "wrong"), judge=judge()) == EXIT_CONFIG
    assert wording.LOGIN_REFUSED in caplog.text
    assert "wrong" not in caplog.text


async def test_a_missing_intent_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    strict = StandIn.create(approved_intents=Intent(0))
    await strict.start()
    code = await run_bot(settings(strict, tmp_path), judge=judge())
    await strict.close()
    assert code == EXIT_CONFIG
    assert "Message Content Intent" in caplog.text


async def test_a_database_of_a_newer_version(
    standin: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    import sqlite3

    chosen = settings(standin, tmp_path)
    await asyncio.to_thread(upgrade, chosen.store.database)
    with sqlite3.connect(chosen.store.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    connection.close()
    assert await run_bot(chosen, judge=judge()) == EXIT_CONFIG
    assert "from_the_future" in caplog.text


async def until_ready(chosen: Settings, **more: Any) -> asyncio.Task[int]:
    ready = asyncio.Event()
    run = asyncio.create_task(run_bot(chosen, ready=ready, judge=judge(), **more))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({run, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=30)
    assert ready.is_set()
    return run


async def test_sigterm_ends_the_run_in_order(standin: StandIn, tmp_path: Path) -> None:
    run = await until_ready(settings(standin, tmp_path))
    assert standin.world.bot_online
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(run, 15) == EXIT_OK


async def test_commands_are_synced_once(
    standin: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    synced: list[str] = []
    standin.observers.append(
        lambda exchange: (
            synced.append(exchange.path)
            if exchange.method == "PUT" and exchange.path.endswith("/commands")
            else None
        )
    )
    for _ in range(2):
        stop = asyncio.Event()
        run = await until_ready(settings(standin, tmp_path), stop=stop)
        stop.set()
        assert await asyncio.wait_for(run, 15) == EXIT_OK
    assert len(synced) == 1
    standin.world.commands.clear()  # somebody removed them: the hash alone must not be trusted
    stop = asyncio.Event()
    run = await until_ready(settings(standin, tmp_path), stop=stop)
    stop.set()
    assert await asyncio.wait_for(run, 15) == EXIT_OK
    assert len(synced) == 2
    names = {(command.type, command.name) for command in standin.world.commands.values()}
    assert {
        (1, "settings"),
        (1, "queue"),
        (1, "case"),
        (1, "check"),
        (1, "summarize"),
        (1, "privacy"),
    } <= names
    assert {(3, "Summarize link"), (3, "Report to moderators")} <= names


LIMITS = (
    "INTAKE_SECONDS",
    "ENGINE_SECONDS",
    "OUTBOX_SECONDS",
    "DISCORD_SECONDS",
    "TASKS_SECONDS",
    "HEALTH_SECONDS",
)


def test_a_stop_takes_fifteen_seconds_at_most() -> None:
    closing = 2 * app.SERVICES_SECONDS + app.DATABASE_SECONDS
    assert sum(getattr(app, name) for name in LIMITS) + closing <= 15


class Part:
    """Something to stop, which hangs, hangs even when it is cancelled, fails, or ends."""

    def __init__(self, name: str, how: str, seen: list[str], released: asyncio.Event) -> None:
        self.name, self.how, self.seen, self.released = name, how, seen, released

    async def close(self, *_: float) -> int:
        self.seen.append(self.name)
        if self.how == "fails":
            raise OSError("disk")
        while self.how in ("hangs", "clings") and not self.released.is_set():
            try:
                await self.released.wait()
            except asyncio.CancelledError:
                if self.how == "hangs":
                    raise
        return 0

    drain = close


@pytest.mark.parametrize("how", ["ends", "fails", "hangs", "clings"])
async def test_every_part_has_its_turn_in_a_stop(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LIMITS, "SERVICES_SECONDS", "DATABASE_SECONDS"):
        monkeypatch.setattr(app, name, 0.01)
    seen: list[str] = []
    released = asyncio.Event()
    names = ("intake", "engine", "outbox", "files", "requests", "digester", "painter", "client", "database")
    parts = {name: Part(name, how, seen, released) for name in names}
    plant: Any = SimpleNamespace(services=SimpleNamespace(**parts), db=parts["database"])
    client: Any = parts["client"]
    try:
        await asyncio.wait_for(app._drain(plant, client), 10)
        assert seen == ["intake", "engine", "outbox", "client"]
        seen.clear()
        await asyncio.wait_for(app._close(plant), 10)
        assert seen == ["engine", "files", "requests", "digester", "painter", "database"]
    finally:
        released.set()


async def test_another_model_is_told_to_have_other_thresholds(
    standin: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert await run_bot(settings(standin, tmp_path, "wrong"), judge=judge()) == EXIT_CONFIG
    assert [line.getMessage() for line in caplog.records].count(wording.THRESHOLDS_OF_ANOTHER_MODEL) == 1
