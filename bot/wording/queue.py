"""The list of what waits for a decision."""

from __future__ import annotations

QUEUE_TITLE = "Queue"
QUEUE_EMPTY = "The queue is empty."
QUEUE_PAGE = "Page {page} of {pages} · {total} undecided · oldest <t:{oldest}:R>"
NEXT_EMPTY = "Nothing is waiting for a decision."
