"""A second look: a card without the decision, and three buttons."""

from __future__ import annotations

import re
from typing import Any, Final, Self

import discord
from discord import ui

from bot import wording
from bot.review.second_look import TALLY_DAYS, Answer, Look, Outcome, SecondLook
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.cards import case_text, score_lines, veil_of
from bot.ui.limits import EMBED_FIELD_VALUE
from bot.ui.rights import allowed
from bot.ui.services import services_of
from bot.ui.text import clip, escape_line

TEXT_ROOM: Final = 3000
REASON_ROOM: Final = 200
_ANSWERS: Final = {"uphold": Answer.UPHOLD, "dismiss": Answer.DISMISS}
_STYLES: Final = {
    "uphold": discord.ButtonStyle.danger,
    "dismiss": discord.ButtonStyle.secondary,
    "skip": discord.ButtonStyle.secondary,
}


class LookButton(
    ui.DynamicItem[ui.Button[Any]], template=r"look:(?P<verb>uphold|dismiss|skip):(?P<id>\d{1,20})"
):
    """One of a look's buttons."""

    def __init__(self, verb: str, look_id: int) -> None:
        self.verb = verb
        self.look_id = look_id
        labels = {
            "uphold": wording.SECOND_UPHOLD,
            "dismiss": wording.SECOND_DISMISS,
            "skip": wording.SECOND_SKIP,
        }
        super().__init__(
            ui.Button(label=labels[verb], style=_STYLES[verb], custom_id=f"look:{verb}:{look_id}")
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
            await pressed(interaction, self.verb, self.look_id)


def look_embed(look: Look) -> discord.Embed:
    """What there was to see before the decision, and nothing by which to look it up: no number, no author, no link."""
    case = look.case
    embed = discord.Embed(
        title=wording.SECOND_TITLE.format(kind=wording.KINDS[case.kind.value]),
        description=case_text(case, TEXT_ROOM),
    )
    embed.add_field(name=wording.FIELD_WHERE, value=f"<#{case.channel_id}>", inline=False)
    if scores := score_lines(case):
        embed.add_field(name=wording.FIELD_SCORES, value=clip(scores, EMBED_FIELD_VALUE), inline=False)
    if case.reports:
        veil = veil_of(case)
        reasons = [wording.quoted(veil(escape_line(reason, REASON_ROOM))) for reason in look.reasons]
        text = "\n".join([wording.reports(case.reports), *(reason for reason in reasons if reason)])
        embed.add_field(name=wording.KINDS["report"], value=clip(text, EMBED_FIELD_VALUE), inline=False)
    embed.set_footer(text=wording.SECOND_HOW)
    return embed


def look_controls(look: Look) -> ui.View:
    """Uphold, dismiss, skip."""
    controls = ui.View(timeout=None)
    for verb in _STYLES:
        controls.add_item(LookButton(verb, look.id))
    return controls


async def begin(interaction: Interaction, second_look: SecondLook, guild_id: int) -> None:
    """Show this moderator their next look, or say that there is none."""
    await take_time(interaction)
    look = await second_look.next(guild_id, interaction.user.id)
    if look is None:
        policy = await services_of(interaction).policies.get(guild_id)
        nothing = wording.SECOND_NONE if policy.second_look_percent else wording.SECOND_OFF
        await tell(interaction, f"{nothing}\n{await _tally(second_look, guild_id)}")
        return
    await tell(
        interaction, await _tally(second_look, guild_id), embed=look_embed(look), view=look_controls(look)
    )


async def pressed(interaction: Interaction, verb: str, look_id: int) -> None:
    """A button of a look: keep the answer, then show the next one in its place."""
    if not await allowed(interaction) or interaction.guild_id is None:
        return
    await interaction.response.defer()
    second_look, guild_id, by = (
        services_of(interaction).second_look,
        interaction.guild_id,
        interaction.user.id,
    )
    if verb == "skip":
        outcome = await second_look.skip(guild_id, look_id, by)
    else:
        outcome = await second_look.answer(guild_id, look_id, by, _ANSWERS[verb])
    if outcome is Outcome.MISSING:
        await tell(interaction, wording.SECOND_GONE)
        return
    said = wording.SECOND_SKIPPED if verb == "skip" else wording.SECOND_KEPT
    if outcome is Outcome.OVER:
        said = wording.SECOND_OVER
    look = await second_look.next(guild_id, by)
    if look is None:
        await interaction.edit_original_response(
            content=f"{said} {wording.SECOND_NONE}", embed=None, view=None
        )
    else:
        await interaction.edit_original_response(
            content=said, embed=look_embed(look), view=look_controls(look)
        )


async def _tally(second_look: SecondLook, guild_id: int) -> str:
    tally = await second_look.tally(guild_id)
    return wording.second_tally(tally.answered, tally.disagreed, TALLY_DAYS)


ITEMS: Final[tuple[type[ui.DynamicItem[Any]], ...]] = (LookButton,)
"""What ``Client.add_dynamic_items`` must know at start."""
