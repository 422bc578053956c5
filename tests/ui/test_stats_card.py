"""Statistics in words: every figure of a picture stands in its alt text, and all of it keeps Discord's limits."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot import wording
from bot.detect.policy import RuleKind
from bot.review.figures import Agreement
from bot.review.stats import Ends, LabelScores, Load, Scores
from bot.review.types import CaseState
from bot.ui.stats_card import MODERATORS_SHOWN, picture_name, pictures, stats_embed
from bot.ui.text import width
from tests.ui.kit import field
from tests.ui.stats_kit import NAMES, busy, quiet


def alts(**changes: Any) -> dict[str, str]:
    return {one.name: one.alt for one in pictures(busy(**changes), NAMES)}


def test_four_pictures_and_their_figures_in_words() -> None:
    told = alts()
    assert list(told) == ["cases", "decisions", "scores", "moderators"]
    stats = busy()
    for kind, days in stats.opened.items():
        assert f"{wording.KINDS[kind.value]}: {sum(days)}" in told["cases"]
    assert "from 2026-03-01 to 2026-03-30" in told["cases"]
    assert "half of them within 21 min, nine of ten within 6.0 h" in told["decisions"]
    assert "<5m: 38, <15m: 61" in told["decisions"]
    assert "Toxicity: 81% of 145 (95 % interval 74% to 87%)" in told["decisions"]
    for one in stats.scores:
        assert f"threshold {one.threshold:.2f}, reached by {one.upheld.over} of 90 upheld" in told["scores"]
    assert "Mara: 97 decisions, half of them within 2 min of the claim; Milo: 71" in told["moderators"]
    assert "Kappa 0.61" in told["moderators"]
    assert "22 of 27 second looks agreed" in told["moderators"]


def test_the_answer_in_words() -> None:
    embed = stats_embed(busy())
    text = str(embed.description)
    assert embed.title == "Statistics of the last 30 days"
    assert "6 cases wait, the oldest since <t:" in text
    assert "211 decisions: half of them within 21 min" in text
    assert "Report by a member: 39% of 23" in field(embed, wording.STATS_PRECISION)
    assert "closed: a source was given: 23" in field(embed, wording.STATS_FIELD_ENDS)
    assert "upheld" not in field(embed, wording.STATS_FIELD_ENDS)
    load = field(embed, wording.STATS_MODERATORS)
    assert "<@400>: 97 decisions" in load
    assert "forgotten: 3 decisions" in load
    assert "Kappa 0.61 (95 % interval" in field(embed, wording.STATS_AGREEMENT)


def test_no_member_is_named_but_moderators() -> None:
    """Neither words nor pictures hold an id that is not a moderator's."""
    stats = busy()
    told = repr([pictures(stats, NAMES), stats_embed(stats).to_dict()])
    assert set(re.findall(r"<@(\d+)>", told)) == {"400", "401", "402"}


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (
            Agreement(4, 1, 1, 3),
            "Too few second looks to tell: 7 of 9 agreed with the decision, 10 are needed.",
        ),
        (Agreement(12, 0, 0, 0), "12 of 12 second looks agreed with the decision. Kappa is undefined"),
        (Agreement(5, 1, 1, 3), "Kappa 0.58"),
        (Agreement(), ""),
    ],
)
def test_agreement(agreement: Agreement, words: str) -> None:
    assert words in field(stats_embed(busy(agreement=agreement)), wording.STATS_AGREEMENT)
    (rows,) = [
        one.picture.panels[1]
        for one in pictures(busy(agreement=agreement), NAMES)
        if one.name == "moderators"
    ]
    kappa = None if agreement.few else agreement.kappa
    assert [row[1] for row in rows.rows] == ([kappa] if agreement.n else [])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"undecided": 1}, ["cases"]),
        ({"ends": {**quiet().ends, RuleKind.TOXICITY: Ends(1, 0, {})}}, ["cases", "decisions"]),
        ({"ends": {**quiet().ends, RuleKind.TOXICITY: Ends(0, 0, {CaseState.LAPSED: 1})}}, ["cases"]),
        ({"load": (Load(400, 1, None),)}, ["cases", "moderators"]),
        ({"agreement": Agreement(1)}, ["cases", "moderators"]),
        (
            {"scores": (LabelScores("x", 0.5, Scores((0,), 0), Scores((0,), 0), Scores((1,), 0)),)},
            ["cases", "scores"],
        ),
    ],
)
def test_only_what_there_is_becomes_a_picture(changes: dict[str, Any], names: list[str]) -> None:
    assert [one.name for one in pictures(quiet(**changes), {})] == names


def test_the_limits_hold_on_the_busiest_server() -> None:
    load = tuple(Load(2**62 + number, 10**9, 10**9) for number in range(300))
    scores = tuple(
        LabelScores(
            label * 9,
            0.5,
            Scores((10**9,) * 20, 10**9),
            Scores((10**9,) * 20, 10**9),
            Scores((10**9,) * 20, 10**9),
        )
        for label in ("severe_toxicity", "sexual_explicit", "identity_attack", "obscene")
    )
    stats = busy(load=load, scores=scores, undecided=10**9)
    names = {one.member_id: "W" * 16 for one in load if one.member_id is not None}
    for one in pictures(stats, names):
        assert 0 < width(one.alt) <= 1024
    embed = stats_embed(stats)
    assert all(0 < width(str(one.value)) <= 1024 for one in embed.fields)
    assert len(embed) <= 6000
    moderators = pictures(stats, names)[3].picture.panels[0]
    assert len(moderators.rows) == MODERATORS_SHOWN  # type: ignore[union-attr]
    assert "292 more: 292,000,000,000" in field(embed, wording.STATS_MODERATORS)


@pytest.mark.parametrize(
    ("display", "user", "shown"),
    [
        ("Mara", "mara.k", "Mara"),
        ("Žofie Ωμέγα", "z", "Žofie Ωμέγα"),
        ("東京太郎", "taro", "taro"),
        ("\U0001f389\U0001f389 A", "party", "party"),
        ("Ann \U0001f389", "ann", "Ann \U0001f389"),
        ("A very long name indeed", "x", "A very long nam…"),
    ],
)
def test_what_a_moderator_is_called_in_a_picture(display: str, user: str, shown: str) -> None:
    assert picture_name(display, user) == shown


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3599, "60 min"),
        (3600, "1.0 h"),
        (86_399, "24.0 h"),
        (90_000, "1.0 d"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert wording.duration(seconds) == said
