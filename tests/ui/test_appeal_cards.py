"""An appeal's card and the member's view of it: Discord's limits, escaping, and no moderator's name for the member."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.detect.sanctions import AppealPolicy
from bot.review.appeal_types import (
    TALK_LIMIT,
    WORDS_LIMIT,
    Appeal,
    AppealState,
    AppealView,
    Concern,
    Said,
    Speaker,
    Stale,
)
from bot.review.types import ActionKind, ActionState, CaseState
from bot.ui import appeal_cards, limits
from bot.ui.appeal_controls import appeal_controls, pick_controls
from bot.ui.text import width
from bot.wording.language import LANGUAGES, speaking
from tests.ui.kit import ADA, GUILD, MOD, NOW, action, case

HOSTILE = "@everyone **bold** <@1> [x](https://evil.example) `code` ||spoiler|| 😀"


def appeal(**changes: Any) -> Appeal:
    plain = Appeal(
        id=5,
        guild_id=GUILD,
        case_id=7,
        round=1,
        member_id=ADA,
        state=AppealState.OPEN,
        version=1,
        opened_at=NOW,
        waiting_since=NOW,
        reminded_at=None,
        first_by=MOD,
        decided_by=None,
        decided_at=None,
        code=None,
        card_channel_id=1,
        card_message_id=2,
    )
    return replace(plain, **changes)


def said(number: int, speaker: Speaker, text: str | None, **changes: Any) -> Said:
    return Said(number, speaker, MOD, NOW, text, changes.get("delivery"))


def view(talk: tuple[Said, ...], **changes: Any) -> AppealView:
    about = case(state=CaseState.UPHELD, decided_by=MOD, decided_at=NOW, text="😀" * 4000)
    done = tuple(
        action(kind, ActionState.DONE)
        for kind in (ActionKind.DELETE, ActionKind.NOTICE, ActionKind.TIMEOUT, ActionKind.BAN)
    )
    return AppealView(appeal(**changes), about, talk, done)


def fullest() -> AppealView:
    talk = [
        said(index, Speaker.MEMBER if index % 2 else Speaker.MODERATORS, ("😀`" * WORDS_LIMIT)[:WORDS_LIMIT])
        for index in range(TALK_LIMIT)
    ]
    talk.append(said(99, Speaker.OUTCOME, "*" * WORDS_LIMIT, delivery="dms_closed"))
    return view(tuple(talk), state=AppealState.REJECTED, decided_by=MOD, decided_at=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits_in_every_language(language: str) -> None:
    with speaking(language):
        for full in (fullest(), replace(fullest(), appeal=appeal())):
            for embed in (appeal_cards.appeal_embed(full), appeal_cards.status_embed(full)):
                assert width(str(embed.description)) <= limits.EMBED_DESCRIPTION
                assert all(0 < width(str(field.value)) <= limits.EMBED_FIELD_VALUE for field in embed.fields)
                total = width(str(embed.title)) + width(str(embed.description))
                total += sum(width(f"{field.name}{field.value}") for field in embed.fields)
                assert total <= limits.EMBED_TOTAL
            for one in full.talk:
                assert width(appeal_cards.dm_text(full, one, "x" * 200)) <= limits.CONTENT_LENGTH
            pages = list(appeal_cards.talk_pages(full.talk))
            assert all(width(page) <= limits.EMBED_DESCRIPTION for page in pages)
            assert len(appeal_cards.reminder_text([full] * 10, 48)) <= limits.CONTENT_LENGTH


def test_a_whole_talk_leaves_nothing_out() -> None:
    talk = tuple(said(index, Speaker.MEMBER, f"word{index} " * 100) for index in range(TALK_LIMIT))
    pages = "\n".join(appeal_cards.talk_pages(talk))
    assert all(f"word{index} " in pages for index in range(TALK_LIMIT))


@pytest.mark.parametrize("state", AppealState)
def test_the_member_reads_no_moderators_name(state: AppealState) -> None:
    talk = (said(1, Speaker.MEMBER, "why"), said(2, Speaker.MODERATORS, "so"), said(3, Speaker.OUTCOME, "no"))
    one = view(talk, state=state, decided_by=MOD, decided_at=NOW)
    texts = [str(appeal_cards.status_embed(one).description)]
    texts += [appeal_cards.dm_text(one, each, "Town Hall") for each in talk]
    assert not [text for text in texts if str(MOD) in text]
    assert str(MOD) in str(appeal_cards.appeal_embed(one).to_dict())


@pytest.mark.parametrize("code", Stale)
def test_why_an_appeal_went_stale(code: Stale) -> None:
    stale = appeal(state=AppealState.STALE, code=code)
    fresh = appeal(state=AppealState.OPEN)
    assert appeal_cards.outcome_text(stale) != appeal_cards.outcome_text(fresh)
    assert "closed" in appeal_cards.outcome_text(stale)


def test_words_show_as_they_were_written() -> None:
    one = view((said(1, Speaker.MEMBER, HOSTILE), said(2, Speaker.MODERATORS, HOSTILE)))
    for text in (
        str(appeal_cards.appeal_embed(one).description),
        str(appeal_cards.status_embed(one).description),
        appeal_cards.dm_text(one, one.talk[1], "Town Hall"),
    ):
        assert "@everyone" not in text
        assert "<@1>" not in text
        assert "](https://evil" not in text


@pytest.mark.parametrize("state", AppealState)
def test_a_decided_appeal_has_no_buttons(state: AppealState) -> None:
    kinds = [type(item).__name__ for item in appeal_controls(appeal(state=state)).children]
    assert kinds.count("AppealButton") == (0 if state.decided else 3)
    assert kinds.count("AppealMenu") == 1


async def test_a_notice_says_what_was_decided_and_how_to_appeal() -> None:
    rules = AppealPolicy(days=10, ban_text="https://appeals.example")
    planned = {ActionKind.DELETE: None, ActionKind.TIMEOUT: 3600}
    text = appeal_cards.notice_text(case(planned=planned), rules, NOW)
    assert "the message is deleted" in text
    assert f"<t:{int((NOW + timedelta(hours=1)).timestamp())}:f>" in text
    assert "10 days" in text
    assert "appeals.example" not in text  # nobody is removed
    text = appeal_cards.notice_text(case(planned={ActionKind.BAN: 0}), rules, NOW)
    assert "https://appeals.example" in text


def test_the_select_of_decisions_fits() -> None:
    concerns = [Concern(case(id=10**19 + index), appeal()) for index in range(25)]
    (item,) = pick_controls(concerns, {GUILD: "x" * 100}).children
    select: Any = item.item  # type: ignore[attr-defined]
    assert len(select.options) == 25
    assert all(len(option.label) <= limits.OPTION_LABEL for option in select.options)
