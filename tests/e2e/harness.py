"""The whole house for a test: the stand-in, the real bot on a real database, and the people who drive it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from bot.app import run_bot
from bot.detect.policy import GuildPolicy
from bot.detect.toxicity import default_thresholds
from bot.playground import prepare, sandbox_settings
from bot.review.policies import Policies
from bot.sandbox import seed
from bot.sandbox.model import Json, Message
from bot.sandbox.people import Person
from bot.sandbox.standin import StandIn
from bot.settings import GROUPS, Settings
from bot.store.database import Database
from tests.e2e.openapi import Contract, spec_path

T = TypeVar("T")

ACCUSATION = "Minister Dalgaard took two million from the port company last year."
"""Invented; the detector must flag it, or the tests of everything behind it mean nothing."""
INSULT = "You are a worthless piece of shit, shut your filthy mouth you disgusting idiot."
HARMLESS = "The council meets on Tuesday at seven to talk about the harbour budget."
SECONDS = 15.0
"""How long a test waits for something to happen before it fails."""


class House:
    """One stand-in and one bot beside it. ``process``: the bot is a process of its own that can be killed."""

    def __init__(self, folder: Path, *, process: bool = False, stand_in: StandIn | None = None) -> None:
        self.folder = folder
        self.process = process
        self.stand_in = stand_in or StandIn.create()
        spec = spec_path()
        self.contract = None if spec is None else Contract(spec)
        self.settings = Settings()
        self._stop = asyncio.Event()
        self._task: asyncio.Task[int] | None = None
        self._child: asyncio.subprocess.Process | None = None

    # --- the bot

    async def start(self) -> None:
        """Start the bot and wait until it is ready."""
        if self.process:
            log = self.folder / "bot.log"
            with log.open("ab") as out:
                begins = out.tell()
                self._child = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", "run", env=self._environment(), stdout=out, stderr=out
                )
            await self.until(lambda: b"ready as" in log.read_bytes()[begins:], "the bot is ready", seconds=40)
            return
        self._stop, ready = asyncio.Event(), asyncio.Event()
        self._task = asyncio.create_task(run_bot(self.settings, stop=self._stop, ready=ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({self._task, waiting}, timeout=40, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task.done():
            raise AssertionError(f"the bot ended with exit code {self._task.result()} before it was ready")
        assert ready.is_set(), "the bot was not ready in time"

    async def stop(self) -> int:
        """SIGTERM (or its like in this process); the exit code."""
        if self._child is not None:
            child, self._child = self._child, None
            if child.returncode is None:
                child.send_signal(signal.SIGTERM)
            return await asyncio.wait_for(child.wait(), 20)
        if self._task is not None:
            task, self._task = self._task, None
            self._stop.set()
            return await asyncio.wait_for(task, 20)
        return 0

    async def kill(self) -> None:
        """SIGKILL: nothing is drained, nothing is closed."""
        assert self._child is not None, "only a bot in a process of its own can be killed"
        child, self._child = self._child, None
        child.kill()
        await child.wait()
        await self.until(lambda: not self.stand_in.world.bot_online, "the stand-in notices")

    def _environment(self) -> dict[str, str]:
        known = {name.upper() for group in GROUPS for name in group.model_fields}
        kept = {name: value for name, value in os.environ.items() if name not in known}
        discord = self.settings.discord
        assert discord.discord_token is not None
        return kept | {
            "DISCORD_TOKEN": discord.discord_token.get_secret_value(),
            "DISCORD_API_URL": str(discord.discord_api_url),
            "DISCORD_GATEWAY_URL": str(discord.discord_gateway_url),
            "DATABASE": str(self.settings.store.database),
        }

    # --- settings

    async def policy(self, change: Callable[[GuildPolicy], GuildPolicy]) -> None:
        """Change the server's settings while the bot is down."""
        running = self._task or self._child
        assert not running, "change settings before the start, or with /settings"
        db = Database.at(self.settings.store.database)
        await db.open()
        try:
            policies = Policies(db, GuildPolicy.new(default_thresholds()))
            await policies.update(seed.GUILD_ID, seed.OLIVE_ID, change)
        finally:
            await db.close()

    # --- people

    @property
    def ada(self) -> Person:
        return self.stand_in.person("ada")

    @property
    def bruno(self) -> Person:
        return self.stand_in.person("bruno")

    @property
    def mara(self) -> Person:
        return self.stand_in.person("mara")

    @property
    def milo(self) -> Person:
        return self.stand_in.person("milo")

    @property
    def olive(self) -> Person:
        return self.stand_in.person("olive")

    # --- what is seen

    def cards(self) -> list[Message]:
        """The bot's cards in #mod-queue that stand there now, oldest first."""
        history = self.stand_in.world.history(seed.MOD_QUEUE_ID, viewer_id=seed.MARA_ID)
        return [one for one in history if one.author_id == seed.BOT_ID and not one.ephemeral and one.embeds]

    async def card(self, holding: str = "", *, seconds: float = SECONDS) -> Message:
        """The one card whose text holds ``holding``."""

        def find() -> Message | None:
            found = [one for one in self.cards() if holding in shown(one)]
            assert len(found) <= 1, f"{len(found)} cards hold {holding!r}"
            return found[0] if found else None

        return await self.until(find, f"a card that holds {holding!r}", seconds=seconds)

    async def answer(self, person: Person, holding: str, channel: str = "mod-queue") -> Message:
        """The newest ephemeral answer that this person sees and that holds ``holding``."""

        def find() -> Message | None:
            seen = [one for one in person.sees(channel) if one.ephemeral and holding in shown(one)]
            return seen[-1] if seen else None

        return await self.until(find, f"an answer to {person.user.key} that holds {holding!r}")

    async def until(self, look: Callable[[], T | None], what: str, *, seconds: float = SECONDS) -> T:
        """Wait until ``look`` gives something true and return it."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not (seen := look()):
            if self._task is not None and self._task.done():
                raise AssertionError(f"the bot ended while waiting for {what}")
            if loop.time() > end:
                raise AssertionError(f"not within {seconds} s: {what}\n{self._scene()}")
            await asyncio.sleep(0.02)
        return seen

    def _scene(self) -> str:
        world = self.stand_in.world
        lines = [f"unhandled: {self.stand_in.unhandled}"]
        for channel in world.channels.values():
            lines += [
                f"#{channel.name} {one.author_id}: {shown(one)[:300]}" for one in world.history(channel.id)
            ]
        log = self.folder / "bot.log"
        return "\n".join(lines) + (log.read_text(errors="replace")[-3000:] if log.exists() else "")


def shown(message: Message) -> str:
    """Everything readable of a message: content, embeds, labels of controls."""
    return "\n".join(_strings({"c": message.content, "e": message.embeds, "k": message.components}))


def labels(message: Message) -> list[str]:
    """Labels of the message's buttons and placeholders of its selects, disabled ones left out."""
    found: list[str] = []

    def walk(parts: list[Json]) -> None:
        for part in parts:
            walk(part.get("components", []))
            name = part.get("label") or part.get("placeholder")
            if name and not part.get("disabled"):
                found.append(name)

    walk(message.components)
    return found


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return []


@asynccontextmanager
async def open_house(
    folder: Path, *, process: bool = False, start: bool = True, stand_in: StandIn | None = None
) -> AsyncIterator[House]:
    """A house with the bot running; at the end the bot stops and nothing may be left unhandled or against the contract."""
    house = House(folder, process=process, stand_in=stand_in)
    await house.stand_in.start()
    if house.contract is not None:
        house.stand_in.observers.append(house.contract)
    house.settings = sandbox_settings(house.settings, house.stand_in, folder)
    await prepare(house.settings.store.database)
    try:
        if start:
            await house.start()
        yield house
    finally:
        try:
            await house.stop()
        finally:
            await house.stand_in.close()
    assert house.stand_in.unhandled == []
    if house.contract is not None:
        assert house.contract.violations == []
