"""Reading accusations: the guideline's examples in our own words, minimal pairs, spans, and the detector's promises."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detect.accusation import (
    DEFAULT_THRESHOLD,
    NO_SUPPORT,
    ContextMessage,
    Detector,
    Mode,
    Reading,
)
from bot.detect.accusation.document import MAX_CHARS

CORPUS = Path(__file__).parent / "corpus"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load()


def read(detector: Detector, row: dict[str, Any]) -> Reading:
    context = [ContextMessage(said["author"], said["text"]) for said in row.get("context", ())]
    return detector.read(
        row["text"],
        context=context,
        attachments=row.get("attachments", False),
        settled=row.get("settled", ()),
    )


@pytest.mark.parametrize(
    "row", [*rows("worked.jsonl"), *rows("tune.jsonl"), *rows("review.jsonl")], ids=lambda row: row["id"]
)
def test_final_label(detector: Detector, row: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if row.get("known_gap"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["known_gap"]))
    reading = read(detector, row)
    assert reading.unsupported == row["unsupported"], [str(step) for step in reading.evidence]


@pytest.mark.parametrize("row", rows("worked.jsonl"), ids=lambda row: row["id"])
def test_mode_support_and_target_of_the_worked_examples(detector: Detector, row: dict[str, Any]) -> None:
    found = read(detector, row).accusations
    for field in ("mode", "support"):
        if field in row:
            assert row[field] in {getattr(accusation, field) for accusation in found}, found
    if "target" in row:
        named = [accusation.target.text for accusation in found if accusation.target]
        assert any(row["target"] in text or text in row["target"] for text in named), found


def test_messages_held_apart_from_tuning(detector: Detector) -> None:
    held = rows("held.jsonl")
    right = sum(read(detector, row).unsupported == row["unsupported"] for row in held)
    assert right / len(held) >= 0.93


def test_the_corpus_names_both_sides_alike() -> None:
    text = "\n".join(row["text"].lower() for row in [*rows("tune.jsonl"), *rows("held.jsonl")])
    for one, other in (("federalist", "unionist"), ("heritage party", "league")):
        assert text.count(one) == pytest.approx(text.count(other), rel=0.5)


SIDES = [
    ("the Federalists", "the Unionists"),
    ("Senator Abara", "Senator Whitlock"),
    ("the Green Accord", "the National Bloc"),
]
TEMPLATES = [
    "I read that {} rigged the count.",
    "{} rigged the count.",
    "Maybe {} rigged the count.",
    "Did {} rig the count?",
    "{} lied to the court about the bridge.",
    "Nobody believes {} took the bribe.",
    "According to the Ledger {} destroyed the records.",
]


@pytest.mark.parametrize(("one", "other"), SIDES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_both_sides_are_read_alike(detector: Detector, template: str, one: str, other: str) -> None:
    first, second = detector.read(template.format(one)), detector.read(template.format(other))
    assert first.unsupported == second.unsupported
    assert [found.mode for found in first.accusations] == [found.mode for found in second.accusations]


def test_spans_are_code_points_of_the_given_text(detector: Detector) -> None:
    text = "😀😀 Look: Minister Værnes t\u200book 2 million from the port company."
    (found,) = detector.read(text).accusations
    assert found.target is not None
    assert found.charge is not None
    assert found.target.text == text[found.target.start : found.target.end] == "Minister Værnes"
    assert found.charge.text == text[found.charge.start : found.charge.end]
    assert found.charge.text.startswith("t\u200book 2 million")


def test_pronouns_and_addressees_are_resolved(detector: Detector) -> None:
    context = [
        ContextMessage("ana", "Premier Osei spoke today."),
        ContextMessage("ben", "and well, I thought"),
    ]
    assert (
        detector.read("She lied to parliament.", context=context).accusations[0].resolved_target
        == "Premier Osei"
    )
    assert (
        detector.read("You are a liar.", context=context, author="ana").accusations[0].resolved_target
        == "ben"
    )
    assert detector.read("She lied to parliament.").accusations[0].resolved_target is None


def test_several_charges_are_each_a_finding_gravest_open_first(detector: Detector) -> None:
    reading = detector.read("Marsh is a liar. Marsh murdered a clerk. Did Marsh take a bribe?")
    assert [found.category for found in reading.accusations] == ["violence_crime", "dishonesty", "corruption"]
    assert reading.accusations[-1].mode is Mode.QUESTION


def test_hate_is_routed_and_not_flagged(detector: Detector) -> None:
    reading = detector.read("all those refugees are rapists")
    assert reading.accusations[0].route == "hate"
    assert not reading.unsupported


def test_settled_facts_need_the_same_target(detector: Detector) -> None:
    settled = ["Halloran embezzled the pension fund"]
    assert not detector.read("Halloran embezzled the pension fund!", settled=settled).unsupported
    assert detector.read("Marsh embezzled the pension fund!", settled=settled).unsupported


def test_the_trace_says_why(detector: Detector) -> None:
    steps = {step.part: step for step in detector.read("Is it true that Varga took a bribe?").evidence}
    assert steps["mode"].value == "question"
    assert "is it true that" in steps["mode"].because
    assert steps["charge"].because == "took a bribe" or "took a bribe" in steps["charge"].because


def test_no_charge_words_cost_no_reading(detector: Detector) -> None:
    reading = detector.read("The council meets on Tuesday.")
    assert not reading.gate
    assert reading.accusations == ()
    assert reading.unsupported_accusation < 0.05


def test_text_beyond_the_limit_is_not_read(detector: Detector) -> None:
    assert not detector.read("word " * (MAX_CHARS // 5) + "Varga is a crook.").gate


def test_reading_is_the_same_from_many_threads(detector: Detector) -> None:
    texts = [row["text"] for row in rows("worked.jsonl")]
    alone = [detector.read(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(detector.read, texts * 3)) == alone * 3


WORDS = st.sampled_from(
    [
        "Varga",
        "liar",
        "lied",
        "is",
        "a",
        "crook",
        "?",
        "!",
        ".",
        ",",
        "not",
        "if",
        "maybe",
        "said",
        ">",
        '"',
        "'",
        "```",
        "@x",
        "<@12>",
        "he",
        "you",
        "the",
        "of",
        "and",
        "bribe",
        "took",
        "2",
        "million",
        "from",
        "https://a.example/b",
        "\n",
        "accused",
        "was",
        "by",
        "who",
        "stole",
        "🙄",
        "С",
        "р",
        "о",
        "о",
        "к",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.lists(st.text(max_size=40), max_size=3))
def test_promises_hold_for_any_text(text: str, settled: list[str]) -> None:
    reading = _SHARED.read(text, settled=settled, context=[ContextMessage("x", text[::-1])])
    assert 0.0 <= reading.unsupported_accusation <= 1.0
    assert reading.unsupported == any(
        found.is_open and found.probability >= DEFAULT_THRESHOLD for found in reading.accusations
    )
    for found in reading.accusations:
        assert 0.0 <= found.probability <= reading.unsupported_accusation
        for span in (found.target, found.charge):
            if span is not None:
                assert span.text == text[span.start : span.end]
        if found.support not in NO_SUPPORT or found.mode is not Mode.ASSERTED or found.route:
            assert found.probability < DEFAULT_THRESHOLD


_SHARED = Detector.load()  # hypothesis and fixtures of module scope do not mix


HOSTILE = [
    "he said that " * 400,
    "took 2 million from " * 250,
    "> liar\n" * 600,
    "'a \"b " * 900,
    "(" * 3990 + "liar",
    "liar " * 2_000_000,
    "@" * 4_000,
    "<@" * 2_000,
    "he used " + "our " * 990,
    "will " + "just " * 700 + "lied",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:10])
def test_hostile_text_is_read_within_bounds(detector: Detector, text: str) -> None:
    assert len(detector.read(text).accusations) <= 24
