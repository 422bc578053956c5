"""What a moderator's clicks do: look at the right, hand the decision to the desk, say how it went.

Permission is read from every single interaction, modals included; the desk checks that case, server and card belong
together. What comes back from modals is handled in ``submissions``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import discord

from bot import wording
from bot.review.desk import Desk
from bot.review.measures import MEASURES, Reversal, together
from bot.review.severity import severe
from bot.review.types import (
    ActionKind,
    ActionState,
    Case,
    CaseState,
    DeskResult,
    GivenBack,
    Lost,
    Missing,
    Ok,
    Refused,
)
from bot.ui import modals
from bot.ui.answers import Interaction, take_time, tell
from bot.ui.cards import case_embed, case_line, failed_lines, trace_lines
from bot.ui.controls import private_controls
from bot.ui.limits import EMBED_DESCRIPTION
from bot.ui.reach import is_moderator
from bot.ui.rights import own_message, refusal, turned_away
from bot.ui.services import services_of
from bot.ui.text import clip
from bot.ui.trails import trail_embed

HISTORY_SHOWN = 15
NO_CARD = 0
"""Stands in a modal's custom_id where it was opened from an answer that only one person sees."""


def in_private(interaction: Interaction) -> bool:
    """Whether the controls stood in an answer that only this person sees (``/queue next``)."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def case_of(
    interaction: Interaction, case_id: int, card: int = NO_CARD, *, deciding: bool = False
) -> Case | None:
    """The case behind a click by a moderator on its own card; ``None`` where the person was told why not.

    ``card``: the card that a modal was opened from, by the modal's own word, for a submission that names no message.
    ``deciding``: what follows decides the case, so it may not be about the moderator's own message. Whoever holds the
    case holds it for another ten minutes from now.
    """
    if interaction.guild_id is None:
        await tell(interaction, wording.GUILD_ONLY)
        return None
    if not is_moderator(interaction):
        await tell(interaction, wording.MODERATORS_ONLY)
        await turned_away(interaction, case_id, "not_moderator")
        return None
    case = await _on_its_card(interaction, interaction.guild_id, case_id, card)
    if case is None or (deciding and await own_message(interaction, case)):
        return None
    if case.state is CaseState.CLAIMED and case.claimed_by == interaction.user.id:
        await services_of(interaction).desk.renew(case.guild_id, case.id, interaction.user.id)
    return case


async def _on_its_card(interaction: Interaction, guild_id: int, case_id: int, card: int) -> Case | None:
    services = services_of(interaction)
    message = interaction.message
    case = await services.desk.case_by_id(guild_id, case_id)
    if case is None:
        await tell(interaction, wording.NO_SUCH_CASE)
        await turned_away(interaction, case_id, "another_guild")
        return None
    clicked = message.id if message is not None else card
    if in_private(interaction) or clicked == NO_CARD:
        return case
    on_card = await services.desk.case_of_click(guild_id, case_id, clicked)
    if on_card is None:
        await tell(interaction, wording.CARD_REPLACED)
        await turned_away(interaction, case_id, "another_card")
        if message is not None:
            await services.outbox.stray(case.guild_id, case.group_id, message.channel.id, message.id)
    return on_card


def card_of(interaction: Interaction) -> int:
    """The card that was clicked; ``NO_CARD`` for an answer that only this person sees."""
    message = interaction.message
    return NO_CARD if message is None or in_private(interaction) else message.id


async def uphold(interaction: Interaction, case_id: int) -> None:
    """ "Uphold…": claim the case, ask what to do."""
    case = await case_of(interaction, case_id, deciding=True)
    if case is None:
        return
    services = services_of(interaction)
    held = await services.desk.hold(case.guild_id, case.id, interaction.user.id)
    if not isinstance(held, Ok):
        await report(interaction, held)
        return
    policy = await services.policies.get(case.guild_id)
    group = bool(await mates_of(interaction, case))
    ladder = await services.ladder.suggestion(case, datetime.now(UTC))
    modal = modals.uphold_modal(case, card_of(interaction), group=group, shadow=policy.shadow, ladder=ladder)
    await modals.show(interaction, modal)


async def dismiss(interaction: Interaction, case_id: int, *, whole_group: bool = False) -> None:
    """ "Dismiss", or "Dismiss the whole group" from the menu."""

    async def decide(desk: Desk, case: Case, by: int) -> DeskResult:
        return await desk.dismiss(case.guild_id, case.id, by, None, whole_group=whole_group)

    await _decide(interaction, case_id, decide)


async def ask(interaction: Interaction, case_id: int) -> None:
    """ "Ask for a source"."""
    await hold_on(interaction)
    case = await case_of(interaction, case_id, deciding=True)
    if case is not None:
        services = services_of(interaction)
        policy = await services.policies.get(case.guild_id)
        result = await services.desk.ask(
            case.guild_id, case.id, interaction.user.id, via=policy.ask_via, minutes=policy.ask_minutes
        )
        await report(interaction, result)


async def help_author(interaction: Interaction, case_id: int) -> None:
    """ "Send help text": to a member who may harm themselves."""
    await _decide(interaction, case_id, lambda desk, case, by: desk.offer_help(case.guild_id, case.id, by))


async def why(interaction: Interaction, case_id: int) -> None:
    """The full trace of the verdict."""
    case = await case_of(interaction, case_id)
    if case is not None:
        await tell(
            interaction,
            embed=discord.Embed(
                title=wording.WHY_TITLE.format(number=case.number),
                description=trace_lines(case.trace, EMBED_DESCRIPTION, veiled=severe(case)),
            ),
        )


async def history(interaction: Interaction, case_id: int) -> None:
    """The author's other cases, newest first."""
    case = await case_of(interaction, case_id)
    if case is None:
        return
    found = await services_of(interaction).desk.history(case.guild_id, case.author_id)
    lines = [case_line(other) for other in found if other.id != case.id][:HISTORY_SHOWN]
    text = "\n".join(lines) or wording.HISTORY_EMPTY
    await tell(
        interaction,
        embed=discord.Embed(
            title=wording.MORE_OPTIONS["history"][0], description=clip(text, EMBED_DESCRIPTION)
        ),
    )


async def trail(interaction: Interaction, case_id: int) -> None:
    """ "History of this case"."""
    case = await case_of(interaction, case_id)
    if case is not None:
        desk = services_of(interaction).desk
        lines, notes = await desk.trail(case.guild_id, case.id), await desk.notes(case.guild_id, case.id)
        await tell(interaction, embed=trail_embed(case, lines, notes))


async def duplicate(interaction: Interaction, case_id: int) -> None:
    """ "Mark as a duplicate of…": ask of which."""
    case = await case_of(interaction, case_id, deciding=True)
    if case is not None:
        await modals.show(interaction, modals.duplicate_modal(case, card_of(interaction)))


async def note(interaction: Interaction, case_id: int) -> None:
    """ "Add a note…"."""
    case = await case_of(interaction, case_id)
    if case is not None:
        title = wording.NOTE_TITLE.format(number=case.number)
        await modals.show(interaction, modals.note_modal(title, "note", case.id, card_of(interaction)))


async def link(interaction: Interaction, case_id: int) -> None:
    """ "Link with another case…"."""
    case = await case_of(interaction, case_id)
    if case is not None:
        await modals.show(interaction, modals.link_modal(case, card_of(interaction)))


async def assign(interaction: Interaction, case_id: int) -> None:
    """ "Ask a colleague to look…"."""
    case = await case_of(interaction, case_id)
    if case is not None:
        await modals.show(interaction, modals.assign_modal(case, card_of(interaction)))


async def escalate(interaction: Interaction, case_id: int) -> None:
    """ "Escalate…"."""
    case = await case_of(interaction, case_id)
    if case is not None:
        await modals.show(interaction, modals.escalate_modal(case, card_of(interaction)))


async def group(interaction: Interaction, case_id: int) -> None:
    """ "Dismiss the whole group"."""
    await dismiss(interaction, case_id, whole_group=True)


async def reopen(interaction: Interaction, case_id: int) -> None:
    """ "Reopen"."""
    await _decide(interaction, case_id, lambda desk, case, by: desk.reopen(case.guild_id, case.id, by))


async def undo(interaction: Interaction, case_id: int) -> None:
    """ "Undo"."""
    await hold_on(interaction)
    case = await case_of(interaction, case_id, deciding=True)
    if case is not None:
        await undo_case(interaction, case)


async def undo_case(interaction: Interaction, case: Case) -> None:
    """Take a decision back, where the moderator may do by hand what that takes."""
    desk = services_of(interaction).desk
    kinds = {
        action.kind
        for action in await desk.to_reverse(case.guild_id, case.id, case.round)
        if MEASURES[action.kind].reversal is Reversal.RESTORED
    }
    if sentence := await refusal(interaction, [case], kinds, ranked=False):
        await tell(interaction, sentence)
        await turned_away(interaction, case.id, "no_right")
        return
    result = await desk.undo(case.guild_id, case.id, interaction.user.id)
    await report(interaction, result)
    if isinstance(result, Ok) and (sentence := _after_undo(case, result)):
        await tell(interaction, sentence)


def _after_undo(before: Case, result: Ok) -> str:
    """What the moderator has to know or do: what failed, and an invitation for whoever was put out of the server."""
    undone = [row for row in result.actions if row.undoes is not None and row.round == before.round]
    failed = [row for row in undone if row.state is ActionState.FAILED]
    gone = any(
        row.kind is ActionKind.KICK or (row.kind is ActionKind.BAN and row.state is ActionState.DONE)
        for row in undone
    )
    said = [wording.undone(before.number, failed_lines(failed))]
    return "\n".join([*said, wording.UNDO_INVITE] if gone else said)


async def release(interaction: Interaction, case_id: int) -> None:
    """ "Release", or "Cancel" in the second step of upholding."""
    await _decide(interaction, case_id, lambda desk, case, by: desk.release(case.guild_id, case.id, by))


async def report(interaction: Interaction, result: DeskResult, *, acted: bool = False) -> None:
    """Say how it went, where the card that changes does not say it already.

    ``acted``: something was to be done on Discord, so say what could not be.
    """
    if isinstance(result, Missing):
        await tell(interaction, wording.NO_SUCH_CASE)
        return
    if in_private(interaction) and interaction.response.is_done():
        await _redraw(interaction, result.case)
    if isinstance(result, Lost):
        await tell(interaction, wording.lost(result.case.number, result.state.value, result.by))
    elif isinstance(result, Refused):
        await tell(interaction, wording.REFUSED.get(result.why, wording.REFUSED_OTHERWISE))
    elif isinstance(result, GivenBack):
        await tell(interaction, wording.given_back(result.case.number))
    elif acted:
        tried = [row for row in result.actions if row.round == result.case.round and row.undoes is None]
        if failed := failed_lines(tried):
            await tell(interaction, wording.not_all_done(result.case.number, failed))


async def _redraw(interaction: Interaction, case: Case) -> None:
    """Bring the private card (``/queue next``) to the case's new state; the group's own card is the outbox's."""
    view = await services_of(interaction).desk.card(case.guild_id, case.group_id, lead_id=case.id)
    if view is not None:
        await interaction.edit_original_response(
            content=None, embed=case_embed(view), view=private_controls(view)
        )


async def hold_on(interaction: Interaction) -> None:
    """Answer within Discord's 3 seconds before anything slow; the card itself shows the outcome."""
    if interaction.type is discord.InteractionType.application_command:
        await take_time(interaction)
    else:
        await interaction.response.defer()


async def _decide(
    interaction: Interaction, case_id: int, decision: Callable[[Desk, Case, int], Awaitable[DeskResult]]
) -> None:
    """A decision that needs nothing but the case and who decides."""
    await hold_on(interaction)
    case = await case_of(interaction, case_id, deciding=True)
    if case is not None:
        await report(interaction, await decision(services_of(interaction).desk, case, interaction.user.id))


async def mates_of(interaction: Interaction, case: Case) -> tuple[Case, ...]:
    """The other undecided cases of the group that can be decided with it; they need not be of the same author."""
    undecided = await services_of(interaction).desk.undecided_of_group(case.guild_id, case.group_id)
    return tuple(other for other in undecided if other.id != case.id and together(other.kind, case.kind))
