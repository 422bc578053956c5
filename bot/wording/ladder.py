"""The warning ladder: on the card, in the form, in the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.wording.language import _, _n

FIELD_LADDER = "Ladder"
LADDER_COUNTED = "a case on this card counts already"
LADDER_STEPS: Mapping[str, str] = {
    "warn": "a warning",
    "timeout": "a timeout",
    "kick": "a kick",
    "ban": "a ban",
    "none": "nothing",
}
LADDER_MODES: Mapping[str, str] = {
    "off": "The warning ladder is **off**: no points are counted.",
    "suggest": "The warning ladder **suggests**: a moderator chooses.",
    "automatic": (
        "The warning ladder **acts by itself** when a moderator upholds a case: warnings and timeouts only; a kick or ban "
        "is only ever suggested."
    ),
}
LADDER_MODE_NAMES: Mapping[str, str] = {
    "off": "off",
    "suggest": "suggest",
    "automatic": "automatic: warnings and timeouts are done by themselves",
}
LADDER_KINDS: Mapping[str, str] = {
    "toxicity": "toxicity",
    "accusation": "accusation",
    "report": "report",
    "severe": "severe",
}
LADDER_NO_STEPS = "No steps."
LADDER_LENGTH = (
    "The length of a timeout is needed, for example `1h` or `2d`; at most 28 days. Nothing was changed."
)
LADDER_FULL = "A ladder has at most 10 steps. Nothing was changed."


def ladder_points(count: int) -> str:
    """Points."""
    return _n("{count} point", "{count} points", count).format(count=count)


def ladder_step(action: str, minutes: int) -> str:
    """What a step stands for."""
    if action != "timeout":
        return _(LADDER_STEPS[action])
    if minutes % 1440 == 0:
        days = minutes // 1440
        return _n("a timeout of {days} day", "a timeout of {days} days", days).format(days=days)
    if minutes % 60 == 0:
        hours = minutes // 60
        return _n("a timeout of {hours} hour", "a timeout of {hours} hours", hours).format(hours=hours)
    return _n("a timeout of {minutes} minute", "a timeout of {minutes} minutes", minutes).format(
        minutes=minutes
    )


def ladder_line(points: int, adds: int, step: str | None, *, by_itself: bool) -> str:
    """What upholding leads to: "4 points, +1 → suggests a timeout of 1 hour"."""
    head = ladder_points(points)
    if not adds:
        return f"{head}, {_(LADDER_COUNTED)}"
    if step is None:
        return _("{points}, +{adds}").format(points=head, adds=adds)
    if by_itself:
        text = _("{points}, +{adds} → done by itself: {step}")
    else:
        text = _("{points}, +{adds} → suggests {step}")
    return text.format(points=head, adds=adds, step=step)


def ladder_hint(line: str) -> str:
    """The same under a question of the form."""
    return _("Ladder: {line}").format(line=line)


def set_ladder(mode: str) -> str:
    """Whether the ladder is used."""
    return _(LADDER_MODES[mode])


def set_ladder_days(days: int) -> str:
    """How long points count."""
    return _n("Points expire after {days} day.", "Points expire after {days} days.", days).format(days=days)


def set_ladder_points(values: Mapping[str, int]) -> str:
    """What an upheld case counts, by kind."""
    said = ", ".join(f"{_(LADDER_KINDS.get(kind, kind))} {count}" for kind, count in values.items())
    return _("Points of an upheld case: {points}.").format(points=said)


def set_ladder_steps(steps: Sequence[tuple[int, str]]) -> str:
    """What is suggested from how many points on."""
    if not steps:
        return _(LADDER_NO_STEPS)
    return "\n".join(
        _n("From {count} point: {step}", "From {count} points: {step}", count).format(count=count, step=step)
        for count, step in steps
    )
