"""What moderators read at the desk beyond the card's first lines: measures, undo, notes, links, colleagues, trails."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.audit import EVENTS as _EVENTS
from bot.wording.cards import ACTIONS, FAILURES
from bot.wording.language import _, _n

# The uphold form

UPHOLD_OTHER_LENGTH = "Another length"
UPHOLD_OTHER_LENGTH_HINT = "For example 90m, 2d 4h or 1w. At most 28 days. Leave empty to take the one above."
LENGTH_NOT_UNDERSTOOD = (
    "The length of the timeout was not understood. Write it as numbers with s, m, h, d or w, for example `90m` or "
    "`2d 4h`; at most 28 days. Nothing was done; the case is still yours."
)
STEP_TITLE = "One more question"
STEP_HINT = "Nothing has been done yet."
STEP_SLOWMODE = "Slow mode: one message every…"
STEP_BAN = "Ban: delete messages of…"
STEP_OVER = "This case is not held by you any more, so nothing was done. Please start again on its card."
SLOWMODE_LENGTHS: Mapping[int, str] = {
    0: "no slow mode",
    5: "5 seconds",
    10: "10 seconds",
    30: "30 seconds",
    60: "1 minute",
    300: "5 minutes",
    900: "15 minutes",
    3600: "1 hour",
    21600: "6 hours",
}
"""Seconds and how they are said."""
BAN_WINDOWS: Mapping[int, str] = {
    0: "delete no other messages",
    3600: "the last hour",
    21600: "the last 6 hours",
    86400: "the last day",
    259200: "the last 3 days",
    604800: "the last 7 days",
}
"""Seconds and how they are said."""

# Who may

OWN_MESSAGE = "This case is about your own message, so somebody else decides it. You can leave a note for your colleagues."
REFUSAL_KINDS: Mapping[str, str] = {
    "not_moderator": "not a moderator",
    "another_card": "used on a message that is not the case's card",
    "another_guild": "no such case in this server",
    "own_message": "a decision about one's own message",
    "no_right": "lacks the permission for this action",
    "first_decider": "an appeal against one's own decision",
    "own": "one's own appeal",
}
"""Why somebody was turned away, as the trail says it."""

# Undo

UNDO_INVITE = (
    "The bot cannot bring this person back, only they can. If you have a way to reach them, this text may help:\n"
    "> The moderators took back the decision about your message, and you are welcome again. Here is an invitation: "
    "(put an invite link of your server here)"
)
UNDONE_ACTIONS: Mapping[str, str] = {
    "warn": "Author told that the decision was taken back",
    "notice": "Author told that the decision was taken back",
    "lock": "Thread unlocked",
    "slowmode": "Former slow mode put back",
    "timeout": "Timeout lifted",
    "ban": "Ban lifted",
}
UNDO_ACTIONS: Mapping[str, str] = {
    "delete": "Bring the message back",
    "warn": "Tell the author that the decision was taken back",
    "notice": "Tell the author that the decision was taken back",
    "lock": "Unlock the thread",
    "slowmode": "Put the former slow mode back",
    "timeout": "Lift the timeout",
    "kick": "Bring the author back",
    "ban": "Lift the ban",
}
UNDO_FAILURES: Mapping[str, str] = {
    "changed": "somebody changed it since, so it was left as it is",
    "kick": "only an invitation can do that, and it was not sent",
    "delete": "a deleted message cannot come back, its text stays here",
}
TAKEN_BACK = "The moderators of **{server}** took back their decision about a message of yours."

# Notes, links, colleagues

FIELD_NOTES = "Notes"
FIELD_LINKS = "Linked cases"
NOTE_TITLE = "Note on case #{number}"
NOTE_TITLE_MESSAGE = "Note on this message's case"
NOTE_LABEL = "Note"
NOTE_HINT = "Other moderators see it. It goes when the text of the case goes."
NOTE_NO_CASE = "There is no case about this message, so there is nothing to add a note to."
NOTE_ADDED = "The note was added."
NOTE_ERASED = "*not kept any more*"
LINK_TITLE = "Link with another case"
LINK_NUMBER = "Number of the other case"
ASSIGN_TITLE = "Ask a colleague to look"
ASSIGN_WHO = "Who"
ASSIGN_HINT = "Leave empty to take the request back. Others may still decide the case."
ASSIGN_NOT_MODERATOR = "This person cannot moderate here: it needs the permission Moderate Members."
ESCALATE_TITLE = "Escalate case #{number}"
ESCALATE_REASON = "Why should others look?"
ESCALATE_HINT = "Stands on the card as a note."
ESCALATE_NO_ROLE = (
    "No role is set for escalated cases, so nobody was mentioned. `/settings escalation` sets one."
)

# The trail

TRAIL_TITLE = "History of case #{number}"
TRAIL_EMPTY = "Nothing was written down for this case."
SOMEBODY = "somebody"
THE_BOT = "the bot"


def undo_done(kind: str, by: int) -> str:
    """Something that was taken back, and by whom."""
    return "↩ " + _("{done} by <@{by}>").format(done=_(UNDONE_ACTIONS.get(kind, kind)), by=by)


def undo_failed(kind: str, code: str) -> str:
    """Something that could not be taken back."""
    why = UNDO_FAILURES.get(kind if code == "cannot_return" else code) or FAILURES.get(code, code)
    return f"✗ {_(UNDO_ACTIONS.get(kind, kind))}: {_(why)}"


def undo_pending(kind: str) -> str:
    """Something that is still to be taken back."""
    return f"… {_(UNDO_ACTIONS.get(kind, kind))}"


def undone(number: int, lines: str) -> str:
    """A decision was taken back; ``lines`` say what could not be."""
    text = _("Case #{number} is open again.").format(number=number)
    if not lines:
        return text
    return text + "\n" + _("Not everything could be taken back:\n{lines}").format(lines=lines)


def you_lack(permissions: str) -> str:
    """The moderator may not do this on Discord either."""
    return _("You need these permissions for that yourself: {permissions}. Nothing was done.").format(
        permissions=permissions
    )


def notes_rest(count: int) -> str:
    """How many notes are not shown."""
    return _n("and {count} older note", "and {count} older notes", count).format(count=count)


def note_line(by: int, at: int, text: str) -> str:
    """A note; ``at`` in epoch seconds."""
    return f"<@{by}> <t:{at}:R>: {text or _(NOTE_ERASED)}"


def assigned(to: int) -> str:
    """Who was asked to look."""
    return _("<@{to}> was asked to look.").format(to=to)


def deciding(by: int | None, undoing: bool) -> str:
    """A decision, or its undoing, is being carried out."""
    if by is None:
        return _("A decision is being undone") if undoing else _("A decision is being carried out")
    text = _("Being undone by <@{by}>") if undoing else _("Being carried out by <@{by}>")
    return text.format(by=by)


def alert(role: int, number: int, url: str | None) -> str:
    """The one message that mentions a role because of an escalated case."""
    text = _("<@&{role}> Case #{number} was escalated.").format(role=role, number=number)
    return f"{text} {url}" if url else text


def audit_undo(number: int) -> str:
    """What stands in the server's own audit log when something is reversed."""
    return _("Case #{number}: decision undone").format(number=number)


def step_summary(number: int, measures: list[str], reason: str | None) -> str:
    """What will be carried out after the second step."""
    chosen = ", ".join(measures)
    text = _("Case #{number}: {measures}.").format(number=number, measures=chosen)
    return f"{text}\n" + _("Reason: {reason}").format(reason=reason) if reason else text


def trail_line(at: int, event: str, actor: int | None, detail: str) -> str:
    """One line of a case's trail; ``actor`` 0 is the bot, ``None`` somebody whose tie was erased."""
    who = _(SOMEBODY) if actor is None else _(THE_BOT) if actor == 0 else f"<@{actor}>"
    rest = f" ({detail})" if detail else ""
    return f"<t:{at}:f> {_(_EVENTS.get(event, event))} · {who}{rest}"


def trail_action(kind: str) -> str:
    """An action, in a trail."""
    return _(ACTIONS.get(kind, kind))


def trail_failure(code: str) -> str:
    """Why an action failed, in a trail."""
    return _(UNDO_FAILURES.get(code) or FAILURES.get(code, code))


def trail_refusal(why: str) -> str:
    """Why somebody was turned away, in a trail."""
    return _(REFUSAL_KINDS.get(why, why))
