"""``/settings``: a server's own rules. Each command is one change of the policy; what it may be, the policy checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.detect.policy import (
    ASK_MINUTES_LIMIT,
    FLOOD_AUTHORS_LIMIT,
    HELP_TEXT_LIMIT,
    REMIND_HOURS_LIMIT,
    AccusationHandling,
    AskVia,
    ChannelOverride,
    GuildPolicy,
    LabelHandling,
    Language,
)
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.language import speaking_to
from bot.ui.reach import is_manager, permissions_in
from bot.ui.services import Services
from bot.ui.settings_card import settings_embed
from cogs.sanctions import AppealSettings, LadderSettings

Watchable: TypeAlias = discord.TextChannel | discord.ForumChannel | discord.VoiceChannel | discord.Thread
Change = Callable[[GuildPolicy], GuildPolicy]

REVIEW_NEEDS: Final = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""``read_message_history``: to find a card again whose sending was cut off."""
WATCH_NEEDS: Final = ("view_channel", "read_message_history", "send_messages", "manage_messages")
_ON_OFF: Final = [
    app_commands.Choice(name=wording.ON, value=1),
    app_commands.Choice(name=wording.OFF, value=0),
]

_LANGUAGES: Final = [
    app_commands.Choice(name=name, value=code) for code, name in wording.LANGUAGE_NAMES.items()
]


def override(policy: GuildPolicy, channel_id: int, **changes: Any) -> GuildPolicy:
    """The policy with something changed for one channel; an override that says nothing is dropped."""
    known = policy.channels.get(channel_id, ChannelOverride())
    new = known.model_copy(update=changes)
    channels = {**policy.channels, channel_id: new}
    if new == ChannelOverride():
        del channels[channel_id]
    return policy.model_copy(update={"channels": channels})


def threshold(policy: GuildPolicy, label: str, value: float | None, channel_id: int | None) -> GuildPolicy:
    """The policy with a label's threshold set (``None``: switched off), for all channels or one."""
    if channel_id is not None:
        known = policy.channels.get(channel_id, ChannelOverride())
        return override(policy, channel_id, thresholds={**known.thresholds, label: value})
    kept = {name: at for name, at in policy.base.thresholds.items() if name != label}
    if value is not None:
        kept[label] = value
    return policy.model_copy(update={"base": policy.base.model_copy(update={"thresholds": kept})})


def everywhere(policy: GuildPolicy, channel_id: int | None, **changes: Any) -> GuildPolicy:
    """The policy with something changed for one channel, or for all where none is named."""
    if channel_id is not None:
        return override(policy, channel_id, **changes)
    return policy.model_copy(update={"base": policy.base.model_copy(update=changes)})


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Settings(commands.GroupCog, group_name="settings", group_description="How this server is watched"):
    """``/settings``."""

    def __init__(self, services: Services) -> None:
        self._services = services
        assert self.app_command is not None  # noqa: S101 - a GroupCog has one
        self.app_command.add_command(LadderSettings(self._change, self._known))
        self.app_command.add_command(AppealSettings(self._change))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Manage Server, checked in code too: default permissions can be changed by a server."""
        if is_manager(interaction):
            return True
        with speaking_to(interaction):
            await tell(interaction, wording.MANAGERS_ONLY)
        return False

    @app_commands.command(name="show", description="All settings of this server")
    async def show(self, interaction: Interaction) -> None:
        """``/settings show``."""
        async with polite(interaction):
            policy = await self._services.policies.get(interaction.guild_id or 0)
            await tell(interaction, embed=settings_embed(policy, self._services.labels))

    @app_commands.command(name="review", description="Where cards for the moderators are posted")
    @app_commands.describe(channel="A channel that only moderators see")
    async def review(self, interaction: Interaction, channel: discord.TextChannel | discord.Thread) -> None:
        """``/settings review``: refused where the bot could not post."""
        async with polite(interaction):
            missing = _missing(channel, REVIEW_NEEDS)
            if missing:
                await tell(interaction, wording.REVIEW_NEEDS.format(channel=channel.mention, missing=missing))
                return
            await self._change(
                interaction, lambda policy: policy.model_copy(update={"review_channel_id": channel.id})
            )
            await self._services.outbox.retry_failed(channel.guild.id)
            note = f"\n{wording.REVIEW_PUBLIC.format(channel=channel.mention)}" if _public(channel) else ""
            await tell(interaction, wording.set_review(channel.id) + note)

    @app_commands.command(
        name="escalation", description="The role that is mentioned when a case is escalated"
    )
    @app_commands.describe(role="A role; leave it out to mention nobody")
    async def escalation(self, interaction: Interaction, role: discord.Role | None = None) -> None:
        """``/settings escalation``."""
        async with polite(interaction):
            chosen = role.id if role else None
            await self._change(
                interaction, lambda policy: policy.model_copy(update={"escalation_role_id": chosen})
            )
            await tell(interaction, wording.set_escalation(chosen) + _silent(role))

    @app_commands.command(name="urgent", description="The role that is called for urgent cases")
    @app_commands.describe(
        role="The role on duty; leave it out to call nobody",
        severity="From which severity on; 0.95 by default",
    )
    async def urgent(
        self,
        interaction: Interaction,
        role: discord.Role | None = None,
        severity: app_commands.Range[float, 0.01, 1.0] = 0.95,
    ) -> None:
        """``/settings urgent``."""
        chosen = role.id if role else None
        await self._handle(
            interaction,
            lambda policy: policy.model_copy(update={"urgent_role_id": chosen, "urgent_severity": severity}),
            lambda: wording.set_urgent(chosen, severity) + _silent(role),
        )

    @app_commands.command(name="remind", description="The role that is reminded of cases that wait too long")
    @app_commands.describe(
        role="A role; leave it out to remind nobody", hours="How long a case may wait; 24 by default"
    )
    async def remind(
        self,
        interaction: Interaction,
        role: discord.Role | None = None,
        hours: app_commands.Range[int, 1, REMIND_HOURS_LIMIT] = 24,
    ) -> None:
        """``/settings remind``."""
        chosen = role.id if role else None
        await self._handle(
            interaction,
            lambda policy: policy.model_copy(update={"remind_role_id": chosen, "remind_hours": hours}),
            lambda: wording.set_remind(chosen, hours) + _silent(role),
        )

    @app_commands.command(name="flood", description="How many people flagged within a minute share one card")
    @app_commands.describe(people="8 by default")
    async def flood(
        self, interaction: Interaction, people: app_commands.Range[int, 3, FLOOD_AUTHORS_LIMIT]
    ) -> None:
        """``/settings flood``."""
        await self._handle(
            interaction,
            lambda policy: policy.model_copy(update={"flood_authors": people}),
            lambda: wording.set_flood(people),
        )

    @app_commands.command(name="self-harm", description="Show moderators who may harm themselves, or do not")
    @app_commands.describe(state="on or off", channel="Only there; else everywhere")
    @app_commands.choices(state=_ON_OFF)
    async def self_harm(self, interaction: Interaction, state: int, channel: Watchable | None = None) -> None:
        """``/settings self-harm``."""
        where, on = channel.id if channel else None, bool(state)
        await self._handle(
            interaction,
            lambda policy: everywhere(policy, where, self_harm=on),
            lambda: wording.set_self_harm(on, where),
        )

    @app_commands.command(
        name="help-text", description="What moderators can send to members who may harm themselves"
    )
    @app_commands.describe(text="Leave it out for the bot's own words")
    async def help_text(
        self, interaction: Interaction, text: app_commands.Range[str, 1, HELP_TEXT_LIMIT] | None = None
    ) -> None:
        """``/settings help-text``."""
        await self._handle(
            interaction,
            lambda policy: policy.model_copy(update={"help_text": text}),
            lambda: wording.set_help_text(text is not None),
        )

    @app_commands.command(name="watch", description="Read a channel, or stop reading it")
    @app_commands.describe(channel="A channel, forum or thread", state="on or off")
    @app_commands.choices(state=_ON_OFF)
    async def watch(self, interaction: Interaction, channel: Watchable, state: int) -> None:
        """``/settings watch``."""
        async with polite(interaction):
            await self._change(interaction, lambda policy: override(policy, channel.id, watch=bool(state)))
            if state:
                await self._services.intake.begin_at(channel.guild.id, channel.id, interaction.id)
            else:
                await self._services.intake.forget([channel.id, *_threads_in(channel)])
            missing = _missing(channel, WATCH_NEEDS) if state else ""
            note = (
                f"\n{wording.WATCH_NEEDS.format(channel=channel.mention, missing=missing)}" if missing else ""
            )
            await tell(interaction, wording.set_watch(channel.id, bool(state)) + note)

    @app_commands.command(name="threshold", description="From which score a label flags a message")
    @app_commands.describe(
        label="Which score",
        value="0.01 to 1; 0 switches the label off",
        channel="Only there; else everywhere",
    )
    async def threshold(
        self,
        interaction: Interaction,
        label: str,
        value: app_commands.Range[float, 0.0, 1.0],
        channel: Watchable | None = None,
    ) -> None:
        """``/settings threshold``."""
        async with polite(interaction):
            if label not in self._services.labels:
                known = ", ".join(self._services.labels)
                await tell(interaction, wording.UNKNOWN_LABEL.format(labels=known))
                return
            at = value or None
            where = channel.id if channel else None
            await self._change(interaction, lambda policy: threshold(policy, label, at, where))
            await tell(interaction, wording.set_threshold(label, at, where))

    @threshold.autocomplete("label")
    async def labels_like(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Labels of the model that is in use."""
        return [
            app_commands.Choice(name=label, value=label)
            for label in self._services.labels
            if typed.casefold() in label
        ]

    @app_commands.command(name="accusations", description="What happens to accusations without a source")
    @app_commands.describe(
        handling="off, ask the author first, or straight to the queue", channel="Only there"
    )
    async def accusations(
        self, interaction: Interaction, handling: AccusationHandling, channel: Watchable | None = None
    ) -> None:
        """``/settings accusations``."""
        where = channel.id if channel else None
        await self._handle(
            interaction,
            lambda policy: everywhere(policy, where, accusations=handling),
            lambda: wording.set_accusations(handling.value, where),
        )

    @app_commands.command(name="labels", description='Whether bare labels ("crook") count as well as deeds')
    @app_commands.describe(handling="off, only against members, or all", channel="Only there")
    async def labels(
        self, interaction: Interaction, handling: LabelHandling, channel: Watchable | None = None
    ) -> None:
        """``/settings labels``."""
        where = channel.id if channel else None
        await self._handle(
            interaction,
            lambda policy: everywhere(policy, where, labels=handling),
            lambda: wording.set_labels(handling.value, where),
        )

    @app_commands.command(name="exempt", description="Members with this role are not judged, or are again")
    @app_commands.describe(role="A role", state="on: not judged; off: judged")
    @app_commands.choices(state=_ON_OFF)
    async def exempt(self, interaction: Interaction, role: discord.Role, state: int) -> None:
        """``/settings exempt``."""
        async with polite(interaction):
            await self._change(
                interaction,
                lambda policy: policy.model_copy(
                    update={
                        "exempt_role_ids": policy.exempt_role_ids | {role.id}
                        if state
                        else policy.exempt_role_ids - {role.id}
                    }
                ),
            )
            await tell(interaction, wording.set_exempt(role.id, bool(state)))

    @app_commands.command(
        name="ask", description="How authors are asked for a source, and how long they have"
    )
    @app_commands.describe(via="A silent reply or a direct message", minutes="Time to answer")
    async def ask(
        self,
        interaction: Interaction,
        via: AskVia | None = None,
        minutes: app_commands.Range[int, 1, ASK_MINUTES_LIMIT] | None = None,
    ) -> None:
        """``/settings ask``."""
        async with polite(interaction):
            changes: dict[str, Any] = {}
            if via is not None:
                changes["ask_via"] = via
            if minutes is not None:
                changes["ask_minutes"] = minutes
            policy = await self._change(interaction, lambda policy: policy.model_copy(update=changes))
            await tell(interaction, wording.set_ask(policy.ask_via.value, policy.ask_minutes))

    @app_commands.command(
        name="second-look", description="How many decided cases another moderator judges once more, blind"
    )
    @app_commands.describe(
        percent="Share of upheld and dismissed cases; 0 switches it off",
        note="Whether a case says that its second look disagreed",
    )
    @app_commands.choices(note=_ON_OFF)
    async def second_look(
        self,
        interaction: Interaction,
        percent: app_commands.Range[int, 0, 100] | None = None,
        note: int | None = None,
    ) -> None:
        """``/settings second-look``."""
        async with polite(interaction):
            changes: dict[str, Any] = {}
            if percent is not None:
                changes["second_look_percent"] = percent
            if note is not None:
                changes["second_look_note"] = bool(note)
            policy = await self._change(interaction, lambda policy: policy.model_copy(update=changes))
            await tell(
                interaction, wording.set_second_look(policy.second_look_percent, policy.second_look_note)
            )

    @app_commands.command(name="shadow", description="Shadow mode: only show what would be flagged")
    @app_commands.describe(state="on or off")
    @app_commands.choices(state=_ON_OFF)
    async def shadow(self, interaction: Interaction, state: int) -> None:
        """``/settings shadow``."""
        await self._handle(
            interaction,
            lambda policy: policy.model_copy(update={"shadow": bool(state)}),
            lambda: wording.set_shadow(bool(state)),
        )

    @app_commands.command(
        name="bots", description="Judge messages of other bots and of webhooks in a channel"
    )
    @app_commands.describe(channel="Where", state="on or off")
    @app_commands.choices(state=_ON_OFF)
    async def bots(self, interaction: Interaction, channel: Watchable, state: int) -> None:
        """``/settings bots``."""
        await self._handle(
            interaction,
            lambda policy: override(policy, channel.id, judge_bots=bool(state)),
            lambda: wording.set_bots(channel.id, bool(state)),
        )

    @app_commands.command(
        name="language",
        description="What the bot speaks where everybody reads it: cards, questions, summaries",
    )
    @app_commands.describe(language="A language, or the one that Discord has for this server")
    @app_commands.choices(language=_LANGUAGES)
    async def language(self, interaction: Interaction, language: str) -> None:
        """``/settings language``."""
        await self._handle(
            interaction,
            lambda policy: policy.model_copy(update={"language": Language(language)}),
            lambda: wording.set_language(language),
        )

    async def _handle(self, interaction: Interaction, change: Change, said: Callable[[], str]) -> None:
        """A command that is one change of the policy and one sentence about it."""
        async with polite(interaction):
            await self._change(interaction, change)
            await tell(interaction, said())

    async def _known(self, guild_id: int) -> GuildPolicy:
        return await self._services.policies.get(guild_id)

    async def _change(self, interaction: Interaction, change: Change) -> GuildPolicy:
        await take_time(interaction)
        return await self._services.policies.update(interaction.guild_id or 0, interaction.user.id, change)


def _silent(role: discord.Role | None) -> str:
    """A hint where a role that shall be mentioned would not notice it."""
    return f"\n{wording.ESCALATION_SILENT}" if role is not None and not role.mentionable else ""


def _threads_in(channel: Watchable) -> list[int]:
    """Ids of the channel's open threads: they are read along with it, each from a place of its own."""
    if isinstance(channel, discord.TextChannel | discord.ForumChannel):
        return [thread.id for thread in channel.threads]
    return []


def _missing(channel: Watchable, needed: tuple[str, ...]) -> str:
    """Names of the permissions that the bot lacks in a channel, as Discord's settings call them."""
    granted = permissions_in(channel, channel.guild.me)
    if isinstance(channel, discord.Thread):
        needed = tuple("send_messages_in_threads" if name == "send_messages" else name for name in needed)
    return ", ".join(wording.PERMISSIONS[name] for name in needed if not getattr(granted, name))


def _public(channel: discord.TextChannel | discord.Thread) -> bool:
    """Whether everybody in the server can read the channel."""
    place = channel.parent if isinstance(channel, discord.Thread) else channel
    return place is not None and place.permissions_for(channel.guild.default_role).view_channel
