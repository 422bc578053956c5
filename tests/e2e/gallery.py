"""Every state that a card can be in, brought about by people at the stand-in, and a picture of each in four views."""

from __future__ import annotations

import asyncio
import io
import re
import sqlite3
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page, expect

from bot.detect.policy import GuildPolicy
from bot.sandbox import seed
from bot.sandbox.model import Interaction, Json, Message
from bot.sandbox.people import Person
from tests.e2e.browser import PATIENCE_MS, Watch
from tests.e2e.harness import House, shown
from tests.e2e.town import at_rest, cases_of, newcomer, queueing

THEMES = ("dark", "light")
WIDTHS = {"desktop": 1280, "phone": 390}
"""CSS pixels; 390 is the width of a common phone."""
HEIGHT = 2600
"""CSS pixels, so that the longest card is on the page without scrolling."""
MOST_WIDE = 680
"""CSS pixels of a picture: what stands right of a card is empty."""
COLOURS = 256
LOOK_MS = 50
MOST_BUTTONS = 3
LINK = "https://www.courts.example/rulings/port-88"
QUEUE = "mara/mod-queue"
BUTTON, SELECT = 2, 3
"""https://discord.com/developers/docs/components/reference#component-object-component-types"""


def rules(policy: GuildPolicy) -> GuildPolicy:
    """Accusations wait for a moderator, every decision gets a second look, a role is called to escalated cases."""
    changed = {"second_look_percent": 100, "escalation_role_id": seed.MODERATOR_ROLE_ID}
    return queueing(policy).model_copy(update=changed)


@dataclass
class Gallery:
    """A house, the sandbox page in four views, and the folder for the pictures."""

    house: House
    views: dict[str, Page]
    folder: Path
    taken: list[str] = field(default_factory=list)

    async def take(
        self, name: str, message: Message, holding: str | re.Pattern[str], place: str = QUEUE
    ) -> None:
        """Picture a message in each view, as ``person/channel`` sees it, once it shows ``holding``."""
        await at_rest(self.house)
        _check_controls(message)
        for view, page in self.views.items():
            await page.goto("about:blank")  # a new start: who is known, what is open and what is lit up
            await page.goto(f"{self.house.stand_in.url}/#{place}")
            spot = page.locator(f'[data-message-id="{message.id}"]')
            await expect(spot).to_contain_text(holding)
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                f"{name} is too wide"
            )
            await _drawn(spot)
            await spot.scroll_into_view_if_needed()
            picture = await page.screenshot(clip=_frame(await spot.bounding_box()))
            _smaller(picture).save(self.folder / f"{name}-{view}.png", optimize=True)
        self.taken.append(name)

    # --- people

    def resident(self, name: str) -> Person:
        """A member who has done nothing yet, with a name that can be read."""
        person = newcomer(self.house)
        person.user.global_name = name
        return person

    async def flagged(self, name: str, *texts: str) -> tuple[Person, Message, Message]:
        """(author, their last message, its card) of what a new member writes in #politics."""
        author = self.resident(name)
        for text in texts:
            message = author.send("politics", text)
            await self.house.until(lambda message=message: cases_of(self.house, message), "a case")  # type: ignore[misc]
        return author, message, await self.card_of(author)

    async def card_of(self, author: Person) -> Message:
        """The one card about a member."""
        return await self.house.card(f"`{author.id}`")

    # --- moderators

    async def fill(self, message: Message, button: str, values: Json, person: Person | None = None) -> None:
        """Send the form behind a button; Mara does it where nobody is named."""
        await self._send(
            person or self.house.mara, (person or self.house.mara).press(message, button), values
        )

    async def choose(self, card: Message, entry: str, values: Json) -> None:
        """Send the form behind an entry of "More…"."""
        await self._send(self.house.mara, self.house.mara.select(card, "More…", [entry]), values)

    async def _send(self, person: Person, used: Interaction, values: Json) -> None:
        await self.house.until(lambda: used.modal, "the form opens")
        person.submit(used, values)

    async def upheld(self, card: Message, *what: str, **values: Any) -> None:
        """Uphold, and wait until everything is done."""
        await self.fill(card, "Uphold…", {"what": list(what), **values})
        await self.says(card, "Upheld")
        await at_rest(self.house)

    async def says(self, card: Message, words: str) -> None:
        """Wait until a card says something."""
        await self.house.until(lambda: words in shown(card), f"the card says {words!r}")


async def _drawn(spot: Locator) -> None:
    """Wait for the pictures in a message; the page may put others in their place meanwhile."""
    every = "one => [...one.querySelectorAll('img')].every((image) => image.complete && image.naturalWidth)"
    for _ in range(PATIENCE_MS // LOOK_MS):
        if await spot.evaluate(every):
            return
        await asyncio.sleep(LOOK_MS / 1000)
    raise AssertionError("a picture in the message was not loaded")


def _check_controls(message: Message) -> None:
    """A message has three buttons and one select at most: more are too many to see at a glance."""
    kinds = [part["type"] for row in message.components for part in row["components"]]
    assert kinds.count(BUTTON) <= MOST_BUTTONS
    assert kinds.count(SELECT) <= 1


def _frame(box: FloatRect | None) -> FloatRect:
    assert box is not None
    return {**box, "width": min(box["width"], MOST_WIDE)}


def _smaller(picture: bytes) -> Image.Image:
    """The same with few colours, which text needs no more of: a third of the bytes."""
    drawn = Image.open(io.BytesIO(picture)).convert("RGB")
    return drawn.quantize(COLOURS, dither=Image.Dither.NONE)


@asynccontextmanager
async def open_views(browser: Browser, house: House, folder: Path) -> AsyncIterator[Gallery]:
    """The page in each theme and width; at the end none of them may have failed or asked another host for anything."""
    async with AsyncExitStack() as stack:
        views, guards = {}, []
        for (width_name, width), theme in product(WIDTHS.items(), THEMES):
            context = await browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=theme,  # type: ignore[arg-type]
                locale="en-GB",
                timezone_id="UTC",
            )
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            guards.append(Watch(page, house.stand_in.url))
            await page.goto(f"{house.stand_in.url}/#{QUEUE}")
            await page.wait_for_selector(".channel-header")
            views[f"{width_name}-{theme}"] = page
        yield Gallery(house, views, folder)
        assert [seen for guard in guards for seen in guard.seen] == []


def age(house: House, number: int, by: timedelta) -> None:
    """Make an undecided case older than it is, while the bot is down."""
    db = sqlite3.connect(house.settings.store.database)
    db.execute(
        "UPDATE cases SET waiting_since = waiting_since - ? WHERE number = ?",
        (int(by.total_seconds() * 1000), number),
    )
    db.commit()
    db.close()


def missing(folder: Path, names: Collection[str]) -> list[str]:
    """Pictures that are not in the folder."""
    wanted = [f"{name}-{width}-{theme}.png" for name, width, theme in product(names, WIDTHS, THEMES)]
    return [one for one in wanted if not (folder / one).is_file()]
