"""What the queue looks like: the list, counts, the preview, the card of a flood, and the card of somebody in need."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import wording
from bot.detect.message import AuthorKind
from bot.detect.policy import HELP_TEXT_LIMIT, RuleKind
from bot.review.bulk import Choice, Preview
from bot.review.queue import Filter, QueuePage, Status
from bot.review.types import ActionKind, ActionState, CaseState, Flood, Group
from bot.ui import limits
from bot.ui.cards import case_embed
from bot.ui.controls import card_controls, private_controls
from bot.ui.queue_cards import flood_embed, list_embed, preview_embed, status_embed
from bot.ui.queue_items import floods_on, page_controls, preview_controls
from tests.ui.kit import ADA, GUILD, MOD, NOW, action, card, case, client, field, guild_of, message

FLOOD_GROUP = Group(70, GUILD, ADA, None, None, None, raid=True)


def ids(view) -> list[str]:  # type: ignore[no-untyped-def]
    return [item.custom_id for item in view.walk_children()]


async def test_a_page_keeps_its_limits_and_says_where_it_is() -> None:
    found = tuple(
        case(id=number, number=10**9 + number, assigned_to=2**63 - 1, escalated=True, reports=12)
        for number in range(50)
    )
    embed = list_embed(QueuePage(found, 50, 200, NOW))
    assert len(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert len(embed) <= limits.EMBED_TOTAL
    assert "51–100 of 200 undecided" in str(embed.fields[0].value)


@pytest.mark.parametrize(
    ("before", "total", "disabled"),
    [(0, 3, []), (0, 4, [True, False]), (3, 6, [False, True]), (3, 9, [False, False])],
)
async def test_the_page_buttons_lead_where_there_is_something(
    before: int, total: int, disabled: list[bool]
) -> None:
    found = tuple(case(id=number) for number in (35, 36, 37))
    view = page_controls(QueuePage(found, before, total, NOW), Filter(kind=RuleKind.TOXICITY))
    assert [item.item.disabled for item in view.walk_children()] == disabled  # type: ignore[attr-defined]
    assert ids(view) == ["queue:list:bz:kt", "queue:list:a11:kt"][: len(disabled)]


async def test_counts() -> None:
    embed = status_embed(Status({("toxicity", "open"): 2, ("report", "claimed"): 1}, NOW, ((MOD, 2, NOW),)))
    assert "3 undecided cases" in (embed.description or "")
    assert "**Toxicity**: 2 open" in (embed.description or "")
    assert f"<@{MOD}>: 2 cases" in field(embed, wording.STATUS_ASSIGNED)
    assert status_embed(Status({}, None, ())).description == wording.QUEUE_EMPTY


async def test_the_preview() -> None:
    preview = Preview(NOW, {"toxicity": 600}, (case(),), NOW - timedelta(days=1), 603)
    text = preview_embed(preview, Choice.UPHOLD).description or ""
    assert "600 cases" in text
    assert "500 of them are decided at a time" in text
    assert "3 more match and are left out" in text
    assert [
        item.item.label for item in preview_controls(preview, Choice.UPHOLD, Filter(), MOD).walk_children()
    ] == [  # type: ignore[attr-defined]
        "Uphold 500 cases",
        "Cancel",
    ]


async def test_the_card_of_a_flood() -> None:
    others = tuple(case(id=number, number=number) for number in range(100, 110))
    view = card(others=others, group=FLOOD_GROUP, flood=Flood({"toxicity": 11}, 12, 9))
    embed = flood_embed(view)
    assert "12 cases by 9 people, 11 of them undecided" in (embed.description or "")
    assert field(embed, wording.FLOOD_NEWEST).count("\n") == 4
    assert "#109" in field(embed, wording.FLOOD_NEWEST)
    controls = card_controls(view)
    assert ids(controls) == ["queue:list:0:g1y", "queue:bulk:d:g1y", "queue:bulk:u:g1y"]
    over = card(case(state=CaseState.DISMISSED), group=FLOOD_GROUP, flood=Flood({}, 12, 9))
    assert wording.FLOOD_OVER in (flood_embed(over).description or "")


async def test_the_card_of_a_flood_is_found_again() -> None:
    view = card(group=FLOOD_GROUP, flood=Flood({"toxicity": 1}, 1, 1))
    posted = message(guild_of(client()), components=card_controls(view).to_components())
    assert floods_on(posted) == {70}
    assert floods_on(message(guild_of(client()), components=card_controls(card()).to_components())) == set()


@pytest.mark.parametrize(
    ("changes", "actions", "offered"),
    [
        ({}, (), True),
        ({}, (action(ActionKind.HELP, ActionState.DONE),), False),
        ({}, (action(ActionKind.HELP, ActionState.PENDING),), False),
        ({}, (action(ActionKind.HELP, ActionState.FAILED, code="dms_closed"),), True),
        ({"shadow": True}, (), False),
        ({"author_kind": AuthorKind.WEBHOOK}, (), False),
        ({"state": CaseState.DISMISSED}, (), False),
        ({"kind": RuleKind.TOXICITY}, (), False),
    ],
)
async def test_when_help_is_offered(changes, actions, offered) -> None:  # type: ignore[no-untyped-def]
    lead = case(**{"kind": RuleKind.SELF_HARM, **changes})
    assert ("case:help:7" in ids(card_controls(card(lead, actions=actions)))) is offered


@pytest.mark.parametrize("own", [None, "x" * HELP_TEXT_LIMIT, "Robin listens."])
async def test_the_card_of_somebody_in_need_shows_the_text(own: str | None) -> None:
    embed = case_embed(card(case(kind=RuleKind.SELF_HARM, accusations=()), help_text=own))
    shown = field(embed, wording.FIELD_HELP)
    assert shown.startswith(wording.HELP_CARE)
    assert (own or wording.HELP_TEXT)[:100] in shown
    assert len(embed) <= limits.EMBED_TOTAL
    assert field(embed, wording.FIELD_ACCUSATION) == ""


async def test_only_a_decided_private_card_offers_the_next_case() -> None:
    assert "queue:next" not in ids(private_controls(card()))
    decided = card(case(state=CaseState.UPHELD))
    assert ids(private_controls(decided))[-1] == "queue:next"
    assert "queue:next" not in ids(card_controls(decided))
