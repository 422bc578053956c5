"""Modals whose submission is understood after a restart too.

A modal's custom_id says everything: ``modal:<verb>:<id>…``. discord.py keeps open modals in memory; ours are handed
out without being kept, and their submissions are read from the event by ``values_of``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import discord
from discord import ui

from bot import wording
from bot.detect.message import AuthorKind
from bot.review.types import REASON_LIMIT, Case
from bot.ui import limits
from bot.ui.answers import Interaction, polite
from bot.ui.text import clip

PREFIX = "modal"
WHAT, LENGTH, SCOPE, REASON, NUMBER, SOURCE = "what", "length", "scope", "reason", "number", "source"
ONE, GROUP = "one", "group"
SOURCE_LENGTH = 1000
REPORT_LENGTH = 500
DEFAULT_LENGTH = 60
"""Minutes of a timeout where none was picked."""

Handler = Callable[[Interaction, tuple[str, ...], Mapping[str, list[str]]], Awaitable[None]]


class Modals:
    """Knows which handler takes which verb, and hands submissions to it."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = dict(handlers)

    async def submitted(self, interaction: Interaction) -> bool:
        """Handle a submission; ``False`` where it is none of ours."""
        if interaction.type is not discord.InteractionType.modal_submit or interaction.data is None:
            return False
        prefix, _, rest = str(interaction.data.get("custom_id", "")).partition(":")
        verb, *arguments = rest.split(":")
        handler = self._handlers.get(verb)
        if prefix != PREFIX or handler is None:
            return False
        async with polite(interaction):
            await handler(interaction, tuple(arguments), values_of(interaction.data))
        return True


async def show(interaction: Interaction, modal: ui.Modal) -> None:
    """Open a modal without keeping it in memory: its submission is read from the event."""
    await interaction.response.send_modal(modal)
    modal.stop()


def values_of(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What was filled in, by custom_id; a text input gives one value, an empty one none."""
    return dict(_values(data.get("components", ())))


def _values(components: Any) -> Iterator[tuple[str, list[str]]]:
    for component in components:
        if "component" in component:
            yield from _values([component["component"]])
        if "components" in component:
            yield from _values(component["components"])
        name = component.get("custom_id")
        if name is None:
            continue
        if "values" in component:
            yield str(name), [str(value) for value in component["values"] or ()]
        elif "value" in component:
            text = component["value"]
            yield str(name), [str(text)] if text not in (None, "") else []


def first(values: Mapping[str, list[str]], name: str) -> str | None:
    """The one value of a field, stripped; ``None`` where it was left empty."""
    given = values.get(name) or [""]
    return given[0].strip() or None


def uphold_modal(case: Case, card_message_id: int, *, group: bool, shadow: bool = False) -> ui.Modal:
    """What to do, how long, which cases, and why.

    Actions on a member only where a member wrote the message; none at all in shadow mode, where none has effect.
    """
    member = case.author_kind is AuthorKind.MEMBER
    kinds = [kind for kind in ("delete", "warn", "timeout") if not shadow and _applies(kind, case, member)]
    modal = ui.Modal(
        title=clip(wording.UPHOLD_TITLE.format(number=case.number), limits.MODAL_TITLE),
        custom_id=f"{PREFIX}:uphold:{case.id}:{card_message_id}",
    )
    if kinds:
        what: ui.Select[Any] = ui.Select(
            custom_id=WHAT,
            min_values=0,
            max_values=len(kinds),
            required=False,
            options=[discord.SelectOption(label=wording.ACTIONS[kind], value=kind) for kind in kinds],
        )
        modal.add_item(
            ui.Label(text=wording.UPHOLD_WHAT, description=wording.UPHOLD_WHAT_HINT, component=what)
        )
    if "timeout" in kinds:
        lengths = [
            discord.SelectOption(label=said, value=str(minutes), default=minutes == DEFAULT_LENGTH)
            for minutes, said in wording.TIMEOUT_LENGTHS.items()
        ]
        length: ui.Select[Any] = ui.Select(custom_id=LENGTH, options=lengths, required=False)
        modal.add_item(
            ui.Label(text=wording.UPHOLD_LENGTH, description=wording.UPHOLD_LENGTH_HINT, component=length)
        )
    if group:
        scopes = [
            discord.SelectOption(label=wording.UPHOLD_SCOPE_ONE, value=ONE, default=True),
            discord.SelectOption(label=wording.UPHOLD_SCOPE_GROUP, value=GROUP),
        ]
        scope: ui.Select[Any] = ui.Select(custom_id=SCOPE, options=scopes, required=False)
        modal.add_item(ui.Label(text=wording.UPHOLD_SCOPE, component=scope))
    hint = wording.UPHOLD_SHADOW_HINT if shadow else wording.UPHOLD_REASON_HINT
    reason: ui.TextInput[Any] = ui.TextInput(
        custom_id=REASON, style=discord.TextStyle.paragraph, required=False, max_length=REASON_ROOM
    )
    modal.add_item(ui.Label(text=wording.UPHOLD_REASON, description=hint, component=reason))
    return modal


REASON_ROOM = REASON_LIMIT - 40
"""Room for "Case #…: " before the reason in the server's audit log."""


def _applies(kind: str, case: Case, member: bool) -> bool:
    if kind == "delete":
        return not case.message_deleted
    return member


def duplicate_modal(case: Case, card_message_id: int) -> ui.Modal:
    """Which case this one repeats."""
    modal = ui.Modal(
        title=clip(wording.DUPLICATE_TITLE, limits.MODAL_TITLE),
        custom_id=f"{PREFIX}:duplicate:{case.id}:{card_message_id}",
    )
    number: ui.TextInput[Any] = ui.TextInput(custom_id=NUMBER, max_length=12, required=True)
    modal.add_item(ui.Label(text=wording.DUPLICATE_NUMBER, component=number))
    return modal


def source_modal(case_id: int, guild_id: int) -> ui.Modal:
    """The author's source."""
    modal = ui.Modal(title=wording.SOURCE_TITLE, custom_id=f"{PREFIX}:source:{case_id}:{guild_id}")
    source: ui.TextInput[Any] = ui.TextInput(
        custom_id=SOURCE, style=discord.TextStyle.paragraph, required=True, max_length=SOURCE_LENGTH
    )
    modal.add_item(ui.Label(text=wording.SOURCE_LABEL, description=wording.SOURCE_HINT, component=source))
    return modal


def report_modal(channel_id: int, message_id: int) -> ui.Modal:
    """A member's report of a message."""
    return _asks_why("report", wording.REPORT_TITLE, wording.REPORT_REASON, channel_id, message_id)


def summary_modal(channel_id: int, message_id: int) -> ui.Modal:
    """A member's report of a summary of ours."""
    return _asks_why(
        "summary", wording.SUMMARY_REPORT_TITLE, wording.SUMMARY_REPORT_REASON, channel_id, message_id
    )


def _asks_why(verb: str, title: str, question: str, channel_id: int, message_id: int) -> ui.Modal:
    modal = ui.Modal(
        title=clip(title, limits.MODAL_TITLE), custom_id=f"{PREFIX}:{verb}:{channel_id}:{message_id}"
    )
    reason: ui.TextInput[Any] = ui.TextInput(
        custom_id=REASON, style=discord.TextStyle.paragraph, required=True, max_length=REPORT_LENGTH
    )
    modal.add_item(ui.Label(text=question, component=reason))
    return modal
