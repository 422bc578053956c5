"""Who says that they may harm themselves: invented lines both ways, and what the policy makes of it.

The corpus has two halves. ``tune`` was used while the phrases were written; ``held`` was written before the first run
and never used for a change, so it may be read as a measure, with the caution that one person wrote both.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detect.judge import Findings
from bot.detect.policy import ChannelPolicy, RuleKind, judge_findings
from bot.detect.self_harm import READ_LIMIT, SEVERITIES, SelfHarm, Sort, read

CORPUS = Path(__file__).parent / "corpus" / "self_harm.jsonl"
LINES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
TUNE = [line for line in LINES if line["part"] == "tune"]
HELD = [line for line in LINES if line["part"] == "held"]


def test_the_corpus_is_large_and_two_sided() -> None:
    assert len(LINES) >= 120
    for part in (TUNE, HELD):
        assert sum(line["sort"] is not None for line in part) >= 25
        assert sum(line["sort"] is None for line in part) >= 30
    assert len({line["text"] for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", TUNE, ids=lambda line: line["text"][:40])
def test_tuned(line: dict[str, Any]) -> None:
    found = read(line["text"])
    assert (found.sort.value if found else None) == line["sort"]


def test_held_out() -> None:
    """Measured once: 28 of 28 found, 1 of 36 wrongly. It must not get worse."""
    missed = [line["text"] for line in HELD if line["sort"] and read(line["text"]) is None]
    wrong = [line["text"] for line in HELD if line["sort"] is None and read(line["text"])]
    assert len(missed) == 0, missed
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Sorry all. I want to die. Bye", "I want to die"),
        ("𝓗ey 👋 i am going to k1ll myself", "i am going to k1ll myself"),
        ("I wanna  kill   myself", "I wanna  kill   myself"),
    ],
)
def test_it_says_where(text: str, marked: str) -> None:
    found = read(text)
    assert found is not None
    assert text[found.start : found.end] == marked


def test_the_gravest_counts() -> None:
    found = read("I cut myself again. I want to die. I am going to end my life.")
    assert found is not None
    assert found.sort is Sort.INTENT
    assert SEVERITIES[Sort.INTENT] == max(SEVERITIES.values())


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "i " * READ_LIMIT,
        "i don't " * READ_LIMIT,
        "I want to " + " " * READ_LIMIT,
        '"' * READ_LIMIT,
        "```" * READ_LIMIT,
        "not a b " * READ_LIMIT,
        "i wish i was " * READ_LIMIT,
        ">" * READ_LIMIT,
    ],
    ids=range(8),
)
def test_hostile_text_ends(text: str) -> None:
    """Only a part of it is read, and no phrase goes over it again and again; the suite's time limit would notice."""
    assert read(text) is None


def findings(said: SelfHarm | None, **scores: float) -> Findings:
    return Findings(scores, None, "test:0000", "en", None, said)


SAID = SelfHarm(Sort.WISH, 0, 13)
POLICY = ChannelPolicy(watch=True, thresholds={"toxicity": 0.8, "threat": 0.5, "insult": 0.5})


@pytest.mark.parametrize(
    ("found", "policy", "kinds", "step"),
    [
        (findings(SAID), POLICY, [RuleKind.SELF_HARM], ("speaks of harming themselves", True, "wish")),
        (findings(SAID, threat=0.9), POLICY, [RuleKind.SELF_HARM], ("aimed at others", False, "speaks of harming themselves")),
        (findings(SAID, threat=0.9, insult=0.9), POLICY, [RuleKind.TOXICITY, RuleKind.SELF_HARM], ("aimed at others", True, "speaks of harming themselves")),
        (findings(None, threat=0.9), POLICY, [RuleKind.TOXICITY], ("speaks of harming themselves", False, "")),
        (findings(SAID), POLICY.model_copy(update={"self_harm": False}), [], ("self-harm handled here", False, "switched off")),
    ],
    ids=["alone", "a threat to oneself is none", "abuse beside it is", "none", "switched off"],
)  # fmt: skip
def test_the_policy(
    found: Findings, policy: ChannelPolicy, kinds: list[RuleKind], step: tuple[str, bool, str]
) -> None:
    verdict = judge_findings(found, policy)
    assert [flag.kind for flag in verdict.flags] == kinds
    assert step in [(one.rule, one.passed, one.detail) for one in verdict.trace]


def test_nobody_is_punished_for_it_even_where_it_is_not_shown() -> None:
    """Switching the cards off does not turn a cry for help into a threat."""
    off = POLICY.model_copy(update={"self_harm": False})
    assert judge_findings(findings(SAID, threat=0.9), off).flags == ()
