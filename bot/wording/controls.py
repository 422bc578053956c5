"""Buttons, selects and modals."""

from __future__ import annotations

from collections.abc import Mapping

UPHOLD = "Uphold…"
DISMISS = "Dismiss"
ASK = "Ask for a source"
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
TRACE_CUT = "… (cut: {count} more steps)"
