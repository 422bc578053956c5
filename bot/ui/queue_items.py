"""The buttons of the queue: pages, the next case, decisions in bulk. Their custom_id says everything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

import discord
from discord import ui

from bot import wording
from bot.review.bulk import RUN_LIMIT, Choice, Preview
from bot.review.queue import Filter, QueuePage
from bot.store.columns import from_millis, to_millis
from bot.ui import filters
from bot.ui.answers import Interaction, polite
from bot.ui.services import clicks_of

_CHOICES: Final = {"d": Choice.DISMISS, "u": Choice.UPHOLD}
_LETTERS: Final = {choice: letter for letter, choice in _CHOICES.items()}
_FLOOD: Final = re.compile(r"queue:list:0:g([0-9a-z]{1,13})")


class QueueButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"queue:(?P<verb>next|list|bulk|go|drop)(?::(?P<rest>[0-9a-z.:]{0,88}))?",
):
    """One of the queue's buttons: ``queue:<verb>:<arguments>``."""

    def __init__(
        self,
        verb: str,
        rest: str = "",
        *,
        label: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        self.verb = verb
        self.rest = rest
        custom_id = f"queue:{verb}:{rest}" if rest else f"queue:{verb}"
        super().__init__(ui.Button(label=label or "…", style=style, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["verb"], match["rest"] or "")

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            await clicks_of(interaction).queue(interaction, self.verb, self.rest)


ITEMS: Final[tuple[type[ui.DynamicItem[Any]], ...]] = (QueueButton,)
"""What ``Client.add_dynamic_items`` must know at start."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a bulk confirmation carries: who asked, when the preview was made, and how many cases it covered."""

    choice: Choice
    asker: int
    at: datetime
    count: int
    wanted: Filter

    def written(self) -> str:
        """As arguments of the button."""
        numbers = (self.asker, to_millis(self.at), self.count)
        return ":".join([_LETTERS[self.choice], *map(filters.base36, numbers), filters.written(self.wanted)])

    @classmethod
    def read(cls, text: str) -> Confirmation | None:
        """From the arguments of the button; ``None`` where they are none."""
        letter, *rest = text.split(":")
        if letter not in _CHOICES or len(rest) != 4 or not all(part.isalnum() for part in rest[:3]):
            return None
        asker, at, count = (int(part, 36) for part in rest[:3])
        return cls(_CHOICES[letter], asker, from_millis(at), count, filters.read(rest[3]))


def bulk_of(text: str) -> tuple[Choice, Filter] | None:
    """What a button asks a preview for; ``None`` where it says nothing."""
    letter, _, wanted = text.partition(":")
    return (_CHOICES[letter], filters.read(wanted)) if letter in _CHOICES else None


def next_button() -> QueueButton:
    """ "Next case"."""
    return QueueButton("next", label=wording.QUEUE_BUTTONS["next"], style=discord.ButtonStyle.primary)


def page_controls(page: QueuePage, wanted: Filter) -> ui.View:
    """Previous and next page, as far as there are any."""
    controls = ui.View(timeout=None)
    if not page.cases:
        return controls
    said, written = wording.QUEUE_BUTTONS, filters.written(wanted)
    first, last = filters.base36(page.cases[0].id), filters.base36(page.cases[-1].id)
    if page.before or page.after:
        controls.add_item(
            QueueButton("list", f"b{first}:{written}", label=said["before"], disabled=not page.before)
        )
        controls.add_item(
            QueueButton("list", f"a{last}:{written}", label=said["after"], disabled=not page.after)
        )
    return controls


def preview_controls(preview: Preview, choice: Choice, wanted: Filter, asker: int) -> ui.View:
    """Confirm or cancel."""
    controls = ui.View(timeout=None)
    go = Confirmation(choice, asker, preview.at, preview.count, wanted)
    label = wording.bulk_go(choice.value, min(preview.count, RUN_LIMIT))
    controls.add_item(QueueButton("go", go.written(), label=label, style=discord.ButtonStyle.danger))
    controls.add_item(QueueButton("drop", label=wording.QUEUE_BUTTONS["drop"]))
    return controls


def flood_controls(group_id: int) -> ui.View:
    """Under the card of a flood: its list, and decisions over all of it."""
    controls = ui.View(timeout=None)
    said, wanted = wording.QUEUE_BUTTONS, filters.written(Filter(group_id=group_id))
    controls.add_item(
        QueueButton("list", f"0:{wanted}", label=said["list"], style=discord.ButtonStyle.primary)
    )
    controls.add_item(QueueButton("bulk", f"d:{wanted}", label=said["dismiss_all"]))
    controls.add_item(
        QueueButton("bulk", f"u:{wanted}", label=said["uphold_all"], style=discord.ButtonStyle.danger)
    )
    return controls


def floods_on(message: discord.Message) -> set[int]:
    """Ids of the groups whose flood a message of ours is the card of."""
    found: set[int] = set()
    for row in message.components:
        for item in getattr(row, "children", ()):
            if match := _FLOOD.fullmatch(getattr(item, "custom_id", None) or ""):
                found.add(int(match.group(1), 36))
    return found
