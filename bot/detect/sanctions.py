"""A server's settings for what follows on a decision: the warning ladder, and appeals against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SEVERE: Final = "severe"
"""The name under which a ladder keeps the points of a severe case, whatever its kind."""
POINTS_LIMIT: Final = 100
STEPS_LIMIT: Final = 10
DAYS_LIMIT: Final = 730
BAN_TEXT_LIMIT: Final = 500
TIMEOUT_MINUTES: Final = timedelta(days=28) // timedelta(minutes=1)
"""Longest timeout: https://discord.com/developers/docs/resources/guild#modify-guild-member"""


class Frozen(BaseModel):
    """A group of settings: not changed in place, and without room for names that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LadderMode(StrEnum):
    """Whether points are counted, what they reach is suggested, or done (warnings and timeouts only)."""

    OFF = "off"
    SUGGEST = "suggest"
    AUTOMATIC = "automatic"


class StepAction(StrEnum):
    """What a step of the ladder stands for, in the order of gravity."""

    WARN = "warn"
    TIMEOUT = "timeout"
    KICK = "kick"
    BAN = "ban"


class LadderStep(Frozen):
    """From ``points`` on this is suggested. ``minutes`` is the length of a timeout, 0 for everything else."""

    points: int = Field(ge=1, le=POINTS_LIMIT)
    action: StepAction
    minutes: int = Field(default=0, ge=0, le=TIMEOUT_MINUTES)

    @model_validator(mode="after")
    def _length_belongs_to_timeouts(self) -> Self:
        if (self.action is StepAction.TIMEOUT) != (self.minutes > 0):
            raise ValueError("A timeout has a length, and nothing else has one.")
        return self


Points = Annotated[int, Field(ge=0, le=POINTS_LIMIT)]


class LadderPolicy(Frozen):
    """Points for upheld cases, how long they count, and what they lead to.

    The defaults are ours: two light cases a quarter lead to nothing, the third to a warning.
    """

    mode: LadderMode = Field(
        default=LadderMode.SUGGEST,
        description="Points for upheld cases: off, suggest what they reach, or do it.",
    )
    points: Mapping[str, Points] = Field(
        default_factory=lambda: {"toxicity": 1, "accusation": 1, "report": 1, SEVERE: 3},
        description="Points of an upheld case by its kind, and of a severe one whatever its kind.",
    )
    days: int = Field(default=90, ge=1, le=DAYS_LIMIT, description="Days until points expire.")
    steps: tuple[LadderStep, ...] = Field(
        default=(
            LadderStep(points=3, action=StepAction.WARN),
            LadderStep(points=5, action=StepAction.TIMEOUT, minutes=60),
            LadderStep(points=8, action=StepAction.TIMEOUT, minutes=24 * 60),
            LadderStep(points=12, action=StepAction.BAN),
        ),
        max_length=STEPS_LIMIT,
        description="What is suggested from how many points on.",
    )

    @model_validator(mode="after")
    def _one_action_at_each_step(self) -> Self:
        if len({step.points for step in self.steps}) < len(self.steps):
            raise ValueError("Two steps of the ladder have the same points.")
        return self

    def reached(self, points: int) -> LadderStep | None:
        """The highest step that this many points reach."""
        return max(
            (step for step in self.steps if step.points <= points), key=lambda step: step.points, default=None
        )


class AppealPolicy(Frozen):
    """Whether and how long a decision can be appealed against."""

    on: bool = Field(
        default=True, description="Tell members of a decision about them, with a way to appeal against it."
    )
    days: int = Field(
        default=30, ge=1, le=365, description="Days after a decision in which it can be appealed."
    )
    cool_down_hours: int = Field(
        default=24, ge=0, le=24 * 30, description="Hours between one member's appeals against two decisions."
    )
    remind_hours: int = Field(
        default=48,
        ge=1,
        le=24 * 30,
        description="Hours after which a waiting appeal is brought up again, once.",
    )
    ban_text: str | None = Field(
        default=None,
        max_length=BAN_TEXT_LIMIT,
        description="What a member is told besides before being kicked or banned: another way to appeal.",
    )
