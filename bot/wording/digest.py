"""Digests of a discussion. Opposed views get the same words: which is which shows in the counts and the sentences alone."""

from __future__ import annotations

from bot.wording.language import _, _n

DIGEST_TITLE = "What was discussed here"
DIGEST_NO_VIEW = "No view is held by three members or more."
DIGEST_UNSTATED = "Others argue otherwise, fewer than three members; such views are not stated."
DIGEST_NO_TOPIC = "No subject was found on which three members or more take a stand."
DIGEST_NO_QUOTE = "*No sentences of both sides can be quoted; see the messages.*"
DIGEST_NO_QUOTE_OF_ONE = "*No sentence can be quoted; see the messages.*"
DIGEST_LINKS = "Links shared"
DIGEST_HOW = (
    "Grouped by rules, without a language model: it can be wrong, and it rather states fewer views than a wrong one. A member "
    "counts once, where they say clearly what they think, by their latest message. Nothing of this is stored. To be left "
    "out: /privacy digest:off"
)
DIGEST_NO_HISTORY = "You need the permission Read Message History here to ask for a digest."
DIGEST_BOT_NO_HISTORY = (
    "The bot cannot read this channel's history: it needs View Channel and Read Message History here."
)
DIGEST_NOT_HERE = "There is no discussion to read here. Use this in a text channel or a thread."
DIGEST_BUSY = "Several digests are being made already. Please try again in a minute."
DIGEST_FAILED = (
    "The discussion could not be read just now. Please try again in a minute; the bot's log has the details."
)
DIGEST_OFF = "From now on your messages are left out of digests in this server. Digests posted before stay until they are deleted."
DIGEST_ON = "Your messages may be read into digests of this server again."


def digest_too_little(messages: int, members: int) -> str:
    """There is hardly any discussion."""
    return _(
        "There is too little here for a digest: {messages} messages that say something, by {members} members. It takes "
        "three members."
    ).format(messages=messages, members=members)


def digest_read(messages: int, members: int, first: int, last: int) -> str:
    """What was read; times in epoch seconds."""
    return _("{messages} messages by {members} members were read, <t:{first}:f> to <t:{last}:t>.").format(
        messages=messages, members=members, first=first, last=last
    )


def digest_left_out(short: int, flagged: int, opted_out: int) -> str:
    """How many messages were left out and why; empty where none was."""
    parts = (
        (short, _("{count} too short to say anything")),
        (flagged, _("{count} flagged and not cleared")),
        (opted_out, _("{count} by members who do not want to be in digests")),
    )
    said = ", ".join(part.format(count=count) for count, part in parts if count)
    return _("Left out: {parts}.").format(parts=said) if said else ""


def digest_topic(label: str) -> str:
    """Heading of a topic, in the members' own words."""
    return _("About “{label}”").format(label=label) if label else _("A further subject")


def digest_topic_size(messages: int, members: int, first: int, last: int) -> str:
    """How much was said on a topic; times in epoch seconds."""
    return _("{messages} messages by {members} members, <t:{first}:t> to <t:{last}:t>.").format(
        messages=messages, members=members, first=first, last=last
    )


def digest_terms(terms: str) -> str:
    """Other words used."""
    return _("Also named: {terms}.").format(terms=terms)


def digest_view(members: int, *, second: bool) -> str:
    """Heading of a view. The first is the one that more members hold."""
    some = _n("Some argue · {count} member", "Some argue · {count} members", members)
    others = _n("Others argue · {count} member", "Others argue · {count} members", members)
    return (others if second else some).format(count=members)


def digest_quote(sentence: str, jump: str) -> str:
    """A member's sentence with the link to its message."""
    return _("“{sentence}” ([message]({jump}))").format(sentence=sentence, jump=jump)


def digest_messages(links: str, more: int) -> str:
    """One message of each member who is counted."""
    rest = _n(" and {count} more", " and {count} more", more).format(count=more) if more else ""
    return _("One message of each: {links}{rest}").format(links=links, rest=rest)


def digest_topics_left(count: int) -> str:
    """What found no room."""
    return _n("{count} further topic found no room.", "{count} further topics found no room.", count).format(
        count=count
    )
