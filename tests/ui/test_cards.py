"""The card: within every limit whatever a case holds, and saying what a moderator needs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind, Step
from bot.review.effects import Code
from bot.review.measures import MEASURES, Reversal
from bot.review.severity import severe
from bot.review.types import ActionKind, ActionState, CaseState, EarlierCases, Note, Span
from bot.ui import cards, limits
from bot.ui.text import width
from tests.ui.kit import ACCUSATION, GUILD, MOD, NOW, action, card, case, field

words = st.text(max_size=600)
long_words = st.text(min_size=0, max_size=40).map(lambda text: text * 80)
span = st.builds(
    Span, st.integers(0, 4000), st.integers(0, 4000), st.sampled_from(("target", "charge", "toxic"))
)
accusation = st.fixed_dictionaries(
    {
        "target": st.none() | st.fixed_dictionaries({"text": words}),
        "charge": st.none() | st.fixed_dictionaries({"text": long_words}),
        "resolved_target": st.none() | words,
        "category": words,
        "kind": words,
        "support": words,
    }
)
cases = st.builds(
    case,
    text=st.none() | words | long_words,
    spans=st.lists(span, max_size=10).map(tuple),
    author_name=words,
    author_id=st.integers(2**62, 2**64 - 1),
    number=st.integers(1, 2**31),
    channel_id=st.integers(2**62, 2**64 - 1),
    message_id=st.integers(2**62, 2**64 - 1),
    guild_id=st.integers(2**62, 2**64 - 1),
    state=st.sampled_from(CaseState),
    kind=st.sampled_from(RuleKind),
    scores=st.none() | st.dictionaries(words, st.floats(0, 1), max_size=12),
    model=words,
    accusations=st.lists(accusation, max_size=4).map(tuple),
    reports=st.integers(0, 10_000),
    note=st.none() | words,
    reason=st.none() | words,
    source=st.none() | long_words,
    decided_by=st.none() | st.integers(1, 2**64 - 1),
    shadow=st.booleans(),
    escalated=st.booleans(),
)
actions = st.lists(
    st.builds(
        action,
        st.sampled_from(ActionKind),
        st.sampled_from(ActionState),
        code=st.none() | words,
        until=st.none() | st.just(NOW),
    ),
    max_size=12,
).map(tuple)


@settings(max_examples=40, deadline=None)
@given(cases, st.lists(cases, max_size=10).map(tuple), actions)
def test_no_case_makes_a_card_that_discord_refuses(lead: Any, others: Any, done: Any) -> None:
    embed = cards.case_embed(card(lead, others=others, actions=done, others_total=10_000))
    assert 0 < width(embed.title or "") <= limits.EMBED_TITLE
    assert 0 < width(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert (embed.description or "").strip()
    assert len(embed.fields) <= limits.EMBED_FIELDS
    parts = [embed.title or "", embed.description or "", embed.footer.text or ""]
    for one in embed.fields:
        assert 0 < width(str(one.name)) <= limits.EMBED_FIELD_NAME
        assert 0 < width(str(one.value)) <= limits.EMBED_FIELD_VALUE
        assert str(one.value).strip()
        parts += [str(one.name), str(one.value)]
    assert sum(width(part) for part in parts) <= limits.EMBED_TOTAL


def test_the_rooms_together_keep_the_total() -> None:
    rooms = (
        cards.TEXT_ROOM,
        cards.AUTHOR_ROOM,
        cards.WHERE_ROOM,
        cards.SCORES_ROOM,
        cards.ACCUSATION_ROOM,
        cards.NAME_ROOM,  # earlier cases
        cards.REPORTS_ROOM,
        cards.GROUP_ROOM,
        cards.ACTIONS_ROOM,
        cards.STATE_ROOM,
        cards.FOOTER_ROOM,
        cards.NOTES_ROOM,
        cards.LINKS_ROOM,
        limits.EMBED_TITLE,
    )
    names = (
        wording.FIELD_AUTHOR,
        wording.FIELD_WHERE,
        wording.FIELD_SCORES,
        wording.FIELD_ACCUSATION,
        wording.FIELD_EARLIER,
        wording.KINDS["report"],
        wording.FIELD_GROUP,
        wording.FIELD_ACTIONS,
        wording.FIELD_STATE,
        wording.FIELD_NOTES,
        wording.FIELD_LINKS,
    )
    assert sum(rooms) + sum(map(width, names)) <= limits.EMBED_TOTAL


def test_an_accusation_says_who_what_where_and_what_would_clear_it() -> None:
    embed = cards.case_embed(card())
    assert embed.title == "Case #12 · Accusation without a source"
    assert embed.description == "__Minister Dalgaard__ **took 2 million from the port company**."
    assert "<@3002>" in field(embed, wording.FIELD_AUTHOR)
    assert f"https://discord.com/channels/{GUILD}/2000/5000" in field(embed, wording.FIELD_WHERE)
    said = field(embed, wording.FIELD_ACCUSATION)
    assert "Target: Minister Dalgaard" in said
    assert "took 2 million" in said
    assert wording.SUPPORTS["none"] in said
    assert wording.WHAT_CLEARS in said
    assert field(embed, wording.FIELD_STATE) == "Open"


def test_scores_show_a_bar_and_the_threshold_of_the_flag() -> None:
    lines = cards.score_lines(case()).split("\n")
    assert lines == [
        "▰▰▰▰▰ `0.91` toxicity ≥ 0.85",
        "▰▱▱▱▱ `0.20` insult < 0.60",
        "▱▱▱▱▱ `0.05` threat (switched off)",
    ]


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"shadow": True}, wording.SHADOW_MARK),
        ({"escalated": True}, wording.ESCALATED_MARK),
    ],
)
def test_marks_stand_in_the_title(changes: dict[str, Any], part: str) -> None:
    assert part in (cards.case_embed(card(case(**changes))).title or "")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"state": CaseState.ASKED, "ask_until": NOW}, "Waiting for a source, time ends <t:1772366400:R>"),
        (
            {"state": CaseState.CLAIMED, "claimed_by": MOD, "lease_until": NOW},
            "Being read by <@3003>, until <t:1772366400:t>",
        ),
        (
            {"state": CaseState.UPHELD, "decided_by": MOD, "decided_at": NOW, "reason": "Rule *2*"},
            "Upheld by <@3003> <t:1772366400:R>\nReason: Rule \\*2\\*",
        ),
        ({"state": CaseState.DUPLICATE, "duplicate_of": 3}, "Duplicate of case #3"),
        ({"note": "no source came"}, "Open\nNo source came in time."),
        (
            {"note": "ask: dms_closed"},
            "Open\n✗ Ask the author for a source: this person does not take direct messages",
        ),
        (
            {"note": "weak source: video"},
            "Open\nA source of a kind that settles nothing by itself was given: video.",
        ),
        (
            {"state": CaseState.SOURCED, "source": "https://courts.example/1"},
            "Closed: a source was given\nSource: https\\://courts.example/1",
        ),
    ],
)
def test_the_state_says_how_it_came_about(changes: dict[str, Any], state: str) -> None:
    assert field(cards.case_embed(card(case(**changes))), wording.FIELD_STATE) == state


def test_what_was_done_and_what_failed() -> None:
    done = (
        action(ActionKind.DELETE, ActionState.DONE),
        action(ActionKind.TIMEOUT, ActionState.DONE, until=NOW + timedelta(hours=1)),
        action(ActionKind.WARN, ActionState.FAILED, code="dms_closed"),
    )
    lines = field(cards.case_embed(card(actions=done)), wording.FIELD_ACTIONS).split("\n")
    assert lines == [
        "✓ Message deleted by <@3003>",
        "✓ Author timed out until <t:1772370000:f> by <@3003>",
        "✗ Warn the author by DM: this person does not take direct messages",
    ]
    assert cards.failed_lines(done) == lines[2]


def test_group_earlier_cases_and_reports() -> None:
    others = tuple(case(id=index, number=index, message_id=index) for index in range(20, 27))
    embed = cards.case_embed(
        card(
            case(reports=2),
            report_reasons=("Rule *2*", "  "),
            others=others,
            others_total=9,
            earlier=EarlierCases(5, 2, 1, 1),
        )
    )
    group = field(embed, wording.FIELD_GROUP)
    assert group.startswith("[#20](")
    assert group.endswith("and 4 more")
    assert field(embed, wording.FIELD_EARLIER) == "5: 2 upheld, 1 dismissed, 1 undecided, 1 otherwise closed"
    assert field(embed, wording.KINDS["report"]) == "Reported by 2 members.\n> Rule \\*2\\*"


def test_a_bot_is_named_without_a_mention() -> None:
    author = field(cards.case_embed(card(case(author_kind=AuthorKind.WEBHOOK))), wording.FIELD_AUTHOR)
    assert "<@" not in author
    assert "webhook" in author


@pytest.mark.parametrize(
    ("text", "shown"), [(None, wording.TEXT_NOT_KEPT), ("", wording.TEXT_EMPTY), (" \n", wording.TEXT_EMPTY)]
)
def test_a_case_without_text_says_so(text: str | None, shown: str) -> None:
    assert cards.case_text(case(text=text, spans=()), 100) == shown


def test_no_card_calls_a_charge_untrue() -> None:
    embed = cards.case_embed(card(case(accusations=(ACCUSATION, {**ACCUSATION, "support": "pseudo"}))))
    whole = str(embed.to_dict()).casefold()
    assert (
        not any(word in whole for word in ("false", "untrue", " lie", "liar", "wrong"))
        or "'inline': false" in whole
    )
    texts = [embed.title, embed.description, *(one.value for one in embed.fields)]
    assert not any(word in str(texts).casefold() for word in ("false", "untrue", "a lie"))


def test_a_long_trace_is_cut_with_a_count() -> None:
    steps = [Step(f"rule {index}", index % 2 == 0, "x" * 100) for index in range(100)]
    shown = cards.trace_lines(steps, 1000)
    assert width(shown) <= 1000
    left = 100 - len(shown.split("\n")) + 1
    assert shown.endswith(wording.trace_cut(left))


def test_a_detectors_step_is_not_said_twice() -> None:
    step = Step("accusation mode", True, "mode: asserted (plain statement)")
    assert cards.trace_lines([step], 500) == "✓ accusation mode: asserted \\(plain statement\\)"


SEVERE = {"toxicity": 0.9, "threat": 0.7, "severe_toxicity": 0.1, "identity_attack": 0.0}


def bare_marks(shown: str) -> list[str]:
    """What stands between unescaped spoiler marks, and what does not, in turns."""
    return re.split(r"(?<!\\)(?:\\\\)*\|\|", shown)


@given(
    text=st.text(min_size=1, max_size=3000) | st.sampled_from(["||", "a || b", "\\||x||", "|" * 99, "x\\"])
)
def test_the_text_of_a_severe_case_cannot_leave_its_spoiler(text: str) -> None:
    shown = cards.case_text(case(text=text, spans=(Span(0, 3, "toxic"),), scores=SEVERE), cards.TEXT_ROOM)
    if shown == wording.TEXT_EMPTY:
        return
    assert width(shown) <= cards.TEXT_ROOM
    before, _, after = bare_marks(shown)
    assert (before, after) == ("", "")


@pytest.mark.parametrize(
    ("changes", "veiled"),
    [
        ({"scores": SEVERE}, True),
        ({"scores": {**SEVERE, "threat": 0.4}}, False),
        ({"scores": {**SEVERE, "threat": 0.0, "identity_attack": 0.5}}, True),
        # Over a threshold that the server set lower.
        (
            {
                "scores": {**SEVERE, "threat": 0.35},
                "trace": (Step("threat ≥ threshold", True, "0.35 against 0.30"),),
            },
            True,
        ),
        # A model that scores none of these labels.
        ({"scores": {"toxicity": 0.99}, "kind": RuleKind.TOXICITY, "severity": 0.96}, True),
        ({"scores": {"toxicity": 0.99}, "kind": RuleKind.ACCUSATION, "severity": 0.96}, False),
        ({"scores": None, "kind": RuleKind.TOXICITY, "severity": 0.5}, False),
    ],
)
def test_severe_cases_are_veiled_wherever_their_text_is_quoted(changes: dict[str, Any], veiled: bool) -> None:
    one = case(**changes)
    view = card(replace(one, reports=1), report_reasons=("he said it",))
    embed = cards.case_embed(view)
    quoted = [str(embed.description), field(embed, wording.KINDS["report"])]
    if one.kind is RuleKind.ACCUSATION:
        quoted.append(field(embed, wording.FIELD_ACCUSATION))
    assert [("||" in text) for text in quoted] == [veiled] * len(quoted)
    step = Step("accusation charge", True, "charge: took 2 million")
    assert ("||" in cards.trace_lines((step,), 500, veiled=severe(one))) is veiled


def test_a_card_shows_no_pictures() -> None:
    shown = cards.case_embed(card(case(text="https://pictures.example/a.png"))).to_dict()
    assert not {"image", "thumbnail", "author", "url"} & shown.keys()


def test_notes_links_and_colleagues_are_on_the_card() -> None:
    notes = (Note(2, MOD, NOW, "second **time**"), Note(1, MOD, NOW, None))
    view = card(case(assigned_to=MOD), notes=notes, notes_total=5, links=(3, 8))
    embed = cards.case_embed(view)
    said = field(embed, wording.FIELD_NOTES)
    assert "second \\*\\*time\\*\\*" in said
    assert wording.NOTE_ERASED in said
    assert "3 older notes" in said
    assert field(embed, wording.FIELD_LINKS) == "#3, #8"
    assert f"<@{MOD}> was asked to look" in field(embed, wording.FIELD_STATE)


@pytest.mark.parametrize("kind", ActionKind)
@pytest.mark.parametrize("state", ActionState)
@pytest.mark.parametrize("undoes", [None, 1])
def test_every_action_and_its_undo_has_a_sentence(
    kind: ActionKind, state: ActionState, undoes: int | None
) -> None:
    never = kind in MEASURES and MEASURES[kind].reversal is Reversal.NEVER
    if undoes and (kind not in MEASURES or (never and state is ActionState.DONE)):
        return
    row = action(kind, state, undoes=undoes, code=Code.CANNOT_RETURN if undoes else Code.GONE)
    line = cards.action_lines((row,))
    assert line[2].isupper()
    assert "cannot_return" not in line or not never
