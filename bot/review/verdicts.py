"""What one event means for the cases: synchronous, inside the writer's transaction, blind to the order of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.detect.message import AuthorKind, MessageView
from bot.detect.policy import AccusationHandling, AskVia, Flag, RuleKind
from bot.review import rows, transitions
from bot.review.findings import record_finding
from bot.review.revisions import BEGINNING, Judged, Known, Stamp, Standing
from bot.review.sources import Given
from bot.review.transitions import AskOrder
from bot.review.types import BOT, EDITED, Case, CaseState, Ok
from bot.store import answers, cases, outbox

COOL_DOWN = timedelta(minutes=10)
ASKS_PER_AUTHOR = 1
"""Questions to one author in one channel within ``COOL_DOWN``. Ours: being asked over and over reads as harassment."""
ASKS_PER_CHANNEL = 3
"""Questions in one channel within ``COOL_DOWN``. Ours: a heated channel must not fill with the bot's notes."""
ASKS_PER_CASE = 2
"""How often one case's author is asked at all, however often the message is edited."""
EDITED_SINCE: Final = "edited since"
WEAK_SOURCE: Final = "weak source"
"""``Case.note`` of a case whose text was changed, and (with ``: kind``) of a source that settles nothing by itself."""
KINDS: Final = (RuleKind.TOXICITY, RuleKind.ACCUSATION, RuleKind.SELF_HARM)


def apply_revision(conn: Connection, judged: Judged, known: Known | None, now: datetime) -> Known:
    """Bring the message's cases to where they stand with this revision; what is known of the message afterwards."""
    view = judged.view
    found = {RuleKind(row.kind): row for row in cases.of_message(conn, view.guild_id, view.message_id)}
    known = known or Known(deleted=any(row.message_deleted for row in found.values()))
    if known.newest is None and _stale(judged, found):
        return known
    known = known.joined(judged)
    for kind in KINDS:
        known = _apply_kind(conn, judged, kind, found.get(kind), known, now)
    if known.newest is not None and (found or known.shown):
        answers.seen(conn, view.guild_id, view.message_id, known.newest[0])
    return known


def apply_deletion(conn: Connection, guild_id: int, message_ids: list[int], now: datetime) -> bool:
    """Messages are gone. Whether that changed a case."""
    return bool(transitions.message_deleted(conn, guild_id, message_ids, now))


def answered(conn: Connection, view: MessageView, *, alone: bool) -> list[int]:
    """Ids of the cases that a message with a source answers. ``alone``: it says hardly more than that source."""
    where = (view.guild_id, view.channel_id, view.author_id)
    if view.reply_to is None:
        case_id = answers.asked_of(conn, *where, view.message_id) if alone else None
        return [] if case_id is None else [case_id]
    if found := answers.replied_to(conn, view.guild_id, view.reply_to):
        return list(found)
    # A quick author answers our question before Discord has told us which message it became.
    case_id = answers.asked_of(conn, *where, view.reply_to, just_now=True)
    return [] if case_id is None else [case_id]


def apply_source(conn: Connection, guild_id: int, case_id: int, by: int, given: Given, now: datetime) -> bool:
    """A message answers a case: it settles it, or where it cannot by itself, moderators see what came."""
    if not given.resolves:
        return isinstance(
            transitions.note(conn, guild_id, case_id, f"{WEAK_SOURCE}: {given.kind.value}", now), Ok
        )
    return _source(conn, guild_id, case_id, by, given.words, now)


def _source(conn: Connection, guild_id: int, case_id: int, by: int, words: str, now: datetime) -> bool:
    result = transitions.source_given(conn, guild_id, case_id, by, words, now)
    if not isinstance(result, Ok):
        return False
    if result.case.ask_via is AskVia.DM and result.case.ask_message_id is not None:
        outbox.enqueue(conn, guild_id, outbox.ErrandKind.THANKS, now, case_id=case_id)
    return True


def _stale(judged: Judged, found: Mapping[RuleKind, Row[Any]]) -> bool:
    """Whether the cases have seen a newer revision than this one; asked only where memory knows nothing."""
    seen = [row.edited_at for row in found.values() if row.edited_at is not None]
    return bool(seen) and judged.stamp[0] < max(seen)


def _apply_kind(
    conn: Connection, judged: Judged, kind: RuleKind, row: Row[Any] | None, known: Known, now: datetime
) -> Known:
    flag, view = judged.flag(kind), judged.view
    case_id = None if row is None else row.id
    if flag is not None and (row is None or judged.rank(kind) > _shown(known, kind, row)):
        case_id = _record(conn, judged, flag, row, known, now).id
        known = replace(known, shown={**known.shown, kind: judged.rank(kind)})
    if case_id is None:
        return known
    if known.deleted:
        transitions.message_deleted(conn, view.guild_id, [view.message_id], now)
    if kind is RuleKind.ACCUSATION:
        _settle(conn, judged, case_id, known, now)
    _remark(conn, view.guild_id, case_id, known, now)
    return known


def _shown(known: Known, kind: RuleKind, row: Row[Any]) -> tuple[float, Stamp]:
    """The rank of the revision that the case shows; after a restart as far as the case itself tells."""
    severity = row.severity if kind is RuleKind.TOXICITY else 0.0
    return known.shown.get(kind, (severity, (row.edited_at or BEGINNING, 0, "")))


def _record(
    conn: Connection, judged: Judged, flag: Flag, row: Row[Any] | None, known: Known, now: datetime
) -> Case:
    """Make or join the case. It does not reopen, nor ask, where a newer event is known that says otherwise."""
    accusation = flag.kind is RuleKind.ACCUSATION
    newest = known.stand.stamp if accusation and known.stand is not None else known.newest
    stale = newest is not None and newest > judged.stamp
    moot = known.deleted or (known.stand is not None and known.stand.standing in _TARGETS)
    return record_finding(
        conn,
        judged.view,
        flag,
        judged.verdict.trace,
        judged.findings,
        judged.policy,
        judged.spans.get(flag.kind, ()),
        now,
        may_ask=accusation and not moot and _may_ask(conn, judged, row, now),
        state=CaseState(row.state) if row is not None and (known.deleted or stale) else None,
    )


_TARGETS: Final = {Standing.SUPPORTED: CaseState.SOURCED, Standing.CLEAN: CaseState.WITHDRAWN}


def _settle(conn: Connection, judged: Judged, case_id: int, known: Known, now: datetime) -> None:
    """Move an accusation that only edits have moved so far to where the newest revision puts it."""
    stand, guild_id = known.stand, judged.view.guild_id
    case = rows.load_case(conn, guild_id, case_id)
    if stand is None or stand.standing is Standing.UNKNOWN or case is None:
        return
    target = _TARGETS.get(stand.standing, CaseState.WITHDRAWN if known.deleted else None)
    if case.state is target:
        return
    if case.state.decided:
        if case.decided_by != BOT or case.state not in _TARGETS.values():
            return
        order = None if target else _order(conn, judged, case, now)
        transitions.reopened(conn, guild_id, case_id, now, order=order)
    if target is CaseState.SOURCED:
        _source(conn, guild_id, case_id, BOT, stand.source, now)
    elif target is CaseState.WITHDRAWN:
        transitions.withdrawn(conn, guild_id, case_id, BOT, now)


def _remark(conn: Connection, guild_id: int, case_id: int, known: Known, now: datetime) -> None:
    """Say beside an undecided case how its message stands now, over our own words only."""
    case = rows.load_case(conn, guild_id, case_id)
    if case is None or case.state.decided or known.newest is None:
        return
    words = None
    if case.kind is RuleKind.ACCUSATION and known.stand is not None and known.stand.weak is not None:
        words = f"{WEAK_SOURCE}: {known.stand.weak}"
    elif known.newest[2] != case.revision:
        words = EDITED_SINCE
    ours = case.note is None or case.note in (EDITED, EDITED_SINCE) or case.note.startswith(WEAK_SOURCE)
    if ours and case.note != words:
        transitions.note(conn, guild_id, case_id, words, now)


def _order(conn: Connection, judged: Judged, case: Case, now: datetime) -> AskOrder | None:
    """How to ask again about a case that an edit had settled, ``None``: not at all."""
    if judged.policy.shadow or not _may_ask(conn, judged, case, now):
        return None
    return AskOrder(judged.policy.ask_via, judged.policy.ask_minutes)


def _may_ask(conn: Connection, judged: Judged, case: Case | Row[Any] | None, now: datetime) -> bool:
    """Whether the cool-down lets us ask. Questions about other cases count, and how often this one was asked."""
    view = judged.view
    channel = judged.policy.for_channel(view.channel_id, view.parent_id)
    if channel.accusations is not AccusationHandling.ASK or view.author_kind is not AuthorKind.MEMBER:
        return False
    if case is not None and outbox.asks_of_case(conn, case.id) >= ASKS_PER_CASE:
        return False
    of_author, of_channel = outbox.asks_since(
        conn,
        view.guild_id,
        view.channel_id,
        view.author_id,
        now - COOL_DOWN,
        but_case=case.id if case else None,
    )
    return of_author < ASKS_PER_AUTHOR and of_channel < ASKS_PER_CHANNEL
