"""The review desk: what moderators, members and the clock do with cases, effects on Discord included."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy import Connection

from bot.detect.message import MessageView
from bot.detect.policy import AskVia, GuildPolicy
from bot.review import (
    alarms,
    appeals,
    care,
    decisions,
    findings,
    remarks,
    transitions,
    undoing,
    upholding,
    upkeep,
)
from bot.review.appeal_types import AppealResult
from bot.review.carrying import Carrier
from bot.review.effects import Effects
from bot.review.rows import case_of, load_card, load_case
from bot.review.types import (
    ActionRow,
    CardView,
    Case,
    DeskResult,
    Draft,
    Lost,
    Missing,
    Note,
    Ok,
    Plan,
    Refused,
    Trail,
)
from bot.store import cases, groups
from bot.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")

HISTORY_LIMIT: Final = 100
"""Cases that one history gives at most."""
RETENTION: Final = timedelta(days=30)


class Desk:
    """Every method checks in SQL that the case is the guild's. Whoever comes second gets ``Lost``.

    ``clock`` gives the present moment in UTC; ``retention`` is how long texts are kept.
    """

    def __init__(
        self,
        db: Database,
        effects: Effects,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        retention: timedelta = RETENTION,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """``on_change`` is called after each change, so that the outbox need not wait for its next round."""
        self._db = db
        self._clock = clock
        self._retention = retention
        self._on_change = on_change
        self._carrier = Carrier(db, effects, clock)
        # From the claim in the database to the mark in memory nobody may look for interrupted decisions.
        self._starting = asyncio.Lock()

    # What there is

    async def card(self, guild_id: int, group_id: int, lead_id: int | None = None) -> CardView | None:
        """What the group's card shows; ``lead_id`` puts one of its cases in front."""
        return await self._db.read(load_card, guild_id, group_id, lead_id)

    async def case(self, guild_id: int, number: int) -> Case | None:
        """A case by the number the guild knows it by."""
        return await self._db.read(_case_by_number, guild_id, number)

    async def case_by_id(self, guild_id: int, case_id: int) -> Case | None:
        """A case by the id that buttons carry."""
        return await self._db.read(load_case, guild_id, case_id)

    async def case_of_click(self, guild_id: int, case_id: int, card_message_id: int | None) -> Case | None:
        """The case behind a button, ``None`` unless the card that was clicked is its group's card.

        ``card_message_id`` is ``None`` for controls in an ephemeral answer, which is no group's card. A group whose
        card was posted a moment ago, its id not yet written down, takes any message.
        """
        if card_message_id is None:
            return await self.case_by_id(guild_id, case_id)
        return await self._db.read(_clicked, guild_id, case_id, card_message_id)

    async def undecided_of_group(self, guild_id: int, group_id: int) -> tuple[Case, ...]:
        """The undecided cases that a decision on the whole group covers, oldest first; of a flood none."""
        return await self._db.read(_undecided, guild_id, group_id)

    async def history(self, guild_id: int, author_id: int) -> tuple[Case, ...]:
        """The author's newest ``HISTORY_LIMIT`` cases, newest first."""
        return await self._db.read(_history, guild_id, author_id)

    async def of_message(self, guild_id: int, message_id: int) -> tuple[Case, ...]:
        """The message's cases, at most one a kind, oldest first."""
        return await self._db.read(_of_message, guild_id, message_id)

    async def notes(self, guild_id: int, case_id: int) -> tuple[Note, ...]:
        """All notes on a case, newest first."""
        return await self._db.read(remarks.notes_of, guild_id, case_id)

    async def trail(self, guild_id: int, case_id: int) -> tuple[Trail, ...]:
        """What happened to the case, oldest first: its audit rows, with the members where they are still known."""
        return await self._db.read(remarks.trail, guild_id, case_id)

    # Claims

    async def next(self, guild_id: int, moderator_id: int) -> Case | None:
        """Claim the next free case for ten minutes: what the moderator was asked to look at, then by rank and age.

        Asked again it gives the one after: cases held by anyone, the moderator included, are passed over.
        """
        return await self._write(decisions.hold_next, guild_id, moderator_id, self._clock())

    async def hold(self, guild_id: int, case_id: int, moderator_id: int) -> DeskResult:
        """Claim this case for ten minutes, or renew the claim."""
        return await self._write(decisions.hold, guild_id, case_id, moderator_id, self._clock())

    async def release(self, guild_id: int, case_id: int, moderator_id: int) -> DeskResult:
        """Lay a claimed case back undecided."""
        return await self._write(decisions.release, guild_id, case_id, moderator_id, self._clock())

    async def renew(self, guild_id: int, case_id: int, moderator_id: int) -> None:
        """The moderator uses the case: where they hold it, the ten minutes start anew."""
        await self._write(decisions.renew, guild_id, case_id, moderator_id, self._clock())

    async def keep_draft(self, guild_id: int, case_id: int, moderator_id: int, draft: Draft) -> DeskResult:
        """Keep what the moderator who holds the case has chosen so far, for a second step."""
        return await self._write(decisions.keep_draft, guild_id, case_id, moderator_id, draft, self._clock())

    async def draft(self, guild_id: int, case_id: int, moderator_id: int) -> Draft | None:
        """What was kept, ``None`` where the moderator does not hold the case any more."""
        return await self._db.read(decisions.load_draft, guild_id, case_id, moderator_id)

    # Decisions

    async def dismiss(
        self,
        guild_id: int,
        case_id: int,
        moderator_id: int,
        reason: str | None = None,
        *,
        whole_group: bool = False,
    ) -> DeskResult:
        """Nothing is wrong with the message. ``whole_group``: the group's other free cases too."""
        return await self._write(
            decisions.dismiss,
            guild_id,
            case_id,
            moderator_id,
            reason,
            self._clock(),
            whole_group=whole_group,
        )

    async def uphold(
        self, guild_id: int, case_id: int, moderator_id: int, plan: Plan, *, whole_group: bool = False
    ) -> DeskResult:
        """Claim, carry out the plan, decide. In a guild in shadow mode only the verdict is kept.

        An action that cannot be done leaves its code in ``Ok.actions``. Where Discord cannot be reached the case is
        ``GivenBack``: what was done stays done and is not repeated when the case is upheld again.
        """
        async with self._starting:
            begun = await self._write(
                upholding.begin, guild_id, case_id, moderator_id, plan, self._clock(), whole_group=whole_group
            )
            if isinstance(begun, Lost | Missing):
                return begun
            self._carrier.take(begun)
        return await self._carry(begun, plan.reason)

    async def ask(self, guild_id: int, case_id: int, by: int, *, via: AskVia, minutes: int) -> DeskResult:
        """Ask the author for a source. ``Refused`` in shadow mode, for bots, and where there is nothing to ask."""
        order = transitions.AskOrder(via, minutes)
        return await self._write(transitions.ask, guild_id, case_id, by, order, self._clock())

    async def source_given(self, guild_id: int, case_id: int, by: int, source: str) -> DeskResult:
        """A source was given: the accusation is settled."""
        return await self._write(transitions.source_given, guild_id, case_id, by, source, self._clock())

    async def withdrawn(self, guild_id: int, case_id: int, by: int) -> DeskResult:
        """The author took the accusation back."""
        return await self._write(transitions.withdrawn, guild_id, case_id, by, self._clock())

    async def mark_duplicate(
        self, guild_id: int, case_id: int, moderator_id: int, of_number: int
    ) -> DeskResult:
        """The case says what case ``of_number`` of the guild says already."""
        return await self._write(
            decisions.mark_duplicate, guild_id, case_id, moderator_id, of_number, self._clock()
        )

    async def reopen(self, guild_id: int, case_id: int, moderator_id: int) -> DeskResult:
        """Put a decided case back into the queue. What was done stays done."""
        return await self._write(decisions.reopen, guild_id, case_id, moderator_id, self._clock())

    async def undo(self, guild_id: int, case_id: int, moderator_id: int) -> DeskResult:
        """Take a decision back within a day: the case is open again, what was done is reversed where Discord allows.

        What cannot be reversed has its code in ``Ok.actions``. ``GivenBack`` (decided as before) where Discord cannot
        be reached midway; what was reversed until then stays so.
        """
        async with self._starting:
            begun = await self._write(undoing.begin, guild_id, case_id, moderator_id, self._clock())
            if isinstance(begun, Lost | Missing | Refused):
                return begun
            self._carrier.take(begun)
        return await self._carry(begun, None)

    async def uphold_appeal(
        self, guild_id: int, appeal_id: int, moderator_id: int, reason: str | None
    ) -> AppealResult:
        """Take the appealed decision back, however old it is, and dismiss the case.

        Where Discord cannot be reached midway, the appeal waits as before (``AppealLost`` with that state).
        """
        async with self._starting:
            begun = await self._write(
                appeals.begin_accept, guild_id, appeal_id, moderator_id, reason, self._clock()
            )
            if not isinstance(begun, Case):
                return begun
            self._carrier.take((begun,))
        await self._carry((begun,), None)
        return await self._db.read(appeals.outcome, guild_id, appeal_id)

    async def to_reverse(self, guild_id: int, case_id: int, round_: int) -> tuple[ActionRow, ...]:
        """What undo would have to reverse, last first."""
        return tuple(await self._db.read(undoing.to_reverse, guild_id, case_id, round_))

    # Beside the decision

    async def escalate(
        self, guild_id: int, case_id: int, moderator_id: int, reason: str | None = None
    ) -> DeskResult:
        """Flag an undecided case for others; the server's role for this is mentioned once."""
        return await self._write(remarks.escalate, guild_id, case_id, moderator_id, reason, self._clock())

    async def offer_help(self, guild_id: int, case_id: int, moderator_id: int) -> DeskResult:
        """Send the server's help text to the author of a self-harm case, once."""
        return await self._write(care.offer, guild_id, case_id, moderator_id, self._clock())

    async def add_note(self, guild_id: int, case_id: int, moderator_id: int, text: str) -> DeskResult:
        """Write a note on a case, whatever its state."""
        return await self._write(remarks.add_note, guild_id, case_id, moderator_id, text, self._clock())

    async def link(
        self, guild_id: int, case_id: int, moderator_id: int, number: int, *, remove: bool = False
    ) -> DeskResult:
        """Link the case with case ``number`` of the guild, or take that link away."""
        return await self._write(
            remarks.link, guild_id, case_id, moderator_id, number, self._clock(), remove=remove
        )

    async def assign(self, guild_id: int, case_id: int, moderator_id: int, to: int | None) -> DeskResult:
        """Ask a colleague to look at an undecided case; ``None``: nobody any more."""
        return await self._write(remarks.assign, guild_id, case_id, moderator_id, to, self._clock())

    async def refused(self, guild_id: int, case_id: int, by: int, why: str) -> None:
        """Write down that somebody tried what they may not."""
        await self._write(remarks.refused, guild_id, case_id, by, why, self._clock())

    async def report(
        self, view: MessageView, reporter_id: int, reason: str | None, policy: GuildPolicy
    ) -> Case:
        """A member's report: joins the message's case or opens one."""
        return await self._write(findings.record_report, view, reporter_id, reason, policy, self._clock())

    # The clock

    async def resume_claimed(self) -> int:
        """Carry on with every decision that was being carried out when the process ended; how many were finished.

        Call at the start, once Discord can be reached. Decisions this process is at work on are left alone.
        """
        finished = 0
        async with self._starting:
            left = [case for case in await self._db.read(upholding.interrupted) if self._carrier.free(case)]
            self._carrier.take(left)
        for case in left:
            reason = await self._db.read(upholding.plan_reason, case.guild_id, case.id)
            result = await self._carry((case,), reason, resumed=True)
            finished += isinstance(result, Ok)
        return finished

    async def tick(self) -> int:
        """What time does: questions and leases run out, old cases lapse, texts go. How many cases changed.

        Call every minute or so. A decision whose carrying out was cancelled is taken up again.
        """
        now = self._clock()
        changed = await self._write(upkeep.end_questions, now)
        changed += await self._write(upkeep.end_leases, now)
        changed += await self._write(alarms.remind, now)
        changed += await self._write(upkeep.lapse, now - self._retention, now)
        changed += await self._write(upkeep.remove_texts, now - self._retention, now)
        await self._write(appeals.lapse, now - self._retention, now)
        await self._write(appeals.remind, now)
        return changed + await self.resume_claimed()

    async def _carry(
        self, begun: tuple[Case, ...], reason: str | None, *, resumed: bool = False
    ) -> DeskResult:
        try:
            return await self._carrier.carry(begun, reason, resumed=resumed)
        finally:
            self._on_change()

    async def _write(
        self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> T:
        result = await self._db.write(fn, *args, **kw)
        self._on_change()
        return result


def _case_by_number(conn: Connection, guild_id: int, number: int) -> Case | None:
    row = cases.by_number(conn, guild_id, number)
    return None if row is None else case_of(row)


def _of_message(conn: Connection, guild_id: int, message_id: int) -> tuple[Case, ...]:
    return tuple(case_of(row) for row in cases.of_message(conn, guild_id, message_id))


def _clicked(conn: Connection, guild_id: int, case_id: int, card_message_id: int) -> Case | None:
    row = cases.clicked(conn, guild_id, case_id, card_message_id)
    return None if row is None else case_of(row)


def _undecided(conn: Connection, guild_id: int, group_id: int) -> tuple[Case, ...]:
    group = groups.get(conn, guild_id, group_id)
    if group is None or group.raid:
        return ()
    return tuple(case_of(row) for row in cases.undecided_of_group(conn, guild_id, group_id))


def _history(conn: Connection, guild_id: int, author_id: int) -> tuple[Case, ...]:
    return tuple(case_of(row) for row in cases.history(conn, guild_id, author_id, HISTORY_LIMIT))
