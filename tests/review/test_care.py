"""Help for who may harm themselves: sent by a moderator's hand, once, and nothing is ever done against them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.detect.message import AuthorKind
from bot.detect.policy import Flag, GuildPolicy, RuleKind
from bot.review import rows
from bot.review.bulk import Choice
from bot.review.courier import CourierFailed
from bot.review.measures import MEASURES
from bot.review.outbox import Outbox
from bot.review.queue import EVERYTHING, Filter
from bot.review.severity import severe
from bot.review.types import ActionKind, ActionRow, ActionState, Case, CaseState, Ok, Plan, Refused
from bot.review.waiting import Waiting
from bot.store.database import Database
from tests.review.channel import FakeCourier
from tests.review.kit import (
    AUTHOR,
    GUILD,
    LIVE,
    MOD,
    MOD_2,
    SHADOW,
    Clock,
    FakeEffects,
    chain_holds,
    live_desk,
    record,
    toxic,
    view,
)
from tests.review.test_alarms import store

HOUR = timedelta(hours=1)
CARE = Flag(RuleKind.SELF_HARM, 0.95)


def in_need(conn: Connection, policy: GuildPolicy = LIVE, kind: AuthorKind = AuthorKind.MEMBER) -> Case:
    return record(conn, view(text="I want to die.", author_kind=kind), CARE, policy)


def helped(actions: tuple[ActionRow, ...]) -> list[ActionRow]:
    return [action for action in actions if action.kind is ActionKind.HELP]


async def test_it_is_never_sent_by_itself(db: Database, clock: Clock) -> None:
    courier = FakeCourier(clock)
    desk = await live_desk(db, clock)
    case = await db.write(in_need)
    await Outbox(db, courier, clock=clock).deliver_due()
    clock.pass_(hours=1)
    await desk.tick()
    await Outbox(db, courier, clock=clock).deliver_due()
    assert courier.helped == {}
    assert (await db.read(rows.load_actions, GUILD, case.id)) == ()


async def test_a_moderator_sends_it_once(db: Database, clock: Clock) -> None:
    courier, desk = FakeCourier(clock), await live_desk(db, clock)
    case = await db.write(in_need)
    for moderator in (MOD, MOD_2, MOD):
        assert isinstance(await desk.offer_help(GUILD, case.id, moderator), Ok)
        await Outbox(db, courier, clock=clock).deliver_due()
    assert [one.about for one in courier.helped.values()] == [AUTHOR]
    (action,) = helped(await db.read(rows.load_actions, GUILD, case.id))
    assert (action.state, action.by) == (ActionState.DONE, MOD)
    assert "action done" in [line.event for line in await desk.trail(GUILD, case.id)]
    assert await chain_holds(db)


async def test_closed_dms_are_on_the_card_and_can_be_tried_again(db: Database, clock: Clock) -> None:
    courier, desk = FakeCourier(clock), await live_desk(db, clock)
    case = await db.write(in_need)
    courier.plan("help", CourierFailed("dms_closed"))
    await desk.offer_help(GUILD, case.id, MOD)
    await Outbox(db, courier, clock=clock).deliver_due()
    (action,) = helped(await db.read(rows.load_actions, GUILD, case.id))
    assert (action.state, action.code) == (ActionState.FAILED, "dms_closed")
    await desk.offer_help(GUILD, case.id, MOD_2)
    await Outbox(db, courier, clock=clock).deliver_due()
    (action,) = helped(await db.read(rows.load_actions, GUILD, case.id))
    assert action.state is ActionState.DONE


@pytest.mark.parametrize("why", ["not_self_harm", "not_member", "shadow"])
async def test_to_whom_it_is_not_sent(db: Database, clock: Clock, why: str) -> None:
    desk = await live_desk(db, clock)
    if why == "not_self_harm":
        case = await db.write(record, view(), toxic())
    elif why == "not_member":
        case = await db.write(in_need, LIVE, AuthorKind.WEBHOOK)
    else:
        await db.write(store, SHADOW)
        case = await db.write(in_need)
    result = await desk.offer_help(GUILD, case.id, MOD)
    assert isinstance(result, Refused)
    assert result.why == why


async def test_no_measure_fits(db: Database) -> None:
    case = await db.write(in_need)
    assert [kind for kind, measure in MEASURES.items() if measure.fits(case)] == []


async def test_upholding_it_is_a_record_alone(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(in_need)
    result = await desk.uphold(GUILD, case.id, MOD, Plan())
    assert isinstance(result, Ok)
    assert effects.tried == []


async def test_the_card_knows_the_servers_own_text(db: Database) -> None:
    await db.write(store, LIVE.model_copy(update={"help_text": "Talk to Robin, our listener."}))
    case = await db.write(in_need)
    other = await db.write(record, view(2), toxic())
    shown = await db.read(rows.load_card, GUILD, case.group_id, case.id)
    assert shown is not None
    assert shown.help_text == "Talk to Robin, our listener."
    plain = await db.read(rows.load_card, GUILD, other.group_id, other.id)
    assert plain is not None
    assert plain.help_text is None


async def test_a_decision_on_the_whole_card_leaves_them_out(db: Database, clock: Clock) -> None:
    """The author of an insult and of a cry for help: neither a sanction nor a dismissal sweeps over the latter."""
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    insult = await db.write(record, view(7), toxic())
    case = await db.write(in_need)
    assert case.group_id == insult.group_id
    result = await desk.uphold(GUILD, insult.id, MOD, Plan(delete=True, timeout=HOUR), whole_group=True)
    assert isinstance(result, Ok)
    assert result.also == ()
    assert effects.done == [("delete", 7), ("timeout", AUTHOR)]
    other = await db.write(record, view(8), toxic())
    assert isinstance(await desk.dismiss(GUILD, other.id, MOD, whole_group=True), Ok)
    assert (await db.read(rows.load_case, GUILD, case.id)).state is CaseState.OPEN


async def test_whatever_is_planned_upholding_is_a_record(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(in_need)
    result = await desk.uphold(GUILD, case.id, MOD, Plan(reason="Spoken to.", delete=True, ban=HOUR))
    assert isinstance(result, Ok)
    assert (result.case.state, result.case.reason, result.actions) == (CaseState.UPHELD, "Spoken to.", ())
    assert effects.tried == []


@pytest.mark.parametrize(("wanted", "decided"), [(EVERYTHING, 1), (Filter(kind=RuleKind.SELF_HARM), 1)])
async def test_bulk_decides_about_them_only_where_it_is_asked_to(
    db: Database, clock: Clock, wanted: Filter, decided: int
) -> None:
    await live_desk(db, clock)
    await db.write(record, view(7), toxic())
    case = await db.write(in_need)
    clock.pass_(minutes=1)
    waiting = Waiting(db, clock=clock)
    seen = await waiting.preview(GUILD, MOD, wanted)
    assert seen.count == decided
    run = waiting.decide(GUILD, MOD, wanted, Choice.DISMISS, seen.at, seen.count)
    assert [one.decided for one in [one async for one in run]][-1] == decided
    after = await db.read(rows.load_case, GUILD, case.id)
    assert after.state.decided is (wanted.kind is RuleKind.SELF_HARM)


async def test_their_text_is_veiled_whatever_the_scores(db: Database) -> None:
    assert severe(replace(await db.write(in_need), scores=None, trace=()))
