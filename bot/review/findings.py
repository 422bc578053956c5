"""How a case comes to be: a finding or a member's report makes one, or joins the one that is there.

Synchronous, inside the caller's write transaction. ``now`` is the present moment in UTC.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.detect.accusation.types import GRAVITY, Accusation
from bot.detect.judge import Findings
from bot.detect.message import AuthorKind, MessageView
from bot.detect.policy import AccusationHandling, Flag, GuildPolicy, RuleKind, Step
from bot.review import audit, raids
from bot.review.alarms import raise_alarm
from bot.review.audit import Event
from bot.review.moves import move
from bot.review.ranking import rank_of
from bot.review.rows import case_of, load_case
from bot.review.transitions import AskOrder, put_question, reopen
from bot.review.types import BOT, EDITED, REASON_LIMIT, Case, CaseState, Span
from bot.store import cases, groups, guilds, outbox, reports

GROUP_WINDOW: Final = timedelta(hours=24)
"""Cases of one author or one claim share a card this long after the group's first case."""
GROUP_LIMIT: Final = 50
"""Cases of one group; the next one opens another. Ours: a decision on the whole group is one transaction, and stays short."""
REPORT_SEVERITY: Final = 0.5
REPORT_STEP: Final = 0.1
"""Severity of a first report and of each further one: reports alone order a message between mild and grave findings.
Our choice; a finding's own severity stands where it is higher."""
REPORT_MODEL: Final = "member report"
_WORD = re.compile(r"\w+")
_PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "it",
        "its",
        "they",
        "them",
        "their",
        "this",
        "that",
        "these",
        "those",
        "who",
    ]
)


def record_finding(
    conn: Connection,
    view: MessageView,
    flag: Flag,
    trace: Sequence[Step],
    findings: Findings,
    policy: GuildPolicy,
    spans: Sequence[Span],
    now: datetime,
    *,
    may_ask: bool = True,
    state: CaseState | None = None,
) -> Case:
    """The case of this message and rule kind, new or joined.

    A new case is open; asked, where the flag says so, the guild is not in shadow mode, the author is a member and
    ``may_ask``; or in ``state`` where that is given (an older revision whose outcome is known already).

    An undecided case takes over the newer revision's text and findings. A decided one keeps its own: what an edit
    had settled by itself is reopened; what a person decided is reopened only where the flagged words are new, and
    otherwise notes that the message was edited since. With ``state`` given nothing is reopened, and a case that an
    edit settled shows this revision. The same revision again changes nothing.
    """
    found = _finding(conn, view, flag, trace, findings, spans)
    order = _order(view, flag, policy) if may_ask else None
    case = _record(conn, view, flag, policy, found, now, order, state)
    raise_alarm(conn, case, policy, now)
    return case


def _record(
    conn: Connection,
    view: MessageView,
    flag: Flag,
    policy: GuildPolicy,
    found: Mapping[str, Any],
    now: datetime,
    order: AskOrder | None,
    state: CaseState | None,
) -> Case:
    row = _of_kind(conn, view, flag.kind)
    if row is None:
        return _open(conn, view, flag.kind, flag.severity, policy, found, now, order, state)
    if row.revision == view.revision:
        return case_of(row)
    takes_over = state is not None and _settled_by_edit(row)
    if not CaseState(row.state).decided or takes_over:
        severity = max(flag.severity, report_severity(row.reports))
        move(conn, row, Event.REVISED, BOT, now, {"revision": view.revision}, severity=severity, **found)
    elif state is None and (_settled_by_edit(row) or _new_words(row, found)):
        _reopen(conn, row, {**found, "severity": flag.severity}, order, now)
    else:
        _note_edit(conn, row, view, now)
    return _again(conn, row)


def record_report(
    conn: Connection,
    view: MessageView,
    reporter_id: int,
    reason: str | None,
    policy: GuildPolicy,
    now: datetime,
) -> Case:
    """A member's report joins the message's case: the gravest undecided one, else one a moderator decided.

    Where there is neither, it opens a case of kind ``report``. A report case that was decided on an older revision
    is reopened. One member's second report of a case changes nothing.
    """
    rows = cases.of_message(conn, view.guild_id, view.message_id)
    row = _joined_by_report(rows, view)
    if row is None:
        own = _of_kind(conn, view, RuleKind.REPORT)
        if own is None:
            found = _bare(view)
            case = _open(conn, view, RuleKind.REPORT, REPORT_SEVERITY, policy, found, now, None, None)
        else:
            _reopen(conn, own, {**_bare(view), "severity": own.severity}, None, now)
            case = _again(conn, own)
        row = cases.get(conn, view.guild_id, case.id)
    assert row is not None  # noqa: S101 - made or read in this very transaction
    words = reason[:REASON_LIMIT] if reason else None
    if not reports.add(conn, view.guild_id, row.id, reporter_id, words, now):
        return case_of(row)
    severity = max(row.severity, report_severity(row.reports + 1))
    move(conn, row, Event.REPORTED, reporter_id, now, reports=row.reports + 1, severity=severity)
    case = _again(conn, row)
    raise_alarm(conn, case, policy, now)
    return case


def report_severity(count: int) -> float:
    """Severity that ``count`` reports give by themselves, 0 to 1."""
    return 0.0 if count == 0 else min(1.0, REPORT_SEVERITY + REPORT_STEP * (count - 1))


def claim_of(accusations: Iterable[Accusation]) -> str | None:
    """What the gravest charge claims, as "target|category" in folded words; ``None`` where the target has no name.

    Wordings differ, the person and the sort of deed do not: that is what makes two messages one rumour.
    """
    for found in sorted(accusations, key=lambda each: GRAVITY[each.category]):
        name = found.resolved_target or (found.target.text if found.target else "")
        words = [word for word in _WORD.findall(name.casefold()) if word not in _PRONOUNS]
        if words:
            return f"{' '.join(words)}|{found.category.value}"
    return None


def _open(
    conn: Connection,
    view: MessageView,
    kind: RuleKind,
    severity: float,
    policy: GuildPolicy,
    found: Mapping[str, Any],
    now: datetime,
    order: AskOrder | None,
    state: CaseState | None,
) -> Case:
    guilds.ensure(conn, view.guild_id)
    start = state or CaseState.OPEN
    ended = {"decided_by": BOT, "decided_at": now} if start.decided else {}
    values = {
        "guild_id": view.guild_id,
        "number": guilds.take_number(conn, view.guild_id),
        "group_id": _group(conn, view, found["claim_key"], policy, now),
        "kind": kind.value,
        "state": start.value,
        "shadow": policy.shadow,
        "severity": severity,
        "channel_id": view.channel_id,
        "parent_id": view.parent_id,
        "message_id": view.message_id,
        "author_id": view.author_id,
        "author_kind": view.author_kind.value,
        "created_at": now,
        "updated_at": now,
        "waiting_since": now,
        **ended,
        **found,
        "reports": 0,
    }
    row = cases.add(conn, {**values, "rank": rank_of(values)})
    facts = {"kind": kind.value, "state": start.value, "revision": view.revision, "shadow": policy.shadow}
    audit.append(conn, view.guild_id, BOT, Event.OPENED, row.id, facts, now, subject=view.author_id)
    if order is not None and start is CaseState.OPEN:
        asked = put_question(conn, row, BOT, order, now)
        return asked or case_of(row)
    outbox.enqueue(conn, view.guild_id, outbox.ErrandKind.CARD, now, group_id=row.group_id)
    return case_of(row)


def _group(
    conn: Connection, view: MessageView, claim_key: str | None, policy: GuildPolicy, now: datetime
) -> int:
    """The group to join. A full one is closed, and one that is all decided: its card is edited where nobody looks."""
    joined = groups.joinable(conn, view.guild_id, view.author_id, claim_key, now - GROUP_WINDOW)
    if joined is not None and cases.count_of_group(conn, view.guild_id, joined) < GROUP_LIMIT:
        return joined
    flood = raids.group(conn, view.guild_id, view.author_id, policy.flood_authors, now)
    return flood or groups.add(conn, view.guild_id, view.author_id, claim_key, now)


def _reopen(
    conn: Connection, row: Row[Any], found: Mapping[str, Any], order: AskOrder | None, now: datetime
) -> None:
    reopen(conn, row, BOT, EDITED, now, **found)
    fresh = cases.get(conn, row.guild_id, row.id)
    if order is not None and fresh is not None and _settled_by_edit(row):
        put_question(conn, fresh, BOT, order, now)


def _note_edit(conn: Connection, row: Row[Any], view: MessageView, now: datetime) -> None:
    if row.note != EDITED:
        move(conn, row, Event.REVISED, BOT, now, {"revision": view.revision}, note=EDITED)


def _finding(
    conn: Connection,
    view: MessageView,
    flag: Flag,
    trace: Sequence[Step],
    findings: Findings,
    spans: Sequence[Span],
) -> dict[str, Any]:
    """The columns that describe one revision and what was found in it."""
    scores = findings.scores
    return {
        **_bare(view),
        "spans": [[span.start, span.end, span.role] for span in spans],
        "scores": None if scores is None else {label: float(score) for label, score in scores.items()},
        "model": findings.model,
        "accusations": [dataclasses.asdict(found) for found in flag.accusations],
        "trace": [[step.rule, step.passed, step.detail] for step in trace],
        "claim_key": _claim_key(conn, view.guild_id, claim_of(flag.accusations)),
    }


def _bare(view: MessageView) -> dict[str, Any]:
    return {
        "author_name": view.author_name,
        "revision": view.revision,
        "edited_at": view.edited_at or view.created_at,
        "text": view.text,
        "spans": [],
        "scores": None,
        "model": REPORT_MODEL,
        "accusations": [],
        "trace": [],
        "claim_key": None,
    }


def _claim_key(conn: Connection, guild_id: int, claim: str | None) -> str | None:
    """The claim under the guild's key: equal claims are found, the words are not kept."""
    if claim is None:
        return None
    guilds.ensure(conn, guild_id)
    return hmac.new(guilds.hmac_key(conn, guild_id), claim.encode(), hashlib.sha256).hexdigest()


def _order(view: MessageView, flag: Flag, policy: GuildPolicy) -> AskOrder | None:
    wanted = flag.kind is RuleKind.ACCUSATION and flag.handling is AccusationHandling.ASK
    if wanted and not policy.shadow and view.author_kind is AuthorKind.MEMBER:
        return AskOrder(policy.ask_via, policy.ask_minutes)
    return None


def _settled_by_edit(row: Row[Any]) -> bool:
    return row.state in (CaseState.SOURCED, CaseState.WITHDRAWN) and row.decided_by == BOT


def _new_words(row: Row[Any], found: Mapping[str, Any]) -> bool:
    """Whether the newer revision is flagged for words that the decided one was not flagged for."""
    if row.text is None:
        return True
    old = _flagged(row.text, row.spans, row.accusations)
    return bool(_flagged(found["text"], found["spans"], found["accusations"]) - old)


def _flagged(text: str, spans: Iterable[Sequence[Any]], accusations: Iterable[Mapping[str, Any]]) -> set[str]:
    """The flagged words, folded: the charges; without charges the marked spans; without spans the whole text."""
    charges = {_fold(found["charge"]["text"]) for found in accusations if found["charge"]}
    return charges or {_fold(text[start:end]) for start, end, *_ in spans} or {_fold(text)}


def _fold(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


def _of_kind(conn: Connection, view: MessageView, kind: RuleKind) -> Row[Any] | None:
    rows = cases.of_message(conn, view.guild_id, view.message_id)
    return next((row for row in rows if row.kind == kind), None)


def _joined_by_report(rows: Sequence[Row[Any]], view: MessageView) -> Row[Any] | None:
    undecided = [row for row in rows if not CaseState(row.state).decided]
    if undecided:
        return max(undecided, key=lambda row: (row.severity, -row.id))
    by_moderator = (CaseState.UPHELD, CaseState.DISMISSED)
    same = [row for row in rows if row.state in by_moderator and row.revision == view.revision]
    return same[0] if same else None


def _again(conn: Connection, row: Row[Any]) -> Case:
    case = load_case(conn, row.guild_id, row.id)
    assert case is not None  # noqa: S101 - read in the transaction that changed it
    return case
