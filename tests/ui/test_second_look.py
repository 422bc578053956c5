"""The card of a second look: blind, veiled where the text is severe, within an embed's limits."""

from __future__ import annotations

from typing import Any

import pytest

from bot import wording
from bot.detect.policy import Step
from bot.review.second_look import Look
from bot.review.types import CaseState
from bot.ui.second_look import look_controls, look_embed
from bot.ui.text import width
from tests.ui.kit import MOD, NOW, TEXT, case, field

SEVERE: dict[str, Any] = {
    "scores": {"severe_toxicity": 0.95},
    "trace": (Step("severe_toxicity ≥ threshold", True, "0.95 against 0.30"),),
}


def look(*reasons: str, **changes: Any) -> Look:
    decided = {
        "state": CaseState.UPHELD,
        "decided_by": MOD,
        "decided_at": NOW,
        "reason": "because",
        "note": "a note",
    }
    return Look(5, case(**{**decided, **changes}), reasons)


def told(shown: Look) -> str:
    return repr(look_embed(shown).to_dict())


@pytest.mark.parametrize("message_deleted", [True, False])
def test_nothing_tells_of_the_decision(message_deleted: bool) -> None:
    """Not even that the message is gone, which an uphold may have done."""
    shown = look(message_deleted=message_deleted, escalated=True, source="https://court.example/88")
    text = told(shown)
    hidden = (
        str(MOD),
        "because",
        "a note",
        "court.example",
        wording.STATES["upheld"],
        wording.MESSAGE_DELETED,
    )
    assert [one for one in hidden if one in text] == []
    identity = (f"#{shown.case.number}", str(shown.case.author_id), "Ada", "discord.com/channels")
    assert [one for one in identity if one in text] == []
    assert text == told(look(message_deleted=not message_deleted, state=CaseState.DISMISSED))


def test_what_there_was_to_decide_on() -> None:
    embed = look_embed(look("Rude to me.", reports=2))
    assert "took 2 million" in str(embed.description)
    assert "`0.91` toxicity ≥ 0.85" in field(embed, wording.FIELD_SCORES)
    reports = field(embed, wording.KINDS["report"])
    assert reports.startswith(wording.reports(2))
    assert "Rude to me." in reports


def test_a_severe_text_and_what_its_reporters_wrote_are_veiled() -> None:
    embed = look_embed(look("He wrote that", reports=1, **SEVERE))
    assert str(embed.description).startswith("||")
    assert "||He wrote that||" in field(embed, wording.KINDS["report"])


def test_the_buttons_carry_the_look() -> None:
    ids = [item.custom_id for item in look_controls(look()).children]  # type: ignore[attr-defined]
    assert ids == ["look:uphold:5", "look:dismiss:5", "look:skip:5"]


def test_the_limits_hold() -> None:
    long = look(
        *["*" * 512] * 3,
        text="_" * 4000,
        spans=(),
        reports=10**6,
        scores=dict.fromkeys(map(str, range(40)), 1.0),
    )
    embed = look_embed(long)
    assert width(str(embed.description)) <= 4096
    assert all(0 < width(str(one.value)) <= 1024 for one in embed.fields)
    assert len(embed) <= 6000
    assert TEXT not in str(embed.description)
