"""Carries what appeals owe to Discord: their cards, what members are told, the reminder."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.review.appeal_types import AppealView, Said, Speaker
from bot.review.courier import CARD_GONE, NO_REVIEW_CHANNEL, CourierFailed, CourierRetry, Place
from bot.ui import limits
from bot.ui.answers import NO_MENTIONS
from bot.ui.appeal_cards import appeal_embed, dm_text, reminder_text
from bot.ui.appeal_controls import appeal_controls, appeals_on, own_controls
from bot.ui.courier import CARDS_READ, DiscordCourier, sending
from bot.ui.language import speaking_in
from bot.ui.reach import Unreachable, member_of
from bot.ui.text import escape_line


class AppealCourier(DiscordCourier):
    """``bot.review.courier.Courier`` over discord.py, appeals included."""

    async def appeal(self, view: AppealView, nonce: str) -> Place:
        """Edit the appeal's card, or post one in the review channel."""
        appeal = view.appeal
        known = appeal.card_message_id
        channel_id = (appeal.card_channel_id if known is not None else None) or await self._queue(
            appeal.guild_id
        )
        channel = self._channel(appeal.guild_id, channel_id)
        async with speaking_in(self._bot, self._policies, appeal.guild_id):
            embed, controls = appeal_embed(view), appeal_controls(appeal)
        if known is not None:
            with sending(unknown_message=CARD_GONE):
                await channel.get_partial_message(known).edit(
                    embed=embed, view=controls, allowed_mentions=NO_MENTIONS
                )
            return channel_id, known
        await self._may_post(appeal.guild_id, channel_id)
        with sending():
            message = await channel.send(
                embed=embed, view=controls, nonce=nonce, allowed_mentions=NO_MENTIONS
            )
        return channel_id, message.id

    async def find_appeal(self, view: AppealView) -> Place | None:
        """The newest card of this appeal among the review channel's last messages, as far as they can be read."""
        guild_id = view.appeal.guild_id
        channel_id = await self._queue(guild_id)
        try:
            if not await self._may_read(guild_id, channel_id):
                return None
        except Unreachable:
            return None
        with sending():
            async for message in self._channel(guild_id, channel_id).history(limit=CARDS_READ):
                if message.author.id == self._me and view.appeal.id in appeals_on(message):
                    return channel_id, message.id
        return None

    async def tell_member(self, view: AppealView, said: Said, nonce: str) -> None:
        """Write to the member, with a way to reply."""
        appeal = view.appeal
        guild = self._bot.get_guild(appeal.guild_id)
        if guild is None or guild.unavailable:
            raise CourierRetry("unavailable", unsure=False)
        verbs = ("status",) if said.speaker is Speaker.OUTCOME else ("reply", "status")
        async with speaking_in(self._bot, self._policies, appeal.guild_id):
            text = dm_text(view, said, escape_line(guild.name, limits.CHANNEL_NAME))
            controls = own_controls(appeal.case_id, appeal.guild_id, *verbs)
        with sending():
            if await member_of(guild, appeal.member_id) is None:
                raise CourierFailed("not_member")
            channel = await self._bot.create_dm(discord.Object(appeal.member_id))
            await channel.send(
                text, view=controls, nonce=nonce, suppress_embeds=True, allowed_mentions=NO_MENTIONS
            )

    async def remind_of_appeals(self, waiting: Sequence[AppealView], nonce: str) -> None:
        """One message beside the cards, without a mention."""
        guild_id = waiting[0].appeal.guild_id
        channel_id = await self._queue(guild_id)
        hours = (await self._policies.get(guild_id)).appeals.remind_hours
        await self._may_post(guild_id, channel_id)
        async with speaking_in(self._bot, self._policies, guild_id):
            text = reminder_text(waiting, hours)
        with sending():
            await self._channel(guild_id, channel_id).send(
                text, nonce=nonce, suppress_embeds=True, allowed_mentions=NO_MENTIONS
            )

    async def _queue(self, guild_id: int) -> int:
        policy = await self._policies.get(guild_id)
        if policy.review_channel_id is None:
            raise CourierFailed(NO_REVIEW_CHANNEL)
        return policy.review_channel_id
