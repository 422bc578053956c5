"""Errands to Discord that are owed: written in the transaction that made them due, run by a worker afterwards.

A row is ``pending``, then ``sending`` while its outcome is unknown (after a crash too), then ``sent`` or ``failed``.
In ``sending``, ``started_at`` is the first attempt whose outcome is unknown and ``due_at`` the end of the lease, or
the time of the next attempt. Errands of one group are done in the order in which they were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, case, delete, exists, func, or_, select, text, update

from bot.store.tables import cases, groups, outbox
from bot.store.upsert import insert_ignore

PENDING: Final = "pending"
SENDING: Final = "sending"
SENT: Final = "sent"
FAILED: Final = "failed"
MOOT: Final = "moot"
"""Code of an errand that was no longer needed when its turn came."""
RAID_EDITS = timedelta(seconds=5)
"""From one edit of a flood's card to the next. Ours: Discord takes about five requests in five seconds in a channel,
and the other cards must get their turn."""
DETAIL_LIMIT = 500
"""Characters kept of an error's words."""


class ErrandKind(StrEnum):
    """What there is to do on Discord. ``card`` belongs to a group, the others to a case."""

    CARD = "card"
    ASK = "ask"
    UNASK = "unask"
    THANKS = "thanks"
    ALERT = "alert"
    URGENT = "urgent"
    REMIND = "remind"
    HELP = "help"
    APPEAL = "appeal"
    APPEAL_DM = "appeal_dm"
    APPEAL_REMIND = "appeal_remind"


@dataclass(frozen=True, slots=True)
class Errand:
    """One errand. ``unsure_since`` is the first attempt whose outcome is unknown, ``None`` where nothing went out."""

    id: int
    guild_id: int
    kind: ErrandKind
    group_id: int | None
    case_id: int | None
    attempts: int
    created_at: datetime
    unsure_since: datetime | None


@dataclass(frozen=True, slots=True)
class FailedErrand:
    """An errand that was given up, for a person to look at. ``code`` says why, ``detail`` in Discord's words."""

    id: int
    guild_id: int
    kind: ErrandKind
    group_id: int | None
    case_id: int | None
    attempts: int
    code: str
    detail: str | None
    at: datetime


_VALUES = {
    "guild_id": bindparam("p_guild"),
    "kind": bindparam("p_kind"),
    "group_id": bindparam("p_group"),
    "case_id": bindparam("p_case"),
    "state": PENDING,
    "attempts": 0,
    "created_at": bindparam("p_now"),
    "due_at": bindparam("p_due"),
}
_IS_PENDING = text("state = 'pending'")
ENQUEUE_FOR_GROUP = insert_ignore(outbox, ("kind", "group_id"), where=_IS_PENDING).values(_VALUES)
ENQUEUE_FOR_CASE = insert_ignore(outbox, ("kind", "case_id"), where=_IS_PENDING).values(_VALUES)

ROLLING = select(groups.c.raid).where(
    groups.c.id == bindparam("p_group"), groups.c.raid, groups.c.card_message_id.is_not(None)
)
_UNFINISHED = outbox.c.state.in_((PENDING, SENDING))
_GROUP = func.coalesce(outbox.c.group_id, cases.c.group_id)
_HEADS = (
    select(func.min(outbox.c.id))
    .select_from(outbox.outerjoin(cases, cases.c.id == outbox.c.case_id))
    .where(_UNFINISHED)
    .group_by(_GROUP)
)
DUE = (
    select(outbox)
    .where(outbox.c.id.in_(_HEADS), outbox.c.due_at <= bindparam("p_now"))
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("p_limit"))
)
NEXT_DUE = select(func.min(outbox.c.due_at)).where(outbox.c.id.in_(_HEADS))
CLAIM = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("p_id"),
        outbox.c.state == bindparam("p_state"),
        outbox.c.attempts == bindparam("p_attempts"),
    )
    .values(
        state=SENDING,
        attempts=outbox.c.attempts + 1,
        due_at=bindparam("p_lease"),
        started_at=case(
            (outbox.c.state == PENDING, bindparam("p_now", type_=outbox.c.started_at.type)),
            else_=outbox.c.started_at,
        ),
    )
)
FINISH = (
    update(outbox)
    .where(outbox.c.id == bindparam("p_id"), outbox.c.state == SENDING)
    .values(
        state=bindparam("p_state"),
        due_at=bindparam("p_due"),
        code=bindparam("p_code"),
        detail=bindparam("p_detail"),
    )
)
BACK_TO_PENDING = FINISH.values(started_at=None)
DROP_TWIN = delete(outbox).where(
    outbox.c.id != bindparam("p_id"),
    outbox.c.state == PENDING,
    outbox.c.kind == bindparam("p_kind"),
    or_(outbox.c.group_id == bindparam("p_group"), outbox.c.case_id == bindparam("p_case")),
)
RECOVER = update(outbox).where(outbox.c.state == SENDING).values(due_at=bindparam("p_now"))
FAILURES = (
    select(outbox)
    .where(
        outbox.c.state == FAILED,
        or_(
            bindparam("p_guild", type_=outbox.c.guild_id.type).is_(None),
            outbox.c.guild_id == bindparam("p_guild"),
        ),
    )
    .order_by(outbox.c.id.desc())
    .limit(bindparam("p_limit"))
)
FAILED_CARDS = select(outbox.c.id, outbox.c.group_id).where(
    outbox.c.state == FAILED,
    outbox.c.kind == ErrandKind.CARD.value,
    outbox.c.guild_id == bindparam("p_guild"),
)
FAILED_APPEALS = select(outbox.c.id, outbox.c.case_id).where(
    outbox.c.state == FAILED,
    outbox.c.kind == ErrandKind.APPEAL.value,
    outbox.c.guild_id == bindparam("p_guild"),
)
FORGET = delete(outbox).where(outbox.c.id == bindparam("p_id"))
HAS_CODE = select(
    exists().where(
        outbox.c.group_id == bindparam("p_group"),
        outbox.c.state == SENT,
        outbox.c.code == bindparam("p_code"),
    )
)
CLEAR_CODE = (
    update(outbox)
    .where(
        outbox.c.group_id == bindparam("p_group"),
        outbox.c.state == SENT,
        outbox.c.code == bindparam("p_code"),
    )
    .values(code=None)
)
ASK_WAITS = select(
    exists().where(
        outbox.c.case_id == bindparam("p_case"),
        outbox.c.kind == ErrandKind.ASK.value,
        outbox.c.state == PENDING,
    )
)
OWED = select(func.count()).select_from(outbox).where(_UNFINISHED)
PRUNE = delete(outbox).where(outbox.c.state == bindparam("p_state"), outbox.c.due_at < bindparam("p_before"))
COUNT_ASKS = (
    select(
        func.count(case((cases.c.author_id == bindparam("p_author"), 1))),
        func.count(),
    )
    .select_from(outbox.join(cases, cases.c.id == outbox.c.case_id))
    .where(
        outbox.c.kind == ErrandKind.ASK.value,
        outbox.c.created_at > bindparam("p_since"),
        or_(outbox.c.code.is_(None), outbox.c.code != MOOT),
        outbox.c.state != FAILED,
        cases.c.guild_id == bindparam("p_guild"),
        cases.c.channel_id == bindparam("p_channel"),
        or_(bindparam("p_except", type_=cases.c.id.type).is_(None), cases.c.id != bindparam("p_except")),
    )
)
COUNT_ASKS_OF_CASE = (
    select(func.count())
    .select_from(outbox)
    .where(
        outbox.c.case_id == bindparam("p_case"),
        outbox.c.kind == ErrandKind.ASK.value,
        or_(outbox.c.code.is_(None), outbox.c.code != MOOT),
    )
)


def enqueue(
    conn: Connection,
    guild_id: int,
    kind: str,
    now: datetime,
    *,
    group_id: int | None = None,
    case_id: int | None = None,
) -> None:
    """Owe an errand. One that still waits for its turn covers this one: it reads what to say when it is sent.

    The card of a flood, once it stands, waits ``RAID_EDITS`` for what else comes. Exactly one of ``group_id`` (cards) and ``case_id`` (the rest) is given; raises ``ValueError`` otherwise.
    """
    if (group_id is None) == (case_id is None):
        raise ValueError("An errand belongs to a group or to a case.")
    statement = ENQUEUE_FOR_CASE if group_id is None else ENQUEUE_FOR_GROUP
    rolling = group_id is not None and conn.execute(ROLLING, {"p_group": group_id}).scalar() is not None
    values = {"p_guild": guild_id, "p_kind": str(kind), "p_group": group_id, "p_case": case_id}
    conn.execute(statement, {**values, "p_now": now, "p_due": now + RAID_EDITS if rolling else now})


def claim(conn: Connection, now: datetime, lease_until: datetime, limit: int) -> list[Errand]:
    """Take up to ``limit`` due errands, the first of each group only, by compare-and-swap."""
    taken = []
    for row in conn.execute(DUE, {"p_now": now, "p_limit": limit}).all():
        swapped = conn.execute(
            CLAIM,
            {
                "p_id": row.id,
                "p_state": row.state,
                "p_attempts": row.attempts,
                "p_lease": lease_until,
                "p_now": now,
            },
        )
        if swapped.rowcount == 1:
            taken.append(_errand(row))
    return taken


def sent(conn: Connection, errand_id: int, now: datetime, code: str | None = None) -> bool:
    """It is done. ``code`` tells how where that is worth knowing. False where the row was no longer being sent."""
    return _finish(conn, errand_id, SENT, now, code, None)


def failed(conn: Connection, errand_id: int, now: datetime, code: str, detail: str = "") -> bool:
    """It cannot be done and is given up; a person finds it in ``failures``."""
    return _finish(conn, errand_id, FAILED, now, code, detail)


def still_unsure(conn: Connection, errand_id: int, due_at: datetime, code: str, detail: str = "") -> bool:
    """The attempt may or may not have reached Discord: try again at ``due_at``."""
    return _finish(conn, errand_id, SENDING, due_at, code, detail)


def not_sent(conn: Connection, errand: Errand, due_at: datetime, code: str, detail: str = "") -> bool:
    """The attempt certainly did not reach Discord: wait until ``due_at``.

    A newer errand of the same kind that waits already is dropped: this one says the same and keeps its place.
    """
    twin = {"p_id": errand.id, "p_kind": errand.kind.value, "p_group": errand.group_id}
    conn.execute(DROP_TWIN, {**twin, "p_case": errand.case_id})
    return _finish(conn, errand.id, PENDING, due_at, code, detail)


def recover(conn: Connection, now: datetime) -> int:
    """After a start nobody is sending: make every errand with an unknown outcome due. Returns how many."""
    return conn.execute(RECOVER, {"p_now": now}).rowcount


def next_due(conn: Connection) -> datetime | None:
    """When the next errand is due, ``None`` where nothing is owed."""
    due: datetime | None = conn.execute(NEXT_DUE).scalar_one()
    return due


def failures(conn: Connection, guild_id: int | None = None, limit: int = 50) -> list[FailedErrand]:
    """Errands that were given up, newest first; of all guilds where ``guild_id`` is ``None``."""
    return [
        FailedErrand(
            row.id,
            row.guild_id,
            ErrandKind(row.kind),
            row.group_id,
            row.case_id,
            row.attempts,
            row.code or "",
            row.detail,
            row.due_at,
        )
        for row in conn.execute(FAILURES, {"p_guild": guild_id, "p_limit": limit}).all()
    ]


def retry_failed_cards(conn: Connection, guild_id: int, now: datetime) -> int:
    """Owe a guild's given-up cards again, those of appeals too, after somebody mended what was wrong. Returns how many."""
    rows = conn.execute(FAILED_CARDS, {"p_guild": guild_id}).all()
    for row in rows:
        conn.execute(FORGET, {"p_id": row.id})
    groups = {row.group_id for row in rows}
    for group_id in sorted(groups):
        enqueue(conn, guild_id, ErrandKind.CARD, now, group_id=group_id)
    appeals = conn.execute(FAILED_APPEALS, {"p_guild": guild_id}).all()
    for row in appeals:
        conn.execute(FORGET, {"p_id": row.id})
    of_cases = {row.case_id for row in appeals}
    for case_id in sorted(of_cases):
        enqueue(conn, guild_id, ErrandKind.APPEAL, now, case_id=case_id)
    return len(groups) + len(of_cases)


def has_code(conn: Connection, group_id: int, code: str) -> bool:
    """Whether a card of this group was sent with this code."""
    return bool(conn.execute(HAS_CODE, {"p_group": group_id, "p_code": code}).scalar_one())


def clear_code(conn: Connection, group_id: int, code: str) -> None:
    """What the code warned of is settled, or said anew."""
    conn.execute(CLEAR_CODE, {"p_group": group_id, "p_code": code})


def ask_waits(conn: Connection, case_id: int) -> bool:
    """Whether a question about this case is still to be put."""
    return bool(conn.execute(ASK_WAITS, {"p_case": case_id}).scalar_one())


def owed(conn: Connection) -> int:
    """How many errands are neither done nor given up."""
    return int(conn.execute(OWED).scalar_one())


def prune(conn: Connection, sent_before: datetime, failed_before: datetime) -> int:
    """Forget errands that were done, and those that were given up, before a moment each. Returns how many."""
    done = conn.execute(PRUNE, {"p_state": SENT, "p_before": sent_before}).rowcount
    return done + conn.execute(PRUNE, {"p_state": FAILED, "p_before": failed_before}).rowcount


def asks_since(
    conn: Connection,
    guild_id: int,
    channel_id: int,
    author_id: int,
    since: datetime,
    *,
    but_case: int | None = None,
) -> tuple[int, int]:
    """Questions put (or owed) in a channel since a moment: (to this author, to anybody), one case left out."""
    row = conn.execute(
        COUNT_ASKS,
        {
            "p_guild": guild_id,
            "p_channel": channel_id,
            "p_author": author_id,
            "p_since": since,
            "p_except": but_case,
        },
    ).one()
    return int(row[0]), int(row[1])


def asks_of_case(conn: Connection, case_id: int) -> int:
    """How often the author was asked about this case."""
    return int(conn.execute(COUNT_ASKS_OF_CASE, {"p_case": case_id}).scalar_one())


def _finish(
    conn: Connection, errand_id: int, state: str, due_at: datetime, code: str | None, detail: str | None
) -> bool:
    done = conn.execute(
        BACK_TO_PENDING if state == PENDING else FINISH,
        {
            "p_id": errand_id,
            "p_state": state,
            "p_due": due_at,
            "p_code": code,
            "p_detail": detail[:DETAIL_LIMIT] if detail else None,
        },
    )
    return done.rowcount == 1


def _errand(row: Row[Any]) -> Errand:
    return Errand(
        row.id,
        row.guild_id,
        ErrandKind(row.kind),
        row.group_id,
        row.case_id,
        row.attempts + 1,
        row.created_at,
        row.started_at if row.state == SENDING else None,
    )
