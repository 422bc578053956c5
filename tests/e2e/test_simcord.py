"""The main scenarios on a second, independent simulator: SimCord, which feeds discord.py's parsers directly.

The bot is the same ``Evenhand`` on real services and a real SQLite file; SimCord plays Discord. What it cannot do, and
what the stand-in's tests hold instead: two people in the same moment, the transport (HTTP, websocket, RESUME, rate limits, lost answers), nonces,
clocks of interactions, mentions, and the OpenAPI description. Its virtual clock stands still, so nothing here waits for
time to pass.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import discord
import pytest
import simcord
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.app import Evenhand, build_services
from bot.detect.load import load_judge
from bot.detect.policy import AccusationHandling, ChannelOverride, GuildPolicy
from bot.settings import Settings
from bot.store.migrate import upgrade
from tests.e2e.harness import ACCUSATION, HARMLESS, INSULT, SECONDS

T = TypeVar("T")
LINK = "https://www.courts.example/rulings/dalgaard-port-88"
GUILD_ID = 1_346_044_428_288_000_001


class Town:
    """A SimCord server with the bot in it."""

    def __init__(self, env: Env, bot: Evenhand) -> None:
        self.env = env
        self.bot = bot
        guild = env.create_guild("Town Hall", id=GUILD_ID)
        self.guild = guild
        moderators = guild.create_role(
            "Moderator", permissions=discord.Permissions(moderate_members=True, manage_messages=True)
        )
        self.politics = guild.create_text_channel("politics")
        self.queue = guild.create_text_channel("mod-queue")
        self.ada = guild.add_member(env.create_user("ada"))
        self.bruno = guild.add_member(env.create_user("bruno"))
        self.mara = guild.add_member(env.create_user("mara"), roles=[moderators])
        self.milo = guild.add_member(env.create_user("milo"), roles=[moderators])

    async def watch(self, handling: AccusationHandling = AccusationHandling.ASK) -> None:
        def rules(policy: GuildPolicy) -> GuildPolicy:
            channel = ChannelOverride(watch=True, accusations=handling)
            return policy.model_copy(
                update={
                    "shadow": False,
                    "review_channel_id": self.queue.id,
                    "channels": {self.politics.id: channel},
                }
            )

        await self.bot.services.policies.update(self.guild.id, 1, rules)

    async def until(self, look: Callable[[], T | None], what: str) -> T:
        """Wait in real time: detectors, database and errands work beside the simulation."""
        end = asyncio.get_running_loop().time() + SECONDS
        while not (seen := look()):
            assert asyncio.get_running_loop().time() < end, (
                f"not in time: {what}\n{self.env.transcript()[-4000:]}"
            )
            await asyncio.sleep(0.02)
        await self.env.settle()
        return seen

    def messages(self, channel: ChannelHandle) -> list[discord.Message]:
        """What the bot wrote in a channel for everybody, oldest first."""
        assert self.bot.user is not None
        return [
            one for one in channel.history() if one.author.id == self.bot.user.id and not one.flags.ephemeral
        ]

    async def card(self, holding: str) -> discord.Message:
        return await self.until(
            lambda: next((one for one in self.messages(self.queue) if holding in text_of(one)), None),
            f"a card that holds {holding!r}",
        )


def text_of(message: discord.Message | None) -> str:
    """Everything readable of a message but its controls."""
    if message is None:
        return ""
    return "\n".join([message.content, *(str(embed.to_dict()) for embed in message.embeds)])


@asynccontextmanager
async def open_town(folder: Path) -> AsyncIterator[Town]:
    settings = Settings()
    settings = settings.model_copy(
        update={"store": settings.store.model_copy(update={"database": folder / "simcord.sqlite3"})}
    )
    upgrade(settings.store.database)
    plant = build_services(settings, await asyncio.to_thread(load_judge, settings.scorer))
    services = plant.services
    await plant.db.open()
    services.engine.start()
    services.intake.start()
    # Outside SimCord's care: these work on threads of their own and go on between its steps.
    errands = asyncio.create_task(services.outbox.run())
    bot = Evenhand(plant)
    env = Env(bot)  # not ``simcord.run``: its clock belongs to one task, a fixture's setup and end are two
    await env.start()
    try:
        yield Town(env, bot)
        await services.intake.drain(5)
        await services.outbox.drain(5)
        env.raise_errors()
    finally:
        await env.shutdown()
        errands.cancel()
        await asyncio.gather(errands, return_exceptions=True)
        await services.engine.close()
        await services.files.close()
        await services.requests.close()
        await plant.db.close()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(tmp_path) as one:
        await one.watch()
        yield one


async def test_a_flag_becomes_a_card_and_is_dismissed(town: Town) -> None:
    await town.ada.send(town.politics, HARMLESS)
    await town.bruno.send(town.politics, INSULT)
    card = await town.card("worthless")
    assert len(town.messages(town.queue)) == 1
    await town.mara.click(card, label="Dismiss")
    await town.card("Dismissed")


async def test_a_member_cannot_dismiss(town: Town) -> None:
    await town.bruno.send(town.politics, INSULT)
    card = await town.card("worthless")
    result = await town.ada.click(card, label="Dismiss")
    await town.until(lambda: answers(result, "moderators"), "she is told")
    assert "Dismissed" not in text_of(await town.card("worthless"))


async def test_uphold_deletes_the_message(town: Town) -> None:
    message = await town.bruno.send(town.politics, INSULT)
    card = await town.card("worthless")
    shown = await town.mara.click(card, label="Uphold…")
    await town.until(lambda: shown.modal, "the form opens")
    await town.mara.submit_modal(shown, {"what": ["delete", "warn"], "reason": "abuse of a member"})
    await town.card("Upheld")
    assert message.id not in [one.id for one in town.politics.history()]
    assert "✓ Message deleted" in text_of(await town.card("Upheld"))
    direct = town.bruno.user.dm_channel.history(viewer=town.bruno.user)
    assert "abuse of a member" in direct[-1].content


async def test_a_source_by_reply_ends_the_question(town: Town) -> None:
    message = await town.ada.send(town.politics, ACCUSATION)
    question = await town.until(lambda: next(iter(town.messages(town.politics)), None), "the bot asks")
    assert question.reference is not None
    assert question.reference.message_id == message.id
    assert "Dalgaard" not in question.content
    await town.card("Waiting for a source")
    await town.ada.send(town.politics, f"Here it is: {LINK}", reply_to=message)
    await town.card("a source was given")
    await town.until(lambda: not town.messages(town.politics), "the question is taken back")


async def test_check_and_queue_list(town: Town) -> None:
    checked = await town.mara.slash(town.politics, "check", text=ACCUSATION)
    found = await town.until(lambda: answers(checked, "Flagged here: Accusation"), "the answer")
    assert "Minister Dalgaard" in found
    assert checked.ephemeral
    await town.bruno.send(town.politics, INSULT)
    await town.card("worthless")
    listed = await town.mara.slash(town.queue, "queue list")
    await town.until(lambda: answers(listed, "1 undecided"), "the list")
    assert {"check", "queue list"}.isdisjoint(town.ada.available_commands(town.politics))


def answers(result: simcord.InteractionResult, holding: str) -> str:
    """What the bot answered to an interaction, where it holds the words; else empty."""
    given = [result.response, *result.followups]
    text = "\n".join(text_of(one.message) for one in given if one is not None)
    return text if holding in text else ""


async def test_of_two_moderators_one_wins(town: Town) -> None:
    """SimCord plays one step after the other, so the slower one is whoever comes while the other reads the case."""
    await town.bruno.send(town.politics, INSULT)
    card = await town.card("worthless")
    shown = await town.mara.click(card, label="Uphold…")
    await town.until(lambda: shown.modal, "the form opens")
    await town.card("Being read by")
    late = await town.milo.click(card, label="Dismiss")
    told = await town.until(lambda: answers(late, "already being read"), "the slower one is told")
    assert f"<@{town.mara.id}>" in told
    await town.mara.submit_modal(shown, {"what": ["delete"], "reason": "abuse"})
    await town.card("Upheld")
    assert not any("worthless" in one.content for one in town.politics.history())
