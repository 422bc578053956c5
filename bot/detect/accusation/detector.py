"""The detector: gate, reading, probability. Pure and thread-safe once loaded."""

from __future__ import annotations

from collections.abc import Sequence

from bot.detect.accusation.charge import Charge, find_charges, find_matches
from bot.detect.accusation.classify import (
    UNGATED_PROBABILITY,
    VETOED_CAP,
    Classifier,
    Finding,
    best_finding,
)
from bot.detect.accusation.document import MAX_CHARS, Document, read_document
from bot.detect.accusation.frame import detect_frame, resolve_target
from bot.detect.accusation.lexicon import Lexicon
from bot.detect.accusation.mode import detect_mode
from bot.detect.accusation.support import Surroundings, detect_support
from bot.detect.accusation.target import TargetKind, find_target
from bot.detect.accusation.types import (
    DEFAULT_THRESHOLD,
    GRAVITY,
    Accusation,
    ContextMessage,
    Evidence,
    Reading,
    Route,
)
from bot.detect.normalize import fold

MAX_CONTEXT = 10
"""Earlier messages that are read: the guideline's window."""


class Detector:
    """Reads messages for unsupported accusations. Load once, share between threads."""

    def __init__(self, lexicon: Lexicon, classifier: Classifier) -> None:
        self._lexicon = lexicon
        self._classifier = classifier

    @classmethod
    def load(cls) -> Detector:
        """The shipped lexicon and weights. Raises LexiconError or ValueError when the package is damaged."""
        return cls(Lexicon.load(), Classifier.load())

    def passes_gate(self, text: str) -> bool:
        """The cheap first stage alone: whether any charge words stand in the first ``MAX_CHARS`` code points."""
        return bool(find_matches(self._lexicon, fold(text[:MAX_CHARS]).text))

    def read(
        self,
        text: str,
        *,
        context: Sequence[ContextMessage] = (),
        author: str | None = None,
        attachments: bool = False,
        settled: Sequence[str] = (),
    ) -> Reading:
        """Read one message.

        ``text``: the message, of which the first ``MAX_CHARS`` code points are read; its ``>`` lines and code blocks
        count as context. ``context``: earlier messages, oldest first, of which the last ten are used. ``author``:
        the writer's name as in ``context``, so that "you" is not the writer. ``attachments``: a file that can be
        evidence hangs on the message. ``settled``: phrases of the server's settled facts; a charge whose sentence
        holds all words of one of them is supported.
        """
        folded = fold(text[:MAX_CHARS])
        matches = find_matches(self._lexicon, folded.text)
        if not matches:
            return Reading(
                (), UNGATED_PROBABILITY, False, False, (Evidence("gate", "held back", "no charge words"),)
            )
        document = read_document(text)
        context = context[-MAX_CONTEXT:]
        around = Surroundings(context, attachments, settled)
        findings = [self._find(document, charge, around) for charge in find_charges(document, matches)]
        if not findings:
            return Reading(
                (), UNGATED_PROBABILITY, False, True, (Evidence("gate", "passed", matches[0][0].id),)
            )
        return self._conclude(document, findings, context, author)

    @staticmethod
    def findings(lexicon: Lexicon, document: Document, around: Surroundings) -> list[Finding]:
        """The rules' findings without the classifier (for training and for the benchmark of rules alone)."""
        charges = find_charges(document, find_matches(lexicon, document.text))
        return [Detector._find(document, charge, around) for charge in charges]

    @staticmethod
    def _find(document: Document, charge: Charge, around: Surroundings) -> Finding:
        target = find_target(document, charge)
        mode = detect_mode(document, charge, target)
        support = detect_support(document, charge, target, around)
        route: Route | None = "hate" if target.kind is TargetKind.PROTECTED else None
        return Finding(charge, target, mode, support, route, detect_frame(document, charge.start, target))

    def _conclude(
        self,
        document: Document,
        findings: list[Finding],
        context: Sequence[ContextMessage],
        author: str | None,
    ) -> Reading:
        best = best_finding(findings)
        raw = {id(finding): self._classifier.probability(finding, findings, document) for finding in findings}
        message = raw[id(best)] * (VETOED_CAP if best.vetoed else 1.0)
        unsupported = message >= DEFAULT_THRESHOLD and not best.vetoed
        accusations = []
        for finding in findings:
            if not finding.is_accusation and not (unsupported and finding is best):
                continue
            capped = raw[id(finding)] * (VETOED_CAP if finding.vetoed else 1.0)
            accusations.append(
                Accusation(
                    target=document.span(finding.target.start, finding.target.end)
                    if finding.target.found
                    else None,
                    charge=document.span(finding.charge.start, finding.charge.end),
                    category=finding.charge.entry.category,
                    kind=finding.charge.entry.kind,
                    mode=finding.mode.mode,
                    support=finding.support.support,
                    route=finding.route,
                    resolved_target=resolve_target(document, finding.target, context, author),
                    probability=min(capped, message),
                )
            )
        accusations.sort(key=lambda found: (not found.is_open, GRAVITY[found.category], -found.probability))
        return Reading(tuple(accusations), message, unsupported, True, _trace(document, best, message))


def _trace(document: Document, best: Finding, probability: float) -> tuple[Evidence, ...]:
    words = document.span(best.charge.start, best.charge.end).text
    target = document.span(best.target.start, best.target.end).text
    steps = [
        Evidence("gate", "passed", best.charge.entry.id),
        Evidence("charge", f"{best.charge.entry.category} {best.charge.entry.kind}", words),
        Evidence(
            "target", best.target.kind.value, f"{target} ({best.target.how})" if target else best.target.how
        ),
        Evidence("mode", best.mode.mode.value, best.mode.because),
        Evidence(
            "support",
            best.support.support.value,
            best.support.because + (" (weak)" if best.support.weak else ""),
        ),
    ]
    if best.route is not None:
        steps.append(Evidence("route", best.route, "said of a protected class"))
    if best.frame is not None:
        steps.append(Evidence("route", best.frame[0], best.frame[1]))
    steps.append(Evidence("classifier", f"{probability:.2f}", "vetoed" if best.vetoed else ""))
    return tuple(steps)
