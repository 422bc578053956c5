"""Modals whose submission is understood after a restart too.

A modal's custom_id says everything: ``modal:<verb>:<id>…``. discord.py keeps open modals in memory; ours are handed
out without being kept, and their submissions are read from the event by ``values_of``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot import wording
from bot.review.measures import MEASURES
from bot.review.types import NOTE_LIMIT, REASON_LIMIT, ActionKind, Case, Suggestion
from bot.ui import limits
from bot.ui.answers import Interaction, polite
from bot.ui.cards import ladder_text
from bot.ui.text import clip

PREFIX = "modal"
WHAT, LENGTH, OTHER, SCOPE, REASON = "what", "length", "other", "scope", "reason"
NUMBER, SOURCE, NOTE, WHO = "number", "source", "note", "who"
OTHER_LENGTH = 30
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


def uphold_modal(
    case: Case,
    card_message_id: int,
    *,
    group: bool,
    shadow: bool = False,
    ladder: Suggestion | None = None,
) -> ui.Modal:
    """What to do, how long, which cases, and why: five questions at most, as many as a modal has room for.

    Offered is what fits the case; nothing in shadow mode, where nothing has effect. What the ladder suggests is chosen
    already.
    """
    step = None if ladder is None else ladder.step
    kinds = [kind for kind, measure in MEASURES.items() if not shadow and measure.fits(case)]
    modal = ui.Modal(
        title=clip(wording.UPHOLD_TITLE.format(number=case.number), limits.MODAL_TITLE),
        custom_id=f"{PREFIX}:uphold:{case.id}:{card_message_id}",
    )
    if kinds:
        measures = [(wording.ACTIONS[kind], kind.value) for kind in kinds]
        suggested = None if step is None else step.action.value
        what = select(WHAT, measures, chosen=suggested, several=True)
        said = ladder_text(ladder)
        hint = clip(wording.ladder_hint(said), limits.LABEL_DESCRIPTION) if said else wording.UPHOLD_WHAT_HINT
        modal.add_item(ui.Label(text=wording.UPHOLD_WHAT, description=hint, component=what))
    if ActionKind.TIMEOUT in kinds:
        _ask_length(modal, DEFAULT_LENGTH if step is None or not step.minutes else step.minutes)
    if group:
        scopes = [(wording.UPHOLD_SCOPE_ONE, ONE), (wording.UPHOLD_SCOPE_GROUP, GROUP)]
        modal.add_item(ui.Label(text=wording.UPHOLD_SCOPE, component=select(SCOPE, scopes, chosen=ONE)))
    hint = wording.UPHOLD_SHADOW_HINT if shadow else wording.UPHOLD_REASON_HINT
    modal.add_item(
        ui.Label(text=wording.UPHOLD_REASON, description=hint, component=paragraph(REASON, REASON_ROOM))
    )
    return modal


def _ask_length(modal: ui.Modal, minutes: int) -> None:
    """How long a timeout lasts: a preset, or any length in words; ``minutes`` stands there already."""
    lengths = [(said, str(preset)) for preset, said in wording.TIMEOUT_LENGTHS.items()]
    picked = minutes in wording.TIMEOUT_LENGTHS
    length = select(LENGTH, lengths, chosen=str(minutes if picked else DEFAULT_LENGTH))
    other: ui.TextInput[Any] = ui.TextInput(
        custom_id=OTHER, required=False, max_length=OTHER_LENGTH, default=None if picked else f"{minutes}m"
    )
    for text, hint, component in (
        (wording.UPHOLD_LENGTH, wording.UPHOLD_LENGTH_HINT, length),
        (wording.UPHOLD_OTHER_LENGTH, wording.UPHOLD_OTHER_LENGTH_HINT, other),
    ):
        modal.add_item(ui.Label(text=text, description=hint, component=component))


REASON_ROOM = REASON_LIMIT - 40
"""Room for "Case #…: " before the reason in the server's audit log."""


def select(
    name: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None, several: bool = False
) -> ui.Select[Any]:
    """A select of (label, value) that may be left alone; with ``several`` any number can be chosen."""
    return ui.Select(
        custom_id=name,
        min_values=0 if several else 1,
        max_values=len(options) if several else 1,
        required=False,
        options=[
            discord.SelectOption(label=label, value=value, default=value == chosen)
            for label, value in options
        ],
    )


def paragraph(name: str, length: int, *, required: bool = False) -> ui.TextInput[Any]:
    """A text of several lines."""
    return ui.TextInput(
        custom_id=name, style=discord.TextStyle.paragraph, required=required, max_length=length
    )


def note_modal(title: str, verb: str, subject: int, card_message_id: int) -> ui.Modal:
    """A note, on a case (verb ``note``) or on the cases of a message (``note_message``)."""
    modal = ui.Modal(
        title=clip(title, limits.MODAL_TITLE), custom_id=f"{PREFIX}:{verb}:{subject}:{card_message_id}"
    )
    words = paragraph(NOTE, NOTE_LIMIT, required=True)
    modal.add_item(ui.Label(text=wording.NOTE_LABEL, description=wording.NOTE_HINT, component=words))
    return modal


def link_modal(case: Case, card_message_id: int) -> ui.Modal:
    """Which case belongs to this one."""
    modal = ui.Modal(
        title=clip(wording.LINK_TITLE, limits.MODAL_TITLE),
        custom_id=f"{PREFIX}:link:{case.id}:{card_message_id}",
    )
    number: ui.TextInput[Any] = ui.TextInput(custom_id=NUMBER, max_length=12, required=True)
    modal.add_item(ui.Label(text=wording.LINK_NUMBER, component=number))
    return modal


def assign_modal(case: Case, card_message_id: int) -> ui.Modal:
    """Which colleague shall look; nobody takes the request back."""
    modal = ui.Modal(
        title=clip(wording.ASSIGN_TITLE, limits.MODAL_TITLE),
        custom_id=f"{PREFIX}:assign:{case.id}:{card_message_id}",
    )
    who: ui.UserSelect[Any] = ui.UserSelect(custom_id=WHO, min_values=0, max_values=1, required=False)
    modal.add_item(ui.Label(text=wording.ASSIGN_WHO, description=wording.ASSIGN_HINT, component=who))
    return modal


def escalate_modal(case: Case, card_message_id: int) -> ui.Modal:
    """Why others should look."""
    modal = ui.Modal(
        title=clip(wording.ESCALATE_TITLE.format(number=case.number), limits.MODAL_TITLE),
        custom_id=f"{PREFIX}:escalate:{case.id}:{card_message_id}",
    )
    words = paragraph(REASON, REASON_ROOM)
    modal.add_item(ui.Label(text=wording.ESCALATE_REASON, description=wording.ESCALATE_HINT, component=words))
    return modal


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
