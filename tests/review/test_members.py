"""What is known of a member, what the member may see of it, and how much they may report."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.review.appeal_types import AppealState
from bot.review.effects import Code, EffectFailed
from bot.review.findings import record_report
from bot.review.members import DISMISSED_SHARE, REPORTS_A_DAY, REPORTS_DECIDED
from bot.review.types import ActionKind, CaseState, Ok, Plan
from bot.review.waiting import Waiting
from bot.store.database import Database
from tests.review.appeal_kit import open_court
from tests.review.kit import (
    AUTHOR,
    GUILD,
    LIVE,
    MOD,
    MOD_2,
    START,
    Clock,
    FakeEffects,
    live_desk,
    raising,
    record,
    toxic,
    view,
)


async def test_moderators_see_cases_and_notes(db: Database, clock: Clock) -> None:
    desk, waiting = await live_desk(db, clock), Waiting(db, clock=clock)
    made = [await db.write(record, view(number), toxic()) for number in range(1, 4)]
    await db.write(record, view(9, author_id=AUTHOR + 1), toxic())
    await desk.dismiss(GUILD, made[0].id, MOD)
    await desk.add_note(GUILD, made[1].id, MOD_2, "Spoke with them.")
    found = await waiting.record(GUILD, AUTHOR)
    assert dict(found.states) == {"open": 2, "dismissed": 1}
    assert [case.id for case in found.cases] == [case.id for case in made[::-1]]
    assert [(number, note.text, note.by) for number, note in found.notes] == [
        (made[1].number, "Spoke with them.", MOD_2)
    ]
    empty = await waiting.record(GUILD + 1, AUTHOR)
    assert (empty.states, empty.cases, empty.notes) == ({}, (), ())


async def test_a_member_sees_what_reached_them_and_nothing_else(db: Database, clock: Clock) -> None:
    """Open, dismissed, upheld without notice, notice refused: none of these was told to them."""
    failing = FakeEffects()
    desk, waiting = await live_desk(db, clock, failing), Waiting(db, clock=clock)
    made = [await db.write(record, view(number), toxic()) for number in range(1, 6)]
    await desk.dismiss(GUILD, made[1].id, MOD)
    await desk.uphold(GUILD, made[2].id, MOD, Plan(delete=True))
    failing.then = raising(warn=EffectFailed(Code.DMS_CLOSED))
    await desk.uphold(GUILD, made[3].id, MOD, Plan(warn=True))
    failing.then = None
    await desk.add_note(GUILD, made[4].id, MOD, "A note.")
    plan = Plan(warn=True, timeout=timedelta(hours=1), reason="Against the rules.")
    assert isinstance(await desk.uphold(GUILD, made[4].id, MOD, plan), Ok)
    (told,) = await waiting.told(GUILD, AUTHOR)
    assert (told.number, told.state, told.reason) == (made[4].number, CaseState.UPHELD, "Against the rules.")
    assert [kind for kind, _ in told.done] == [ActionKind.WARN, ActionKind.TIMEOUT]
    assert not told.taken_back
    assert await waiting.told(GUILD, AUTHOR + 1) == ()
    assert await waiting.told(GUILD + 1, AUTHOR) == ()
    await desk.undo(GUILD, made[4].id, MOD)
    (told,) = await waiting.told(GUILD, AUTHOR)
    assert told.taken_back
    assert (told.reason, told.done) == (None, ())


async def test_a_notice_tells_as_a_warning_does(db: Database, clock: Clock) -> None:
    """And what was decided anew without a word is not what the member was told of."""
    court = await open_court(db, clock)
    waiting = Waiting(db, clock=clock)
    case = await court.upheld(Plan(timeout=timedelta(hours=1), reason="Against the rules."))
    (told,) = await waiting.told(GUILD, AUTHOR)
    assert (told.number, told.reason, told.taken_back) == (case.number, "Against the rules.", False)
    assert {kind for kind, _ in told.done} == {ActionKind.TIMEOUT}
    await court.desk.undo(GUILD, case.id, MOD)
    await court.desk.uphold(GUILD, case.id, MOD, Plan(reason="For the record."))
    (told,) = await waiting.told(GUILD, AUTHOR)
    assert (told.reason, told.done, told.taken_back) == (None, (), True)


async def test_moderators_see_appeals(db: Database, clock: Clock) -> None:
    court = await open_court(db, clock)
    waiting = Waiting(db, clock=clock)
    case = await court.upheld()
    appeal = await court.appealed(case)
    await court.appeals.reject(GUILD, appeal.id, MOD_2, "It stands.")
    found = await waiting.record(GUILD, AUTHOR)
    assert [(number, one.id, one.state) for number, one in found.appeals] == [
        (case.number, appeal.id, AppealState.REJECTED)
    ]
    assert (await waiting.record(GUILD + 1, AUTHOR)).appeals == ()


REPORTER = 777


@pytest.mark.parametrize(
    ("dismissed", "upheld", "today", "may"),
    [
        (0, 0, 50, True),
        (REPORTS_DECIDED - 1, 0, REPORTS_A_DAY, True),
        (REPORTS_DECIDED, 0, REPORTS_A_DAY - 1, True),
        (REPORTS_DECIDED, 0, REPORTS_A_DAY, False),
        (4, 1, REPORTS_A_DAY, False),
        (3, 2, REPORTS_A_DAY, True),
    ],
)
async def test_who_reports_in_vain_reports_less(
    db: Database, clock: Clock, dismissed: int, upheld: int, today: int, may: bool
) -> None:
    desk, waiting = await live_desk(db, clock), Waiting(db, clock=clock)
    assert DISMISSED_SHARE == 4 / 5
    number = 0
    for count, decide in ((dismissed, True), (upheld, False)):
        for _ in range(count):
            number += 1
            case = await db.write(record_report, view(number), REPORTER, "look", LIVE, START)
            if decide:
                await desk.dismiss(GUILD, case.id, MOD)
            else:
                await desk.uphold(GUILD, case.id, MOD, Plan())
    clock.pass_(days=2)
    for _ in range(min(today, 5)):
        number += 1
        await db.write(record_report, view(number), REPORTER, "look", LIVE, clock())
    assert await waiting.may_report(GUILD, REPORTER) is may
    assert await waiting.may_report(GUILD, REPORTER + 1)
    clock.pass_(days=1, seconds=1)
    assert await waiting.may_report(GUILD, REPORTER)
