"""Unsupported accusations: who is charged with what, how it is said, and what stands behind it.

>>> detector = Detector.load()
>>> reading = detector.read("Minister Dalgaard took 2 million from the port company.")
>>> reading.accusations[0].category
<Category.CORRUPTION: 'corruption'>
"""

from bot.detect.accusation.detector import Detector
from bot.detect.accusation.links import LinkClass, classify_link, find_links
from bot.detect.accusation.types import (
    DEFAULT_THRESHOLD,
    GRAVITY,
    NO_SUPPORT,
    Accusation,
    Category,
    ContextMessage,
    Evidence,
    Kind,
    Mode,
    Reading,
    Route,
    Span,
    Support,
)

__all__ = [
    "DEFAULT_THRESHOLD",
    "GRAVITY",
    "NO_SUPPORT",
    "Accusation",
    "Category",
    "ContextMessage",
    "Detector",
    "Evidence",
    "Kind",
    "LinkClass",
    "Mode",
    "Reading",
    "Route",
    "Span",
    "Support",
    "classify_link",
    "find_links",
]
