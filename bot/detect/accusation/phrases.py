"""Noun phrases without a parser: where a phrase begins and ends, judged by capitals and closed word classes."""

from __future__ import annotations

from bot.detect.accusation import words
from bot.detect.accusation.document import Document, Token

_LONGEST = 6
"""Most words of one noun phrase."""

_SKIPPED = words.AUXILIARY | words.ADVERB | words.LIGHT_VERB | words.NEGATION
_NEVER_NAMES = words.FUNCTION | words.ADVERB | words.VERB | words.GENERIC
_SUBJECT_PRONOUNS = words.word_set("he she they you u it we i ya y'all hes shes theyre who") | words.word_set(
    "you're youre he's she's they're"
)


def is_name(token: Token, document: Document) -> bool:
    """A capital that is not just the start of a sentence or a function word; in shouted text nothing is told by it."""
    if token.text.startswith(("@", "<@")):
        return True
    if not token.capital or document.shouting:
        return False
    return token.text not in _NEVER_NAMES


def left_phrase(document: Document, end: int, first: int, *, skip_verbs: bool) -> tuple[int, int] | None:
    """The noun phrase that ends just before token ``end`` (not before ``first``), as a token range.

    ``skip_verbs`` steps over auxiliaries, adverbs and light verbs ("has been caught …") to reach the subject.
    """
    tokens = document.tokens
    at = end - 1
    steps = 0
    while at >= first and skip_verbs and steps < _LONGEST + 2:
        text = tokens[at].text
        if text in _SKIPPED or (text == "," and steps) or text in ("(", ")", "-", "*", "**"):
            at -= 1
            steps += 1
            continue
        break
    if at < first:
        return None
    if tokens[at].text in words.RELATIVE:
        return left_phrase(document, _before_comma(document, at, first), first, skip_verbs=False)
    return _phrase_ending(document, at, first)


def _before_comma(document: Document, at: int, first: int) -> int:
    return at - 1 if at - 1 >= first and document.tokens[at - 1].text == "," else at


def _phrase_ending(document: Document, at: int, first: int) -> tuple[int, int] | None:
    tokens = document.tokens
    token = tokens[at]
    if (
        token.text in _SUBJECT_PRONOUNS
        or token.text.startswith(("@", "<@"))
        or token.text in words.SELF | words.THIRD | words.SECOND
    ):
        return at, at + 1
    if token.text in words.DEMONSTRATIVE:
        return at, at + 1
    if not token.is_word or token.text in words.FUNCTION or (token.text in words.VERB and not token.capital):
        return None
    begin = at
    while begin - 1 >= first and at - begin < _LONGEST:
        before = tokens[begin - 1]
        if before.text in words.DETERMINER:
            begin -= 1
            break
        if not before.is_word and before.text not in ("&", "'s", "'"):
            break
        if before.text in words.FUNCTION and before.text not in ("of", "'s", "and"):
            break
        if before.text == "and" and not (
            is_name(token, document) and begin - 2 >= first and is_name(tokens[begin - 2], document)
        ):
            break
        if before.text == "of" and begin - 2 >= first and tokens[begin - 2].text in words.FUNCTION:
            break
        if before.text in words.VERB and not is_name(before, document):
            break
        if (
            is_name(token, document)
            and not is_name(before, document)
            and before.text not in words.OFFICE | {"of", "the", "and", "'s", "&"}
        ):
            break
        begin -= 1
    while begin < at and tokens[begin].text in ("of", "and", "'s", "&"):
        begin += 1
    begin = _with_outer_noun(document, begin, at, first)
    if tokens[begin].text == "that" and begin < at and is_name(tokens[begin + 1], document):
        begin += 1  # "is it true that Novak …": a conjunction, not a determiner
    return (begin, at + 1) if begin <= at else None


def _with_outer_noun(document: Document, begin: int, at: int, first: int) -> int:
    """ "the head of the agency": take the whole when the inner phrase hangs on "of" or "in"."""
    tokens = document.tokens
    if begin - 2 < first or tokens[begin - 1].text not in ("of", "in", "at", "behind"):
        return begin
    outer = tokens[begin - 2]
    if not outer.is_word or outer.text in words.FUNCTION or outer.text in words.VERB:
        return begin
    start = begin - 2
    while start - 1 >= first and begin - start < _LONGEST:
        before = tokens[start - 1]
        if before.text in words.DETERMINER:
            return start - 1
        if not before.is_word or before.text in words.FUNCTION or before.text in words.VERB:
            break
        start -= 1
    return start


def right_phrase(document: Document, begin: int, last: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token ``begin``, as a token range."""
    tokens = document.tokens
    at = begin
    while at < last and tokens[at].text in words.ADVERB:
        at += 1
    if at >= last:
        return None
    if tokens[at].text in words.SECOND | words.THIRD | words.SELF and tokens[at].text not in words.POSSESSIVE:
        return at, at + 1
    start = at
    if tokens[at].text in words.DETERMINER:
        at += 1
    end = at
    while end < last and end - at < _LONGEST:
        token = tokens[end]
        if not token.is_word and token.text not in ("'s", "&"):
            break
        if token.text == "of" and end > at and end + 1 < last:
            end += 1
            continue
        if token.text in words.DETERMINER and tokens[end - 1].text == "of":
            end += 1
            continue
        if token.text in words.FUNCTION and token.text != "'s":
            break
        if token.text in words.VERB | words.ADVERB and not is_name(token, document):
            break
        if (
            end > at
            and is_name(tokens[end - 1], document)
            and not is_name(token, document)
            and token.text not in ("'s", "&")
            and token.text not in words.GROUP | words.OFFICE
        ):
            break
        heads = words.GROUP | words.OFFICE
        if (
            end > at
            and tokens[end - 1].text in heads
            and not (is_name(token, document) or token.text in heads or token.text == "'s")
        ):
            break
        end += 1
    while end > at and tokens[end - 1].text in ("of", "the", "a", "'s", "&", "in"):
        end -= 1
    return (
        (start, end)
        if end > at
        else ((start, start + 1) if tokens[start].text in words.DEMONSTRATIVE else None)
    )


def possessor_before(document: Document, at: int, first: int, modifiers: int = 2) -> tuple[int, int] | None:
    """The possessor of the noun or gerund at token ``at``: "his", "Orlova's", "the council's"."""
    tokens = document.tokens
    for back in range(at - 1, max(first, at - modifiers - 1) - 1, -1):
        text = tokens[back].text
        if text in words.POSSESSIVE and text != "whose":
            return back, back + 1
        if text == "'s" and back > first:
            if tokens[back - 1].text in words.FUNCTION or _is_contraction(document, back, at):
                return None
            return _phrase_ending(document, back - 1, first)
        if text.endswith(("s'", "'s")) and back >= first and len(text) > 3:
            return _phrase_ending(document, back, first)
        if not tokens[back].is_word or text in words.FUNCTION or text in words.VERB:
            return None
    return None


def _is_contraction(document: Document, back: int, at: int) -> bool:
    """ "Novak's lying again" is "Novak is lying"; "Novak's lying cost us" is a possessive: told by what follows."""
    word = document.tokens[at].text
    if not word.endswith("ing"):
        return False
    after = document.tokens[at + 1].text if at + 1 < len(document.tokens) else ""
    return after in (
        "",
        ".",
        "!",
        "to",
        "about",
        "again",
        "through",
        ",",
        "the",
        "our",
        "money",
        "from",
        "for",
        "his",
        "her",
    )


def main_phrase(document: Document, first: int, last: int, *, nearest: bool) -> tuple[int, int] | None:
    """The likeliest subject between two tokens: a name, subject pronoun or determined phrase that opens a clause.

    ``nearest`` takes the last such phrase (the subject of a charge that follows), else the first (what a sentence is about).
    """
    tokens = document.tokens
    best: tuple[int, int] | None = None
    at = first
    while at < last:
        token = tokens[at]
        opens = (
            at == first
            or not tokens[at - 1].is_word
            or tokens[at - 1].text in words.CONJUNCTION | words.RELATIVE | words.ADVERB
        )
        phrase = None
        if token.text in _SUBJECT_PRONOUNS - {"who", "it", "i", "we"} and (
            opens or token.text in ("he", "she", "they")
        ):
            phrase = (at, at + 1)
        elif is_name(token, document) or (
            opens and (token.text in words.DETERMINER or token.text in words.GROUP)
        ):
            phrase = right_phrase(document, at, last)
        if phrase is not None:
            hangs = at > first and tokens[at - 1].text in words.PREPOSITION
            if best is None or (nearest and not hangs):
                best = phrase
            at = max(at, phrase[1] - 1)
        at += 1
    return best
