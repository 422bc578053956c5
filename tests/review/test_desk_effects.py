"""Upholding: claim, effects, decision. What fails is said on the card."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.detect.message import AuthorKind
from bot.detect.policy import AskVia
from bot.review import transitions
from bot.review.desk import Desk
from bot.review.effects import EffectFailed, EffectRetry
from bot.review.types import CaseState, GivenBack, Lost, Ok, Plan
from bot.store import audit as audit_rows
from bot.store.database import Database
from tests.review.kit import (
    AUTHOR,
    GUILD,
    MOD,
    MOD_2,
    START,
    Clock,
    FakeEffects,
    accusation,
    accused,
    chain_holds,
    live_desk,
    raising,
    record,
    toxic,
    view,
)

FULL = Plan(reason="rule 3", delete=True, warn=True, timeout=timedelta(hours=1))
HOUR = timedelta(hours=1)


def outcomes(result: Ok | GivenBack) -> dict[str, tuple[str, str | None]]:
    return {row.kind.value: (row.state.value, row.code) for row in result.actions}


async def test_everything_planned_is_done_in_order(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)

    result = await desk.uphold(GUILD, case.id, MOD, FULL)

    assert isinstance(result, Ok)
    assert effects.done == [("delete", case.message_id), ("warn", AUTHOR), ("timeout", AUTHOR)]
    assert effects.until == START + HOUR
    assert outcomes(result) == dict.fromkeys(("delete", "timeout", "warn"), ("done", None))
    assert {row.key for row in result.actions} == {
        f"{case.id}:1:delete",
        f"{case.id}:1:timeout:3600",
        f"{case.id}:1:warn",
    }
    after = result.case
    assert (after.state, after.decided_by, after.reason, after.message_deleted) == (
        "upheld",
        MOD,
        "rule 3",
        True,
    )
    events = [row.event for row in await db.read(audit_rows.of_case, GUILD, case.id)]
    assert events == ["opened", "upholding", "action done", "message deleted", *["action done"] * 2, "upheld"]
    assert await chain_holds(db)


async def test_a_verdict_alone_touches_nobody(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    result = await desk.uphold(GUILD, case.id, MOD, Plan())
    assert isinstance(result, Ok)
    assert (result.actions, effects.tried) == ((), [])


async def test_shadow_mode_keeps_the_verdict_only(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = Desk(db, effects, clock=clock)  # a guild that changed no setting is in shadow mode
    case = await db.write(record)
    result = await desk.uphold(GUILD, case.id, MOD, FULL)
    assert isinstance(result, Ok)
    assert (result.case.state, result.actions, effects.tried) == (CaseState.UPHELD, (), [])


@pytest.mark.parametrize(
    ("errors", "expected"),
    [
        ({"delete": EffectFailed("gone")}, {"delete": "gone"}),
        ({"warn": EffectFailed("dms_closed", "50007")}, {"warn": "dms_closed"}),
        (
            {"timeout": EffectFailed("role_above"), "warn": EffectFailed("not_member")},
            {"timeout": "role_above", "warn": "not_member"},
        ),
        (
            {kind: EffectFailed("no_permission") for kind in ("delete", "warn", "timeout")},
            dict.fromkeys(("delete", "warn", "timeout"), "no_permission"),
        ),
    ],
)
async def test_what_cannot_be_done_is_on_the_card(
    db: Database, clock: Clock, errors: dict[str, Exception], expected: dict[str, str]
) -> None:
    effects = FakeEffects(raising(**errors))
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    result = await desk.uphold(GUILD, case.id, MOD, FULL)
    assert isinstance(result, Ok)
    assert result.case.state is CaseState.UPHELD
    assert {kind: code for kind, (state, code) in outcomes(result).items() if state == "failed"} == expected
    assert effects.tried == ["delete", "warn", "timeout"]
    card = await desk.card(GUILD, case.group_id)
    assert card is not None
    assert {row.kind.value: row.code for row in card.actions if row.code} == expected
    assert result.case.message_deleted is (expected.get("delete") in {None, "gone"})


@pytest.mark.parametrize("kind", [AuthorKind.BOT, AuthorKind.WEBHOOK])
async def test_bots_are_not_warned(db: Database, clock: Clock, kind: AuthorKind) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record, view(author_kind=kind))
    result = await desk.uphold(GUILD, case.id, MOD, FULL)
    assert isinstance(result, Ok)
    assert effects.tried == ["delete"]
    assert outcomes(result) == {
        "delete": ("done", None),
        "timeout": ("failed", "not_member"),
        "warn": ("failed", "not_member"),
    }


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.ASKED])
@pytest.mark.parametrize(
    ("stuck", "done"), [("delete", []), ("warn", ["delete"]), ("timeout", ["delete", "warn"])]
)
async def test_a_case_is_given_back_and_upheld_again(
    db: Database, clock: Clock, state: CaseState, stuck: str, done: list[str]
) -> None:
    effects = FakeEffects(raising(**{stuck: EffectRetry("503")}))
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    if state is CaseState.ASKED:
        await desk.ask(GUILD, case.id, MOD, via=AskVia.DM, minutes=60)

    result = await desk.uphold(GUILD, case.id, MOD, FULL)

    assert isinstance(result, GivenBack)
    assert result.detail == "503"
    assert (result.case.state, result.case.claimed_by, result.case.deciding) == (state, None, False)
    found = {kind: code for kind, (_, code) in outcomes(result).items() if kind != "ask"}
    assert found == {kind: None if kind in done else "retry" for kind in ("delete", "timeout", "warn")}

    clock.pass_(minutes=1)
    effects.then = None
    again = await desk.uphold(GUILD, case.id, MOD_2, FULL)
    assert isinstance(again, Ok)
    assert [kind for kind, _ in effects.done] == ["delete", "warn", "timeout"]  # nothing was done twice
    assert again.case.decided_by == MOD_2
    assert all(state == "done" for kind, (state, _) in outcomes(again).items() if kind != "ask")
    assert await chain_holds(db)


async def test_another_length_of_timeout_is_another_action(db: Database, clock: Clock) -> None:
    effects = FakeEffects(raising(kick=EffectRetry("503")))
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    await desk.uphold(GUILD, case.id, MOD, Plan(kick=True, timeout=HOUR))
    effects.then = None
    await desk.uphold(GUILD, case.id, MOD, Plan(timeout=2 * HOUR))
    assert effects.until == START + 2 * HOUR
    assert [kind for kind, _ in effects.done] == ["timeout", "timeout"]


async def test_a_reopened_case_is_acted_on_anew(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    case = await db.write(record)
    plan = Plan(warn=True)
    for _ in range(2):
        assert isinstance(await desk.uphold(GUILD, case.id, MOD, plan), Ok)
        assert isinstance(await desk.reopen(GUILD, case.id, MOD), Ok)
    assert effects.keys == [f"{case.id}:1:warn", f"{case.id}:2:warn"]


async def test_an_error_of_ours_gives_the_case_back(
    db: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    desk = await live_desk(db, clock, FakeEffects(raising(delete=ZeroDivisionError("oops"))))
    case = await db.write(record)
    with caplog.at_level(logging.ERROR):
        result = await desk.uphold(GUILD, case.id, MOD, FULL)
    assert isinstance(result, GivenBack)
    assert result.case.state is CaseState.OPEN
    assert {code for _, code in outcomes(result).values()} == {"error"}
    assert "ZeroDivisionError" in caplog.text
    assert case.text is not None
    assert case.text not in caplog.text


async def test_a_group_is_upheld_member_by_member(db: Database, clock: Clock) -> None:
    effects = FakeEffects()
    desk = await live_desk(db, clock, effects)
    lead = await db.write(record, view(1))
    twin = await db.write(record, view(1), toxic())  # the same message
    second = await db.write(record, view(2))
    other = await db.write(record, view(3, author_id=AUTHOR + 1))  # the same claim by another member
    assert len({case.group_id for case in (lead, twin, second, other)}) == 1

    result = await desk.uphold(GUILD, lead.id, MOD, FULL, whole_group=True)

    assert isinstance(result, Ok)
    assert {case.id for case in result.also} == {twin.id, second.id, other.id}
    assert sorted(effects.done) == [
        ("delete", 1),
        ("delete", 2),
        ("delete", 3),
        ("timeout", AUTHOR),
        ("timeout", AUTHOR + 1),
        ("warn", AUTHOR),
        ("warn", AUTHOR + 1),
    ]
    for case in (lead, twin, second, other):
        events = [row.event for row in await db.read(audit_rows.of_case, GUILD, case.id)]
        assert events.count("upheld") == 1
    marked = await desk.case_by_id(GUILD, twin.id)
    assert marked is not None
    assert marked.message_deleted


async def test_a_group_given_back_midway_keeps_what_was_decided(db: Database, clock: Clock) -> None:
    async def third_fails(kind: str) -> None:
        if len(effects.tried) == 3:
            raise EffectRetry("gateway")

    effects = FakeEffects(third_fails)
    desk = await live_desk(db, clock, effects)
    made = [await db.write(record, view(index)) for index in range(1, 6)]
    result = await desk.uphold(GUILD, made[0].id, MOD, Plan(delete=True), whole_group=True)
    assert isinstance(result, Ok)
    states = [(await desk.case_by_id(GUILD, case.id)).state.value for case in made]  # type: ignore[union-attr]
    assert states == ["upheld", "upheld", "open", "open", "open"]
    assert [case.id for case in result.also] == [made[1].id]
    effects.then = None
    assert isinstance(await desk.uphold(GUILD, made[2].id, MOD, Plan(delete=True), whole_group=True), Ok)
    assert sorted(about for _, about in effects.done) == [1, 2, 3, 4, 5]


async def test_nobody_takes_a_case_while_it_is_carried_out(db: Database, clock: Clock) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def wait(kind: str) -> None:
        started.set()
        await go_on.wait()

    desk = await live_desk(db, clock, FakeEffects(wait))
    case = await db.write(record)
    upholding = asyncio.create_task(desk.uphold(GUILD, case.id, MOD, Plan(delete=True)))
    await started.wait()
    clock.pass_(hours=1)  # a lease would be over by now
    for moderator in (MOD, MOD_2):
        assert isinstance(await desk.dismiss(GUILD, case.id, moderator), Lost)
        assert isinstance(await desk.hold(GUILD, case.id, moderator), Lost)
    assert isinstance(await desk.withdrawn(GUILD, case.id, AUTHOR), Lost)
    assert await desk.tick() == 0
    assert await desk.resume_claimed() == 0
    # An edit and the deletion's own event arrive meanwhile; neither may cost the decision.
    await db.write(record, view(1, "Orlova rigged the tender, twice."), accused(accusation()))
    go_on.set()
    result = await upholding
    assert isinstance(result, Ok)
    assert result.case.state is CaseState.UPHELD


@pytest.mark.parametrize("told_first", [True, False], ids=["gateway first", "answer first"])
async def test_what_is_deleted_by_us_is_gone_for_all_cases_of_the_message(
    db: Database, clock: Clock, told_first: bool
) -> None:
    """Discord's own notice of the deletion may come before the outcome is written down, or after."""

    async def gateway(kind: str) -> None:
        if told_first:
            await db.write(transitions.message_deleted, GUILD, [1], clock())

    desk = await live_desk(db, clock, FakeEffects(gateway))
    toxicity = await db.write(record, view(1), toxic())
    accused_too = await db.write(record, view(1), accused())
    result = await desk.uphold(GUILD, toxicity.id, MOD, Plan(delete=True))
    if not told_first:
        await db.write(transitions.message_deleted, GUILD, [1], clock())
    assert isinstance(result, Ok)
    other = await desk.case_by_id(GUILD, accused_too.id)
    assert other is not None
    assert (result.case.state, result.case.message_deleted) == (CaseState.UPHELD, True)
    assert (other.state, other.message_deleted) == (CaseState.WITHDRAWN, True)
    assert await chain_holds(db)
