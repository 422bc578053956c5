"""Undo: the case is open again, Discord stands as before where that is possible, and what is not is said."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.review.desk import Desk
from bot.review.effects import Code, EffectFailed, EffectRetry
from bot.review.measures import MEASURES, Reversal
from bot.review.types import (
    UNDONE,
    ActionKind,
    ActionState,
    Case,
    CaseState,
    GivenBack,
    Lost,
    Missing,
    Ok,
    Plan,
    Refused,
    Standing,
)
from bot.store import audit as audit_rows
from bot.store.columns import to_millis
from bot.store.database import Database
from tests.review.kit import (
    AUTHOR,
    CHANNEL,
    GUILD,
    MOD,
    MOD_2,
    START,
    Clock,
    FakeEffects,
    chain_holds,
    live_desk,
    raising,
    record,
    view,
)
from tests.review.test_desk_crashes import Crash, CrashingDatabase

HOUR = timedelta(hours=1)
FULL = Plan(
    "rule 3", delete=True, warn=True, lock=True, slowmode=timedelta(minutes=1), timeout=HOUR, ban=HOUR
)
RESTORED = [kind for kind, measure in MEASURES.items() if measure.reversal is Reversal.RESTORED]
SINGLE = {
    ActionKind.LOCK: Plan(lock=True),
    ActionKind.SLOWMODE: Plan(slowmode=timedelta(seconds=30)),
    ActionKind.TIMEOUT: Plan(timeout=HOUR),
    ActionKind.BAN: Plan(ban=timedelta()),
}
BEFORE: dict[ActionKind, Standing] = {
    ActionKind.LOCK: True,
    ActionKind.SLOWMODE: 5,
    ActionKind.TIMEOUT: to_millis(START + 3 * HOUR),
    ActionKind.BAN: True,
}
SINCE: dict[ActionKind, Standing] = {
    ActionKind.SLOWMODE: 900,
    ActionKind.TIMEOUT: to_millis(START + timedelta(days=9)),
}


async def upheld(desk: Desk, case: Case, plan: Plan) -> Ok:
    result = await desk.uphold(GUILD, case.id, MOD, plan)
    assert isinstance(result, Ok)
    return result


def codes(result: Ok | GivenBack) -> dict[str, str | None]:
    return {row.kind.value: row.code for row in result.actions if row.undoes is not None}


async def test_undo_reverses_what_can_be_and_says_what_cannot(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    await upheld(desk, case, FULL)
    assert effects.settings[("ban", AUTHOR)] is True

    result = await desk.undo(GUILD, case.id, MOD_2)

    assert isinstance(result, Ok)
    after = result.case
    assert (after.state, after.round, after.note, after.decided_by) == (CaseState.OPEN, 2, UNDONE, None)
    assert after.text == case.text  # of a deleted message too
    assert effects.settings == {
        ("ban", AUTHOR): False,
        ("timeout", AUTHOR): None,
        ("slowmode", CHANNEL): 0,
        ("lock", CHANNEL): False,
    }
    # Last first.
    assert effects.undone == [
        ("ban", AUTHOR),
        ("timeout", AUTHOR),
        ("slowmode", CHANNEL),
        ("lock", CHANNEL),
        ("warn", AUTHOR),
    ]
    assert codes(result) == {
        "ban": None,
        "timeout": None,
        "slowmode": None,
        "lock": None,
        "warn": None,
        "delete": Code.CANNOT_RETURN,
    }
    assert {row.key for row in result.actions if row.kind is ActionKind.TIMEOUT} == {
        f"{case.id}:1:timeout:3600",
        f"{case.id}:1:undo:timeout:3600",
    }
    events = [row.event for row in await db.read(audit_rows.of_case, GUILD, case.id)]
    assert events.count("undo done") == 5
    assert events[-1] == "undone"
    assert events.index("undoing") < events.index("undo done")
    assert await chain_holds(db)


@pytest.mark.parametrize("kind", RESTORED)
async def test_what_stood_before_stands_again(db: Database, clock: Clock, kind: ActionKind) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    about = (kind.value, MEASURES[kind].subject(case))
    effects.settings[about] = BEFORE[kind]
    before = dict(effects.settings)
    await upheld(desk, case, SINGLE[kind])
    result = await desk.undo(GUILD, case.id, MOD)
    assert isinstance(result, Ok)
    assert codes(result) == {kind.value: None}
    assert effects.settings == before


@pytest.mark.parametrize("kind", sorted(SINCE))
async def test_what_somebody_changed_since_is_left(db: Database, clock: Clock, kind: ActionKind) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    await upheld(desk, case, SINGLE[kind])
    about = (kind.value, MEASURES[kind].subject(case))
    effects.settings[about] = SINCE[kind]
    result = await desk.undo(GUILD, case.id, MOD)
    assert isinstance(result, Ok)
    assert codes(result) == {kind.value: Code.CHANGED}
    assert effects.settings[about] == SINCE[kind]
    assert effects.undone == []


async def test_two_amounts_of_one_round_are_taken_back_one_after_the_other(
    db: Database, clock: Clock
) -> None:
    effects = FakeEffects(raising(kick=EffectRetry("503")))
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    effects.settings[("slowmode", CHANNEL)] = 10
    slower = Plan(slowmode=timedelta(seconds=30), kick=True)
    assert isinstance(await desk.uphold(GUILD, case.id, MOD, slower), GivenBack)
    await upheld(desk, case, Plan(slowmode=timedelta(seconds=60)))
    assert effects.settings[("slowmode", CHANNEL)] == 60
    await desk.undo(GUILD, case.id, MOD)
    assert effects.settings[("slowmode", CHANNEL)] == 10


async def test_what_may_have_been_done_is_reversed_too(db: Database, clock: Clock) -> None:
    """Discord did it, but the answer was lost, and the case was then dismissed."""
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)

    async def answer_is_lost(kind: str) -> None:
        effects.settings[("slowmode", CHANNEL)] = 60
        raise EffectRetry("connection lost")

    effects.then = answer_is_lost
    assert isinstance(await desk.uphold(GUILD, case.id, MOD, Plan(slowmode=timedelta(seconds=60))), GivenBack)
    effects.then = None
    await desk.dismiss(GUILD, case.id, MOD)
    await desk.undo(GUILD, case.id, MOD)
    assert effects.settings[("slowmode", CHANNEL)] == 0


async def test_only_within_a_day_only_with_its_text_only_decided_cases(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects, retention=timedelta(hours=12))
    case = await db.write(record)
    open_ = await desk.undo(GUILD, case.id, MOD)
    assert isinstance(open_, Lost)
    assert isinstance(await desk.undo(GUILD + 1, case.id, MOD), Missing)
    await upheld(desk, case, Plan(timeout=28 * 24 * HOUR))
    clock.pass_(hours=24, seconds=1)
    late = await desk.undo(GUILD, case.id, MOD)
    assert isinstance(late, Refused)
    assert late.why == "too_late"
    assert isinstance(await desk.reopen(GUILD, case.id, MOD), Ok)  # what was done stays done
    await desk.dismiss(GUILD, case.id, MOD)
    clock.pass_(hours=13)
    await desk.tick()
    gone = await desk.undo(GUILD, case.id, MOD)
    assert isinstance(gone, Refused)
    assert gone.why == "text_gone"
    assert effects.undone == []


async def test_an_earlier_round_stays_done(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    await upheld(desk, case, Plan(lock=True))
    await desk.reopen(GUILD, case.id, MOD)
    await upheld(desk, case, Plan(slowmode=timedelta(seconds=60)))
    await desk.undo(GUILD, case.id, MOD)
    assert effects.undone == [("slowmode", CHANNEL)]
    assert effects.settings[("lock", CHANNEL)] is True


async def test_of_a_group_each_case_takes_back_its_own(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    first, second = await db.write(record, view(1)), await db.write(record, view(2, author_id=AUTHOR + 1))
    await desk.uphold(GUILD, first.id, MOD, Plan(timeout=HOUR), whole_group=True)
    await desk.undo(GUILD, second.id, MOD)
    assert effects.undone == [("timeout", AUTHOR + 1)]
    other = await desk.case_by_id(GUILD, first.id)
    assert other is not None
    assert other.state is CaseState.UPHELD


@pytest.mark.parametrize("stuck", ["ban", "timeout", "slowmode", "lock", "warn"])
async def test_discord_away_midway_gives_the_decided_case_back(
    db: Database, clock: Clock, stuck: str
) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    decided = await upheld(desk, case, FULL)
    effects.then = raising(**{stuck: EffectRetry("503")})
    result = await desk.undo(GUILD, case.id, MOD_2)
    assert isinstance(result, GivenBack)
    kept = result.case
    assert (kept.state, kept.decided_by, kept.decided_at, kept.reason, kept.round) == (
        CaseState.UPHELD,
        MOD,
        decided.case.decided_at,
        "rule 3",
        1,
    )
    effects.then = None
    assert isinstance(await desk.undo(GUILD, case.id, MOD), Ok)
    kinds = [kind for kind, _ in effects.undone]
    assert sorted(kinds) == sorted(set(kinds))  # nothing twice
    assert await chain_holds(db)


async def test_what_fails_for_good_does_not_keep_the_rest(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    await upheld(desk, case, FULL)
    effects.then = raising(ban=EffectFailed("no_permission"), timeout=EffectFailed("not_member"))
    result = await desk.undo(GUILD, case.id, MOD)
    assert isinstance(result, Ok)
    assert (codes(result)["ban"], codes(result)["timeout"]) == ("no_permission", "not_member")
    assert effects.settings[("lock", CHANNEL)] is False


async def test_one_undo_of_many(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    await upheld(desk, case, Plan(timeout=HOUR))
    results = await asyncio.gather(*(desk.undo(GUILD, case.id, MOD + index) for index in range(6)))
    assert sum(isinstance(result, Ok) for result in results) == 1
    assert sum(isinstance(result, Lost) for result in results) == 5
    assert effects.undone == [("timeout", AUTHOR)]


# Writes of an undo: claim, an outcome for each of six actions, the reopening.
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, 9))
async def test_a_crash_at_any_write_of_an_undo_is_finished_at_the_next_start(
    db_path: Path, db: Database, clock: Clock, at: int, after: bool
) -> None:
    effects = FakeEffects()
    case = await db.write(record)
    desk = await live_desk(db, clock, effects)
    before = dict(effects.settings)
    await upheld(desk, case, FULL)
    await db.close()
    database = CrashingDatabase.at(db_path)
    await database.open()
    database.crash_at, database.crash_after = at, after
    with pytest.raises(Crash):
        await Desk(database, effects, clock=clock).undo(GUILD, case.id, MOD)
    await database.close()

    again = Database.at(db_path)
    await again.open()
    desk = Desk(again, effects, clock=clock)
    await desk.resume_claimed()
    fresh = await desk.case_by_id(GUILD, case.id)
    assert fresh is not None
    assert not fresh.deciding
    begun = at > 1 or after
    assert fresh.state is (CaseState.OPEN if begun else CaseState.UPHELD)
    nothing: dict[str, Standing] = {"timeout": None, "slowmode": 0}
    if begun:
        standing = {
            key: value for key, value in effects.settings.items() if value != nothing.get(key[0], False)
        }
        assert standing == before == {}
        card = await desk.card(GUILD, case.group_id)
        assert card is not None
        assert all(row.state is not ActionState.PENDING for row in card.actions)
    assert await chain_holds(again)
    await again.close()
