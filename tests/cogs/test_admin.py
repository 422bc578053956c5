"""``/check``: the findings and what the policy would make of them, on one card."""

from __future__ import annotations

from bot import wording
from bot.detect.accusation.types import Accusation, Category, Evidence, Kind, Mode, Reading, Span, Support
from bot.detect.judge import Findings
from bot.detect.policy import AccusationHandling, ChannelPolicy
from bot.ui.text import width
from cogs.admin import check_embed
from tests.ui.kit import field

CHARGE = Accusation(
    target=Span("Orlova", 0, 6),
    charge=Span("shredded the files", 7, 25),
    category=Category.POWER_ABUSE,
    kind=Kind.ACT,
    mode=Mode.ASSERTED,
    support=Support.NONE,
    route=None,
    resolved_target=None,
    probability=0.93,
)
POLICY = ChannelPolicy(thresholds={"toxicity": 0.85})


def findings(
    accusations: tuple[Accusation, ...] = (),
    scores: dict[str, float] | None = None,
    unscored: str | None = None,
) -> Findings:
    reading = Reading(
        accusations,
        0.93 if accusations else 0.0,
        bool(accusations),
        True,
        (Evidence("gate", "passed", "shredded"),),
    )
    return Findings(scores, unscored, "embedded:0123abcd", "en", reading if scores is not None else None)


def test_a_flagged_text() -> None:
    embed = check_embed(findings((CHARGE,), {"toxicity": 0.91, "insult": 0.4}), POLICY)
    assert embed.description == "Flagged here: Toxicity, Accusation without a source"
    assert field(embed, wording.FIELD_SCORES).split("\n") == [
        "▰▰▰▰▰ `0.91` toxicity ≥ 0.85",
        "▰▰▱▱▱ `0.40` insult (switched off)",
    ]
    said = field(embed, wording.FIELD_ACCUSATION)
    assert "Target: Orlova" in said
    assert "said as a fact" in said
    assert "`0.93`" in said
    assert "toxicity ≥ threshold" in field(embed, wording.CHECK_TRACE)


def test_a_text_that_nobody_minds() -> None:
    embed = check_embed(findings((), {"toxicity": 0.01}), POLICY)
    assert embed.description == wording.CHECK_NOT_FLAGGED
    assert field(embed, wording.FIELD_ACCUSATION) == wording.CHECK_NO_ACCUSATION


def test_the_policy_of_the_channel_decides() -> None:
    off = POLICY.model_copy(update={"accusations": AccusationHandling.OFF})
    assert check_embed(findings((CHARGE,), {"toxicity": 0.01}), off).description == wording.CHECK_NOT_FLAGGED


def test_a_text_in_another_language_is_said_to_be_unread() -> None:
    embed = check_embed(findings(unscored="language"), POLICY)
    assert field(embed, wording.FIELD_SCORES) == wording.CHECK_UNSCORED["language"]


def test_it_keeps_the_limits_of_a_card() -> None:
    long = Span("*" * 2000, 0, 2000)
    many = tuple(
        Accusation(long, long, Category.FRAUD, Kind.LABEL, Mode.HEDGED, Support.PSEUDO, None, None, 0.5)
        for _ in range(20)
    )
    embed = check_embed(findings(many, {f"label_{n}": 0.5 for n in range(40)}), POLICY)
    assert all(0 < width(str(one.value)) <= 1024 for one in embed.fields)
    assert len(embed) <= 6000
