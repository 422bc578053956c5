"""The case machine against a model of it: any sequence of acts, on a real database, with crashes and restarts in between.

A run of the tests takes 260 × 40 = 10,400 steps on the file itself, without the driver's threads, which cost ten times
what the steps do, and 600 steps through the bot's own ``Database``. ``make faults`` takes 40,000 steps through it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection, StaticPool, Table, create_engine, event, func, select

from bot.detect.policy import AskVia
from bot.review import audit, transitions
from bot.review.desk import Desk
from bot.review.effects import EffectFailed, EffectRetry
from bot.review.measures import MEASURES, same
from bot.review.queue import ASSIGNED_FRESH, status
from bot.review.remarks import LINKS_LIMIT
from bot.review.rows import case_of
from bot.review.types import (
    ActionKind,
    ActionRow,
    Case,
    CaseState,
    DeskResult,
    GivenBack,
    Lost,
    Ok,
    Plan,
    Refused,
    Standing,
)
from bot.store import migrate
from bot.store import tables as t
from bot.store.columns import to_millis
from bot.store.database import Database
from tests.review.kit import (
    AUTHOR,
    CHANNEL,
    GUILD,
    MOD,
    Clock,
    FakeEffects,
    accused,
    go_live,
    record,
    toxic,
    view,
)

P = ParamSpec("P")
T = TypeVar("T")
MODERATORS = st.integers(MOD, MOD + 2)
AUTHORS = st.integers(AUTHOR, AUTHOR + 2)
PICK = st.integers(0, 10_000)
PLANS = st.builds(
    Plan,
    delete=st.booleans(),
    warn=st.booleans(),
    lock=st.booleans(),
    slowmode=st.sampled_from([None, timedelta(seconds=30), timedelta(minutes=5)]),
    timeout=st.sampled_from([None, timedelta(minutes=10), timedelta(hours=2)]),
    kick=st.booleans(),
    ban=st.sampled_from([None, timedelta(), timedelta(hours=1)]),
)
SETTINGS = st.sampled_from(
    [
        (ActionKind.LOCK, True),
        (ActionKind.LOCK, False),
        (ActionKind.SLOWMODE, 0),
        (ActionKind.SLOWMODE, 5),
        (ActionKind.TIMEOUT, 30),
        (ActionKind.TIMEOUT, None),
        (ActionKind.BAN, True),
        (ActionKind.BAN, False),
    ]
)
"""What somebody else may set by hand; for timeouts the minutes from then on."""
TROUBLES = st.tuples(st.sampled_from(["none", "none", "failed", "retry"]), st.integers(1, 7), st.booleans())
CRASHES = st.tuples(st.just("crash"), st.integers(1, 7), st.booleans())
UNDO_WITHIN = timedelta(hours=24)
LONG = bool(os.environ.get("FAULTS"))
Key = tuple[str, int]
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
    decided_at: datetime | None = None
    was: CaseState = OPEN  # how it was decided, while that is being undone
    notes: int = 0
    assigned: tuple[int, datetime] | None = None  # to whom, and since when
    links: set[int] = field(default_factory=set)
    # What stood before this round's first touch of a setting, and when that touch was.
    former: dict[Key, tuple[Standing, int]] = field(default_factory=dict)

    def free_for(self, moderator: int, now: datetime) -> bool:
        if self.state is CLAIMED:
            return self.holder == moderator or (self.lease is not None and self.lease <= now)
        return not self.state.decided

    def offered_to(self, moderator: int, now: datetime) -> bool:
        """Whether the queue may give it to them: nobody holds it, and no colleague was asked about it just now."""
        free = self.state is OPEN or (self.state is CLAIMED and self.lease is not None and self.lease <= now)
        return free and (
            self.assigned is None or self.assigned[0] == moderator or self.assigned[1] <= now - ASSIGNED_FRESH
        )

    def settle(self, state: CaseState, now: datetime) -> None:
        self.state, self.holder, self.lease, self.ordered = state, None, None, None
        self.decisions += 1
        self.decided_at = now

    def reopen(self) -> None:
        self.state, self.ask_until, self.standing, self.former = OPEN, None, False, {}

    def give_back(self) -> None:
        if self.state is CLAIMED:
            self.state, self.holder, self.lease = self.before, None, None

    def claim(self, moderator: int, now: datetime) -> None:
        if self.state is not CLAIMED:
            self.before = self.state
        self.state, self.holder, self.lease = CLAIMED, moderator, now + timedelta(minutes=10)


COMPILED: dict[Any, Any] = {}
"""Statements once compiled, for all the databases of a run."""


class Inline(Database):
    """The same file and the same statements, run where they are called: no driver, no threads, no syncing."""

    async def open(self) -> None:
        self.engine = create_engine(
            f"sqlite:///{self.path}", poolclass=StaticPool, execution_options={"compiled_cache": COMPILED}
        )

        @event.listens_for(self.engine, "connect")
        def connected(conn: Any, _: Any) -> None:
            conn.isolation_level = None
            conn.execute("PRAGMA foreign_keys = ON")
            conn.execute("PRAGMA synchronous = OFF")

        @event.listens_for(self.engine, "begin")
        def begun(conn: Connection) -> None:
            conn.exec_driver_sql("BEGIN IMMEDIATE")

    async def close(self) -> None:
        self.engine.dispose()

    async def write(self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        await asyncio.sleep(0)  # as with the driver, others may come first
        with self.engine.begin() as conn:
            return fn(conn, *args, **kw)

    async def read(self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        return await self.write(fn, *args, **kw)


class Crash(BaseException):
    """The process ends here."""


class Street(FakeEffects):
    """A Discord that remembers who changed which setting, and makes trouble at a certain effect.

    ``trouble``: (what, at which effect from now on, whether only after Discord did it).
    """

    def __init__(self, models: dict[int, Model]) -> None:
        super().__init__()
        self.models = models
        self.writes: list[tuple[Key, int | None]] = []
        self.trouble: tuple[str, int, bool] = ("none", 0, False)
        self.count = 0

    def expect(self, trouble: tuple[str, int, bool]) -> None:
        self.trouble, self.count = trouble, 0

    def _stumble(self, *, after: bool) -> None:
        what, at, late = self.trouble
        if self.count != at or late is not after or (what == "failed" and late):
            return
        if what == "crash":
            raise Crash
        if what == "failed":
            raise EffectFailed("no_permission")
        if what == "retry":
            raise EffectRetry("503")

    async def act(self, case: Case, action: ActionRow, reason: str | None) -> None:
        self.count += 1
        self._stumble(after=False)
        await super().act(case, action, reason)
        self._stumble(after=True)

    async def put(self, case: Case, action: ActionRow, value: Standing, reason: str | None) -> None:
        self.count += 1
        self._stumble(after=False)
        key = (action.kind.value, MEASURES[action.kind].subject(case))
        if action.undoes is None:
            before = await self.standing(case, action.kind)
            self.models[case.id].former.setdefault(key, (before, len(self.writes)))
        await super().put(case, action, value, reason)
        self.writes.append((key, case.id))
        self._stumble(after=True)

    def by_hand(self, key: Key, value: Standing) -> None:
        self.settings[key] = value
        self.writes.append((key, None))

    def touched_by_others(self, key: Key, since: int, case_id: int) -> bool:
        return any(name == key and by != case_id for name, by in self.writes[since:])


class CaseMachine(RuleBasedStateMachine):
    """Drives a desk and a model side by side."""

    cases: dict[int, Model]
    kind: type[Database] = Inline

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=IN_MEMORY)
        self.path = Path(shutil.copy(_template(), self.folder.name))
        self.runner = asyncio.Runner()
        self.clock = Clock()
        self.cases = {}
        self.messages = 0
        self.effects = Street(self.cases)
        self.db: Database | None = None
        self.restart()
        self.run(go_live(self.database))

    def teardown(self) -> None:
        if not getattr(self, "runner", None):
            return
        try:
            self.the_books_are_complete()
        finally:
            self.run(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    def the_books_are_complete(self) -> None:
        """At the end of each run, of everything that happened in it: nothing is ever taken out of the books."""
        decided, moves, beside, chain = self.run(self.database.read(_books))
        assert chain.ok
        assert moves.keys() == self.cases.keys()
        for case_id, model in self.cases.items():
            assert decided[case_id] == model.decisions  # each decision once, none unrecorded
            assert beside.get(case_id, (0, 0)) == (model.notes, len(model.links))
            # Each change of state has its row: together they lead from the opening to where the case stands.
            at, *rest = moves[case_id]
            for was, to in rest:
                assert was == at[1]
                at = (was, to)
            assert at[1] == model.state

    @property
    def database(self) -> Database:
        assert self.db is not None
        return self.db

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

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
            model.settle(CaseState.DISMISSED, self.clock())

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS, plan=PLANS, trouble=TROUBLES)
    def uphold(self, number: int, moderator: int, plan: Plan, trouble: tuple[str, int, bool]) -> None:
        case_id, model = self.pick(number)
        works = model.free_for(moderator, self.clock())
        self.effects.expect(trouble)
        result = self.run(self.desk.uphold(GUILD, case_id, moderator, plan))
        if self.judge(result, works):
            if isinstance(result, Ok):
                model.settle(CaseState.UPHELD, self.clock())
            else:
                assert trouble[0] == "retry"
                model.give_back()

    def may_undo(self, model: Model) -> bool:
        decided = model.state.decided and model.decided_at is not None
        return decided and self.clock() - model.decided_at <= UNDO_WITHIN  # type: ignore[operator]

    @precondition(lambda self: any(model.state.decided for model in self.cases.values()))
    @rule(number=PICK, moderator=MODERATORS, trouble=TROUBLES)
    def undo(self, number: int, moderator: int, trouble: tuple[str, int, bool]) -> None:
        case_id, model = self.pick_decided(number)
        self.effects.expect(trouble)
        before = dict(self.effects.settings)
        result = self.run(self.desk.undo(GUILD, case_id, moderator))
        if self.judge(result, self.may_undo(model)):
            if isinstance(result, GivenBack):
                assert trouble[0] == "retry"
                return  # decided as before
            failed = {row.kind.value for row in result.actions if row.undoes and row.code == "no_permission"}
            self.stands_as_before(case_id, model, failed, before)
            model.reopen()

    def pick_decided(self, number: int) -> tuple[int, Model]:
        decided = [(case_id, model) for case_id, model in self.cases.items() if model.state.decided]
        return decided[number % len(decided)]

    def stands_as_before(
        self, case_id: int, model: Model, failed: set[str], before: dict[Key, Standing]
    ) -> None:
        """Undo is exact: what nobody else touched stands as it did before the round."""
        for key, (former, since) in model.former.items():
            kind, now = ActionKind(key[0]), self.clock()
            if self.effects.touched_by_others(key, since, case_id):
                continue
            wanted = before.get(key) if key[0] in failed else former
            assert same(kind, self.effects.settings.get(key, former), wanted, now), (key, former)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS, plan=PLANS, crash=CRASHES)
    def crash_while_upholding(
        self, number: int, moderator: int, plan: Plan, crash: tuple[str, int, bool]
    ) -> None:
        case_id, model = self.pick(number)
        if not model.free_for(moderator, self.clock()):
            return
        self.crashes(self.desk.uphold(GUILD, case_id, moderator, plan), crash)
        model.settle(CaseState.UPHELD, self.clock())

    @precondition(lambda self: any(model.state.decided for model in self.cases.values()))
    @rule(number=PICK, moderator=MODERATORS, crash=CRASHES)
    def crash_while_undoing(self, number: int, moderator: int, crash: tuple[str, int, bool]) -> None:
        case_id, model = self.pick_decided(number)
        if not self.may_undo(model):
            return
        before = dict(self.effects.settings)
        self.crashes(self.desk.undo(GUILD, case_id, moderator), crash)
        self.stands_as_before(case_id, model, set(), before)
        model.reopen()

    def crashes(self, work: Coroutine[Any, Any, DeskResult], crash: tuple[str, int, bool]) -> None:
        """The process ends inside ``work``; the next one finishes what was begun."""
        self.effects.expect(crash)
        interrupted = 0
        try:
            assert isinstance(self.run(work), Ok)
        except Crash:
            interrupted = 1
        self.effects.expect(("none", 0, False))
        self.run(self.start_again(interrupted))

    @rule(author=AUTHORS, setting=SETTINGS)
    def somebody_sets_by_hand(self, author: int, setting: tuple[ActionKind, Standing]) -> None:
        kind, value = setting
        if kind is ActionKind.TIMEOUT and value is not None:
            value = to_millis(self.clock() + timedelta(minutes=value))
        about = author if kind in (ActionKind.TIMEOUT, ActionKind.BAN) else CHANNEL
        self.effects.by_hand((kind.value, about), value)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, other=PICK, moderator=MODERATORS, what=st.sampled_from(["note", "link", "assign"]))
    def beside_the_decision(self, number: int, other: int, moderator: int, what: str) -> None:
        case_id, model = self.pick(number)
        if what == "note":
            assert isinstance(self.run(self.desk.add_note(GUILD, case_id, moderator, "words")), Ok)
            model.notes += 1
        elif what == "assign":
            result = self.run(self.desk.assign(GUILD, case_id, moderator, moderator + 1))
            if (
                self.judge(result, not model.state.decided)
                and (model.assigned or (None,))[0] != moderator + 1
            ):
                model.assigned = (moderator + 1, self.clock())
        else:
            other_id, twin = self.pick(other)
            known = self.run(self.desk.case_by_id(GUILD, other_id))
            assert known is not None
            result = self.run(self.desk.link(GUILD, case_id, moderator, known.number))
            full = other_id not in model.links and max(len(model.links), len(twin.links)) >= LINKS_LIMIT
            if self.judge(result, other_id != case_id and not full):
                model.links.add(other_id)
                twin.links.add(case_id)

    @precondition(lambda self: self.cases)
    @rule(number=PICK, upholds=st.booleans())
    def race(self, number: int, upholds: bool) -> None:
        case_id, model = self.pick(number)
        self.effects.expect(("none", 0, False))
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
            model.settle(winners[0].case.state, self.clock())

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS, upholds=st.booleans())
    def whole_group(self, number: int, moderator: int, upholds: bool) -> None:
        case_id, model = self.pick(number)
        self.effects.expect(("none", 0, False))
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
                self.cases[case.id].settle(case.state, self.clock())

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
        offered = {id_ for id_, model in self.cases.items() if model.offered_to(moderator, now)}
        asked = {id_ for id_ in offered if (self.cases[id_].assigned or (None,))[0] == moderator}
        case = self.run(self.desk.next(GUILD, moderator))
        assert (case is not None) is bool(offered)
        if case is not None:
            assert case.id in (asked or offered)
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
            model.settle(CaseState.SOURCED if gives else CaseState.WITHDRAWN, self.clock())

    @precondition(lambda self: self.cases)
    @rule(number=PICK, moderator=MODERATORS)
    def reopen(self, number: int, moderator: int) -> None:
        case_id, model = self.pick(number)
        works = model.state.decided
        if self.judge(self.run(self.desk.reopen(GUILD, case_id, moderator)), works):
            model.reopen()

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
    def a_day_passes(self) -> None:
        self.time_passes(minutes=25 * 60)

    @rule()
    def restart(self) -> None:
        self.run(self.start_again(0))

    async def start_again(self, interrupted: int) -> None:
        if self.db is not None:
            await self.db.close()
        self.db = self.kind.at(self.path)
        await self.db.open()
        self.desk = Desk(self.db, self.effects, clock=self.clock, retention=timedelta(days=3650))
        assert await self.desk.resume_claimed() == interrupted

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "runner"):
            return
        found, pending, owed = self.run(self.database.read(_facts))
        assert len(found) == len(self.cases)  # none lost
        for case in found:
            model = self.cases[case.id]
            assert case.state is model.state
            assert not case.deciding
            assert (case.claimed_by, case.lease_until) == (model.holder, model.lease)
            assert (case.decided_by is not None) is (case.decided_at is not None) is case.state.decided
        assert pending == 0
        assert all(count == 1 for count in owed)
        queue = self.run(self.database.read(status, GUILD))
        assert queue.total == sum(not model.state.decided for model in self.cases.values())


Moves = dict[int, list[tuple[str | None, str]]]
CASES = select(t.cases)
LEFT = select(func.count()).where(t.actions.c.state == "pending", t.actions.c.kind != "ask")
CARDS = (
    select(func.count())
    .where(t.outbox.c.kind == "card", t.outbox.c.state == "pending")
    .group_by(t.outbox.c.group_id)
)
AUDIT = select(t.audit).where(t.audit.c.case_id.is_not(None)).order_by(t.audit.c.seq)


def _facts(conn: Connection) -> tuple[list[Case], int, list[int]]:
    """Cases; effects left pending; pending card errands a group."""
    found = [case_of(row) for row in conn.execute(CASES)]
    return found, int(conn.execute(LEFT).scalar_one()), [int(row[0]) for row in conn.execute(CARDS)]


def _books(conn: Connection) -> tuple[dict[int, int], Moves, dict[int, tuple[int, int]], audit.Chain]:
    """Audited decisions a case; audited changes of state (from, to) a case, its opening first; (notes, links) a case;
    the audit chain."""
    decided: dict[int, int] = {}
    moves: Moves = {}
    for row in conn.execute(AUDIT):
        decided[row.case_id] = decided.get(row.case_id, 0) + (row.event in DECISIONS)
        if row.event == "opened":
            moves[row.case_id] = [(None, row.detail["state"])]
        elif "to" in row.detail and "from" in row.detail:
            moves[row.case_id].append((row.detail["from"], row.detail["to"]))
    notes, links = _counts(conn, t.notes), _counts(conn, t.links)
    beside = {case_id: (notes.get(case_id, 0), links.get(case_id, 0)) for case_id in {*notes, *links}}
    return decided, moves, beside, audit.verify(conn, GUILD)


def _counts(conn: Connection, table: Table) -> dict[int, int]:
    counted = select(table.c.case_id, func.count()).group_by(table.c.case_id)
    return {row[0]: int(row[1]) for row in conn.execute(counted)}


IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_TEMPLATE = tempfile.TemporaryDirectory()


def _template() -> Path:
    path = Path(_TEMPLATE.name) / "machine.sqlite3"
    if not path.exists():
        migrate.upgrade(path)
    return path


def _settings(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


class ThroughTheDriver(CaseMachine):
    """The machine through the bot's own ``Database``."""

    kind = Database


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = _settings(260, 40)
TestCaseMachine.pytestmark = [pytest.mark.timeout(600)]
TestThroughTheDriver = ThroughTheDriver.TestCase
TestThroughTheDriver.settings = _settings(1000, 40) if LONG else _settings(20, 30)
TestThroughTheDriver.pytestmark = [pytest.mark.timeout(3600 if LONG else 300)]
