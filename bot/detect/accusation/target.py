"""Who is charged: the noun phrase, name, pronoun or addressee that a charge is applied to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.detect.accusation import words
from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document, Token
from bot.detect.accusation.lexicon import Role
from bot.detect.accusation.phrases import (
    is_name,
    left_phrase,
    main_phrase,
    possessor_before,
    right_phrase,
)
from bot.detect.accusation.types import Category

_REACH = 16
"""Tokens to the left within which a subject is looked for."""


class TargetKind(StrEnum):
    """What sort of target was found; ``IMPLIED`` to ``HISTORY`` have no identifiable one."""

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
    {TargetKind.NAME, TargetKind.GROUP, TargetKind.DEFINITE, TargetKind.SECOND, TargetKind.THIRD, TargetKind.PROTECTED}
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


def find_target(document: Document, charge: Charge) -> Target:
    """The target of ``charge``; its ``how`` names the rule that found it."""
    target = _find(document, charge)
    first, _ = document.sentence_tokens(document.sentence_number(charge.start))
    opening = document.tokens[first].text
    if target.how in ("clause", "subject", "copula") and opening.endswith("ing") and target.start == document.tokens[first].start:
        return Target(TargetKind.THING, target.start, target.end, "a doing, not a doer")
    inside = document.tokens[charge.first].text in words.COPULA or target.how == "copula"
    if opening.endswith("ing") and inside and len(opening) > 5 and not target.presupposed:
        return Target(TargetKind.THING, document.tokens[first].start, document.tokens[first].end, "a doing, not a doer")
    return target


def _find(document: Document, charge: Charge) -> Target:
    if charge.role is Role.DEED:
        return _of_deed(document, charge)
    if charge.role is Role.NOUN:
        return _of_noun(document, charge)
    return _of_label(document, charge)


def _target(document: Document, span: tuple[int, int] | None, how: str, presupposed: bool = False) -> Target:
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
        if head in words.SELF:
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
    if first in words.DEMONSTRATIVE or (first in ("the", "our", "your", "his", "her", "their", "my", "its") and len(texts) > 1):
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
    return len(texts) > 1 and (texts[-1] in words.OFFICE or texts[-1] in ("guy", "man", "woman", "killer", "brotherhood"))


# --- deeds --------------------------------------------------------------------------------------------------------


_PARTICIPLES = frozenset(
    "stolen shot hidden sold bought paid given taken beaten broken misled killed robbed raped murdered forged rigged framed "
    "destroyed deleted bribed hacked leaked bugged silenced jailed poisoned tortured deceived duped fooled scammed cheated "
    "betrayed assaulted molested executed threatened burned burnt lost defrauded conned fleeced arrested harassed covered "
    "embezzled laundered siphoned faked doctored fabricated wiretapped spied awarded handed tapped stuffed groped swindled "
    "abused kidnapped blackmailed persecuted fired banned purged tricked misused shredded wiped buried".split()
)


def _is_passive(document: Document, charge: Charge) -> bool:
    """ "was stolen", "got robbed": the subject is the victim, the agent (if any) follows "by"."""
    verb = document.tokens[charge.first].text
    if verb not in _PARTICIPLES and not verb.endswith("ed"):
        return False
    at = charge.first - 1
    while at >= 0 and document.tokens[at].text in words.ADVERB:
        at -= 1
    be = ("is", "are", "was", "were", "been", "being", "be", "got", "get", "gets", "getting", "'s", "'re", "wasn't", "weren't")
    return at >= 0 and document.tokens[at].text in be


def _is_attribute(document: Document, charge: Charge) -> bool:
    """ "the stolen paintings": a participle after a determiner describes a thing and accuses no one."""
    if charge.first == 0 or document.tokens[charge.first].text not in _PARTICIPLES:
        return False
    return document.tokens[charge.first - 1].text in words.ARTICLE | words.POSSESSIVE | words.PREPOSITION


def _of_deed(document: Document, charge: Charge) -> Target:
    own_passive = ("corruption/in_pocket", "inauthentic/", "treason_agent/payroll", "corruption/paid", "corruption/payroll", "extremism")
    if _is_passive(document, charge) and not charge.entry.id.startswith(own_passive):
        return _agent_of_passive(document, charge)
    if _is_attribute(document, charge):
        return Target(TargetKind.NOBODY, 0, 0, "participle before a noun")
    number = document.sentence_number(charge.start)
    first, last = document.sentence_tokens(number)
    at = charge.first
    for inner in range(charge.first, charge.last):
        if document.tokens[inner].text == "you" and document.tokens[charge.first].text in ("much", "many", "what"):
            return _target(document, (inner, inner + 1), "inside the charge")
    possessor = possessor_before(document, at, first)
    if possessor is not None:
        return _target(document, possessor, "possessive", presupposed=True)
    subject = left_phrase(document, at, first, skip_verbs=True)
    if subject is not None:
        return _target(document, subject, "subject")
    before = main_phrase(document, max(first, at - 3 * _REACH), at, nearest=True)
    if before is not None:
        return _target(document, before, "clause")
    if "by" in (token.text for token in document.tokens[charge.last : charge.last + 1]):
        return _target(document, right_phrase(document, charge.last + 1, last), "agent")
    return _inherited(document, charge, number)


def _agent_of_passive(document: Document, charge: Charge) -> Target:
    _, last = document.sentence_tokens(document.sentence_number(charge.start))
    for at in range(charge.first, min(last, charge.last + 8)):
        if document.tokens[at].text == "by":
            return _target(document, right_phrase(document, at + 1, last), "agent")
    return Target(TargetKind.NOBODY, 0, 0, "agentless passive")


def _inherited(document: Document, charge: Charge, number: int) -> Target:
    """A fragment takes its target from the sentence before ("Novak? Fraud."), else speaks to the addressee."""
    for earlier in range(number - 1, max(-1, number - 3), -1):
        first, last = document.sentence_tokens(earlier)
        found = main_phrase(document, first, last, nearest=False)
        if found is not None:
            target = _target(document, found, "sentence before")
            if target.found:
                return target
    return Target(TargetKind.IMPLIED, charge.start, charge.start, "no one named")


# --- nouns: "his lies", "the corruption of the council" ---------------------------------------------------------------


_OF_IS_VICTIM = frozenset({Category.VIOLENCE_CRIME, Category.TREASON_AGENT})
_ACCUSED = frozenset("accused guilty investigation investigated charged tried convicted suspected indicted trial arrested sued impeached acquitted".split())


def _accused(document: Document, charge: Charge, first: int) -> Target | None:
    """ "should be tried for treason", "under investigation for fraud": the subject of that verb."""
    for back in range(charge.first - 1, max(first, charge.first - 5) - 1, -1):
        if document.tokens[back].text in _ACCUSED:
            while back > first and document.tokens[back - 1].text in ("under", "on", "found"):
                back -= 1
            subject = left_phrase(document, back, first, skip_verbs=True)
            return _target(document, subject, "accused") if subject is not None else None
    return None


def _of_noun(document: Document, charge: Charge) -> Target:
    number = document.sentence_number(charge.start)
    first, last = document.sentence_tokens(number)
    possessor = possessor_before(document, charge.first, first, modifiers=4)
    if possessor is not None:
        return _target(document, possessor, "possessive", presupposed=True)
    if accused := _accused(document, charge, first):
        return accused
    links = ("by", "from") if charge.entry.category in _OF_IS_VICTIM else ("of", "by", "from")
    if charge.last < last and document.tokens[charge.last].text in links:
        after = right_phrase(document, charge.last + 1, last)
        if after is not None:
            target = _target(document, after, "of/by", presupposed=True)
            if target.found:
                return target
    if charge.first > first:
        before = document.tokens[charge.first - 1]
        if before.text in words.GROUP or (is_name(before, document) and not document.shouting):
            return _target(document, (charge.first - 1, charge.first), "premodifier", presupposed=True)
    return Target(TargetKind.NOBODY, 0, 0, "charge without an agent")


# --- labels: nouns and adjectives -----------------------------------------------------------------------------------


def _of_label(document: Document, charge: Charge) -> Target:
    number = document.sentence_number(charge.start)
    first, last = document.sentence_tokens(number)
    if _is_object(document, charge, first):
        return Target(TargetKind.NOBODY, 0, 0, "others are said to act against them")
    for rule in (_label_exclaimed, _label_called, _label_after, _label_vocative, _label_copula, _label_definite, _label_before):
        found = rule(document, charge, first, last)
        if found is not None:
            return found
    outside = sum(token.is_word for token in document.tokens[charge.last : last])
    hangs = charge.first > first and document.tokens[charge.first - 1].text in words.PREPOSITION
    if charge.last - first <= 8 and outside <= 2 and not hangs and not any(token.text in words.GENERIC for token in document.tokens[first : charge.first]):
        return _inherited(document, charge, number)
    return Target(TargetKind.NOBODY, 0, 0, "label on no one")


def _label_after(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "lying Novak", "corrupt government", "the traitor Novak", "crooks like Novak", "criminals in the ministry"."""
    tokens = document.tokens
    at = charge.last
    if at < last and tokens[at].text in ("like", "such") and charge.role is Role.LABEL:
        after = right_phrase(document, at + (2 if tokens[at].text == "such" else 1), last)
        if after is not None:
            return _target(document, after, "like", presupposed=True)
    if at >= last or not tokens[at].is_word:
        return None
    if charge.role is Role.ADJECTIVE and tokens[at].text not in words.FUNCTION:
        determined = _determiner_left(document, charge.first, first)
        after = right_phrase(document, at, last)
        if after is None:
            return None
        begin = after[0] if determined is None else determined
        article = None if determined is None else tokens[determined].text
        if article in ("a", "an", "such", "another", "most", "no"):
            return None
        return _target(document, (begin, after[1]), "attributive", presupposed=True)
    if charge.role is Role.LABEL and is_name(tokens[at], document) and not document.shouting:
        after = right_phrase(document, at, last)
        if after is not None and tokens[after[0]].capital:
            return _target(document, after, "apposition", presupposed=True)
    return None


_AGAINST = frozenset(
    "caught catch catches stopped stop stops exposed expose exposing exposes jailed jail arrested arrest fought fight fights fighting "
    "against reported uncovered prosecute prosecuted convict convicted punish punished hunt hunts hunting chase chased identified".split()
)


def _is_object(document: Document, charge: Charge, first: int) -> bool:
    """ "caught the fraudsters", "a law against liars": said in praise of whoever did it."""
    at = charge.first - 1
    while at >= first and (document.tokens[at].text in words.ARTICLE or document.tokens[at].text in ("these", "those", "all", "such")):
        at -= 1
    return at >= first and document.tokens[at].text in _AGAINST


_CALL = frozenset("call calls called calling label labels labelled labeled brand branded dub dubbed consider considers considered".split())


def _label_called(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "called Novak a crook", "calls him corrupt": the target stands between verb and label."""
    tokens = document.tokens
    for back in range(charge.first - 1, max(first, charge.first - 8) - 1, -1):
        if tokens[back].text in _CALL:
            phrase = right_phrase(document, back + 1, charge.first)
            return _target(document, phrase, "called") if phrase is not None else None
    return None


def _label_exclaimed(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "What a crook he is", "such a liar, that Novak"."""
    tokens = document.tokens
    at = charge.last
    if at + 1 < last and tokens[at].text in ("he", "she", "they", "you") and tokens[at + 1].text in words.COPULA:
        return _target(document, (at, at + 1), "exclaimed", presupposed=True)
    return None


def _determiner_left(document: Document, at: int, first: int) -> int | None:
    """Token number of the determiner of the phrase that holds token ``at``, at most five modifiers to the left."""
    for back in range(at - 1, max(first, at - 7) - 1, -1):
        token = document.tokens[back]
        if token.text in words.DETERMINER:
            return back
        if token.text in (",", "and", "or"):
            continue
        if not token.is_word or token.text in words.FUNCTION or token.text in words.VERB:
            return None
    return None


def _label_vocative(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "you lying …", "you crooks", "Novak you traitor"."""
    for back in range(charge.first - 1, max(first, charge.first - 6) - 1, -1):
        token = document.tokens[back]
        if token.text in ("you", "u", "ya"):
            return _target(document, (back, back + 1), "vocative", presupposed=True)
        if token.text in words.FUNCTION or token.text in words.VERB or not token.is_word:
            return None
    return None


def _label_copula(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "X is (nothing but) a crook", also over a list: "X is a fool, a coward and a crook"; "X who is corrupt"."""
    tokens = document.tokens
    for back in range(charge.first - 1, max(first, charge.first - _REACH) - 1, -1):
        text = tokens[back].text
        if text in words.COPULA or text in ("ain't", "isnt", "arent", "wasnt", "r", "=", "like"):
            if text == "like" and not (back and tokens[back - 1].text in ("sounds", "looks", "acts", "sound", "look", "act")):
                return None
            begin = back - 1 if text == "like" else back
            if text == "'s" and _is_possessive(document, back, charge.first):
                return None
            opens = begin == first or tokens[begin - 1].text in words.WH or not tokens[begin - 1].is_word
            if opens and (inverted := right_phrase(document, back + 1, charge.first)) is not None:
                return _target(document, inverted, "copula")  # "Is Novak a crook?"
            if _broken(document, back + 1, charge.first):
                return None
            subject = left_phrase(document, begin, first, skip_verbs=True)
            return _target(document, subject, "copula") if subject is not None else None
        if text in ("you're", "youre", "ur", "hes", "shes", "theyre") and not _broken(document, back + 1, charge.first):
            return _target(document, (back, back + 1), "copula")
    return None


def _is_possessive(document: Document, at: int, end: int) -> bool:
    """ "'s" before a label is a possessive when no article follows ("Novak's corrupt deals")."""
    subject = document.tokens[at - 1].text if at else ""
    if subject in words.THIRD | words.RELATIVE | {"that", "it", "there", "here", "what"}:
        return False
    following = document.tokens[at + 1].text if at + 1 < len(document.tokens) else ""
    return following not in ("a", "an", "the", "just", "not", "nothing", "such", "so", "one", "always", "still", "clearly", "also", "corrupt", "crooked", "dishonest", "lying")


def _broken(document: Document, begin: int, end: int) -> bool:
    """Whether a new clause starts between copula and label, so that they do not belong together."""
    for token in document.tokens[begin:end]:
        if token.text in words.RELATIVE or token.text in ("because", "but", "if", "when", "while", "than", "by", "with", "for", "from", "to", "against", "about", "voting", "supporting", "following", "electing", "on", "in", "he", "she", "they", "you", "i"):
            return True
        if token.text in (";", ":", "\n") or token.text.startswith(("...", "(")):
            return True
    return False


def _label_definite(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "these criminals", "the traitor in the palace", "our crook of a mayor": the phrase itself is the target."""
    tokens = document.tokens
    determiner = _determiner_left(document, charge.first, first)
    if determiner is None:
        return None
    article = tokens[determiner].text
    if article in ("a", "an", "another", "such", "some", "any", "no", "every", "most", "many", "each", "all"):
        for at in range(determiner - 1, max(first, determiner - 3) - 1, -1):  # "support a con man as president"
            if tokens[at].text in words.VERB and charge.last < last and tokens[charge.last].text == "as":
                return _target(document, right_phrase(document, charge.last + 1, last), "as", presupposed=True)
        return None
    end = charge.last
    if end < last and tokens[end].text in ("of", "in", "at", "from", "on"):
        after = right_phrase(document, end + 1, last)
        if after is not None:
            end = after[1]
    if article in ("his", "her", "their", "my", "its") and charge.role is Role.LABEL and end == charge.last:
        return _target(document, (determiner, end), "definite", presupposed=True)
    return Target(TargetKind.DEFINITE, tokens[determiner].start, tokens[end - 1].end, "definite", presupposed=True)


def _label_before(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "Liberal liars", "Novak, a crook", "Novak: traitor", "call Novak a crook", "Novak the liar"."""
    tokens = document.tokens
    at = charge.first - 1
    while at >= first and (tokens[at].text in words.ADVERB or tokens[at].text in ("a", "an", "the", ",", ":", "-", "--", "?", "=", "as", "such")):
        at -= 1
    if at < first:
        return None
    phrase = left_phrase(document, at + 1, first, skip_verbs=False)
    if phrase is None:
        return None
    target = _target(document, phrase, "beside the label", presupposed=tokens[charge.first - 1].is_word)
    sure = target.kind is not TargetKind.NAME or any(is_name(token, document) for token in tokens[phrase[0] : phrase[1]])
    return target if target.found and sure else None
