"""Everything that Discord limits the length of, built in every language and shown to the stand-in's own checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot import wording
from bot.detect.message import AuthorKind
from bot.detect.policy import (
    ASK_MINUTES_LIMIT,
    AccusationHandling,
    AskVia,
    ChannelOverride,
    ChannelPolicy,
    GuildPolicy,
    LabelHandling,
    Language,
)
from bot.detect.sanctions import LadderStep, StepAction
from bot.review.types import ActionKind, ActionState, CaseState, Note, Plan, Suggestion
from bot.sandbox.errors import Problems
from bot.sandbox.validate import commands, components, message
from bot.ui import appeals, cards, controls, limits, modals
from bot.ui.language import Translations
from bot.ui.settings_card import settings_embed
from bot.ui.summaries import asking
from bot.ui.summaries.buttons import summary_controls
from bot.ui.text import width
from bot.wording.language import LANGUAGES, speaking
from tests.ui.kit import NOW, action, card, case
from tools import messages

LADDER_STEP = LadderStep(points=99, action=StepAction.TIMEOUT, minutes=59)
LOCALES = {"de": {"de"}, "es": {"es-ES", "es-419"}, "fr": {"fr"}}
NOT_IN_ENGLISH = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


def fullest() -> Any:
    """A card on which everything that can be said is said."""
    kinds = [(kind, state, undoes) for kind in ActionKind for state in ActionState for undoes in (None, 1)]
    done = tuple(
        action(kind, state, code="role_above", until=NOW, undoes=undoes) for kind, state, undoes in kinds
    )
    lead = case(
        state=CaseState.ASKED,
        ask_until=NOW,
        number=2**31,
        shadow=True,
        escalated=True,
        reports=99,
        note="ask: dms_closed",
    )
    others = tuple(case(id=100 + number, state=state) for number, state in enumerate(CaseState))
    notes = tuple(Note(number, 2**64 - 1, NOW, "x" * 500) for number in range(3))
    return card(
        replace(lead, assigned_to=2**64 - 1),
        others=others,
        others_total=10_000,
        actions=done,
        notes=notes,
        notes_total=50,
        links=tuple(range(2**31 - 10, 2**31)),
        ladder=Suggestion(100, 100, LADDER_STEP, by_itself=True),
    )


@pytest.mark.usefixtures("language")
def test_cards_and_their_controls() -> None:
    for state in CaseState:
        view = card(case(state=state), others=(case(id=8),))
        shown = {
            "embeds": [cards.case_embed(view).to_dict()],
            "components": controls.card_controls(view).to_components(),
        }
        message.check(shown)
    message.check({"embeds": [cards.case_embed(fullest()).to_dict()]})
    plan = Plan(slowmode=timedelta(seconds=30), ban=timedelta())
    message.check({"content": "x", "components": controls.step_controls(2**63, plan).to_components()})
    message.check({"content": wording.ASK_TEXT, "components": controls.ask_controls(case()).to_components()})


@pytest.mark.usefixtures("language")
def test_the_rooms_of_a_card_hold_what_is_said_in_them() -> None:
    """Nothing is cut off but what people wrote."""
    for field in cards.case_embed(fullest()).fields:
        if field.name not in (wording.FIELD_GROUP, wording.FIELD_ACTIONS):
            assert not str(field.value).endswith("…"), field.name
    rooms = [
        value
        for name, value in vars(cards).items()
        if name.endswith("_ROOM") and name not in ("SOURCE_ROOM", "SPAN_ROOM", "REASON_ROOM", "NOTE_ROOM")
    ]
    names = [str(field.name) for field in cards.case_embed(fullest()).fields]
    assert sum(rooms) + limits.EMBED_TITLE + sum(map(width, names)) <= limits.EMBED_TOTAL


@pytest.mark.usefixtures("language")
def test_modals() -> None:
    opened = [
        modals.uphold_modal(case(number=999_999), 1, group=True),
        modals.uphold_modal(case(), 1, group=True, shadow=True),
        modals.uphold_modal(case(), 1, group=True, ladder=Suggestion(100, 100, LADDER_STEP, by_itself=True)),
        modals.uphold_modal(case(author_kind=AuthorKind.BOT), 1, group=False),
        modals.duplicate_modal(case(), 1),
        modals.source_modal(1, 2),
        modals.report_modal(1, 2),
        modals.summary_modal(1, 2),
        modals.uphold_modal(case(number=999_999, parent_id=5), 1, group=True),
        modals.link_modal(case(), 1),
        modals.assign_modal(case(), 1),
        modals.escalate_modal(case(number=999_999), 1),
        modals.note_modal(wording.NOTE_TITLE.format(number=999_999), "note", 1, 2),
        modals.note_modal(wording.NOTE_TITLE_MESSAGE, "note_message", 1, 2),
        appeals.form(wording.APPEAL_TITLE, "appeal:1:2", wording.APPEAL_WHY, wording.APPEAL_WHY_HINT),
        appeals.form(wording.APPEAL_REPLY_TITLE, "appeal_reply:1:2", wording.APPEAL_REPLY_LABEL, None),
        *(
            appeals.form(title, "appeal_answer:1:2", label, hint)
            for title, label, hint in (
                (wording.APPEAL_ANSWER_TITLE, wording.APPEAL_ANSWER_LABEL, wording.APPEAL_ANSWER_HINT),
                (wording.APPEAL_UPHOLD_TITLE, wording.APPEAL_REASON_LABEL, wording.APPEAL_REASON_HINT),
                (wording.APPEAL_REJECT_TITLE, wording.APPEAL_REASON_LABEL, wording.APPEAL_REASON_HINT),
            )
        ),
    ]
    for modal in opened:
        problems = Problems()
        components.check_modal(problems, modal.to_dict())
        problems.check()
        assert not modal.title.endswith("…")


@pytest.mark.usefixtures("language")
def test_settings_and_summaries() -> None:
    override = ChannelOverride(
        watch=True, judge_bots=False, accusations=AccusationHandling.ASK, labels=LabelHandling.ALL
    )
    policy = GuildPolicy(
        ask_via=AskVia.DM,
        ask_minutes=ASK_MINUTES_LIMIT,
        language=Language.FR,
        exempt_role_ids=frozenset(range(10**18, 10**18 + 5)),
        base=ChannelPolicy(accusations=AccusationHandling.ASK, labels=LabelHandling.MEMBERS),
        channels={10**18 + number: override for number in range(3)},
    )
    embed = settings_embed(policy, ("toxicity", "severe_toxicity", "identity_attack"))
    message.check({"embeds": [embed.to_dict()]})
    view = discord.ui.View(timeout=None)
    view.add_item(asking.PickLink(1, 2, 3, ["https://paper.example/a", "https://paper.example/b"]))
    message.check({"content": wording.SUMMARY_PICK, "components": view.to_components()})
    message.check({"content": "x", "components": summary_controls(2**64 - 1, 2**64 - 1).to_components()})


@pytest.mark.usefixtures("language")
def test_messages_to_members() -> None:
    texts = [
        wording.ask_why("S" * limits.CHANNEL_NAME, "c" * 300, 10**10),
        wording.ask_dm("S" * limits.CHANNEL_NAME, "u" * 100),
        *(
            wording.warning("S" * limits.CHANNEL_NAME, kind, "r" * 400, "u" * 100)
            for kind in ("accusation", "report", "rules")
        ),
        wording.privacy(30),
    ]
    assert max(map(width, texts)) <= limits.CONTENT_LENGTH


async def payload() -> list[dict[str, Any]]:
    """What Discord is told about the commands."""
    tree = await messages.command_tree()
    return [await one.get_translated_payload(tree, Translations()) for one in tree.get_commands()]


def parts(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for inner in (*part.get("options", ()), *part.get("choices", ())):
        yield from parts(inner)


async def test_commands_in_discords_locales() -> None:
    told = await payload()
    commands.check(told)  # lengths, letters, lower case, and no name twice in any language
    everything = [one for command in told for one in parts(command)]
    assert len(everything) > 50
    spoken = {locale for one in everything for locale in one.get("name_localizations", {})}
    assert spoken == set().union(*LOCALES.values())
    described = [one["description_localizations"] for one in everything if one.get("description", "…") != "…"]
    assert all(set(one) == spoken for one in described)


def test_settings_speak_every_language_there_is() -> None:
    assert {one.value for one in Language} == {"auto", *LANGUAGES} == set(wording.LANGUAGE_NAMES)
    assert set(LOCALES) == set(NOT_IN_ENGLISH)
