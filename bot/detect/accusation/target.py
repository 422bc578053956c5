"""Who is charged: the noun phrase, name, pronoun or addressee that a charge is applied to."""

from __future__ import annotations

from bot.detect.accusation import words
from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document
from bot.detect.accusation.lexicon import Role
from bot.detect.accusation.phrases import is_name, left_phrase, main_phrase, possessor_before, right_phrase
from bot.detect.accusation.target_kind import (
    IDENTIFIABLE,
    Target,
    TargetKind,
    inherited,
    is_object,
    make_target,
)
from bot.detect.accusation.target_label import of_label
from bot.detect.accusation.types import Category

__all__ = ["IDENTIFIABLE", "Target", "TargetKind", "find_target"]

_REACH = 48
"""Tokens to the left of a deed within which its subject is looked for."""


def find_target(document: Document, charge: Charge) -> Target:
    """The target of ``charge``; its ``how`` names the rule that found it."""
    target = _find(document, charge)
    first, _ = document.sentence_tokens(document.sentence_number(charge.start))
    opening = document.tokens[first].text
    if (
        target.how in ("clause", "subject", "copula")
        and opening.endswith("ing")
        and target.start == document.tokens[first].start
    ):
        return Target(TargetKind.THING, target.start, target.end, "a doing, not a doer")
    inside = document.tokens[charge.first].text in words.COPULA or target.how == "copula"
    if opening.endswith("ing") and inside and len(opening) > 5 and not target.presupposed:
        return Target(
            TargetKind.THING, document.tokens[first].start, document.tokens[first].end, "a doing, not a doer"
        )
    return target


def _find(document: Document, charge: Charge) -> Target:
    if charge.role is Role.DEED:
        return _of_deed(document, charge)
    if charge.role is Role.NOUN:
        return _of_noun(document, charge)
    return of_label(document, charge)


_PARTICIPLES = words.word_set(
    "stolen shot hidden sold bought paid given taken beaten broken misled killed robbed raped "
    "murdered forged rigged framed destroyed deleted bribed hacked leaked bugged silenced "
    "jailed poisoned tortured deceived duped fooled scammed cheated betrayed assaulted molested "
    "executed threatened burned burnt lost defrauded conned fleeced arrested harassed covered "
    "embezzled laundered siphoned faked doctored fabricated wiretapped spied awarded handed "
    "tapped stuffed groped swindled abused kidnapped blackmailed persecuted fired banned purged "
    "tricked misused shredded wiped buried"
)


def _is_passive(document: Document, charge: Charge) -> bool:
    """ "was stolen", "got robbed": the subject is the victim, the agent (if any) follows "by"."""
    verb = document.tokens[charge.first].text
    if verb not in _PARTICIPLES and not verb.endswith("ed"):
        return False
    at = charge.first - 1
    while at >= 0 and document.tokens[at].text in words.ADVERB:
        at -= 1
    be = (
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "be",
        "got",
        "get",
        "gets",
        "getting",
        "'s",
        "'re",
        "wasn't",
        "weren't",
    )
    return at >= 0 and document.tokens[at].text in be


def _is_attribute(document: Document, charge: Charge) -> bool:
    """ "the stolen paintings": a participle after a determiner describes a thing and accuses no one."""
    if charge.first == 0 or document.tokens[charge.first].text not in _PARTICIPLES:
        return False
    return document.tokens[charge.first - 1].text in words.ARTICLE | words.POSSESSIVE | words.PREPOSITION


def _of_deed(document: Document, charge: Charge) -> Target:
    own_passive = (
        "corruption/in_pocket",
        "inauthentic/",
        "treason_agent/payroll",
        "corruption/paid",
        "corruption/payroll",
        "extremism",
    )
    if _is_passive(document, charge) and not charge.entry.id.startswith(own_passive):
        return _agent_of_passive(document, charge)
    if _is_attribute(document, charge):
        return Target(TargetKind.NOBODY, 0, 0, "participle before a noun")
    number = document.sentence_number(charge.start)
    first, last = document.sentence_tokens(number)
    at = charge.first
    for inner in range(charge.first, charge.last):
        if document.tokens[inner].text == "you" and document.tokens[charge.first].text in (
            "much",
            "many",
            "what",
        ):
            return make_target(document, (inner, inner + 1), "inside the charge")
    possessor = possessor_before(document, at, first)
    if possessor is not None:
        between = {token.text for token in document.tokens[possessor[1] : charge.first]}
        if between & words.THING and not document.tokens[charge.first].text.endswith("ing"):
            return Target(TargetKind.THING, 0, 0, "a thing of theirs does it")  # "her policy robs the poor"
        return make_target(document, possessor, "possessive", presupposed=True)
    subject = left_phrase(document, at, first, skip_verbs=True)
    if subject is not None:
        return make_target(document, subject, "subject")
    before = main_phrase(document, max(first, at - _REACH), at, nearest=True)
    if before is not None:
        return make_target(document, before, "clause")
    if "by" in (token.text for token in document.tokens[charge.last : charge.last + 1]):
        return make_target(document, right_phrase(document, charge.last + 1, last), "agent")
    return inherited(document, charge, number)


def _agent_of_passive(document: Document, charge: Charge) -> Target:
    _, last = document.sentence_tokens(document.sentence_number(charge.start))
    for at in range(charge.first, min(last, charge.last + 8)):
        if document.tokens[at].text == "by":
            return make_target(document, right_phrase(document, at + 1, last), "agent")
    return Target(TargetKind.NOBODY, 0, 0, "agentless passive")


_OF_IS_VICTIM = frozenset({Category.VIOLENCE_CRIME, Category.TREASON_AGENT})
_ACCUSED = words.word_set(
    "accused guilty investigation investigated charged tried convicted suspected indicted trial "
    "arrested sued impeached acquitted"
)


def _accused(document: Document, charge: Charge, first: int) -> Target | None:
    """ "should be tried for treason", "under investigation for fraud": the subject of that verb."""
    for back in range(charge.first - 1, max(first, charge.first - 5) - 1, -1):
        if document.tokens[back].text in _ACCUSED:
            while back > first and document.tokens[back - 1].text in ("under", "on", "found"):
                back -= 1
            subject = left_phrase(document, back, first, skip_verbs=True)
            return make_target(document, subject, "accused") if subject is not None else None
    return None


def _of_noun(document: Document, charge: Charge) -> Target:
    number = document.sentence_number(charge.start)
    first, last = document.sentence_tokens(number)
    possessor = possessor_before(document, charge.first, first, modifiers=4)
    if possessor is not None:
        return make_target(document, possessor, "possessive", presupposed=True)
    if is_object(document, charge, first):
        return Target(TargetKind.GENERIC, 0, 0, "someone is said to act against it")
    if accused := _accused(document, charge, first):
        return accused
    links = ("by", "from") if charge.entry.category in _OF_IS_VICTIM else ("of", "by", "from")
    if charge.last < last and document.tokens[charge.last].text in links:
        after = right_phrase(document, charge.last + 1, last)
        if after is not None:
            target = make_target(document, after, "of/by", presupposed=True)
            if target.found:
                return target
    if charge.first > first:
        before = document.tokens[charge.first - 1]
        if before.text in words.GROUP or (is_name(before, document) and not document.shouting):
            return make_target(document, (charge.first - 1, charge.first), "premodifier", presupposed=True)
    at = charge.first - 1
    while at > first and document.tokens[at].text in words.ARTICLE | words.ADVERB:
        at -= 1
    after_copula = at > first and document.tokens[at].text in words.COPULA
    if after_copula and document.tokens[at - 1].text in words.THING:  # "the plan is a betrayal"
        return Target(TargetKind.THING, 0, 0, "copula of a thing")
    return Target(TargetKind.NOBODY, 0, 0, "charge without an agent")
