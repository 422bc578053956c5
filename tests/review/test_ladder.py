"""The warning ladder: points that come with a decision and go with it, expire, and lead to what the server chose."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import ValidationError

from bot.detect.message import AuthorKind
from bot.detect.policy import GuildPolicy, RuleKind
from bot.detect.sanctions import (
    AppealPolicy,
    LadderMode,
    LadderPolicy,
    LadderStep,
    StepAction,
)
from bot.review.ladder import Ladder, automatic, total, worth
from bot.review.types import BOT, ActionKind, Case, Ok, Plan, Suggestion
from bot.review.waiting import Waiting
from bot.store import audit as audit_rows
from bot.store.database import Database
from tests.review.appeal_kit import Court
from tests.review.kit import AUTHOR, GUILD, MOD, Clock, accused, chain_holds, go_live, record, toxic, view

HOUR = timedelta(hours=1)


def ladder_of(mode: LadderMode = LadderMode.SUGGEST, **more: object) -> GuildPolicy:
    return GuildPolicy(
        shadow=False,
        appeals=AppealPolicy(on=False),
        ladder=LadderPolicy(mode=mode, **more),  # type: ignore[arg-type]
    )


async def court_of(db: Database, clock: Clock, policy: GuildPolicy) -> Court:
    await go_live(db, policy=policy)
    return Court(db, clock)


async def far_apart(court: Court, count: int, **more: object) -> list[Case]:
    """Upheld cases with a card each."""
    found = []
    for _ in range(count):
        found.append(await court.upheld(Plan(), **more))
        court.clock.pass_(days=2)
    return found


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (0, None),
        (2, None),
        (3, "warn"),
        (4, "warn"),
        (5, "timeout"),
        (8, "timeout"),
        (12, "ban"),
        (99, "ban"),
    ],
)
def test_the_highest_step_that_is_reached(points: int, expected: str | None) -> None:
    step = LadderPolicy().reached(points)
    assert (None if step is None else step.action.value) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": 3, "action": "timeout"},
        {"points": 3, "action": "warn", "minutes": 5},
        {"points": 0, "action": "warn"},
        {"points": 3, "action": "timeout", "minutes": 28 * 24 * 60 + 1},
    ],
)
def test_steps_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        LadderStep.model_validate(wrong)


def test_two_steps_at_one_height_are_refused() -> None:
    step = LadderStep(points=3, action=StepAction.WARN)
    with pytest.raises(ValidationError):
        LadderPolicy(steps=(step, LadderStep(points=3, action=StepAction.BAN)))


@pytest.mark.parametrize(
    ("step", "by_itself", "chosen", "added"),
    [
        (None, False, {}, {}),
        ("warn", False, {}, {}),
        ("warn", True, {}, {"warn": None}),
        ("warn", True, {"delete": None}, {"warn": None}),
        ("warn", True, {"timeout": 60}, {}),  # the moderator chose something graver
        ("timeout", True, {"warn": None}, {"timeout": 3600}),
        ("timeout", True, {"timeout": 60}, {}),  # their own length stands
        ("timeout", True, {"ban": 0}, {}),
    ],
)
def test_what_the_ladder_adds_to_a_plan(
    step: str | None, by_itself: bool, chosen: dict[str, int | None], added: dict[str, int | None]
) -> None:
    reached = (
        None
        if step is None
        else LadderStep(points=3, action=StepAction(step), minutes=60 if step == "timeout" else 0)
    )
    plan = {ActionKind(kind): amount for kind, amount in chosen.items()}
    got = automatic(Suggestion(2, 1, reached, by_itself), plan)
    assert {kind.value: amount for kind, amount in got.items()} == added


async def test_points_add_up_expire_and_go_with_the_decision(db: Database, clock: Clock) -> None:
    court = await court_of(db, clock, ladder_of())
    first, second, _third = await far_apart(court, 3)
    assert await db.read(total, GUILD, AUTHOR, clock()) == 3
    assert await db.read(total, GUILD, AUTHOR + 1, clock()) == 0
    assert await db.read(total, GUILD + 1, AUTHOR, clock()) == 0
    await court.desk.reopen(GUILD, second.id, MOD)
    assert await db.read(total, GUILD, AUTHOR, clock()) == 2
    assert first.decided_at is not None
    assert await db.read(total, GUILD, AUTHOR, first.decided_at + timedelta(days=90)) == 1
    await court.desk.uphold(GUILD, second.id, MOD, Plan())
    assert await db.read(total, GUILD, AUTHOR, clock()) == 3
    assert await chain_holds(db)


async def test_undo_takes_points_back_once(db: Database, clock: Clock) -> None:
    court = await court_of(db, clock, ladder_of())
    case = await court.upheld(Plan(timeout=HOUR))
    results = await asyncio.gather(*(court.desk.undo(GUILD, case.id, MOD + index) for index in range(4)))
    assert sum(isinstance(result, Ok) for result in results) == 1
    assert await db.read(total, GUILD, AUTHOR, clock()) == 0
    points = [row.detail.get("points") for row in await db.read(audit_rows.of_case, GUILD, case.id)]
    assert [count for count in points if count] == [1, -1]


async def test_one_card_counts_once_with_its_gravest_case(db: Database, clock: Clock) -> None:
    court = await court_of(
        db, clock, ladder_of(points={"toxicity": 2, "accusation": 1, "report": 1, "severe": 3})
    )
    ladder = Ladder(db)
    light = await db.write(record, view(1), accused())
    grave = await db.write(record, view(2), toxic())
    assert light.group_id == grave.group_id
    await court.desk.uphold(GUILD, light.id, MOD, Plan())
    assert await db.read(total, GUILD, AUTHOR, clock()) == 1
    said = await ladder.suggestion(grave, clock())
    assert said is not None
    assert (said.points, said.adds) == (1, 1)
    await court.desk.uphold(GUILD, grave.id, MOD, Plan())
    assert await db.read(total, GUILD, AUTHOR, clock()) == 2
    await court.desk.undo(GUILD, grave.id, MOD)
    assert await db.read(total, GUILD, AUTHOR, clock()) == 1


async def test_who_may_harm_themselves_did_no_wrong(db: Database, clock: Clock) -> None:
    await go_live(db, policy=ladder_of())
    grave = await db.write(record, view(1), toxic())
    rules = LadderPolicy(points={"self_harm": 5, "toxicity": 2, "severe": 9})
    assert worth(grave, rules) > 0
    in_need = replace(grave, kind=RuleKind.SELF_HARM, scores={"threat": 0.99})
    assert worth(in_need, rules) == 0
    assert await Ladder(db).suggestion(in_need, in_need.created_at) is None


@pytest.mark.parametrize("policy", [ladder_of(LadderMode.OFF), GuildPolicy(shadow=True)])
async def test_no_points_where_the_ladder_is_off_or_nothing_has_effect(
    db: Database, clock: Clock, policy: GuildPolicy
) -> None:
    court = await court_of(db, clock, policy)
    case = await court.upheld(Plan())
    assert await db.read(total, GUILD, AUTHOR, clock()) == 0
    assert await Ladder(db).suggestion(case, clock()) is None


async def test_bots_have_no_points(db: Database, clock: Clock) -> None:
    court = await court_of(db, clock, ladder_of())
    case = await db.write(record, view(1, author_kind=AuthorKind.BOT))
    await court.desk.uphold(GUILD, case.id, MOD, Plan())
    assert await db.read(total, GUILD, AUTHOR, clock()) == 0


async def test_a_dismissed_case_has_none(db: Database, clock: Clock) -> None:
    court = await court_of(db, clock, ladder_of())
    case = await db.write(record, view(1))
    await court.desk.dismiss(GUILD, case.id, MOD)
    assert await db.read(total, GUILD, AUTHOR, clock()) == 0


async def test_where_it_only_suggests_nothing_is_done(db: Database, clock: Clock) -> None:
    court = await court_of(db, clock, ladder_of())
    await far_apart(court, 6)
    assert court.effects.done == []


async def test_by_itself_with_a_persons_decision_and_in_the_audit_as_the_bots_act(
    db: Database, clock: Clock
) -> None:
    court = await court_of(db, clock, ladder_of(LadderMode.AUTOMATIC))
    upheld = await far_apart(court, 5)
    assert court.effects.done == [("warn", AUTHOR), ("warn", AUTHOR), ("timeout", AUTHOR)]
    rows = await db.read(audit_rows.of_case, GUILD, upheld[-1].id)
    (begun,) = [row for row in rows if row.event == "upholding"]
    assert begun.detail["ladder"] == ["timeout"]
    assert begun.actor != BOT
    (done,) = [row for row in rows if row.event == "action done"]
    assert (done.actor, done.detail["kind"]) == (BOT, "timeout")


async def test_nobody_is_removed_by_a_sum(db: Database, clock: Clock) -> None:
    steps = (LadderStep(points=1, action=StepAction.BAN),)
    court = await court_of(db, clock, ladder_of(LadderMode.AUTOMATIC, steps=steps))
    case = await db.write(record, view(1))
    said = await Ladder(db).suggestion(case, clock())
    assert said is not None
    assert said.step is not None
    assert not said.by_itself
    await court.desk.uphold(GUILD, case.id, MOD, Plan())
    assert court.effects.done == []


async def test_a_whole_group_acts_once_on_each_author(db: Database, clock: Clock) -> None:
    steps = (LadderStep(points=1, action=StepAction.WARN),)
    court = await court_of(db, clock, ladder_of(LadderMode.AUTOMATIC, steps=steps))
    first = await db.write(record, view(1))
    await db.write(record, view(2))
    await db.write(record, view(3, author_id=AUTHOR + 1))
    await court.desk.uphold(GUILD, first.id, MOD, Plan(), whole_group=True)
    assert sorted(court.effects.done) == [("warn", AUTHOR), ("warn", AUTHOR + 1)]
    assert await db.read(total, GUILD, AUTHOR, clock()) == 1


async def test_the_record_of_a_member_has_their_points_and_a_notice_tells_them(
    db: Database, clock: Clock
) -> None:
    court = await court_of(db, clock, GuildPolicy(shadow=False))
    waiting = Waiting(db, clock=clock)
    case = await court.upheld(Plan(timeout=HOUR))
    assert (await waiting.record(GUILD, AUTHOR)).points == 1
    (told,) = await waiting.told(GUILD, AUTHOR)
    assert (told.number, [kind for kind, _ in told.done]) == (case.number, [ActionKind.TIMEOUT])
    clock.pass_(days=90)
    assert (await waiting.record(GUILD, AUTHOR)).points == 0
