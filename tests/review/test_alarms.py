"""Mentions: once for what is urgent, once for what waits, never in a storm, never again after a restart."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from bot.detect.policy import GuildPolicy
from bot.review import policies
from bot.review.alarms import URGENT_LIMIT, URGENT_WINDOW, remind
from bot.review.courier import CourierRetry
from bot.review.delivery import NONCE_HOLDS
from bot.review.desk import Desk
from bot.review.findings import record_report
from bot.review.outbox import Outbox
from bot.store import guilds, tables
from bot.store.database import Database
from tests.review.channel import After, FakeCourier
from tests.review.kit import (
    GUILD,
    MOD,
    START,
    Clock,
    FakeEffects,
    chain_holds,
    live_desk,
    record,
    toxic,
    view,
)

ON_DUTY = GuildPolicy(shadow=False, review_channel_id=900, urgent_role_id=70, urgent_severity=0.9)
REMINDING = GuildPolicy(shadow=False, review_channel_id=900, remind_role_id=71, remind_hours=24)


def store(conn: Connection, policy: GuildPolicy, guild_id: int = GUILD) -> None:
    guilds.ensure(conn, guild_id)
    _, version = guilds.policy(conn, guild_id)
    assert guilds.set_policy(conn, guild_id, policies.plain(policy), version)


def owed(conn: Connection, kind: str) -> list[int]:
    found = select(tables.outbox.c.case_id).where(tables.outbox.c.kind == kind).order_by(tables.outbox.c.id)
    return list(conn.execute(found).scalars())


# --- urgent


@pytest.mark.parametrize(
    ("severity", "policy", "called"),
    [
        (0.9, ON_DUTY, True),
        (0.89, ON_DUTY, False),
        (0.95, ON_DUTY.model_copy(update={"urgent_role_id": None}), False),
        (0.95, ON_DUTY.model_copy(update={"review_channel_id": None}), False),
    ],
)
async def test_who_is_urgent(db: Database, severity: float, policy: GuildPolicy, called: bool) -> None:
    await db.write(record, view(1), toxic(severity), policy)
    assert bool(await db.read(owed, "urgent")) is called


async def test_a_group_calls_once(db: Database) -> None:
    for number in range(1, 6):
        await db.write(record, view(number), toxic(0.95), ON_DUTY)
    assert len(await db.read(owed, "urgent")) == 1


async def test_each_call_stands_in_the_log(db: Database, clock: Clock) -> None:
    await live_desk(db, clock)
    await db.write(store, REMINDING.model_copy(update={"urgent_role_id": 70, "urgent_severity": 0.9}))
    case = await db.write(record, view(1), toxic(0.95), ON_DUTY)
    await db.write(remind, START + timedelta(hours=25))
    found = await db.read(lambda conn: conn.execute(select(tables.audit.c.event, tables.audit.c.actor, tables.audit.c.case_id)).all())  # fmt: skip
    assert [tuple(row) for row in found if row.event in ("urgent", "reminded")] == [
        ("urgent", 0, case.id),
        ("reminded", 0, case.id),
    ]
    assert await chain_holds(db)


async def test_reports_make_a_case_urgent(db: Database) -> None:
    await db.write(record, view(1), toxic(0.5), ON_DUTY)
    for reporter in range(5):
        await db.write(record_report, view(1), 800 + reporter, None, ON_DUTY, START)
    assert len(await db.read(owed, "urgent")) == 1


@given(st.lists(st.integers(0, 3600 * 4), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_never_more_than_three_in_any_hour(seconds: list[int]) -> None:
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.begin() as conn:
        for number, second in enumerate(sorted(seconds)):
            now = START + timedelta(seconds=second)
            record(conn, view(number + 1, author_id=500 + number), toxic(0.95), ON_DUTY, now)
        at = sorted(conn.execute(select(tables.groups.c.urgent_at).where(tables.groups.c.urgent_at.is_not(None))).scalars())  # fmt: skip
        assert at
        for index, moment in enumerate(at):
            assert sum(moment <= other < moment + URGENT_WINDOW for other in at[index:]) <= URGENT_LIMIT
        assert len(owed(conn, "urgent")) == len(at)
    engine.dispose()


async def test_it_is_sent_once_over_trouble_and_restarts(db: Database, clock: Clock) -> None:
    courier = FakeCourier(clock)
    await db.write(record, view(1), toxic(0.95), ON_DUTY, clock())
    courier.plan("urgent", After(CourierRetry("timeout")), CourierRetry("no connection", unsure=False))
    await Outbox(db, courier, clock=clock, jitter=lambda: 0.0).deliver_due()
    for later in (NONCE_HOLDS / 4, NONCE_HOLDS, timedelta(hours=1)):
        clock.now += later
        await Outbox(db, courier, clock=clock, jitter=lambda: 0.0).deliver_due()
    assert len(courier.calls_of_roles) == 1


async def test_a_decided_case_calls_nobody(db: Database, clock: Clock) -> None:
    courier = FakeCourier(clock)
    desk = await live_desk(db, clock)
    case = await db.write(record, view(1), toxic(0.95), ON_DUTY, clock())
    await desk.dismiss(GUILD, case.id, MOD)
    await Outbox(db, courier, clock=clock).deliver_due()
    assert courier.calls_of_roles == {}


# --- what waits


async def test_a_reminder_names_what_waits_and_never_the_same_again(db: Database, clock: Clock) -> None:
    courier = FakeCourier(clock)
    outbox = Outbox(db, courier, clock=clock, jitter=lambda: 0.0)
    await db.write(store, REMINDING)
    desk = desk_of(db, clock)
    for number in range(1, 4):
        await db.write(record, view(number, author_id=300 + number), toxic(), REMINDING, clock())
        clock.pass_(hours=1)
    clock.now = START + timedelta(hours=23, minutes=59)
    await desk.tick()
    assert await db.read(owed, "remind") == []
    clock.now = START + timedelta(hours=25)
    await desk.tick()
    await outbox.deliver_due()
    said = [(one.about, one.says) for one in courier.calls_of_roles.values()]
    assert said == [(2, START.isoformat())]
    for _ in range(200):  # the third case ripens an hour later, and still waits for the server's next turn
        clock.pass_(minutes=10)
        await desk.tick()
        await outbox.deliver_due()
    said = [(one.about, one.says) for one in courier.calls_of_roles.values()]
    assert said[1:] == [(1, (START + timedelta(hours=2)).isoformat())]


def desk_of(db: Database, clock: Clock) -> Desk:
    return Desk(db, FakeEffects(), clock=clock, retention=timedelta(days=365))


@given(
    made=st.lists(st.integers(0, 200), min_size=1, max_size=25),
    ticks=st.lists(st.integers(0, 400), min_size=1, max_size=25),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_case_twice_and_no_storm(made: list[int], ticks: list[int]) -> None:
    """Whenever the clock ticks and cases come: each case is marked once, and reminders are 24 hours apart."""
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    acts = sorted([(hour, 0, number) for number, hour in enumerate(made)] + [(hour, 1, 0) for hour in ticks])
    sent, marked = [], {}
    with engine.begin() as conn:
        store(conn, REMINDING)
        for hour, tick, number in acts:
            now = START + timedelta(hours=hour)
            if not tick:
                record(conn, view(number + 1, author_id=500 + number), toxic(), REMINDING, now)
                continue
            if remind(conn, now):
                sent.append(now)
            seen = select(tables.cases.c.id, tables.cases.c.reminded_at, tables.cases.c.created_at)
            for row in conn.execute(seen.where(tables.cases.c.reminded_at.is_not(None))):
                assert marked.setdefault(row.id, row.reminded_at) == row.reminded_at
                assert row.reminded_at - row.created_at >= timedelta(hours=24)
        assert len(owed(conn, "remind")) == len(sent)
        assert set(marked.values()) == set(sent)
    assert all(later - sooner >= timedelta(hours=24) for sooner, later in pairwise(sent))
    engine.dispose()


@pytest.mark.parametrize(
    "policy",
    [
        REMINDING.model_copy(update={"remind_role_id": None}),
        REMINDING.model_copy(update={"review_channel_id": None}),
        REMINDING.model_copy(update={"remind_hours": 48}),
    ],
)
async def test_who_is_not_reminded(db: Database, policy: GuildPolicy) -> None:
    await db.write(store, policy)
    await db.write(record, view(1), toxic(), policy)
    assert await db.write(remind, START + timedelta(hours=30)) == 0


async def test_what_is_read_or_asked_about_waits_for_nobody(db: Database, clock: Clock) -> None:
    await db.write(store, REMINDING)
    desk = desk_of(db, clock)
    case = await db.write(record, view(1), toxic(), REMINDING)
    clock.now = START + timedelta(hours=30)
    await desk.hold(GUILD, case.id, MOD)
    assert await db.write(remind, clock()) == 0
    await desk.release(GUILD, case.id, MOD)
    assert await db.write(remind, clock()) == 1


async def test_a_doubtful_reminder_is_not_repeated(db: Database, clock: Clock) -> None:
    courier = FakeCourier(clock)
    await db.write(store, REMINDING)
    await db.write(record, view(1), toxic(), REMINDING)
    clock.now = START + timedelta(hours=30)
    await db.write(remind, clock())
    courier.plan("remind", After(CourierRetry("timeout")))
    await Outbox(db, courier, clock=clock, jitter=lambda: 0.0).deliver_due()
    for later in (NONCE_HOLDS, timedelta(hours=1)):
        clock.now += later
        await Outbox(db, courier, clock=clock, jitter=lambda: 0.0).deliver_due()
    assert len(courier.calls_of_roles) == 1
