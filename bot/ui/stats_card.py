"""Statistics in words and pictures: the embed, what is drawn, and the alt text of each picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import discord

from bot import wording
from bot.detect.policy import RuleKind
from bot.review.figures import FEW_LOOKS
from bot.review.stats import Load, Scores, Stats
from bot.ui import charts
from bot.ui.cards import stamp
from bot.ui.limits import ALT_TEXT, EMBED_DESCRIPTION, EMBED_FIELD_VALUE
from bot.ui.text import clip, plain

MODERATORS_SHOWN: Final = 8
"""Moderators named one by one, the busiest; the rest is one line."""
NAME_ROOM: Final = 16
READABLE_END: Final = "\u052f"
"""Up to here (Latin, Greek, Cyrillic) the pictures' font has letters; other names are told by the user name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture and what it shows in words, for those who cannot see it."""

    name: str
    picture: charts.Picture
    alt: str


def stats_embed(stats: Stats) -> discord.Embed:
    """The figures as text."""
    embed = discord.Embed(
        title=wording.stats_title(len(stats.days)), description=clip(_summary(stats), EMBED_DESCRIPTION)
    )
    fields = (
        (wording.STATS_PRECISION, _precision(stats)),
        (wording.STATS_FIELD_ENDS, _other_ends(stats)),
        (wording.STATS_AGREEMENT, agreement(stats)),
        (wording.STATS_MODERATORS, "\n".join(load_lines(stats.load, {}))),
    )
    for name, value in fields:
        if value:
            embed.add_field(name=name, value=clip(value, EMBED_FIELD_VALUE), inline=False)
    return embed


def _summary(stats: Stats) -> str:
    waiting = (
        wording.stats_queue(stats.undecided, stamp(stats.oldest))
        if stats.oldest
        else wording.STATS_QUEUE_EMPTY
    )
    opened = ", ".join(wording.kind_count(kind.value, sum(days)) for kind, days in stats.opened.items())
    return "\n".join(part for part in (waiting, opened, _waits(stats)) if part)


def _waits(stats: Stats) -> str:
    waits = stats.waits
    if waits.median is None or waits.p90 is None:
        return ""
    return wording.waits_line(waits.n, wording.duration(waits.median), wording.duration(waits.p90))


def _precision(stats: Stats) -> str:
    lines = []
    for kind, ends in stats.ends.items():
        share = ends.precision
        if share.value is not None and share.low is not None and share.high is not None:
            lines.append(wording.share_line(kind.value, share.value, share.whole, share.low, share.high))
    return "\n".join(lines)


def _other_ends(stats: Stats) -> str:
    total: dict[str, int] = {}
    for ends in stats.ends.values():
        for state, count in ends.others.items():
            total[state.value] = total.get(state.value, 0) + count
    return "\n".join(wording.state_count(state, count) for state, count in sorted(total.items()))


def agreement(stats: Stats) -> str:
    """What second looks say; empty where there were none."""
    found = stats.agreement
    if not found.n:
        return ""
    if found.few or found.kappa is None or found.interval is None:
        return wording.agreement_unknown(found.n, found.agreed, FEW_LOOKS)
    return wording.agreement_line(found.kappa, *found.interval, found.n, found.agreed)


def load_lines(load: tuple[Load, ...], names: Mapping[int, str]) -> list[str]:
    """A line a moderator, by name where given, else by mention."""
    lines = [
        wording.load_line(
            _name(one, names),
            one.decisions,
            None if one.median is None else wording.duration(one.median),
        )
        for one in load[:MODERATORS_SHOWN]
    ]
    rest = load[MODERATORS_SHOWN:]
    if rest:
        lines.append(wording.load_rest(len(rest), sum(one.decisions for one in rest)))
    return lines


def _name(one: Load, names: Mapping[int, str]) -> str:
    if one.member_id is None:
        return wording.STATS_FORMER
    return names.get(one.member_id, f"<@{one.member_id}>")


def picture_name(display_name: str, user_name: str) -> str:
    """What a moderator is called in a picture: the display name where the font can write most of it."""
    readable = sum(character <= READABLE_END for character in display_name)
    return plain(display_name if 2 * readable > len(display_name) else user_name, NAME_ROOM)


def pictures(stats: Stats, names: Mapping[int, str]) -> list[Shown]:
    """What there is to draw, at most four pictures. ``names``: what moderators are called, by member id."""
    shown = [_days(stats)]
    if stats.waits.n or any(ends.precision.whole for ends in stats.ends.values()):
        shown.append(_decisions(stats))
    if any(one.upheld.n or one.dismissed.n or one.every.n for one in stats.scores):
        shown.append(_scores(stats))
    if stats.load or stats.agreement.n:
        shown.append(_moderators(stats, names))
    return shown


def _days(stats: Stats) -> Shown:
    labels = tuple(f"{day:%m-%d}" for day in stats.days)
    series = tuple((wording.KINDS[kind.value], days) for kind, days in stats.opened.items())
    lines = []
    for kind, days in stats.opened.items():
        busiest = max(range(len(days)), key=days.__getitem__)
        lines.append(
            wording.opened_line(kind.value, sum(days), days[busiest], stats.days[busiest].isoformat())
        )
    alt = wording.opened_alt(stats.first.isoformat(), stats.last.isoformat(), " ".join(lines))
    return _shown("cases", wording.STATS_OPENED, (charts.Stacked("", labels, series),), alt)


def _decisions(stats: Stats) -> Shown:
    waits = stats.waits
    remarks: tuple[str, ...] = ()
    if waits.median is not None and waits.p90 is not None:
        remarks = wording.waits_remarks(wording.duration(waits.median), wording.duration(waits.p90))
    bars = charts.Bars(wording.STATS_WAITS, wording.WAIT_BINS, waits.bins, remarks)
    shares = charts.Intervals(wording.STATS_PRECISION, tuple(_share_row(stats, kind) for kind in stats.ends))
    bins = ", ".join(f"{label}: {count}" for label, count in zip(wording.WAIT_BINS, waits.bins, strict=True))
    alt = wording.decisions_alt(_waits(stats), bins, _precision(stats).replace("\n", "; "))
    return _shown("decisions", wording.STATS_DECISIONS, (bars, shares), alt)


def _share_row(stats: Stats, kind: RuleKind) -> tuple[str, float | None, float | None, float | None, str]:
    share = stats.ends[kind].precision
    remark = (
        wording.STATS_UNDECIDED if share.value is None else wording.share_remark(share.value, share.whole)
    )
    return wording.KINDS_SHORT[kind.value], share.value, share.low, share.high, remark


def _scores(stats: Stats) -> Shown:
    panels, lines = [], []
    for one in stats.scores:
        sorts: tuple[tuple[str, Scores], ...] = (
            (wording.STATS_UPHELD, one.upheld),
            (wording.STATS_DISMISSED, one.dismissed),
            (wording.STATS_EVERY, one.every),
        )
        title = wording.scores_title(one.label, one.threshold)
        panels.append(
            charts.Outlines(title, tuple((sort, found.bins) for sort, found in sorts), one.threshold)
        )
        parts = tuple((sort, found.over, found.n) for sort, found in sorts)
        lines.append(wording.scores_line(one.label, one.threshold, parts))
    return _shown("scores", wording.STATS_SCORES, tuple(panels), wording.scores_alt(" ".join(lines)))


def _moderators(stats: Stats, names: Mapping[int, str]) -> Shown:
    rows = []
    for one in stats.load[:MODERATORS_SHOWN]:
        remark = f"{one.decisions:,}"
        if one.median is not None:
            remark += f" · {wording.duration(one.median)}"
        rows.append((_name(one, names), one.decisions, remark))
    found = stats.agreement
    row: tuple[str, float | None, float | None, float | None, str]
    if found.few or found.kappa is None or found.interval is None:
        row = (wording.STATS_SECOND_LOOKS, None, None, None, wording.agreement_few(found.n))
    else:
        remark = wording.agreement_remark(found.kappa, found.n)
        row = (wording.STATS_SECOND_LOOKS, found.kappa, *found.interval, remark)
    panels = (
        charts.Rows(wording.STATS_LOAD, tuple(rows)),
        charts.Intervals(wording.STATS_AGREEMENT, (row,) if found.n else (), (-1.0, 1.0), percent=False),
    )
    load = "; ".join(load_lines(stats.load, names)) or wording.STATS_NO_DATA
    alt = wording.moderators_alt(f"{load}.", agreement(stats) or wording.STATS_NO_DATA)
    return _shown("moderators", wording.STATS_MODERATORS, panels, alt)


def _shown(name: str, title: str, panels: tuple[charts.Panel, ...], alt: str) -> Shown:
    across = 1 if len(panels) == 1 else 2
    picture = charts.Picture(title, panels, wording.STATS_NO_DATA, across)
    return Shown(name, picture, clip(alt, ALT_TEXT))
