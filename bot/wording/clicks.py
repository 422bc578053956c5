"""What a person is told who may not, or came too late."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.cards import STATES
from bot.wording.language import _, _n

MODERATORS_ONLY = "This is for moderators: it needs the permission Moderate Members."
MANAGERS_ONLY = "This needs the permission Manage Server."
GUILD_ONLY = "This works in a server only."
NO_SUCH_CASE = "This server has no such case."
CARD_REPLACED = "This card was replaced by a newer one. Please use that one."
CHANNEL_UNKNOWN = "The bot cannot see what was chosen there. It needs the permission View Channel."
SOMETHING_WENT_WRONG = (
    "Something went wrong here, so this may not have been done. Please look before you try again; the bot's log has the "
    "details."
)
YOUR_ROLE_NOT_ABOVE = (
    "Your highest role is not above this member's, so you cannot do that to them. Nothing was done."
)
NOTHING_TO_OWNER = "Nothing can be done to the owner of a server and its administrators. Nothing was done."
TARGET_LEFT = (
    "This person is not a member of the server any more, so there is nobody to do that to. Nothing was done."
)
YOUR_ROLE_NOT_ABOVE_ALL = (
    "The cases on this card are by several people, and your highest role is not above all of theirs. Nothing was done. "
    "Please decide the cases one by one."
)
TOO_MANY_AT_ONCE = "The cases on this card are by too many people to act on them at once. Nothing was done. Please decide the cases one by one."
NOT_LOOKED_UP = "Discord could not be asked for this person's roles just now. Nothing was done. Please try again in a moment."
NUMBER_EXPECTED = "Please give the number of a case, for example 12."
NOTHING_CHOSEN = "Nothing was chosen."


def lost(number: int, state: str, by: int | None) -> str:
    """Somebody else was first."""
    if state == "claimed" and by:
        text = _("Case #{number} is already being read by <@{by}>. Nothing was done by your click.")
    elif state == "claimed":
        text = _("Case #{number} is already being read. Nothing was done by your click.")
    elif state in ("open", "asked"):
        text = _("Case #{number} is {state}, so this does not apply. Nothing was done by your click.")
    elif by:
        text = _("Case #{number} was already decided: {state} by <@{by}>. Nothing was done by your click.")
    else:
        text = _("Case #{number} was already decided: {state}. Nothing was done by your click.")
    return text.format(number=number, state=_(STATES[state]), by=by)


REFUSED: Mapping[str, str] = {
    "shadow": "The server is in shadow mode, so members are not contacted. `/settings shadow` switches it off.",
    "not_member": "This was written by a bot or a webhook, so there is no member to act on.",
    "not_accusation": "A source can be asked for only where the case is about an accusation.",
    "message_gone": "The message is gone, so there is nothing to reply to.",
    "text_gone": "The text of this case is not kept any more.",
    "itself": "That is this case itself.",
    "too_late": "This was decided more than 24 hours ago, so it cannot be undone. Reopen puts it back; what was done stays done.",
    "too_many": "This case has as many of these as one case can hold.",
    "not_linked": "These cases are not linked.",
    "not_self_harm": "This is only for cases in which somebody may harm themselves.",
}
REFUSED_OTHERWISE = "This cannot be done with this case."


def given_back(number: int) -> str:
    """Discord could not be reached midway."""
    return _(
        "Discord could not be reached while case #{number} was being decided. It is open again; the card shows what "
        "was done. Please try again."
    ).format(number=number)


def not_all_done(number: int, lines: str) -> str:
    """What failed in a decision that otherwise stands."""
    return _("Case #{number} is decided, but not everything could be done:\n{lines}").format(
        number=number, lines=lines
    )


def slow_down(seconds: int) -> str:
    """Somebody asked for too much in a short time."""
    return _n(
        "That was a lot at once. Please try again in {seconds} second.",
        "That was a lot at once. Please try again in {seconds} seconds.",
        seconds,
    ).format(seconds=seconds)
