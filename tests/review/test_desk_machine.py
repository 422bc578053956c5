"""The case machine against a model of it: any sequence of acts, on a real database, with restarts in between."""

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
from sqlalchemy import Connection, func, select

from bot.detect.policy import AskVia
from bot.review import audit, transitions
from bot.review.desk import Desk
from bot.review.effects import EffectFailed, EffectRetry
from bot.review.queue import status
from bot.review.rows import case_of
from bot.review.types import Case, CaseState, DeskResult, GivenBack, Lost, Ok, Plan, Refused
from bot.store import migrate
from bot.store import tables as t
from bot.store.database import Database
from tests.review.kit import AUTHOR, GUILD, MOD, Clock, FakeEffects, accused, go_live, record, toxic, view

T = TypeVar("T")
MODERATORS = st.integers(MOD, MOD + 2)
AUTHORS = st.integers(AUTHOR, AUTHOR + 2)
PICK = st.integers(0, 10_000)
EFFECT = st.sampled_from(["done", "done", "failed", "retry"])
OPEN, ASKED, CLAIMED = CaseState.OPEN, CaseState.ASKED, CaseState.CLAIMED
DECISIONS = ("upheld", "dismissed", "sourced", "withdrawn", "duplicate", "lapsed")


@dataclass
class Model:
    """What a case should be."""

    accusation: bool
    state: CaseState = OPEN
    before: CaseState = OPEN
    holder: int | None = None
    lease: datetime | None = None
    ask_until: datetime | None = None
    ordered: datetime | None = None  # when a question was ordered that was not put yet
    standing: bool = False
    decisions: int = 0

    def free_for(self, moderator: int, now: datetime) -> bool:
        if self.state is CLAIMED:
            return self.holder == moderator or (self.lease is not None and self.lease <= now)
        return not self.state.decided

    def settle(self, state: CaseState) -> None:
        self.state, self.holder, self.lease, self.ordered = state, None, None, None
        self.decisions += 1

    def give_back(self) -> None:
        if self.state is CLAIMED:
            self.state, self.holder, self.lease = self.before, None, None

    def claim(self, moderator: int, now: datetime) -> None:
        if self.state is not CLAIMED:
            self.before = self.state
        self.state, self.holder, self.lease = CLAIMED, moderator, now + timedelta(minutes=10)


class CaseMachine(RuleBasedStateMachine):
    """Drives a desk and a model side by side."""

    template: Path
    cases: dict[int, Model]

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(_template(), self.folder.name))
        self.runner = asyncio.Runner()
        self.clock = Clock()
        self.cases = {}
        self.messages = 0
        self.effects = FakeEffects(self._effect)
        self.outcome = "done"
        self.db: Database | None = None
        self.restart()
        self.run(go_live(self.database))

    def teardown(self) -> None:
        if getattr(self, "runner", None):
            self.run(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    @property
    def database(self) -> Database:
        assert self.db is not None
        return self.db

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _effect(self, kind: str) -> None:
        if self.outcome == "failed":
            raise EffectFailed("no_permission")
        if self.outcome == "retry":
            raise EffectRetry("503")

    def pick(self, number: int) -> tuple[int, Model]:
        return list(self.cases.items())[number % len(self.cases)]

    def judge(self, result: DeskResult, works: bool) -> bool:
        """The desk must agree with the model on whether the act works."""
        assert isinstance(result, Ok | GivenBack) is works, result
        assert works or isinstance(result, Lost | Refused)
        return works

    @rule(author=AUTHORS, accusation=st.booleans())
    def flag(self, author: int, accusation: bool) -> None:
        self.messages += 1
        flag = accused() if accusation else toxic()
        message = view(self.messages, author_id=author)
        case = self.run(self.database.write(record, message, flag, now=self.clock()))
        assert case.number == self.messages
        self.cases[case.id] = Model(accusation)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS)
    def dismiss(self, number: int, moderator: int) -> None:
        case_id, model = self.pick(number)
        works = model.free_for(moderator, self.clock())
        if self.judge(self.run(self.desk.dismiss(GUILD, case_id, moderator)), works):
            model.settle(CaseState.DISMISSED)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS, outcome=EFFECT)
    def uphold(self, number: int, moderator: int, outcome: str) -> None:
        case_id, model = self.pick(number)
        works = model.free_for(moderator, self.clock())
        self.outcome = outcome
        plan = Plan(delete=True, warn=True, timeout=timedelta(hours=1))
        result = self.run(self.desk.uphold(GUILD, case_id, moderator, plan))
        if self.judge(result, works):
            if isinstance(result, Ok):
                model.settle(CaseState.UPHELD)
            else:
                assert outcome == "retry"
                model.give_back()

    @precondition(lambda self: self.cases)
    @rule(number=PICK, upholds=st.booleans())
    def race(self, number: int, upholds: bool) -> None:
        case_id, model = self.pick(number)
        self.outcome = "done"
        free = [who for who in (MOD, MOD + 1) if model.free_for(who, self.clock())]

        async def both() -> list[DeskResult]:
            first = (
                self.desk.uphold(GUILD, case_id, MOD, Plan(warn=True))
                if upholds
                else self.desk.dismiss(GUILD, case_id, MOD)
            )
            return list(await asyncio.gather(first, self.desk.dismiss(GUILD, case_id, MOD + 1)))

        results = self.run(both())
        winners = [result for result in results if isinstance(result, Ok)]
        assert len(winners) == (1 if free else 0)
        if winners:
            model.settle(winners[0].case.state)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS, upholds=st.booleans())
    def whole_group(self, number: int, moderator: int, upholds: bool) -> None:
        case_id, model = self.pick(number)
        self.outcome = "done"
        works = model.free_for(moderator, self.clock())
        act = (
            self.desk.uphold(GUILD, case_id, moderator, Plan(delete=True, warn=True), whole_group=True)
            if upholds
            else self.desk.dismiss(GUILD, case_id, moderator, whole_group=True)
        )
        result = self.run(act)
        if self.judge(result, works):
            assert isinstance(result, Ok)
            for case in (result.case, *result.also):
                assert self.cases[case.id].free_for(moderator, self.clock())
                self.cases[case.id].settle(case.state)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS)
    def hold(self, number: int, moderator: int) -> None:
        case_id, model = self.pick(number)
        works = model.free_for(moderator, self.clock())
        if self.judge(self.run(self.desk.hold(GUILD, case_id, moderator)), works):
            model.claim(moderator, self.clock())

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS)
    def release(self, number: int, moderator: int) -> None:
        case_id, model = self.pick(number)
        works = model.state is CLAIMED and model.holder == moderator
        if self.judge(self.run(self.desk.release(GUILD, case_id, moderator)), works):
            model.give_back()

    @rule(moderator=MODERATORS)
    def next(self, moderator: int) -> None:
        now = self.clock()
        free = [
            model
            for model in self.cases.values()
            if model.state is OPEN or (model.state is CLAIMED and model.lease and model.lease <= now)
        ]
        case = self.run(self.desk.next(GUILD, moderator))
        assert (case is not None) is bool(free)
        if case is not None:
            self.cases[case.id].claim(moderator, now)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS)
    def ask(self, number: int, moderator: int) -> None:
        case_id, model = self.pick(number)
        now = self.clock()
        works = model.accusation and model.state is not ASKED and model.free_for(moderator, now)
        result = self.run(self.desk.ask(GUILD, case_id, moderator, via=AskVia.REPLY, minutes=15))
        if isinstance(result, Refused) and result.why == "message_gone":
            return  # upheld once with the message deleted, then reopened
        if self.judge(result, works):
            model.state, model.holder, model.lease = ASKED, None, None
            model.ask_until = now + timedelta(minutes=15)
            model.ordered = None if model.standing else now

    @precondition(lambda self: any(model.ordered for model in self.cases.values()))
    @rule()
    def questions_are_put(self) -> None:
        now = self.clock()
        for case_id, model in self.cases.items():
            if model.ordered and model.ask_until:
                self.run(self.database.write(transitions.ask_sent, GUILD, case_id, 1, 2, now))
                if model.state is ASKED:
                    model.ask_until += now - model.ordered
                model.ordered, model.standing = None, True

    @precondition(lambda self: self.cases)
    @rule(number=PICK, gives=st.booleans())
    def author_settles(self, number: int, gives: bool) -> None:
        case_id, model = self.pick(number)
        works = model.accusation and not model.state.decided
        act = (
            self.desk.source_given(GUILD, case_id, AUTHOR, "https://court.example/88")
            if gives
            else self.desk.withdrawn(GUILD, case_id, AUTHOR)
        )
        if self.judge(self.run(act), works):
            model.settle(CaseState.SOURCED if gives else CaseState.WITHDRAWN)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS)
    def reopen(self, number: int, moderator: int) -> None:
        case_id, model = self.pick(number)
        works = model.state.decided
        if self.judge(self.run(self.desk.reopen(GUILD, case_id, moderator)), works):
            model.state, model.ask_until, model.standing = OPEN, None, False

    @rule(minutes=st.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        self.clock.pass_(minutes=minutes)
        now = self.clock()
        self.run(self.desk.tick())
        for _ in range(2):  # a lease that ends may give back a case whose question is over: one more sweep
            for model in self.cases.values():
                late = model.ask_until is not None and model.ask_until <= now and model.ordered is None
                if model.state is ASKED and late:
                    model.state, model.ask_until = OPEN, None
                if model.state is CLAIMED and model.lease and model.lease <= now:
                    model.give_back()
        self.run(self.desk.tick())

    @rule()
    def restart(self) -> None:
        async def again() -> None:
            if self.db is not None:
                await self.db.close()
            self.db = Database.at(self.path)
            await self.db.open()
            self.desk = Desk(self.db, self.effects, clock=self.clock)
            assert await self.desk.resume_claimed() == 0

        self.run(again())

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "runner"):
            return
        found, decided, pending, owed, chain = self.run(self.database.read(_facts))
        assert chain.ok
        assert len(found) == len(self.cases)  # none lost
        for case in found:
            model = self.cases[case.id]
            assert case.state is model.state
            assert not case.deciding
            assert (case.claimed_by, case.lease_until) == (model.holder, model.lease)
            assert (case.decided_by is not None) is (case.decided_at is not None) is case.state.decided
            assert decided.get(case.id, 0) == model.decisions  # each decision once, none unrecorded
        assert pending == 0
        assert all(count == 1 for count in owed)
        queue = self.run(self.database.read(status, GUILD))
        assert queue.total == sum(not model.state.decided for model in self.cases.values())


def _facts(conn: Connection) -> tuple[list[Case], dict[int, int], int, list[int], audit.Chain]:
    """Cases; audit decisions a case; effects left pending; pending card errands a group; the audit chain."""
    found = [case_of(row) for row in conn.execute(select(t.cases))]
    counted = select(t.audit.c.case_id, func.count()).where(t.audit.c.event.in_(DECISIONS))
    decided = {row[0]: int(row[1]) for row in conn.execute(counted.group_by(t.audit.c.case_id))}
    left = select(func.count()).where(t.actions.c.state == "pending", t.actions.c.kind != "ask")
    cards = select(func.count()).where(t.outbox.c.kind == "card", t.outbox.c.state == "pending")
    owed = [int(row[0]) for row in conn.execute(cards.group_by(t.outbox.c.group_id))]
    return found, decided, int(conn.execute(left).scalar_one()), owed, audit.verify(conn, GUILD)


_TEMPLATE = tempfile.TemporaryDirectory()


def _template() -> Path:
    path = Path(_TEMPLATE.name) / "machine.sqlite3"
    if not path.exists():
        migrate.upgrade(path)
    return path


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
