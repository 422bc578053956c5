"""What the author of a message is told."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.language import _

ASK_TEXT = "A source would help here."
ASK_WHY = "Why?"
ASK_SOURCE = "Add a source"
ASK_NOT_YOURS = "This note is for the author of the message."
ASK_OVER = "This is settled already. Thank you!"
SOURCE_TITLE = "Add a source"
SOURCE_LABEL = "Link, report, ruling or outlet"
SOURCE_HINT = "Something a reader can look up: a link, or a name with its date. Moderators will see it."
SOURCE_THANKS = "Thank you! The source was added, and the note goes away."
SOURCE_NOT_A_SOURCE = (
    "This does not look like something a reader could look up. A link to an article, document or ruling works, or the "
    "name of an outlet or report with its date."
)
WARNINGS: Mapping[str, str] = {
    "toxicity": "The moderators of **{server}** looked at a message of yours because of its tone.",
    "accusation": (
        "The moderators of **{server}** looked at a message of yours because of a serious charge for which no source "
        "was found."
    ),
    "report": "The moderators of **{server}** looked at a message of yours because of a report by other members.",
}
WARNED_OTHERWISE = (
    "The moderators of **{server}** looked at a message of yours because of the server's rules."
)


def source_weak(kind: str) -> str:
    """The source given is of a kind that settles nothing by itself."""
    return _(
        "Thank you. A source of this kind ({kind}) settles nothing by itself, so the note stays. A link to an article, "
        "document or ruling works, or the name of an outlet or report with its date."
    ).format(kind=kind)


def ask_why(server: str, charge: str | None, until: int | None) -> str:
    """What the author alone is told; ``until`` in epoch seconds."""
    said = f"\n> {charge}\n" if charge else " "
    button = f"**{_(ASK_SOURCE)}**"
    if until:
        button = _("{button} (until <t:{until}:t>)").format(button=button, until=until)
    return _(
        "Your message says something serious about somebody:{said}"
        "No source was found in it or shortly before it. This server asks for one so that readers can look for "
        "themselves. Nobody has judged whether it is so.\n\n"
        "You can edit your message and add a link, answer this note with one, or press {button}. "
        "If it was not meant as a statement of fact, an edit that says so is enough. ({server})"
    ).format(said=said, button=button, server=server)


def ask_dm(server: str, url: str) -> str:
    """The same question by direct message."""
    return _("A source would help with your message in **{server}**: {url}").format(server=server, url=url)


def warning(server: str, kind: str, reason: str | None, url: str) -> str:
    """The direct message to a member whose case was upheld."""
    text = _(WARNINGS.get(kind, WARNED_OTHERWISE)).format(server=server)
    why = _("Reason given by the moderators: {reason}").format(reason=reason) if reason else ""
    return "\n".join(line for line in (text, why, url) if line)


def audit_reason(number: int, reason: str | None) -> str:
    """What stands in the server's own audit log."""
    case = _("Case #{number}").format(number=number)
    return f"{case}: {reason}" if reason else case
