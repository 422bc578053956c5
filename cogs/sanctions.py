"""``/settings ladder`` and ``/settings appeals``: what follows on a decision. The policy checks what they may be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

from discord import app_commands

from bot import wording
from bot.detect.policy import GuildPolicy
from bot.detect.sanctions import (
    BAN_TEXT_LIMIT,
    DAYS_LIMIT,
    POINTS_LIMIT,
    STEPS_LIMIT,
    TIMEOUT_MINUTES,
    LadderMode,
    LadderPolicy,
    LadderStep,
    StepAction,
)
from bot.ui.answers import Interaction, polite, tell
from bot.ui.language import speaking_to
from bot.ui.lengths import length_of
from bot.ui.reach import is_manager
from bot.ui.settings_card import appeal_lines, ladder_lines

Change = Callable[[GuildPolicy], GuildPolicy]
Changing = Callable[[Interaction, Change], Awaitable[GuildPolicy]]
NONE: Final = "none"
_MODES: Final = [
    app_commands.Choice(name=name, value=mode) for mode, name in wording.LADDER_MODE_NAMES.items()
]
_KINDS: Final = [app_commands.Choice(name=name, value=kind) for kind, name in wording.LADDER_KINDS.items()]
_STEPS: Final = [app_commands.Choice(name=name, value=step) for step, name in wording.LADDER_STEPS.items()]
_STATES: Final = [
    app_commands.Choice(name=wording.ON, value=1),
    app_commands.Choice(name=wording.OFF, value=0),
]


class Managed(app_commands.Group):
    """A group of settings. Manage Server is checked in code too: default permissions can be changed by a server."""

    def __init__(self, name: str, description: str, change: Changing) -> None:
        super().__init__(name=name, description=description)
        self._change = change

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Whether the person may; if not they are told."""
        if is_manager(interaction):
            return True
        with speaking_to(interaction):
            await tell(interaction, wording.MANAGERS_ONLY)
        return False


class LadderSettings(Managed):
    """``/settings ladder``."""

    def __init__(self, change: Changing, known: Callable[[int], Awaitable[GuildPolicy]]) -> None:
        """``known`` gives a server's settings."""
        super().__init__("ladder", "Points for upheld cases and what they lead to", change)
        self._known = known

    @app_commands.command(name="mode", description="Whether points are counted, suggest something, or do it")
    @app_commands.describe(mode="off, suggest or automatic", days="Days until points expire")
    @app_commands.choices(mode=_MODES)
    async def mode(
        self,
        interaction: Interaction,
        mode: str,
        days: app_commands.Range[int, 1, DAYS_LIMIT] | None = None,
    ) -> None:
        """``/settings ladder mode``."""
        changes: dict[str, Any] = {"mode": LadderMode(mode)} | ({"days": days} if days else {})
        await self._set(interaction, lambda ladder: ladder.model_copy(update=changes))

    @app_commands.command(name="points", description="What an upheld case of a kind counts")
    @app_commands.describe(kind="Kind of case; severe counts whatever the kind", points="0 to 100")
    @app_commands.choices(kind=_KINDS)
    async def points(
        self, interaction: Interaction, kind: str, points: app_commands.Range[int, 0, POINTS_LIMIT]
    ) -> None:
        """``/settings ladder points``."""
        await self._set(
            interaction,
            lambda ladder: ladder.model_copy(update={"points": {**ladder.points, kind: points}}),
        )

    @app_commands.command(name="step", description="What is suggested from how many points on")
    @app_commands.describe(
        points="From how many points on",
        action="What is suggested; nothing takes the step away",
        length="Of a timeout: 1h, 2d 4h; at most 28 days",
    )
    @app_commands.choices(action=_STEPS)
    async def step(
        self,
        interaction: Interaction,
        points: app_commands.Range[int, 1, POINTS_LIMIT],
        action: str,
        length: str | None = None,
    ) -> None:
        """``/settings ladder step``."""
        minutes = _minutes(length) if action == StepAction.TIMEOUT else 0
        if minutes is None:
            async with polite(interaction):
                await tell(interaction, wording.LADDER_LENGTH)
            return
        known = (await self._known(interaction.guild_id or 0)).ladder.steps
        if action != NONE and len([one for one in known if one.points != points]) >= STEPS_LIMIT:
            async with polite(interaction):
                await tell(interaction, wording.LADDER_FULL)
            return
        new = (
            () if action == NONE else (LadderStep(points=points, action=StepAction(action), minutes=minutes),)
        )
        await self._set(interaction, lambda ladder: with_step(ladder, points, new))

    async def _set(self, interaction: Interaction, change: Callable[[LadderPolicy], LadderPolicy]) -> None:
        async with polite(interaction):
            policy = await self._change(
                interaction, lambda policy: policy.model_copy(update={"ladder": change(policy.ladder)})
            )
            await tell(interaction, ladder_lines(policy.ladder))


class AppealSettings(Managed):
    """``/settings appeals``."""

    def __init__(self, change: Changing) -> None:
        super().__init__("appeals", "Appeals against decisions", change)

    @app_commands.command(name="rules", description="Whether, how long and how often members can appeal")
    @app_commands.describe(
        state="on: members are told of decisions and can appeal; off: neither",
        days="Days after a decision in which it can be appealed against",
        pause="Hours between two appeals of one member",
        reminder="Hours after which a waiting appeal is brought up again",
    )
    @app_commands.choices(state=_STATES)
    async def rules(
        self,
        interaction: Interaction,
        state: int,
        days: app_commands.Range[int, 1, 365] | None = None,
        pause: app_commands.Range[int, 0, 720] | None = None,
        reminder: app_commands.Range[int, 1, 720] | None = None,
    ) -> None:
        """``/settings appeals rules``."""
        given = {"days": days, "cool_down_hours": pause, "remind_hours": reminder}
        changes = {"on": bool(state)} | {name: value for name, value in given.items() if value is not None}
        await self._set(interaction, changes)

    @app_commands.command(name="removal", description="What members are told besides before a kick or ban")
    @app_commands.describe(text="Another way to appeal, for example a form; leave it out to say nothing")
    async def removal(
        self, interaction: Interaction, text: app_commands.Range[str, 1, BAN_TEXT_LIMIT] | None = None
    ) -> None:
        """``/settings appeals removal``."""
        await self._set(interaction, {"ban_text": text})

    async def _set(self, interaction: Interaction, changes: dict[str, Any]) -> None:
        async with polite(interaction):
            policy = await self._change(
                interaction,
                lambda policy: policy.model_copy(
                    update={"appeals": policy.appeals.model_copy(update=changes)}
                ),
            )
            await tell(interaction, appeal_lines(policy.appeals))


def with_step(ladder: LadderPolicy, points: int, new: tuple[LadderStep, ...]) -> LadderPolicy:
    """The ladder with the step at this many points replaced by ``new`` (none: taken away), in order."""
    kept = [step for step in ladder.steps if step.points != points]
    steps = tuple(sorted([*kept, *new], key=lambda step: step.points))
    return ladder.model_copy(update={"steps": steps})


def _minutes(length: str | None) -> int | None:
    """A timeout's length in whole minutes, ``None`` where it is missing, not understood or under a minute."""
    given = length_of(length, timedelta(minutes=TIMEOUT_MINUTES)) if length else None
    minutes = 0 if given is None else int(given.total_seconds()) // 60
    return minutes or None
