"""Statistics of the desk: the answer, what stands in its pictures, and what their alt texts say."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.cards import KINDS, STATES
from bot.wording.language import _, _n

STATS_EMPTY = "There is nothing to count yet: no case was opened and no score was kept in these days."
STATS_NO_PICTURES = "The pictures could not be drawn this time; here are the figures."
STATS_QUEUE_EMPTY = "Nothing waits for a decision."
STATS_NO_DATA = "nothing yet"
STATS_OPENED = "Cases a day, by kind"
STATS_DECISIONS = "Decisions"
STATS_WAITS = "Time to decision"
STATS_PRECISION = "Upheld of decided"
STATS_SCORES = "Scores and thresholds"
STATS_MODERATORS = "Moderators"
STATS_LOAD = "Decisions, median handling"
STATS_AGREEMENT = "Agreement (kappa)"
STATS_SECOND_LOOKS = "second looks"
STATS_UPHELD = "upheld"
STATS_DISMISSED = "dismissed"
STATS_EVERY = "all messages (shadow mode)"
STATS_UNDECIDED = "no decision"
STATS_FORMER = "forgotten"
STATS_FIELD_QUEUE = "Queue"
STATS_FIELD_ENDS = "Other ends"
WAIT_BINS: tuple[str, ...] = ("<5m", "<15m", "<1h", "<4h", "<1d", "<3d", "≥3d")
KINDS_SHORT: Mapping[str, str] = {
    "toxicity": "Toxicity",
    "accusation": "Accusations",
    "report": "Reports",
    "self_harm": "Self-harm",
}


def stats_title(days: int) -> str:
    """The heading of the answer."""
    return _n("Statistics of the last {days} day", "Statistics of the last {days} days", days).format(
        days=days
    )


def duration(seconds: float) -> str:
    """A length of time, short."""
    if seconds < 60:
        return _("{n} s").format(n=round(seconds))
    if seconds < 3600:
        return _("{n} min").format(n=round(seconds / 60))
    if seconds < 86_400:
        return _("{n} h").format(n=f"{seconds / 3600:.1f}")
    return _("{n} d").format(n=f"{seconds / 86_400:.1f}")


def stats_queue(undecided: int, oldest: int) -> str:
    """What waits."""
    return _n(
        "{count} case waits, since <t:{oldest}:R>.",
        "{count} cases wait, the oldest since <t:{oldest}:R>.",
        undecided,
    ).format(count=f"{undecided:,}", oldest=oldest)


def kind_count(kind: str, count: int) -> str:
    """How many of a kind."""
    return f"{_(KINDS.get(kind, kind))}: {count:,}"


def state_count(state: str, count: int) -> str:
    """How many came to an end."""
    return f"{_(STATES.get(state, state))}: {count:,}"


def waits_line(count: int, median: str, most: str) -> str:
    """How long decisions took."""
    return _n(
        "{count} decision, after {median}.",
        "{count} decisions: half of them within {median}, nine of ten within {most}.",
        count,
    ).format(count=f"{count:,}", median=median, most=most)


def waits_remarks(median: str, most: str) -> tuple[str, str]:
    """The same in a picture."""
    return _("half within {median}").format(median=median), _("9 of 10 within {most}").format(most=most)


def share_line(kind: str, share: float, whole: int, low: float, high: float) -> str:
    """A detector's precision."""
    return _("{kind}: {share} of {whole} (95 % interval {low} to {high})").format(
        kind=_(KINDS.get(kind, kind)),
        share=f"{share:.0%}",
        whole=f"{whole:,}",
        low=f"{low:.0%}",
        high=f"{high:.0%}",
    )


def share_remark(share: float, whole: int) -> str:
    """The same in a picture."""
    return _("{share} of {whole}").format(share=f"{share:.0%}", whole=f"{whole:,}")


def agreement_line(kappa: float, low: float, high: float, n: int, agreed: int) -> str:
    """How well second looks agree with decisions."""
    return _(
        "Kappa {kappa} (95 % interval {low} to {high}); {agreed} of {n} second looks agreed with the decision."
    ).format(kappa=f"{kappa:.2f}", low=f"{low:.2f}", high=f"{high:.2f}", agreed=agreed, n=n)


def agreement_unknown(n: int, agreed: int, few: int) -> str:
    """Why there is no kappa, and what there is instead."""
    if n < few:
        return _(
            "Too few second looks to tell: {agreed} of {n} agreed with the decision, {few} are needed."
        ).format(agreed=agreed, n=n, few=few)
    return _(
        "{agreed} of {n} second looks agreed with the decision. Kappa is undefined: everybody always decided the same way."
    ).format(agreed=agreed, n=n)


def agreement_remark(kappa: float, n: int) -> str:
    """The same in a picture."""
    return _("{kappa} (n = {n})").format(kappa=f"{kappa:.2f}", n=n)


def agreement_few(n: int) -> str:
    """The same in a picture, where there are too few."""
    return _("too few (n = {n})").format(n=n)


def load_line(who: str, decisions: int, median: str | None) -> str:
    """What one moderator decided."""
    if median is None:
        text = _n("{who}: {count} decision", "{who}: {count} decisions", decisions)
    else:
        text = _n(
            "{who}: {count} decision, {median} after the claim",
            "{who}: {count} decisions, half of them within {median} of the claim",
            decisions,
        )
    return text.format(who=who, count=f"{decisions:,}", median=median)


def load_rest(people: int, decisions: int) -> str:
    """Moderators that are not named one by one."""
    return _("{people} more: {count}").format(people=people, count=f"{decisions:,}")


def scores_title(label: str, threshold: float) -> str:
    """A label and its threshold."""
    return _("{label}, threshold {threshold}").format(
        label=label.replace("_", " "), threshold=f"{threshold:.2f}"
    )


def scores_line(label: str, threshold: float, parts: tuple[tuple[str, int, int], ...]) -> str:
    """How many scores reach a label's threshold: (sort, so many, of so many)."""
    told = ", ".join(
        _("{over} of {n} {sort}").format(over=f"{over:,}", n=f"{n:,}", sort=sort) for sort, over, n in parts
    )
    return _("{label}, reached by {told}.").format(label=scores_title(label, threshold), told=told)


def opened_line(kind: str, total: int, most: int, day: str) -> str:
    """Cases of a kind and their busiest day."""
    if not total:
        return _("{kind}: none.").format(kind=_(KINDS.get(kind, kind)))
    return _("{kind}: {total}, most on {day} ({most}).").format(
        kind=_(KINDS.get(kind, kind)), total=f"{total:,}", day=day, most=most
    )


def opened_alt(first: str, last: str, lines: str) -> str:
    """Alt text of the cases a day."""
    return _("Bars: cases opened each day from {first} to {last}. {lines}").format(
        first=first, last=last, lines=lines
    )


def decisions_alt(waits: str, bins: str, shares: str) -> str:
    """Alt text of times and precision."""
    return _(
        "Left, bars: time to decision. {waits} {bins}. Right, dots with intervals: upheld of decided. {shares}"
    ).format(waits=waits, bins=bins, shares=shares)


def scores_alt(lines: str) -> str:
    """Alt text of the scores."""
    return _("Outlines: how scores from 0 to 1 are spread, with each label's threshold. {lines}").format(
        lines=lines
    )


def moderators_alt(load: str, agreement: str) -> str:
    """Alt text of load and agreement."""
    return _(
        "Left, bars: decisions by moderator. {load} Right, a dot with its interval: agreement. {agreement}"
    ).format(load=load, agreement=agreement)
