"""How one errand is run, and what its outcome means for cases and cards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.review import audit, care, rows, transitions
from bot.review.appeal_delivery import AppealDelivery
from bot.review.audit import Event
from bot.review.courier import CARD_GONE, GONE, Courier, CourierFailed, CourierRetry, Unreadable
from bot.review.effects import Code
from bot.review.policies import is_shadow
from bot.review.types import BOT, CardView, Case, CaseState
from bot.store import groups, queue
from bot.store import outbox as store
from bot.store.database import Database
from bot.store.outbox import Errand, ErrandKind

log = logging.getLogger(__name__)

NONCE_HOLDS = timedelta(minutes=2)
"""Discord remembers a nonce "in the past few minutes"; past two we look before we send again.

https://discord.com/developers/docs/resources/message#create-message
"""
DELIVERY_SECONDS = 60.0
"""One attempt's limit, rate-limit waits included; under the lease, so that nobody takes up an errand at work."""
TWINS_LIMIT = 3
"""Doubled cards that are mended in one go."""
BACKOFF_SECONDS = 2.0
BACKOFF_CAP_SECONDS = 300.0
ERROR_LIMIT = 8
"""Attempts at an errand that ends in an error of ours; Discord's own troubles are waited out however long they last."""
APPEALS: Final = frozenset({ErrandKind.APPEAL, ErrandKind.APPEAL_DM, ErrandKind.APPEAL_REMIND})
UNREADABLE: Final = "unreadable"
UNKNOWN: Final = "unknown"
"""Code of a question of which nobody can tell whether it was asked."""


def backoff(attempt: int, jitter: float) -> float:
    """Seconds before the next attempt: doubling from ``BACKOFF_SECONDS`` to the cap, times 0.5 to 1 by ``jitter``."""
    whole = min(BACKOFF_CAP_SECONDS, BACKOFF_SECONDS * 2.0 ** min(attempt - 1, 16))
    return whole * (0.5 + 0.5 * jitter)


class Delivery:
    """Runs errands, one call each, and writes down how they ended."""

    def __init__(
        self,
        db: Database,
        courier: Courier,
        *,
        clock: Callable[[], datetime],
        jitter: Callable[[], float],
        seconds: float = DELIVERY_SECONDS,
    ) -> None:
        self._db = db
        self._courier = courier
        self._clock = clock
        self._jitter = jitter
        self._seconds = seconds
        self._appeals = AppealDelivery(db, courier, clock)

    async def run(self, errand: Errand) -> None:
        """One attempt. Errors of the courier end in the row, not here; a cancelled attempt leaves it ``sending``."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._dispatch(errand)
        except CourierRetry as retry:
            await self._later(errand, retry)
        except CourierFailed as failure:
            await self._db.write(self._give_up, errand, failure.code, failure.detail)
        except TimeoutError:
            await self._later(errand, CourierRetry("timeout"))
        except Exception as error:
            log.exception("errand %s (%s) ended in an error", errand.id, errand.kind.value)
            if errand.attempts >= ERROR_LIMIT:
                await self._db.write(self._give_up, errand, "error", type(error).__name__)
            else:
                await self._later(errand, CourierRetry("error"))

    async def _dispatch(self, errand: Errand) -> None:
        if errand.kind is ErrandKind.CARD:
            await self._card(errand)
            return
        assert errand.case_id is not None  # noqa: S101 - ``enqueue`` sees to it
        if errand.kind in APPEALS:
            await self._appeals.run(errand, errand.case_id, doubtful=self._nonce_forgotten(errand))
            return
        case = await self._db.read(rows.load_case, errand.guild_id, errand.case_id)
        if case is None:
            await self._sent(errand, store.MOOT)
        elif errand.kind is ErrandKind.ASK:
            await self._ask(errand, case)
        elif errand.kind is ErrandKind.UNASK:
            await self._unask(errand, case)
        elif errand.kind is ErrandKind.ALERT:
            await self._alert(errand, case)
        elif errand.kind is ErrandKind.URGENT:
            await self._urgent(errand, case)
        elif errand.kind is ErrandKind.REMIND:
            await self._remind(errand, case)
        elif errand.kind is ErrandKind.HELP:
            await self._help(errand, case)
        else:
            await self._thank(errand, case)

    # Cards

    async def _card(self, errand: Errand) -> None:
        assert errand.group_id is not None  # noqa: S101 - ``enqueue`` sees to it
        view = await self._db.read(rows.load_card, errand.guild_id, errand.group_id)
        if view is None:
            await self._sent(errand, store.MOOT)
            return
        doubtful = self._nonce_forgotten(errand) or await self._db.read(
            store.has_code, errand.group_id, UNREADABLE
        )
        unreadable = False
        if doubtful and view.group.card_message_id is None:
            found = await self._courier.find_card(view)
            unreadable = isinstance(found, Unreadable)
            if isinstance(found, int):
                view = _at(view, None, found)
        placed = await self._post(view, str(errand.id))
        await self._db.write(_set_card, placed)
        if doubtful and placed.group.card_message_id is not None:
            unreadable = not await self._point_twins(placed) or unreadable
        new = placed if placed.group.card_message_id != view.group.card_message_id else None
        await self._db.write(self._card_done, errand, new, UNREADABLE if unreadable else None)

    async def _post(self, view: CardView, nonce: str) -> CardView:
        """Post or edit; a card that was deleted is posted again while there is something to decide on it."""
        try:
            return _at(view, *await self._courier.card(view, nonce))
        except CourierFailed as failure:
            if failure.code != CARD_GONE or view.group.card_message_id is None:
                raise
        bare = _at(view, None, None)
        await self._db.write(
            groups.set_card, bare.group.id, None, None
        )  # until the new one is written down, a click on it counts
        if view.lead.state.decided:
            return bare
        return _at(view, *await self._courier.card(bare, nonce))

    async def _point_twins(self, view: CardView) -> bool:
        """Newest wins: every other card of the group is pointed to it. False where the channel can't be read."""
        for _ in range(TWINS_LIMIT):
            other = await self._courier.find_card(view)
            if isinstance(other, Unreadable):
                return False
            if other is None:
                return True
            view = await self.newest_wins(view, other)
        return True

    async def newest_wins(self, view: CardView, other: int, channel_id: int | None = None) -> CardView:
        """Settle two cards of one group: the newer message (snowflakes grow) stays, the older one points to it."""
        known = view.group.card_message_id
        if known is None or other > known:
            view = await self._post(_at(view, channel_id or view.group.card_channel_id, other), str(other))
            await self._db.write(_set_card, view)
            other, known = known or other, view.group.card_message_id
        if known is not None and other != known:
            try:
                await self._courier.replaced(view, other)
            except CourierFailed as failure:
                log.warning("card %s could not be pointed to the newer one: %s", other, failure.code)
        return view

    # Questions

    async def _ask(self, errand: Errand, case: Case) -> None:
        if case.state is not CaseState.ASKED or case.message_deleted:
            await self._sent(errand, store.MOOT)
            return
        if await self._db.read(is_shadow, errand.guild_id):  # switched on after the question was ordered
            await self._db.write(self._give_up, errand, Code.SHADOW, "")
            return
        if self._nonce_forgotten(errand):
            # A second question in public is worse than none, and nobody may be held to one that never came.
            await self._db.write(self._give_up, errand, UNKNOWN, "")
            return
        channel_id, message_id = await self._courier.ask(case, str(errand.id))
        await self._db.write(self._asked, errand, case.id, channel_id, message_id)

    async def _unask(self, errand: Errand, case: Case) -> None:
        if case.ask_message_id is None:
            await self._sent(errand, store.MOOT)
            return
        if case.state is CaseState.ASKED and not await self._db.read(store.ask_waits, case.id):
            await self._sent(
                errand, store.MOOT
            )  # asked once more before the question was taken down: it stays
            return
        try:
            await self._courier.unask(case)
        except CourierFailed as failure:
            if failure.code != GONE:
                raise
        await self._db.write(self._unasked, errand, case.id)

    async def _alert(self, errand: Errand, case: Case) -> None:
        """One mention: where nobody can tell whether it was sent, or the case is decided, none is sent (again)."""
        if case.state.decided:
            await self._sent(errand, store.MOOT)
            return
        if self._nonce_forgotten(errand):
            await self._sent(errand, UNKNOWN)
            return
        await self._courier.alert(case, str(errand.id))
        await self._sent(errand)

    async def _urgent(self, errand: Errand, case: Case) -> None:
        """One mention of the role on duty; the same care as for an alert."""
        if case.state.decided:
            await self._sent(errand, store.MOOT)
            return
        if self._nonce_forgotten(errand):
            await self._sent(errand, UNKNOWN)
            return
        await self._courier.urgent(case, str(errand.id))
        await self._sent(errand)

    async def _remind(self, errand: Errand, case: Case) -> None:
        """One reminder, of those of its cases that still wait; a doubtful one is not repeated."""
        if self._nonce_forgotten(errand):
            await self._sent(errand, UNKNOWN)
            return
        number, oldest = await self._db.read(queue.still_late, errand.guild_id, errand.created_at)
        if oldest is None:
            await self._sent(errand, store.MOOT)
            return
        await self._courier.remind(errand.guild_id, number, oldest, str(errand.id))
        await self._sent(errand)

    async def _help(self, errand: Errand, case: Case) -> None:
        """The help text, that a moderator ordered. Unlike a mention it is better sent twice than never."""
        if await self._db.read(is_shadow, errand.guild_id):
            await self._db.write(self._give_up, errand, Code.SHADOW, "")
            return
        await self._courier.help(case, str(errand.id))
        await self._db.write(self._helped, errand, case.id)

    async def _thank(self, errand: Errand, case: Case) -> None:
        if self._nonce_forgotten(errand):
            await self._sent(errand, UNKNOWN)
            return
        await self._courier.thanks(case, str(errand.id))
        await self._db.write(self._thanked, errand, case)

    # Outcomes

    def _nonce_forgotten(self, errand: Errand) -> bool:
        return errand.unsure_since is not None and self._clock() - errand.unsure_since >= NONCE_HOLDS

    async def _sent(self, errand: Errand, code: str | None = None) -> None:
        await self._db.write(store.sent, errand.id, self._clock(), code)

    def _card_done(self, conn: Connection, errand: Errand, new: CardView | None, code: str | None) -> None:
        """``new``: the card, where it was posted and not edited.

        It is logged here and not where it is written down: until that is done, an older card counts as the group's.
        """
        assert errand.group_id is not None  # noqa: S101
        now = self._clock()
        store.clear_code(conn, errand.group_id, UNREADABLE)
        store.sent(conn, errand.id, now, code)
        if new is not None and new.group.card_message_id is not None:
            facts = {"channel": new.group.card_channel_id, "message": new.group.card_message_id}
            lead = new.lead
            audit.append(
                conn, lead.guild_id, BOT, Event.CARD_POSTED, lead.id, facts, now, subject=lead.author_id
            )

    def _asked(
        self, conn: Connection, errand: Errand, case_id: int, channel_id: int, message_id: int
    ) -> None:
        now = self._clock()
        if not store.sent(conn, errand.id, now):
            return
        transitions.ask_sent(conn, errand.guild_id, case_id, channel_id, message_id, now)

    def _unasked(self, conn: Connection, errand: Errand, case_id: int) -> None:
        now = self._clock()
        transitions.ask_removed(conn, errand.guild_id, case_id, now)
        store.sent(conn, errand.id, now)

    def _thanked(self, conn: Connection, errand: Errand, case: Case) -> None:
        now = self._clock()
        if store.sent(conn, errand.id, now):
            audit.append(conn, case.guild_id, BOT, Event.THANKED, case.id, {}, now, subject=case.author_id)

    def _helped(self, conn: Connection, errand: Errand, case_id: int) -> None:
        if store.sent(conn, errand.id, self._clock()):
            care.sent(conn, errand.guild_id, case_id, None, self._clock())

    def _give_up(self, conn: Connection, errand: Errand, code: str, detail: str) -> None:
        now = self._clock()
        if not store.failed(conn, errand.id, now, code, detail):
            return
        log.warning("errand %s (%s) is given up: %s", errand.id, errand.kind.value, code)
        facts = {"kind": errand.kind.value, "code": code}
        audit.append(conn, errand.guild_id, BOT, Event.ERRAND_FAILED, errand.case_id, facts, now)
        if errand.kind is ErrandKind.ASK and errand.case_id is not None:
            transitions.ask_failed(conn, errand.guild_id, errand.case_id, code, detail, now)
        if errand.kind is ErrandKind.HELP and errand.case_id is not None:
            care.sent(conn, errand.guild_id, errand.case_id, code, now)

    async def _later(self, errand: Errand, retry: CourierRetry) -> None:
        wait = max(backoff(errand.attempts, self._jitter()), retry.retry_after or 0.0)
        due = self._clock() + timedelta(seconds=wait)
        log.info("errand %s (%s) waits %.1f s: %s", errand.id, errand.kind.value, wait, retry.code)
        if retry.unsure or errand.unsure_since is not None:
            await self._db.write(store.still_unsure, errand.id, due, retry.code)
        else:
            await self._db.write(store.not_sent, errand, due, retry.code)


def _at(view: CardView, channel_id: int | None, message_id: int | None) -> CardView:
    return replace(view, group=replace(view.group, card_channel_id=channel_id, card_message_id=message_id))


def _set_card(conn: Connection, view: CardView) -> None:
    group = view.group
    groups.set_card(conn, group.id, group.card_channel_id, group.card_message_id)
