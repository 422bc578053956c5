"""Targets: what sort of noun phrase a charge is applied to, and whether a reader could say who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.detect.accusation import words
from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document, Token
from bot.detect.accusation.phrases import is_name, main_phrase


class TargetKind(StrEnum):
    """What sort of target was found; those outside ``IDENTIFIABLE`` leave open who is meant."""

    NAME = "name"
    GROUP = "group"
    DEFINITE = "definite"
    SECOND = "second_person"
    THIRD = "third_person"
    IMPLIED = "implied"
    PROTECTED = "protected"
    GENERIC = "generic"
    SELF = "self"
    THING = "thing"
    NOBODY = "nobody"


IDENTIFIABLE = frozenset(
    {
        TargetKind.NAME,
        TargetKind.GROUP,
        TargetKind.DEFINITE,
        TargetKind.SECOND,
        TargetKind.THIRD,
        TargetKind.PROTECTED,
    }
)


@dataclass(frozen=True, slots=True)
class Target:
    """``[start, end)`` in the folded text (empty for an implied or missing target) and how it was found.

    ``presupposed``: the charge stands in a noun phrase, possessive or apposition ("that crook", "her lying"), so that
    questions, conditions and negations around it do not touch it.
    """

    kind: TargetKind
    start: int
    end: int
    how: str
    presupposed: bool = False

    @property
    def found(self) -> bool:
        """Whether a reader could say who is meant."""
        return self.kind in IDENTIFIABLE


def make_target(
    document: Document, span: tuple[int, int] | None, how: str, presupposed: bool = False
) -> Target:
    """Classify the phrase given by token range ``span``."""
    if span is None or span[0] >= span[1]:
        return Target(TargetKind.NOBODY, 0, 0, how, presupposed)
    tokens = document.tokens[span[0] : span[1]]
    start, end = tokens[0].start, tokens[-1].end
    return Target(classify_phrase(tokens, document), start, end, how, presupposed)


def classify_phrase(tokens: tuple[Token, ...], document: Document) -> TargetKind:
    """What sort of target a noun phrase is, judged by its head and determiner."""
    texts = [token.text for token in tokens]
    head, first = texts[-1], texts[0]
    if len(texts) > 1 and head in ("'s", "'"):
        head = texts[-2]
    if len(texts) == 1:
        if head in words.SELF or head in ("my", "our"):
            return TargetKind.SELF
        if head in words.SECOND or head.startswith(("@", "<@")):
            return TargetKind.SECOND
        if head in words.PERSON_THIRD:
            return TargetKind.THIRD
        if head in ("this", "that", "these", "those"):
            return TargetKind.THING
    protected = any(text in words.PROTECTED for text in texts)
    named = any(is_name(token, document) and token.text not in words.PROTECTED for token in tokens)
    if protected and (head in words.PROTECTED or not named) and not _is_singular_person(texts):
        return TargetKind.PROTECTED
    if head in words.THING or (len(texts) > 1 and texts[-1] in words.THING):
        return TargetKind.THING
    if first in words.DEMONSTRATIVE or (
        first in ("the", "our", "your", "his", "her", "their", "my", "its") and len(texts) > 1
    ):
        definite = first != "the" or head not in words.GENERIC
        return TargetKind.DEFINITE if definite else TargetKind.GENERIC
    if first in words.GENERIC_QUANTIFIER and not named and head not in words.GROUP:
        return TargetKind.GENERIC
    if (head in words.GENERIC or first in words.GENERIC) and not named:
        return TargetKind.GENERIC
    if any(text in words.GROUP for text in texts):
        return TargetKind.GROUP
    if named:
        return TargetKind.NAME
    if first in ("a", "an", "another") or head.endswith("ing"):
        return TargetKind.GENERIC
    if len(texts) == 1 and head.endswith("s") and not head.endswith("ss"):
        return TargetKind.GENERIC  # bare plural: a whole kind of people
    return TargetKind.NAME


def _is_singular_person(texts: list[str]) -> bool:
    """ "the Muslim mayor", "that Mexican senator": one person, not the class."""
    return len(texts) > 1 and (
        texts[-1] in words.OFFICE or texts[-1] in ("guy", "man", "woman", "killer", "brotherhood")
    )


def inherited(document: Document, charge: Charge, number: int) -> Target:
    """A fragment takes its target from the sentence before ("Novak? Fraud."), else speaks to the addressee."""
    for earlier in range(number - 1, max(-1, number - 3), -1):
        first, last = document.sentence_tokens(earlier)
        found = main_phrase(document, first, last, nearest=False)
        if found is not None:
            target = make_target(document, found, "sentence before")
            if target.found:
                return target
    return Target(TargetKind.IMPLIED, charge.start, charge.start, "no one named")


_AGAINST = words.word_set(
    "caught catch catches stopped stop stops exposed expose exposing exposes jailed jail "
    "arrested arrest fought fight fights fighting against reported uncovered prosecute "
    "prosecuted convict convicted punish punished hunt hunts hunting chase chased identified"
)


def is_object(document: Document, charge: Charge, first: int) -> bool:
    """ "caught the fraudsters", "a law against liars": said in praise of whoever did it."""
    at = charge.first - 1
    while at >= first and (
        document.tokens[at].text in words.ARTICLE or document.tokens[at].text in ("all", "such")
    ):
        at -= 1
    return at >= first and document.tokens[at].text in _AGAINST
