"""Questions to authors, their answers, notes and deleted messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.detect.message import AuthorKind
from bot.detect.policy import AskVia
from bot.review import transitions
from bot.review.desk import Desk
from bot.review.types import (
    NO_SOURCE,
    Case,
    CaseState,
    DeskResult,
    Lost,
    Ok,
    Plan,
    Refused,
)
from bot.store import cases
from bot.store.database import Database
from bot.store.tables import outbox
from tests.review.kit import (
    AUTHOR,
    CHANNEL,
    GUILD,
    MOD,
    MOD_2,
    START,
    Clock,
    FakeEffects,
    accused,
    go_live,
    live_desk,
    record,
    toxic,
    view,
)

OPEN, ASKED = CaseState.OPEN, CaseState.ASKED


async def asked_case(db: Database, desk: Desk) -> Case:
    """A case whose author is asked for half an hour."""
    case = await db.write(record)
    result = await desk.ask(GUILD, case.id, MOD_2, via=AskVia.REPLY, minutes=30)
    assert isinstance(result, Ok)
    return result.case


def errands(conn: Connection) -> list[str]:
    return list(conn.execute(select(outbox.c.kind).order_by(outbox.c.id)).scalars())


VERBS: dict[str, Callable[[Desk, int], Awaitable[DeskResult]]] = {
    "dismiss": lambda desk, case_id: desk.dismiss(GUILD, case_id, MOD, "fine"),
    "uphold": lambda desk, case_id: desk.uphold(GUILD, case_id, MOD, Plan(reason="rule 3")),
    "source": lambda desk, case_id: desk.source_given(GUILD, case_id, AUTHOR, "see the ruling"),
    "withdraw": lambda desk, case_id: desk.withdrawn(GUILD, case_id, AUTHOR),
}


@dataclass(frozen=True)
class NotAsked:
    """A case that nobody can be asked about, and why."""

    why: str
    live: bool = True
    toxic: bool = False
    author_kind: AuthorKind = AuthorKind.MEMBER
    deleted: bool = False


@pytest.mark.parametrize(
    "given",
    [
        NotAsked("shadow", live=False),
        NotAsked("not_accusation", toxic=True),
        NotAsked("not_member", author_kind=AuthorKind.WEBHOOK),
        NotAsked("not_member", author_kind=AuthorKind.BOT),
        NotAsked("message_gone", deleted=True),
    ],
    ids=lambda given: given.why,
)
async def test_nobody_to_ask(db: Database, clock: Clock, given: NotAsked) -> None:
    if given.live:
        await go_live(db)
    desk = Desk(db, FakeEffects(), clock=clock)
    flag = toxic() if given.toxic else accused()
    case = await db.write(record, view(author_kind=given.author_kind), flag)
    if given.deleted:
        await db.write(cases.mark_deleted, GUILD, case.message_id)
    result = await desk.ask(GUILD, case.id, MOD, via=AskVia.REPLY, minutes=5)
    assert isinstance(result, Refused)
    assert result.why == given.why
    assert result.case.state is OPEN
    assert "ask" not in await db.read(errands)


async def test_a_question_from_order_to_silence(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    asked = await desk.ask(GUILD, case.id, MOD, via=AskVia.REPLY, minutes=30)
    assert isinstance(asked, Ok)
    assert [(row.kind, row.state, row.by) for row in asked.actions] == [("ask", "pending", MOD)]
    clock.pass_(minutes=4)
    sent = await db.write(transitions.ask_sent, GUILD, case.id, CHANNEL, 777, clock())
    assert isinstance(sent, Ok)
    assert sent.actions[0].state == "done"
    assert sent.case.ask_until == START + timedelta(minutes=34)  # the time to answer starts when it is sent
    clock.pass_(minutes=29, seconds=59)
    assert await desk.tick() == 0
    clock.pass_(seconds=1)
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, fresh.note, fresh.ask_message_id) == (OPEN, NO_SOURCE, 777)
    assert "unask" not in await db.read(errands)  # a late answer still finds its question
    late = await desk.source_given(GUILD, case.id, AUTHOR, "https://court.example/88")
    assert isinstance(late, Ok)
    assert (late.case.state, late.case.source) == (CaseState.SOURCED, "https://court.example/88")
    assert (await db.read(errands)).count("unask") == 1


async def test_nobody_is_late_who_was_not_asked_yet(db: Database, clock: Clock) -> None:
    """Discord is away, the question waits in the outbox; "no source came" would be untrue."""
    desk = await live_desk(db, clock)
    case = await asked_case(db, desk)
    clock.pass_(hours=5)
    assert await desk.tick() == 0
    await db.write(transitions.ask_sent, GUILD, case.id, CHANNEL, 777, clock())
    clock.pass_(minutes=29)
    assert await desk.tick() == 0
    clock.pass_(minutes=1)
    assert await desk.tick() == 1


async def test_asking_again_gives_more_time_and_no_second_question(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    await desk.ask(GUILD, case.id, MOD, via=AskVia.REPLY, minutes=30)
    await db.write(transitions.ask_sent, GUILD, case.id, CHANNEL, 777, clock())
    clock.pass_(minutes=30)
    await desk.tick()
    again = await desk.ask(GUILD, case.id, MOD, via=AskVia.REPLY, minutes=10)
    assert isinstance(again, Ok)
    assert again.case.ask_until == clock() + timedelta(minutes=10)
    assert len(again.actions) == 1
    assert again.case.ask_message_id == 777


@pytest.mark.parametrize("held", [False, True])
async def test_a_question_that_cannot_be_put(db: Database, clock: Clock, held: bool) -> None:
    desk = await live_desk(db, clock)
    case = await asked_case(db, desk)
    if held:
        await desk.hold(GUILD, case.id, MOD)
    result = await db.write(transitions.ask_failed, GUILD, case.id, "dms_closed", "50007", clock())
    assert isinstance(result, Ok)
    if held:
        result = await desk.release(GUILD, case.id, MOD)
        assert isinstance(result, Ok)
    assert (result.case.state, result.case.note) == (OPEN, "ask: dms_closed")
    assert [(row.state, row.code) for row in result.actions] == [("failed", "dms_closed")]
    assert await desk.tick() == 0


@pytest.mark.parametrize("verb", ["dismiss", "uphold", "source", "withdraw"])
async def test_a_question_that_arrives_too_late_is_taken_down(db: Database, clock: Clock, verb: str) -> None:
    desk = await live_desk(db, clock)
    case = await asked_case(db, desk)
    decided = await VERBS[verb](desk, case.id)
    assert isinstance(decided, Ok)
    assert [(row.state, row.code) for row in decided.actions] == [("failed", "too_late")]
    assert (await db.read(errands)).count("unask") == 1
    sent = await db.write(transitions.ask_sent, GUILD, case.id, CHANNEL, 777, clock())
    assert isinstance(sent, Ok)
    assert (sent.case.ask_message_id, sent.case.state) == (777, decided.case.state)


async def test_an_asked_case_given_back_owes_its_question(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await asked_case(db, desk)
    await db.write(_forget_errands)
    await desk.hold(GUILD, case.id, MOD)
    await desk.release(GUILD, case.id, MOD)
    assert "ask" in await db.read(errands)


def _forget_errands(conn: Connection) -> None:
    conn.execute(outbox.delete())


async def test_an_edit_settles_and_unsettles(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await asked_case(db, desk)
    await db.write(transitions.source_given, GUILD, case.id, 0, "https://court.example/88", clock())
    order = transitions.AskOrder(AskVia.REPLY, 15)
    again = await db.write(transitions.reopened, GUILD, case.id, clock(), order=order)
    assert isinstance(again, Ok)
    assert (again.case.state, again.case.source) == (ASKED, None)
    await desk.source_given(GUILD, case.id, AUTHOR, "by hand")
    assert isinstance(await db.write(transitions.reopened, GUILD, case.id, clock(), order=order), Lost)


async def test_only_accusations_have_sources(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record, view(), toxic())
    assert await desk.source_given(GUILD, case.id, AUTHOR, "x") == Refused(case, "not_accusation")
    assert await desk.withdrawn(GUILD, case.id, AUTHOR) == Refused(case, "not_accusation")


async def test_a_long_source_is_cut(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    result = await desk.source_given(GUILD, case.id, AUTHOR, "y" * 5000)
    assert isinstance(result, Ok)
    assert result.case.source == "y" * 2000


async def test_notes(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    noted = await db.write(transitions.note, GUILD, case.id, "edited since", clock())
    assert isinstance(noted, Ok)
    assert noted.case.note == "edited since"
    same = await db.write(transitions.note, GUILD, case.id, "edited since", clock())
    assert isinstance(same, Ok)
    assert same.case.version == noted.case.version
    await desk.dismiss(GUILD, case.id, MOD)
    assert isinstance(await db.write(transitions.note, GUILD, case.id, None, clock()), Lost)


async def test_deleted_messages(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    accusation_case = await db.write(record, view(1))
    toxicity = await db.write(record, view(1), toxic())
    decided = await db.write(record, view(2))
    await desk.dismiss(GUILD, decided.id, MOD)

    changed = await db.write(transitions.message_deleted, GUILD, [1, 2, 3], clock())

    by_id = {case.id: case for case in changed}
    assert by_id[accusation_case.id].state is CaseState.WITHDRAWN
    assert by_id[toxicity.id].state is OPEN
    assert by_id[decided.id].state is CaseState.DISMISSED
    assert all(case.message_deleted for case in changed)
    assert await db.write(transitions.message_deleted, GUILD, [1, 2, 3], clock()) == []
    assert await db.write(transitions.message_deleted, GUILD + 1, [1], clock()) == []
