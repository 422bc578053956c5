"""What the reading of a message says: plain frozen values, no behaviour beyond convenience.

The vocabulary (categories, kinds, modes, support) is that of the annotation guideline; ``docs/accusations.md``
restates it. Offsets are Python code points of the text as it was given to :meth:`Detector.read`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Route = Literal["hate"]

DEFAULT_THRESHOLD = 0.5
"""Probability from which a message counts as ``unsupported``; training scales the model so that 0.5 is the best cut
on cross-validated development data (docs/accusations.md)."""


class Category(StrEnum):
    """Kinds of charge, gravest first: the order is the guideline's order of gravity."""

    VIOLENCE_CRIME = "violence_crime"
    TREASON_AGENT = "treason_agent"
    EXTREMISM_TIE = "extremism_tie"
    CORRUPTION = "corruption"
    FRAUD = "fraud"
    POWER_ABUSE = "power_abuse"
    INAUTHENTIC = "inauthentic"
    DISHONESTY = "dishonesty"
    OTHER_SERIOUS = "other_serious"


GRAVITY: dict[Category, int] = {category: rank for rank, category in enumerate(Category)}
"""Rank by gravity, 0 = gravest."""


class Kind(StrEnum):
    """A deed ("took money from") or a noun/adjective pinned on someone ("crook")."""

    ACT = "act"
    LABEL = "label"


class Mode(StrEnum):
    """How the charge is said, after the guideline's exceptions (a presupposed charge is asserted)."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    QUESTION = "question"
    REPORTED = "reported"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    OPINION_INSULT = "opinion_insult"
    SARCASM = "sarcasm"


class Support(StrEnum):
    """What stands behind the charge, best first. ``PSEUDO`` is recorded and counts as ``NONE``."""

    LINK = "link"
    NAMED_SOURCE = "named_source"
    QUOTATION = "quotation"
    SELF_EVIDENCE = "self_evidence"
    THREAD_CONTEXT = "thread_context"
    SETTLED = "settled"
    NONE = "none"
    PSEUDO = "pseudo"


NO_SUPPORT: frozenset[Support] = frozenset({Support.NONE, Support.PSEUDO})
"""Support values that leave an accusation unsupported."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the original text: ``text == original[start:end]``, offsets in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ContextMessage:
    """One earlier message of the channel or thread, or the message that is replied to."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """One charge against one target, as it stands in the message.

    ``target`` is ``None`` where the charge speaks to an implied addressee ("Liar."). ``resolved_target`` is the name
    that a pronoun or "you" stands for, found in the message or its context, else ``None``. ``route`` is ``"hate"``
    for a charge against a protected class: such a finding belongs to the toxicity rules. ``probability`` (0..1) is
    the chance that a reader with the guideline gives the final label "unsupported accusation".
    """

    target: Span | None
    charge: Span | None
    category: Category
    kind: Kind
    mode: Mode
    support: Support
    route: Route | None
    resolved_target: str | None
    probability: float

    @property
    def is_supported(self) -> bool:
        """Whether support was given that counts."""
        return self.support not in NO_SUPPORT

    @property
    def is_open(self) -> bool:
        """Asserted, without support, and ours to judge: nothing vetoes a flag."""
        return self.mode is Mode.ASSERTED and not self.is_supported and self.route is None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One step of the trace: which part of the reading, what it decided, and the words that decided it."""

    part: Literal["gate", "charge", "target", "mode", "support", "route", "classifier"]
    value: str
    because: str

    def __str__(self) -> str:
        return f"{self.part}: {self.value} ({self.because})" if self.because else f"{self.part}: {self.value}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All findings of one message, gravest open accusation first.

    ``unsupported_accusation`` is the highest probability (0..1) of the message; ``unsupported`` is the guideline's
    final label at the detector's threshold (both kinds, ``act`` and ``label``); ``gate`` says whether the cheap first
    stage let the message through. ``evidence`` is the trace, in the order in which things were decided.
    """

    accusations: tuple[Accusation, ...]
    unsupported_accusation: float
    unsupported: bool
    gate: bool
    evidence: tuple[Evidence, ...] = ()
