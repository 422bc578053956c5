"""One message through its revisions: events may come twice and in any order, and end in the same state.

Revisions are ordered by Discord's own time. What a case shows and where it stands follows from the set of revisions
seen, not from the order in which their events arrived.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from bot.detect.judge import Findings
from bot.detect.message import MessageView
from bot.detect.policy import AccusationHandling, Flag, GuildPolicy, RuleKind, Verdict
from bot.review import sources
from bot.review.types import Span

MEMORY_LIMIT = 20_000
"""Messages whose newest revision is remembered; after that, and after a restart, the cases' own times are asked."""
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)

Stamp = tuple[datetime, int, str]
"""(Discord's time, length of the text, content hash): later is newer.

An embed that arrives later changes no time: at the same time the longer text is the newer one.
"""


def stamp_of(view: MessageView) -> Stamp:
    """Where this revision stands among its message's revisions."""
    return view.edited_at or view.created_at, len(view.text), view.revision


class Standing(StrEnum):
    """What one revision is to the accusation rule."""

    FLAGGED = "flagged"
    SUPPORTED = "supported"
    CLEAN = "clean"
    UNKNOWN = "unknown"  # not looked at: no such rule here (any more), or a language that can't be read


@dataclass(frozen=True)
class Judged:
    """One revision of a message with everything that was found in it."""

    view: MessageView
    policy: GuildPolicy
    findings: Findings
    verdict: Verdict
    spans: Mapping[RuleKind, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def stamp(self) -> Stamp:
        return stamp_of(self.view)

    def flag(self, kind: RuleKind) -> Flag | None:
        """The flag of this kind of rule, if any."""
        return next((flag for flag in self.verdict.flags if flag.kind is kind), None)

    def rank(self, kind: RuleKind) -> tuple[float, Stamp]:
        """Which flagged revision a case shows: of toxicity the gravest, of accusations the newest.

        Toxicity that was there for a moment stays in evidence; an accusation is what its author makes of it.
        """
        flag = self.flag(kind)
        severity = flag.severity if flag is not None and kind is RuleKind.TOXICITY else 0.0
        return severity, self.stamp

    def stand(self) -> Stand:
        """Where an accusation stands with this revision."""
        if self.flag(RuleKind.ACCUSATION):
            return Stand(self.stamp, Standing.FLAGGED)
        channel = self.policy.for_channel(self.view.channel_id, self.view.parent_id)
        reading = self.findings.reading
        if channel.accusations is AccusationHandling.OFF:
            return Stand(self.stamp, Standing.UNKNOWN)
        if reading is None:
            empty = self.findings.unscored == "empty"
            return Stand(self.stamp, Standing.CLEAN if empty else Standing.UNKNOWN)
        supported = [found for found in reading.accusations if found.is_supported]
        if not supported:
            return Stand(self.stamp, Standing.CLEAN)
        given = sources.behind(self.view, supported)
        if given.resolves:
            return Stand(self.stamp, Standing.SUPPORTED, source=given.words)
        return Stand(self.stamp, Standing.FLAGGED, weak=given.kind.value)


@dataclass(frozen=True)
class Stand:
    """What the revision at ``stamp`` makes of an accusation. ``weak``: it gives a link that settles nothing by itself."""

    stamp: Stamp
    standing: Standing
    source: str = ""
    weak: str | None = None


@dataclass(frozen=True)
class Known:
    """What is remembered of one message.

    ``newest`` is its newest revision, ``stand`` comes from the newest one that says anything of accusations, and
    ``shown`` holds the rank of the revision that each case shows.
    """

    newest: Stamp | None = None
    stand: Stand | None = None
    deleted: bool = False
    shown: Mapping[RuleKind, tuple[float, Stamp]] = field(default_factory=dict)

    def joined(self, judged: Judged) -> Known:
        """With one more revision."""
        stand = judged.stand()
        if stand.standing is Standing.UNKNOWN or (self.stand is not None and self.stand.stamp > stand.stamp):
            stand = self.stand or stand
        newest = judged.stamp if self.newest is None else max(self.newest, judged.stamp)
        return replace(self, newest=newest, stand=stand)

    def gone(self) -> Known:
        """After the message was deleted."""
        return replace(self, deleted=True)


class Memory:
    """The last ``limit`` messages that were judged, the least recently used goes first."""

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        self._known: OrderedDict[int, Known] = OrderedDict()
        self._limit = limit

    def get(self, message_id: int) -> Known | None:
        """What is known of a message, ``None`` where it was never seen or is forgotten."""
        return self._known.get(message_id)

    def put(self, message_id: int, known: Known) -> None:
        """Remember a message."""
        self._known[message_id] = known
        self._known.move_to_end(message_id)
        if len(self._known) > self._limit:
            self._known.popitem(last=False)
