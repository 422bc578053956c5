"""The author's side of the question for a source: why it was asked, and a place to give one."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot import wording
from bot.review.sources import RESOLVING, SourceKind, kind_of
from bot.review.types import Case, CaseState, Missing, Ok
from bot.ui import modals
from bot.ui.answers import Interaction, tell
from bot.ui.cards import stamp
from bot.ui.limits import CHANNEL_NAME
from bot.ui.links import links_in
from bot.ui.services import services_of
from bot.ui.text import escape_line

CHARGE_ROOM = 300
_NAME = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d")
_OPEN_TO_AUTHOR = frozenset({CaseState.ASKED, CaseState.OPEN, CaseState.CLAIMED})
"""States in which a source still helps: also after the time to give one ended, until somebody decides."""


async def pressed(interaction: Interaction, verb: str, case_id: int, guild_id: int) -> None:
    """A button under the question."""
    await BUTTONS[verb](interaction, guild_id, case_id)


async def why(interaction: Interaction, guild_id: int, case_id: int) -> None:
    """ "Why?": explain to the author alone."""
    case = await _own_case(interaction, guild_id, case_id)
    if case is None:
        return
    guild = interaction.client.get_guild(guild_id)
    until = stamp(case.ask_until) if case.ask_until and case.state is CaseState.ASKED else None
    await tell(
        interaction,
        wording.ask_why(escape_line(guild.name, CHANNEL_NAME) if guild else "", _charge(case), until),
    )


async def source(interaction: Interaction, guild_id: int, case_id: int) -> None:
    """ "Add a source": ask for it."""
    case = await _own_case(interaction, guild_id, case_id)
    if case is not None:
        await modals.show(interaction, modals.source_modal(case_id, guild_id))


async def source_submitted(
    interaction: Interaction, arguments: tuple[str, ...], values: Mapping[str, list[str]]
) -> None:
    """The author's source came."""
    case_id, guild_id = (int(argument) for argument in arguments)
    await interaction.response.defer()
    case = await _own_case(interaction, guild_id, case_id)
    given = modals.first(values, modals.SOURCE)
    if case is None:
        return
    if given is None:
        await tell(interaction, wording.SOURCE_NOT_A_SOURCE)
        return
    kind = _kind(given, guild_id)
    if kind is None:
        await tell(interaction, wording.SOURCE_NOT_A_SOURCE)
        return
    if kind not in RESOLVING:
        await tell(interaction, wording.source_weak(kind.value))
        return
    result = await services_of(interaction).desk.source_given(guild_id, case_id, interaction.user.id, given)
    if isinstance(result, Ok):
        await tell(interaction, wording.SOURCE_THANKS)
    elif isinstance(result, Missing):
        await tell(interaction, wording.NO_SUCH_CASE)
    else:
        await tell(interaction, wording.ASK_OVER)


async def _own_case(interaction: Interaction, guild_id: int, case_id: int) -> Case | None:
    """The case, if the person who clicked wrote the message and it is still open; else they are told."""
    if interaction.guild_id not in (None, guild_id):
        await tell(interaction, wording.NO_SUCH_CASE)
        return None
    case = await services_of(interaction).desk.case_by_id(guild_id, case_id)
    if case is None:
        await tell(interaction, wording.ASK_OVER)
    elif case.author_id != interaction.user.id:
        await tell(interaction, wording.ASK_NOT_YOURS)
    elif case.state not in _OPEN_TO_AUTHOR:
        await tell(interaction, wording.ASK_OVER)
    else:
        return case
    return None


def _kind(given: str, guild_id: int) -> SourceKind | None:
    """What sort of source was filled in, its best link counting; ``None`` for nothing a reader could look up.

    In words it needs what the form asks for: a name, and a date or number by which to find it.
    """
    kinds = [kind for link in links_in(given) if (kind := kind_of(link, guild_id)) is not None]
    if kinds:
        return next((kind for kind in kinds if kind in RESOLVING), kinds[0])
    return SourceKind.WORDS if _NAME.search(given) and _NUMBER.search(given) else None


def _charge(case: Case) -> str | None:
    """The words of the message that the question is about."""
    for found in case.accusations:
        span: Any = found.get("charge")
        text = span.get("text") if isinstance(span, Mapping) else None
        if isinstance(text, str) and text.strip():
            return escape_line(text, CHARGE_ROOM)
    return None


Click = Callable[[Interaction, int, int], Awaitable[None]]
BUTTONS: Final[Mapping[str, Click]] = {"why": why, "source": source}
