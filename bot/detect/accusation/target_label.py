"""Targets of labels: the nouns and adjectives that are pinned on someone."""

from __future__ import annotations

from dataclasses import replace

from bot.detect.accusation import words
from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document
from bot.detect.accusation.lexicon import Role
from bot.detect.accusation.phrases import is_name, left_phrase, right_phrase
from bot.detect.accusation.target_kind import Target, TargetKind, inherited, is_object, make_target

_REACH = 16
"""Tokens to the left within which a copula is looked for."""


def of_label(document: Document, charge: Charge) -> Target:
    number = document.sentence_number(charge.start)
    first, last = document.sentence_tokens(number)
    if is_object(document, charge, first):
        return Target(TargetKind.GENERIC, 0, 0, "someone is said to act against it")
    for rule in (
        _label_exclaimed,
        _label_called,
        _label_after,
        _label_vocative,
        _label_copula,
        _label_definite,
        _label_before,
    ):
        found = rule(document, charge, first, last)
        if found is not None:
            return found
    outside = sum(token.is_word for token in document.tokens[charge.last : last])
    hangs = charge.first > first and document.tokens[charge.first - 1].text in words.PREPOSITION
    if (
        charge.last - first <= 8
        and outside <= 2
        and not hangs
        and not any(token.text in words.GENERIC for token in document.tokens[first : charge.first])
    ):
        return inherited(document, charge, number)
    return Target(TargetKind.NOBODY, 0, 0, "label on no one")


def _label_after(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "lying Novak", "corrupt government", "the traitor Novak", "crooks like Novak", "criminals in the ministry"."""
    tokens = document.tokens
    at = charge.last
    if at < last and tokens[at].text in ("like", "such") and charge.role is Role.LABEL:
        after = right_phrase(document, at + (2 if tokens[at].text == "such" else 1), last)
        if after is not None:
            return make_target(document, after, "like", presupposed=True)
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
        target = make_target(document, (begin, after[1]), "attributive", presupposed=True)
        if article in words.POSSESSIVE | words.DEMONSTRATIVE:
            return target
        return replace(
            target, start=tokens[after[0]].start
        )  # "the lying media": the minimal phrase is "media"
    if charge.role is Role.LABEL and is_name(tokens[at], document) and not document.shouting:
        after = right_phrase(document, at, last)
        if after is not None and tokens[after[0]].capital:
            return make_target(document, after, "apposition", presupposed=True)
    return None


_CALL = words.word_set(
    "call calls called calling label labels labelled labeled brand branded dub dubbed consider "
    "considers considered"
)


def _label_called(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "called Novak a crook", "calls him corrupt": the target stands between verb and label."""
    tokens = document.tokens
    for back in range(charge.first - 1, max(first, charge.first - 8) - 1, -1):
        if tokens[back].text in _CALL:
            phrase = right_phrase(document, back + 1, charge.first)
            return make_target(document, phrase, "called") if phrase is not None else None
    return None


def _label_exclaimed(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "What a crook he is", "such a liar, that Novak"."""
    tokens = document.tokens
    at = charge.last
    if (
        at + 1 < last
        and tokens[at].text in ("he", "she", "they", "you")
        and tokens[at + 1].text in words.COPULA
    ):
        return make_target(document, (at, at + 1), "exclaimed", presupposed=True)
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
            if back > first and document.tokens[back - 1].text in words.COPULA:
                return None  # "are you corrupt?": a question, not a call
            return make_target(document, (back, back + 1), "vocative", presupposed=True)
        if token.text in words.FUNCTION or token.text in words.VERB or not token.is_word:
            return None
    return None


def _label_copula(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "X is (nothing but) a crook", also over a list: "X is a fool, a coward and a crook"; "X who is corrupt"."""
    tokens = document.tokens
    for back in range(charge.first - 1, max(first, charge.first - _REACH) - 1, -1):
        text = tokens[back].text
        if text in words.COPULA or text in ("ain't", "isnt", "arent", "wasnt", "r", "=", "like"):
            if text == "like" and not (
                back and tokens[back - 1].text in ("sounds", "looks", "acts", "sound", "look", "act")
            ):
                return None
            begin = back - 1 if text == "like" else back
            if text == "'s" and _is_possessive(document, back, charge.first):
                return None
            opens = begin == first or tokens[begin - 1].text in words.WH or not tokens[begin - 1].is_word
            if opens and (inverted := right_phrase(document, back + 1, charge.first)) is not None:
                return make_target(document, inverted, "copula")  # "Is Novak a crook?"
            if _broken(document, back + 1, charge.first):
                return None
            subject = left_phrase(document, begin, first, skip_verbs=True)
            return make_target(document, subject, "copula") if subject is not None else None
        if text in ("you're", "youre", "ur", "hes", "shes", "theyre") and not _broken(
            document, back + 1, charge.first
        ):
            return make_target(document, (back, back + 1), "copula")
    return None


def _is_possessive(document: Document, at: int, end: int) -> bool:
    """ "'s" before a label is a possessive when no article follows ("Novak's corrupt deals")."""
    subject = document.tokens[at - 1].text if at else ""
    if subject in words.THIRD | words.RELATIVE | {"that", "it", "there", "here", "what"}:
        return False
    following = document.tokens[at + 1].text if at + 1 < len(document.tokens) else ""
    return following not in (
        "a",
        "an",
        "the",
        "just",
        "not",
        "nothing",
        "such",
        "so",
        "one",
        "always",
        "still",
        "clearly",
        "also",
        "corrupt",
        "crooked",
        "dishonest",
        "lying",
    )


_BREAKS = words.word_set(
    "because but if when while than by with for from to against about voting supporting "
    "following electing on in he she they you i"
)


def _broken(document: Document, begin: int, end: int) -> bool:
    """Whether a new clause starts between copula and label, so that they do not belong together."""
    for number, token in enumerate(document.tokens[begin:end], begin):
        if token.text == "but" and document.tokens[number - 1].text in ("anything", "nothing"):
            continue
        if token.text in words.RELATIVE or token.text in _BREAKS:
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
        for at in range(
            determiner - 1, max(first, determiner - 3) - 1, -1
        ):  # "support a con man as president"
            if tokens[at].text in words.VERB and charge.last < last and tokens[charge.last].text == "as":
                return make_target(
                    document, right_phrase(document, charge.last + 1, last), "as", presupposed=True
                )
        return None
    end = charge.last
    if end < last and tokens[end].text in ("of", "in", "at", "from", "on"):
        after = right_phrase(document, end + 1, last)
        if after is not None:
            end = after[1]
    if article in ("his", "her", "their", "my", "its") and charge.role is Role.LABEL and end == charge.last:
        return make_target(document, (determiner, end), "definite", presupposed=True)
    return Target(
        TargetKind.DEFINITE, tokens[determiner].start, tokens[end - 1].end, "definite", presupposed=True
    )


def _label_before(document: Document, charge: Charge, first: int, last: int) -> Target | None:
    """ "Liberal liars", "Novak, a crook", "Novak: traitor", "call Novak a crook", "Novak the liar"."""
    tokens = document.tokens
    at = charge.first - 1
    while at >= first and (
        tokens[at].text in words.ADVERB
        or tokens[at].text in ("a", "an", "the", ",", ":", "-", "--", "?", "=", "as", "such")
    ):
        at -= 1
    if at < first:
        return None
    phrase = left_phrase(document, at + 1, first, skip_verbs=False)
    if phrase is None:
        return None
    target = make_target(document, phrase, "beside the label", presupposed=tokens[charge.first - 1].is_word)
    sure = target.kind is not TargetKind.NAME or any(
        is_name(token, document) for token in tokens[phrase[0] : phrase[1]]
    )
    return target if target.found and sure else None
