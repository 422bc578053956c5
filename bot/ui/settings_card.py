"""A server's settings on one card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import discord

from bot import wording
from bot.detect.policy import ChannelOverride, GuildPolicy
from bot.detect.sanctions import AppealPolicy, LadderPolicy
from bot.ui.limits import EMBED_FIELD_VALUE
from bot.ui.text import clip, escape_line

DESCRIPTION_ROOM: Final = 3000
OVERRIDES_SHOWN: Final = 25
BAN_TEXT_ROOM: Final = 500


def settings_embed(policy: GuildPolicy, labels: Sequence[str] = ()) -> discord.Embed:
    """All settings; channels that do something differently a line each. ``labels``: those the model scores."""
    review = f"<#{policy.review_channel_id}>" if policy.review_channel_id else wording.UNSET
    exempt = ", ".join(f"<@&{role}>" for role in sorted(policy.exempt_role_ids)) or wording.NO_OVERRIDES
    escalation = f"<@&{policy.escalation_role_id}>" if policy.escalation_role_id else wording.UNSET
    embed = discord.Embed(
        title=wording.SETTINGS_TITLE,
        description=clip(
            "\n".join(
                [
                    wording.set_shadow(policy.shadow),
                    wording.settings_line("review", review),
                    wording.settings_line("escalation", escalation),
                    wording.settings_line("exempt", exempt),
                    wording.set_urgent(policy.urgent_role_id, policy.urgent_severity),
                    wording.set_remind(policy.remind_role_id, policy.remind_hours),
                    wording.set_flood(policy.flood_authors),
                    wording.set_self_harm(policy.base.self_harm, None),
                    wording.set_help_text(policy.help_text is not None),
                    wording.set_ask(policy.ask_via.value, policy.ask_minutes),
                    wording.set_accusations(policy.base.accusations.value, None),
                    wording.set_labels(policy.base.labels.value, None),
                    wording.set_second_look(policy.second_look_percent, policy.second_look_note),
                    wording.set_language(policy.language.value),
                ]
            ),
            DESCRIPTION_ROOM,
        ),
    )
    embed.add_field(
        name=wording.SETTINGS_THRESHOLDS, value=_thresholds(policy.base.thresholds, labels), inline=False
    )
    embed.add_field(
        name=wording.FIELD_LADDER, value=clip(ladder_lines(policy.ladder), EMBED_FIELD_VALUE), inline=False
    )
    embed.add_field(
        name=wording.SETTINGS_APPEALS,
        value=clip(appeal_lines(policy.appeals), EMBED_FIELD_VALUE),
        inline=False,
    )
    embed.add_field(name=wording.SETTINGS_CHANNELS, value=_channels(policy), inline=False)
    return embed


def ladder_lines(ladder: LadderPolicy) -> str:
    """The warning ladder."""
    steps = [(step.points, wording.ladder_step(step.action.value, step.minutes)) for step in ladder.steps]
    return "\n".join(
        [
            wording.set_ladder(ladder.mode.value),
            wording.set_ladder_points(ladder.points),
            wording.set_ladder_days(ladder.days),
            wording.set_ladder_steps(steps),
        ]
    )


def appeal_lines(appeals: AppealPolicy) -> str:
    """The rules for appeals."""
    rules = wording.set_appeals(appeals.on, appeals.days, appeals.cool_down_hours, appeals.remind_hours)
    if not appeals.on:
        return rules
    told = None if appeals.ban_text is None else escape_line(appeals.ban_text, BAN_TEXT_ROOM)
    return f"{rules}\n{wording.set_ban_text(told)}"


def _thresholds(thresholds: Mapping[str, float], labels: Sequence[str]) -> str:
    lines = [f"`{at:.2f}` {label}" for label, at in sorted(thresholds.items())]
    if off := [label for label in labels if label not in thresholds]:
        lines.append(wording.labels_off(off))
    return clip("\n".join(lines), EMBED_FIELD_VALUE) or wording.NO_OVERRIDES


def _channels(policy: GuildPolicy) -> str:
    if not any(override.watch for override in policy.channels.values()) and not policy.base.watch:
        return wording.NOTHING_WATCHED
    lines = [
        f"<#{channel}>: {_override(override)}"
        for channel, override in list(policy.channels.items())[:OVERRIDES_SHOWN]
    ]
    return clip("\n".join(lines), EMBED_FIELD_VALUE) or wording.NO_OVERRIDES


def _override(override: ChannelOverride) -> str:
    parts = []
    if override.watch is not None:
        parts.append(wording.settings_line("watched", wording.on_off(override.watch)))
    if override.judge_bots is not None:
        parts.append(wording.settings_line("bots", wording.on_off(override.judge_bots)))
    if override.accusations is not None:
        parts.append(wording.settings_line("accusations", wording.HANDLINGS[override.accusations.value]))
    if override.labels is not None:
        parts.append(wording.settings_line("labels", wording.HANDLINGS[override.labels.value]))
    if override.self_harm is not None:
        parts.append(wording.settings_line("self_harm", wording.on_off(override.self_harm)))
    parts += [
        f"{label} {wording.OFF if at is None else format(at, '.2f')}"
        for label, at in override.thresholds.items()
    ]
    return ", ".join(parts)
