"""A Discord message in, a ``MessageView`` out: everything that a reader sees, each text with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import discord

from bot.detect.message import AuthorKind, MessageView, Part, Place, ordered

Snapshot = discord.Message | discord.MessageSnapshot
NO_FILES: Mapping[int, str] = {}


def author_kind(message: discord.Message, me: int) -> AuthorKind:
    """Who wrote a message. Answers to slash commands carry a webhook id too; their author is the bot that answered."""
    if message.author.id == me:
        return AuthorKind.OURSELVES
    if message.is_system() or getattr(message.author, "system", False):
        return AuthorKind.SYSTEM
    if message.webhook_id is not None and message.webhook_id != message.application_id:
        return AuthorKind.WEBHOOK
    return AuthorKind.BOT if message.author.bot else AuthorKind.MEMBER


def message_view(
    message: discord.Message,
    me: int,
    *,
    files: Mapping[int, str] = NO_FILES,
    author: discord.Member | None = None,
    thread: discord.Thread | None = None,
) -> MessageView | None:
    """The view of one revision of a message; ``None`` outside servers or where the event did not name an author.

    ``files``: text of attached files by attachment id. ``author``: the member, where the message brought only a user
    (messages fetched over REST have no roles). ``thread``: the thread that a message opened or stands in, where the
    cache does not have it.
    """
    guild_id = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
    if guild_id is None or getattr(message, "author", None) is None:
        return None
    where = message.channel if isinstance(message.channel, discord.Thread) else None
    where = where or (thread if thread is not None and thread.id == message.channel.id else None)
    who = author or message.author
    kind = author_kind(message, me)
    reply = _reply(message)
    return MessageView(
        guild_id=guild_id,
        channel_id=message.channel.id,
        message_id=message.id,
        author_id=who.id,
        author_name=who.display_name,
        author_kind=kind,
        created_at=message.created_at,
        parts=ordered(_parts(message, kind, files, _opened(message, where, thread))),
        parent_id=where.parent_id if where is not None else None,
        edited_at=message.edited_at,
        role_ids=frozenset(role.id for role in getattr(who, "roles", ())),
        reply_to=reply.message_id if reply else None,
        reply_author_id=_reply_author(reply),
        has_attachments=bool(message.attachments),
    )


def title_view(thread: discord.Thread, owner: discord.Member | None, me: int) -> MessageView | None:
    """The view of the title of a thread that stands by itself; its "message" is the thread, which has the same id.

    ``None`` where nobody is known to have written the title.
    """
    if owner is None:
        return None
    kind = AuthorKind.OURSELVES if owner.id == me else AuthorKind.BOT if owner.bot else AuthorKind.MEMBER
    return MessageView(
        guild_id=thread.guild.id,
        channel_id=thread.id,
        message_id=thread.id,
        author_id=owner.id,
        author_name=owner.display_name,
        author_kind=kind,
        created_at=thread.created_at or discord.utils.snowflake_time(thread.id),
        parts=ordered(_title(thread)),
        parent_id=thread.parent_id,
        role_ids=frozenset(role.id for role in owner.roles),
    )


def links_text(message: discord.Message) -> str:
    """All visible text of a message as one string, for finding links."""
    parts = _parts(message, AuthorKind.MEMBER, NO_FILES, None)
    urls = [embed.url for embed in message.embeds if embed.url]
    return "\n".join([*(part.text for part in parts), *urls])


def _opened(
    message: discord.Message, where: discord.Thread | None, thread: discord.Thread | None
) -> discord.Thread | None:
    """The thread whose title counts for this message: it opened the forum post or, by the same author, the thread."""
    if where is not None and where.id == message.id:
        return where
    opened = thread or message.thread
    if opened is not None and opened.id == message.id and opened.owner_id == message.author.id:
        return opened
    return None


def _reply(message: discord.Message) -> discord.MessageReference | None:
    reference = message.reference
    if reference is None or message.type is not discord.MessageType.reply:
        return None  # forwards, pins and crossposts refer to messages too
    return reference


def _reply_author(reply: discord.MessageReference | None) -> int | None:
    if reply is None or not isinstance(reply.resolved, discord.Message):
        return None
    return reply.resolved.author.id


def _parts(
    message: discord.Message, kind: AuthorKind, files: Mapping[int, str], opened: discord.Thread | None
) -> Iterator[Part]:
    if opened is not None:
        yield from _title(opened)
    yield Part(Place.CONTENT, message.content or "")
    yield from _snapshot_parts(message, files)
    for snapshot in message.message_snapshots:
        yield Part(Place.FORWARD, snapshot.content or "")
        yield from _snapshot_parts(snapshot, files)
        yield from _embeds(snapshot.embeds, Place.EMBED)
    if message.poll is not None:
        answers = (answer.text for answer in message.poll.answers)
        yield Part(Place.POLL, "\n".join(text for text in (message.poll.question, *answers) if text))
    # A bot writes its embeds itself; those of a member are made by the site a link points to.
    own = kind in {AuthorKind.BOT, AuthorKind.WEBHOOK}
    for embed in message.embeds:
        place = Place.CONTENT if own and embed.type == "rich" else Place.EMBED
        yield from _embeds([embed], place)


def _title(thread: discord.Thread) -> Iterator[Part]:
    yield Part(Place.TITLE, thread.name)
    tags = ", ".join(tag.name for tag in thread.applied_tags)
    if tags:
        yield Part(Place.TITLE, tags)


def _snapshot_parts(message: Snapshot, files: Mapping[int, str]) -> Iterator[Part]:
    """What a message and a forwarded snapshot have in common."""
    for attachment in message.attachments:
        named = "\n".join(text for text in (attachment.filename, attachment.description) if text)
        yield Part(Place.ATTACHMENT, named)
        if attachment.id in files:
            yield Part(Place.FILE, files[attachment.id])
    for sticker in message.stickers:
        yield Part(Place.STICKER, sticker.name)
    texts = [text for component in message.components for text in _component_texts(component)]
    yield Part(Place.COMPONENT, "\n".join(texts))


def _embeds(embeds: Sequence[discord.Embed], place: Place) -> Iterator[Part]:
    for embed in embeds:
        texts = [
            embed.author.name,
            embed.title,
            embed.description,
            *(text for field in embed.fields for text in (field.name, field.value)),
            embed.footer.text,
        ]
        yield Part(place, "\n".join(text for text in texts if text))


def _component_texts(component: object) -> Iterator[str]:
    """Texts of a component and of all components in it, in the order they are shown."""
    for name in ("content", "label", "placeholder", "description"):
        text = getattr(component, name, None)
        if isinstance(text, str) and text:
            yield text
    for name in ("children", "options", "items"):
        inner = getattr(component, name, None)
        if isinstance(inner, Iterable) and not isinstance(inner, str):
            for one in inner:
                yield from _component_texts(one)
    accessory = getattr(component, "accessory", None)
    if accessory is not None:
        yield from _component_texts(accessory)
