"""Buttons and selects under our messages. Their custom_id says everything, so they work after a restart.

What a click does stands in ``clicks`` (moderators) and ``questions`` (authors); here is only what they look like.
"""

from __future__ import annotations

import re
from typing import Any, Final, Self

import discord
from discord import ui

from bot import wording
from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind
from bot.review.measures import together
from bot.review.types import ActionKind, ActionState, CardView, Case, CaseState, Plan
from bot.ui.answers import Interaction, chosen_value, polite
from bot.ui.queue_items import flood_controls, next_button
from bot.ui.services import clicks_of

STEP_KINDS: Final = (ActionKind.SLOWMODE, ActionKind.BAN)
"""What is asked for in a second step: a modal has room for five questions."""
_CASE_ID: Final = re.compile(r"case:(?:uphold|dismiss|ask|more):(\d{1,20})")
_STYLES: Final = {
    "uphold": discord.ButtonStyle.danger,
    "dismiss": discord.ButtonStyle.secondary,
    "ask": discord.ButtonStyle.primary,
    "help": discord.ButtonStyle.primary,
    "go": discord.ButtonStyle.danger,
    "drop": discord.ButtonStyle.secondary,
}


class CaseButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"case:(?P<verb>uphold|dismiss|ask|help|go|drop):(?P<id>\d{1,20})",
):
    """One of a card's buttons, or one under the second step of upholding."""

    def __init__(self, verb: str, case_id: int) -> None:
        self.verb = verb
        self.case_id = case_id
        super().__init__(
            ui.Button(label=wording.BUTTONS[verb], style=_STYLES[verb], custom_id=f"case:{verb}:{case_id}")
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["verb"], int(match["id"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody pressed it."""
        async with polite(interaction):
            await clicks_of(interaction).card(interaction, self.verb, self.case_id)


class CaseMenu(ui.DynamicItem[ui.Select[Any]], template=r"case:more:(?P<id>\d{1,20})"):
    """A card's "More…", with the entries of ``verbs``; all there are where none are named."""

    def __init__(self, case_id: int, verbs: tuple[str, ...] | None = None) -> None:
        self.case_id = case_id
        options = [
            discord.SelectOption(label=label, description=hint, value=verb)
            for verb, (label, hint) in wording.MORE_OPTIONS.items()
            if verbs is None or verb in verbs
        ]
        super().__init__(
            ui.Select(custom_id=f"case:more:{case_id}", placeholder=wording.MORE, options=options)
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
            await clicks_of(interaction).menu(interaction, chosen_value(interaction), self.case_id)


class AmountSelect(ui.DynamicItem[ui.Select[Any]], template=r"case:(?P<verb>slowmode|ban):(?P<id>\d{1,20})"):
    """The second step of upholding: how slow, or how far back a ban deletes. Values are seconds."""

    def __init__(self, verb: str, case_id: int, chosen: int | None = None) -> None:
        self.verb = verb
        self.case_id = case_id
        slow = verb == ActionKind.SLOWMODE
        lengths = wording.SLOWMODE_LENGTHS if slow else wording.BAN_WINDOWS
        super().__init__(
            ui.Select(
                custom_id=f"case:{verb}:{case_id}",
                placeholder=wording.STEP_SLOWMODE if slow else wording.STEP_BAN,
                options=[
                    discord.SelectOption(label=said, value=str(seconds), default=seconds == chosen)
                    for seconds, said in lengths.items()
                ],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select that was used."""
        return cls(match["verb"], int(match["id"]))

    async def callback(self, interaction: Interaction) -> Any:
        """Somebody chose a length."""
        async with polite(interaction):
            await clicks_of(interaction).amount(
                interaction, self.verb, chosen_value(interaction), self.case_id
            )


class QuestionButton(
    ui.DynamicItem[ui.Button[Any]], template=r"case:(?P<verb>why|source):(?P<id>\d{1,20}):(?P<guild>\d{1,20})"
):
    """A button under the question for a source. It names the server, because in a DM nothing else does."""

    def __init__(self, verb: str, case_id: int, guild_id: int) -> None:
        self.verb = verb
        self.case_id = case_id
        self.guild_id = guild_id
        why = verb == "why"
        super().__init__(
            ui.Button(
                label=wording.ASK_WHY if why else wording.ASK_SOURCE,
                style=discord.ButtonStyle.secondary if why else discord.ButtonStyle.primary,
                custom_id=f"case:{verb}:{case_id}:{guild_id}",
            )
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
            await clicks_of(interaction).question(interaction, self.verb, self.case_id, self.guild_id)


ITEMS: Final[tuple[type[ui.DynamicItem[Any]], ...]] = (CaseButton, CaseMenu, AmountSelect, QuestionButton)
"""What ``Client.add_dynamic_items`` must know at start."""


def card_controls(view: CardView) -> ui.View:
    """The controls that fit a card's state: none but "More…" where nothing is left to decide, or somebody is at it."""
    case = view.lead
    if view.flood is not None:
        return flood_controls(view.group.id)
    controls = ui.View(timeout=None)  # a timeout would take the items out of the bot's memory for every card
    if not case.state.decided and not case.deciding:
        controls.add_item(CaseButton("uphold", case.id))
        controls.add_item(CaseButton("dismiss", case.id))
        if may_ask(case):
            controls.add_item(CaseButton("ask", case.id))
        if may_help(view):
            controls.add_item(CaseButton("help", case.id))
    controls.add_item(CaseMenu(case.id, more_verbs(view)))
    return controls


def private_controls(view: CardView) -> ui.View:
    """The controls in an answer that only one moderator sees: once it is decided, the next case is a click away."""
    controls = card_controls(view)
    if view.lead.state.decided:
        controls.add_item(next_button())
    return controls


def step_controls(case_id: int, plan: Plan) -> ui.View:
    """The second step of upholding: a select for each amount that the form had no room for, and two buttons."""
    controls = ui.View(timeout=None)
    for kind, amount in plan.amounts().items():
        if kind in STEP_KINDS:
            controls.add_item(AmountSelect(kind.value, case_id, amount))
    for verb in ("go", "drop"):
        controls.add_item(CaseButton(verb, case_id))
    return controls


def ask_controls(case: Case) -> ui.View:
    """The buttons under the question to the author."""
    controls = ui.View(timeout=None)
    for verb in ("why", "source"):
        controls.add_item(QuestionButton(verb, case.id, case.guild_id))
    return controls


def may_ask(case: Case) -> bool:
    """Whether "Ask for a source" makes sense on a card: an accusation by a member that is there to be answered."""
    return (
        case.kind is RuleKind.ACCUSATION
        and case.author_kind is AuthorKind.MEMBER
        and case.state is not CaseState.ASKED
        and not case.shadow
        and not case.message_deleted
    )


def may_help(view: CardView) -> bool:
    """Whether "Send help text" makes sense: somebody may harm themselves, and was not written to yet."""
    case = view.lead
    written = any(
        action.kind is ActionKind.HELP and action.state is not ActionState.FAILED for action in view.actions
    )
    return (
        case.kind is RuleKind.SELF_HARM
        and case.author_kind is AuthorKind.MEMBER
        and not case.shadow
        and not written
    )


def more_verbs(view: CardView) -> tuple[str, ...]:
    """The entries of "More…" that fit a card."""
    case = view.lead
    undecided = not case.state.decided and not case.deciding
    fits = {
        "why": True,
        "history": True,
        "group": undecided
        and not view.group.raid
        and any(not other.state.decided and together(other.kind, case.kind) for other in view.others),
        "duplicate": undecided,
        "undo": case.state.decided and case.text is not None,
        "reopen": case.state.decided and case.text is not None,
        "escalate": undecided and not case.escalated,
        "assign": undecided,
        "release": case.state is CaseState.CLAIMED and not case.deciding,
        "note": case.text is not None,
        "link": True,
        "trail": True,
    }
    return tuple(verb for verb, fit in fits.items() if fit)


def cases_on(message: discord.Message) -> set[int]:
    """Ids of the cases that a message of ours has controls for."""
    found: set[int] = set()
    for row in message.components:
        for item in getattr(row, "children", ()):
            if match := _CASE_ID.fullmatch(getattr(item, "custom_id", None) or ""):
                found.add(int(match.group(1)))
    return found
