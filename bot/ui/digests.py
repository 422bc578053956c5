"""A channel's messages for a digest, and the digest as a card."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

import discord
from discord.utils import TimestampStyle, format_dt
from yarl import URL

from bot import wording
from bot.articles.digest.types import Digest, Post, Topic, View
from bot.ui import limits
from bot.ui.reach import Busy, Unreachable, asking_discord, member_of
from bot.ui.text import escape, escape_line, plain, width

COLOUR: Final = 0x4C6E91
LAYOUTS: Final = ((2, 8), (2, 5), (1, 5), (1, 3), (0, 3))
"""Sentences and links a view, the fullest card first; the first that fits Discord's limits is taken."""
SHORT: Final = timedelta(hours=12)
"""Between two moments; in so short a time no clock shows the same again."""
LABEL_ROOM: Final = 80
TERM_ROOM: Final = 40
LINK_LENGTH: Final = 300
"""Longer links are not listed."""
LINK_GAP: Final = " · "
NICKNAMES: Final = 50
"""Members whose server nickname is asked for, those who wrote most; a request to Discord each."""
AT_ONCE: Final = 5
NICKNAME_SECONDS: Final = 10.0
_COMMAND: Final = re.compile(r"[!/.$;?&%+~-]{1,2}[a-zA-Z]")
_SAID: Final = (discord.MessageType.default, discord.MessageType.reply)


async def history(
    channel: discord.abc.Messageable, me: int, *, count: int, after: datetime, before: int
) -> list[discord.Message]:
    """What members wrote, newest first: at most ``count`` messages, without bots, commands and system messages.

    ``before`` is a snowflake. Raises ``Unreachable``, ``Busy``.
    """
    with asking_discord():
        read = channel.history(limit=count, after=after, before=discord.Object(before), oldest_first=False)
        return [message async for message in read if _is_talk(message, me)]


def _is_talk(message: discord.Message, me: int) -> bool:
    person = not message.author.bot and message.webhook_id is None and message.author.id != me
    return person and message.type in _SAID and _COMMAND.match(message.content) is None


def posts_of(messages: Iterable[discord.Message]) -> list[Post]:
    """The members' own words: forwards, embeds and attachments are not read."""
    return [
        Post(
            message.id,
            message.author.id,
            message.content,
            message.created_at,
            message.channel.id,
            message.reference.message_id if message.reference is not None else None,
        )
        for message in messages
    ]


async def names_of(guild: discord.Guild, messages: Sequence[discord.Message]) -> frozenset[str]:
    """Names by which the writers and those they mention are known: account name, display name, nickname here.

    Nicknames have to be asked for, one member a request; where Discord gives none in time, the others are what is known.
    """
    people: dict[int, discord.abc.User] = {}
    wrote: dict[int, int] = {}
    for message in messages:
        for person in (message.author, *message.mentions):
            people[person.id] = person
        wrote[message.author.id] = wrote.get(message.author.id, 0) + 1
    names = {name for person in people.values() for name in (person.name, person.display_name)}
    names |= {name for person in people.values() if (name := getattr(person, "global_name", None))}
    busiest = sorted(wrote, key=lambda member_id: (-wrote[member_id], member_id))[:NICKNAMES]
    turns = asyncio.Semaphore(AT_ONCE)

    async def nickname(member_id: int) -> None:
        async with turns:
            try:
                member = await member_of(guild, member_id)
            except (Unreachable, Busy):
                return
        if member is not None:
            names.add(member.display_name)

    try:
        async with asyncio.timeout(NICKNAME_SECONDS):
            await asyncio.gather(*map(nickname, busiest))
    except TimeoutError:
        pass
    return frozenset(names)


def digest_embed(digest: Digest, guild_id: int) -> discord.Embed:
    """The card, within Discord's limits: fewer sentences and links where many do not fit, then fewer topics."""
    for shown in range(len(digest.topics), 0, -1):
        for quotes, jumps in LAYOUTS:
            embed = _embed(digest, guild_id, shown, quotes, jumps)
            if _fits(embed):
                return embed
    return _embed(digest, guild_id, 0, 0, 0)


def _fits(embed: discord.Embed) -> bool:
    texts = [embed.title or "", embed.description or "", embed.footer.text or ""]
    values = [(field.name or "", field.value or "") for field in embed.fields]
    total = sum(map(width, texts)) + sum(width(name) + width(value) for name, value in values)
    return total <= limits.EMBED_TOTAL and all(
        width(name) <= limits.EMBED_FIELD_NAME and width(value) <= limits.EMBED_FIELD_VALUE
        for name, value in values
    )


def _embed(digest: Digest, guild_id: int, shown: int, quotes: int, jumps: int) -> discord.Embed:
    embed = discord.Embed(title=wording.DIGEST_TITLE, description=_head(digest, shown), colour=COLOUR)
    for topic in digest.topics[:shown]:
        embed.add_field(
            name=wording.digest_topic(plain(topic.label, LABEL_ROOM)), value=_size(topic), inline=False
        )
        for number, view in enumerate(topic.views):
            embed.add_field(
                name=wording.digest_view(view.members, second=number > 0),
                value=_view(digest, guild_id, view, quotes, jumps),
                inline=len(topic.views) > 1,
            )
    links = _links(digest.links)
    if links and (shown or not digest.topics):
        embed.add_field(name=wording.DIGEST_LINKS, value=links, inline=False)
    embed.set_footer(text=wording.DIGEST_HOW)
    return embed


def _head(digest: Digest, shown: int) -> str:
    lines = []
    if digest.first is not None and digest.last is not None:
        first = format_dt(digest.first, "f")
        last = format_dt(digest.last, _style(digest.first, digest.last))
        lines.append(wording.digest_read(digest.read, digest.members, first, last))
    left_out = digest.left_out
    lines.append(wording.digest_left_out(left_out.short, left_out.flagged, left_out.opted_out))
    if not digest.topics:
        lines += [wording.DIGEST_NO_TOPIC, wording.DIGEST_NO_VIEW]
    if shown < len(digest.topics):
        lines.append(wording.digest_topics_left(len(digest.topics) - shown))
    return "\n".join(line for line in lines if line)


def _style(first: datetime, last: datetime) -> TimestampStyle:
    """How the second of two moments is shown: its time alone, or the day too where the time could be another day's."""
    return "t" if last - first < SHORT else "f"


def _size(topic: Topic) -> str:
    style = _style(topic.first, topic.last)
    first, last = format_dt(topic.first, style), format_dt(topic.last, style)
    lines = [wording.digest_topic_size(topic.messages, topic.members, first, last)]
    if topic.terms:
        lines.append(wording.digest_terms(", ".join(escape_line(term, TERM_ROOM) for term in topic.terms)))
    if not topic.views:
        lines.append(wording.DIGEST_NO_VIEW)
    elif topic.unstated:
        lines.append(wording.DIGEST_UNSTATED)
    return "\n".join(lines)


def _view(digest: Digest, guild_id: int, view: View, quotes: int, jumps: int) -> str:
    def jump(post_id: int) -> str:
        return f"https://discord.com/channels/{guild_id}/{digest.channels[post_id]}/{post_id}"

    lines = [wording.digest_quote(escape(quote.text), jump(quote.post_id)) for quote in view.quotes[:quotes]]
    if not view.quotes:
        lines.append(wording.DIGEST_NO_QUOTE)
    numbered = [f"[{number}]({jump(post_id)})" for number, post_id in enumerate(view.post_ids[:jumps], 1)]
    lines.append(wording.digest_messages(" ".join(numbered), len(view.post_ids) - len(numbered)))
    return "\n".join(lines)


def _links(found: Iterable[str]) -> str:
    """As many links as fit a field, each shown by its host."""
    shown: list[str] = []
    for url, host in map(_link, found):
        one = f"[{escape_line(host, LABEL_ROOM)}]({url})"
        if host and width(LINK_GAP.join([*shown, one])) <= limits.EMBED_FIELD_VALUE:
            shown.append(one)
    return LINK_GAP.join(shown)


def _link(link: str) -> tuple[str, str]:
    """A link as it may stand in a card, and its host; both empty where it may not."""
    try:
        url = URL(link)
    except ValueError:
        return "", ""
    text = str(url)
    plain_web = url.scheme in ("http", "https") and url.host and not url.user and len(text) <= LINK_LENGTH
    return (text, url.host or "") if plain_web and not set(text) & set("()[]<> ") else ("", "")
