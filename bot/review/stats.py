"""What the desk did in a stretch of days: numbers only, no texts, nobody but moderators named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.detect.policy import RuleKind
from bot.review.audit import Event
from bot.review.figures import Agreement, Share, binned, quantile
from bot.review.moves import LEASE
from bot.review.policies import Policies
from bot.review.types import BOT, CaseState
from bot.store import queue, subjects
from bot.store import scores as kept_scores
from bot.store import second_look as looks
from bot.store import stats as counts
from bot.store.database import Database

WAIT_EDGES: Final = (5 * 60, 15 * 60, 3600, 4 * 3600, 86_400, 3 * 86_400)
"""Seconds between the bars of the time to decision."""
SCORE_BINS: Final = 20
LABELS_SHOWN: Final = 4
SCORES_READ: Final = 50_000
"""Scores that are counted at most of each sort, the newest: so that a busy server's answer comes in time."""
_HANDLING: Final = (
    Event.CLAIMED,
    Event.UPHOLDING,
    Event.RELEASED,
    Event.LEASE_OVER,
    Event.GIVEN_BACK,
    Event.UPHELD,
    Event.DISMISSED,
)
_BEGINS: Final = frozenset({Event.CLAIMED, Event.UPHOLDING})
_DECIDES: Final = frozenset({Event.UPHELD, Event.DISMISSED})


@dataclass(frozen=True, slots=True)
class Waits:
    """How long decided cases had waited, in seconds. ``bins`` count between ``WAIT_EDGES``."""

    bins: tuple[int, ...]
    median: float | None
    p90: float | None

    @property
    def n(self) -> int:
        """Cases that moderators decided."""
        return sum(self.bins)


@dataclass(frozen=True, slots=True)
class Ends:
    """How the cases of one kind ended. Only what was upheld or dismissed says whether the flag was right."""

    upheld: int
    dismissed: int
    others: Mapping[CaseState, int]

    @property
    def precision(self) -> Share:
        """Upheld of all that were upheld or dismissed."""
        return Share(self.upheld, self.upheld + self.dismissed)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores in ``SCORE_BINS`` equal bins of 0..1, and how many of them reach the threshold."""

    bins: tuple[int, ...]
    over: int

    @property
    def n(self) -> int:
        """How many there are."""
        return sum(self.bins)


@dataclass(frozen=True, slots=True)
class LabelScores:
    """Scores of one label: of cases that were upheld, of dismissed ones, of all messages of shadow mode."""

    label: str
    threshold: float
    upheld: Scores
    dismissed: Scores
    every: Scores


@dataclass(frozen=True, slots=True)
class Load:
    """What one moderator decided. ``member_id``: ``None`` once forgotten. ``median``: seconds from claim to decision."""

    member_id: int | None
    decisions: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything ``/stats`` shows of the days ``first`` to ``last`` (UTC, both counted)."""

    first: date
    last: date
    opened: Mapping[RuleKind, tuple[int, ...]]
    ends: Mapping[RuleKind, Ends]
    waits: Waits
    scores: tuple[LabelScores, ...]
    load: tuple[Load, ...]
    agreement: Agreement
    undecided: int
    oldest: datetime | None

    @property
    def days(self) -> tuple[date, ...]:
        """Each day, oldest first."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to show."""
        some = any(map(any, self.opened.values())) or any(map(_ended, self.ends.values()))
        return not (some or self.undecided or self.agreement.n or any(one.every.n for one in self.scores))


def _ended(ends: Ends) -> bool:
    return bool(ends.upheld or ends.dismissed or any(ends.others.values()))


class Statistics:
    """Statistics of every server. ``clock`` gives the present moment in UTC."""

    def __init__(
        self, db: Database, policies: Policies, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._db = db
        self._policies = policies
        self._clock = clock

    async def of(self, guild_id: int, days: int) -> Stats:
        """The last ``days`` (1 upwards) days, today included."""
        policy = await self._policies.get(guild_id)
        return await self._db.study(_stats, guild_id, days, dict(policy.base.thresholds), self._clock())


def _stats(
    conn: Connection, guild_id: int, days: int, thresholds: Mapping[str, float], now: datetime
) -> Stats:
    last = now.astimezone(UTC).date()
    first = last - timedelta(days=days - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=UTC)
    waits = counts.waits(conn, guild_id, since)
    undecided, oldest = queue.count(conn, guild_id, {})
    return Stats(
        first=first,
        last=last,
        opened=_opened(conn, guild_id, since, first, days),
        ends=_ends(conn, guild_id, since),
        waits=Waits(binned(waits, WAIT_EDGES), quantile(waits, 0.5), quantile(waits, 0.9)),
        scores=_scores(conn, guild_id, since, thresholds, now),
        load=_load(conn, guild_id, since),
        agreement=agreement_of(looks.pairs(conn, guild_id, since)),
        undecided=undecided,
        oldest=oldest,
    )


def _opened(
    conn: Connection, guild_id: int, since: datetime, first: date, days: int
) -> dict[RuleKind, tuple[int, ...]]:
    begin = (first - date(1970, 1, 1)).days
    found = {kind: [0] * days for kind in RuleKind}
    for day, kind, count in counts.opened(conn, guild_id, since):
        if 0 <= day - begin < days:  # a case from the future (a clock that was wrong) belongs to no day
            found[RuleKind(kind)][day - begin] += count
    return {kind: tuple(numbers) for kind, numbers in found.items()}


def _ends(conn: Connection, guild_id: int, since: datetime) -> dict[RuleKind, Ends]:
    found: dict[RuleKind, Counter[CaseState]] = {kind: Counter() for kind in RuleKind}
    for kind, state, count in counts.ended(conn, guild_id, since):
        found[RuleKind(kind)][CaseState(state)] += count
    return {
        kind: Ends(states.pop(CaseState.UPHELD, 0), states.pop(CaseState.DISMISSED, 0), dict(states))
        for kind, states in found.items()
    }


class _Tally:
    """Scores of one label and sort, being counted."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._bins = [0] * SCORE_BINS
        self.over = 0

    def add(self, score: float) -> None:
        self._bins[score_bin(score)] += 1
        self.over += score >= self._threshold

    def done(self) -> Scores:
        return Scores(tuple(self._bins), self.over)


def _scores(
    conn: Connection, guild_id: int, since: datetime, thresholds: Mapping[str, float], now: datetime
) -> tuple[LabelScores, ...]:
    """The labels that have a threshold and reached it most often."""
    upheld, dismissed, every = ({label: _Tally(at) for label, at in thresholds.items()} for _ in range(3))
    for state, values in counts.scores_of_cases(conn, guild_id, since, SCORES_READ):
        _add(upheld if state == CaseState.UPHELD else dismissed, values)
    for values in counts.scores_kept(conn, guild_id, max(since, now - kept_scores.RETENTION), SCORES_READ):
        _add(every, values)
    found = [
        LabelScores(label, at, upheld[label].done(), dismissed[label].done(), every[label].done())
        for label, at in sorted(thresholds.items())
    ]
    return tuple(sorted(found, key=_reach, reverse=True)[:LABELS_SHOWN])


def _reach(one: LabelScores) -> tuple[int, int]:
    """How many scores reach the label's threshold, and how many there are."""
    sorts = (one.upheld, one.dismissed, one.every)
    return sum(sort.over for sort in sorts), sum(sort.n for sort in sorts)


def _add(tallies: Mapping[str, _Tally], values: Mapping[str, float]) -> None:
    for label, tally in tallies.items():
        if label in values:
            tally.add(values[label])


def score_bin(score: float) -> int:
    """Which of ``SCORE_BINS`` bins a score (0..1) falls into; 1 falls into the last."""
    return min(SCORE_BINS - 1, max(0, int(score * SCORE_BINS)))


def _load(conn: Connection, guild_id: int, since: datetime) -> tuple[Load, ...]:
    """Moderators by decisions, most first. Handling runs from the first claim of a case to its holder's decision."""
    begun: dict[int, tuple[int, datetime]] = {}
    decisions: Counter[int] = Counter()
    lengths: dict[int, list[float]] = {}
    for row in counts.handled(conn, guild_id, since - LEASE, _HANDLING):
        holder = begun.get(row.case_id)
        if row.event in _BEGINS:
            if holder is None or holder[0] != row.actor:
                begun[row.case_id] = (row.actor, row.at)
            continue
        begun.pop(row.case_id, None)
        if row.event not in _DECIDES or row.actor == BOT or row.at < since:
            continue
        decisions[row.actor] += 1
        if holder is not None and holder[0] == row.actor:
            lengths.setdefault(row.actor, []).append((row.at - holder[1]).total_seconds())
    return tuple(
        Load(subjects.member_of(conn, guild_id, number), count, quantile(lengths.get(number, ()), 0.5))
        for number, count in sorted(decisions.items(), key=lambda item: (-item[1], item[0]))
    )


def agreement_of(pairs: Mapping[tuple[str, str], int]) -> Agreement:
    """Agreement in second looks: (decision, answer) → how often."""
    up, down = CaseState.UPHELD.value, CaseState.DISMISSED.value
    return Agreement(
        pairs.get((up, up), 0), pairs.get((up, down), 0), pairs.get((down, up), 0), pairs.get((down, down), 0)
    )
