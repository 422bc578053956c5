"""What is kept about people."""

from __future__ import annotations

from bot.wording.language import _, _n


def privacy(retention_days: int) -> str:
    """What is kept and how long."""
    kept = _n(
        "- The text of a flagged or reported message is kept with its case for {days} day after the decision; then ids "
        "and a keyed hash stay.",
        "- The text of a flagged or reported message is kept with its case for {days} days after the decision; then ids "
        "and a keyed hash stay.",
        retention_days,
    ).format(days=retention_days)
    return "\n".join(
        (
            _("**What this bot keeps**"),
            _(
                "- Messages in watched channels are scored when they are written. The text of a message that is not "
                "flagged is not kept."
            ),
            kept,
            _(
                "- In shadow mode, scores of unflagged messages are kept for at most 7 days, without author and text."
            ),
            _(
                "- A digest that a member asks for (`/digest`) reads a channel's messages once and names nobody; nothing of "
                "it is stored. `/privacy` with `digest:` switched off leaves your messages out."
            ),
            _("- Decisions are written into a log that names members by a random number."),
            _(
                "- Who asked for a summary of an article is kept for an hour, to count requests. The summary is kept for at "
                "most 7 days, without saying who asked or where."
            ),
            _("- Nothing is sent to another service, and message texts train nothing."),
            _(
                "Moderators of this server decide; the bot never judges whether something is so. To see or erase what "
                "is kept about you, ask the moderators of this server."
            ),
        )
    )
