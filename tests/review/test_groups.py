"""How large a group becomes."""

from __future__ import annotations

from collections import Counter

from bot.review.desk import Desk
from bot.review.findings import GROUP_LIMIT
from bot.review.queue import status
from bot.review.types import Ok
from bot.store.database import Database
from tests.review.kit import GUILD, MOD, Clock, FakeEffects, chain_holds, record, view


async def test_a_flood_makes_several_groups_and_no_long_transaction(db: Database, clock: Clock) -> None:
    made = [await db.write(record, view(number)) for number in range(1, GROUP_LIMIT + 3)]
    assert list(Counter(case.group_id for case in made).values()) == [GROUP_LIMIT, 2]
    desk = Desk(db, FakeEffects(), clock=clock)
    result = await desk.dismiss(GUILD, made[0].id, MOD, whole_group=True)
    assert isinstance(result, Ok)
    assert len(result.also) == GROUP_LIMIT - 1
    assert (await db.read(status, GUILD)).total == 2
    assert await chain_holds(db)
