"""What stands on the card of a case."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.language import _, _n

KINDS: Mapping[str, str] = {
    "toxicity": "Toxicity",
    "accusation": "Accusation without a source",
    "report": "Report by a member",
    "self_harm": "May harm themselves",
}
STATES: Mapping[str, str] = {
    "open": "open",
    "asked": "waiting for a source",
    "claimed": "being read",
    "upheld": "upheld",
    "dismissed": "dismissed",
    "sourced": "closed: a source was given",
    "withdrawn": "closed: withdrawn by the author",
    "duplicate": "a duplicate",
    "lapsed": "lapsed without a decision",
}
NOTES: Mapping[str, str] = {
    "no source came": "No source came in time.",
    "reopened": "Reopened. What was done stays done.",
    "undone": "The decision was undone.",
    "edited after the decision": "The message was edited after the decision.",
    "edited since": "The message was edited since.",
    "appeal upheld": "The member's appeal was upheld: the decision was taken back.",
    "a second look disagreed": "A second look by another moderator disagreed.",
}
WEAK_SOURCE = "A source of a kind that settles nothing by itself was given: {kind}."
FAILURES: Mapping[str, str] = {
    "gone": "the message was already gone",
    "dms_closed": "this person does not take direct messages",
    "role_above": "this person's highest role is not below the bot's",
    "no_permission": "the bot has not got the permission",
    "not_member": "this person is not a member any more",
    "not_thread": "this is not a thread",
    "changed": "somebody changed it since, so it was left as it is",
    "retry": "Discord could not be reached",
    "error": "an error in the bot, see the log",
    "too_late": "its time was over before it could be done",
    "shadow": "this server is in shadow mode",
    "no_review_channel": "no review channel is set",
    "unknown": "nobody can tell whether the question arrived",
    "refused": "Discord refused it",
}
ACTIONS: Mapping[str, str] = {
    "delete": "Delete the message",
    "warn": "Warn the author by DM",
    "notice": "Tell the author by DM",
    "lock": "Lock the thread",
    "slowmode": "Slow mode",
    "timeout": "Time the author out",
    "kick": "Kick the author",
    "ban": "Ban the author",
    "ask": "Ask the author for a source",
    "help": "Send the help text",
}
ACTIONS_DONE: Mapping[str, str] = {
    "delete": "Message deleted",
    "warn": "Author warned by DM",
    "notice": "Author told by DM",
    "lock": "Thread locked",
    "slowmode": "Slow mode set",
    "timeout": "Author timed out",
    "kick": "Author kicked",
    "ban": "Author banned",
    "ask": "Author asked for a source",
    "help": "Help text sent",
}
SUPPORTS: Mapping[str, str] = {
    "none": "no source was found in the message or shortly before it",
    "pseudo": "what is offered as a source cannot be looked up",
    "link": "a link is given",
    "named_source": "a source is named",
    "quotation": "somebody is quoted",
    "self_evidence": "it is shown in the message itself",
    "thread_context": "a source stands in the messages before",
    "settled": "it is on the server's list of settled facts",
}
MODES: Mapping[str, str] = {
    "asserted": "said as a fact",
    "hedged": "hedged",
    "question": "asked",
    "reported": "reported from somebody else",
    "hypothetical": "hypothetical",
    "negated": "negated",
    "opinion_insult": "an opinion or insult",
    "sarcasm": "sarcasm",
}
CATEGORIES: Mapping[str, str] = {
    "violence_crime": "violence or crime",
    "treason_agent": "treason or foreign agent",
    "extremism_tie": "tie to a violent or banned group",
    "corruption": "corruption",
    "fraud": "fraud",
    "power_abuse": "abuse of power",
    "inauthentic": "hidden inauthentic activity",
    "dishonesty": "deliberate deception",
    "other_serious": "another serious charge",
}
ACCUSATION_KINDS: Mapping[str, str] = {"act": "a deed", "label": "a label"}
WHAT_CLEARS = (
    "Cleared by: a link, a named report, ruling or outlet, or a quotation with its speaker; also by an edit that "
    "withdraws the charge."
)
TARGET_UNSAID = "the person addressed"
CHARGE_UNSAID = "unsaid"

FIELD_AUTHOR = "Author"
FIELD_WHERE = "Where"
FIELD_SCORES = "Scores"
FIELD_ACCUSATION = "Accusation"
FIELD_EARLIER = "Earlier cases of the author"
FIELD_GROUP = "In the same group"
FIELD_ACTIONS = "Done"
FIELD_STATE = "State"
TEXT_NOT_KEPT = "*The text of this case is not kept any more.*"
TEXT_EMPTY = "*No text.*"
SHADOW_MARK = "shadow mode"
ESCALATED_MARK = "escalated"
MESSAGE_DELETED = "message deleted"
JUMP = "Jump to the message"
BY_BOT = "bot"
BY_WEBHOOK = "webhook"
NO_EARLIER = "none"
NOT_SCORED = "not scored"
NO_THRESHOLD = "switched off"
ACTION_PENDING = "in progress"
CONTINUED = "This card continues in a newer one: {url}"


def case_title(number: int, kind: str, marks: tuple[str, ...]) -> str:
    """Heading of a card."""
    return " · ".join((_("Case #{number}").format(number=number), _(KINDS.get(kind, kind)), *marks))


def reports(count: int) -> str:
    """How many members reported the message."""
    return _n("Reported by {count} member.", "Reported by {count} members.", count).format(count=count)


def quoted(text: str) -> str:
    """What somebody wrote, as a quotation."""
    return f"> {text}" if text.strip() else ""


def state_line(
    state: str,
    *,
    by: int | None,
    at: int | None,
    until: int | None,
    lease: int | None,
    duplicate_of: int | None,
) -> str:
    """Where a case stands, by whom and since when; times in epoch seconds."""
    text = _(STATES.get(state, state))
    if state == "duplicate" and duplicate_of:
        text = _("duplicate of case #{number}").format(number=duplicate_of)
    if by:
        text = _("{state} by <@{by}>").format(state=text, by=by)
    if state == "asked" and until:
        text = _("{state}, time ends <t:{until}:R>").format(state=text, until=until)
    elif state == "claimed" and lease:
        text = _("{state}, until <t:{until}:t>").format(state=text, until=lease)
    elif at:
        text = f"{text} <t:{at}:R>"
    return text[:1].upper() + text[1:]


def earlier_cases(total: int, upheld: int, dismissed: int, undecided: int) -> str:
    """How an author's other cases ended."""
    if not total:
        return _(NO_EARLIER)
    rest = total - upheld - dismissed - undecided
    parts = [
        (upheld, _n("{count} upheld", "{count} upheld", upheld)),
        (dismissed, _n("{count} dismissed", "{count} dismissed", dismissed)),
        (undecided, _n("{count} undecided", "{count} undecided", undecided)),
        (rest, _n("{count} otherwise closed", "{count} otherwise closed", rest)),
    ]
    return f"{total}: " + ", ".join(text.format(count=count) for count, text in parts if count)


def group_rest(count: int) -> str:
    """How many cases of the group are not listed."""
    return _n("and {count} more", "and {count} more", count).format(count=count)


def accusation(*, target: str, charge: str, category: str, kind: str, support: str) -> str:
    """One accusation on a card."""
    return _("Target: {target}\nCharge: **{charge}** ({category}, {kind})\nWhy: {support}").format(
        target=target, charge=charge, category=category, kind=kind, support=support
    )


def action_failed(kind: str, code: str) -> str:
    """An action that could not be done."""
    return f"✗ {_(ACTIONS.get(kind, kind))}: {_(FAILURES.get(code, code))}"


def action_done(kind: str, by: int, until: int | None) -> str:
    """An action that was done; ``until`` in epoch seconds."""
    text = _(ACTIONS_DONE.get(kind, kind))
    if until:
        text = _("{done} until <t:{until}:f>").format(done=text, until=until)
    if by:
        text = _("{done} by <@{by}>").format(done=text, by=by)
    return f"✓ {text}"


def action_pending(kind: str) -> str:
    """An action that is still to be done."""
    return f"… {_(ACTIONS.get(kind, kind))}: {_(ACTION_PENDING)}"


def decision_reason(reason: str) -> str:
    """The moderator's reason."""
    return _("Reason: {reason}").format(reason=reason)


def source_given(source: str) -> str:
    """The source that closed the case."""
    return _("Source: {source}").format(source=source)
