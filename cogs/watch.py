"""What happens in the channels: every event that shows or takes away text becomes a view for the intake."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

import discord
from discord.ext import commands, tasks

from bot.detect.message import AuthorKind, MessageView
from bot.detect.policy import GuildPolicy
from bot.review.effects import Code
from bot.ui.reach import Busy, Unreachable, asking_discord, channel_of, member_of
from bot.ui.services import Services
from bot.ui.view import message_view, title_view

log = logging.getLogger(__name__)

CATCH_UP_MESSAGES: Final = 500
"""Messages of one channel that are read again after an absence: five requests. Older ones are past helping."""
AGAIN_SECONDS: Final = (1.0, 5.0, 15.0)
"""Pauses before a channel is read again where Discord is busy; the library itself does not repeat a 503."""
RESCORE_SECONDS: Final = 180.0
THREADS_KNOWN: Final = 1000
NOT_ROOTED: Final = frozenset(
    {discord.MessageType.thread_created, discord.MessageType.thread_starter_message}
)
"""Messages that only point to a thread; the title itself is read from the thread."""


class Watch(commands.Cog):
    """Turns gateway events into ``Intake`` calls."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._threads: OrderedDict[int, discord.Thread | None] = OrderedDict()
        self._catching_up = asyncio.Lock()
        self._waiting = False
        self.caught_up = asyncio.Event()
        """Set once what came before the first connection has been read."""
        self._began = discord.utils.time_snowflake(discord.utils.utcnow())
        self._cursors: dict[int, asyncio.Future[Mapping[int, int]]] = {}

    async def cog_load(self) -> None:
        """Begin to look after what was left unscored."""
        self._rescore.start()

    async def cog_unload(self) -> None:
        """Stop that."""
        self._rescore.cancel()

    @commands.Cog.listener("on_connect")
    async def session_began(self) -> None:
        """A new session: what was read up to now is asked anew, before the session's first message is taken."""
        self._cursors.clear()
        self._began = discord.utils.time_snowflake(discord.utils.utcnow())

    @commands.Cog.listener("on_message")
    async def created(self, message: discord.Message) -> None:
        """A new message."""
        if message.guild is not None and message.type not in NOT_ROOTED:
            await self.take(message)

    @commands.Cog.listener("on_raw_message_edit")
    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """An edit, of cached and uncached messages; also embeds that arrive later."""
        if event.message.guild is not None:
            await self.take(event.message, edited=True)

    @commands.Cog.listener("on_partial_message_edit")
    async def edited_in_part(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """An update that holds only what changed: the whole message is fetched."""
        guild = self._bot.get_guild(guild_id)
        if guild is not None and await self._watched(guild, channel_id):
            await self._fetch_and_take(guild, channel_id, message_id, edited=True)

    @commands.Cog.listener("on_raw_message_delete")
    async def deleted(self, event: discord.RawMessageDeleteEvent) -> None:
        """One message was deleted."""
        if event.guild_id is not None:
            await self._services.intake.deleted(event.guild_id, event.channel_id, [event.message_id])

    @commands.Cog.listener("on_raw_bulk_message_delete")
    async def deleted_in_bulk(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Many were deleted at once."""
        if event.guild_id is not None:
            await self._services.intake.deleted(event.guild_id, event.channel_id, sorted(event.message_ids))

    @commands.Cog.listener("on_thread_create")
    async def thread_created(self, thread: discord.Thread) -> None:
        """A new thread: its title is text too. A forum post's title comes with its first message."""
        self._remember(thread)
        if not _in_forum(thread):
            await self._take_title(thread)

    @commands.Cog.listener("on_thread_update")
    async def thread_updated(self, before: discord.Thread, thread: discord.Thread) -> None:
        """A title or its tags were changed. (An archived thread must be opened again before anybody can rename it.)"""
        if (before.name, before.applied_tags) == (thread.name, thread.applied_tags):
            return
        self._remember(thread)
        if not await self._watched(thread.guild, thread.id, thread.parent_id):
            return
        if _in_forum(thread):
            await self._fetch_and_take(thread.guild, thread.id, thread.id, edited=True, thread=thread)
        else:
            await self._take_title(thread, edited=True)

    @commands.Cog.listener("on_raw_thread_delete")
    async def thread_deleted(self, event: discord.RawThreadDeleteEvent) -> None:
        """A thread went, and its title with it."""
        self._threads.pop(event.thread_id, None)
        await self._services.intake.deleted(event.guild_id, event.thread_id, [event.thread_id])

    async def take(
        self, message: discord.Message, *, edited: bool = False, thread: discord.Thread | None = None
    ) -> None:
        """Read a message and hand it to the intake, where its channel is watched and it is none of ours."""
        guild = message.guild
        if guild is None or self._bot.user is None or getattr(message, "author", None) is None:
            return
        thread = thread or await self._thread_of(message)
        parent = thread.parent_id if thread is not None and thread.id == message.channel.id else None
        policy = await self._services.policies.get(guild.id)
        if not _read(policy, message.channel.id, parent):
            return
        await self._left_off(guild.id)
        view = message_view(
            message,
            self._bot.user.id,
            files=await self._services.files.read(_files_of(message)),
            author=await self._author(message, policy),
            thread=thread,
        )
        if view is not None and view.author_kind not in (AuthorKind.OURSELVES, AuthorKind.SYSTEM):
            await self._services.intake.offer(view, edited=edited)

    @commands.Cog.listener("on_ready")
    async def connected(self) -> None:
        """A new session began (not a resumed one, whose events Discord replays)."""
        await self.catch_up()

    @commands.Cog.listener("on_guild_available")
    async def came_back(self, guild: discord.Guild) -> None:
        """A server came back after an outage."""
        await self.catch_up()

    async def catch_up(self) -> None:
        """Read what was written while nobody listened, and what was left unscored. One at a time, one waiting."""
        if self._waiting:
            return
        self._waiting = True
        async with self._catching_up:
            self._waiting = False
            try:
                await self._missed()
                await self._backlog()
            finally:
                self.caught_up.set()

    @tasks.loop(seconds=RESCORE_SECONDS)
    async def _rescore(self) -> None:
        """What did not fit into the queue is scored once there is room."""
        if not self._bot.is_ready():
            return
        try:
            await self._backlog()
        except Exception:  # the loop would end over it, and what is unscored would wait for the next start
            log.exception("what was left unscored could not be read again")

    async def _backlog(self) -> None:
        """Messages that were accepted but not scored."""
        for guild_id, channel_id, message_id in await self._services.intake.backlog():
            guild = self._bot.get_guild(guild_id)
            if guild is not None and not guild.unavailable:
                await self._fetch_and_take(guild, channel_id, message_id)

    async def _missed(self) -> None:
        """Messages newer than each channel's cursor."""
        for guild in list(self._bot.guilds):
            if guild.unavailable:
                continue
            for channel_id, message_id in (await self._left_off(guild.id)).items():
                if await self._watched(guild, channel_id):
                    await self._read_again(guild, channel_id, message_id)

            await self._new_threads(guild)
            await self._begin(guild)

    async def _new_threads(self, guild: discord.Guild) -> None:
        """Threads that were opened meanwhile in a channel with a cursor: they have none of their own yet."""
        left_off = await self._left_off(guild.id)
        for thread in guild.threads:
            if thread.id in left_off or thread.id <= left_off.get(thread.parent_id, thread.id):
                continue
            if await self._watched(guild, thread.id, thread.parent_id):
                if not _in_forum(thread):
                    await self._take_title(thread)
                await self._read_again(guild, thread.id, thread.id - 1)

    async def _begin(self, guild: discord.Guild) -> None:
        """Watched channels in which nothing was said yet count from this session's beginning on."""
        left_off = await self._left_off(guild.id)
        for channel in guild.channels:
            if channel.id not in left_off and await self._watched(guild, channel.id):
                await self._services.intake.begin_at(guild.id, channel.id, self._began)

    async def _read_again(self, guild: discord.Guild, channel_id: int, after: int) -> None:
        count = 0
        try:
            for message in await self._since_patiently(guild, channel_id, after):
                try:
                    await self.take(message)
                except Exception as error:  # one odd message must not cost all that came after it
                    log.error("message %s could not be taken: %s", message.id, type(error).__name__)
                else:
                    count += 1
        except Unreachable as error:
            log.info("channel %s cannot be read again: %s", channel_id, error.code)
        except Busy as error:
            log.warning("channel %s could not be read again: %s", channel_id, error)
        if count:
            log.info("channel %s: %d messages read that came meanwhile", channel_id, count)

    async def _since_patiently(
        self, guild: discord.Guild, channel_id: int, after: int
    ) -> list[discord.Message]:
        """``_since``, tried again where Discord is busy: nobody comes back to what is not read now."""
        for pause in AGAIN_SECONDS:
            try:
                return await self._since(guild, channel_id, after)
            except Busy:
                await asyncio.sleep(pause)
        return await self._since(guild, channel_id, after)

    async def _left_off(self, guild_id: int) -> Mapping[int, int]:
        """The guild's cursors as they stood before the first message of this session was taken."""
        known = self._cursors.get(guild_id)
        if known is None or (known.done() and (known.cancelled() or known.exception() is not None)):
            known = self._cursors[guild_id] = asyncio.ensure_future(self._services.intake.cursors(guild_id))
        return await asyncio.shield(
            known
        )  # one event's end must not take it from the others that wait for it

    async def _since(self, guild: discord.Guild, channel_id: int, after: int) -> list[discord.Message]:
        """A channel's messages newer than ``after``, oldest first; the newest ``CATCH_UP_MESSAGES`` of them."""
        channel = await channel_of(guild, channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            return []
        found: list[discord.Message] = []
        with asking_discord():
            # Backwards from the newest one, so that of a long absence the end is read and not its beginning.
            async for message in channel.history(limit=CATCH_UP_MESSAGES, oldest_first=False):
                if message.id <= after:
                    break
                found.append(message)
        if len(found) == CATCH_UP_MESSAGES:
            log.warning("channel %s: only the newest %d missed messages are read", channel_id, len(found))
        return found[::-1]

    async def _fetch_and_take(
        self,
        guild: discord.Guild,
        channel_id: int,
        message_id: int,
        *,
        edited: bool = False,
        thread: discord.Thread | None = None,
    ) -> None:
        try:
            channel = thread or await channel_of(guild, channel_id)
            if not isinstance(channel, discord.abc.Messageable):
                return
            with asking_discord():
                message = await channel.fetch_message(message_id)
        except Unreachable as error:
            # Only where Discord says that it is gone: with a permission lost it may well be there still.
            if error.code == Code.GONE:
                await self._services.intake.deleted(guild.id, channel_id, [message_id])
            return
        except Busy as error:
            log.warning("message %s could not be fetched: %s", message_id, error)
            return
        await self.take(message, edited=edited, thread=thread)

    async def _take_title(self, thread: discord.Thread, *, edited: bool = False) -> None:
        """The title of a thread in a text channel: with its first message where the same person wrote that."""
        guild, me = thread.guild, self._bot.user
        if me is None or thread.parent_id is None or thread.owner_id is None:
            return
        if not await self._watched(guild, thread.id, thread.parent_id):
            return
        try:
            parent = await channel_of(guild, thread.parent_id)
            starter = await _starter(parent, thread.id)
            if starter is not None and starter.type not in NOT_ROOTED:
                # A case is known by its message: a title over somebody else's message has none of its own.
                if starter.author.id == thread.owner_id:
                    await self.take(starter, edited=True, thread=thread)
                return
            owner = await member_of(guild, thread.owner_id)
        except (Unreachable, Busy) as error:
            log.warning("the title of thread %s could not be read: %s", thread.id, error)
            return
        view: MessageView | None = title_view(thread, owner, me.id)
        if view is not None and view.author_kind is not AuthorKind.OURSELVES:
            await self._services.intake.offer(view, edited=edited)

    async def _watched(self, guild: discord.Guild, channel_id: int, parent_id: int | None = None) -> bool:
        policy = await self._services.policies.get(guild.id)
        if parent_id is None:
            known = guild.get_channel_or_thread(channel_id)
            parent_id = known.parent_id if isinstance(known, discord.Thread) else None
        return _read(policy, channel_id, parent_id)

    async def _thread_of(self, message: discord.Message) -> discord.Thread | None:
        """The thread a message stands in or opened. Archived threads are not cached by the library: fetched once."""
        if isinstance(message.channel, discord.Thread):
            return message.channel
        if message.thread is not None:
            return message.thread
        if not isinstance(message.channel, discord.PartialMessageable) or message.guild is None:
            return None
        if message.channel.id not in self._threads:
            try:
                channel = await channel_of(message.guild, message.channel.id)
            except (Unreachable, Busy):
                return None
            self._remember(channel if isinstance(channel, discord.Thread) else None, message.channel.id)
        return self._threads.get(message.channel.id)

    def _remember(self, thread: discord.Thread | None, channel_id: int | None = None) -> None:
        key = thread.id if thread is not None else channel_id
        if key is None:
            return
        self._threads[key] = thread
        self._threads.move_to_end(key)
        if len(self._threads) > THREADS_KNOWN:
            self._threads.popitem(last=False)

    async def _author(self, message: discord.Message, policy: GuildPolicy) -> discord.Member | None:
        """The author with roles, where a fetched message brought none and a role could exempt them."""
        if isinstance(message.author, discord.Member) or message.guild is None:
            return None
        if not policy.exempt_role_ids or message.webhook_id is not None or message.author.bot:
            return None
        try:
            return await member_of(message.guild, message.author.id)
        except (Unreachable, Busy):
            return None


def _read(policy: GuildPolicy, channel_id: int, parent_id: int | None) -> bool:
    """Whether a channel is read: watched, and neither the review channel (where one is set) nor a thread in it."""
    return policy.for_channel(channel_id, parent_id).watch and not policy.in_review(channel_id, parent_id)


def _files_of(message: discord.Message) -> list[discord.Attachment]:
    forwarded = (one for snapshot in message.message_snapshots for one in snapshot.attachments)
    return [*message.attachments, *forwarded]


def _in_forum(thread: discord.Thread) -> bool:
    return isinstance(thread.parent, discord.ForumChannel)


async def _starter(parent: Any, message_id: int) -> discord.Message | None:
    """The message a thread was opened on; ``None`` where it stands by itself."""
    if not isinstance(parent, discord.abc.Messageable):
        return None
    try:
        with asking_discord():
            return await parent.fetch_message(message_id)
    except Unreachable:
        return None
