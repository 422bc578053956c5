"""What is read again: cursors of watched channels only, and a list of the unscored in which everyone's turn comes."""

from __future__ import annotations

import asyncio

import pytest

from bot.detect.policy import ChannelOverride
from bot.review import intake as intake_module
from bot.review.watermarks import Watermarks
from bot.review.writer import Outcome, Writer
from bot.store import unscored
from bot.store.database import Database
from tests.review.kit import CHANNEL, GUILD, Clock, view
from tests.review.street import CHARGE, CLEAN, Street, open_street, policy

UNWATCHED = policy(channels={CHANNEL: ChannelOverride(watch=False)})


@pytest.fixture
async def street(db: Database, clock: Clock) -> Street:
    return await open_street(db, clock)


async def test_a_channel_that_is_no_longer_watched_is_not_read_again(street: Street, db: Database) -> None:
    await street.say(5, CLEAN)
    await street.say(6, CLEAN, channel_id=201)
    street.engine.full = True
    await street.say(7, CLEAN)
    await street.intake.forget([CHANNEL])
    assert dict(await street.intake.cursors(GUILD)) == {201: 6}
    assert await street.intake.backlog() == []
    assert await street.intake.begin_at(GUILD, CHANNEL, 90)  # watched again: from here on
    assert (await street.intake.cursors(GUILD))[CHANNEL] == 90


async def test_what_was_at_work_when_watching_ended_brings_no_cursor_back(street: Street) -> None:
    street.engine.held = []
    future = await street.intake.offer(view(5, CLEAN))
    await street.set_policy(UNWATCHED)
    await street.intake.forget([CHANNEL])
    street.engine.release()
    assert await future is Outcome.JUDGED
    assert await street.intake.cursors(GUILD) == {}
    await street.set_policy(policy())
    await street.intake.begin_at(GUILD, CHANNEL, 8)
    await street.say(9, CLEAN)
    assert await street.intake.cursors(GUILD) == {CHANNEL: 9}


def test_a_dropped_channel_has_no_mark() -> None:
    marks = Watermarks()
    for message_id in (1, 2):
        marks.begin(GUILD, CHANNEL, message_id)
    marks.drop(CHANNEL)
    assert marks.mark(CHANNEL, [1]) is None
    marks.end(CHANNEL, 1)
    assert marks.mark(CHANNEL) is None
    marks.begin(GUILD, CHANNEL, 3)
    assert marks.mark(CHANNEL, [2, 3]) == 3
    assert marks.guild_of(CHANNEL) == GUILD


async def test_everyone_of_the_unscored_has_a_turn(
    street: Street, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that cannot be fetched (a permission lost) must not stand before the third for ever."""
    monkeypatch.setattr(intake_module, "BACKLOG_LIMIT", 2)
    street.engine.full = True
    for message_id in (1, 2, 3):
        await street.say(message_id, CLEAN)
    for given in ([1, 2], [1, 3], [1, 2], [1, 3]):  # each time whoever waits longest is among them
        clock.pass_(minutes=3)
        assert [ids[2] for ids in await street.intake.backlog()] == given


async def test_who_is_not_judged_any_more_leaves_the_list(street: Street, db: Database) -> None:
    street.engine.full = True
    await street.say(1, CHARGE)
    street.engine.full = False
    await street.set_policy(policy(exempt_role_ids=frozenset({7})))
    assert await street.intake.backlog() == [(GUILD, CHANNEL, 1)]
    assert await street.say(1, CHARGE, role_ids=frozenset({7})) is Outcome.SKIPPED
    assert await db.read(unscored.count) == 0


async def test_nobody_waits_for_a_writer_that_has_stopped(
    db: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full queue at the stop: who still waits for room in it is told, and does not hang."""
    monkeypatch.setattr("bot.review.writer.WAITING_LIMIT", 1)
    made = await open_street(db, clock)
    writer: Writer = made.intake._writer
    gate = asyncio.Event()
    plain_write = db.write

    async def slow(fn: object, /, *args: object, **kw: object) -> object:
        await gate.wait()
        return await plain_write(fn, *args, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(db, "write", slow)
    gone = [asyncio.create_task(made.intake.deleted(GUILD, CHANNEL, [number])) for number in range(1, 200)]
    await asyncio.sleep(0)
    stopping = asyncio.create_task(writer.stop())
    await asyncio.sleep(0.05)
    gate.set()
    await asyncio.wait_for(asyncio.gather(stopping, *gone), 20)


async def test_a_stop_does_not_wait_for_a_database_that_refuses(
    street: Street, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    async def refuse(*args: object, **kw: object) -> object:
        tries.append(1)
        raise OSError("the disk is full")

    street.engine.held = []
    future = await street.intake.offer(view(1, CHARGE))
    monkeypatch.setattr(db, "write", refuse)
    assert await street.intake.drain(0) == 1
    assert await future is Outcome.LOST
    assert len(tries) <= 2  # one under way when the stop came, one after it
