"""What time does: undecided cases lapse, texts go, and what is left still serves."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.review.desk import Desk
from bot.review.types import CaseState, Plan, Refused
from bot.store import audit as audit_rows
from bot.store import cases, groups, guilds, reports
from bot.store.database import Database
from bot.store.tables import outbox
from tests.review.kit import (
    GUILD,
    LIVE,
    MOD,
    SHADOW,
    Clock,
    FakeEffects,
    accusation,
    accused,
    chain_holds,
    live_desk,
    record,
    view,
)

MONTH = timedelta(days=30)


async def test_an_undecided_case_lapses_with_its_text(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await desk.report(view(), 500, "some words", LIVE)
    clock.pass_(days=29, hours=23)
    assert await desk.tick() == 0
    clock.pass_(hours=1)
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, fresh.text, fresh.author_name, fresh.decided_by) == (CaseState.LAPSED, None, "", 0)
    (report,) = await db.read(reports.of_case, case.id)
    assert (report.reporter_id, report.reason) == (500, None)
    assert isinstance(await desk.reopen(GUILD, case.id, MOD), Refused)
    assert await desk.tick() == 0
    assert await chain_holds(db)


async def test_a_decided_case_keeps_its_text_from_the_decision_on(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    clock.pass_(days=20)
    await desk.uphold(GUILD, case.id, MOD, Plan(reason="rule 3"))
    clock.pass_(days=29)
    assert await desk.tick() == 0
    clock.pass_(days=1)
    assert await desk.tick() == 1
    row = await db.read(cases.get, GUILD, case.id)
    assert row is not None
    assert (row.text, row.reason, row.claim_key, row.spans, row.accusations, row.trace) == (
        None,
        None,
        None,
        [],
        [],
        [],
    )
    assert (row.state, row.decided_by, row.scores) == ("upheld", MOD, {"toxicity": 0.8, "insult": 0.4})
    key = await db.read(guilds.hmac_key, GUILD)
    assert case.text is not None
    assert row.text_hmac == hmac.new(key, case.text.encode(), hashlib.sha256).hexdigest()
    events = [each.event for each in await db.read(audit_rows.of_case, GUILD, case.id)]
    assert events[-1] == "text removed"


async def test_a_servers_own_length(db: Database, clock: Clock) -> None:
    desk = Desk(db, FakeEffects(), clock=clock, retention=timedelta(days=1))
    case = await db.write(record, policy=SHADOW)
    clock.pass_(days=1)
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert fresh.state is CaseState.LAPSED


async def test_a_case_that_is_read_does_not_lapse(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    clock.now += MONTH - timedelta(minutes=1)
    await desk.hold(GUILD, case.id, MOD)
    clock.pass_(minutes=2)
    assert await desk.tick() == 0
    clock.pass_(minutes=10)
    assert await desk.tick() > 0
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert fresh.state is CaseState.LAPSED


async def test_a_case_that_is_opened_again_has_its_whole_time(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    clock.pass_(days=20)
    await desk.dismiss(GUILD, case.id, MOD)
    clock.pass_(days=20)
    await desk.reopen(GUILD, case.id, MOD)
    clock.pass_(days=29, hours=23)
    assert await desk.tick() == 0
    clock.pass_(hours=1)
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, fresh.text) == (CaseState.LAPSED, None)


async def test_new_words_in_a_message_whose_text_is_gone_are_seen(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    await desk.dismiss(GUILD, case.id, MOD)
    clock.now += MONTH
    await desk.tick()
    edited = view(1, "Orlova sold the harbour.", edited_at=clock())
    await db.write(record, edited, accused(accusation(charge="sold the harbour")), now=clock())
    assert await desk.tick() == 0
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert (fresh.state, fresh.text) == (CaseState.OPEN, edited.text)


@pytest.mark.parametrize("posted", [True, False])
async def test_the_card_loses_the_text_too(db: Database, clock: Clock, posted: bool) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record)
    await desk.dismiss(GUILD, case.id, MOD)
    if posted:
        await db.write(groups.set_card, case.group_id, 900, 5000)
    await db.write(lambda conn: conn.execute(outbox.delete()))
    clock.now += MONTH
    assert await desk.tick() == 1
    owed = await db.read(lambda conn: conn.execute(select(outbox.c.kind, outbox.c.group_id)).all())
    assert owed == ([("card", case.group_id)] if posted else [])  # one that never was is not posted now


async def test_a_removed_text_is_overwritten_in_the_file(db: Database, db_path: Path, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    await db.write(record, view(1, "An unmistakable sentence."))
    clock.now += MONTH
    assert await desk.tick() == 1
    await db.close()  # the write-ahead log is folded into the file
    files = contents(db_path.parent)
    assert list(files) == [db_path.name]
    assert b"unmistakable" not in files[db_path.name]


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


async def test_broken_surrogates_do_not_stop_the_clean_up(db: Database, clock: Clock) -> None:
    desk = await live_desk(db, clock)
    case = await db.write(record, view(1, "half a pair \ud83d and a NUL \0 here"))
    assert case.text == "half a pair \ufffd and a NUL \ufffd here"
    clock.now += MONTH
    assert await desk.tick() == 1
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert fresh.text is None
