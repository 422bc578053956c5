"""What a moderator's clicks do: look at the right, hand the decision to the desk, say how it went.

Permission is read from every single interaction, modals included; the desk checks that case, server and card belong
together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final

import discord

from bot import wording
from bot.detect.message import AuthorKind
from bot.review.desk import Desk
from bot.review.types import Case, DeskResult, GivenBack, Lost, Missing, Plan, Refused
from bot.ui import modals
from bot.ui.answers import Interaction, tell
from bot.ui.cards import case_embed, case_line, failed_lines, trace_lines
from bot.ui.controls import card_controls
from bot.ui.limits import EMBED_DESCRIPTION, TIMEOUT_DAYS
from bot.ui.reach import Busy, Unreachable, can_be_timed_out, is_moderator, member_of, outranks
from bot.ui.services import services_of
from bot.ui.text import clip

HISTORY_SHOWN = 15
NO_CARD = 0
"""Stands in a modal's custom_id where it was opened from an answer that only one person sees."""
GROUP_AUTHORS = 20
"""Authors of one group whose roles are looked at before a timeout for all of them: a request to Discord each."""


async def allowed(interaction: Interaction) -> bool:
    """Whether this person may moderate here; if not they are told."""
    if is_moderator(interaction):
        return True
    await tell(interaction, wording.MODERATORS_ONLY)
    return False


def in_private(interaction: Interaction) -> bool:
    """Whether the controls stood in an answer that only this person sees (``/queue next``)."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def case_of(interaction: Interaction, case_id: int, card: int = NO_CARD) -> Case | None:
    """The case behind a click by a moderator on its own card; ``None`` where the person was told why not.

    ``card``: the card that a modal was opened from, by the modal's own word, for a submission that names no message.
    """
    if not await allowed(interaction) or interaction.guild_id is None:
        return None
    services = services_of(interaction)
    message = interaction.message
    case = await services.desk.case_by_id(interaction.guild_id, case_id)
    if case is None:
        await tell(interaction, wording.NO_SUCH_CASE)
        return None
    clicked = message.id if message is not None else card
    if in_private(interaction) or clicked == NO_CARD:
        return case
    on_card = await services.desk.case_of_click(interaction.guild_id, case_id, clicked)
    if on_card is None:
        await tell(interaction, wording.CARD_REPLACED)
        if message is not None:
            await services.outbox.stray(case.guild_id, case.group_id, message.channel.id, message.id)
    return on_card


def card_of(interaction: Interaction) -> int:
    """The card that was clicked; ``NO_CARD`` for an answer that only this person sees."""
    message = interaction.message
    return NO_CARD if message is None or in_private(interaction) else message.id


async def uphold(interaction: Interaction, case_id: int) -> None:
    """ "Uphold…": ask what to do."""
    case = await case_of(interaction, case_id)
    if case is None:
        return
    if case.state.decided:
        await report(interaction, Lost(case, case.decided_by, case.state))
        return
    policy = await services_of(interaction).policies.get(case.guild_id)
    group = bool(await _mates(interaction, case))
    modal = modals.uphold_modal(case, card_of(interaction), group=group, shadow=policy.shadow)
    await modals.show(interaction, modal)


async def dismiss(interaction: Interaction, case_id: int, *, whole_group: bool = False) -> None:
    """ "Dismiss", or "Dismiss the whole group" from the menu."""

    async def decide(desk: Desk, case: Case, by: int) -> DeskResult:
        return await desk.dismiss(case.guild_id, case.id, by, None, whole_group=whole_group)

    await _decide(interaction, case_id, decide)


async def ask(interaction: Interaction, case_id: int) -> None:
    """ "Ask for a source"."""
    await _hold(interaction)
    case = await case_of(interaction, case_id)
    if case is not None:
        services = services_of(interaction)
        policy = await services.policies.get(case.guild_id)
        result = await services.desk.ask(
            case.guild_id, case.id, interaction.user.id, via=policy.ask_via, minutes=policy.ask_minutes
        )
        await report(interaction, result)


async def pressed(interaction: Interaction, verb: str, case_id: int) -> None:
    """A button of a card."""
    await BUTTONS[verb](interaction, case_id)


async def chosen(interaction: Interaction, verb: str, case_id: int) -> None:
    """An entry of "More…"."""
    handler = MENU.get(verb)
    if handler is None:
        await tell(interaction, wording.NOTHING_CHOSEN)
        return
    await handler(interaction, case_id)


async def why(interaction: Interaction, case_id: int) -> None:
    """The full trace of the verdict."""
    case = await case_of(interaction, case_id)
    if case is not None:
        await tell(
            interaction,
            embed=discord.Embed(
                title=wording.WHY_TITLE.format(number=case.number),
                description=trace_lines(case.trace, EMBED_DESCRIPTION),
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


async def duplicate(interaction: Interaction, case_id: int) -> None:
    """ "Mark as a duplicate of…": ask of which."""
    case = await case_of(interaction, case_id)
    if case is not None:
        await modals.show(interaction, modals.duplicate_modal(case, card_of(interaction)))


async def group(interaction: Interaction, case_id: int) -> None:
    """ "Dismiss the whole group"."""
    await dismiss(interaction, case_id, whole_group=True)


async def reopen(interaction: Interaction, case_id: int) -> None:
    """ "Reopen"."""
    await _decide(interaction, case_id, lambda desk, case, by: desk.reopen(case.guild_id, case.id, by))


async def escalate(interaction: Interaction, case_id: int) -> None:
    """ "Escalate"."""
    await _decide(interaction, case_id, lambda desk, case, by: desk.escalate(case.guild_id, case.id, by))


async def release(interaction: Interaction, case_id: int) -> None:
    """ "Release"."""
    await _decide(interaction, case_id, lambda desk, case, by: desk.release(case.guild_id, case.id, by))


async def uphold_submitted(
    interaction: Interaction, arguments: tuple[str, ...], values: Mapping[str, list[str]]
) -> None:
    """The uphold modal came back. Everything is checked once more: minutes may have passed since the click."""
    await _hold(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]))
    if case is None:
        return
    plan = plan_of(case, values)
    whole_group = modals.first(values, modals.SCOPE) == modals.GROUP
    if plan.timeout is not None:
        mates = await _mates(interaction, case) if whole_group else ()
        if refusal := await _timeout_refused(interaction, case, mates):
            await tell(interaction, refusal)
            return
    result = await services_of(interaction).desk.uphold(
        case.guild_id,
        case.id,
        interaction.user.id,
        plan,
        whole_group=whole_group,
    )
    await report(interaction, result)


async def duplicate_submitted(
    interaction: Interaction, arguments: tuple[str, ...], values: Mapping[str, list[str]]
) -> None:
    """The number of the other case came."""
    await _hold(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]))
    if case is None:
        return
    given = (modals.first(values, modals.NUMBER) or "").removeprefix("#")
    if not given.isdecimal():
        await tell(interaction, wording.NUMBER_EXPECTED)
        return
    desk = services_of(interaction).desk
    await report(
        interaction, await desk.mark_duplicate(case.guild_id, case.id, interaction.user.id, int(given))
    )


def plan_of(case: Case, values: Mapping[str, list[str]]) -> Plan:
    """What the modal asks for, kept to what is possible with this case: members' actions only for members."""
    what = set(values.get(modals.WHAT, ()))
    member = case.author_kind is AuthorKind.MEMBER
    picked = modals.first(values, modals.LENGTH) or str(modals.DEFAULT_LENGTH)
    minutes = int(picked) if picked.isdecimal() else modals.DEFAULT_LENGTH
    length = min(timedelta(minutes=max(1, minutes)), timedelta(days=TIMEOUT_DAYS))
    reason = modals.first(values, modals.REASON)
    return Plan(
        reason=reason[: modals.REASON_ROOM] if reason else None,
        delete="delete" in what,
        warn=member and "warn" in what,
        timeout=length if member and "timeout" in what else None,
    )


async def report(interaction: Interaction, result: DeskResult) -> None:
    """Say how it went, where the card that changes does not say it already."""
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
    elif result.case.state.decided and (failed := failed_lines(result.actions)):
        await tell(interaction, wording.not_all_done(result.case.number, failed))


async def _redraw(interaction: Interaction, case: Case) -> None:
    """Bring the private card (``/queue next``) to the case's new state; the group's own card is the outbox's."""
    view = await services_of(interaction).desk.card(case.guild_id, case.group_id, lead_id=case.id)
    if view is not None:
        await interaction.edit_original_response(embed=case_embed(view), view=card_controls(view))


async def _hold(interaction: Interaction) -> None:
    """Answer within Discord's 3 seconds before anything slow; the card itself shows the outcome."""
    await interaction.response.defer()


async def _decide(
    interaction: Interaction, case_id: int, decision: Callable[[Desk, Case, int], Awaitable[DeskResult]]
) -> None:
    """A decision that needs nothing but the case and who decides."""
    await _hold(interaction)
    case = await case_of(interaction, case_id)
    if case is not None:
        await report(interaction, await decision(services_of(interaction).desk, case, interaction.user.id))


async def _mates(interaction: Interaction, case: Case) -> tuple[Case, ...]:
    """The other undecided cases of the group; they need not be of the same author."""
    undecided = await services_of(interaction).desk.undecided_of_group(case.guild_id, case.group_id)
    return tuple(other for other in undecided if other.id != case.id)


async def _timeout_refused(interaction: Interaction, case: Case, mates: Sequence[Case]) -> str | None:
    """Why this moderator may not time these authors out, by Discord's own order of roles; read afresh."""
    guild = interaction.guild
    if guild is None:
        return wording.GUILD_ONLY
    others = {mate.author_id for mate in mates if mate.author_kind is AuthorKind.MEMBER} - {case.author_id}
    if len(others) >= GROUP_AUTHORS:
        return wording.TOO_MANY_TO_TIME_OUT
    try:
        author = await member_of(guild, case.author_id)
        moderator = await member_of(guild, interaction.user.id)
        # One who left cannot be timed out, which the card will say; that is no reason to spare the rest.
        present = [member for other in others if (member := await member_of(guild, other)) is not None]
    except (Unreachable, Busy):
        return wording.NOT_LOOKED_UP
    if author is None:
        return wording.TARGET_LEFT
    if not can_be_timed_out(guild, author):
        return wording.CANNOT_TIME_OUT_OWNER
    if moderator is None or not outranks(guild, moderator, author):
        return wording.YOUR_ROLE_NOT_ABOVE
    if all(can_be_timed_out(guild, other) and outranks(guild, moderator, other) for other in present):
        return None
    return wording.YOUR_ROLE_NOT_ABOVE_ALL


Click = Callable[[Interaction, int], Awaitable[None]]
BUTTONS: Final[Mapping[str, Click]] = {"uphold": uphold, "dismiss": dismiss, "ask": ask}
MENU: Final[Mapping[str, Click]] = {
    "why": why,
    "history": history,
    "group": group,
    "duplicate": duplicate,
    "reopen": reopen,
    "escalate": escalate,
    "release": release,
}
