"""What the bot does on Discord by itself stands in the audit log: cards, questions, thanks, and what it gave up."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from bot.detect.policy import AccusationHandling, AskVia
from bot.review import remarks, transitions
from bot.review.audit import Event
from bot.review.courier import CourierFailed
from bot.review.outbox import Outbox
from bot.review.types import BOT
from bot.store import audit as audit_rows
from bot.store import outbox as store
from bot.store.database import Database
from tests.review.channel import FakeCourier
from tests.review.kit import (
    ASKING,
    AUTHOR,
    GUILD,
    LIVE,
    Clock,
    accused,
    chain_holds,
    go_live,
    record,
    toxic,
    view,
)


@pytest.fixture
def courier(clock: Clock) -> FakeCourier:
    return FakeCourier(clock)


@pytest.fixture
def outbox(db: Database, courier: FakeCourier, clock: Clock) -> Outbox:
    return Outbox(db, courier, clock=clock, jitter=lambda: 0.0)


async def acts(db: Database, *events: Event) -> list[tuple[str, int, dict[str, object]]]:
    """(event, actor, details) of the log's rows of these events, oldest first."""

    def read(conn: Connection) -> list[tuple[str, int, dict[str, object]]]:
        found = audit_rows.chain(conn, GUILD)
        return [(row.event, row.actor, row.detail) for row in found if row.event in events]

    assert await chain_holds(db)
    return await db.read(read)


async def test_a_refusal_is_the_same_again_whatever_the_bot_did_in_between(
    db: Database, outbox: Outbox, clock: Clock
) -> None:
    case = await db.write(record, view(), toxic(), LIVE, clock())
    await db.write(remarks.refused, GUILD, case.id, AUTHOR, "not_moderator", clock())
    await outbox.deliver_due()  # the card is posted, which is logged
    await db.write(remarks.refused, GUILD, case.id, AUTHOR, "not_moderator", clock())
    assert len(await acts(db, Event.REFUSED)) == 1
    assert len(await acts(db, Event.CARD_POSTED)) == 1
    await db.write(remarks.refused, GUILD, case.id, AUTHOR + 1, "not_moderator", clock())
    await db.write(remarks.refused, GUILD, case.id, AUTHOR, "not_moderator", clock())
    assert len(await acts(db, Event.REFUSED)) == 3


async def test_a_card_is_logged_when_it_is_posted_not_when_it_is_edited(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await db.write(record, view(), toxic(), LIVE, clock())
    await outbox.deliver_due()
    (first,) = courier.live()
    await db.write(transitions.note, GUILD, case.id, "edited since", clock())
    await outbox.deliver_due()
    posted = await acts(db, Event.CARD_POSTED)
    assert [(event, actor, detail["message"]) for event, actor, detail in posted] == [
        ("card posted", BOT, first)
    ]
    courier.cards.clear()  # deleted by hand
    await db.write(transitions.note, GUILD, case.id, None, clock())
    await outbox.deliver_due()
    (second,) = courier.live()
    assert [detail["message"] for _, _, detail in await acts(db, Event.CARD_POSTED)] == [first, second]


async def test_a_question_its_removal_and_the_thanks(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await go_live(db)
    flag = accused(handling=AccusationHandling.ASK)
    policy = ASKING.model_copy(update={"ask_via": AskVia.DM})
    case = await db.write(record, view(), flag, policy, clock())
    await outbox.deliver_due()
    await db.write(transitions.source_given, GUILD, case.id, AUTHOR, "https://court.example/88", clock())
    await db.write(_thank, case.id, clock)
    await outbox.deliver_due()
    logged = await acts(db, Event.ASK_SENT, Event.ASK_REMOVED, Event.THANKED)
    assert sorted(logged) == [
        (event, BOT, {}) for event in sorted((Event.ASK_SENT, Event.ASK_REMOVED, Event.THANKED))
    ]


def _thank(conn: Connection, case_id: int, clock: Clock) -> None:
    store.enqueue(conn, GUILD, store.ErrandKind.THANKS, clock(), case_id=case_id)


async def test_an_errand_that_was_given_up(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await db.write(record, view(), toxic(), LIVE, clock())
    courier.plan("card", CourierFailed("no_permission"))
    await outbox.deliver_due()
    assert await acts(db, Event.ERRAND_FAILED) == [
        (Event.ERRAND_FAILED, BOT, {"kind": "card", "code": "no_permission"})
    ]
