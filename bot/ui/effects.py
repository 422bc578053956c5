"""What the desk does on Discord. Rights are looked at first, so that no request is refused.

``bot.review.measures`` says what each kind of action needs; here stands how it is done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import discord

from bot import wording
from bot.review.effects import Code, EffectFailed, EffectRetry
from bot.review.measures import MEASURES, About
from bot.review.policies import Policies
from bot.review.types import ActionKind, ActionRow, Case, Standing
from bot.store.columns import from_millis, to_millis
from bot.ui import limits
from bot.ui.answers import NO_MENTIONS
from bot.ui.appeal_cards import notice_text
from bot.ui.appeal_controls import own_controls
from bot.ui.cards import case_url
from bot.ui.language import speaking_in
from bot.ui.reach import (
    Busy,
    GuildChannel,
    Unreachable,
    asking_discord,
    can_be_acted_on,
    channel_of,
    member_of,
    outranks,
    permissions_in,
)
from bot.ui.text import clip, escape_line

WARNING_REASON = 400
"""Room for the moderators' reason in a warning; with everything else it stays far under a message's 2,000."""


def nonce_of(key: str) -> str:
    """An idempotency key as a nonce Discord takes: at most 25 characters, the same for the same key."""
    return hashlib.sha256(key.encode()).hexdigest()[: limits.NONCE_LENGTH]


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where an action takes place; ``member`` is the author, ``None`` where they are no member (or do not matter)."""

    guild: discord.Guild
    case: Case
    member: discord.Member | None

    @property
    def author(self) -> discord.Object:
        return discord.Object(self.case.author_id)


class DiscordEffects:
    """``bot.review.effects.Effects`` over discord.py. ``bind`` it to the bot before the first effect.

    What it writes to members and into the server's audit log is in the server's language.
    """

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._client: discord.Client | None = None
        self._acts = {
            ActionKind.DELETE: self._delete,
            ActionKind.WARN: self._write,
            ActionKind.NOTICE: self._write,
            ActionKind.KICK: self._kick,
        }
        self._readers = {
            ActionKind.TIMEOUT: self._timeout,
            ActionKind.BAN: self._banned,
            ActionKind.SLOWMODE: self._slowmode,
            ActionKind.LOCK: self._locked,
        }
        self._writers = {
            ActionKind.TIMEOUT: self._set_timeout,
            ActionKind.BAN: self._set_ban,
            ActionKind.SLOWMODE: self._set_slowmode,
            ActionKind.LOCK: self._set_lock,
        }

    def bind(self, client: discord.Client) -> None:
        """The bot to act through from now on."""
        self._client = client

    async def act(self, case: Case, action: ActionRow, reason: str | None) -> None:
        """Delete the message, kick the author, or write to them."""
        async with speaking_in(self._bot, self._policies, case.guild_id):
            with _effects():
                scene = await self._scene(case, action.kind)
                await self._acts[action.kind](scene, action, reason)

    async def standing(self, case: Case, kind: ActionKind) -> Standing:
        """The timeout, slow mode, lock or ban as Discord has it now."""
        with _effects():
            return await self._readers[kind](await self._scene(case, kind))

    async def put(self, case: Case, action: ActionRow, value: Standing, reason: str | None) -> None:
        """Make the timeout, slow mode, lock or ban stand like this."""
        async with speaking_in(self._bot, self._policies, case.guild_id):
            why = _audit_reason(case, action, reason)
        with _effects():
            scene = await self._scene(case, action.kind)
            with asking_discord():
                await self._writers[action.kind](scene, action, value, why)

    async def _scene(self, case: Case, kind: ActionKind) -> _Scene:
        """Look at everything that Discord would refuse for: membership, our permission, the order of roles."""
        guild = self._guild(case)
        measure = MEASURES[kind]
        member = await member_of(guild, case.author_id) if measure.about is About.MEMBER else None
        if measure.present and member is None:
            raise Unreachable(Code.NOT_MEMBER)
        if not measure.needs:
            return _Scene(guild, case, member)
        me = await member_of(guild, guild.me.id)
        if me is None:
            raise Unreachable(Code.NO_PERMISSION, "the bot left the server")
        granted, needed = me.guild_permissions, measure.needs
        if measure.about is not About.MEMBER:
            granted = permissions_in(await channel_of(guild, case.channel_id), me)
            needed = ("view_channel", *measure.needed(in_thread=case.parent_id is not None))
        if not all(getattr(granted, name) for name in needed):
            raise Unreachable(Code.NO_PERMISSION)
        if measure.ranked and member is not None and not _below(guild, me, member):
            raise Unreachable(Code.ROLE_ABOVE)
        return _Scene(guild, case, member)

    # Acts

    async def _delete(self, scene: _Scene, action: ActionRow, reason: str | None) -> None:
        case = scene.case
        with asking_discord():
            await self._bot.http.delete_message(
                case.channel_id, case.message_id, reason=_audit_reason(case, action, reason)
            )

    async def _kick(self, scene: _Scene, action: ActionRow, reason: str | None) -> None:
        with asking_discord():
            await scene.guild.kick(scene.author, reason=_audit_reason(scene.case, action, reason))

    async def _write(self, scene: _Scene, action: ActionRow, reason: str | None) -> None:
        case = scene.case
        name = escape_line(scene.guild.name, limits.CHANNEL_NAME)
        appeals = (await self._policies.get(case.guild_id)).appeals
        given: dict[str, Any] = {}
        if action.undoes is None:
            why = escape_line(reason, WARNING_REASON) if reason else None
            text = wording.warning(name, case.kind.value, why, case_url(case))
            if appeals.on:
                text += f"\n{notice_text(case, appeals, datetime.now(UTC))}"
                given["view"] = own_controls(case.id, case.guild_id, "open", "status")
        else:
            text = wording.TAKEN_BACK.format(server=name)
        with asking_discord():
            channel = await self._bot.create_dm(scene.author)
            await channel.send(
                clip(text, limits.CONTENT_LENGTH),
                nonce=nonce_of(action.key),
                suppress_embeds=True,
                allowed_mentions=NO_MENTIONS,
                **given,
            )

    # Settings

    async def _timeout(self, scene: _Scene) -> Standing:
        end = scene.member.timed_out_until if scene.member is not None else None
        return None if end is None else to_millis(end)

    async def _set_timeout(self, scene: _Scene, action: ActionRow, value: Standing, why: str) -> None:
        if scene.member is not None:
            await scene.member.edit(timed_out_until=None if value is None else from_millis(value), reason=why)

    async def _banned(self, scene: _Scene) -> Standing:
        try:
            with asking_discord():
                await scene.guild.fetch_ban(scene.author)
        except Unreachable as error:
            if error.code == Code.GONE:
                return False
            raise
        return True

    async def _set_ban(self, scene: _Scene, action: ActionRow, value: Standing, why: str) -> None:
        if value:
            await scene.guild.ban(scene.author, reason=why, delete_message_seconds=action.amount or 0)
            return
        with suppress(discord.NotFound):  # lifted by somebody in this very moment
            await scene.guild.unban(scene.author, reason=why)

    async def _slowmode(self, scene: _Scene) -> Standing:
        return int(getattr(await self._channel(scene), "slowmode_delay", 0))

    async def _set_slowmode(self, scene: _Scene, action: ActionRow, value: Standing, why: str) -> None:
        channel = await self._channel(scene)
        await self._in_open(channel, why, rate_limit_per_user=int(value or 0))

    async def _locked(self, scene: _Scene) -> Standing:
        return _thread(await self._channel(scene)).locked

    async def _set_lock(self, scene: _Scene, action: ActionRow, value: Standing, why: str) -> None:
        await self._in_open(_thread(await self._channel(scene)), why, locked=bool(value))

    async def _in_open(self, channel: GuildChannel, why: str, **changes: int | bool) -> None:
        """Edit a channel. An archived thread must be opened to be edited, and is archived again after."""
        archived = isinstance(channel, discord.Thread) and channel.archived
        opened = {**changes, "archived": False} if archived else changes
        await self._bot.http.edit_channel(channel.id, reason=why, **opened)
        if archived:
            await self._bot.http.edit_channel(channel.id, reason=why, archived=True)

    async def _channel(self, scene: _Scene) -> GuildChannel:
        """The channel as Discord has it now; never from the cache, which may lag behind."""
        with asking_discord():
            return await scene.guild.fetch_channel(scene.case.channel_id)

    @property
    def _bot(self) -> discord.Client:
        if self._client is None:
            raise EffectRetry("the bot has not started yet")
        return self._client

    def _guild(self, case: Case) -> discord.Guild:
        guild = self._bot.get_guild(case.guild_id)
        if guild is None or guild.unavailable:
            raise EffectRetry("the server is not available")
        return guild


def _below(guild: discord.Guild, me: discord.Member, member: discord.Member) -> bool:
    return can_be_acted_on(guild, member) and outranks(guild, me, member)


def _thread(channel: GuildChannel) -> discord.Thread:
    if not isinstance(channel, discord.Thread):
        raise Unreachable(Code.NOT_THREAD)
    return channel


def _audit_reason(case: Case, action: ActionRow, reason: str | None) -> str:
    if action.undoes is not None:
        return wording.audit_undo(case.number)
    return clip(wording.audit_reason(case.number, reason), limits.AUDIT_REASON)


@contextmanager
def _effects() -> Iterator[None]:
    try:
        yield
    except Unreachable as error:
        raise EffectFailed(error.code, error.detail) from error
    except Busy as error:
        raise EffectRetry(str(error)) from error
