"""Buttons and selects of appeals. Their custom_id says everything, so they work after a restart and in a DM."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

import discord
from discord import ui

from bot import wording
from bot.review.appeal_types import Appeal, Concern
from bot.ui import limits
from bot.ui.answers import Interaction, chosen_value, polite
from bot.ui.services import clicks_of
from bot.ui.text import plain

_APPEAL_ID: Final = re.compile(r"appeal:(?:answer|uphold|reject|more):(\d{1,20})")
_CHOSEN: Final = re.compile(r"(\d{1,20}):(\d{1,20})")
_STYLES: Final = {
    "answer": discord.ButtonStyle.primary,
    "uphold": discord.ButtonStyle.success,
    "reject": discord.ButtonStyle.danger,
    "open": discord.ButtonStyle.primary,
    "status": discord.ButtonStyle.secondary,
    "reply": discord.ButtonStyle.primary,
    "withdraw": discord.ButtonStyle.secondary,
}


class AppealButton(
    ui.DynamicItem[ui.Button[Any]], template=r"appeal:(?P<verb>answer|uphold|reject):(?P<id>\d{1,20})"
):
    """A button of an appeal's card, for moderators."""

    def __init__(self, verb: str, appeal_id: int) -> None:
        self.verb = verb
        self.appeal_id = appeal_id
        label = wording.APPEAL_CARD_BUTTONS[verb]
        super().__init__(ui.Button(label=label, style=_STYLES[verb], custom_id=f"appeal:{verb}:{appeal_id}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["verb"], int(match["id"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            await clicks_of(interaction).appeal(interaction, self.verb, self.appeal_id)


class AppealMenu(ui.DynamicItem[ui.Select[Any]], template=r"appeal:more:(?P<id>\d{1,20})"):
    """An appeal's card's "More…"."""

    def __init__(self, appeal_id: int) -> None:
        self.appeal_id = appeal_id
        options = [
            discord.SelectOption(label=label, description=hint, value=verb)
            for verb, (label, hint) in wording.APPEAL_MORE_OPTIONS.items()
        ]
        super().__init__(
            ui.Select(custom_id=f"appeal:more:{appeal_id}", placeholder=wording.APPEAL_MORE, options=options)
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu that was used."""
        return cls(int(match["id"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody chose something in it."""
        async with polite(interaction):
            await clicks_of(interaction).appeal(interaction, chosen_value(interaction), self.appeal_id)


class OwnAppealButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"appeal:(?P<verb>open|status|reply|withdraw):(?P<id>\d{1,20}):(?P<guild>\d{1,20})",
):
    """A button for the member whom a case is about. It names case and server, because in a DM nothing else does."""

    def __init__(self, verb: str, case_id: int, guild_id: int) -> None:
        self.verb = verb
        self.case_id = case_id
        self.guild_id = guild_id
        label = wording.APPEAL_BUTTONS[verb]
        super().__init__(
            ui.Button(label=label, style=_STYLES[verb], custom_id=f"appeal:{verb}:{case_id}:{guild_id}")
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["verb"], int(match["id"]), int(match["guild"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            await clicks_of(interaction).own_appeal(interaction, self.verb, self.case_id, self.guild_id)


class AppealPick(ui.DynamicItem[ui.Select[Any]], template=r"appeal:pick"):
    """The decisions about a member, in the answer to ``/appeal``.

    Values are "case id:guild id"; whose they are is looked up. ``servers`` gives names by guild id.
    """

    def __init__(self, concerns: Sequence[Concern] = (), servers: Mapping[int, str] | None = None) -> None:
        options = [
            discord.SelectOption(
                label=_option(concern),
                value=f"{concern.case.id}:{concern.case.guild_id}",
                description=(servers or {}).get(concern.case.guild_id),
            )
            for concern in concerns
        ]
        super().__init__(ui.Select(custom_id="appeal:pick", placeholder=wording.APPEAL_PICK, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select that was used."""
        return cls()

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody chose a decision."""
        match = _CHOSEN.fullmatch(chosen_value(interaction))
        case_id, guild_id = (int(match[1]), int(match[2])) if match else (0, 0)
        async with polite(interaction):
            await clicks_of(interaction).own_appeal(interaction, "status", case_id, guild_id)


ITEMS: Final[tuple[type[ui.DynamicItem[Any]], ...]] = (AppealButton, AppealMenu, OwnAppealButton, AppealPick)
"""What ``Client.add_dynamic_items`` must know at start."""


def _option(concern: Concern) -> str:
    kind = wording.KINDS.get(concern.case.kind.value, concern.case.kind.value)
    state = None if concern.appeal is None else concern.appeal.state.value
    return plain(wording.appeal_option(concern.case.number, kind, state), limits.OPTION_LABEL)


def appeal_controls(appeal: Appeal) -> ui.View:
    """The controls under an appeal's card: none but "More…" once it is decided."""
    controls = ui.View(timeout=None)
    if not appeal.state.decided:
        for verb in ("answer", "uphold", "reject"):
            controls.add_item(AppealButton(verb, appeal.id))
    controls.add_item(AppealMenu(appeal.id))
    return controls


def own_controls(case_id: int, guild_id: int, *verbs: str) -> ui.View:
    """Buttons for the member whom a case is about."""
    controls = ui.View(timeout=None)
    for verb in verbs:
        controls.add_item(OwnAppealButton(verb, case_id, guild_id))
    return controls


def pick_controls(concerns: Sequence[Concern], servers: Mapping[int, str]) -> ui.View:
    """The select of ``/appeal``; at least one decision. ``servers`` gives names by guild id."""
    controls = ui.View(timeout=None)
    controls.add_item(AppealPick(concerns, servers))
    return controls


def appeals_on(message: discord.Message) -> set[int]:
    """Ids of the appeals that a message of ours has controls for."""
    found: set[int] = set()
    for row in message.components:
        for item in getattr(row, "children", ()):
            if match := _APPEAL_ID.fullmatch(getattr(item, "custom_id", None) or ""):
                found.add(int(match.group(1)))
    return found
