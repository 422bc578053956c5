"""What the buttons of the queue do. The right to moderate is read from every click; the database knows the server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot import wording
from bot.review.bulk import RUN_LIMIT, Choice
from bot.review.queue import Filter, Turn
from bot.ui import filters
from bot.ui.answers import Interaction, take_time, tell
from bot.ui.cards import case_embed
from bot.ui.clicks import hold_on, in_private
from bot.ui.controls import private_controls
from bot.ui.queue_cards import list_embed, preview_embed
from bot.ui.queue_items import Confirmation, bulk_of, page_controls, preview_controls
from bot.ui.rights import allowed
from bot.ui.services import services_of


async def pressed(interaction: Interaction, verb: str, rest: str) -> None:
    """A button of the queue."""
    if await allowed(interaction) and interaction.guild_id is not None:
        await BUTTONS[verb](interaction, interaction.guild_id, rest)


async def take_next(interaction: Interaction, guild_id: int, rest: str = "") -> None:
    """Claim the next case and show it: in place of the card it was asked from, or as an answer."""
    await hold_on(interaction)
    services = services_of(interaction)
    case = await services.desk.next(guild_id, interaction.user.id)
    view = None if case is None else await services.desk.card(guild_id, case.group_id, lead_id=case.id)
    if view is None:
        await tell(interaction, wording.NEXT_EMPTY)
    elif in_private(interaction):
        await interaction.edit_original_response(
            content=None, embed=case_embed(view), view=private_controls(view)
        )
    else:
        await tell(interaction, embed=case_embed(view), view=private_controls(view))


async def turn_page(interaction: Interaction, guild_id: int, rest: str) -> None:
    """ "Next page", "Previous page", or "Open the list" on the card of a flood."""
    where, _, written = rest.partition(":")
    at = int(where[1:], 36) if where[:1] in ("a", "b") and where[1:].isalnum() else None
    turn = Turn(at, back=where.startswith("b"))
    if in_private(interaction):
        await interaction.response.defer()
    else:
        await take_time(interaction)
    await show_page(interaction, guild_id, filters.read(written), turn)


async def show_page(
    interaction: Interaction, guild_id: int, wanted: Filter, turn: Turn | None = None
) -> None:
    """One page of the list, in place of the one it was asked from."""
    page = await services_of(interaction).waiting.page(guild_id, interaction.user.id, wanted, turn)
    if not page.total:
        empty = wording.QUEUE_EMPTY if wanted == Filter() else wording.QUEUE_NONE_MATCH
        if in_private(interaction):
            await interaction.edit_original_response(content=empty, embed=None, view=None)
        else:
            await tell(interaction, empty)
        return
    embed, controls = list_embed(page), page_controls(page, wanted)
    if in_private(interaction):
        await interaction.edit_original_response(content=None, embed=embed, view=controls)
    else:
        await tell(interaction, embed=embed, view=controls)


async def ask_bulk(interaction: Interaction, guild_id: int, rest: str) -> None:
    """ "Dismiss all…" or "Uphold all…"."""
    asked = bulk_of(rest)
    if asked is not None:
        await take_time(interaction)
        await show_preview(interaction, guild_id, *asked)


async def show_preview(interaction: Interaction, guild_id: int, choice: Choice, wanted: Filter) -> None:
    """What a bulk decision would cover, with the button that confirms it."""
    preview = await services_of(interaction).waiting.preview(guild_id, interaction.user.id, wanted)
    if not preview.count:
        await tell(interaction, wording.BULK_NOTHING)
        return
    controls = preview_controls(preview, choice, wanted, interaction.user.id)
    await tell(interaction, embed=preview_embed(preview, choice), view=controls)


async def decide_bulk(interaction: Interaction, guild_id: int, rest: str) -> None:
    """The confirmation: the filter is evaluated anew, and what changed since the preview is left out."""
    asked = Confirmation.read(rest)
    if asked is None:
        return
    if asked.asker != interaction.user.id:
        await tell(interaction, wording.BULK_NOT_YOURS)
        return
    await interaction.response.defer()
    expected = min(asked.count, RUN_LIMIT)
    await _say(interaction, wording.bulk_progress(0, expected))
    run = services_of(interaction).waiting.decide(
        guild_id, interaction.user.id, asked.wanted, asked.choice, asked.at, expected
    )
    async for progress in run:
        if progress.left is None:
            await _say(interaction, wording.bulk_progress(progress.decided, expected))
            continue
        left_out = max(0, asked.count - progress.decided - progress.left)
        await _say(
            interaction, wording.bulk_done(asked.choice.value, progress.decided, left_out, progress.left)
        )


async def drop(interaction: Interaction, guild_id: int, rest: str) -> None:
    """ "Cancel"."""
    await interaction.response.defer()
    await _say(interaction, wording.BULK_DROPPED)


async def _say(interaction: Interaction, text: str) -> None:
    await interaction.edit_original_response(content=text, embed=None, view=None)


BUTTONS: Final[Mapping[str, Callable[[Interaction, int, str], Awaitable[None]]]] = {
    "next": take_next,
    "list": turn_page,
    "bulk": ask_bulk,
    "go": decide_bulk,
    "drop": drop,
}
