"""Appeals: a member asks for a decision to be looked at again, moderators talk with them and decide.

Synchronous, inside the caller's transaction. Upholding an appeal takes the case's decision back on Discord, in the steps
of ``upholding``: ``begin_accept`` claims the appeal and the case, the effects follow, and ``upholding.finish`` decides
both (``accepted`` here). Where Discord cannot be reached both are given back (``given_back``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.detect.sanctions import AppealPolicy
from bot.review import audit, undoing
from bot.review.appeal_rows import appeal_of
from bot.review.appeal_types import (
    ALONE_AFTER,
    IN_A_ROW,
    OTHERS_WITHIN,
    TALK_LIMIT,
    WORDS_LIMIT,
    Appeal,
    AppealLost,
    AppealResult,
    AppealState,
    Concern,
    Heard,
    NoAppeal,
    NotHeard,
    Speaker,
    Stale,
)
from bot.review.audit import MODERATORS_ACTS, Event
from bot.review.policies import stored_policy
from bot.review.rows import case_of
from bot.review.types import BOT, Case
from bot.store import appeals as store
from bot.store import outbox, subjects

CONCERNS_LIMIT: Final = 25
"""As many options a select has: https://discord.com/developers/docs/components/reference#string-select"""
REMIND_EVERY: Final = timedelta(hours=1)
"""One message at most brings up a server's waiting appeals in this time, however many there are."""


def rules_of(conn: Connection, guild_id: int) -> AppealPolicy:
    """The guild's rules for appeals, as the database has them now."""
    policy = stored_policy(conn, guild_id)
    return AppealPolicy() if policy is None else policy.appeals


# The member


def may_open(
    conn: Connection, guild_id: int, case_id: int, member_id: int, now: datetime
) -> NotHeard | Row[Any]:
    """The case, where this member may appeal against its decision now; else why not."""
    rules = rules_of(conn, guild_id)
    if not rules.on:
        return NotHeard("off")
    row = store.against(conn, guild_id, case_id, member_id)
    if row is None:
        return NotHeard("not_yours")
    if store.of_decision(conn, guild_id, case_id, row.round) is not None:
        return NotHeard("once")
    if row.text is None or now - row.decided_at > timedelta(days=rules.days):
        return NotHeard("too_late")
    last = store.last_opened(conn, guild_id, member_id)
    if last is not None and now < (until := last + timedelta(hours=rules.cool_down_hours)):
        return NotHeard("cool_down", until)
    return row


def open_appeal(
    conn: Connection, guild_id: int, case_id: int, member_id: int, words: str, now: datetime
) -> AppealResult:
    """Open an appeal with the member's reasons."""
    case = may_open(conn, guild_id, case_id, member_id, now)
    if isinstance(case, NotHeard):
        return case
    row = store.add(
        conn,
        {
            "guild_id": guild_id,
            "case_id": case_id,
            "round": case.round,
            "member_id": member_id,
            "state": AppealState.OPEN.value,
            "opened_at": now,
            "updated_at": now,
            "waiting_since": now,
            "first_by": case.decided_by,
        },
    )
    if row is None:
        return NotHeard("once")
    store.say(conn, guild_id, row.id, Speaker.MEMBER.value, member_id, words[:WORDS_LIMIT], now)
    _note(conn, row, Event.APPEAL_OPENED, member_id, {}, now)
    return Heard(appeal_of(row))


def reply(
    conn: Connection, guild_id: int, case_id: int, member_id: int, words: str, now: datetime
) -> AppealResult:
    """The member says something: the appeal waits for the moderators again."""
    row = own(conn, guild_id, case_id, member_id)
    if row is None:
        return NoAppeal()
    if refused := may_say(conn, row, member=True):
        return refused
    since = now if row.state == AppealState.ANSWERED else row.waiting_since
    changes = {"state": AppealState.OPEN.value, "waiting_since": since}
    moved = _move(conn, row, Event.APPEAL_REPLY, member_id, now, **changes)
    if moved is not None:
        store.say(conn, guild_id, row.id, Speaker.MEMBER.value, member_id, words[:WORDS_LIMIT], now)
    return _answer(conn, row, moved)


def withdraw(conn: Connection, guild_id: int, case_id: int, member_id: int, now: datetime) -> AppealResult:
    """The member takes the appeal back. The decision stands; it cannot be appealed against again."""
    row = own(conn, guild_id, case_id, member_id)
    if row is None:
        return NoAppeal()
    if not AppealState(row.state).waiting:
        return AppealLost(appeal_of(row))
    return _answer(conn, row, _end(conn, row, AppealState.WITHDRAWN, Event.APPEAL_WITHDRAWN, member_id, now))


def own(conn: Connection, guild_id: int, case_id: int, member_id: int) -> Row[Any] | None:
    """The newest appeal against a case, if it is this member's."""
    row = store.newest_of_case(conn, guild_id, case_id)
    return row if row is not None and row.member_id == member_id else None


def concerning(
    conn: Connection, guild_ids: Sequence[int], member_id: int, now: datetime
) -> tuple[Concern, ...]:
    """What was decided about the member and can be appealed against, and what they appealed against.

    At most ``CONCERNS_LIMIT``, newest first of each guild.
    """
    found: list[Concern] = []
    for guild_id in guild_ids:
        rules, room = rules_of(conn, guild_id), CONCERNS_LIMIT - len(found)
        if room <= 0:
            break
        # What was appealed against is shown where appeals were switched off since, too.
        since = now - timedelta(days=rules.days) if rules.on else now
        for row in store.concerning(conn, guild_id, member_id, since, room):
            appeal = own(conn, guild_id, row.id, member_id)
            found.append(Concern(case_of(row), None if appeal is None else appeal_of(appeal)))
    return tuple(found)


# The moderators


def may_say(conn: Connection, row: Row[Any], *, member: bool) -> AppealLost | NotHeard | None:
    """Why nothing can be said in an appeal now; ``None``: it can."""
    if not AppealState(row.state).waiting:
        return AppealLost(appeal_of(row))
    talk = store.talk(conn, row.guild_id, row.id)
    if len(talk) >= TALK_LIMIT:
        return NotHeard("too_many")
    last = talk[-IN_A_ROW:]
    if member and len(last) == IN_A_ROW and all(said.speaker == Speaker.MEMBER for said in last):
        return NotHeard("in_a_row")
    return None


def answer_member(
    conn: Connection, guild_id: int, appeal_id: int, by: int, words: str, now: datetime
) -> AppealResult:
    """The moderators write to the member: the appeal waits for them. The words are owed a DM."""
    row = store.get(conn, guild_id, appeal_id)
    if row is None:
        return NoAppeal()
    if row.member_id == by:
        return NotHeard("own")
    if refused := may_say(conn, row, member=False):
        return refused
    moved = _move(conn, row, Event.APPEAL_ANSWERED, by, now, state=AppealState.ANSWERED.value)
    if moved is not None:
        store.say(conn, guild_id, row.id, Speaker.MODERATORS.value, by, words[:WORDS_LIMIT], now)
        _owe_word(conn, row, now)
    return _answer(conn, row, moved)


def may_decide(conn: Connection, row: Row[Any], by: int, now: datetime) -> NotHeard | None:
    """Why this moderator may not decide an appeal; ``None``: they may.

    Nobody decides their own. Who made the decision does not judge it, where there are others: where another moderator
    acted within ``OTHERS_WITHIN`` (their list cannot be read without the members intent). After ``ALONE_AFTER`` the
    first decider may nevertheless.
    """
    if row.member_id == by:
        return NotHeard("own")
    if row.first_by != by or now - row.opened_at >= ALONE_AFTER:
        return None
    number = subjects.find(conn, row.guild_id, by)
    but = [BOT] if number is None else [BOT, number]
    if store.others_acted(conn, row.guild_id, but, MODERATORS_ACTS, now - OTHERS_WITHIN):
        return NotHeard("first_decider", row.opened_at + ALONE_AFTER)
    return None


def reject(
    conn: Connection, guild_id: int, appeal_id: int, by: int, reason: str, now: datetime
) -> AppealResult:
    """The decision stands. The member is owed the outcome with its reason."""
    row = store.get(conn, guild_id, appeal_id)
    if row is None:
        return NoAppeal()
    if not AppealState(row.state).waiting:
        return AppealLost(appeal_of(row))
    if refused := may_decide(conn, row, by, now):
        return refused
    return _answer(
        conn, row, _end(conn, row, AppealState.REJECTED, Event.APPEAL_REJECTED, by, now, reason=reason)
    )


def begin_accept(
    conn: Connection, guild_id: int, appeal_id: int, by: int, reason: str | None, now: datetime
) -> Case | AppealResult:
    """Claim the appeal and its case, and owe the reversal of what the decision did. The case, for the carrier."""
    row = store.get(conn, guild_id, appeal_id)
    if row is None:
        return NoAppeal()
    if not AppealState(row.state).waiting:
        return AppealLost(appeal_of(row))
    if refused := may_decide(conn, row, by, now):
        return refused
    begun = undoing.begin(conn, guild_id, row.case_id, by, now, appeal_id=row.id)
    if not isinstance(begun, tuple):
        return NotHeard("busy")  # the case is being undone in this very moment
    moved = _move(
        conn,
        row,
        Event.APPEAL_DECIDING,
        by,
        now,
        state=AppealState.DECIDING.value,
        former=row.state,
        decided_by=by,
        reason=None if reason is None else reason[:WORDS_LIMIT],
    )
    if moved is None:  # only where several processes write one database
        raise RuntimeError("The appeal changed in the same moment.")
    return begun[0]


def accepted(conn: Connection, guild_id: int, appeal_id: int, now: datetime) -> None:
    """The decision is taken back: deciding → accepted. The audit row is the case's, which is decided with it."""
    row = store.get(conn, guild_id, appeal_id)
    if row is not None and row.state == AppealState.DECIDING:
        _end(conn, row, AppealState.ACCEPTED, None, row.decided_by, now, reason=row.reason)


def outcome(conn: Connection, guild_id: int, appeal_id: int) -> AppealResult:
    """How upholding went: ``Heard`` where the appeal is accepted."""
    row = store.get(conn, guild_id, appeal_id)
    if row is None:
        return NoAppeal()
    appeal = appeal_of(row)
    return Heard(appeal) if appeal.state is AppealState.ACCEPTED else AppealLost(appeal)


def given_back(conn: Connection, guild_id: int, appeal_id: int, now: datetime) -> None:
    """Discord could not be reached: deciding → as it was."""
    row = store.get(conn, guild_id, appeal_id)
    if row is not None and row.state == AppealState.DECIDING:
        changes = {"state": row.former, "former": None, "decided_by": None, "reason": None}
        _move(conn, row, Event.APPEAL_GIVEN_BACK, row.decided_by, now, **changes)


# The clock, and what happens to the case


def fell(conn: Connection, guild_id: int, case_id: int, by: int, now: datetime) -> None:
    """The case is open again: an appeal against the decision that was has nothing to be about any more."""
    row = store.newest_of_case(conn, guild_id, case_id)
    if row is not None and AppealState(row.state).waiting:
        _end(conn, row, AppealState.STALE, Event.APPEAL_STALE, by, now, code=Stale.FELL)


def lapse(conn: Connection, before: datetime, now: datetime) -> int:
    """Appeals opened at or before ``before`` that nobody decided → stale; how many."""
    rows = store.opened_before(conn, before)
    for row in rows:
        _end(conn, row, AppealState.STALE, Event.APPEAL_STALE, BOT, now, code=Stale.LAPSED)
    return len(rows)


def remind(conn: Connection, now: datetime) -> int:
    """Bring up appeals that wait too long: each once, all of a server in one message, ``REMIND_EVERY`` apart."""
    seen, count = set[int](), 0
    for row in store.unreminded(conn):
        if row.guild_id in seen:
            continue
        seen.add(row.guild_id)
        before = now - timedelta(hours=rules_of(conn, row.guild_id).remind_hours)
        last = store.last_reminded(conn, row.guild_id)
        if row.waiting_since > before or (last is not None and now - last < REMIND_EVERY):
            continue
        marked = store.mark_reminded(conn, row.guild_id, before, now)
        facts = {"appeals": len(marked)}
        audit.append(conn, row.guild_id, BOT, Event.APPEAL_REMINDED, row.case_id, facts, now)
        outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.APPEAL_REMIND, now, case_id=row.case_id)
        count += len(marked)
    return count


def _move(
    conn: Connection, row: Row[Any], event: Event | None, by: int, now: datetime, **changes: Any
) -> Appeal | None:
    """Compare-and-swap, audit row (unless the case's own says it) and owed card in the caller's transaction."""
    fresh = store.swap(conn, row, updated_at=now, **changes)
    if fresh is None:
        return None
    steps = {"from": row.state, "to": fresh.state} if fresh.state != row.state else {}
    _note(conn, fresh, event, by, steps, now)
    return appeal_of(fresh)


def _end(
    conn: Connection,
    row: Row[Any],
    state: AppealState,
    event: Event | None,
    by: int,
    now: datetime,
    *,
    reason: str | None = None,
    code: Stale | None = None,
) -> Appeal | None:
    """The appeal is over; the member is told, unless it was they who ended it."""
    moved = _move(
        conn,
        row,
        event,
        by,
        now,
        state=state.value,
        former=None,
        decided_by=by,
        decided_at=now,
        code=None if code is None else code.value,
        reason=None,
    )
    if moved is not None and state is not AppealState.WITHDRAWN:
        words = None if reason is None else reason[:WORDS_LIMIT]
        store.say(conn, row.guild_id, row.id, Speaker.OUTCOME.value, by, words, now)
        _owe_word(conn, row, now)
    return moved


def _note(
    conn: Connection, row: Row[Any], event: Event | None, by: int, detail: Mapping[str, Any], now: datetime
) -> None:
    if event is not None:
        audit.append(conn, row.guild_id, by, event, row.case_id, detail, now, subject=row.member_id)
    outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.APPEAL, now, case_id=row.case_id)


def _owe_word(conn: Connection, row: Row[Any], now: datetime) -> None:
    outbox.enqueue(conn, row.guild_id, outbox.ErrandKind.APPEAL_DM, now, case_id=row.case_id)


def _answer(conn: Connection, row: Row[Any], moved: Appeal | None) -> AppealResult:
    if moved is not None:
        return Heard(moved)
    fresh = store.get(conn, row.guild_id, row.id)  # only where several processes write one database
    return NoAppeal() if fresh is None else AppealLost(appeal_of(fresh))
