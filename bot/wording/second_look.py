"""Second looks at decided cases."""

from __future__ import annotations

from bot.wording.language import _, _n

SECOND_TITLE = "A second look: {kind}"
SECOND_HOW = "How would you decide? You see neither the decision nor who made it, and your answer changes nothing about the case."
SECOND_UPHOLD = "Uphold"
SECOND_DISMISS = "Dismiss"
SECOND_SKIP = "Skip"
SECOND_NONE = "No case waits for a second look by you."
SECOND_OFF = "Second looks are switched off in this server."
SECOND_OVER = "This look is over: it took too long, or the case changed meanwhile. Nothing was kept."
SECOND_GONE = "This is not a look of yours."
SECOND_KEPT = "Thank you, your answer is kept."
SECOND_SKIPPED = "Skipped."


def second_tally(answered: int, disagreed: int, days: int) -> str:
    """How second looks came out lately."""
    if not answered:
        return _("No second look was answered in the last {days} days.").format(days=days)
    return _n(
        "In the last {days} days {answered} second look was answered; disagreed: {disagreed}.",
        "In the last {days} days {answered} second looks were answered; disagreed: {disagreed}.",
        answered,
    ).format(days=days, answered=answered, disagreed=disagreed)


def set_second_look(percent: int, note: bool) -> str:
    """The share of cases that get a second look, and whether a case says so that its look disagreed."""
    if not percent:
        return _(SECOND_OFF)
    share = _("{percent} % of decided cases are shown to another moderator for a second look.").format(
        percent=percent
    )
    noted = (
        _("Where it disagrees, the case says so.")
        if note
        else _("A case does not show that its look disagreed.")
    )
    return f"{share} {noted}"
