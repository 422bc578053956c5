"""A small review channel for the outbox: it keeps messages, remembers nonces for minutes, and fails when told to."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.review.courier import CARD_GONE, CourierFailed, Place, Unreadable
from bot.review.types import CardView, Case
from tests.review.kit import Clock

REVIEW = 900
NONCE_MEMORY = timedelta(minutes=3)


class Crash(BaseException):
    """The process ends here."""


@dataclass
class After:
    """Raise ``error`` after the request took effect."""

    error: BaseException


@dataclass
class Posted:
    """One message of ours."""

    about: int
    says: str
    points_to: int | None = None


@dataclass
class FakeCourier:
    """``then[method]`` holds what the next calls do: an error before the effect, ``After`` it, or ``None``: go well."""

    clock: Clock
    readable: bool = True
    then: dict[str, deque[BaseException | After | None]] = field(default_factory=lambda: defaultdict(deque))
    cards: dict[int, Posted] = field(default_factory=dict)
    asks: dict[int, Posted] = field(default_factory=dict)
    calls_of_roles: dict[int, Posted] = field(default_factory=dict)
    helped: dict[int, Posted] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    _nonces: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    _next: int = 5_000

    def plan(self, method: str, *steps: BaseException | After | None) -> None:
        self.then[method].extend(steps)

    async def card(self, view: CardView, nonce: str) -> Place:
        step = self._begin("card")
        known = view.group.card_message_id
        if known is None:
            known = self._post(self.cards, nonce, Posted(view.group.id, view.lead.state))
        elif known not in self.cards:
            raise CourierFailed(CARD_GONE)
        self.cards[known].says = view.lead.state
        self._end(step)
        return REVIEW, known

    async def find_card(self, view: CardView) -> int | Unreadable | None:
        self._end(self._begin("find_card"))
        if not self.readable:
            return Unreadable("no_permission")
        found = [
            message_id
            for message_id, card in self.cards.items()
            if card.about == view.group.id
            and card.points_to is None
            and message_id != view.group.card_message_id
        ]
        return max(found, default=None)

    async def replaced(self, view: CardView, message_id: int) -> None:
        step = self._begin("replaced")
        self.cards[message_id].points_to = view.group.card_message_id
        self._end(step)

    async def ask(self, case: Case, nonce: str) -> Place:
        step = self._begin("ask")
        message_id = self._post(self.asks, nonce, Posted(case.id, "a source would help"))
        self._end(step)
        return case.channel_id, message_id

    async def unask(self, case: Case) -> None:
        step = self._begin("unask")
        self.asks.pop(case.ask_message_id or 0, None)
        self._end(step)

    async def thanks(self, case: Case, nonce: str) -> None:
        self._end(self._begin("thanks"))

    async def urgent(self, case: Case, nonce: str) -> None:
        step = self._begin("urgent")
        self._post(self.calls_of_roles, nonce, Posted(case.id, "urgent"))
        self._end(step)

    async def remind(self, guild_id: int, number: int, oldest: datetime, nonce: str) -> None:
        step = self._begin("remind")
        self._post(self.calls_of_roles, nonce, Posted(number, oldest.isoformat()))
        self._end(step)

    async def help(self, case: Case, nonce: str) -> None:
        step = self._begin("help")
        self._post(self.helped, nonce, Posted(case.author_id, "help"))
        self._end(step)

    def live(self) -> list[int]:
        """Cards that do not point to another one."""
        return [message_id for message_id, card in self.cards.items() if card.points_to is None]

    def _post(self, where: dict[int, Posted], nonce: str, message: Posted) -> int:
        known = self._nonces.get(nonce)
        if known is not None and self.clock() - known[1] < NONCE_MEMORY:
            return known[0]
        self._next += 1
        where[self._next] = message
        self._nonces[nonce] = (self._next, self.clock())
        return self._next

    def _begin(self, method: str) -> After | None:
        self.calls.append(method)
        step = self.then[method].popleft() if self.then[method] else None
        if isinstance(step, BaseException):
            raise step
        return step

    @staticmethod
    def _end(step: After | None) -> None:
        if step is not None:
            raise step.error
