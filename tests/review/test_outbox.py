"""Errands: done once, in order, over crashes and refusals, and never silently dropped."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.detect.policy import AccusationHandling, GuildPolicy
from bot.review import rows, transitions
from bot.review.courier import CourierFailed, CourierRetry
from bot.review.delivery import BACKOFF_CAP_SECONDS, ERROR_LIMIT, backoff
from bot.review.outbox import KEEP_FAILED, KEEP_SENT, Outbox
from bot.review.policies import Policies
from bot.review.types import BOT, Case, CaseState
from bot.store import groups, scores
from bot.store import outbox as store
from bot.store.database import Database
from bot.store.outbox import ErrandKind
from bot.store.tables import groups as groups_table
from bot.store.tables import outbox as outbox_table
from bot.store.tables import scores as scores_table
from tests.review.channel import REVIEW, After, Crash, FakeCourier
from tests.review.kit import ASKING, GUILD, LIVE, Clock, accused, go_live, record, toxic, view


@pytest.fixture
def courier(clock: Clock) -> FakeCourier:
    return FakeCourier(clock)


@pytest.fixture
def outbox(db: Database, courier: FakeCourier, clock: Clock) -> Outbox:
    return restarted(db, courier, clock)


def restarted(db: Database, courier: FakeCourier, clock: Clock) -> Outbox:
    return Outbox(db, courier, clock=clock, jitter=lambda: 0.0)


async def a_case(db: Database, clock: Clock, message_id: int = 1, author: int = 300) -> Case:
    return await db.write(record, view(message_id, author_id=author), toxic(), LIVE, clock())


async def an_asked_case(db: Database, clock: Clock, policy: GuildPolicy = ASKING) -> Case:
    await go_live(db)
    flag = accused(handling=AccusationHandling.ASK)
    case = await db.write(record, view(), flag, policy, clock())
    assert case.state is CaseState.ASKED
    return case


async def case_now(db: Database, case: Case) -> Case:
    found = await db.read(rows.load_case, case.guild_id, case.id)
    assert found is not None
    return found


async def states(db: Database) -> list[tuple[str, str]]:
    """(kind, state) of every errand, oldest first."""

    def read(conn: Connection) -> list[tuple[str, str]]:
        rows = conn.execute(select(outbox_table.c.kind, outbox_table.c.state).order_by(outbox_table.c.id))
        return [(row.kind, row.state) for row in rows]

    return await db.read(read)


async def card_id(db: Database, case: Case) -> int | None:
    def read(conn: Connection) -> int | None:
        row = groups.get(conn, GUILD, case.group_id)
        return None if row is None else row.card_message_id

    return await db.read(read)


async def test_a_case_gets_its_card(db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock) -> None:
    case = await a_case(db, clock)
    await outbox.deliver_due()
    assert await states(db) == [("card", "sent")]
    assert [await card_id(db, case)] == courier.live()


async def test_waiting_cards_of_a_group_are_one(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await a_case(db, clock)
    await db.write(transitions.note, GUILD, case.id, "one", clock())
    await db.write(transitions.note, GUILD, case.id, "two", clock())
    await outbox.deliver_due()
    assert courier.calls == ["card"]
    await db.write(transitions.note, GUILD, case.id, "three", clock())
    await outbox.deliver_due()
    assert courier.calls == ["card", "card"]
    assert len(courier.cards) == 1


async def test_a_groups_errands_keep_their_order(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await an_asked_case(db, clock)
    courier.plan("ask", CourierRetry("503", unsure=False))
    await outbox.deliver_due()
    await db.write(transitions.source_given, GUILD, case.id, 7, "https://news.example/a", clock())
    while await db.read(store.owed):
        clock.pass_(seconds=BACKOFF_CAP_SECONDS)
        await outbox.deliver_due()
    assert courier.asks == {}
    kinds = [kind for kind, _ in await states(db)]
    assert kinds.index("ask") < kinds.index("unask")
    assert {state for _, state in await states(db)} == {"sent"}


async def test_groups_do_not_wait_for_one_another(db: Database, courier: FakeCourier, clock: Clock) -> None:
    first = await a_case(db, clock, 1, author=1)
    await a_case(db, clock, 2, author=2)
    gate, other_done = asyncio.Event(), asyncio.Event()

    class Slow(FakeCourier):
        async def card(self, case_view, nonce):  # type: ignore[no-untyped-def]
            if case_view.group.id == first.group_id:
                await gate.wait()
            place = await super().card(case_view, nonce)
            other_done.set()
            return place

    slow = Slow(clock)
    work = asyncio.create_task(restarted(db, slow, clock).deliver_due())
    await asyncio.wait_for(other_done.wait(), 10)
    assert [card.about for card in slow.cards.values()] != [first.group_id]
    gate.set()
    await work
    assert len(slow.cards) == 2


@pytest.mark.parametrize(
    ("step", "elapsed"),
    [
        pytest.param(Crash(), 1, id="before-sending, soon"),
        pytest.param(Crash(), 600, id="before-sending, late"),
        pytest.param(After(Crash()), 1, id="after-sending, soon"),
        pytest.param(After(Crash()), 600, id="after-sending, late"),
        pytest.param(After(CourierRetry("500")), 1, id="500 after it took effect, soon"),
        pytest.param(After(CourierRetry("500")), 600, id="500 after it took effect, late"),
        pytest.param(After(asyncio.CancelledError()), 600, id="cut off by a stop"),
    ],
)
async def test_a_card_is_posted_once_whatever_ends_in_between(
    db: Database, courier: FakeCourier, clock: Clock, step: BaseException | After, elapsed: int
) -> None:
    case = await a_case(db, clock)
    courier.plan("card", step)
    await restarted(db, courier, clock).deliver_due()
    assert await states(db) == [("card", "sending")]
    clock.pass_(seconds=elapsed)
    await restarted(db, courier, clock).deliver_due()
    assert await states(db) == [("card", "sent")]
    assert len(courier.cards) == 1
    assert [await card_id(db, case)] == courier.live()


async def test_a_crash_after_the_place_was_noted_edits_the_card(
    db: Database, courier: FakeCourier, clock: Clock
) -> None:
    case = await a_case(db, clock)
    courier.plan("card", After(Crash()))
    await restarted(db, courier, clock).deliver_due()
    clock.pass_(minutes=10)
    courier.plan("find_card", None, Crash())  # found and noted; ends while it looks for doubled ones
    await restarted(db, courier, clock).deliver_due()
    assert await states(db) == [("card", "sending")]
    assert await card_id(db, case) is not None
    clock.pass_(minutes=10)
    await restarted(db, courier, clock).deliver_due()
    assert await states(db) == [("card", "sent")]
    assert len(courier.cards) == 1


async def test_unreadable_channel_doubles_the_card_and_the_newer_wins(
    db: Database, courier: FakeCourier, clock: Clock
) -> None:
    case = await a_case(db, clock)
    courier.plan("card", After(Crash()))
    await restarted(db, courier, clock).deliver_due()
    (older,) = courier.live()
    clock.pass_(minutes=10)
    courier.readable = False
    outbox = restarted(db, courier, clock)
    await outbox.deliver_due()
    newer = await card_id(db, case)
    assert newer is not None
    assert newer > older
    assert courier.live() == [older, newer]
    # As soon as the channel can be read, the next errand points the older card to the newer.
    courier.readable = True
    await db.write(transitions.note, GUILD, case.id, "anything", clock())
    await outbox.deliver_due()
    assert courier.live() == [newer]
    assert courier.cards[older].points_to == newer
    # That is settled: the channel is not read again.
    courier.calls.clear()
    await db.write(transitions.note, GUILD, case.id, "more", clock())
    await outbox.deliver_due()
    assert courier.calls == ["card"]


@pytest.mark.parametrize("newer_is_known", [True, False])
async def test_a_click_on_a_doubled_card_settles_which_one_stays(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock, newer_is_known: bool
) -> None:
    case = await a_case(db, clock)
    await outbox.deliver_due()
    (first,) = courier.live()
    courier.cards[first + 50] = type(courier.cards[first])(case.group_id, "open")
    known, stray = (first + 50, first) if newer_is_known else (first, first + 50)
    await db.write(groups.set_card, case.group_id, REVIEW, known)
    await outbox.stray(GUILD, case.group_id, REVIEW, stray)
    assert courier.live() == [first + 50]
    assert courier.cards[first].points_to == first + 50
    assert await card_id(db, case) == first + 50
    await outbox.stray(GUILD, case.group_id, REVIEW, first + 50)
    assert courier.live() == [first + 50]


@pytest.mark.parametrize("decided", [False, True])
async def test_a_deleted_card_comes_back_while_something_is_undecided(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock, decided: bool
) -> None:
    case = await an_asked_case(db, clock)
    await outbox.deliver_due()
    courier.cards.clear()
    if decided:
        await db.write(transitions.withdrawn, GUILD, case.id, BOT, clock())
    else:
        await db.write(transitions.note, GUILD, case.id, "anything", clock())
    await outbox.deliver_due()
    assert len(courier.cards) == (0 if decided else 1)
    assert await card_id(db, case) == next(iter(courier.cards), None)
    assert await db.read(store.owed) == 0


async def test_a_wait_that_discord_names_is_kept(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await a_case(db, clock)
    courier.plan("card", CourierRetry("429", retry_after=42.0, unsure=False))
    await outbox.deliver_due()
    assert await states(db) == [("card", "pending")]
    clock.pass_(seconds=41)
    await outbox.deliver_due()
    assert courier.calls == ["card"]
    clock.pass_(seconds=1)
    await outbox.deliver_due()
    assert await states(db) == [("card", "sent")]


async def test_a_refused_card_keeps_its_place_before_newer_ones(
    db: Database, courier: FakeCourier, clock: Clock
) -> None:
    case = await a_case(db, clock)

    class Meanwhile(FakeCourier):
        async def card(self, case_view, nonce):  # type: ignore[no-untyped-def]
            if not self.calls:  # a newer card errand is written while this one is under way
                await db.write(transitions.note, GUILD, case.id, "newer", clock())
                self.plan("card", CourierRetry("429", unsure=False))
            return await super().card(case_view, nonce)

    meanwhile = Meanwhile(clock)
    outbox = restarted(db, meanwhile, clock)
    await outbox.deliver_due()
    assert await states(db) == [("card", "pending")]
    clock.pass_(minutes=10)
    await outbox.deliver_due()
    assert await states(db) == [("card", "sent")]
    assert len(meanwhile.cards) == 1


async def test_what_cannot_be_done_is_recorded_and_can_be_owed_again(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await a_case(db, clock)
    courier.plan("card", CourierFailed("no_review_channel", "none is set"))
    await outbox.deliver_due()
    (failed,) = await outbox.failed(GUILD)
    assert (failed.kind, failed.code, failed.detail) == (ErrandKind.CARD, "no_review_channel", "none is set")
    assert await outbox.failed() == [failed]
    assert await outbox.failed(GUILD + 1) == []
    assert await outbox.retry_failed(GUILD) == 1
    await outbox.deliver_due()
    assert await outbox.failed() == []
    assert await card_id(db, case) in courier.live()


async def test_an_error_of_ours_is_given_up_after_a_while(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await a_case(db, clock)
    courier.plan("card", *[ValueError("a text that stays out of the record")] * ERROR_LIMIT)
    for _ in range(ERROR_LIMIT):
        await outbox.deliver_due()
        clock.pass_(hours=1)
    (failed,) = await outbox.failed()
    assert (failed.code, failed.detail, failed.attempts) == ("error", "ValueError", ERROR_LIMIT)


async def test_discords_troubles_are_waited_out(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await a_case(db, clock)
    courier.plan("card", *[CourierRetry("503")] * 40)
    for _ in range(41):
        await outbox.deliver_due()
        clock.pass_(minutes=6)
    assert await states(db) == [("card", "sent")]
    assert len(courier.cards) == 1


async def test_a_question_is_put_and_taken_down(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await an_asked_case(db, clock)
    await outbox.deliver_due()
    asked = await case_now(db, case)
    assert asked.ask_message_id in courier.asks
    await db.write(transitions.source_given, GUILD, case.id, 7, "https://news.example/a", clock())
    await outbox.deliver_due()
    assert courier.asks == {}
    assert (await case_now(db, case)).ask_message_id is None


async def test_a_question_settled_before_its_turn_is_never_put(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await an_asked_case(db, clock)
    await db.write(transitions.source_given, GUILD, case.id, 7, "https://news.example/a", clock())
    await outbox.deliver_due()
    assert "ask" not in courier.calls
    assert "unask" not in courier.calls
    assert await db.read(store.owed) == 0


@pytest.mark.parametrize("code", ["dms_closed", "no_permission", "gone"])
async def test_a_question_that_cannot_be_put_leaves_the_case_open(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock, code: str
) -> None:
    case = await an_asked_case(db, clock)
    courier.plan("ask", CourierFailed(code))
    await outbox.deliver_due()
    now = await case_now(db, case)
    assert (now.state, now.note) == (CaseState.OPEN, f"ask: {code}")
    assert [failed.code for failed in await outbox.failed()] == [code]


async def test_shadow_mode_keeps_a_question_back_that_was_owed_before(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await an_asked_case(db, clock)
    await Policies(db).update(GUILD, 7, lambda policy: policy.model_copy(update={"shadow": True}))
    await outbox.deliver_due()
    assert "ask" not in courier.calls
    now = await case_now(db, case)
    assert (now.state, now.note) == (CaseState.OPEN, "ask: shadow")


@pytest.mark.parametrize(("elapsed", "state"), [(30, CaseState.ASKED), (600, CaseState.OPEN)])
async def test_nobody_is_asked_twice_after_a_crash(
    db: Database, courier: FakeCourier, clock: Clock, elapsed: int, state: CaseState
) -> None:
    case = await an_asked_case(db, clock)
    courier.plan("ask", After(Crash()))
    await restarted(db, courier, clock).deliver_due()
    clock.pass_(seconds=elapsed)
    await restarted(db, courier, clock).deliver_due()
    assert len(courier.asks) == 1
    assert (await case_now(db, case)).state is state


async def test_asked_again_before_the_old_question_was_taken_down(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await go_live(db)
    case = await an_asked_case(db, clock)
    await outbox.deliver_due()
    await db.write(transitions.withdrawn, GUILD, case.id, BOT, clock())
    order = transitions.AskOrder(ASKING.ask_via, 30)
    await db.write(_reopen, case, order, clock)
    await outbox.deliver_due()
    now = await case_now(db, case)
    assert now.state is CaseState.ASKED
    assert list(courier.asks) == [now.ask_message_id]


def _reopen(conn: Connection, case: Case, order: transitions.AskOrder, clock: Clock) -> None:
    transitions.reopened(conn, GUILD, case.id, clock(), order=order)


async def test_drain_sends_what_is_due_and_counts_the_rest(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    for author in range(1, 8):
        await a_case(db, clock, author, author=author)
    courier.plan("card", CourierRetry("503"))
    work = asyncio.create_task(outbox.run())
    assert await outbox.drain(30) == 1
    await asyncio.wait_for(work, 10)
    assert len(courier.cards) == 6


async def test_drain_cuts_off_what_hangs(db: Database, clock: Clock) -> None:
    case = await a_case(db, clock)

    class Hanging(FakeCourier):
        async def card(self, case_view, nonce):  # type: ignore[no-untyped-def]
            await super().card(case_view, nonce)
            await asyncio.Event().wait()

    hanging = Hanging(clock)
    outbox = restarted(db, hanging, clock)
    assert await outbox.drain(0.2) == 1
    assert await states(db) == [("card", "sending")]
    healthy = FakeCourier(clock, cards=hanging.cards)
    clock.pass_(minutes=10)
    await restarted(db, healthy, clock).deliver_due()
    assert healthy.live() == [await card_id(db, case)]
    assert len(healthy.cards) == 1


async def test_the_worker_wakes_by_itself(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    work = asyncio.create_task(outbox.run())
    await asyncio.sleep(0)
    await a_case(db, clock)
    outbox.wake()
    async with asyncio.timeout(10):
        while not courier.cards:  # noqa: ASYNC110 - the fake has no event to wait for
            await asyncio.sleep(0.01)
    await outbox.drain(10)
    await work
    assert await states(db) == [("card", "sent")]


async def test_what_was_kept_long_enough_is_forgotten(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await a_case(db, clock)
    await outbox.deliver_due()
    await db.write(scores.keep, GUILD, 1, 2, "0" * 16, "test:0000", {"toxicity": 0.123456}, clock())
    clock.pass_(days=6)
    await db.write(scores.keep, GUILD, 1, 3, "0" * 16, "test:0000", {"toxicity": 0.5}, clock())
    await outbox._prune()
    assert (await states(db), await kept_scores(db)) == ([("card", "sent")], {2: 0.1235, 3: 0.5})
    clock.pass_(days=2)
    await outbox._prune()
    assert (await states(db), await kept_scores(db)) == ([], {3: 0.5})


async def test_scores_never_live_longer_than_promised(db: Database, outbox: Outbox, clock: Clock) -> None:
    await db.write(scores.keep, GUILD, 1, 2, "0" * 16, "test:0000", {"toxicity": 0.1}, clock())
    clock.now += scores.RETENTION - timedelta(
        minutes=30
    )  # half an hour before its end; the next round is an hour off
    await outbox._prune()
    assert await kept_scores(db) == {}


async def test_a_card_that_was_given_up_can_be_owed_again_weeks_later(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    await a_case(db, clock)
    courier.plan("card", CourierFailed("no_review_channel"))
    await outbox.deliver_due()
    clock.now += KEEP_SENT + timedelta(days=1)
    await outbox._prune()
    assert await outbox.retry_failed(GUILD) == 1
    await outbox.deliver_due()
    assert len(courier.live()) == 1
    assert timedelta(days=30) == KEEP_FAILED


async def kept_scores(db: Database) -> dict[int, float]:
    rows = await db.read(lambda conn: conn.execute(select(scores_table)).all())
    return {row.message_id: row.scores["toxicity"] for row in rows}


async def test_the_worker_outlives_a_database_that_refuses(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_case(db, clock)
    real, refusals = db.read, [OSError("cannot read the disk")]

    async def read(*args: Any, **kw: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return await real(*args, **kw)

    monkeypatch.setattr(db, "read", read)
    work = asyncio.create_task(outbox.run())
    async with asyncio.timeout(20):
        while not courier.cards:
            outbox.wake()
            await asyncio.sleep(0.01)
    await outbox.drain(10)
    await work
    assert await states(db) == [("card", "sent")]


async def test_two_workers_do_not_take_the_same_errand(
    db: Database, courier: FakeCourier, clock: Clock
) -> None:
    await a_case(db, clock)
    lease = clock() + timedelta(minutes=2)
    first = await db.write(store.claim, clock(), lease, 4)
    second = await db.write(store.claim, clock(), lease, 4)
    assert (len(first), len(second)) == (1, 0)


async def test_cards_of_an_erased_group_are_moot(
    db: Database, outbox: Outbox, courier: FakeCourier, clock: Clock
) -> None:
    case = await a_case(db, clock)

    def add_empty_group(conn: Connection) -> int:
        empty = groups.add(conn, GUILD, 1, None, clock())
        store.enqueue(conn, GUILD, ErrandKind.CARD, clock(), group_id=empty)
        return empty

    empty = await db.write(add_empty_group)
    await outbox.deliver_due()
    assert {card.about for card in courier.cards.values()} == {case.group_id}
    assert await db.read(store.owed) == 0
    assert (
        await db.read(
            lambda conn: conn.execute(
                select(groups_table.c.card_message_id).where(groups_table.c.id == empty)
            ).scalar_one()
        )
        is None
    )


@pytest.mark.parametrize(("group", "case"), [(None, None), (1, 1)])
async def test_an_errand_belongs_to_a_group_or_a_case(
    db: Database, clock: Clock, group: int | None, case: int | None
) -> None:
    with pytest.raises(ValueError, match="belongs to"):
        await db.write(_enqueue, clock, group, case)


def _enqueue(conn: Connection, clock: Clock, group: int | None, case: int | None) -> None:
    store.enqueue(conn, GUILD, ErrandKind.CARD, clock(), group_id=group, case_id=case)


def test_backoff_doubles_up_to_its_cap() -> None:
    waits = [backoff(attempt, 1.0) for attempt in range(1, 30)]
    assert waits[:4] == [2.0, 4.0, 8.0, 16.0]
    assert waits == sorted(waits)
    assert max(waits) == BACKOFF_CAP_SECONDS
    assert backoff(3, 0.0) == waits[2] / 2
