"""What each button and each entry of "More…" does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot import wording
from bot.ui import clicks, submissions
from bot.ui.answers import Interaction, tell

Click = Callable[[Interaction, int], Awaitable[None]]
BUTTONS: Final[Mapping[str, Click]] = {
    "uphold": clicks.uphold,
    "dismiss": clicks.dismiss,
    "ask": clicks.ask,
    "help": clicks.help_author,
    "go": submissions.go,
    "drop": clicks.release,
}
MENU: Final[Mapping[str, Click]] = {
    "why": clicks.why,
    "history": clicks.history,
    "group": clicks.group,
    "duplicate": clicks.duplicate,
    "undo": clicks.undo,
    "reopen": clicks.reopen,
    "escalate": clicks.escalate,
    "assign": clicks.assign,
    "release": clicks.release,
    "note": clicks.note,
    "link": clicks.link,
    "trail": clicks.trail,
}


async def pressed(interaction: Interaction, verb: str, case_id: int) -> None:
    """A button of a card, or of the second step of upholding."""
    await BUTTONS[verb](interaction, case_id)


async def chosen(interaction: Interaction, verb: str, case_id: int) -> None:
    """An entry of "More…"."""
    handler = MENU.get(verb)
    if handler is None:
        await tell(interaction, wording.NOTHING_CHOSEN)
        return
    await handler(interaction, case_id)
