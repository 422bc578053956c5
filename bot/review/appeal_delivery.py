"""Errands of appeals: their card, what the member is told, the reminder. How they end is ``delivery``'s."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.review import appeal_rows
from bot.review.appeal_types import AppealView, Said
from bot.review.courier import CARD_GONE, AppealCourier, CourierFailed
from bot.store import appeals
from bot.store import outbox as store
from bot.store.database import Database
from bot.store.outbox import Errand, ErrandKind

SENT: Final = "sent"
REMINDED_SHOWN: Final = 10
"""Waiting appeals that one reminder names."""
NO_DM: Final = frozenset({"dms_closed", "not_member", "gone", "no_permission", "refused"})
"""Codes after which nothing more is sent to the member: they read it by "Status of my appeal"."""


class AppealDelivery:
    """Runs the errands of appeals, one call each. Raises what the courier raises."""

    def __init__(self, db: Database, courier: AppealCourier, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._courier = courier
        self._clock = clock

    async def run(self, errand: Errand, case_id: int, *, doubtful: bool) -> None:
        """One attempt. ``doubtful``: a former one may have arrived, longer ago than Discord remembers a nonce."""
        view = await self._db.read(appeal_rows.load_newest, errand.guild_id, case_id)
        if view is None:
            await self._sent(errand, store.MOOT)
        elif errand.kind is ErrandKind.APPEAL:
            await self._card(errand, view, doubtful)
        elif errand.kind is ErrandKind.APPEAL_DM:
            await self._tell(errand, case_id)
        else:
            await self._remind(errand, doubtful)

    async def _card(self, errand: Errand, view: AppealView, doubtful: bool) -> None:
        if doubtful and view.appeal.card_message_id is None:
            found = await self._courier.find_appeal(view)
            if found is not None:
                view = _at(view, *found)
        try:
            place = await self._courier.appeal(view, str(errand.id))
        except CourierFailed as failure:
            if failure.code != CARD_GONE:
                raise
            await self._db.write(appeals.set_card, view.appeal.id, None, None)
            if view.appeal.state.decided:
                await self._sent(errand, CARD_GONE)
                return
            place = await self._courier.appeal(_at(view, None, None), str(errand.id))
        await self._db.write(self._placed, errand, view.appeal.id, *place)

    async def _tell(self, errand: Errand, case_id: int) -> None:
        """Send what is owed, one message each. A repeated one says nothing new; a lost one would leave the member waiting."""
        for view, said in await self._db.read(_untold, errand.guild_id, case_id):
            try:
                await self._courier.tell_member(view, said, f"said{said.id}")
            except CourierFailed as failure:
                await self._db.write(self._told, errand, case_id, said.id, failure.code)
                if failure.code not in NO_DM:
                    raise
            else:
                await self._db.write(appeals.told, said.id, SENT)
        await self._sent(errand)

    async def _remind(self, errand: Errand, doubtful: bool) -> None:
        """One message: where nobody can tell whether it was sent, it is not sent again."""
        waiting = await self._db.read(_waiting, errand.guild_id)
        if doubtful or not waiting:
            await self._sent(errand, store.MOOT)
            return
        await self._courier.remind_of_appeals(waiting, str(errand.id))
        await self._sent(errand)

    def _placed(
        self, conn: Connection, errand: Errand, appeal_id: int, channel_id: int, message_id: int
    ) -> None:
        appeals.set_card(conn, appeal_id, channel_id, message_id)
        store.sent(conn, errand.id, self._clock())

    def _told(self, conn: Connection, errand: Errand, case_id: int, said_id: int, code: str) -> None:
        appeals.told(conn, said_id, code)
        store.enqueue(conn, errand.guild_id, ErrandKind.APPEAL, self._clock(), case_id=case_id)

    async def _sent(self, errand: Errand, code: str | None = None) -> None:
        await self._db.write(store.sent, errand.id, self._clock(), code)


def _untold(conn: Connection, guild_id: int, case_id: int) -> list[tuple[AppealView, Said]]:
    rows = appeals.untold(conn, guild_id, case_id)
    return [
        (view, appeal_rows.said_of(row))
        for row in rows
        if (view := appeal_rows.load_view(conn, guild_id, row.appeal_id)) is not None
    ]


def _waiting(conn: Connection, guild_id: int) -> list[AppealView]:
    rows = appeals.reminded(conn, guild_id, REMINDED_SHOWN)
    return [view for row in rows if (view := appeal_rows.view_of(conn, row)) is not None]


def _at(view: AppealView, channel_id: int | None, message_id: int | None) -> AppealView:
    appeal = replace(view.appeal, card_channel_id=channel_id, card_message_id=message_id)
    return replace(view, appeal=appeal)
