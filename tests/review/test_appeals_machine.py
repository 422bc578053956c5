"""Appeals against a model of them: any sequence of acts of members, moderators and the clock, crashes in between."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection, select

from bot.review import audit
from bot.review.appeal_types import ALONE_AFTER, IN_A_ROW, TALK_LIMIT, AppealResult, AppealState, Heard
from bot.review.effects import EffectRetry
from bot.review.types import CaseState, Ok, Plan
from bot.store import migrate
from bot.store import tables as t
from tests.review.appeal_kit import HOUR, RULES, Court
from tests.review.kit import GUILD, MOD, Clock, FakeEffects, go_live
from tests.review.test_desk_crashes import Crash, CrashingDatabase

T = TypeVar("T")
PICK = st.integers(0, 10_000)
MODERATORS = st.integers(MOD, MOD + 2)
OPEN, ANSWERED = AppealState.OPEN, AppealState.ANSWERED


@dataclass
class Model:
    """What an appeal, and the case it is about, should be."""

    case_id: int
    member: int
    opened: datetime
    state: AppealState = OPEN
    said: int = 1
    in_a_row: int = 1
    case: CaseState = CaseState.UPHELD

    @property
    def waiting(self) -> bool:
        return self.state in (OPEN, ANSWERED)

    def may_decide(self, moderator: int, now: datetime) -> bool:
        """MOD upholds every case; MOD + 1 acted on one at the beginning."""
        return self.waiting and (moderator != MOD or now - self.opened >= ALONE_AFTER)


class AppealMachine(RuleBasedStateMachine):
    """Drives a court and a model side by side."""

    template: Path

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.clock = Clock()
        self.path = Path(shutil.copy(_template(), self.folder.name))
        self.effects = FakeEffects(self._effect)
        self.reachable = True
        self.appeals: dict[int, Model] = {}
        self.messages = 0
        self.db = CrashingDatabase.at(self.path)
        self.run(self.db.open())
        self.run(go_live(self.db, policy=RULES))
        self.court = Court(self.db, self.clock, self.effects)
        self.run(self.court.upheld(by=MOD + 1, author=999))

    def teardown(self) -> None:
        if getattr(self, "runner", None):
            self.run(self.db.close())
            self.runner.close()
            self.folder.cleanup()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _effect(self, kind: str) -> None:
        if not self.reachable:
            raise EffectRetry("503")

    def pick(self, number: int) -> tuple[int, Model]:
        return list(self.appeals.items())[number % len(self.appeals)]

    def judge(self, result: AppealResult, works: bool) -> bool:
        assert isinstance(result, Heard) is works, result
        return works

    @rule()
    def appeal(self) -> None:
        member = 1000 + len(self.appeals)
        case = self.run(self.court.upheld(Plan(timeout=HOUR), author=member))
        appeal = self.run(self.court.appealed(case))
        self.appeals[appeal.id] = Model(case.id, member, self.clock())

    @precondition(lambda self: self.appeals)
    @rule(number=PICK)
    def appeal_again(self, number: int) -> None:
        _, model = self.pick(number)
        result = self.run(self.court.appeals.open(GUILD, model.case_id, model.member, "again"))
        self.judge(result, False)

    @precondition(lambda self: self.appeals)
    @rule(number=PICK)
    def reply(self, number: int) -> None:
        _, model = self.pick(number)
        works = model.waiting and model.said < TALK_LIMIT and model.in_a_row < IN_A_ROW
        if self.judge(self.run(self.court.appeals.reply(GUILD, model.case_id, model.member, "so")), works):
            model.state, model.said, model.in_a_row = OPEN, model.said + 1, model.in_a_row + 1

    @precondition(lambda self: self.appeals)
    @rule(number=PICK, moderator=MODERATORS)
    def answer(self, number: int, moderator: int) -> None:
        appeal_id, model = self.pick(number)
        works = model.waiting and model.said < TALK_LIMIT
        if self.judge(self.run(self.court.appeals.answer(GUILD, appeal_id, moderator, "?")), works):
            model.state, model.said, model.in_a_row = ANSWERED, model.said + 1, 0

    @precondition(lambda self: self.appeals)
    @rule(number=PICK)
    def withdraw(self, number: int) -> None:
        _, model = self.pick(number)
        works = model.waiting
        if self.judge(self.run(self.court.appeals.withdraw(GUILD, model.case_id, model.member)), works):
            model.state = AppealState.WITHDRAWN

    @precondition(lambda self: self.appeals)
    @rule(number=PICK, moderator=MODERATORS)
    def reject(self, number: int, moderator: int) -> None:
        appeal_id, model = self.pick(number)
        works = model.may_decide(moderator, self.clock())
        if self.judge(self.run(self.court.appeals.reject(GUILD, appeal_id, moderator, "no")), works):
            model.state = AppealState.REJECTED

    @precondition(lambda self: self.appeals)
    @rule(number=PICK, moderator=MODERATORS, reachable=st.booleans())
    def uphold(self, number: int, moderator: int, reachable: bool) -> None:
        appeal_id, model = self.pick(number)
        over = self.effects.settings.get(("timeout", model.member)) is None or self._timeout_over(model)
        works = model.may_decide(moderator, self.clock()) and (reachable or over)
        self.reachable = reachable
        result = self.run(self.court.appeals.uphold(GUILD, appeal_id, moderator, None))
        self.reachable = True
        if self.judge(result, works):
            self._accepted(model)

    def _timeout_over(self, model: Model) -> bool:
        end = self.effects.settings[("timeout", model.member)]
        return isinstance(end, int) and end <= self.clock().timestamp() * 1000

    @precondition(lambda self: any(model.waiting for model in self.appeals.values()))
    @rule(number=PICK, at=st.integers(1, 3), after=st.booleans())
    def uphold_and_crash(self, number: int, at: int, after: bool) -> None:
        waiting = [(key, model) for key, model in self.appeals.items() if model.waiting]
        appeal_id, model = waiting[number % len(waiting)]
        self.db.count, self.db.crash_at, self.db.crash_after = 0, at, after
        try:
            self.run(self.court.appeals.uphold(GUILD, appeal_id, MOD + 1, None))
            crashed = False
        except Crash:
            crashed = True
        self.db.crash_at = 0
        self.restart()
        if crashed and at == 1 and not after:
            return  # nothing was written
        self._accepted(model)

    def _accepted(self, model: Model) -> None:
        model.state, model.case = AppealState.ACCEPTED, CaseState.DISMISSED

    @rule()
    def restart(self) -> None:
        self.run(self.db.close())
        self.db = CrashingDatabase.at(self.path)
        self.run(self.db.open())
        messages = self.court.messages
        self.court = Court(self.db, self.clock, self.effects)
        self.court.messages = messages
        self.run(self.court.desk.resume_claimed())

    @precondition(lambda self: self.appeals)
    @rule(number=PICK)
    def undo(self, number: int) -> None:
        """A moderator takes the decision back by themselves: the appeal has nothing to be about."""
        _, model = self.pick(number)
        if model.case is not CaseState.UPHELD or self.clock() - model.opened > timedelta(hours=23):
            return
        assert isinstance(self.run(self.court.desk.undo(GUILD, model.case_id, MOD + 2)), Ok)
        model.case = CaseState.OPEN
        if model.waiting:
            model.state = AppealState.STALE

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.clock.pass_(hours=hours)
        self.run(self.court.desk.tick())
        for model in self.appeals.values():
            if model.waiting and self.clock() - model.opened >= timedelta(days=30):
                model.state = AppealState.STALE
            if model.case is CaseState.OPEN and self._lapsed(model):
                model.case = CaseState.LAPSED

    def _lapsed(self, model: Model) -> bool:
        case = self.run(self.court.desk.case_by_id(GUILD, model.case_id))
        return case is not None and case.state is CaseState.LAPSED

    @invariant()
    def agrees(self) -> None:
        if not getattr(self, "runner", None):
            return
        states, outcomes, cases, points = self.run(self.db.read(_standing))
        for appeal_id, model in self.appeals.items():
            assert states[appeal_id] == model.state, (appeal_id, model)
            assert cases[model.case_id] == model.case, (appeal_id, model)
            told = model.state in (AppealState.ACCEPTED, AppealState.REJECTED, AppealState.STALE)
            assert outcomes.get(appeal_id, 0) == told
            assert (model.case_id in points) == (model.case is CaseState.UPHELD)
        assert self.run(self.db.read(audit.verify, GUILD)).ok


def _standing(conn: Connection) -> tuple[dict[int, str], dict[int, int], dict[int, str], set[int]]:
    states = {row.id: row.state for row in conn.execute(select(t.appeals))}
    outcomes: dict[int, int] = {}
    for row in conn.execute(select(t.appeal_messages)):
        if row.speaker == "outcome":
            outcomes[row.appeal_id] = outcomes.get(row.appeal_id, 0) + 1
    cases = {row.id: row.state for row in conn.execute(select(t.cases))}
    points = {row.case_id for row in conn.execute(select(t.points)) if row.voided_at is None}
    return states, outcomes, cases, points


def _template() -> Path:
    if not hasattr(AppealMachine, "template"):
        folder = Path(tempfile.mkdtemp())
        migrate.upgrade(folder / "empty.sqlite3")
        AppealMachine.template = folder / "empty.sqlite3"
    return AppealMachine.template


AppealMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAppeals = AppealMachine.TestCase
