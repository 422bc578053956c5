"""The queue over filters and pages, what is next for whom, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, event

from bot.detect.policy import RuleKind
from bot.review.queue import ASSIGNED_FRESH, EVERYTHING, Filter, QueuePage, Turn, page, status
from bot.review.types import Case, Ok
from bot.review.waiting import Waiting
from bot.store import tables
from bot.store.database import Database
from tests.review.kit import CHANNEL, GUILD, MOD, MOD_2, START, Clock, accused, live_desk, record, toxic, view


@pytest.fixture
def waiting(db: Database, clock: Clock) -> Waiting:
    return Waiting(db, clock=clock)


async def mixed(db: Database, clock: Clock) -> list[Case]:
    """Eight cases that differ in everything a filter asks for."""
    desk = await live_desk(db, clock)
    made = []
    for number in range(1, 8):
        where = {"channel_id": CHANNEL} if number % 2 else {"channel_id": 900 + number, "parent_id": CHANNEL}
        made.append(
            await db.write(
                record, view(number, author_id=300 + number, **where), toxic(number / 10),
                now=START - timedelta(hours=number),
            )
        )  # fmt: skip
    made.append(await db.write(record, view(50, channel_id=999, author_id=310), accused()))
    done = await db.write(record, view(51, author_id=311), toxic())
    await desk.dismiss(GUILD, done.id, MOD)
    await desk.assign(GUILD, made[0].id, MOD, MOD_2)
    await desk.hold(GUILD, made[1].id, MOD_2)
    await desk.escalate(GUILD, made[2].id, MOD)
    return made


@pytest.mark.parametrize(
    ("wanted", "messages"),
    [
        (EVERYTHING, {1, 2, 3, 4, 5, 6, 7, 50}),
        (Filter(kind=RuleKind.ACCUSATION), {50}),
        (Filter(kind=RuleKind.TOXICITY, channel_id=CHANNEL), {1, 2, 3, 4, 5, 6, 7}),
        (Filter(channel_id=904), {4}),
        (Filter(author_id=305), {5}),
        (Filter(hours=6), {6, 7}),
        (Filter(least=30, most=50), {3, 4, 5}),
        (Filter(most=10), {1}),
        (Filter(mine=True), {1, 2}),
        (Filter(escalated=True), {3}),
        (Filter(escalated=True, least=31), set()),
        (Filter(group_id=10**6), set()),
    ],
)
async def test_filters(
    db: Database, clock: Clock, waiting: Waiting, wanted: Filter, messages: set[int]
) -> None:
    await mixed(db, clock)
    found = await waiting.page(GUILD, MOD_2, wanted, size=50)
    assert {case.message_id for case in found.cases} == messages
    assert found.total == len(messages)
    assert (await waiting.page(GUILD + 1, MOD_2, wanted)).cases == ()


@given(
    severities=st.lists(st.sampled_from([0.1, 0.5, 0.9]), min_size=1, max_size=25),
    size=st.integers(1, 7),
    decided=st.sets(st.integers(0, 24)),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_turning_pages_shows_each_case_once(severities: list[float], size: int, decided: set[int]) -> None:
    """Forwards and back, also while cases that were shown already are decided by others."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", _foreign_keys)
    tables.metadata.create_all(engine)
    with engine.begin() as conn:
        made = [
            record(
                conn,
                view(number + 1, author_id=300 + number),
                toxic(severity),
                now=START + timedelta(days=number),
            )
            for number, severity in enumerate(severities)
        ]
        order = [case.id for case in sorted(made, key=lambda case: (-case.severity, case.created_at))]
        shown: list[int] = []
        found = _page(conn, Turn(), size)
        while True:
            assert found.before + len(found.cases) + found.after == found.total
            shown += [case.id for case in found.cases]
            _decide(conn, [each for index, each in enumerate(found.cases) if index in decided])
            if not found.after:
                break
            found = _page(conn, Turn(found.cases[-1].id), size)
        assert shown == order
        left = _ids(conn)
        seen = {order[-1]} & set(left)
        found = _page(conn, Turn(order[-1], back=True), size)
        while True:
            seen |= {case.id for case in found.cases}
            if not found.before:
                break
            found = _page(conn, Turn(found.cases[0].id, back=True), size)
        assert seen == set(left)
    engine.dispose()


def _foreign_keys(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _page(conn: Connection, turn: Turn, size: int) -> QueuePage:
    return page(conn, GUILD, EVERYTHING, turn, MOD, size, START)


def _ids(conn: Connection) -> list[int]:
    return [case.id for case in _page(conn, Turn(), 100).cases]


def _decide(conn: Connection, found: Sequence[Case]) -> None:
    for case in found:
        conn.execute(tables.cases.update().where(tables.cases.c.id == case.id).values(state="dismissed"))


async def test_the_page_before_the_first_and_after_the_last_is_the_first(
    db: Database, clock: Clock, waiting: Waiting
) -> None:
    made = [
        await db.write(record, view(number, author_id=300 + number), toxic(number / 10))
        for number in range(1, 6)
    ]
    first = await waiting.page(GUILD, MOD, size=2)
    assert [case.id for case in first.cases] == [made[4].id, made[3].id]
    for turn in (Turn(made[4].id, back=True), Turn(made[0].id), Turn(made[3].id, back=True), Turn(10**9)):
        assert (await waiting.page(GUILD, MOD, turn=turn, size=2)).cases == first.cases
    last = await waiting.page(GUILD, MOD, turn=Turn(made[1].id), size=2)
    assert ([case.id for case in last.cases], last.before, last.after) == ([made[0].id], 4, 0)


async def test_next_gives_nobody_their_own_message(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    own = await db.write(record, view(1, author_id=MOD), toxic(0.99))
    other = await db.write(record, view(2), toxic(0.5))
    await desk.assign(GUILD, own.id, MOD_2, MOD)
    found = await desk.next(GUILD, MOD)
    assert found is not None
    assert found.id == other.id
    found = await desk.next(GUILD, MOD_2)
    assert found is None or found.id != other.id


async def test_next_gives_what_one_was_asked_to_look_at_first(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    mild = await db.write(record, view(1, author_id=301), toxic(0.2))
    grave = await db.write(record, view(2, author_id=302), toxic(0.9))
    await desk.assign(GUILD, mild.id, MOD_2, MOD)
    taken = await desk.next(GUILD, MOD)
    assert taken is not None
    assert taken.id == mild.id
    second = await desk.next(GUILD, MOD)
    assert second is not None
    assert second.id == grave.id
    assert await desk.next(GUILD, MOD) is None


async def test_what_a_colleague_was_asked_to_look_at_is_left_to_them_for_a_while(
    db: Database, clock: Clock
) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record, view(1), toxic(0.9))
    await desk.assign(GUILD, case.id, MOD, MOD_2)
    assert await desk.next(GUILD, MOD) is None
    clock.now += ASSIGNED_FRESH - timedelta(seconds=1)
    assert await desk.next(GUILD, MOD) is None
    clock.pass_(seconds=1)
    assert isinstance(await desk.hold(GUILD, case.id, MOD_2), Ok)
    assert await desk.next(GUILD, MOD) is None  # held now
    assert isinstance(await desk.release(GUILD, case.id, MOD_2), Ok)
    taken = await desk.next(GUILD, MOD)
    assert taken is not None
    assert taken.id == case.id


async def test_counts(db: Database, clock: Clock, waiting: Waiting) -> None:
    await mixed(db, clock)
    counted = await waiting.status(GUILD)
    assert counted.counts == {("toxicity", "open"): 6, ("toxicity", "claimed"): 1, ("accusation", "open"): 1}
    assert (counted.total, counted.oldest) == (8, START - timedelta(hours=7))
    assert counted.assigned == ((MOD_2, 1, START),)
    empty = await db.read(status, GUILD + 1)
    assert (empty.total, empty.oldest, empty.assigned) == (0, None, ())
