"""An appeal as moderators and as the member see it. The member never sees who the moderators are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

import discord

from bot import wording
from bot.detect.sanctions import AppealPolicy
from bot.review.appeal_types import Appeal, AppealView, Said, Speaker
from bot.review.types import ActionKind, ActionState, Case
from bot.ui import limits
from bot.ui.cards import case_text, case_url, jump_url, stamp
from bot.ui.text import clip, escape, width

# What each part of the card may take, so that the whole keeps EMBED_TOTAL.
TEXT_ROOM: Final = 700
TALK_ROOM: Final = 2600
DECISION_ROOM: Final = 500
WORDS_ROOM: Final = 1000
STATE_ROOM: Final = 300
HINT_ROOM: Final = 400
DM_WORDS_ROOM: Final = 1500
PAGE_ROOM: Final = 4000
"""Of a whole talk shown in several messages; the title has its own room."""
OPEN_COLOUR: Final = 0xC27C0E
ENDED_COLOUR: Final = 0x6B7280

Naming = Callable[[Said], str]


def appeal_embed(view: AppealView) -> discord.Embed:
    """The card for the moderators. Keeps every limit of an embed whatever was said."""
    appeal, case = view.appeal, view.case
    names = wording.APPEAL_FIELDS
    embed = discord.Embed(
        title=wording.APPEAL_CARD_TITLE.format(number=case.number),
        description=talk_text(view.talk, TALK_ROOM, for_moderators),
        colour=ENDED_COLOUR if appeal.state.decided else OPEN_COLOUR,
        timestamp=appeal.opened_at,
    )
    embed.add_field(name=names["member"], value=f"<@{appeal.member_id}>\n`{appeal.member_id}`", inline=True)
    embed.add_field(name=names["decision"], value=clip(_decision(view), DECISION_ROOM), inline=True)
    text = f"{clip(case_text(case, TEXT_ROOM), TEXT_ROOM)}\n{case_url(case)}"
    embed.add_field(name=names["text"], value=text, inline=False)
    embed.add_field(name=names["state"], value=clip(_state(view), STATE_ROOM), inline=False)
    if not appeal.state.decided:
        embed.add_field(name=names["hint"], value=clip(wording.APPEAL_OTHER_DECIDES, HINT_ROOM), inline=False)
    return embed


def _decision(view: AppealView) -> str:
    done = [
        action.kind.value
        for action in view.actions
        if action.round == view.appeal.round and action.undoes is None and action.state is ActionState.DONE
    ]
    decided_at = view.case.decided_at if view.case.round == view.appeal.round else None
    return wording.appeal_decision(view.appeal.first_by, done, stamp(decided_at) if decided_at else None)


def _state(view: AppealView) -> str:
    appeal = view.appeal
    at = stamp(appeal.decided_at) if appeal.decided_at else None
    line = wording.appeal_state_line(appeal.state.value, appeal.decided_by, at)
    last = next((said for said in reversed(view.talk) if said.speaker is not Speaker.MEMBER), None)
    if last is not None and last.delivery not in (None, "sent"):
        line += f"\n{wording.appeal_not_delivered(last.delivery or '')}"
    return line


def status_embed(view: AppealView) -> discord.Embed:
    """How the appeal stands, for the member alone: its end first, then what was said."""
    talk = talk_text(view.talk, limits.EMBED_DESCRIPTION - 400, for_member)
    return discord.Embed(
        title=wording.APPEAL_CARD_TITLE.format(number=view.case.number),
        description=f"**{outcome_text(view.appeal)}**\n\n{talk}",
        colour=ENDED_COLOUR if view.appeal.state.decided else OPEN_COLOUR,
    )


def outcome_text(appeal: Appeal) -> str:
    """How the appeal stands, said to the member."""
    if appeal.code is not None:
        return wording.APPEAL_STALE[appeal.code.value]
    return wording.APPEAL_OWN_STATES[appeal.state.value]


def own_verbs(view: AppealView) -> tuple[str, ...]:
    """What the member can press under the status of their appeal."""
    return ("reply", "withdraw") if view.appeal.state.waiting else ()


def for_moderators(said: Said) -> str:
    """Who said it, for moderators."""
    if said.speaker is Speaker.MEMBER:
        return wording.appeal_member_speaks()
    return wording.APPEAL_SPEAKERS["outcome"] if said.speaker is Speaker.OUTCOME else f"<@{said.by}>"


def for_member(said: Said) -> str:
    """Who said it, for the member: no names."""
    return wording.APPEAL_SPEAKERS[said.speaker.value]


def talk_text(talk: Sequence[Said], room: int, naming: Naming) -> str:
    """The newest of what was said that fits ``room`` UTF-16 code units, oldest first, and how much is left out."""
    blocks: list[str] = []
    used = 60  # the line that counts what is left out
    for said in reversed(talk):
        block = said_text(said, naming, WORDS_ROOM)
        if not block:
            continue
        if used + width(block) + 2 > room:
            break
        blocks.append(block)
        used += width(block) + 2
    shown = list(reversed(blocks))
    left = sum(bool(said_text(said, naming, WORDS_ROOM)) for said in talk) - len(shown)
    return "\n\n".join([wording.appeal_earlier(left), *shown] if left else shown)


def said_text(said: Said, naming: Naming, room: int) -> str:
    """One message with who said it and when; empty for an outcome without a reason."""
    if said.speaker is Speaker.OUTCOME and not said.text:
        return ""
    words = wording.APPEAL_NOT_KEPT if said.text is None else clip(escape(said.text), room)
    return wording.appeal_said(naming(said), stamp(said.at), words)


def talk_pages(talk: Sequence[Said]) -> Iterator[str]:
    """Everything that was said, for a moderator, in pieces that fit an embed's description each."""
    page: list[str] = []
    used = 0
    for said in talk:
        block = said_text(said, for_moderators, 2 * WORDS_ROOM)
        if page and used + width(block) + 2 > PAGE_ROOM:
            yield "\n\n".join(page)
            page, used = [], 0
        if block:
            page.append(block)
            used += width(block) + 2
    if page:
        yield "\n\n".join(page)


def dm_text(view: AppealView, said: Said, server: str) -> str:
    """What the member is told by direct message; ``server`` is escaped."""
    words = None if said.text is None else clip(escape(said.text), DM_WORDS_ROOM)
    if said.speaker is Speaker.OUTCOME:
        text = wording.appeal_outcome_dm(server, outcome_text(view.appeal), words)
    else:
        text = wording.appeal_answer_dm(server, words or wording.APPEAL_NOT_KEPT)
    return clip(text, limits.CONTENT_LENGTH)


def notice_text(case: Case, rules: AppealPolicy, now: datetime) -> str:
    """What a notice says besides its cause: what was decided, how to appeal, the server's own words before a removal."""
    seconds = case.planned.get(ActionKind.TIMEOUT)
    until = None if seconds is None else stamp(now) + seconds
    lines = [wording.notice_decided([kind.value for kind in case.planned], until)]
    if rules.ban_text and {ActionKind.KICK, ActionKind.BAN} & case.planned.keys():
        lines.append(rules.ban_text)  # of those who manage the server; its link must work
    lines.append(f"{wording.notice_appeal()} {wording.appeal_days(rules.days)}")
    return "\n".join(line for line in lines if line)


def reminder_text(waiting: Sequence[AppealView], hours: int) -> str:
    """The appeals that wait, a line each."""
    lines = [
        wording.appeal_waiting(view.case.number, stamp(view.appeal.waiting_since), _url(view))
        for view in waiting
    ]
    return clip(wording.appeals_waiting(lines, hours), limits.CONTENT_LENGTH)


def _url(view: AppealView) -> str | None:
    appeal = view.appeal
    if appeal.card_channel_id is None or appeal.card_message_id is None:
        return None
    return jump_url(appeal.guild_id, appeal.card_channel_id, appeal.card_message_id)
