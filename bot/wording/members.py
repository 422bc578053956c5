"""What is said of one member: to moderators, and to the member."""

from __future__ import annotations

from bot.wording.appeals import APPEAL_STATES
from bot.wording.cards import ACTIONS_DONE, KINDS
from bot.wording.language import _

MEMBER_TITLE = "History of a member"
FIELD_APPEALS = "Appeals"
MEMBER_NONE = "There is no case about this member."
MY_TITLE = "Decisions about your messages"
MY_NONE = "No decision about a message of yours was sent to you."
MY_HINT = "What the moderators decided about your messages and let you know. Only you see this."
REPORT_ENOUGH = (
    "Most of your latest reports were dismissed, so only a few a day are taken for now. Thank you for "
    "understanding; in an emergency please write to a moderator."
)


def told_line(
    number: int, kind: str, at: int | None, done: list[tuple[str, int | None]], reason: str | None
) -> str:
    """One decision, to the member; ``at`` and the ends of timeouts in epoch seconds, ``reason`` escaped."""
    text = f"**#{number}** {_(KINDS.get(kind, kind))}"
    if at is not None:
        text += f" · <t:{at}:f>"
    said = [
        _("{done} until <t:{until}:f>").format(done=_(ACTIONS_DONE.get(what, what)), until=until)
        if until
        else _(ACTIONS_DONE.get(what, what))
        for what, until in done
    ]
    if said:
        text += "\n" + ", ".join(said)
    if reason:
        text += "\n" + _("Reason: {reason}").format(reason=reason)
    return text


def told_back(number: int, kind: str) -> str:
    """A decision that was taken back, to the member."""
    return _("**#{number}** {kind}: the decision was taken back.").format(
        number=number, kind=_(KINDS.get(kind, kind))
    )


def member_appeal(number: int, state: str, opened_at: int) -> str:
    """One of the member's appeals, to moderators; ``opened_at`` in epoch seconds."""
    return _("#{number}: {state}, opened <t:{at}:f>").format(
        number=number, state=_(APPEAL_STATES.get(state, state)), at=opened_at
    )


def member_note(number: int, note: str) -> str:
    """A note on one of the member's cases."""
    return _("#{number}: {note}").format(number=number, note=note)
