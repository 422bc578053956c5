"""Policy: who is judged, what is flagged, and that the trace says why and why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from bot.detect.accusation.types import Kind, Mode, Reading, Support
from bot.detect.judge import Findings
from bot.detect.message import AuthorKind, MessageView, Part, Place, ordered
from bot.detect.policy import (
    AccusationHandling,
    ChannelOverride,
    ChannelPolicy,
    GuildPolicy,
    LabelHandling,
    RuleKind,
    against_member,
    decide,
    judge_findings,
)
from tests.detect.fakes import accusation

WATCHED = ChannelPolicy(watch=True, thresholds={"toxicity": 0.8, "insult": 0.7})
POLICY = GuildPolicy(shadow=False, review_channel_id=99, exempt_role_ids=frozenset({5}), base=WATCHED)
VIEW = MessageView(
    guild_id=1,
    channel_id=10,
    message_id=100,
    author_id=7,
    author_name="Ada",
    author_kind=AuthorKind.MEMBER,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    parts=(Part(Place.CONTENT, "Minister Dalum took the money."),),
)


def scores(toxicity: float, insult: float = 0.1) -> Findings:
    return Findings({"toxicity": toxicity, "insult": insult}, None, "m:1", "en", None)


@pytest.mark.parametrize(
    ("change", "judged"),
    [
        ({}, True),
        ({"author_kind": AuthorKind.BOT}, False),
        ({"author_kind": AuthorKind.WEBHOOK}, False),
        ({"author_kind": AuthorKind.SYSTEM}, False),
        ({"author_kind": AuthorKind.OURSELVES}, False),
        ({"role_ids": frozenset({5, 6})}, False),
        ({"role_ids": frozenset({6})}, True),
        ({"channel_id": 99}, False),
        ({"parent_id": 99}, False),
        ({"parent_id": 98}, True),
    ],
)
def test_who_is_judged(change: dict[str, object], judged: bool) -> None:
    assert bool(decide(replace(VIEW, **change), scores(0.95), POLICY).flags) is judged  # type: ignore[arg-type]


def test_without_a_review_channel_no_channel_is_taken_for_it() -> None:
    bare = POLICY.model_copy(update={"review_channel_id": None})
    assert decide(VIEW, scores(0.95), bare).flags


def test_swearing_alone_flags_nothing_in_a_new_server() -> None:
    new = GuildPolicy.new({"toxicity": 0.8, "obscene": 0.6})
    assert new.base.thresholds == {"toxicity": 0.8}
    found = Findings({"toxicity": 0.3, "obscene": 0.97}, None, "m:1", "en", None)
    verdict = judge_findings(found, new.base)
    assert not verdict.flags
    assert "0.97, label switched off" in [step.detail for step in verdict.trace]


@pytest.mark.parametrize("kind", [AuthorKind.BOT, AuthorKind.WEBHOOK])
def test_bots_are_judged_only_where_a_channel_switches_it_on(kind: AuthorKind) -> None:
    policy = POLICY.model_copy(update={"channels": {10: ChannelOverride(judge_bots=True)}})
    assert decide(replace(VIEW, author_kind=kind), scores(0.95), policy).flags
    assert not decide(replace(VIEW, author_kind=kind, channel_id=11), scores(0.95), policy).flags


@pytest.mark.parametrize("kind", [AuthorKind.SYSTEM, AuthorKind.OURSELVES])
def test_system_and_ourselves_are_never_judged(kind: AuthorKind) -> None:
    policy = POLICY.model_copy(update={"channels": {10: ChannelOverride(judge_bots=True)}})
    assert not decide(replace(VIEW, author_kind=kind), scores(0.95), policy).flags


@pytest.mark.parametrize(
    ("found", "labels"),
    [
        (scores(0.79), ()),
        (scores(0.8), ("toxicity",)),
        (scores(0.5, 0.7), ("insult",)),
        (scores(0.9, 0.9), ("toxicity", "insult")),
        (Findings(None, "language", "m:1", "fr", None), ()),
    ],
)
def test_toxicity_flags_from_the_threshold_on(found: Findings, labels: tuple[str, ...]) -> None:
    flags = decide(VIEW, found, POLICY).flags
    assert tuple(label for flag in flags for label in flag.labels) == labels


def test_every_rule_stands_in_the_trace_also_when_nothing_was_flagged() -> None:
    trace = {step.rule: step for step in decide(VIEW, scores(0.41), POLICY).trace}
    assert trace["channel watched"].passed
    assert not trace["toxicity ≥ threshold"].passed
    assert trace["toxicity ≥ threshold"].detail == "0.41 against 0.80"
    unscored = {
        step.rule: step for step in decide(VIEW, Findings(None, "language", "m:1", "fr", None), POLICY).trace
    }
    assert unscored["scored"].detail == "language"


TEXT = VIEW.claims


def reading(**change: object) -> Findings:
    found = accusation(TEXT, "took the money", target="Minister Dalum", **change)  # type: ignore[arg-type]
    read = Reading((found,), found.probability, found.is_open, gate=True)
    return Findings({"toxicity": 0.1}, None, "m:1", "en", read)


@pytest.mark.parametrize(
    ("change", "channel", "flagged"),
    [
        ({}, {}, True),
        ({"mode": Mode.QUESTION}, {}, False),
        ({"mode": Mode.HEDGED}, {}, False),
        ({"support": Support.LINK}, {}, False),
        ({"support": Support.PSEUDO}, {}, True),
        ({"probability": 0.01}, {}, False),
        ({"kind": Kind.LABEL}, {}, False),
        ({"kind": Kind.LABEL}, {"labels": LabelHandling.ALL}, True),
        ({"kind": Kind.LABEL}, {"labels": LabelHandling.MEMBERS}, False),
        ({}, {"accusations": AccusationHandling.OFF}, False),
        ({}, {"accusations": AccusationHandling.ASK}, True),
    ],
)
def test_accusations(change: dict[str, object], channel: dict[str, object], flagged: bool) -> None:
    policy = POLICY.model_copy(update={"base": WATCHED.model_copy(update=channel)})
    flags = decide(VIEW, reading(**change), policy).flags
    assert [flag.kind for flag in flags] == ([RuleKind.ACCUSATION] if flagged else [])
    if flagged:
        assert flags[0].handling is policy.base.accusations


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("you", True),
        ("You're", True),
        ("@Bruno", True),
        ("<@123>", True),
        ("your handlers", True),
        ("Yusuf", False),
    ],
)
def test_against_member(target: str, expected: bool) -> None:
    text = f"{target} took the money"
    assert against_member(accusation(text, "took the money", target=target)) is expected


def test_an_addressee_left_unsaid_is_a_member() -> None:
    assert against_member(accusation("Liar.", "Liar"))


def test_a_thread_takes_its_parents_rules_and_puts_its_own_over_them() -> None:
    policy = GuildPolicy(
        base=ChannelPolicy(thresholds={"toxicity": 0.8, "insult": 0.7}),
        channels={
            10: ChannelOverride(watch=True, thresholds={"toxicity": 0.6}),
            20: ChannelOverride(thresholds={"insult": None}),
        },
    )
    assert policy.for_channel(20, 10) == ChannelPolicy(watch=True, thresholds={"toxicity": 0.6})
    assert policy.for_channel(10) == ChannelPolicy(watch=True, thresholds={"toxicity": 0.6, "insult": 0.7})
    assert not policy.for_channel(30).watch


@pytest.mark.parametrize(
    "bad", [{"ask_minutes": 0}, {"base": {"thresholds": {"toxicity": 1.2}}}, {"shdow": True}]
)
def test_a_policy_that_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        GuildPolicy.model_validate(bad)


def test_a_policy_survives_its_way_through_json() -> None:
    policy = POLICY.model_copy(
        update={"channels": {10: ChannelOverride(watch=True, thresholds={"insult": None})}}
    )
    assert GuildPolicy.model_validate_json(policy.model_dump_json()) == policy


def test_claims_are_a_prefix_of_the_text_and_embeds_come_last() -> None:
    view = replace(
        VIEW,
        parts=ordered(
            [Part(Place.EMBED, "Site title"), Part(Place.CONTENT, "Look at this"), Part(Place.POLL, " ")]
        ),
    )
    assert view.text == "Look at this\nSite title"
    assert view.claims == "Look at this"
    assert view.text.startswith(view.claims)
