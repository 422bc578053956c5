"""A filter survives in a button's custom_id, whatever it holds, and no id is longer than Discord takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.detect.policy import RuleKind
from bot.review.bulk import Choice
from bot.review.queue import Filter
from bot.store.columns import from_millis
from bot.ui import filters
from bot.ui.queue_items import Confirmation, QueueButton

CUSTOM_ID = 100
"""https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id"""
snowflakes = st.integers(1, 2**63 - 1)
wanted = st.builds(
    Filter,
    kind=st.none() | st.sampled_from(list(RuleKind)),
    channel_id=st.none() | snowflakes,
    author_id=st.none() | snowflakes,
    hours=st.none() | st.integers(1, 24 * 365),
    least=st.none() | st.integers(0, 100),
    most=st.none() | st.integers(0, 100),
    mine=st.booleans(),
    escalated=st.booleans(),
    group_id=st.none() | st.integers(1, 10**9),
)


@given(wanted)
def test_a_filter_comes_back_as_it_was(one: Filter) -> None:
    text = filters.written(one)
    assert filters.read(text) == one
    assert re.fullmatch(filters.PATTERN, text)


@given(st.text(max_size=90))
def test_any_text_is_some_filter(text: str) -> None:
    filters.read(text)


@given(wanted, snowflakes, st.integers(0, 4_102_444_800_000), st.integers(0, 99_999), st.sampled_from(Choice))
def test_a_confirmation_comes_back_as_it_was(
    one: Filter, asker: int, at: int, count: int, choice: Choice
) -> None:
    """No command sets a group together with the other filters: a flood's buttons carry the group alone."""
    if one.group_id is not None:
        one = Filter(group_id=one.group_id)
    asked = Confirmation(choice, asker, from_millis(at), count, one)
    assert Confirmation.read(asked.written()) == asked
    button = QueueButton("go", asked.written())
    assert len(button.item.custom_id or "") <= CUSTOM_ID
    assert QueueButton.__discord_ui_compiled_template__.fullmatch(button.item.custom_id or "")


@given(wanted, snowflakes)
def test_a_page_button_fits(one: Filter, at: int) -> None:
    button = QueueButton("list", f"a{filters.base36(at)}:{filters.written(one)}")
    assert len(button.item.custom_id or "") <= CUSTOM_ID


def test_what_is_no_confirmation_is_none() -> None:
    for text in ("", "d", "x:1:1:1:", "d:1:1:", "d:1:-:1:", "d:1:1:1:1:1", "d:::1:"):
        assert Confirmation.read(text) is None
    asked = Confirmation(Choice.DISMISS, 5, datetime(2026, 3, 1, tzinfo=UTC), 3, Filter())
    assert Confirmation.read(asked.written()) == asked
