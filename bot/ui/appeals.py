"""What buttons and forms of appeals do: the member's side, which works in a DM, and the moderators' on their card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import discord
from discord import ui

from bot import wording
from bot.review.appeal_types import (
    WORDS_LIMIT,
    AppealLost,
    AppealResult,
    AppealView,
    Heard,
    NoAppeal,
    NotHeard,
)
from bot.review.measures import MEASURES, Reversal
from bot.ui import limits, modals
from bot.ui.answers import Interaction, take_time, tell
from bot.ui.appeal_cards import own_verbs, status_embed, talk_pages
from bot.ui.appeal_controls import own_controls
from bot.ui.cards import case_embed, stamp
from bot.ui.controls import card_controls
from bot.ui.reach import is_moderator
from bot.ui.rights import refusal, turned_away
from bot.ui.services import services_of
from bot.ui.text import clip

WORDS: Final = "words"
Values = Mapping[str, list[str]]
Arguments = tuple[str, ...]


# The member


async def own_pressed(interaction: Interaction, verb: str, case_id: int, guild_id: int) -> None:
    """A button under a notice, an answer or a status."""
    if interaction.guild_id not in (None, guild_id):
        await tell(interaction, wording.APPEAL_NOT_YOURS)
        return
    await OWN[verb](interaction, case_id, guild_id)


async def start(interaction: Interaction, case_id: int, guild_id: int) -> None:
    """ "Appeal": ask for the reasons, where an appeal is possible now."""
    found = await services_of(interaction).appeals.may_open(guild_id, case_id, interaction.user.id)
    if isinstance(found, NotHeard):
        await tell(interaction, refused_text(found))
        return
    modal = form(
        wording.APPEAL_TITLE,
        f"appeal:{case_id}:{guild_id}",
        wording.APPEAL_WHY,
        wording.APPEAL_WHY_HINT,
    )
    await modals.show(interaction, modal)


async def status(interaction: Interaction, case_id: int, guild_id: int) -> None:
    """ "Status of my appeal": to the member alone, whether or not a DM reached them."""
    desk = services_of(interaction).appeals
    view = await desk.of_member(guild_id, case_id, interaction.user.id)
    possible = await desk.may_open(guild_id, case_id, interaction.user.id)
    if view is None:
        if isinstance(possible, NotHeard):
            await tell(interaction, refused_text(possible))
        else:
            await tell(interaction, wording.APPEAL_NONE, view=own_controls(case_id, guild_id, "open"))
        return
    # A case that was decided anew can be appealed against anew.
    verbs = own_verbs(view) or (() if isinstance(possible, NotHeard) else ("open",))
    controls = own_controls(case_id, guild_id, *verbs) if verbs else None
    await tell(interaction, embed=status_embed(view), view=controls)


async def reply(interaction: Interaction, case_id: int, guild_id: int) -> None:
    """ "Reply": ask for the words."""
    view = await services_of(interaction).appeals.of_member(guild_id, case_id, interaction.user.id)
    if view is None:
        await tell(interaction, wording.APPEAL_NONE)
        return
    if not view.appeal.state.waiting:
        await tell(interaction, embed=status_embed(view))
        return
    modal = form(
        wording.APPEAL_REPLY_TITLE, f"appeal_reply:{case_id}:{guild_id}", wording.APPEAL_REPLY_LABEL, None
    )
    await modals.show(interaction, modal)


async def withdraw(interaction: Interaction, case_id: int, guild_id: int) -> None:
    """ "Withdraw my appeal"."""
    desk = services_of(interaction).appeals
    result = await desk.withdraw(guild_id, case_id, interaction.user.id)
    await _own_answer(interaction, case_id, guild_id, result, wording.APPEAL_WITHDRAWN_TELL)


async def appeal_submitted(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The member's reasons came."""
    await _own_words(interaction, arguments, values, "open")


async def reply_submitted(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The member's reply came."""
    await _own_words(interaction, arguments, values, "reply")


async def _own_words(interaction: Interaction, arguments: Arguments, values: Values, verb: str) -> None:
    case_id, guild_id = int(arguments[0]), int(arguments[1])
    words = modals.first(values, WORDS)
    await take_time(interaction)
    if words is None or interaction.guild_id not in (None, guild_id):
        await tell(interaction, wording.APPEAL_NOT_YOURS)
        return
    desk, member = services_of(interaction).appeals, interaction.user.id
    if verb == "open":
        result, said = await desk.open(guild_id, case_id, member, words), wording.APPEAL_SENT
    else:
        result, said = await desk.reply(guild_id, case_id, member, words), wording.APPEAL_REPLIED
    await _own_answer(interaction, case_id, guild_id, result, said)


async def _own_answer(
    interaction: Interaction, case_id: int, guild_id: int, result: AppealResult, done: str
) -> None:
    if isinstance(result, Heard):
        await tell(interaction, done, view=own_controls(case_id, guild_id, "status"))
    elif isinstance(result, AppealLost):
        view = await services_of(interaction).appeals.of_member(guild_id, case_id, interaction.user.id)
        await tell(interaction, embed=None if view is None else status_embed(view))
    elif isinstance(result, NotHeard):
        await tell(interaction, refused_text(result))
    else:
        await tell(interaction, wording.APPEAL_NONE)


# The moderators


async def pressed(interaction: Interaction, verb: str, appeal_id: int) -> None:
    """A button of an appeal's card, or an entry of its "More…"."""
    handler = CARD.get(verb)
    if handler is None:
        await tell(interaction, wording.NOTHING_CHOSEN)
        return
    card = 0 if interaction.message is None else interaction.message.id
    view = await _appeal_of(interaction, appeal_id, card)
    if view is not None:
        await handler(interaction, view)


async def _appeal_of(interaction: Interaction, appeal_id: int, card: int) -> AppealView | None:
    """The appeal behind a click by a moderator on its own card; ``None`` where the person was told why not."""
    if interaction.guild_id is None:
        await tell(interaction, wording.GUILD_ONLY)
        return None
    desk = services_of(interaction).appeals
    view = await desk.view(interaction.guild_id, appeal_id)
    case_id = 0 if view is None else view.case.id
    if not is_moderator(interaction):
        await tell(interaction, wording.MODERATORS_ONLY)
        await turned_away(interaction, case_id, "not_moderator")
        return None
    if view is None:
        await tell(interaction, wording.APPEAL_MISSING)
        await turned_away(interaction, case_id, "another_guild")
        return None
    on_card = await desk.of_click(interaction.guild_id, appeal_id, card)
    if on_card is None:
        await tell(interaction, wording.CARD_REPLACED)
        await turned_away(interaction, case_id, "another_card")
    return on_card


async def answer(interaction: Interaction, view: AppealView) -> None:
    """ "Answer…": ask for the words."""
    if not await _still_waits(interaction, view):
        return
    await modals.show(
        interaction,
        form(
            wording.APPEAL_ANSWER_TITLE,
            _submission("appeal_answer", interaction, view),
            wording.APPEAL_ANSWER_LABEL,
            wording.APPEAL_ANSWER_HINT,
        ),
    )


async def uphold(interaction: Interaction, view: AppealView) -> None:
    """ "Uphold appeal…": ask for a reason, which may be left out."""
    await _ask_reason(interaction, view, "appeal_uphold", wording.APPEAL_UPHOLD_TITLE, required=False)


async def reject(interaction: Interaction, view: AppealView) -> None:
    """ "Reject appeal…": ask for the reason."""
    await _ask_reason(interaction, view, "appeal_reject", wording.APPEAL_REJECT_TITLE, required=True)


async def talk(interaction: Interaction, view: AppealView) -> None:
    """ "Read the whole talk": for this moderator alone, as many messages as it takes."""
    for page in talk_pages(view.talk):
        await tell(interaction, embed=discord.Embed(title=wording.APPEAL_TALK, description=page))


async def case(interaction: Interaction, view: AppealView) -> None:
    """ "Show the case"."""
    desk = services_of(interaction).desk
    card = await desk.card(view.case.guild_id, view.case.group_id, lead_id=view.case.id)
    if card is not None:
        await tell(interaction, embed=case_embed(card), view=card_controls(card))


async def _ask_reason(
    interaction: Interaction, view: AppealView, verb: str, title: str, *, required: bool
) -> None:
    if not await _still_waits(interaction, view) or not await _may_decide(interaction, view):
        return
    modal = form(
        title,
        _submission(verb, interaction, view),
        wording.APPEAL_REASON_LABEL,
        wording.APPEAL_REASON_HINT,
        required=required,
    )
    await modals.show(interaction, modal)


async def _still_waits(interaction: Interaction, view: AppealView) -> bool:
    if view.appeal.state.waiting:
        return True
    await tell(interaction, wording.appeal_lost(view.case.number, view.appeal.state.value))
    return False


async def _may_decide(interaction: Interaction, view: AppealView) -> bool:
    desk = services_of(interaction).appeals
    refused = await desk.may_decide(view.appeal.guild_id, view.appeal.id, interaction.user.id)
    if refused is None:
        return True
    await tell(interaction, refused_text(refused))
    await turned_away(interaction, view.case.id, refused.why)
    return False


async def answered(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The moderators' words to the member came."""
    view, words = await _submitted(interaction, arguments, values)
    if view is None or words is None:
        return
    desk = services_of(interaction).appeals
    result = await desk.answer(view.appeal.guild_id, view.appeal.id, interaction.user.id, words)
    await _report(interaction, view, result, wording.APPEAL_ANSWERED_TOLD)


async def rejected(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The reason for rejecting came."""
    view, words = await _submitted(interaction, arguments, values)
    if view is None or words is None:
        return
    desk = services_of(interaction).appeals
    result = await desk.reject(view.appeal.guild_id, view.appeal.id, interaction.user.id, words)
    await _report(interaction, view, result, wording.APPEAL_REJECTED_TOLD)


async def upheld(interaction: Interaction, arguments: Arguments, values: Values) -> None:
    """The form for upholding came: the moderator needs the rights for what is taken back."""
    view, words = await _submitted(interaction, arguments, values)
    if view is None:
        return
    services = services_of(interaction)
    undone = await services.desk.to_reverse(view.case.guild_id, view.case.id, view.case.round)
    kinds = {row.kind for row in undone if MEASURES[row.kind].reversal is Reversal.RESTORED}
    if sentence := await refusal(interaction, [view.case], kinds, ranked=False):
        await tell(interaction, sentence)
        await turned_away(interaction, view.case.id, "no_right")
        return
    result = await services.appeals.uphold(view.appeal.guild_id, view.appeal.id, interaction.user.id, words)
    if isinstance(result, AppealLost) and result.appeal.state.waiting:
        await tell(interaction, wording.APPEAL_GIVEN_BACK)
        return
    await _report(interaction, view, result, wording.APPEAL_UPHELD_TOLD)


async def _submitted(
    interaction: Interaction, arguments: Arguments, values: Values
) -> tuple[AppealView | None, str | None]:
    """The appeal and the words of a moderator's form; everything is checked once more."""
    await take_time(interaction)
    return await _appeal_of(interaction, int(arguments[0]), int(arguments[1])), modals.first(values, WORDS)


async def _report(interaction: Interaction, view: AppealView, result: AppealResult, done: str) -> None:
    if isinstance(result, Heard):
        await tell(interaction, done)
    elif isinstance(result, AppealLost):
        await tell(interaction, wording.appeal_lost(view.case.number, result.appeal.state.value))
    elif isinstance(result, NoAppeal):
        await tell(interaction, wording.APPEAL_MISSING)
    else:
        await tell(interaction, refused_text(result))


def refused_text(refused: NotHeard) -> str:
    """Why something cannot be done, as a sentence."""
    return wording.appeal_refused(refused.why, None if refused.until is None else stamp(refused.until))


def _submission(verb: str, interaction: Interaction, view: AppealView) -> str:
    card = 0 if interaction.message is None else interaction.message.id
    return f"{verb}:{view.appeal.id}:{card}"


def form(title: str, submission: str, label: str, hint: str | None, *, required: bool = True) -> ui.Modal:
    """A form that asks for words. ``submission`` is what its custom_id says."""
    modal = ui.Modal(title=clip(title, limits.MODAL_TITLE), custom_id=f"{modals.PREFIX}:{submission}")
    words = modals.paragraph(WORDS, WORDS_LIMIT, required=required)
    modal.add_item(ui.Label(text=label, description=hint, component=words))
    return modal


Own = Callable[[Interaction, int, int], Awaitable[None]]
OnCard = Callable[[Interaction, AppealView], Awaitable[None]]
OWN: Final[Mapping[str, Own]] = {"open": start, "status": status, "reply": reply, "withdraw": withdraw}
CARD: Final[Mapping[str, OnCard]] = {
    "answer": answer,
    "uphold": uphold,
    "reject": reject,
    "talk": talk,
    "case": case,
}
HANDLERS: Final[Mapping[str, modals.Handler]] = {
    "appeal": appeal_submitted,
    "appeal_reply": reply_submitted,
    "appeal_answer": answered,
    "appeal_reject": rejected,
    "appeal_uphold": upheld,
}
