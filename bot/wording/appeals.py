"""Appeals: what the member reads, and what the moderators read. Members never read who the moderators are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.wording.cards import ACTIONS_DONE, FAILURES
from bot.wording.language import _, _n

SETTINGS_APPEALS = "Appeals"

# The notice

NOTICE_DECIDED = "The moderators decided: {measures}."
NOTICE_MEASURES: Mapping[str, str] = {
    "delete": "the message is deleted",
    "warn": "this is a warning",
    "timeout": "a timeout",
    "kick": "you are removed from the server",
    "ban": "you are banned from the server",
}
NOTICE_APPEAL: Mapping[str, str] = {
    "button": "You can appeal with the button below, and read there how your appeal stands.",
    "command": "`/appeal` does the same, in the server or here.",
}
APPEAL_BUTTONS: Mapping[str, str] = {
    "open": "Appeal",
    "status": "Status of my appeal",
    "reply": "Reply",
    "withdraw": "Withdraw my appeal",
}

# The member's forms and answers

APPEAL_TITLE = "Appeal against a decision"
APPEAL_WHY = "Why should the moderators look again?"
APPEAL_WHY_HINT = "They read this, and their answers reach you here."
APPEAL_REPLY_TITLE = "Reply to the moderators"
APPEAL_REPLY_LABEL = "Your reply"
APPEAL_SENT = "Your appeal is with the moderators. You will be told of every answer; **Status of my appeal** shows it too."
APPEAL_REPLIED = "Your reply is with the moderators."
APPEAL_WITHDRAWN_TELL = "You withdrew your appeal. The decision stands."
APPEAL_NOT_YOURS = "This is for the member whom the decision is about."
APPEAL_NONE = "There is no appeal of yours against this decision yet."
APPEAL_NOTHING = "There is no decision about you here that you can appeal against."
APPEAL_PICK = "Which decision?"
APPEAL_LIST_TITLE = "Decisions about you"
APPEAL_LIST = "Choose one to appeal against it, or to see how your appeal stands. Only you see this."
APPEAL_WAITS = "waits for the moderators"
APPEAL_REFUSALS: Mapping[str, str] = {
    "off": "This server takes no appeals through the bot.",
    "not_yours": "There is no decision about you here that you can appeal against.",
    "too_late": "The time in which this decision could be appealed against is over.",
    "once": "You appealed against this decision already. A decision can be appealed against once.",
    "too_many": "This appeal has as many messages as one appeal can hold. It will be decided on what was said.",
    "in_a_row": "You wrote three messages that the moderators have not answered yet. Please wait for their answer.",
    "own": "This appeal is your own, so somebody else answers and decides it.",
    "busy": "The decision is being changed at this very moment. Please look at the case and try again.",
}
APPEAL_REFUSED_OTHERWISE = "This cannot be done with this appeal."
APPEAL_STATES: Mapping[str, str] = {
    "open": "waits for the moderators",
    "answered": "answered, waits for the member",
    "deciding": "being upheld: the decision is being taken back",
    "accepted": "upheld: the decision was taken back",
    "rejected": "rejected: the decision stands",
    "withdrawn": "withdrawn by the member",
    "stale": "closed without a decision",
}
APPEAL_OWN_STATES: Mapping[str, str] = {
    "open": "The moderators have not answered yet.",
    "answered": "The moderators answered and wait for you; you can also leave it at that.",
    "deciding": "The moderators are taking their decision back.",
    "accepted": "Your appeal was upheld. The decision was taken back, as far as that is possible.",
    "rejected": "Your appeal was rejected. The decision stands.",
    "withdrawn": "You withdrew your appeal. The decision stands.",
    "stale": "Your appeal was closed without a decision.",
}
APPEAL_STALE: Mapping[str, str] = {
    "lapsed": "Your appeal was closed because nobody decided it in time. The decision stands.",
    "fell": "The decision that you appealed against does not stand any more, so your appeal is closed.",
}
APPEAL_TALK = "What was said"
APPEAL_SPEAKERS: Mapping[str, str] = {"member": "You", "moderators": "The moderators", "outcome": "Outcome"}
APPEAL_NOT_KEPT = "*not kept any more*"
APPEAL_HINT_REPLY = "Press **Reply** to answer; messages to the bot are not read."

# The moderators' card

APPEAL_CARD_TITLE = "Appeal in case #{number}"
APPEAL_CARD_BUTTONS: Mapping[str, str] = {
    "answer": "Answer…",
    "uphold": "Uphold appeal…",
    "reject": "Reject appeal…",
}
APPEAL_MORE = "More…"
APPEAL_MORE_OPTIONS: Mapping[str, tuple[str, str]] = {
    "talk": ("Read the whole talk", "Everything that was said, in full"),
    "case": ("Show the case", "The card of the case, for you alone"),
}
APPEAL_FIELDS: Mapping[str, str] = {
    "member": "Member",
    "decision": "Decision",
    "text": "The message",
    "state": "State",
    "talk": "Talk",
    "hint": "Who decides",
}
APPEAL_ANSWER_TITLE = "Answer the member"
APPEAL_ANSWER_LABEL = "Your answer"
APPEAL_ANSWER_HINT = 'The member reads it as "The moderators", without your name.'
APPEAL_UPHOLD_TITLE = "Uphold the appeal"
APPEAL_REJECT_TITLE = "Reject the appeal"
APPEAL_REASON_LABEL = "Reason"
APPEAL_REASON_HINT = "The member reads it with the outcome, without your name."
APPEAL_MISSING = "This server has no such appeal."
APPEAL_UPHELD_TOLD = "The appeal is upheld: the decision was taken back and the case dismissed. Its card shows what could not be reversed."
APPEAL_REJECTED_TOLD = "The appeal is rejected. The member is told with your reason."
APPEAL_ANSWERED_TOLD = "Your answer is on its way to the member."
APPEAL_OTHER_DECIDES = (
    "Whoever upheld the case does not decide the appeal while there is another moderator (one acted here within 90 days), "
    "or until the appeal has waited for 72 hours."
)
APPEAL_GIVEN_BACK = "Discord could not be reached while the decision was being taken back. The appeal waits as before; please try again."


def notice_decided(measures: Sequence[str], timeout_until: int | None) -> str:
    """What was decided about the member; ``measures`` are kinds of action, ``timeout_until`` in epoch seconds."""
    said = [_(NOTICE_MEASURES[kind]) for kind in measures if kind in NOTICE_MEASURES and kind != "timeout"]
    if timeout_until is not None:
        said.append(_("you are timed out until <t:{until}:f>").format(until=timeout_until))
    return _(NOTICE_DECIDED).format(measures="; ".join(said)) if said else ""


def notice_appeal() -> str:
    """How to appeal."""
    return f"{_(NOTICE_APPEAL['button'])} {_(NOTICE_APPEAL['command'])}"


def appeal_days(days: int) -> str:
    """How long there is to appeal."""
    return _n("You have {days} day for this.", "You have {days} days for this.", days).format(days=days)


def appeal_refused(why: str, until: int | None) -> str:
    """Why something cannot be done with an appeal; ``until`` in epoch seconds."""
    if why == "cool_down" and until is not None:
        return _("You appealed a short while ago. The next appeal is possible <t:{until}:R>.").format(
            until=until
        )
    if why == "first_decider" and until is not None:
        text = _(
            "You upheld this case, so another moderator decides the appeal. From <t:{until}:f> on you can decide it too."
        )
        return text.format(until=until)
    return _(APPEAL_REFUSALS.get(why, APPEAL_REFUSED_OTHERWISE))


def appeal_lost(number: int, state: str) -> str:
    """Somebody was first, or the state does not allow it."""
    return _("The appeal in case #{number}: {state}. Nothing was done by your click.").format(
        number=number, state=_(APPEAL_STATES[state])
    )


def appeal_answer_dm(server: str, words: str) -> str:
    """The moderators' words by direct message."""
    head = _("The moderators of **{server}** answered your appeal:").format(server=server)
    return f"{head}\n{words}\n{_(APPEAL_HINT_REPLY)}"


def appeal_outcome_dm(server: str, outcome: str, reason: str | None) -> str:
    """How an appeal ended, by direct message; ``outcome`` is a whole sentence."""
    head = _("About your appeal in **{server}**: {outcome}").format(server=server, outcome=outcome)
    return f"{head}\n{appeal_reason(reason)}" if reason else head


def appeal_reason(reason: str) -> str:
    """The moderators' reason, as the member reads it."""
    return _("Reason given by the moderators: {reason}").format(reason=reason)


def appeal_state_line(state: str, by: int | None, at: int | None) -> str:
    """How an appeal stands, on the moderators' card; ``at`` in epoch seconds."""
    text = _(APPEAL_STATES[state])
    if by and at:
        return _("{state} · <@{by}> <t:{at}:f>").format(state=text, by=by, at=at)
    return _("{state} <t:{at}:f>").format(state=text, at=at) if at else text


def appeal_decision(first_by: int, done: Sequence[str], at: int | None) -> str:
    """The decision that is appealed against; ``done`` are kinds of action, ``at`` in epoch seconds."""
    measures = ", ".join(_(ACTIONS_DONE[kind]) for kind in done if kind in ACTIONS_DONE)
    head = _("Upheld by <@{by}>").format(by=first_by)
    when = f" <t:{at}:f>" if at else ""
    return f"{head}{when}\n{measures}" if measures else f"{head}{when}"


def appeal_said(who: str, at: int, words: str) -> str:
    """One message of an appeal; ``at`` in epoch seconds."""
    return f"**{who}** <t:{at}:f>\n{words}"


def appeal_member_speaks() -> str:
    """The member, as the moderators' card names them."""
    return _("The member")


def appeal_not_delivered(code: str) -> str:
    """The member could not be told by direct message."""
    return _("✗ No DM: {why}. The member can read it under **Status of my appeal** and `/appeal`.").format(
        why=_(FAILURES.get(code, code))
    )


def appeal_earlier(count: int) -> str:
    """How many messages are not shown."""
    return _n("… and {count} earlier message", "… and {count} earlier messages", count).format(count=count)


def appeal_option(number: int, kind: str, state: str | None) -> str:
    """A decision to choose, as a line without markup."""
    text = _("Case #{number}: {kind}").format(number=number, kind=kind)
    return f"{text} · {_(APPEAL_STATES[state])}" if state else text


def appeals_waiting(lines: Sequence[str], hours: int) -> str:
    """The reminder in the review channel."""
    text = _n(
        "Appeals wait for an answer for more than {hours} hour:",
        "Appeals wait for an answer for more than {hours} hours:",
        hours,
    ).format(hours=hours)
    return "\n".join([text, *lines])


def appeal_waiting(number: int, since: int, url: str | None) -> str:
    """One line of it; ``since`` in epoch seconds."""
    text = _("Case #{number}, <t:{since}:R>").format(number=number, since=since)
    return f"- {text} {url}" if url else f"- {text}"


def set_appeals(on: bool, days: int, cool_down: int, remind: int) -> str:
    """A server's rules for appeals."""
    if not on:
        return _("Members get no notice of decisions and cannot appeal through the bot.")
    text = _(
        "Members are told of decisions they feel and can appeal for {days} d, one appeal each {cool_down} h; waiting "
        "appeals are brought up after {remind} h."
    )
    return text.format(days=days, cool_down=cool_down, remind=remind)


def set_ban_text(text: str | None) -> str:
    """What a member is told besides before being kicked or banned; ``text`` is escaped."""
    if not text:
        return _("Before a kick or ban members are told nothing besides.")
    return _("Before a kick or ban members are told besides: {text}").format(text=text)
