"""Digests of a discussion. Opposed views get the same words: which is which shows in the counts and the sentences alone."""

from __future__ import annotations

from bot.wording.language import _, _n

DIGEST_TITLE = "What was discussed here"
DIGEST_NO_VIEW = "No view was found that three members or more hold."
DIGEST_UNSTATED = "Others argue otherwise, fewer than three members; such views are not stated."
DIGEST_NO_TOPIC = "No subject was found on which three members or more take a stand."
DIGEST_NO_QUOTE = "*No sentence can be quoted, or not from both sides; see the messages.*"
DIGEST_LINKS = "Links shared"
DIGEST_HOW = (
    "Grouped by rules, without a language model. They can err, and rather state fewer views than one that nobody holds. A "
    "member counts once, where they say clearly what they think, by their latest message. Nothing of this is stored. To be "
    "left out: /privacy digest:off"
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


def digest_too_little(messages: int) -> str:
    """There is hardly any discussion."""
    return _n(
        "There is too little here for a digest: {count} message that says something. It takes three members.",
        "There is too little here for a digest: {count} messages that say something. It takes three members.",
        messages,
    ).format(count=messages)


def digest_read(messages: int, members: int, first: str, last: str) -> str:
    """What was read, three messages and members at least; the times are timestamps."""
    return _n(
        "{count} message by {members} members was read, {first} to {last}.",
        "{count} messages by {members} members were read, {first} to {last}.",
        messages,
    ).format(count=messages, members=members, first=first, last=last)


def digest_left_out(short: int, flagged: int, opted_out: int) -> str:
    """How many messages were left out and why, a line each; empty where none was."""
    lines = (
        (
            short,
            _n(
                "{count} message was left out because it is too short to say anything.",
                "{count} messages were left out because they are too short to say anything.",
                short,
            ),
        ),
        (
            flagged,
            _n(
                "{count} message was left out because it was flagged and not cleared.",
                "{count} messages were left out because they were flagged and not cleared.",
                flagged,
            ),
        ),
        (
            opted_out,
            _n(
                "{count} message was left out because its author does not want to be in digests.",
                "{count} messages were left out because their authors do not want to be in digests.",
                opted_out,
            ),
        ),
    )
    return "\n".join(line.format(count=count) for count, line in lines if count)


def digest_topic(label: str) -> str:
    """Heading of a topic, in the members' own words."""
    return _("About “{label}”").format(label=label) if label else _("A further subject")


def digest_topic_size(messages: int, members: int, first: str, last: str) -> str:
    """How much was said on a topic; the times are timestamps."""
    return _n(
        "{count} message by {members} members, {first} to {last}.",
        "{count} messages by {members} members, {first} to {last}.",
        messages,
    ).format(count=messages, members=members, first=first, last=last)


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
    """One message of each member who is counted; ``more``: how many are not linked."""
    if not more:
        return _("One message of each: {links}").format(links=links)
    return _n(
        "One message of each: {links} and {count} more", "One message of each: {links} and {count} more", more
    ).format(links=links, count=more)


def digest_topics_left(count: int) -> str:
    """What found no room."""
    return _n("{count} further topic found no room.", "{count} further topics found no room.", count).format(
        count=count
    )
