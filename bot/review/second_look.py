"""Second looks: a share of decided cases is shown once more, blind, to another moderator. How well do we agree?

The answer changes nothing about the case. Which cases are drawn hangs on the guild's own random key and the case alone:
a restart draws no others, and nobody can tell beforehand.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.review import audit
from bot.review.audit import Event
from bot.review.moves import LEASE, move
from bot.review.policies import Policies
from bot.review.rows import REASONS_LIMIT, case_of
from bot.review.types import BOT, REOPENED, Case, CaseState
from bot.store import cases, guilds, reports
from bot.store import second_look as looks
from bot.store.database import Database

WINDOW: Final = timedelta(days=7)
"""How long after the decision a second look may begin: later the moderators' habits have changed too."""
TALLY_DAYS: Final = 90
DISAGREED: Final = "a second look disagreed"
"""``Case.note`` of a case whose second look came out otherwise, where the server wants that."""
_DRAWS: Final = 2**64


class Answer(StrEnum):
    """What the second moderator would have decided."""

    UPHOLD = "upheld"
    DISMISS = "dismissed"


@dataclass(frozen=True, slots=True)
class Look:
    """A case to look at. Of ``case`` show only what was there before the decision; ``reasons`` are its reporters'."""

    id: int
    case: Case
    reasons: tuple[str, ...]


class Outcome(StrEnum):
    """What became of a click."""

    KEPT = "kept"
    OVER = "over"  # it took too long, was answered already, or the case changed meanwhile
    MISSING = "missing"  # this guild has no such look, or it is somebody else's


@dataclass(frozen=True, slots=True)
class Tally:
    """Second looks of the last ``TALLY_DAYS``: how many were answered, how many disagreed with the decision."""

    answered: int
    disagreed: int


class SecondLook:
    """Every method checks in SQL that look and case are the guild's. ``clock`` gives the present moment in UTC."""

    def __init__(
        self,
        db: Database,
        policies: Policies,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """``on_change`` is called where a case's card is owed."""
        self._db = db
        self._policies = policies
        self._clock = clock
        self._on_change = on_change

    async def next(self, guild_id: int, moderator_id: int) -> Look | None:
        """The look this moderator has not answered yet, else the next one drawn; ``None``: there is none for them.

        It is theirs for ``moves.LEASE``; then somebody else may be shown the case.
        """
        now = self._clock()
        look = await self._db.write(_resume, guild_id, moderator_id, now)
        if look is not None:
            return look
        percent = (await self._policies.get(guild_id)).second_look_percent
        async for case_id in self._drawn(guild_id, moderator_id, percent, now):
            look = await self._db.write(_show, guild_id, case_id, moderator_id, now)
            if look is not None:
                return look
        return None

    async def answer(self, guild_id: int, look_id: int, moderator_id: int, answer: Answer) -> Outcome:
        """Keep the answer; nobody is asked about this case again."""
        note = (await self._policies.get(guild_id)).second_look_note
        outcome = await self._db.write(_answer, guild_id, look_id, moderator_id, answer, self._clock(), note)
        self._on_change()
        return outcome

    async def skip(self, guild_id: int, look_id: int, moderator_id: int) -> Outcome:
        """Leave the case to somebody else; this moderator is not shown it again."""
        return await self._db.write(_skip, guild_id, look_id, moderator_id, self._clock())

    async def tally(self, guild_id: int) -> Tally:
        """What there is to say of the last ``TALLY_DAYS``."""
        since = self._clock() - timedelta(days=TALLY_DAYS)
        found = await self._db.read(looks.pairs, guild_id, since)
        differ = sum(count for (decision, answer), count in found.items() if decision != answer)
        return Tally(sum(found.values()), differ)

    async def _drawn(
        self, guild_id: int, moderator_id: int, percent: int, now: datetime
    ) -> AsyncIterator[int]:
        """Ids of drawn cases that this moderator may look at, the oldest decision first."""
        if not percent:
            return
        since = now - WINDOW
        after = (since, 0)
        while found := await self._db.read(looks.candidates, guild_id, moderator_id, since, after):
            key = await self._db.read(guilds.hmac_key, guild_id)
            for row in found:
                if drawn(key, row.id, row.round, percent):
                    yield row.id
            after = (found[-1].decided_at, found[-1].id)


def drawn(key: bytes, case_id: int, round_: int, percent: int) -> bool:
    """Whether a decision is drawn, for ``percent`` (0 to 100) of all. Whoever is drawn at 5 is drawn at 10 too."""
    digest = hmac.new(key, f"second look:{case_id}:{round_}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) * 100 < percent * _DRAWS


def _resume(conn: Connection, guild_id: int, moderator_id: int, now: datetime) -> Look | None:
    """The moderator's open look, once the looks that took too long are over."""
    for stale in looks.stale(conn, guild_id, now - LEASE):
        _end(conn, stale, looks.OVER, now)
    row = looks.open_of(conn, guild_id, moderator_id)
    if row is None:
        return None
    case = _standing(conn, row)
    if case is None or case.text is None:
        _end(conn, row, looks.OVER, now)
        return None
    looks.renew(conn, row.id, now)
    return _look(conn, row, case)


def _show(conn: Connection, guild_id: int, case_id: int, moderator_id: int, now: datetime) -> Look | None:
    """Begin the look; ``None`` where somebody was faster, or the case is no longer one to look at."""
    if looks.open_of(conn, guild_id, moderator_id) is not None:
        return _resume(conn, guild_id, moderator_id, now)
    case = looks.eligible(conn, guild_id, case_id, moderator_id, now - WINDOW)
    if case is None:
        return None
    row = looks.add(conn, case, moderator_id, now)
    _log(conn, row, Event.SECOND_SHOWN, moderator_id, now, case.author_id)
    return _look(conn, row, case)


def _answer(
    conn: Connection,
    guild_id: int,
    look_id: int,
    moderator_id: int,
    answer: Answer,
    now: datetime,
    note: bool,
) -> Outcome:
    row = looks.get(conn, guild_id, look_id)
    if row is None or row.moderator_id != moderator_id:
        return Outcome.MISSING
    if row.state != looks.SHOWN:
        return Outcome.OVER
    case = _standing(conn, row)
    if case is None:
        _end(conn, row, looks.OVER, now)
        return Outcome.OVER
    looks.end(conn, row.id, looks.ANSWERED, answer.value, now)
    agreed = answer.value == row.decision
    facts = {"answer": answer.value, "agreed": agreed}
    _log(conn, row, Event.SECOND_ANSWERED, moderator_id, now, case.author_id, facts)
    # Over no other remark: a card has room for one, and what members or the clock left there weighs more.
    if note and not agreed and case.note in (None, REOPENED):
        move(conn, case, Event.NOTED, BOT, now, note=DISAGREED)
    return Outcome.KEPT


def _skip(conn: Connection, guild_id: int, look_id: int, moderator_id: int, now: datetime) -> Outcome:
    row = looks.get(conn, guild_id, look_id)
    if row is None or row.moderator_id != moderator_id:
        return Outcome.MISSING
    return Outcome.KEPT if _end(conn, row, looks.SKIPPED, now) else Outcome.OVER


def _end(conn: Connection, row: Row[Any], state: str, now: datetime) -> bool:
    """An open look ends without an answer; ``False`` where it had ended."""
    if not looks.end(conn, row.id, state, None, now):
        return False
    case = cases.get(conn, row.guild_id, row.case_id)
    skipped = state == looks.SKIPPED
    event = Event.SECOND_SKIPPED if skipped else Event.SECOND_OVER
    by = row.moderator_id if skipped else BOT
    _log(conn, row, event, by, now, None if case is None else case.author_id)
    return True


def _log(
    conn: Connection,
    row: Row[Any],
    event: Event,
    by: int,
    now: datetime,
    author_id: int | None,
    facts: dict[str, Any] | None = None,
) -> None:
    audit.append(
        conn, row.guild_id, by, event, row.case_id, {"look": row.id, **(facts or {})}, now, subject=author_id
    )


def _standing(conn: Connection, row: Row[Any]) -> Row[Any] | None:
    """The look's case, ``None`` where the decision it asks about does not stand any more."""
    case = cases.get(conn, row.guild_id, row.case_id)
    stands = case is not None and (case.state, case.round) == (CaseState(row.decision), row.round)
    return case if stands else None


def _look(conn: Connection, row: Row[Any], case: Row[Any]) -> Look:
    return Look(row.id, case_of(case), tuple(reports.reasons(conn, case.id, REASONS_LIMIT)))
