"""The bot: discord.py's client with the rooms wired in, supervised from start to orderly stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

import discord
from discord.ext import commands

from bot import wording
from bot.articles.digest.service import Digester
from bot.articles.requests import Requests
from bot.articles.service import Summarizer
from bot.detect.engine import Engine
from bot.detect.judge import Judge
from bot.detect.load import load_judge
from bot.detect.policy import GuildPolicy
from bot.detect.toxicity import EmbeddedScorer, ModelError, default_thresholds
from bot.ops.health import Health
from bot.review.appeal_desk import AppealDesk
from bot.review.desk import Desk
from bot.review.intake import Intake
from bot.review.ladder import Ladder
from bot.review.ledger import Ledger
from bot.review.outbox import Outbox
from bot.review.policies import Policies
from bot.review.second_look import SecondLook
from bot.review.stats import Statistics
from bot.review.waiting import Waiting
from bot.settings import Settings
from bot.store import synced
from bot.store.database import Database
from bot.store.migrate import CannotUpgrade, upgrade
from bot.ui import (
    appeal_controls,
    appeals,
    controls,
    questions,
    queue_clicks,
    queue_items,
    second_look,
    submissions,
    verbs,
)
from bot.ui.allowance import Allowance
from bot.ui.appeal_courier import AppealCourier
from bot.ui.commands import PoliteTree, sync_commands
from bot.ui.connection import Hopeless, logged_in, point_at, stay_connected, told_to_stop
from bot.ui.effects import DiscordEffects
from bot.ui.files import TextFiles
from bot.ui.gateway import guard_parsers
from bot.ui.language import Translations
from bot.ui.modals import Modals
from bot.ui.painter import Painter
from bot.ui.services import Clicks, Services
from bot.ui.summaries import asking, buttons
from bot.ui.summaries.reports import SummaryReports
from cogs.admin import Admin
from cogs.appeals import Appeals
from cogs.audit import Audit
from cogs.case import Cases
from cogs.digest import Digests
from cogs.member import Members, Mine
from cogs.policy import Settings as SettingsCog
from cogs.privacy import Privacy
from cogs.queue import Queue
from cogs.report import Report
from cogs.review import Submissions
from cogs.second_look import SecondLook as SecondLookCog
from cogs.stats import StatsCog
from cogs.summaries import Summaries
from cogs.watch import Watch

log = logging.getLogger(__name__)
T = TypeVar("T")

EXIT_OK: Final = 0
EXIT_CONFIG: Final = 78
"""EX_CONFIG of sysexits.h: a person must change the settings, so a supervisor need not restart."""
GUILD_SECONDS: Final = 1.0
"""READY counts as complete when no server arrived for this long; the library's 2 s only slow the start."""
TICK_SECONDS: Final = 15.0
REPORTS_ALLOWED: Final = (5, 60.0)
"""Reports of one person, and in how many seconds: nobody shall bury the moderators' queue."""
# What each part of a stop may take, in its order: 15 s in all, whatever hangs. Container runtimes kill soon after.
INTAKE_SECONDS: Final = 5.0
ENGINE_SECONDS: Final = 1.0
OUTBOX_SECONDS: Final = 4.0
DISCORD_SECONDS: Final = 2.0
TASKS_SECONDS: Final = 0.5
HEALTH_SECONDS: Final = 0.5
SERVICES_SECONDS: Final = 0.5
DATABASE_SECONDS: Final = 1.0
MARGIN: Final = 0.5
"""Of its time, what a part keeps for writing down what it cuts off."""


@dataclass(frozen=True, slots=True)
class Plant:
    """Everything that lives as long as the process: the services, and what only the wiring touches."""

    services: Services
    db: Database
    effects: DiscordEffects
    courier: AppealCourier


def build_services(settings: Settings, judge: Judge) -> Plant:
    """Wire the rooms together. Opens nothing: ``run_bot`` does, once the schema stands."""
    db = Database.at(settings.store.database)
    policies = Policies(db, GuildPolicy.new(default_thresholds()))
    effects, courier = DiscordEffects(policies), AppealCourier(policies)
    engine, outbox = Engine(judge), Outbox(db, courier)
    summarizer = Summarizer.create(settings.articles, settings.rewrite)
    desk = Desk(db, effects, retention=timedelta(days=settings.store.retention_days), on_change=outbox.wake)
    services = Services(
        engine=engine,
        policies=policies,
        desk=desk,
        waiting=Waiting(db, on_change=outbox.wake),
        appeals=AppealDesk(db, desk, on_change=outbox.wake),
        ladder=Ladder(db),
        intake=Intake(db, engine, policies, wake=outbox.wake),
        outbox=outbox,
        second_look=SecondLook(db, policies, on_change=outbox.wake),
        painter=Painter(),
        digester=Digester(db, engine, default_thresholds("strict")),
        requests=Requests(
            db,
            summarizer,
            settings.articles,
            settings.rewrite,
            rewrite=summarizer.rewrite if summarizer.rewrites else None,
        ),
        files=TextFiles(str(settings.discord.discord_api_url) if settings.discord.discord_api_url else None),
        reports=Allowance(*REPORTS_ALLOWED),
        labels=judge.scorer.labels,
        retention_days=settings.store.retention_days,
    )
    return Plant(services, db, effects, courier)


class Evenhand(commands.Bot):
    """The client: three intents, no member cache, no message cache, mentions nobody."""

    def __init__(self, plant: Plant) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = (
            False  # no voice here, so nothing is missing
        )
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, message_content=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=GUILD_SECONDS,
            tree_cls=PoliteTree,
        )
        self.services = plant.services
        self._summary_reports = SummaryReports()
        self.clicks = Clicks(
            card=verbs.pressed,
            menu=verbs.chosen,
            amount=submissions.amount,
            question=questions.pressed,
            queue=queue_clicks.pressed,
            appeal=appeals.pressed,
            own_appeal=appeals.own_pressed,
            report=self._summary_reports.pressed,
        )
        self._plant = plant
        guard_parsers(self)

    async def setup_hook(self) -> None:
        """After login, before the gateway: doors bound, controls known, cogs in, commands synced."""
        self._plant.effects.bind(self)
        self._plant.courier.bind(self)
        self.add_dynamic_items(
            *controls.ITEMS,
            *appeal_controls.ITEMS,
            *queue_items.ITEMS,
            *second_look.ITEMS,
            *buttons.ITEMS,
            asking.PickLink,
        )
        await self.add_cogs()
        await self.tree.set_translator(Translations())
        await sync_commands(self, self._plant.db)

    async def add_cogs(self) -> None:
        """Everything that listens and every command."""
        services = self.services
        report = Report(self, services)
        modals = Modals(
            {
                **submissions.HANDLERS,
                **appeals.HANDLERS,
                "source": questions.source_submitted,
                "report": report.submitted,
                "summary": self._summary_reports.submitted,
            }
        )
        cogs: tuple[commands.Cog, ...] = (
            Watch(self, services),
            Queue(services),
            Cases(self, services),
            Submissions(modals),
            SettingsCog(services),
            Appeals(services),
            Admin(self, services),
            Members(services),
            Mine(services),
            Summaries(self, services),
            Audit(Ledger(self._plant.db)),
            SecondLookCog(services.second_look),
            StatsCog(Statistics(self._plant.db, services.policies), services.painter),
            report,
            Digests(services),
            Privacy(services.retention_days, services.digester),
        )
        for cog in cogs:
            await self.add_cog(cog)

    async def on_message(self, message: discord.Message, /) -> None:
        """No text commands: the watch cog listens for itself."""

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A new server starts with the default policy, which is shadow mode; nobody is written to."""
        await self.services.policies.get(guild.id)
        log.info(wording.NEW_GUILD, guild.id)


async def run_bot(
    settings: Settings,
    *,
    stop: asyncio.Event | None = None,
    ready: asyncio.Event | None = None,
    judge: Judge | None = None,
) -> int:
    """Run until ``stop`` is set (without one: until SIGTERM or SIGINT), then drain within 15 s. Returns the exit code.

    ``ready`` is set when the bot is connected and works. ``judge`` replaces the detectors that the settings name.
    """
    token = settings.discord.discord_token
    if token is None:
        log.critical(wording.LOGIN_MISSING)
        return EXIT_CONFIG
    point_at(settings.discord)
    try:
        await asyncio.to_thread(upgrade, settings.store.database)
        if judge is None:
            judge = await asyncio.to_thread(load_judge, settings.scorer)
        if not isinstance(judge.scorer, EmbeddedScorer):
            log.warning(wording.THRESHOLDS_OF_ANOTHER_MODEL)
        plant = build_services(settings, judge)
    except (ModelError, CannotUpgrade, ValueError, OSError) as error:
        log.critical("%s", error)
        return EXIT_CONFIG
    with told_to_stop(stop) as stopping:
        async with AsyncExitStack() as stack:
            await plant.db.open()
            stack.push_async_callback(_close, plant)
            plant.services.engine.start()
            plant.services.intake.start()
            return await _serve(plant, settings, token.get_secret_value(), stopping, ready)


async def _serve(
    plant: Plant, settings: Settings, token: str, stop: asyncio.Event, ready: asyncio.Event | None
) -> int:
    """Log in, stay connected, stop in order."""
    try:
        bot = await logged_in(lambda: Evenhand(plant), token, stop)
    except Hopeless as error:
        log.critical("%s", error)
        return EXIT_CONFIG
    if bot is None:
        return EXIT_OK
    health = _health(plant, bot, settings)
    connection = asyncio.create_task(stay_connected(bot), name="connection")
    work = asyncio.create_task(_work(bot, ready), name="work")
    stopped = asyncio.create_task(stop.wait(), name="stop")
    try:
        if health is not None:
            try:
                await health.start()
            except OSError:
                log.critical(wording.HEALTH_PORT_TAKEN.format(port=settings.ops.health_port))
                return EXIT_CONFIG
        await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done() and (ended := connection.exception()) is not None:
            log.critical("%s", ended)
            return EXIT_CONFIG
        return EXIT_OK
    finally:
        await _drain(plant, bot)
        for task in (work, stopped, connection):
            task.cancel()
        tasks = asyncio.gather(work, stopped, connection, return_exceptions=True)
        await _within(TASKS_SECONDS, tasks, "the connection")
        if health is not None:
            await _within(HEALTH_SECONDS, health.close(), "the health endpoint")


async def _work(bot: Evenhand, ready: asyncio.Event | None) -> None:
    """What goes on beside events: errands, decisions that a stop interrupted, and time passing."""
    await bot.wait_until_ready()
    services = bot.services
    errands = asyncio.create_task(services.outbox.run(), name="outbox")
    announcing = asyncio.create_task(_announce(bot, ready), name="announce")
    try:
        while True:
            for part in (services.desk, services.requests):
                try:
                    await part.tick()
                except Exception:
                    log.exception("a tick of %s failed", type(part).__name__)
            await asyncio.sleep(TICK_SECONDS)
    finally:
        errands.cancel()
        announcing.cancel()


async def _announce(bot: Evenhand, ready: asyncio.Event | None) -> None:
    """Say that the bot works: connected, and what came while it was off has been read."""
    watch = bot.get_cog("Watch")
    assert isinstance(watch, Watch)  # noqa: S101 - setup_hook added it
    await watch.caught_up.wait()
    if ready is not None:
        ready.set()
    log.info("ready as %s in %d servers", bot.user, len(bot.guilds))


async def _drain(plant: Plant, bot: Evenhand) -> None:
    """Finish what was accepted, keep the rest for the next start, leave Discord.

    The engine closes after the intake that asks it, the outbox runs after the intake that fills it, and Discord is left
    last because the outbox needs it. A part that hangs or fails does not keep the next one from its turn.
    """
    services = plant.services
    await _within(INTAKE_SECONDS, services.intake.drain(INTAKE_SECONDS - MARGIN), "the intake")
    await _within(ENGINE_SECONDS, services.engine.close(), "the scorer")
    owed = await _within(OUTBOX_SECONDS, services.outbox.drain(OUTBOX_SECONDS - MARGIN), "the outbox")
    if owed:
        log.info("%d errands are left for the next start", owed)
    await _within(DISCORD_SECONDS, bot.close(), "the client")


async def _close(plant: Plant) -> None:
    """Close what was opened; a second time for what ``_drain`` closed, where there was nothing to drain."""
    services = plant.services
    await _within(SERVICES_SECONDS, services.engine.close(), "the scorer")
    others = asyncio.gather(
        services.files.close(), services.requests.close(), services.digester.close(), services.painter.close()
    )
    await _within(SERVICES_SECONDS, others, "the readers of files and pages, and the painter")
    await _within(DATABASE_SECONDS, plant.db.close(), "the database")


async def _within(seconds: float, work: Awaitable[T], what: str) -> T | None:
    """Wait for ``work``, ``seconds`` at most; ``None`` where it took longer (it is cancelled) or failed (it is logged)."""
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=seconds)
    if not task.done():
        task.cancel()  # and not waited for: what does not end in time may not end when told to either
        log.warning("the stop does not wait for %s any longer", what)
        return None
    try:
        return task.result()
    except Exception as error:
        log.error("%s could not be stopped in order: %s", what, type(error).__name__, exc_info=error)
        return None


def _health(plant: Plant, bot: Evenhand, settings: Settings) -> Health | None:
    """The health endpoint, where the settings switch it on."""
    if not settings.ops.health_port:
        return None

    async def probe() -> Mapping[str, bool]:
        await plant.db.read(
            synced.get, bot.application_id or 0
        )  # any small read: it raises where there is trouble
        return {"gateway": bot.is_ready() and not bot.is_closed(), "database": True}

    return Health(probe, port=settings.ops.health_port)
