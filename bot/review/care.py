"""Help offered to a member who may harm themselves: by a moderator's hand only, as a DM that the outbox sends.

Synchronous, inside the caller's write transaction.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind
from bot.review.measures import key_of
from bot.review.moves import lost
from bot.review.policies import is_shadow
from bot.review.rows import case_of, load_actions
from bot.review.types import ActionKind, ActionState, CaseState, DeskResult, Missing, Ok, Refused
from bot.review.upholding import record
from bot.store import actions, cases, outbox


def offer(conn: Connection, guild_id: int, case_id: int, by: int, now: datetime) -> DeskResult:
    """Owe the member the server's help text. Once a case: where it arrived already nothing is sent again.

    Not in shadow mode, in which members see nothing of the bot.
    """
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return Missing()
    if row.kind != RuleKind.SELF_HARM:
        return Refused(case_of(row), "not_self_harm")
    if CaseState(row.state).decided:
        return lost(row)
    if row.author_kind != AuthorKind.MEMBER:
        return Refused(case_of(row), "not_member")
    if is_shadow(conn, guild_id):
        return Refused(case_of(row), "shadow")
    key = key_of(case_id, row.round, ActionKind.HELP, None)
    actions.add(conn, guild_id, case_id, ActionKind.HELP.value, key, by, now, round=row.round)
    if actions.of_case(conn, guild_id, case_id, pending=True):
        outbox.enqueue(conn, guild_id, outbox.ErrandKind.HELP, now, case_id=case_id)
        outbox.enqueue(conn, guild_id, outbox.ErrandKind.CARD, now, group_id=row.group_id)
    return Ok(case_of(row), load_actions(conn, guild_id, case_id))


def sent(conn: Connection, guild_id: int, case_id: int, code: str | None, now: datetime) -> None:
    """The text arrived, or (``code``) could not be sent. The card is owed once more."""
    row = cases.get(conn, guild_id, case_id)
    if row is None:
        return
    state = ActionState.DONE if code is None else ActionState.FAILED
    for action in load_actions(conn, guild_id, case_id, pending=True):
        if action.kind is ActionKind.HELP:
            record(conn, case_of(row), action, state, now, code)
    outbox.enqueue(conn, guild_id, outbox.ErrandKind.CARD, now, group_id=row.group_id)
