"""Which controls a card carries in which state, and that their ids survive a restart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind
from bot.review.types import CaseState, Plan
from bot.ui import controls
from bot.ui.summaries import asking, buttons
from tests.ui.kit import card, case, client, guild_of, message

UNDECIDED = ["uphold", "dismiss", "ask", "more"]


def verbs(view: discord.ui.View) -> list[str]:
    return [item.custom_id.split(":")[1] for item in view.walk_children()]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, UNDECIDED),
        ({"kind": RuleKind.TOXICITY}, ["uphold", "dismiss", "more"]),
        ({"kind": RuleKind.REPORT}, ["uphold", "dismiss", "more"]),
        ({"author_kind": AuthorKind.BOT}, ["uphold", "dismiss", "more"]),
        ({"author_kind": AuthorKind.WEBHOOK}, ["uphold", "dismiss", "more"]),
        ({"shadow": True}, ["uphold", "dismiss", "more"]),
        ({"message_deleted": True}, ["uphold", "dismiss", "more"]),
        ({"state": CaseState.ASKED}, ["uphold", "dismiss", "more"]),
        ({"state": CaseState.CLAIMED}, UNDECIDED),
        *(({"state": state}, ["more"]) for state in CaseState if state.decided),
    ],
)
async def test_the_controls_fit_the_state(changes: dict[str, Any], shown: list[str]) -> None:
    assert verbs(controls.card_controls(card(case(**changes)))) == shown


@pytest.mark.parametrize(
    ("view", "entries"),
    [
        (card(), ("duplicate", "escalate", "assign", "note")),
        (card(others=(case(id=8, number=13),)), ("group", "duplicate", "escalate", "assign", "note")),
        (
            card(others=(case(id=8, state=CaseState.UPHELD),)),
            ("duplicate", "escalate", "assign", "note"),
        ),
        (card(case(escalated=True)), ("duplicate", "assign", "note")),
        (
            card(case(state=CaseState.CLAIMED)),
            ("duplicate", "escalate", "assign", "release", "note"),
        ),
        (card(case(state=CaseState.CLAIMED, deciding=True)), ("note",)),
        (card(case(state=CaseState.UPHELD)), ("undo", "reopen", "note")),
        (card(case(state=CaseState.UPHELD, text=None)), ()),
    ],
)
def test_the_menu_fits_the_state(view: Any, entries: tuple[str, ...]) -> None:
    assert controls.more_verbs(view) == ("why", "history", *entries, "link", "trail")


async def test_custom_ids_are_short_unique_and_understood_again() -> None:
    huge = case(id=2**63, guild_id=2**64 - 1)
    shown = [
        *controls.card_controls(card(huge)).walk_children(),
        *controls.ask_controls(huge).walk_children(),
        *controls.step_controls(
            huge.id, Plan(slowmode=timedelta(seconds=30), ban=timedelta())
        ).walk_children(),
    ]
    ids = [item.custom_id for item in shown]  # type: ignore[attr-defined]
    assert len(set(ids)) == len(ids)
    assert all(len(one) <= 100 for one in ids)
    for one in ids:
        kinds = [kind for kind in controls.ITEMS if kind.__discord_ui_compiled_template__.fullmatch(one)]
        assert len(kinds) == 1


async def test_a_card_is_found_again_by_its_controls() -> None:
    guild = guild_of(client())
    row = controls.card_controls(card(case(id=77))).to_components()
    found = message(guild, components=row)
    assert controls.cases_on(found) == {77}
    assert controls.cases_on(message(guild)) == set()


async def test_all_items_can_be_registered_together() -> None:
    client().add_dynamic_items(*controls.ITEMS, *buttons.ITEMS, asking.PickLink)
    templates = [
        kind.__discord_ui_compiled_template__ for kind in (*controls.ITEMS, *buttons.ITEMS, asking.PickLink)
    ]
    assert len(set(templates)) == len(templates)
