"""What comes back from moderators' modals, and the second step of upholding.

Everything is checked once more at a submission: minutes may have passed since the click that opened it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import discord

from bot import wording
from bot.review.measures import MEASURES
from bot.review.types import TIMEOUT_LIMIT, ActionKind, Case, DeskResult, Draft, Ok, Plan
from bot.ui import modals
from bot.ui.answers import Interaction, take_time, tell
from bot.ui.clicks import case_of, hold_on, mates_of, report
from bot.ui.controls import STEP_KINDS, step_controls
from bot.ui.lengths import length_of
from bot.ui.reach import Busy, Unreachable, member_of
from bot.ui.rights import allowed, refusal, turned_away
from bot.ui.services import services_of
from bot.ui.text import escape_line

FIRST_AMOUNTS: Mapping[ActionKind, int] = {ActionKind.SLOWMODE: 30, ActionKind.BAN: 0}
"""Seconds that the second step proposes."""
Values = Mapping[str, list[str]]
Arguments = tuple[str, ...]


async def upheld(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The uphold modal came back."""
    await hold_on(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]), deciding=True)
    if case is None:
        return
    plan = plan_of(case, values)
    if plan is None:
        await tell(interaction, wording.LENGTH_NOT_UNDERSTOOD)
        return
    draft = Draft(plan, modals.first(values, modals.SCOPE) == modals.GROUP)
    if await _may_not(interaction, case, draft):
        return
    if any(kind in STEP_KINDS for kind in plan.amounts()):
        await _second_step(interaction, case, draft)
    else:
        await _uphold(interaction, case, draft)


async def _second_step(interaction: Interaction, case: Case, draft: Draft) -> None:
    """Ask for what the form had no room for."""
    desk = services_of(interaction).desk
    held = await desk.hold(case.guild_id, case.id, interaction.user.id)
    kept = await desk.keep_draft(case.guild_id, case.id, interaction.user.id, draft)
    if not isinstance(held, Ok) or not isinstance(kept, Ok):
        await report(interaction, kept)
        return
    await interaction.followup.send(
        embed=_summary(case, draft), view=step_controls(case.id, draft.plan), ephemeral=True
    )


def _summary(case: Case, draft: Draft) -> discord.Embed:
    measures = [wording.ACTIONS[kind] for kind in draft.plan.amounts()]
    reason = escape_line(draft.plan.reason, modals.REASON_ROOM) if draft.plan.reason else None
    return discord.Embed(
        title=wording.STEP_TITLE,
        description=f"{wording.step_summary(case.number, measures, reason)}\n{wording.STEP_HINT}",
    )


async def amount(interaction: Interaction, verb: str, value: str, case_id: int) -> None:
    """A length was chosen in the second step."""
    await hold_on(interaction)
    case = await case_of(interaction, case_id, deciding=True)
    draft = await _draft(interaction, case) if case is not None else None
    if case is None or draft is None or not value.isdecimal():
        return
    chosen = {**draft.plan.amounts(), ActionKind(verb): int(value)}
    plan = plan_from(chosen, draft.plan.reason)
    result = await services_of(interaction).desk.keep_draft(
        case.guild_id, case.id, interaction.user.id, Draft(plan, draft.whole_group)
    )
    if isinstance(result, Ok):
        await interaction.edit_original_response(view=step_controls(case.id, plan))
    else:
        await report(interaction, result)


async def go(interaction: Interaction, case_id: int) -> None:
    """ "Carry out", in the second step."""
    await hold_on(interaction)
    case = await case_of(interaction, case_id, deciding=True)
    draft = await _draft(interaction, case) if case is not None else None
    if case is None or draft is None or await _may_not(interaction, case, draft):
        return
    await _uphold(interaction, case, draft)


async def _draft(interaction: Interaction, case: Case) -> Draft | None:
    draft = await services_of(interaction).desk.draft(case.guild_id, case.id, interaction.user.id)
    if draft is None:
        await tell(interaction, wording.STEP_OVER)
    return draft


async def _may_not(interaction: Interaction, case: Case, draft: Draft) -> bool:
    """Whether the moderator lacks a right for what they chose; then they are told, and it is written down."""
    mates = await mates_of(interaction, case) if draft.whole_group else ()
    sentence = await refusal(interaction, [case, *mates], draft.plan.amounts().keys())
    if sentence is None:
        return False
    await tell(interaction, sentence)
    await turned_away(interaction, case.id, "no_right")
    return True


async def _uphold(interaction: Interaction, case: Case, draft: Draft) -> None:
    result = await services_of(interaction).desk.uphold(
        case.guild_id, case.id, interaction.user.id, draft.plan, whole_group=draft.whole_group
    )
    await report(interaction, result, acted=True)


def plan_of(case: Case, values: Values) -> Plan | None:
    """What the modal asks for, kept to what is possible with this case; ``None`` for a length nobody understands."""
    what = set(values.get(modals.WHAT, ()))
    kinds = [kind for kind, measure in MEASURES.items() if kind.value in what and measure.fits(case)]
    length = _length(values)
    if length is None and ActionKind.TIMEOUT in kinds:
        return None
    amounts: dict[ActionKind, int | None] = {kind: FIRST_AMOUNTS.get(kind) for kind in kinds}
    if length is not None and ActionKind.TIMEOUT in kinds:
        amounts[ActionKind.TIMEOUT] = int(length.total_seconds())
    reason = modals.first(values, modals.REASON)
    return plan_from(amounts, reason[: modals.REASON_ROOM] if reason else None)


def plan_from(amounts: Mapping[ActionKind, int | None], reason: str | None) -> Plan:
    """A plan of kinds and their amounts in seconds. Raises ``ValueError`` as ``Plan`` does."""
    chosen = {
        kind.value: True if seconds is None else timedelta(seconds=seconds)
        for kind, seconds in amounts.items()
    }
    return Plan(reason=reason, **chosen)  # type: ignore[arg-type]


def _length(values: Values) -> timedelta | None:
    """The timeout's length: what was written, else what was picked."""
    if written := modals.first(values, modals.OTHER):
        return length_of(written, TIMEOUT_LIMIT)
    picked = modals.first(values, modals.LENGTH) or ""
    minutes = int(picked) if picked.isdecimal() else modals.DEFAULT_LENGTH
    return min(timedelta(minutes=max(1, minutes)), TIMEOUT_LIMIT)


async def duplicate(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The number of the other case came."""
    await hold_on(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]), deciding=True)
    number = await _number(interaction, values) if case is not None else None
    if case is not None and number is not None:
        desk = services_of(interaction).desk
        await report(
            interaction, await desk.mark_duplicate(case.guild_id, case.id, interaction.user.id, number)
        )


async def linked(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The number of the case to link with came."""
    await hold_on(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]))
    number = await _number(interaction, values) if case is not None else None
    if case is not None and number is not None:
        desk = services_of(interaction).desk
        await report(interaction, await desk.link(case.guild_id, case.id, interaction.user.id, number))


async def _number(interaction: Interaction, values: Values) -> int | None:
    given = (modals.first(values, modals.NUMBER) or "").removeprefix("#")
    if given.isdecimal():
        return int(given)
    await tell(interaction, wording.NUMBER_EXPECTED)
    return None


async def noted(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """A note on a case came."""
    await hold_on(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]))
    words = modals.first(values, modals.NOTE)
    if case is not None and words:
        desk = services_of(interaction).desk
        await report(interaction, await desk.add_note(case.guild_id, case.id, interaction.user.id, words))


async def noted_message(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """A note for the cases of a message came."""
    await take_time(interaction)
    if not await allowed(interaction) or interaction.guild_id is None:
        return
    desk = services_of(interaction).desk
    cases = await desk.of_message(interaction.guild_id, int(arguments[0]))
    words = modals.first(values, modals.NOTE)
    if not cases or not words:
        await tell(interaction, wording.NOTE_NO_CASE)
        return
    for case in cases:
        result = await desk.add_note(case.guild_id, case.id, interaction.user.id, words)
        if not isinstance(result, Ok):
            await report(interaction, result)
            return
    await tell(interaction, wording.NOTE_ADDED)


async def assigned(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The colleague who shall look came."""
    await hold_on(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]))
    if case is not None:
        who = modals.first(values, modals.WHO) or ""
        await assign(interaction, case, int(who) if who.isdecimal() else None)


async def assign(interaction: Interaction, case: Case, to: int | None) -> None:
    """Ask a colleague to look, if they may moderate here."""
    guild = interaction.guild
    if guild is None:
        await tell(interaction, wording.GUILD_ONLY)
        return
    try:
        member = None if to is None else await member_of(guild, to)
    except (Unreachable, Busy):
        await tell(interaction, wording.NOT_LOOKED_UP)
        return
    if to is not None and (member is None or not member.guild_permissions.moderate_members):
        await tell(interaction, wording.ASSIGN_NOT_MODERATOR)
        return
    desk = services_of(interaction).desk
    await report(interaction, await desk.assign(case.guild_id, case.id, interaction.user.id, to))


async def escalated(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The reason for escalating came."""
    await hold_on(interaction)
    case = await case_of(interaction, int(arguments[0]), int(arguments[1]))
    if case is None:
        return
    services = services_of(interaction)
    result: DeskResult = await services.desk.escalate(
        case.guild_id, case.id, interaction.user.id, modals.first(values, modals.REASON)
    )
    await report(interaction, result)
    policy = await services.policies.get(case.guild_id)
    if isinstance(result, Ok) and policy.escalation_role_id is None:
        await tell(interaction, wording.ESCALATE_NO_ROLE)


HANDLERS: Mapping[str, modals.Handler] = {
    "uphold": upheld,
    "duplicate": duplicate,
    "link": linked,
    "note": noted,
    "note_message": noted_message,
    "assign": assigned,
    "escalate": escalated,
}
