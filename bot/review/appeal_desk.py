"""The side of the desk where appeals are: what a member and the moderators do with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Row

from bot.review import appeal_rows, appeals
from bot.review.appeal_types import AppealResult, AppealView, Concern, NotHeard
from bot.review.desk import Desk
from bot.review.rows import case_of
from bot.review.types import Case
from bot.store import appeals as store
from bot.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class AppealDesk:
    """Every method checks in SQL that appeal and case are the guild's, and for members that they are theirs."""

    def __init__(
        self,
        db: Database,
        desk: Desk,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """``desk`` takes decisions back; ``on_change`` is called after each change, so that the outbox need not wait."""
        self._db = db
        self._desk = desk
        self._clock = clock
        self._on_change = on_change

    # The member

    async def concerning(self, guild_ids: Sequence[int], member_id: int) -> tuple[Concern, ...]:
        """The member's cases in these guilds that they can appeal against or have, newest first of each."""
        return await self._db.read(appeals.concerning, guild_ids, member_id, self._clock())

    async def may_open(self, guild_id: int, case_id: int, member_id: int) -> Case | NotHeard:
        """The case, where the member may appeal against its decision now."""
        found = await self._db.read(appeals.may_open, guild_id, case_id, member_id, self._clock())
        return case_of(found) if isinstance(found, Row) else found

    async def of_member(self, guild_id: int, case_id: int, member_id: int) -> AppealView | None:
        """The member's newest appeal against a case."""
        return await self._db.read(_of_member, guild_id, case_id, member_id)

    async def open(self, guild_id: int, case_id: int, member_id: int, words: str) -> AppealResult:
        """Open an appeal."""
        return await self._write(appeals.open_appeal, guild_id, case_id, member_id, words, self._clock())

    async def reply(self, guild_id: int, case_id: int, member_id: int, words: str) -> AppealResult:
        """The member says something in their appeal."""
        return await self._write(appeals.reply, guild_id, case_id, member_id, words, self._clock())

    async def withdraw(self, guild_id: int, case_id: int, member_id: int) -> AppealResult:
        """The member takes their appeal back."""
        return await self._write(appeals.withdraw, guild_id, case_id, member_id, self._clock())

    # The moderators

    async def view(self, guild_id: int, appeal_id: int) -> AppealView | None:
        """An appeal with everything that was said."""
        return await self._db.read(appeal_rows.load_view, guild_id, appeal_id)

    async def of_click(self, guild_id: int, appeal_id: int, card_message_id: int) -> AppealView | None:
        """The appeal behind a button, ``None`` unless the message that was clicked is its card."""
        return await self._db.read(appeal_rows.load_clicked, guild_id, appeal_id, card_message_id)

    async def may_decide(self, guild_id: int, appeal_id: int, moderator_id: int) -> NotHeard | None:
        """Why this moderator may not decide the appeal; ``None``: they may."""
        return await self._db.read(_may_decide, guild_id, appeal_id, moderator_id, self._clock())

    async def answer(self, guild_id: int, appeal_id: int, moderator_id: int, words: str) -> AppealResult:
        """The moderators write to the member."""
        return await self._write(
            appeals.answer_member, guild_id, appeal_id, moderator_id, words, self._clock()
        )

    async def reject(self, guild_id: int, appeal_id: int, moderator_id: int, reason: str) -> AppealResult:
        """The decision stands."""
        return await self._write(appeals.reject, guild_id, appeal_id, moderator_id, reason, self._clock())

    async def uphold(
        self, guild_id: int, appeal_id: int, moderator_id: int, reason: str | None
    ) -> AppealResult:
        """The decision is taken back, the case dismissed."""
        return await self._desk.uphold_appeal(guild_id, appeal_id, moderator_id, reason)

    async def _write(
        self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> T:
        result = await self._db.write(fn, *args, **kw)
        self._on_change()
        return result


def _of_member(conn: Connection, guild_id: int, case_id: int, member_id: int) -> AppealView | None:
    return appeal_rows.view_of(conn, appeals.own(conn, guild_id, case_id, member_id))


def _may_decide(
    conn: Connection, guild_id: int, appeal_id: int, moderator_id: int, now: datetime
) -> NotHeard | None:
    row = store.get(conn, guild_id, appeal_id)
    return None if row is None else appeals.may_decide(conn, row, moderator_id, now)
