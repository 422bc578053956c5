"""Checking a text, and reporting a message."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.language import _

CHECK_TITLE = "Check"
CHECK_FLAGGED = "Flagged here: {kinds}"
CHECK_NOT_FLAGGED = "Not flagged here."
CHECK_UNSCORED: Mapping[str, str] = {
    "language": "Not scored: the language cannot be read.",
    "empty": "Not scored: there is no text.",
}
CHECK_TRACE = "Step by step"
CHECK_NO_ACCUSATION = "No accusation was read in this text."
CHECK_BUSY = "The scorer is stopping. Please try again in a moment."


def check_reading(
    *, target: str, charge: str, category: str, kind: str, mode: str, support: str, probability: str
) -> str:
    """One accusation as the detector read it."""
    return _(
        "Target: {target}\nCharge: **{charge}** ({category}, {kind})\n"
        "Said how: {mode}. Source: {support}. Unsupported: `{probability}`"
    ).format(
        target=target,
        charge=charge,
        category=category,
        kind=kind,
        mode=mode,
        support=support,
        probability=probability,
    )


REPORT_TITLE = "Report to the moderators"
REPORT_REASON = "What is wrong with this message?"
REPORT_THANKS = "Thank you. The moderators will see it."
REPORT_OWN = "This is your own message. You can edit or delete it."
REPORT_BOT = "This message is from this bot or from Discord itself, so there is nobody to report."
REPORT_GONE = "The message is gone already."
REPORT_NO_CHANNEL = "This server has not set a channel for reports yet. Please write to a moderator."
