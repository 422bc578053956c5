"""Floods: many people at once become one card, and the channel stays readable."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.detect.policy import GuildPolicy
from bot.review import rows
from bot.review.desk import Desk
from bot.review.outbox import Outbox
from bot.review.raids import RAID_QUIET, RAID_WINDOW
from bot.review.types import Case, Ok
from bot.store import groups
from bot.store.database import Database
from bot.store.outbox import RAID_EDITS
from bot.store.tables import groups as groups_table
from bot.store.tables import outbox as outbox_table
from tests.review.channel import FakeCourier
from tests.review.kit import GUILD, LIVE, MOD, Clock, FakeEffects, record, toxic, view

RAID_AUTHORS = LIVE.flood_authors


async def flagged(db: Database, clock: Clock, number: int, author: int | None = None, policy: GuildPolicy = LIVE) -> Case:  # fmt: skip
    return await db.write(record, view(number, author_id=author or 1000 + number), toxic(), policy, clock())


async def flood(db: Database, clock: Clock, count: int = RAID_AUTHORS) -> list[Case]:
    made = []
    for number in range(1, count + 1):
        made.append(await flagged(db, clock, number))
        clock.pass_(seconds=0.25)
    return made


async def raid_of(db: Database, case: Case) -> bool:
    def read(conn: Connection) -> bool:
        found = groups.get(conn, GUILD, case.group_id)
        assert found is not None
        return bool(found.raid)

    return await db.read(read)


async def test_two_hundred_cases_are_a_handful_of_messages(db: Database, clock: Clock) -> None:
    """200 people flagged within 50 seconds, the outbox running beside: at most 8 messages, and few edits."""
    courier = FakeCourier(clock)
    outbox = Outbox(db, courier, clock=clock, jitter=lambda: 0.0)
    began = clock()
    for number in range(1, 201):
        await flagged(db, clock, number)
        clock.pass_(seconds=0.25)
        await outbox.deliver_due()
    clock.now += RAID_EDITS
    await outbox.deliver_due()
    assert len(courier.cards) == RAID_AUTHORS
    lasted = (clock() - began) / RAID_EDITS
    assert courier.calls.count("card") <= RAID_AUTHORS - 1 + 2 + lasted
    view_ = await db.read(rows.load_card, GUILD, await the_raid(db))
    assert view_ is not None
    assert view_.flood is not None
    assert (view_.flood.total, view_.flood.authors, dict(view_.flood.kinds)) == (193, 193, {"toxicity": 193})
    assert view_.others[0].message_id == 200
    assert await db.read(lambda conn: conn.execute(select(outbox_table.c.id).where(outbox_table.c.state == "pending")).all()) == []  # fmt: skip


async def the_raid(db: Database) -> int:
    found = select(groups_table.c.id).where(groups_table.c.raid)
    return await db.read(lambda conn: int(conn.execute(found).scalar_one()))


async def test_where_it_begins(db: Database, clock: Clock) -> None:
    made = await flood(db, clock)
    assert [await raid_of(db, case) for case in made] == [False] * (RAID_AUTHORS - 1) + [True]


@pytest.mark.parametrize("apart", [RAID_WINDOW / (RAID_AUTHORS - 1), timedelta(minutes=5)])
async def test_talk_is_no_flood(db: Database, clock: Clock, apart: timedelta) -> None:
    for number in range(1, 2 * RAID_AUTHORS):
        assert not await raid_of(db, await flagged(db, clock, number))
        clock.now += apart


async def test_one_author_is_no_flood(db: Database, clock: Clock) -> None:
    made = [await flagged(db, clock, number, author=300) for number in range(1, 3 * RAID_AUTHORS)]
    assert len(Counter(case.group_id for case in made)) == 1
    assert not await raid_of(db, made[0])


async def test_another_servers_flood_is_not_ours(db: Database, clock: Clock) -> None:
    await flood(db, clock, 20)
    elsewhere = await db.write(record, view(900, guild_id=GUILD + 1, author_id=5), toxic(), LIVE, clock())
    found = await db.read(groups.get, GUILD + 1, elsewhere.group_id)
    assert found is not None
    assert not found.raid


async def test_whoever_has_a_card_keeps_it(db: Database, clock: Clock) -> None:
    made = await flood(db, clock, 12)
    again = await flagged(db, clock, 50, author=1001)
    assert again.group_id == made[0].group_id
    inside = await flagged(db, clock, 51, author=1012)
    assert inside.group_id == made[-1].group_id


async def test_it_lasts_until_it_is_quiet(db: Database, clock: Clock) -> None:
    made = await flood(db, clock, 12)
    clock.now += RAID_QUIET - timedelta(seconds=2)
    late = await flagged(db, clock, 60)
    assert late.group_id == made[-1].group_id
    clock.now += RAID_QUIET
    after = await flagged(db, clock, 61)
    assert not await raid_of(db, after)
    own = await flagged(db, clock, 62, author=1012)  # was in the flood: does not join it once it is over
    assert own.group_id != made[-1].group_id


async def test_it_has_no_whole_group(db: Database, clock: Clock) -> None:
    """A flood may hold thousands: one transaction must not decide it."""
    made = await flood(db, clock, 20)
    desk = Desk(db, FakeEffects(), clock=clock)
    result = await desk.dismiss(GUILD, made[-1].id, MOD, whole_group=True)
    assert isinstance(result, Ok)
    assert result.also == ()
    assert await desk.undecided_of_group(GUILD, made[-1].group_id) == ()


async def test_a_case_of_it_can_be_shown_alone(db: Database, clock: Clock) -> None:
    made = await flood(db, clock, 10)
    whole = await db.read(rows.load_card, GUILD, made[-1].group_id)
    alone = await db.read(rows.load_card, GUILD, made[-1].group_id, made[-1].id)
    assert whole is not None
    assert whole.flood is not None
    assert alone is not None
    assert alone.flood is None
    assert alone.lead.id == made[-1].id
