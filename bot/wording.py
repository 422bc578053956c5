"""Every sentence that a person reads in Discord, in one place.

Constants are whole sentences, functions are templates. The bot judges support, never truth: members are told that no
source was found, nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# --- Permissions and clicks ------------------------------------------------------------------------------------------

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
    "Your highest role is not above this member's, so you cannot time them out. Nothing was done."
)
CANNOT_TIME_OUT_OWNER = "The owner of a server and its administrators cannot be timed out. Nothing was done."
TARGET_LEFT = (
    "This person is not a member of the server any more, so there is nobody to time out. Nothing was done."
)
YOUR_ROLE_NOT_ABOVE_ALL = (
    "The cases on this card are by several people, and your highest role is not above all of theirs. Nothing was done. "
    "Please decide the cases one by one."
)
TOO_MANY_TO_TIME_OUT = "The cases on this card are by too many people for one timeout. Nothing was done. Please decide the cases one by one."
NOT_LOOKED_UP = "Discord could not be asked for this person's roles just now. Nothing was done. Please try again in a moment."
NUMBER_EXPECTED = "Please give the number of a case, for example 12."
NOTHING_CHOSEN = "Nothing was chosen."


def lost(number: int, state: str, by: int | None) -> str:
    """Somebody else was first."""
    who = f" by <@{by}>" if by else ""
    if state == "claimed":
        return f"Case #{number} is already being worked on{who}. Nothing was done by your click."
    if state in ("open", "asked"):
        return f"Case #{number} is {STATES[state]}, so this does not apply. Nothing was done by your click."
    return f"Case #{number} was already decided: {STATES[state]}{who}. Nothing was done by your click."


REFUSED: Mapping[str, str] = {
    "shadow": "The server is in shadow mode, so members are not contacted. `/settings shadow` switches it off.",
    "not_member": "This was written by a bot or a webhook, so there is no member to act on.",
    "not_accusation": "A source can be asked for only where the case is about an accusation.",
    "message_gone": "The message is gone, so there is nothing to reply to.",
    "text_gone": "The text of this case is not kept any more.",
    "itself": "A case cannot be a duplicate of itself.",
}
REFUSED_OTHERWISE = "This cannot be done with this case."


def given_back(number: int) -> str:
    """Discord could not be reached midway."""
    return (
        f"Discord could not be reached while case #{number} was being decided. It is open again; the card shows what "
        "was done. Please try again."
    )


def not_all_done(number: int, lines: str) -> str:
    """What failed in a decision that otherwise stands."""
    return f"Case #{number} is decided, but not everything could be done:\n{lines}"


# --- Cards -----------------------------------------------------------------------------------------------------------

KINDS: Mapping[str, str] = {
    "toxicity": "Toxicity",
    "accusation": "Accusation without a source",
    "report": "Report by a member",
}
STATES: Mapping[str, str] = {
    "open": "open",
    "asked": "waiting for a source",
    "claimed": "being worked on",
    "upheld": "upheld",
    "dismissed": "dismissed",
    "sourced": "closed: a source was given",
    "withdrawn": "closed: withdrawn by the author",
    "duplicate": "a duplicate",
    "lapsed": "lapsed without a decision",
}
NOTES: Mapping[str, str] = {
    "no source came": "No source came in time.",
    "reopened": "Reopened.",
    "edited after the decision": "The message was edited after the decision.",
    "edited since": "The message was edited since.",
}
WEAK_SOURCE = "A source of a kind that settles nothing by itself was given: {kind}."
FAILURES: Mapping[str, str] = {
    "gone": "the message was already gone",
    "dms_closed": "this person does not take direct messages",
    "role_above": "this person's highest role is not below the bot's",
    "no_permission": "the bot has not got the permission",
    "not_member": "this person is not a member any more",
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
    "timeout": "Time the author out",
    "ask": "Ask the author for a source",
}
ACTIONS_DONE: Mapping[str, str] = {
    "delete": "Message deleted",
    "warn": "Author warned by DM",
    "timeout": "Author timed out",
    "ask": "Author asked for a source",
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
    return " · ".join((f"Case #{number}", KINDS.get(kind, kind), *marks))


def reports(count: int) -> str:
    """How many members reported the message."""
    return "Reported by 1 member." if count == 1 else f"Reported by {count} members."


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
    text = STATES.get(state, state)
    if state == "duplicate" and duplicate_of:
        text = f"duplicate of case #{duplicate_of}"
    if by:
        text += f" by <@{by}>"
    if state == "asked" and until:
        text += f", time ends <t:{until}:R>"
    elif state == "claimed" and lease:
        text += f", held until <t:{lease}:t>"
    elif at:
        text += f" <t:{at}:R>"
    return text[:1].upper() + text[1:]


def earlier_cases(total: int, upheld: int, dismissed: int, undecided: int) -> str:
    """How an author's other cases ended."""
    if not total:
        return NO_EARLIER
    rest = total - upheld - dismissed - undecided
    parts = [
        (upheld, "upheld"),
        (dismissed, "dismissed"),
        (undecided, "undecided"),
        (rest, "otherwise closed"),
    ]
    return f"{total}: " + ", ".join(f"{count} {what}" for count, what in parts if count)


def group_rest(count: int) -> str:
    """How many cases of the group are not listed."""
    return f"and {count} more"


def action_failed(kind: str, code: str) -> str:
    """An action that could not be done."""
    return f"✗ {ACTIONS.get(kind, kind)}: {FAILURES.get(code, code)}"


def action_done(kind: str, by: int, until: int | None) -> str:
    """An action that was done; ``until`` in epoch seconds."""
    who = f" by <@{by}>" if by else ""
    end = f" until <t:{until}:f>" if until else ""
    return f"✓ {ACTIONS_DONE.get(kind, kind)}{end}{who}"


def action_pending(kind: str) -> str:
    """An action that is still to be done."""
    return f"… {ACTIONS.get(kind, kind)}: {ACTION_PENDING}"


def decision_reason(reason: str) -> str:
    """The moderator's reason."""
    return f"Reason: {reason}"


def source_given(source: str) -> str:
    """The source that closed the case."""
    return f"Source: {source}"


# --- Buttons, selects, modals ----------------------------------------------------------------------------------------

UPHOLD = "Uphold…"
DISMISS = "Dismiss"
ASK = "Ask for a source"
MORE = "More…"
MORE_OPTIONS: Mapping[str, tuple[str, str]] = {
    "why": ("Why flagged", "Every rule that was looked at, with its figures"),
    "history": ("Author's history", "Earlier cases of this author"),
    "group": ("Dismiss the whole group", "All undecided cases on this card"),
    "duplicate": ("Mark as a duplicate of…", "Name the number of the other case"),
    "reopen": ("Reopen", "Put this case back into the queue"),
    "escalate": ("Escalate", "Mark for the other moderators"),
    "release": ("Release", "Give the case back to the queue"),
}

UPHOLD_TITLE = "Uphold case #{number}"
UPHOLD_WHAT = "What to do"
UPHOLD_WHAT_HINT = "Leave empty to record the decision only."
UPHOLD_LENGTH = "Length of the timeout"
UPHOLD_LENGTH_HINT = "Counts only where a timeout is chosen."
UPHOLD_SHADOW_HINT = "Shadow mode: the decision is recorded, nothing happens to the author."
UPHOLD_SCOPE = "Which cases"
UPHOLD_SCOPE_ONE = "This case"
UPHOLD_SCOPE_GROUP = "Every undecided case on this card"
UPHOLD_REASON = "Reason"
UPHOLD_REASON_HINT = "Shown in the server's audit log and to the author."
TIMEOUT_LENGTHS: Mapping[int, str] = {
    5: "5 minutes",
    60: "1 hour",
    60 * 24: "1 day",
    60 * 24 * 3: "3 days",
    60 * 24 * 7: "1 week",
    60 * 24 * 28: "4 weeks",
}
"""Minutes and how they are said."""

DUPLICATE_TITLE = "Duplicate of which case?"
DUPLICATE_NUMBER = "Number of the other case"

WHY_TITLE = "Why case #{number} was flagged"
WHY_EMPTY = "Nothing was written down for this case."
HISTORY_EMPTY = "No other case of this author."
TRACE_CUT = "… (cut: {count} more steps)"

# --- To the author ---------------------------------------------------------------------------------------------------

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


def source_weak(kind: str) -> str:
    """The source given is of a kind that settles nothing by itself."""
    return (
        f"Thank you. A source of this kind ({kind}) settles nothing by itself, so the note stays. A link to an article, "
        "document or ruling works, or the name of an outlet or report with its date."
    )


def ask_why(server: str, charge: str | None, until: int | None) -> str:
    """What the author alone is told; ``until`` in epoch seconds."""
    said = f"\n> {charge}\n" if charge else " "
    end = f" (until <t:{until}:t>)" if until else ""
    return (
        f"Your message says something serious about somebody:{said}"
        "No source was found in it or shortly before it. This server asks for one so that readers can look for "
        "themselves. Nobody has judged whether it is so.\n\n"
        f"You can edit your message and add a link, answer this note with one, or press **{ASK_SOURCE}**{end}. "
        f"If it was not meant as a statement of fact, an edit that says so is enough. ({server})"
    )


def ask_dm(server: str, url: str) -> str:
    """The same question by direct message."""
    return f"A source would help with your message in **{server}**: {url}"


def warning(server: str, kind: str, reason: str | None, url: str) -> str:
    """The direct message to a member whose case was upheld."""
    about = {
        "toxicity": "its tone",
        "accusation": "a serious charge for which no source was found",
        "report": "a report by other members",
    }.get(kind, "the server's rules")
    why = f"\nReason given by the moderators: {reason}" if reason else ""
    return f"The moderators of **{server}** looked at a message of yours because of {about}.{why}\n{url}"


def audit_reason(number: int, reason: str | None) -> str:
    """What stands in the server's own audit log."""
    return f"Case #{number}: {reason}" if reason else f"Case #{number}"


# --- Queue -----------------------------------------------------------------------------------------------------------

QUEUE_TITLE = "Queue"
QUEUE_EMPTY = "The queue is empty."
QUEUE_PAGE = "Page {page} of {pages} · {total} undecided · oldest <t:{oldest}:R>"
NEXT_EMPTY = "Nothing is waiting for a decision."


# --- Settings --------------------------------------------------------------------------------------------------------

SETTINGS_TITLE = "Settings of this server"
ON, OFF, UNSET = "on", "off", "not set"
SHADOW_ON = "**Shadow mode** is on: moderators see what would be flagged, members see nothing."
SHADOW_OFF = "**Shadow mode** is off: decisions have effect."
NOTHING_WATCHED = "No channel is watched yet. `/settings watch` switches one on."
UNKNOWN_LABEL = "There is no such label. Labels: {labels}."
REVIEW_NEEDS = "The bot cannot post cards in {channel}. It needs these permissions there: {missing}. Nothing was changed."
WATCH_NEEDS = "Note: in {channel} the bot still needs these permissions: {missing}."
REVIEW_PUBLIC = (
    "Note: everybody can see {channel}. Cards show flagged texts, so a channel for moderators is better."
)
NO_OVERRIDES = "none"
SETTINGS_THRESHOLDS = "Thresholds"
SETTINGS_CHANNELS = "Channels"
_SETTINGS: Mapping[str, str] = {
    "review": "Review channel",
    "exempt": "Exempt roles",
    "watched": "watched",
    "bots": "bots judged",
    "accusations": "accusations",
    "labels": "labels",
}
PERMISSIONS: Mapping[str, str] = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
    "manage_messages": "Manage Messages",
}
"""Permissions as Discord's own settings call them."""


def settings_line(what: str, value: str) -> str:
    """One setting and its value."""
    return f"{_SETTINGS[what]}: {value}"


def on_off(value: bool) -> str:
    """A switch."""
    return ON if value else OFF


def set_review(channel: int) -> str:
    """The review channel was set."""
    return f"Cards for the moderators go to <#{channel}> from now on."


def set_watch(channel: int, on: bool) -> str:
    """A channel is watched, or not any more."""
    return f"<#{channel}> is watched from now on." if on else f"<#{channel}> is not watched any more."


def _place(channel: int | None) -> str:
    return f"<#{channel}>" if channel else "all watched channels"


def set_threshold(label: str, value: float | None, channel: int | None) -> str:
    """A threshold was set or switched off."""
    if value is None:
        return f"{label} flags nothing any more in {_place(channel)}."
    return f"{label} flags a message from {value:.2f} on, in {_place(channel)}."


def labels_off(labels: Sequence[str]) -> str:
    """Labels that flag nothing, and how to change that."""
    names = ", ".join(labels)
    return (
        f"Off: {names}. `/settings threshold` switches a label on, for example `label:{labels[0]} value:0.9`."
    )


def set_accusations(handling: str, channel: int | None) -> str:
    """What happens to accusations without a source."""
    what = {
        "off": "are left alone",
        "ask": "lead to a question to the author first",
        "queue": "go straight to the queue",
    }[handling]
    return f"Accusations without a source {what}, in {_place(channel)}."


def set_labels(handling: str, channel: int | None) -> str:
    """Whether bare labels are flagged."""
    what = {
        "off": "are not flagged",
        "members": "are flagged where they are aimed at a member",
        "all": "are flagged",
    }[handling]
    return f'Bare labels ("crook") {what}, in {_place(channel)}.'


def set_exempt(role: int, exempt: bool) -> str:
    """A role is exempt, or not any more."""
    if exempt:
        return f"Messages of members with <@&{role}> are not judged."
    return f"Members with <@&{role}> are judged like everybody."


def set_ask(via: str, minutes: int) -> str:
    """How authors are asked."""
    how = "a silent reply" if via == "reply" else "a direct message"
    return f"Authors are asked by {how} and have {minutes} minutes."


def set_shadow(on: bool) -> str:
    """Shadow mode."""
    return SHADOW_ON if on else SHADOW_OFF


def set_bots(channel: int, on: bool) -> str:
    """Whether bots and webhooks are judged in a channel."""
    return f"Messages of bots and webhooks in <#{channel}> are {'judged' if on else 'not judged'}."


# --- Check, report, privacy ------------------------------------------------------------------------------------------

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
    return (
        f"Target: {target}\nCharge: **{charge}** ({category}, {kind})\n"
        f"Said how: {mode}. Source: {support}. Unsupported: `{probability}`"
    )


REPORT_TITLE = "Report to the moderators"
REPORT_REASON = "What is wrong with this message?"
REPORT_THANKS = "Thank you. The moderators will see it."
REPORT_OWN = "This is your own message. You can edit or delete it."
REPORT_BOT = "This message is from this bot or from Discord itself, so there is nobody to report."
REPORT_GONE = "The message is gone already."
REPORT_NO_CHANNEL = "This server has not set a channel for reports yet. Please write to a moderator."


def privacy(retention_days: int) -> str:
    """What is kept and how long."""
    return (
        "**What this bot keeps**\n"
        "- Messages in watched channels are scored when they are written. The text of a message that is not flagged "
        "is not kept.\n"
        f"- The text of a flagged or reported message is kept with its case for {retention_days} days after the "
        "decision; then ids and a keyed hash stay.\n"
        "- In shadow mode, scores of unflagged messages are kept for at most 7 days, without author and text.\n"
        "- Decisions are written into a log that names members by a random number.\n"
        "- Nothing is sent to another service, and message texts train nothing.\n"
        "Moderators of this server decide; the bot never judges whether something is so. To see or erase what is "
        "kept about you, ask the moderators of this server."
    )


# --- Summaries -------------------------------------------------------------------------------------------------------

SUMMARY_DELETE = "Delete"
SUMMARY_NOT_YOURS = "Only the person who asked for this summary, or a moderator, can delete it."
SUMMARY_NO_LINK = "There is no web link in this message."
SUMMARY_PICK = "Which link?"
SUMMARY_TITLE_UNKNOWN = "Article"
SUMMARY_SAYS = "Who says what"
SUMMARY_HOW: Mapping[str, str] = {
    "extractive": "Sentences quoted from the article",
    "lead": "Opening sentences of the article",
    "none": "No summary",
}
SUMMARY_KINDS: Mapping[str, str] = {"opinion": "Opinion", "live": "Live report", "news": "", "other": ""}
SUMMARY_CHECKED = "checked: {checks}"
SLOW_DOWN = "That was a lot at once. Please try again in {seconds} seconds."
SUMMARY_FAILED = (
    "The article could not be summarised because of an error in the bot; the log has the details."
)


def summary_refused(sentence: str) -> str:
    """Why there is no summary."""
    return f"No summary: {sentence}"


# --- The command line's sentences about the bot itself -----------------------------------------------------------------

LOGIN_MISSING = "There is no token: put DISCORD_TOKEN into .env (Discord developer portal, your application, Bot, Reset Token)."
LOGIN_REFUSED = (
    "Discord refused the token in DISCORD_TOKEN; make a new one in the developer portal (Bot, Reset Token)."
)
INTENT_MISSING = (
    'Discord refused the connection because a privileged intent is off: turn on "Message Content Intent" in the '
    "developer portal (your application, Bot, Privileged Gateway Intents)."
)
THRESHOLDS_OF_ANOTHER_MODEL = (
    "The default thresholds are calibrated for the embedded model, and SCORER names another one: look at what shadow mode "
    "shows before members see anything, and set your own with /settings threshold."
)
HEALTH_PORT_TAKEN = "Port {port} of this machine is taken: choose another one in HEALTH_PORT, or 0 for none."
GATEWAY_REFUSED = (
    "Discord closed the connection for good (close code {code}); this needs a person to look at it."
)
NEW_GUILD = (
    "Joined a server (%s). It starts in shadow mode with nothing watched: a manager sets /settings review and "
    "/settings watch."
)
