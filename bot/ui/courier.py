"""Carries errands to Discord: posts and edits cards, asks authors for a source, takes the question down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import aiohttp
import discord

from bot import wording
from bot.detect.policy import AskVia
from bot.review.courier import (
    CARD_GONE,
    GONE,
    NO_REVIEW_CHANNEL,
    CourierFailed,
    CourierRetry,
    Place,
    Unreadable,
)
from bot.review.policies import Policies
from bot.review.types import CardView, Case
from bot.ui import limits
from bot.ui.answers import NO_MENTIONS
from bot.ui.cards import case_embed, case_url, jump_url, stamp
from bot.ui.controls import ask_controls, card_controls, cases_on
from bot.ui.language import speaking_in
from bot.ui.queue_cards import flood_embed
from bot.ui.queue_items import floods_on
from bot.ui.reach import Busy, Unreachable, asking_discord, channel_of, member_of, permissions_in
from bot.ui.text import clip, escape_line

CARDS_READ: Final = limits.HISTORY_PAGE
"""Messages of the review channel that are searched for a card: one request's worth."""
UNKNOWN_MESSAGE: Final = 10008
"""https://discord.com/developers/docs/topics/opcodes-and-status-codes#json"""
_NOT_SENT = 429
"""Discord turned the request away before doing anything."""


class DiscordCourier:
    """``bot.review.courier.Courier`` over discord.py. ``bind`` it to the bot before the first errand."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._client: discord.Client | None = None

    def bind(self, client: discord.Client) -> None:
        """The bot to act through from now on."""
        self._client = client

    async def card(self, view: CardView, nonce: str) -> Place:
        """Edit the card of a group, or post one in the review channel."""
        known = view.group.card_message_id
        channel_id = (view.group.card_channel_id if known is not None else None) or await self._review(view)
        channel = self._channel(view.group.guild_id, channel_id)
        async with speaking_in(self._bot, self._policies, view.group.guild_id):
            embed, controls = card_embed(view), card_controls(view)
        if known is not None:
            with sending(unknown_message=CARD_GONE):
                await channel.get_partial_message(known).edit(
                    content=None, embed=embed, view=controls, allowed_mentions=NO_MENTIONS
                )
            return channel_id, known
        await self._may_post(view.group.guild_id, channel_id)
        with sending():
            message = await channel.send(
                embed=embed, view=controls, nonce=nonce, allowed_mentions=NO_MENTIONS
            )
        return channel_id, message.id

    async def find_card(self, view: CardView) -> int | Unreadable | None:
        """The newest card of this group among the review channel's last messages, other than the known one."""
        wanted = {view.lead.id, *(other.id for other in view.others)}
        try:
            channel_id = view.group.card_channel_id or await self._review(view)
            if not await self._may_read(view.group.guild_id, channel_id):
                return Unreadable("no_permission")
            channel = self._channel(view.group.guild_id, channel_id)
            with asking_discord():
                async for message in channel.history(limit=CARDS_READ):
                    if message.author.id != self._me or message.id == view.group.card_message_id:
                        continue
                    if wanted & cases_on(message) or view.group.id in floods_on(message):
                        return message.id
        except Unreachable as error:
            return Unreadable(error.code)
        except CourierFailed as error:
            return Unreadable(error.code)
        except Busy as error:
            raise CourierRetry(str(error)) from error
        return None

    async def replaced(self, view: CardView, message_id: int) -> None:
        """Turn an older card into a pointer to the newer one."""
        channel_id, newer = view.group.card_channel_id, view.group.card_message_id
        if channel_id is None or newer is None:
            return
        async with speaking_in(self._bot, self._policies, view.group.guild_id):
            text = wording.CONTINUED.format(url=jump_url(view.group.guild_id, channel_id, newer))
        with sending(unknown_message=GONE):
            await (
                self._channel(view.group.guild_id, channel_id)
                .get_partial_message(message_id)
                .edit(content=text, embed=None, view=None)
            )

    async def ask(self, case: Case, nonce: str) -> Place:
        """Ask the author for a source. A DM that cannot be sent fails; it never becomes a reply."""
        if case.ask_via is AskVia.DM:
            return await self._ask_by_dm(case, nonce)
        reference = discord.MessageReference(
            message_id=case.message_id,
            channel_id=case.channel_id,
            guild_id=case.guild_id,
            fail_if_not_exists=True,  # without its message the question would stand for itself
        )
        await self._may_post(case.guild_id, case.channel_id, reply=True)
        async with speaking_in(self._bot, self._policies, case.guild_id):
            text, controls = wording.ASK_TEXT, ask_controls(case)
        with sending(bad_reference=GONE):
            message = await self._channel(case.guild_id, case.channel_id).send(
                text,
                reference=reference,
                mention_author=False,
                silent=True,
                view=controls,
                nonce=nonce,
                allowed_mentions=NO_MENTIONS,
            )
        return case.channel_id, message.id

    async def unask(self, case: Case) -> None:
        """Delete the question; one that is gone already is no error."""
        if case.ask_message_id is None or case.ask_channel_id is None:
            return
        try:
            with sending():
                await self._bot.http.delete_message(case.ask_channel_id, case.ask_message_id)
        except CourierFailed as error:
            if error.code != GONE:
                raise

    async def thanks(self, case: Case, nonce: str) -> None:
        """Thank the author where they were asked by DM; in a channel the note that goes away says enough."""
        if case.ask_via is not AskVia.DM:
            return
        async with speaking_in(self._bot, self._policies, case.guild_id):
            text = wording.SOURCE_THANKS
        with sending():
            channel = await self._bot.create_dm(discord.Object(case.author_id))
            await channel.send(text, nonce=nonce, allowed_mentions=NO_MENTIONS)

    async def alert(self, case: Case, nonce: str) -> None:
        """Mention the role for escalated cases beside the card. An edit of the card would notify nobody."""
        policy = await self._policies.get(case.guild_id)
        url = case_url(case)
        await self._call(
            case.guild_id,
            policy.escalation_role_id,
            lambda role: wording.alert(role, case.number, url),
            nonce,
        )

    async def urgent(self, case: Case, nonce: str) -> None:
        """Mention the role on duty beside the card."""
        policy = await self._policies.get(case.guild_id)
        url = case_url(case)
        await self._call(
            case.guild_id, policy.urgent_role_id, lambda role: wording.urgent(role, case.number, url), nonce
        )

    async def remind(self, guild_id: int, number: int, oldest: datetime, nonce: str) -> None:
        """Mention the role that is reminded of what waits."""
        policy = await self._policies.get(guild_id)
        since = stamp(oldest)
        await self._call(
            guild_id, policy.remind_role_id, lambda role: wording.remind(role, number, since), nonce
        )

    async def help(self, case: Case, nonce: str) -> None:
        """Send the help text to the author. It names nobody and quotes nothing."""
        policy, guild = await self._policies.get(case.guild_id), self._guild(case.guild_id)
        async with speaking_in(self._bot, self._policies, case.guild_id):
            name = escape_line(guild.name, limits.CHANNEL_NAME)
            text = wording.help_dm(name, policy.help_text or wording.HELP_TEXT)
        with sending():
            if await member_of(guild, case.author_id) is None:
                raise CourierFailed("not_member")
            channel = await self._bot.create_dm(discord.Object(case.author_id))
            await channel.send(
                clip(text, limits.CONTENT_LENGTH),
                nonce=nonce,
                suppress_embeds=True,
                allowed_mentions=NO_MENTIONS,
            )

    async def _call(self, guild_id: int, role: int | None, say: Callable[[int], str], nonce: str) -> None:
        """One message in the review channel that mentions one role and can mention nothing else."""
        channel_id = (await self._policies.get(guild_id)).review_channel_id
        if role is None or channel_id is None:
            return
        await self._may_post(guild_id, channel_id)
        async with speaking_in(self._bot, self._policies, guild_id):
            text = say(role)
        with sending():
            await self._channel(guild_id, channel_id).send(
                text,
                nonce=nonce,
                suppress_embeds=True,
                allowed_mentions=discord.AllowedMentions(
                    everyone=False, users=False, roles=[discord.Object(role)], replied_user=False
                ),
            )

    async def _ask_by_dm(self, case: Case, nonce: str) -> Place:
        guild = self._bot.get_guild(case.guild_id)
        if guild is None or guild.unavailable:
            raise CourierRetry("unavailable", unsure=False)
        async with speaking_in(self._bot, self._policies, case.guild_id):
            text = wording.ask_dm(escape_line(guild.name, limits.CHANNEL_NAME), case_url(case))
            controls = ask_controls(case)
        with sending():
            if await member_of(guild, case.author_id) is None:
                raise CourierFailed("not_member")
            channel = await self._bot.create_dm(discord.Object(case.author_id))
            message = await channel.send(
                clip(text, limits.CONTENT_LENGTH),
                view=controls,
                nonce=nonce,
                suppress_embeds=True,
                allowed_mentions=NO_MENTIONS,
            )
        return channel.id, message.id

    def _guild(self, guild_id: int) -> discord.Guild:
        guild = self._bot.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise CourierRetry("unavailable", unsure=False)
        return guild

    async def _review(self, view: CardView) -> int:
        policy = await self._policies.get(view.group.guild_id)
        if policy.review_channel_id is None:
            raise CourierFailed(NO_REVIEW_CHANNEL)
        return policy.review_channel_id

    async def _may_post(self, guild_id: int, channel_id: int, *, reply: bool = False) -> None:
        """Look before posting, so that no request is refused (refusals count towards Discord's own ban limit)."""
        guild = self._guild(guild_id)
        with sending():
            channel = await channel_of(guild, channel_id)
            permissions = permissions_in(channel, guild.me)
        thread = isinstance(channel, discord.Thread)
        send = permissions.send_messages_in_threads if thread else permissions.send_messages
        needed = permissions.read_message_history if reply else permissions.embed_links
        if not (permissions.view_channel and send and needed):
            raise CourierFailed("no_permission")

    async def _may_read(self, guild_id: int, channel_id: int) -> bool:
        """Whether older messages are shown to us. Without that permission Discord answers with none, not with an error.

        https://discord.com/developers/docs/resources/message#get-channel-messages
        """
        guild = self._guild(guild_id)
        permissions = permissions_in(await channel_of(guild, channel_id), guild.me)
        return permissions.view_channel and permissions.read_message_history

    def _channel(self, guild_id: int, channel_id: int) -> discord.PartialMessageable:
        return self._bot.get_partial_messageable(channel_id, guild_id=guild_id)

    @property
    def _bot(self) -> discord.Client:
        if self._client is None:
            raise CourierRetry("not started", unsure=False)
        return self._client

    @property
    def _me(self) -> int:
        user = self._bot.user
        return user.id if user is not None else 0


@contextmanager
def sending(*, unknown_message: str = GONE, bad_reference: str | None = None) -> Iterator[None]:
    """discord.py's exceptions as the courier's. What certainly changed nothing on Discord is marked as such."""
    try:
        yield
    except discord.NotFound as error:
        known = error.code == UNKNOWN_MESSAGE
        raise CourierFailed(unknown_message if known else GONE, _detail(error)) from error
    except discord.HTTPException as error:
        if error.status == _NOT_SENT or error.status >= 500:
            raise CourierRetry(str(error.status), unsure=error.status != _NOT_SENT) from error
        if error.status == 400 and bad_reference is not None and "message_reference" in error.text:
            raise CourierFailed(bad_reference, _detail(error)) from error
        try:
            with asking_discord():
                raise error
        except Unreachable as refused:
            raise CourierFailed(refused.code, refused.detail) from error
    except discord.RateLimited as error:
        raise CourierRetry("429", retry_after=error.retry_after, unsure=False) from error
    except Unreachable as error:
        raise CourierFailed(error.code, error.detail) from error
    except aiohttp.ClientConnectorError as error:
        raise CourierRetry("no connection", unsure=False) from error
    except (TimeoutError, Busy, aiohttp.ClientError, OSError) as error:
        raise CourierRetry(type(error).__name__) from error


def card_embed(view: CardView) -> discord.Embed:
    """The card of a group: of its lead case, or of a whole flood."""
    return case_embed(view) if view.flood is None else flood_embed(view)


def _detail(error: discord.HTTPException) -> str:
    return f"HTTP {error.status}, code {error.code}"
