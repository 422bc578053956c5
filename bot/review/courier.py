"""The door to Discord that errands go through. ``bot.ui`` implements it; tests bring their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.review.appeal_types import AppealView, Said
from bot.review.types import CardView, Case

CARD_GONE: Final = "card_gone"
"""Code of the failure to edit a card that somebody deleted (Discord's error 10008, Unknown Message)."""
DMS_CLOSED: Final = "dms_closed"
GONE: Final = "gone"
"""Code of the failure to reach a message that is not there any more."""
NO_REVIEW_CHANNEL: Final = "no_review_channel"

Place = tuple[int, int]
"""(channel id, message id)."""


class CourierRetry(Exception):
    """Not this time. ``unsure`` is False only where the request certainly changed nothing (429, no connection).

    ``code`` is a short word for the record ("429", "500", "timeout"); ``retry_after`` is in seconds.
    """

    def __init__(self, code: str, *, retry_after: float | None = None, unsure: bool = True) -> None:
        super().__init__(code)
        self.code: Final = code
        self.retry_after: Final = retry_after
        self.unsure: Final = unsure


class CourierFailed(Exception):
    """It will not work by trying again. ``code`` is a short word; ``detail`` holds no text of a message."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code: Final = code
        self.detail: Final = detail


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The review channel's last messages cannot be read. ``why`` is a short word."""

    why: str = ""


class AppealCourier(Protocol):
    """What appeals need carried. Raises as ``Courier`` does; ``nonce`` as there."""

    async def appeal(self, view: AppealView, nonce: str) -> Place:
        """Edit the appeal's card, or post one where ``view.appeal.card_message_id`` is ``None``.

        ``CourierFailed(CARD_GONE)`` where the message to edit was deleted, ``NO_REVIEW_CHANNEL`` where none is set.
        """

    async def find_appeal(self, view: AppealView) -> Place | None:
        """The newest of the review channel's last messages that is this appeal's card, as far as they can be read."""

    async def tell_member(self, view: AppealView, said: Said, nonce: str) -> None:
        """Send the member what the moderators said, or the outcome. ``CourierFailed`` where no DM can be sent."""

    async def remind_of_appeals(self, waiting: Sequence[AppealView], nonce: str) -> None:
        """Bring up these appeals (at least one, all of one server) in the review channel."""


class Courier(AppealCourier, Protocol):
    """Every method raises ``CourierRetry`` or ``CourierFailed``; anything else counts as an unsure retry.

    ``nonce`` (at most 25 characters) goes to Discord with ``enforce_nonce``, so that a request that is repeated within
    minutes makes one message: https://discord.com/developers/docs/resources/message#create-message
    """

    async def card(self, view: CardView, nonce: str) -> Place:
        """Edit the card at ``view.group.card_message_id``, or post one where that is ``None``.

        ``card_channel_id`` may be ``None`` beside a message id that was found: it is the review channel then.
        ``CourierFailed(CARD_GONE)`` where the message to edit was deleted, ``NO_REVIEW_CHANNEL`` where none is set.
        """

    async def find_card(self, view: CardView) -> int | Unreadable | None:
        """The newest of the review channel's last messages that is a card of ``view.group`` of ours.

        Never the one at ``view.group.card_message_id``, nor one that ``replaced`` has pointed elsewhere.
        """

    async def replaced(self, view: CardView, message_id: int) -> None:
        """Turn an older card into a pointer, without controls, to the one at ``view.group.card_message_id``."""

    async def ask(self, case: Case, nonce: str) -> Place:
        """Ask the author for a source, the way ``case.ask_via`` says."""

    async def unask(self, case: Case) -> None:
        """Delete the question at ``case.ask_message_id``; one that is gone already is no error."""

    async def thanks(self, case: Case, nonce: str) -> None:
        """Tell the author that the source arrived."""

    async def alert(self, case: Case, nonce: str) -> None:
        """Mention the server's role for escalated cases, beside the card; nothing where the server has none."""

    async def urgent(self, case: Case, nonce: str) -> None:
        """Mention the server's role on duty, beside the card; nothing where the server has none."""

    async def remind(self, guild_id: int, number: int, oldest: datetime, nonce: str) -> None:
        """Tell the server's role for it how many cases wait too long, and since when the oldest; nothing without one."""

    async def help(self, case: Case, nonce: str) -> None:
        """Send the author the server's help text as a DM."""
