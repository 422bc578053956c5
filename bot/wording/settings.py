"""A server's settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.wording.language import _, _n

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
ESCALATION_SILENT = "Note: this role is not mentionable, so nobody is notified unless the bot has the permission Mention Everyone."
NO_OVERRIDES = "none"
SETTINGS_THRESHOLDS = "Thresholds"
SETTINGS_CHANNELS = "Channels"
SETTINGS: Mapping[str, str] = {
    "review": "Review channel",
    "escalation": "Role for escalated cases",
    "exempt": "Exempt roles",
    "watched": "watched",
    "bots": "bots judged",
    "accusations": "accusations",
    "labels": "labels",
    "self_harm": "self-harm shown",
}
ACCUSATIONS_HANDLED: Mapping[str, str] = {
    "off": "Accusations without a source are left alone, in {place}.",
    "ask": "Accusations without a source lead to a question to the author first, in {place}.",
    "queue": "Accusations without a source go straight to the queue, in {place}.",
}
LABELS_HANDLED: Mapping[str, str] = {
    "off": 'Bare labels ("crook") are not flagged, in {place}.',
    "members": 'Bare labels ("crook") are flagged where they are aimed at a member, in {place}.',
    "all": 'Bare labels ("crook") are flagged, in {place}.',
}
HANDLINGS: Mapping[str, str] = {
    "off": "off",
    "ask": "ask",
    "queue": "queue",
    "members": "members",
    "all": "all",
}
"""The same on one line, where a channel does something differently."""
LANGUAGE_NAMES: Mapping[str, str] = {
    "auto": "As this server is set up in Discord",
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
}
"""Languages by their own names."""
PERMISSIONS: Mapping[str, str] = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
    "manage_messages": "Manage Messages",
    "manage_threads": "Manage Threads",
    "manage_channels": "Manage Channels",
    "moderate_members": "Moderate Members",
    "kick_members": "Kick Members",
    "ban_members": "Ban Members",
}
"""Permissions as Discord's own settings call them."""


def settings_line(what: str, value: str) -> str:
    """One setting and its value."""
    return f"{_(SETTINGS[what])}: {value}"


def on_off(value: bool) -> str:
    """A switch."""
    return _(ON if value else OFF)


def set_review(channel: int) -> str:
    """The review channel was set."""
    return _("Cards for the moderators go to <#{channel}> from now on.").format(channel=channel)


def set_escalation(role: int | None) -> str:
    """The role for escalated cases was set or taken away."""
    if role is None:
        return _("Nobody is mentioned when a case is escalated.")
    return _("<@&{role}> is mentioned once when a case is escalated.").format(role=role)


def set_watch(channel: int, on: bool) -> str:
    """A channel is watched, or not any more."""
    text = _("<#{channel}> is watched from now on.") if on else _("<#{channel}> is not watched any more.")
    return text.format(channel=channel)


def _place(channel: int | None) -> str:
    return f"<#{channel}>" if channel else _("all watched channels")


def set_threshold(label: str, value: float | None, channel: int | None) -> str:
    """A threshold was set or switched off."""
    if value is None:
        return _("{label} flags nothing any more in {place}.").format(label=label, place=_place(channel))
    return _("{label} flags a message from {value} on, in {place}.").format(
        label=label, value=f"{value:.2f}", place=_place(channel)
    )


def labels_off(labels: Sequence[str]) -> str:
    """Labels that flag nothing, and how to change that."""
    return _(
        "Off: {names}. `/settings threshold` switches a label on, for example `label:{example} value:0.9`."
    ).format(names=", ".join(labels), example=labels[0])


def set_accusations(handling: str, channel: int | None) -> str:
    """What happens to accusations without a source."""
    return _(ACCUSATIONS_HANDLED[handling]).format(place=_place(channel))


def set_labels(handling: str, channel: int | None) -> str:
    """Whether bare labels are flagged."""
    return _(LABELS_HANDLED[handling]).format(place=_place(channel))


def set_exempt(role: int, exempt: bool) -> str:
    """A role is exempt, or not any more."""
    if exempt:
        return _("Messages of members with <@&{role}> are not judged.").format(role=role)
    return _("Members with <@&{role}> are judged like everybody.").format(role=role)


def set_ask(via: str, minutes: int) -> str:
    """How authors are asked."""
    if via == "reply":
        text = _n(
            "Authors are asked by a silent reply and have {minutes} minute.",
            "Authors are asked by a silent reply and have {minutes} minutes.",
            minutes,
        )
    else:
        text = _n(
            "Authors are asked by a direct message and have {minutes} minute.",
            "Authors are asked by a direct message and have {minutes} minutes.",
            minutes,
        )
    return text.format(minutes=minutes)


def set_shadow(on: bool) -> str:
    """Shadow mode."""
    return _(SHADOW_ON if on else SHADOW_OFF)


def set_bots(channel: int, on: bool) -> str:
    """Whether bots and webhooks are judged in a channel."""
    if on:
        text = _("Messages of bots and webhooks in <#{channel}> are judged.")
    else:
        text = _("Messages of bots and webhooks in <#{channel}> are not judged.")
    return text.format(channel=channel)


def set_language(language: str) -> str:
    """What the bot speaks where more than one person reads it."""
    if language == "auto":
        return _("Cards, questions and summaries are in the language that this server has in Discord.")
    return _("Cards, questions and summaries are in this language: {language}.").format(
        language=LANGUAGE_NAMES[language]
    )
