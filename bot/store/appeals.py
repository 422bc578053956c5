"""Appeals and what was said in them. Every change of state goes through ``swap``, the compare-and-swap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.store.columns import UtcTime
from bot.store.tables import actions, appeal_messages, appeals, audit, cases, points
from bot.store.upsert import insert_ignore

OPEN: Final = "open"
ANSWERED: Final = "answered"
DECIDING: Final = "deciding"
ACCEPTED: Final = "accepted"
WAITING: Final = (OPEN, ANSWERED)
UNDECIDED: Final = (*WAITING, DECIDING)
MEMBER: Final = "member"
"""The speaker whose words need not be carried to the member."""
BATCH: Final = 200
"""Rows that one sweep handles; the next sweep takes the rest."""

_a, _m, _c = appeals.c, appeal_messages.c, cases.c
_GUILD = _a.guild_id == bindparam("guild")
_ID = _a.id == bindparam("appeal")
_SIZE = bindparam("size", type_=Integer())
_OF_MEMBER = _a.member_id == bindparam("member")

ADD = insert_ignore(appeals, ["case_id", "round"]).returning(appeals)
SWAP = (
    update(appeals)
    .where(
        _ID,
        _GUILD,
        _a.state == bindparam("was", type_=String()),
        _a.version == bindparam("seen", type_=Integer()),
    )
    .values(version=_a.version + 1)
    .returning(appeals)
)
GET = select(appeals).where(_ID, _GUILD)
# A card that was just posted may be clicked before its id is written down: until then only the appeal counts.
CLICKED = GET.where(or_(_a.card_message_id == bindparam("card"), _a.card_message_id.is_(None)))
NEWEST_OF_CASE = (
    select(appeals).where(_GUILD, _a.case_id == bindparam("case")).order_by(_a.id.desc()).limit(1)
)
OF_DECISION = select(appeals).where(
    _GUILD, _a.case_id == bindparam("case"), _a.round == bindparam("of_round", type_=Integer())
)
LAST_OPENED = select(func.max(_a.opened_at)).where(_GUILD, _OF_MEMBER)
SET_CARD = (
    update(appeals)
    .where(_ID)
    .values(card_channel_id=bindparam("channel"), card_message_id=bindparam("message"))
)
OPENED_BEFORE = (
    select(appeals)
    .where(_a.state.in_(WAITING), _a.opened_at <= bindparam("before", type_=UtcTime()))
    .order_by(_a.id)
    .limit(BATCH)
)
# The oldest of each guild that waits for its moderators and was never brought up.
UNREMINDED = (
    select(appeals).where(_a.state == OPEN, _a.reminded_at.is_(None)).order_by(_a.waiting_since).limit(BATCH)
)
LAST_REMINDED = select(func.max(_a.reminded_at)).where(_GUILD)
MARK_REMINDED = (
    update(appeals)
    .where(
        _GUILD,
        _a.state == OPEN,
        _a.reminded_at.is_(None),
        _a.waiting_since <= bindparam("before", type_=UtcTime()),
    )
    .values(reminded_at=bindparam("now", type_=UtcTime()))
    .returning(_a.id)
)
REMINDED = (
    select(appeals)
    .where(_GUILD, _a.state == OPEN, _a.reminded_at.is_not(None))
    .order_by(_a.waiting_since)
    .limit(_SIZE)
)
STRIP = update(appeals).where(_a.case_id == bindparam("case")).values(reason=None)

SAY = insert(appeal_messages)
TALK = (
    select(appeal_messages)
    .where(_m.guild_id == bindparam("guild"), _m.appeal_id == bindparam("appeal"))
    .order_by(_m.id)
)
COUNT = (
    select(func.count())
    .select_from(appeal_messages)
    .where(_m.guild_id == bindparam("guild"), _m.appeal_id == bindparam("appeal"))
)
UNTOLD = (
    select(appeal_messages)
    .join(appeals, _a.id == _m.appeal_id)
    .where(_GUILD, _a.case_id == bindparam("case"), _m.speaker != MEMBER, _m.delivery.is_(None))
    .order_by(_m.id)
)
TOLD = update(appeal_messages).where(_m.id == bindparam("said")).values(delivery=bindparam("how"))
STRIP_TALK = (
    update(appeal_messages)
    .where(_m.appeal_id.in_(select(_a.id).where(_a.case_id == bindparam("case")).scalar_subquery()))
    .values(text=None)
)

# What a member may appeal against: an upheld decision that was felt. Deletion counts, it is of their message.
FELT: Final = ("delete", "warn", "timeout", "kick", "ban")
_DONE = exists().where(
    actions.c.case_id == _c.id,
    actions.c.round == _c.round,
    actions.c.undoes.is_(None),
    actions.c.state == "done",
    actions.c.kind.in_(FELT),
)
_COUNTS = exists().where(points.c.case_id == _c.id, points.c.round == _c.round, points.c.voided_at.is_(None))
_UPHELD_OF_MEMBER = and_(
    _c.guild_id == bindparam("guild"),
    _c.author_id == bindparam("member"),
    _c.author_kind == "member",
    _c.state == "upheld",
    or_(_DONE, _COUNTS),
)
AGAINST = select(cases).where(_UPHELD_OF_MEMBER, _c.id == bindparam("case"))
CONCERNING = (
    select(cases)
    .where(
        _c.guild_id == bindparam("guild"),
        _c.author_id == bindparam("member"),
        or_(
            and_(
                _UPHELD_OF_MEMBER,
                _c.text.is_not(None),
                _c.decided_at > bindparam("since", type_=UtcTime()),
            ),
            exists().where(_a.case_id == _c.id, _a.member_id == bindparam("member")),
        ),
    )
    .order_by(_c.id.desc())
    .limit(_SIZE)
)
# Acts of moderators alone; members' own (a source, a report) are others.
OTHERS_ACTED = select(
    exists().where(
        audit.c.guild_id == bindparam("guild"),
        audit.c.at > bindparam("since", type_=UtcTime()),
        audit.c.event.in_(bindparam("events", expanding=True)),
        audit.c.actor.not_in(bindparam("but", expanding=True)),
    )
)


def add(conn: Connection, values: dict[str, Any]) -> Row[Any] | None:
    """Open an appeal; ``None`` where this round of the case has one."""
    return conn.execute(ADD, values).one_or_none()


def swap(conn: Connection, row: Row[Any], **changes: Any) -> Row[Any] | None:
    """Change ``row``'s appeal if it still is in the state and version that ``row`` shows; ``None``: it is not."""
    seen = {"appeal": row.id, "guild": row.guild_id, "was": row.state, "seen": row.version}
    return conn.execute(SWAP, {**changes, **seen}).one_or_none()


def get(conn: Connection, guild_id: int, appeal_id: int) -> Row[Any] | None:
    """An appeal by id, ``None`` where this guild has no such appeal."""
    return conn.execute(GET, {"guild": guild_id, "appeal": appeal_id}).one_or_none()


def clicked(conn: Connection, guild_id: int, appeal_id: int, card_message_id: int) -> Row[Any] | None:
    """The appeal if its card is the message ``card_message_id``, or has not been written down yet."""
    values = {"guild": guild_id, "appeal": appeal_id, "card": card_message_id}
    return conn.execute(CLICKED, values).one_or_none()


def newest_of_case(conn: Connection, guild_id: int, case_id: int) -> Row[Any] | None:
    """The case's newest appeal; a decision made anew can be appealed anew."""
    return conn.execute(NEWEST_OF_CASE, {"guild": guild_id, "case": case_id}).one_or_none()


def of_decision(conn: Connection, guild_id: int, case_id: int, round_: int) -> Row[Any] | None:
    """The appeal against a case's decision in this round."""
    values = {"guild": guild_id, "case": case_id, "of_round": round_}
    return conn.execute(OF_DECISION, values).one_or_none()


def last_opened(conn: Connection, guild_id: int, member_id: int) -> datetime | None:
    """When the member last opened an appeal in this guild."""
    at: datetime | None = conn.execute(LAST_OPENED, {"guild": guild_id, "member": member_id}).scalar_one()
    return at


def set_card(conn: Connection, appeal_id: int, channel_id: int | None, message_id: int | None) -> None:
    """Remember where the appeal's card stands."""
    conn.execute(SET_CARD, {"appeal": appeal_id, "channel": channel_id, "message": message_id})


def opened_before(conn: Connection, before: datetime) -> Sequence[Row[Any]]:
    """Appeals opened at or before a moment that nobody decides just now."""
    return conn.execute(OPENED_BEFORE, {"before": before}).all()


def unreminded(conn: Connection) -> Sequence[Row[Any]]:
    """Appeals that wait for the moderators and were never brought up again, longest waiting first."""
    return conn.execute(UNREMINDED).all()


def last_reminded(conn: Connection, guild_id: int) -> datetime | None:
    """When appeals of this guild were last brought up."""
    at: datetime | None = conn.execute(LAST_REMINDED, {"guild": guild_id}).scalar_one()
    return at


def mark_reminded(conn: Connection, guild_id: int, before: datetime, now: datetime) -> list[int]:
    """Note that the guild's appeals waiting since ``before`` are brought up; their ids."""
    values = {"guild": guild_id, "before": before, "now": now}
    return list(conn.execute(MARK_REMINDED, values).scalars())


def reminded(conn: Connection, guild_id: int, limit: int) -> Sequence[Row[Any]]:
    """Appeals that were brought up and wait still, longest waiting first."""
    return conn.execute(REMINDED, {"guild": guild_id, "size": limit}).all()


def say(
    conn: Connection,
    guild_id: int,
    appeal_id: int,
    speaker: str,
    by: int,
    text: str | None,
    now: datetime,
) -> None:
    """Write down what was said."""
    values = {
        "guild_id": guild_id,
        "appeal_id": appeal_id,
        "speaker": speaker,
        "by": by,
        "at": now,
        "text": text,
    }
    conn.execute(SAY, values)


def talk(conn: Connection, guild_id: int, appeal_id: int) -> Sequence[Row[Any]]:
    """All that was said, oldest first."""
    return conn.execute(TALK, {"guild": guild_id, "appeal": appeal_id}).all()


def count(conn: Connection, guild_id: int, appeal_id: int) -> int:
    """How much was said, the outcome included."""
    return int(conn.execute(COUNT, {"guild": guild_id, "appeal": appeal_id}).scalar_one())


def untold(conn: Connection, guild_id: int, case_id: int) -> Sequence[Row[Any]]:
    """What the member has still to be told, oldest first."""
    return conn.execute(UNTOLD, {"guild": guild_id, "case": case_id}).all()


def told(conn: Connection, message_id: int, how: str) -> None:
    """Note how telling the member went."""
    conn.execute(TOLD, {"said": message_id, "how": how})


def strip(conn: Connection, case_id: int) -> None:
    """Remove the words of a case's appeals."""
    conn.execute(STRIP, {"case": case_id})
    conn.execute(STRIP_TALK, {"case": case_id})


def against(conn: Connection, guild_id: int, case_id: int, member_id: int) -> Row[Any] | None:
    """The case, if it is about the member, upheld, and the decision was felt."""
    values = {"guild": guild_id, "case": case_id, "member": member_id}
    return conn.execute(AGAINST, values).one_or_none()


def concerning(
    conn: Connection, guild_id: int, member_id: int, since: datetime, limit: int
) -> Sequence[Row[Any]]:
    """The member's cases that they can appeal against or have, newest first."""
    values = {"guild": guild_id, "member": member_id, "since": since, "size": limit}
    return conn.execute(CONCERNING, values).all()


def others_acted(
    conn: Connection, guild_id: int, but: Sequence[int], events: Sequence[str], since: datetime
) -> bool:
    """Whether somebody other than these subject numbers did one of these things since a moment."""
    values = {"guild": guild_id, "but": list(but), "events": list(events), "since": since}
    return bool(conn.execute(OTHERS_ACTED, values).scalar_one())
