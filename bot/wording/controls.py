"""Buttons, selects and modals."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.wording.language import _, _n

BUTTONS: Mapping[str, str] = {
    "uphold": "Uphold…",
    "dismiss": "Dismiss",
    "ask": "Ask for a source",
    "help": "Send help text",
    "go": "Carry out",
    "drop": "Cancel",
}
"""Of a card and of the second step of upholding, by what they do."""
MORE = "More…"
MORE_OPTIONS: Mapping[str, tuple[str, str]] = {
    "why": ("Why flagged", "Every rule that was looked at, with its figures"),
    "history": ("Author's history", "Earlier cases of this author"),
    "group": ("Dismiss the whole group", "All undecided cases on this card"),
    "duplicate": ("Mark as a duplicate of…", "Name the number of the other case"),
    "undo": ("Undo", "Open it again and take back what was done"),
    "reopen": ("Reopen", "Put it back into the queue; what was done stays done"),
    "escalate": ("Escalate…", "Bring it before others, with a reason"),
    "assign": ("Ask a colleague to look…", "Others may still decide"),
    "release": ("Release", "Give the case back to the queue"),
    "note": ("Add a note…", "For the other moderators"),
    "link": ("Link with another case…", "Name the number of the other case"),
    "trail": ("History of this case", "Who did what, and when"),
}

UPHOLD_TITLE = "Uphold case #{number}"
UPHOLD_WHAT = "What to do"
UPHOLD_WHAT_HINT = "Leave empty to record the decision only."
UPHOLD_LENGTH = "Length of the timeout"
UPHOLD_LENGTH_HINT = "Counts only where a timeout is chosen."
UPHOLD_SHADOW_HINT = "Shadow mode: the decision is recorded, nothing happens to the author."
UPHOLD_SCOPE = "Which cases"
UPHOLD_SCOPE_ONE = "This case"
UPHOLD_SCOPE_GROUP = "Every undecided case on this card"
UPHOLD_REASON = "Reason"
UPHOLD_REASON_HINT = "Shown in the server's audit log and to the author."
TIMEOUT_LENGTHS: Mapping[int, str] = {
    5: "5 minutes",
    60: "1 hour",
    60 * 24: "1 day",
    60 * 24 * 3: "3 days",
    60 * 24 * 7: "1 week",
    60 * 24 * 28: "4 weeks",
}
"""Minutes and how they are said."""

DUPLICATE_TITLE = "Duplicate of which case?"
DUPLICATE_NUMBER = "Number of the other case"

WHY_TITLE = "Why case #{number} was flagged"
WHY_EMPTY = "Nothing was written down for this case."
HISTORY_EMPTY = "No other case of this author."
TRACE_RULES = (
    "channel watched",
    "author judged",
    "author not exempt",
    "not the review channel",
    "scored",
    "accusation found",
    "speaks of harming themselves",
    "aimed at others",
    "self-harm handled here",
    "accusation gate",
    "accusation charge",
    "accusation target",
    "accusation mode",
    "accusation support",
    "accusation route",
    "accusation classifier",
    "unsupported",
    "accusations handled here",
    "label flagged",
)
"""What ``bot.detect.policy`` looks at; a case keeps these words."""
TRACE_DETAILS = (
    "switched off",
    "member",
    "bot",
    "webhook",
    "language",
    "empty",
    "intent",
    "wish",
    "hurt",
    "speaks of harming themselves",
)
_FIGURES: Mapping[str, re.Pattern[str]] = {
    "{score} against {threshold}": re.compile(r"(?P<score>\d\.\d+) against (?P<threshold>\d\.\d+)"),
    "{score}, label switched off": re.compile(r"(?P<score>\d\.\d+), label switched off"),
    "probability {probability}": re.compile(r"probability (?P<probability>\d\.\d+)"),
}
TRACE_FIGURES = tuple(_FIGURES)


def trace_rule(rule: str) -> str:
    """A rule of a trace. Labels go by the names that the settings know them by."""
    label, threshold, _rest = rule.partition(" ≥ threshold")
    if threshold:
        return _("{label} ≥ threshold").format(label=label)
    return _(rule) if rule in TRACE_RULES else rule


def trace_detail(detail: str) -> str:
    """The figures of a step; what the accusation detector says about its reading stays in its own terms."""
    for template, pattern in _FIGURES.items():
        if match := pattern.fullmatch(detail):
            return _(template).format(**match.groupdict())
    return _(detail) if detail in TRACE_DETAILS else detail


def trace_cut(count: int) -> str:
    """How many steps of a trace did not fit."""
    return _n("… (cut: {count} more step)", "… (cut: {count} more steps)", count).format(count=count)
