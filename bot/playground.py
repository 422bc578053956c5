"""The sandbox command: the real bot beside a Discord stand-in on this machine, its server set up so that all is seen."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path

from pydantic import AnyUrl, SecretStr
from rich.console import Console

from bot.app import run_bot
from bot.detect.policy import AccusationHandling, ChannelOverride, GuildPolicy, LabelHandling
from bot.detect.toxicity import default_thresholds
from bot.review.policies import Policies
from bot.sandbox import seed
from bot.sandbox.script import Script, play_script
from bot.sandbox.standin import StandIn
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import upgrade
from bot.ui.connection import told_to_stop

DEMO = Path(__file__).parent / "sandbox" / "demo.jsonl"
"""The conversation that ships with Evenhand."""
STOP_SECONDS = 20.0
"""How long the bot may take to stop: its own limit is 15."""

log = logging.getLogger(__name__)


async def play(settings: Settings, *, port: int, script: Path | None, folder: Path | None) -> int:
    """Run the sandbox until Ctrl+C or SIGTERM; the exit code is the bot's.

    ``folder`` keeps the bot's database; without it everything is gone at the end. Raises ``ScriptError`` for a
    script that can't be read, ``OSError`` where the port is taken or ``folder`` can't be used, ``CannotUpgrade`` for a
    kept database of a newer version.
    """
    played = None if script is None else Script.load(script)
    stand_in = StandIn.create()
    await stand_in.start(port=port)
    try:
        with tempfile.TemporaryDirectory(prefix="evenhand-") as scratch:
            own = sandbox_settings(settings, stand_in, folder or Path(scratch))
            await prepare(own.store.database)
            return await _run(own, stand_in, played)
    finally:
        await stand_in.close()


def sandbox_settings(settings: Settings, stand_in: StandIn, folder: Path) -> Settings:
    """The operator's settings with everything that leads to Discord or the web led to the stand-in."""
    host = stand_in.url.split("://", 1)[1]
    return settings.model_copy(
        update={
            "discord": settings.discord.model_copy(
                update={
                    "discord_token": SecretStr(stand_in.token),
                    "discord_api_url": AnyUrl(stand_in.api_url),
                    "discord_gateway_url": AnyUrl(stand_in.gateway_url),
                }
            ),
            "store": settings.store.model_copy(update={"database": folder / "sandbox.sqlite3"}),
            "articles": settings.articles.model_copy(update={"article_allow": (host,)}),
        }
    )


async def prepare(database: Path) -> None:
    """Set the sandbox's server up as a server that has left shadow mode; settings made there earlier are kept."""
    upgrade(database)
    db = Database.at(database)
    await db.open()
    try:
        default = GuildPolicy.new(default_thresholds())
        policies = Policies(db, default)
        if await policies.get(seed.GUILD_ID) == default:
            await policies.update(seed.GUILD_ID, seed.OLIVE_ID, _live)
    finally:
        await db.close()


def _live(policy: GuildPolicy) -> GuildPolicy:
    watched = ChannelOverride(watch=True, accusations=AccusationHandling.ASK, labels=LabelHandling.MEMBERS)
    return policy.model_copy(
        update={
            "shadow": False,
            "review_channel_id": seed.MOD_QUEUE_ID,
            "channels": {
                seed.POLITICS_ID: watched,
                seed.PROPOSALS_ID: ChannelOverride(watch=True, accusations=AccusationHandling.QUEUE),
            },
        }
    )


async def _run(settings: Settings, stand_in: StandIn, script: Script | None) -> int:
    ready = asyncio.Event()
    with told_to_stop(None) as stop:
        bot = asyncio.create_task(run_bot(settings, stop=stop, ready=ready), name="bot")
        show = asyncio.create_task(_show(stand_in, script, ready), name="show")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({bot, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (show, stopping):
            task.cancel()
        await asyncio.gather(show, stopping, return_exceptions=True)
        try:
            return await asyncio.wait_for(bot, STOP_SECONDS)
        except TimeoutError:
            log.error("the bot did not stop within %d seconds", STOP_SECONDS)
            return 1


async def _show(stand_in: StandIn, script: Script | None, ready: asyncio.Event) -> None:
    """Say where the page is once the bot works, then play the script."""
    await ready.wait()
    Console().print(f"\n  [bold]Town Hall is open:[/] {stand_in.url}\n  Ctrl+C ends it.\n")
    if script is None:
        return
    try:
        await play_script(stand_in, script)
    except Exception:  # the page stays open for whoever wants to look
        log.exception("the script ended early")
