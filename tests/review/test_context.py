"""The memory of a channel's last messages, and how far each channel is done."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from bot.review.context import CONTEXT_LIMIT, TEXT_LIMIT, ContextRing
from bot.review.watermarks import Watermarks
from tests.review.kit import CHANNEL, GUILD, view


def texts(ring: ContextRing, message_id: int, channel_id: int = CHANNEL) -> list[str]:
    return [message.text for message in ring.before(channel_id, message_id)]


@given(some.permutations(range(1, 40)))
def test_whatever_the_order_the_ten_before_are_shown_oldest_first(order: list[int]) -> None:
    ring = ContextRing(messages=40)
    for message_id in order:
        ring.put(view(message_id, str(message_id)))
    assert texts(ring, 30) == [str(message_id) for message_id in range(1, 30)]


def test_at_most_ten_are_shown_and_never_the_message_itself() -> None:
    ring = ContextRing()
    for message_id in range(1, 40):
        ring.put(view(message_id, str(message_id)))
    assert texts(ring, 39) == [str(message_id) for message_id in range(29, 39)]
    assert len(texts(ring, 100)) == CONTEXT_LIMIT


def test_edits_replace_deletions_remove_and_texts_are_cut() -> None:
    ring = ContextRing()
    ring.put(view(1, "one"))
    ring.put(view(2, "two"))
    ring.put(view(1, "x" * 5000))
    assert texts(ring, 9) == ["x" * TEXT_LIMIT, "two"]
    ring.forget(CHANNEL, 1)
    ring.forget(CHANNEL, 7)
    ring.forget(CHANNEL + 1, 7)
    assert texts(ring, 9) == ["two"]


def test_the_least_recently_used_channel_goes_first() -> None:
    ring = ContextRing(channels=2)
    for channel_id in (1, 2, 1, 3):
        ring.put(view(5, "hello", channel_id=channel_id))
    assert [bool(texts(ring, 9, channel_id)) for channel_id in (1, 2, 3)] == [True, False, True]
    assert len(ring) == 2


@given(some.permutations(range(10, 20)), some.permutations(range(10, 20)))
def test_the_mark_never_passes_a_message_at_work(begun: list[int], ended: list[int]) -> None:
    marks, done = Watermarks(), set[int]()
    for message_id in begun:
        marks.begin(GUILD, CHANNEL, message_id)
    for message_id in ended:
        marks.end(CHANNEL, message_id)
        done.add(message_id)
        mark = marks.mark(CHANNEL)
        assert mark is not None
        assert all(each in done for each in range(10, mark + 1))
    assert marks.mark(CHANNEL) == 19


def test_a_message_at_work_twice_ends_twice() -> None:
    marks = Watermarks()
    marks.begin(GUILD, CHANNEL, 5)
    marks.begin(GUILD, CHANNEL, 5)
    assert marks.mark(CHANNEL, [5]) == 4
    assert marks.mark(CHANNEL, [5, 5]) == 5
    marks.end(CHANNEL, 5)
    assert marks.mark(CHANNEL, [5]) == 5


def test_a_quiet_channel_is_forgotten() -> None:
    marks = Watermarks()
    assert marks.mark(CHANNEL) is None
    marks.begin(GUILD, CHANNEL, 5)
    marks.end(CHANNEL, 5)
    marks.written(CHANNEL, 5)
    assert marks.mark(CHANNEL) is None
