"""Modals: read from the raw submission, and never asking for what is not possible."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.detect.message import AuthorKind
from bot.review.types import REASON_LIMIT
from bot.ui import limits, modals
from bot.ui.lengths import length_of
from bot.ui.submissions import plan_of
from bot.ui.text import width
from tests.ui.kit import case

SUBMITTED = {
    "custom_id": "modal:uphold:7:9",
    "components": [
        {
            "type": 18,
            "id": 1,
            "component": {"type": 3, "id": 2, "custom_id": "what", "values": ["delete", "warn"]},
        },
        {"type": 18, "id": 3, "component": {"type": 4, "id": 4, "custom_id": "reason", "value": " Rule 2 "}},
        {"type": 1, "id": 5, "components": [{"type": 4, "id": 6, "custom_id": "old", "value": ""}]},
    ],
}


def test_a_submission_is_read_from_the_event() -> None:
    values = modals.values_of(SUBMITTED)
    assert values == {"what": ["delete", "warn"], "reason": [" Rule 2 "], "old": []}
    assert modals.first(values, "reason") == "Rule 2"
    assert modals.first(values, "old") is None
    assert modals.first(values, "missing") is None


def custom_ids(modal: Any) -> dict[str, dict[str, Any]]:
    return {label["component"]["custom_id"]: label["component"] for label in modal.to_dict()["components"]}


@pytest.mark.parametrize(
    ("changes", "flags", "offered"),
    [
        ({}, {}, ["delete", "warn", "slowmode", "timeout", "kick", "ban"]),
        ({"parent_id": 5}, {}, ["delete", "warn", "lock", "slowmode", "timeout", "kick", "ban"]),
        ({"message_deleted": True}, {}, ["warn", "slowmode", "timeout", "kick", "ban"]),
        ({"author_kind": AuthorKind.BOT}, {}, ["delete", "slowmode"]),
        ({"author_kind": AuthorKind.WEBHOOK}, {}, ["delete", "slowmode"]),
        ({"author_kind": AuthorKind.BOT, "message_deleted": True}, {}, ["slowmode"]),
        ({}, {"shadow": True}, None),
    ],
)
def test_only_what_is_possible_is_offered(
    changes: dict[str, Any], flags: dict[str, bool], offered: list[str] | None
) -> None:
    fields = custom_ids(modals.uphold_modal(case(**changes), 9, group=False, **flags))
    shown = [option["value"] for option in fields["what"]["options"]] if "what" in fields else None
    assert shown == offered
    assert ("length" in fields) == (offered is not None and "timeout" in offered)


@pytest.mark.parametrize("group", [True, False])
def test_every_modal_keeps_discords_limits(group: bool) -> None:
    huge = case(id=2**63, number=2**31, guild_id=2**64 - 1)
    made = [
        modals.uphold_modal(huge, 2**64 - 1, group=group),
        modals.duplicate_modal(huge, 2**64 - 1),
        modals.link_modal(huge, 2**64 - 1),
        modals.assign_modal(huge, 2**64 - 1),
        modals.escalate_modal(huge, 2**64 - 1),
        modals.note_modal("Note on case #2147483648", "note", huge.id, 2**64 - 1),
        modals.note_modal("Note on this message's case", "note_message", 2**64 - 1, 0),
        modals.source_modal(huge.id, huge.guild_id),
        modals.report_modal(2**64 - 1, 2**64 - 1),
    ]
    for modal in made:
        payload = modal.to_dict()
        assert width(payload["title"]) <= limits.MODAL_TITLE
        assert len(payload["custom_id"]) <= 100
        assert 1 <= len(payload["components"]) <= 5
        for label in payload["components"]:
            assert width(label["label"]) <= 45
            assert width(label.get("description") or "") <= 100


@pytest.mark.parametrize(
    ("values", "plan"),
    [
        ({}, (None, False, False, None)),
        ({"what": ["delete"], "reason": ["Rule 2"]}, ("Rule 2", True, False, None)),
        ({"what": ["timeout"], "length": ["1440"]}, (None, False, False, timedelta(days=1))),
        ({"what": ["timeout"]}, (None, False, False, timedelta(minutes=modals.DEFAULT_LENGTH))),
        ({"what": ["timeout"], "length": ["99999999"]}, (None, False, False, timedelta(days=28))),
        ({"what": ["timeout"], "length": ["-5"]}, (None, False, False, timedelta(minutes=60))),
        ({"what": ["warn"], "length": ["60"]}, (None, False, True, None)),
        (
            {"what": ["timeout"], "length": ["60"], "other": ["2d 4h"]},
            (None, False, False, timedelta(hours=52)),
        ),
        ({"what": ["warn"], "other": ["whatever"]}, (None, False, True, None)),
    ],
)
def test_the_plan_is_what_was_filled_in(values: dict[str, list[str]], plan: tuple[Any, ...]) -> None:
    made = plan_of(case(), values)
    assert made is not None
    assert (made.reason, made.delete, made.warn, made.timeout) == plan


def test_nothing_is_done_to_a_bot_even_if_asked_for() -> None:
    made = plan_of(case(author_kind=AuthorKind.BOT), {"what": ["delete", "warn", "timeout"], "length": ["5"]})
    assert made is not None
    assert (made.delete, made.warn, made.timeout) == (True, False, None)


def test_a_long_reason_leaves_room_for_the_case_number() -> None:
    made = plan_of(case(), {"reason": ["x" * 4000]})
    assert made is not None
    assert made.reason is not None
    assert len(made.reason) == modals.REASON_ROOM < REASON_LIMIT


def test_amounts_that_the_form_has_no_room_for_are_proposed() -> None:
    made = plan_of(case(parent_id=5), {"what": ["slowmode", "ban", "kick", "lock"]})
    assert made is not None
    assert (made.slowmode, made.ban, made.kick, made.lock) == (
        timedelta(seconds=30),
        timedelta(),
        True,
        True,
    )


@pytest.mark.parametrize("written", ["soon", "29d", "0", "0m", "-5m", "5 parsecs", "9999999w", "90"])
def test_a_length_that_nobody_understands_makes_no_plan(written: str) -> None:
    assert plan_of(case(), {"what": ["timeout"], "other": [written]}) is None


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("90m", timedelta(minutes=90)),
        ("2d 4h", timedelta(hours=52)),
        ("1w", timedelta(weeks=1)),
        ("1 week, 2 days", timedelta(days=9)),
        ("45s", timedelta(seconds=45)),
        ("1H30M", timedelta(minutes=90)),
        ("28d", timedelta(days=28)),
        ("٣m", None),
        ("", None),
        ("m", None),
    ],
)
def test_lengths_as_people_write_them(written: str, length: timedelta | None) -> None:
    assert length_of(written, timedelta(days=28)) == length
