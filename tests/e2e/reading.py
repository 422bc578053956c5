"""A house with an outlet beside it, for tests of summaries: asking, what everybody sees, what one person is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bot import app
from bot.articles.fetch import HostPace
from bot.articles.requests import Requests
from bot.detect.policy import GuildPolicy
from bot.sandbox import seed
from bot.sandbox.model import Interaction, Message, MessageFlag
from tests.e2e.harness import House, shown
from tests.e2e.outlet import Outlet, open_outlet
from tests.e2e.town import queueing, shared_house

SECONDS = 30.0
"""A page is read in a worker process that starts with the first one."""
_NUMBERS = count(1)


@dataclass
class Shifted:
    """The present moment, and as much later as a test says."""

    later: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.later


@dataclass
class Town:
    """The house, the outlet that its bot may read, and the clock by which quotas and kept summaries go."""

    house: House
    outlet: Outlet
    clock: Shifted

    def address(self, path: str) -> str:
        """A page of the sandbox's own (``/articles/…``) or of the outlet."""
        base = self.house.stand_in.url if path.startswith("/articles/") else self.outlet.url
        return f"{base}{path}"

    def page(self, name: str = "plain") -> str:
        """The link of an article that nobody asked for before."""
        return f"{self.outlet.url}/{name}/{next(_NUMBERS)}"

    def opened(self, link: str) -> int:
        """How often the outlet was asked for a page."""
        return self.outlet.seen.count(link.removeprefix(self.outlet.url))

    async def summary(self, used: Interaction) -> Message:
        """The card that everybody sees."""

        def look() -> Message | None:
            found = self.house.stand_in.world.messages.get(used.channel_id, {}).get(used.original_id or 0)
            return (
                found
                if found is not None and found.embeds and not found.flags & MessageFlag.LOADING
                else None
            )

        return await self.house.until(look, "a summary", seconds=SECONDS)

    async def refusal(self, used: Interaction) -> Message:
        """What the person alone is told; nothing is left in the channel."""
        world = self.house.stand_in.world

        def look() -> Message | None:
            there = world.messages.get(used.channel_id, {})
            found = [there[one] for one in (*used.followup_ids, used.original_id) if one in there]
            private = [one for one in found if one.ephemeral and shown(one).strip()]
            return private[0] if private else None

        answer = await self.house.until(look, "a refusal", seconds=SECONDS)
        there = world.messages[used.channel_id]
        left = [
            there[one]
            for one in (used.original_id, *used.followup_ids)
            if one in there and not there[one].ephemeral
        ]
        assert left == []
        return answer

    async def reply_to(self, message: Message) -> Message:
        """The bot's reply to a message, once it is one."""

        def look() -> Message | None:
            found = self.replies_to(message)
            return found[-1] if found else None

        return await self.house.until(look, "a reply", seconds=SECONDS)

    def replies_to(self, message: Message) -> list[Message]:
        """The bot's replies to a message that stand there now."""
        there = self.house.stand_in.world.history(message.channel_id)
        ours = [one for one in there if one.author_id == seed.BOT_ID and one.reference is not None]
        return [one for one in ours if one.reference and int(one.reference["message_id"]) == message.id]


@asynccontextmanager
async def reading_town(
    folder: Path, change: Callable[[GuildPolicy], GuildPolicy] = queueing
) -> AsyncIterator[Town]:
    """The bot with room for many requests of the server, so that only each member's own number is in the way."""
    clock = Shifted()
    with pytest.MonkeyPatch.context() as patch:
        # One request a second and host is the fetcher's manners, tested in its own room.
        patch.setattr(HostPace, "claim", lambda *_: 0.0)
        patch.setattr(app, "Requests", partial(Requests, clock=clock))
        async with open_outlet() as outlet:

            def prepare(house: House) -> None:
                articles = house.settings.articles
                allowed = (*articles.article_allow, outlet.url.removeprefix("http://"))
                articles = articles.model_copy(
                    update={"article_allow": allowed, "article_server_hourly": 1000}
                )
                house.settings = house.settings.model_copy(update={"articles": articles})

            async with shared_house(folder, change, prepare=prepare) as house:
                yield Town(house, outlet, clock)
