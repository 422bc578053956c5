"""A busier town for tests that share one running bot: newcomers, claims that nobody made before, a look at the books."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from bot.detect.policy import AccusationHandling, ChannelOverride, GuildPolicy
from bot.sandbox import seed
from bot.sandbox.model import Interaction, Member, Message, User
from bot.sandbox.people import Person
from bot.sandbox.rest import Exchange
from bot.sandbox.standin import StandIn
from bot.sandbox.world import now
from tests.e2e.harness import House, open_house, shown

LOOK_SECONDS = 0.02
CALM_LOOKS = 6
"""Looks in a row that must find nothing to do: what was written just now takes a moment to be judged."""
NO_FLOOD = 1000
"""Tests that share a house bring more people within a minute than talk does; their cases shall have cards of their own."""
_NUMBERS = count(1)
_SYLLABLES = (
    "Bel",
    "Cor",
    "Dan",
    "Fel",
    "Gar",
    "Hol",
    "Jar",
    "Kel",
    "Lom",
    "Mar",
    "Nor",
    "Pel",
    "Ros",
    "Tor",
    "Wal",
)
_ENDINGS = ("berg", "dal", "field", "holt", "man", "rup", "sen", "stad", "ter", "wick", "vik", "by")


def newcomer(house: House, *role_ids: int) -> Person:
    """A member who has done nothing yet, so that their cases have a card of their own."""
    world = house.stand_in.world
    number = next(_NUMBERS)
    user = User(world.ids.next(), f"newcomer{number}", f"newcomer.{number}", f"Newcomer {number}")
    world.users[user.id] = user
    world.members[user.id] = Member(user.id, now(), list(role_ids))
    return house.stand_in.person(user.key)


def newcomers_who_moderate(house: House, count: int) -> list[Person]:
    """So many moderators."""
    return [newcomer(house, seed.MODERATOR_ROLE_ID) for _ in range(count)]


def _names() -> Iterator[str]:
    for first in _SYLLABLES:
        for last in _ENDINGS:
            yield first + last


_NAMES = _names()


def a_name() -> str:
    """An invented surname that no other call gives, so that a card can be told by it."""
    return next(_NAMES)


def claim(name: str) -> str:
    """A deed stated as fact; the detector must flag it whatever the name."""
    return f"Minister {name} took two million from the port company last year."


def abuse(name: str) -> str:
    """Plain abuse in which a name stands."""
    return f"You are a worthless piece of shit {name}, shut your filthy mouth you disgusting idiot."


def queueing(policy: GuildPolicy) -> GuildPolicy:
    """Accusations in #politics go straight to the moderators: no questions in the channel, no waiting."""
    channel = policy.channels[seed.POLITICS_ID].model_copy(update={"accusations": AccusationHandling.QUEUE})
    return policy.model_copy(update={"channels": {**policy.channels, seed.POLITICS_ID: channel}})


def watching(policy: GuildPolicy, channel_id: int, **override: Any) -> GuildPolicy:
    """The policy with an override for one channel."""
    return policy.model_copy(
        update={"channels": {**policy.channels, channel_id: ChannelOverride(**override)}}
    )


@asynccontextmanager
async def shared_house(
    folder: Path,
    change: Callable[[GuildPolicy], GuildPolicy] = lambda policy: policy,
    *,
    stand_in: StandIn | None = None,
    prepare: Callable[[House], None] = lambda house: None,
) -> AsyncIterator[House]:
    """A house whose settings are changed before the bot starts. Every message of the bot is held against ``Quiet``."""
    async with open_house(folder, start=False, stand_in=stand_in) as house:
        quiet = Quiet()
        house.stand_in.observers.append(quiet)
        await house.policy(lambda policy: change(policy.model_copy(update={"flood_authors": NO_FLOOD})))
        prepare(house)
        await house.start()
        yield house
    assert quiet.loud == []


class Quiet:
    """An observer: whatever the bot writes, it may mention nobody."""

    def __init__(self) -> None:
        self.loud: list[str] = []
        self.looked_at = 0

    def __call__(self, exchange: Exchange) -> None:
        if exchange.method not in ("POST", "PATCH") or not isinstance(exchange.payload, dict):
            return
        written = exchange.payload
        if (exchange.template or "").startswith("/interactions/"):
            written = written.get("data") or {}
        if not {"content", "embeds"} & written.keys():
            return
        self.looked_at += 1
        allowed = written.get("allowed_mentions")
        silent = not written.get("content")  # embeds mention nobody
        if not silent and (allowed is None or allowed.get("parse") or allowed.get("replied_user")):
            self.loud.append(f"{exchange.method} {exchange.path}: allowed_mentions {allowed}")


def forced(person: Person, channel: str, name: str, options: dict[str, Any] | None = None) -> Interaction:
    """Use a slash command past the client: as where a server gave the command to everybody in its settings."""
    world = person.world
    root = next(one for one in world.commands.values() if one.name == name.split()[0])
    hidden = root.data.pop("default_member_permissions", None)
    try:
        return person.command(channel, name, options)
    finally:
        root.data["default_member_permissions"] = hidden


def rows(house: House, query: str, *values: object) -> list[sqlite3.Row]:
    """What stands in the bot's database, read beside the bot."""
    db = sqlite3.connect(f"file:{house.settings.store.database}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        return db.execute(query, values).fetchall()
    finally:
        db.close()


def cases_of(house: House, message: Message | int) -> list[sqlite3.Row]:
    """The cases about one message."""
    message_id = message if isinstance(message, int) else message.id
    return rows(house, "SELECT * FROM cases WHERE message_id = ?", message_id)


async def at_rest(house: House) -> None:
    """Wait until everything that people did is judged, every interaction answered and every errand run."""

    def quiet() -> bool:
        world = house.stand_in.world
        if any(one.callback is None or one.awaiting for one in world.interactions.values() if not one.failed):
            return False
        owed = rows(house, "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')")[0][0]
        deciding = rows(house, "SELECT count(*) FROM cases WHERE intent IS NOT NULL")[0][0]
        return not owed and not deciding

    calm = 0
    while calm < CALM_LOOKS:
        calm = calm + 1 if quiet() else 0
        await asyncio.sleep(LOOK_SECONDS)


async def said(house: House, used: Interaction) -> Message:
    """The bot's answer to a command; only the person who used it sees it."""

    def look() -> Message | None:
        found = house.stand_in.world.messages.get(used.channel_id, {}).get(used.original_id or 0)
        return found if found is not None and not used.awaiting and shown(found).strip() else None

    answer = await house.until(look, "the bot answers")
    assert answer.ephemeral
    assert answer.only_for == used.user_id
    return answer
