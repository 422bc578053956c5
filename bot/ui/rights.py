"""Whether a moderator may do what they ask for: their own permissions and rank, read afresh before each decision."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Final

import discord

from bot import wording
from bot.detect.message import AuthorKind
from bot.review.measures import MEASURES, About
from bot.review.types import ActionKind, Case
from bot.ui.answers import Interaction, tell
from bot.ui.reach import (
    Busy,
    Unreachable,
    can_be_acted_on,
    channel_of,
    is_moderator,
    member_of,
    outranks,
    permissions_in,
)
from bot.ui.services import services_of

log = logging.getLogger(__name__)

NO_CASE: Final = 0
"""Stands for the case where somebody is turned away from what is about none. No case has this id."""
GROUP_AUTHORS: Final = 20
"""Authors of one group whose roles are looked at before something is done to all of them: a request to Discord each."""


async def allowed(interaction: Interaction) -> bool:
    """Whether this person may moderate here; if not they are told, and it is written down."""
    if is_moderator(interaction):
        return True
    await tell(interaction, wording.MODERATORS_ONLY)
    await turned_away(interaction, NO_CASE, "not_moderator")
    return False


async def turned_away(interaction: Interaction, case_id: int, why: str) -> None:
    """Write down that somebody tried what they may not: in the log, and in the audit trail. No text, no name."""
    guild_id, user_id = interaction.guild_id, interaction.user.id
    log.warning("refused: %s (member %d, server %s, case %d)", why, user_id, guild_id, case_id)
    if guild_id is not None:
        await services_of(interaction).desk.refused(guild_id, case_id, user_id, why)


async def own_message(interaction: Interaction, case: Case) -> bool:
    """Whether the case is about the moderator's own message, which others decide; they are told.

    There always are others but for the server's owner, who may be the only one to moderate.
    """
    guild = interaction.guild
    if case.author_id != interaction.user.id or (guild is not None and guild.owner_id == case.author_id):
        return False
    await tell(interaction, wording.OWN_MESSAGE)
    await turned_away(interaction, case.id, "own_message")
    return True


async def refusal(
    interaction: Interaction, cases: Sequence[Case], kinds: Collection[ActionKind], *, ranked: bool = True
) -> str | None:
    """Why this moderator may not do these things to these cases' messages, authors and channels; ``None``: they may.

    What the moderator may not do by hand, the bot does not do for them. ``ranked`` is switched off for undo, which
    needs the permissions and not the person.
    """
    guild = interaction.guild
    if guild is None:
        return wording.GUILD_ONLY
    if not kinds:
        return None
    by_rank = [kind for kind in kinds if ranked and MEASURES[kind].ranked]
    if by_rank and len(_others(cases)) >= GROUP_AUTHORS:
        return wording.TOO_MANY_AT_ONCE
    try:
        moderator = await member_of(guild, interaction.user.id)
        if moderator is None:
            return wording.MODERATORS_ONLY
        if missing := await _missing(guild, moderator, cases, kinds):
            return wording.you_lack(", ".join(wording.PERMISSIONS[name] for name in missing))
        if by_rank:
            needs_members = all(MEASURES[kind].present for kind in by_rank)
            return await _outranked(guild, moderator, cases, needs_members=needs_members)
    except (Unreachable, Busy):
        return wording.NOT_LOOKED_UP
    return None


def _others(cases: Sequence[Case]) -> set[int]:
    """The members who wrote the group's other cases."""
    return {case.author_id for case in cases if case.author_kind is AuthorKind.MEMBER} - {cases[0].author_id}


async def _missing(
    guild: discord.Guild, moderator: discord.Member, cases: Sequence[Case], kinds: Collection[ActionKind]
) -> list[str]:
    """Names of the permissions that the moderator lacks."""
    lacking: set[str] = set()
    places = {case.channel_id: case.parent_id is not None for case in cases}
    for kind in kinds:
        measure = MEASURES[kind]
        if measure.about is About.MEMBER:
            lacking |= {name for name in measure.needs if not getattr(moderator.guild_permissions, name)}
            continue
        for channel_id, in_thread in places.items():
            granted = permissions_in(await channel_of(guild, channel_id), moderator)
            lacking |= {name for name in measure.needed(in_thread=in_thread) if not getattr(granted, name)}
    return sorted(lacking)


async def _outranked(
    guild: discord.Guild, moderator: discord.Member, cases: Sequence[Case], *, needs_members: bool
) -> str | None:
    """Why the order of roles forbids it. The first case is the one asked for, the others are its group."""
    author = await member_of(guild, cases[0].author_id)
    # One who left cannot be timed out, which the card will say; that is no reason to spare the rest.
    present = [member for other in _others(cases) if (member := await member_of(guild, other)) is not None]
    if author is None and needs_members:
        return wording.TARGET_LEFT
    if author is not None and not can_be_acted_on(guild, author):
        return wording.NOTHING_TO_OWNER
    if author is not None and not outranks(guild, moderator, author):
        return wording.YOUR_ROLE_NOT_ABOVE
    if all(can_be_acted_on(guild, other) and outranks(guild, moderator, other) for other in present):
        return None
    return wording.YOUR_ROLE_NOT_ABOVE_ALL
