"""Which stand a sentence takes on a thing that is named in it, by English cue words. Unsure is the usual answer.

A sentence is read in clauses; a clause after "but" outweighs the one before. What the writer wants or how they feel about
the thing ("we should keep", "against", "let us scrap") outweighs judgements ("safe", "a waste"). Nothing is read out of
questions and out of what others are said to think.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.articles.digest.cues import OBJECT, REACH, Sign, judgements, negated
from bot.articles.digest.reading import Entry
from bot.articles.digest.words import Word, group, lexicon

SHORT: Final = 6
"""Words of a judgement that needs no subject."""
_BREAK: Final = re.compile(r"[;:—–]|\s-\s")
Names = Callable[[Word], bool]


@dataclass(frozen=True, slots=True)
class Stand:
    """+1 for, -1 against, 0 unclear; ``own`` where the writer says so in the first person or as a demand."""

    value: int
    own: bool = False


UNCLEAR: Final = Stand(0)


def stand_of(text: str, words: Sequence[Word], targets: frozenset[str], *, pointing: bool) -> Stand:
    """The stand of one sentence on the things whose stems are ``targets``.

    ``words`` are the sentence's with places in ``text``. ``pointing``: "it", "this" and the like mean the thing.
    """
    if text.rstrip().endswith("?") or not (pointing or any(word.stem in targets for word in words)):
        return UNCLEAR
    numbers = {word.stem for word in words if word.stem.isdecimal() and len(word.stem) > 1}
    if numbers and not numbers & targets and any(target.isdecimal() for target in targets):
        return UNCLEAR  # "leave it at 18" where the thing is a vote at 16
    if text.rstrip().endswith("/s") or any(word.text in group("irony") for word in words):
        return UNCLEAR  # "lol sure, great idea"
    found = UNCLEAR
    for clause in _clauses(text, words):
        named = [at for at in range(len(clause)) if _is_named(clause, at, targets)]
        if not named and not (pointing and (_points(clause) or _exclaims(clause))):
            continue
        conditional = clause[0].text in group("conditions")
        stand = UNCLEAR if conditional else _clause(clause, targets, named, pointing=pointing)
        pointing = pointing or bool(named)
        if stand.value and (stand.own >= found.own or not found.value or clause[0].text in group("contrast")):
            found = stand
    return found


def _is_named(clause: Sequence[Word], at: int, targets: frozenset[str]) -> bool:
    if clause[at].stem not in targets:
        return False
    before = {word.text for word in clause[max(0, at - REACH) : at]}
    near = {word.text for word in clause[max(0, at - 2) : at]}
    if near & group("beside"):  # "more than a toll", "the air in the centre"
        return False
    after = [word.text for word in clause[at + 1 : at + 2]]
    verb = any(word.stem in lexicon().worth for word in clause[at + 2 : at + 3])  # "the toll cut congestion"
    another = not verb and bool(group("heads").intersection(after))
    return not another and not ("of" in before and before & group("holders"))


def _points(clause: Sequence[Word]) -> bool:
    """ "It", "they"; not the "those" of "those who"."""
    return any(
        word.text in group("pointers")
        and (at + 1 == len(clause) or clause[at + 1].text not in ("who", "which"))
        for at, word in enumerate(clause)
    )


def _exclaims(clause: Sequence[Word]) -> bool:
    """ "What a waste of money", "Not worth the risk": a short judgement without a subject."""
    first = clause[0]
    judges = first.stem in lexicon().value and first.stem not in lexicon().verbs
    narrowed = any(word.text in ("now", "whom", "yet") for word in clause)  # "cheap for now"
    return not narrowed and len(clause) <= SHORT and (judges or first.text in ("what", "such", "not", "too"))


def _clauses(text: str, words: Sequence[Word]) -> list[list[Word]]:
    contrast, opens = group("contrast"), group("subjects")
    clauses: list[list[Word]] = [[]]
    end = words[0].start if words else 0
    for at, word in enumerate(words):
        clause, between = clauses[-1], text[end : word.start]
        end = word.end
        joined = word.text == "and" and at + 1 < len(words) and words[at + 1].text in opens
        if clause and (
            joined
            or word.text in contrast
            or (between != " " and _breaks(clause, between, words[at : at + 3]))
        ):
            clauses.append([])
        clauses[-1].append(word)
    return [clause for clause in clauses if clause]


def _breaks(clause: Sequence[Word], between: str, ahead: Sequence[Word]) -> bool:
    """Whether what stands between two words ends a clause: a colon or dash; a comma after "if …", before an order
    ("…, close it") or before a new subject ("…, the traffic is worse")."""
    if "," in between:
        order = ahead[0].text == "please" or ahead[0].stem in lexicon().deed
        subject = any(word.text in group("auxiliaries") for word in ahead[1:3])
        if order or subject or clause[0].text in group("conditions"):
            return True
    return _BREAK.search(between) is not None


def _clause(
    clause: Sequence[Word], targets: frozenset[str], named: Sequence[int], *, pointing: bool
) -> Stand:
    if _reported(clause):
        return UNCLEAR

    def is_thing(word: Word) -> bool:
        near = pointing or (named and clause[named[0]].start < word.start)
        return word.stem in targets or (bool(near) and word.text in group("pointers"))

    demands, inner = _deeds(clause, targets, is_thing)
    taken = {sign.at for sign in demands}
    others = judgements(clause, targets, taken)
    if inner:  # "closing it was a mistake": what is judged is what is done to the thing
        others = [Sign(sign.at, sign.value * inner, sign.own) for sign in others]
    else:  # "it is important to show up" judges the showing up
        others = [sign for sign in others if sign.own or not _of_a_deed(clause, sign.at)]
    if not inner and named and all(_passed_by(clause, at) for at in named):  # "without it", "before it"
        others = [Sign(sign.at, -sign.value, sign.own) if not sign.own else sign for sign in others]
    if (doubt := _doubt(clause)) is not None:  # "I don't think it is fair"
        demands, others = _turned(demands, doubt), _turned(others, doubt)
    own = _agreed([*demands, *(sign for sign in others if sign.own)])
    if own is not None:
        return Stand(own, own=True) if own else UNCLEAR
    return Stand(_agreed(others) or 0)


def _doubt(clause: Sequence[Word]) -> int | None:
    """Where "don't think" and the like stand."""
    for at, word in enumerate(clause[1:], 1):
        if word.text in group("think") and clause[at - 1].negates:
            return at
    return None


def _turned(signs: Sequence[Sign], after: int) -> list[Sign]:
    return [replace(sign, value=-sign.value) if sign.at > after else sign for sign in signs]


def _agreed(signs: Sequence[Sign]) -> int | None:
    """The sign that all of them have, 0 where they differ, ``None`` where there is none."""
    values = {sign.value for sign in signs}
    if not values:
        return None
    return values.pop() if len(values) == 1 else 0


def _reported(clause: Sequence[Word]) -> bool:
    head = [word.text for word in clause[:5]]
    pairs = {(one.text, two.text) for one, two in pairwise(clause)}
    before = ("used", "to") in pairs or ("at", "first") in pairs  # what the writer thought once
    return before or any(one in group("others") and two in group("speak") for one, two in pairwise(head))


def _of_a_deed(clause: Sequence[Word], at: int) -> bool:
    """ "good to see you", "wrong about the toll": the judgement is of what follows, or of who is wrong."""
    after = clause[at + 1].text if at + 1 < len(clause) else ""
    return after in ("about", "argument", "arguments", "reason") or (
        after == "to" and clause[at].text in group("of_deeds")
    )


def _passed_by(clause: Sequence[Word], at: int) -> bool:
    return any(word.text in group("before") for word in clause[max(0, at - REACH) : at])


def _deeds(clause: Sequence[Word], targets: frozenset[str], is_thing: Names) -> tuple[list[Sign], int]:
    """What is demanded to be done with the thing, and the sign of a deed that is only named ("closing it"), else 0."""
    deeds = lexicon().deed
    demands: list[Sign] = []
    if clause[0].text == "finally" and _follows(clause, 0, is_thing):
        demands.append(Sign(0, 1, own=True, modal=True))
    inner = 0
    for at, word in enumerate(clause):
        value = -1 if _takes_down(clause, at) else deeds.get(word.stem, 0)
        itself = word.stem in targets
        if not value:
            if _needed(clause, at, targets, is_thing):
                demands.append(Sign(at, -1 if negated(clause, at) else 1, own=True, modal=True))
            continue
        if word.text in ("have", "pay") and not _takes_object(clause, at, is_thing):
            continue
        demanded = _demanded(clause, at)
        if demanded is not None and (itself or _touches(clause, at, is_thing)):
            demands.append(Sign(at, demanded * (1 if itself else value), own=True, modal=True))
        elif demanded is None and not itself and _named_deed(clause, at, is_thing):
            inner = value
    return demands, inner


def _takes_down(clause: Sequence[Word], at: int) -> bool:
    return clause[at].stem in ("tak", "tear", "pull") and any(
        word.text == "down" for word in clause[at + 1 : at + 1 + OBJECT]
    )


def _needed(clause: Sequence[Word], at: int, targets: frozenset[str], is_thing: Names) -> bool:
    """ "We need the toll"; not "we need to talk", nor "the toll makes it useless when I need it"."""
    after = clause[at + 1 : at + 1 + OBJECT]
    wanted = clause[at].text in ("need", "needs")
    wanted = wanted or (
        clause[at].text == "want" and any(word.text in group("first") for word in clause[:at])
    )
    if not wanted or not after or after[0].text == "to":
        return False
    named = any(word.stem in targets for word in clause)
    return any(word.stem in targets or (is_thing(word) and not named) for word in after)


def _follows(clause: Sequence[Word], at: int, is_thing: Names) -> bool:
    """Whether the thing is the verb's object; "it" has to stand right behind the verb ("build a school with it")."""
    return any(
        is_thing(word) and (place < 2 or word.text not in group("pointers"))
        for place, word in enumerate(clause[at + 1 : at + 1 + OBJECT])
    )


def _takes_object(clause: Sequence[Word], at: int, is_thing: Names) -> bool:
    """ "should have a toll", "should pay more tax"; not "should have asked about the toll"."""
    after = clause[at + 1] if at + 1 < len(clause) else None
    return (
        at > 0
        and after is not None
        and (after.text in group("articles") or is_thing(after))
        and _follows(clause, at, is_thing)
    )


def _touches(clause: Sequence[Word], at: int, is_thing: Names) -> bool:
    """Whether a demanded deed has the thing for its object, or for its subject ("the plant should stay")."""
    return _follows(clause, at, is_thing) or any(is_thing(word) for word in clause[:at])


def _demanded(clause: Sequence[Word], at: int) -> int | None:
    """+1 or -1 where a deed is called for or warned against, ``None`` where it is only named."""
    if clause[at].text.endswith("ing"):
        return None
    for near in range(at - 1, max(-1, at - 6), -1):
        text = clause[near].text
        follower = clause[near + 1].text
        wish = text == "want" and near > 0 and clause[near - 1].text in group("first")
        if wish or text in group("modals") or (text in group("have_to") and follower == "to"):
            turned = text.endswith("n't") or any(word.negates for word in clause[max(0, near - 2) : at])
            return -1 if turned else 1
    before = clause[:at]
    inflected = clause[at].text.endswith("ed") or (
        clause[at].text.endswith("s") and clause[at].text[-2:] != "ss"
    )
    if (
        clause[at].text not in group("states")
        and not inflected
        and all(word.text in group("fillers") or word.negates for word in before)
    ):
        return -1 if any(word.negates and word.text != "no" for word in before) else 1
    return None


def _named_deed(clause: Sequence[Word], at: int, is_thing: Names) -> bool:
    text = clause[at].text
    if text in group("states"):
        return False
    infinitive = at > 0 and clause[at - 1].text == "to"
    passive = text.endswith("ed") and any(is_thing(word) for word in clause[max(0, at - REACH) : at])
    return passive or ((text.endswith("ing") or infinitive) and _follows(clause, at, is_thing))


def stand_of_entry(entry: Entry, targets: frozenset[str], *, answers: bool) -> Stand:
    """What a message says about the things ``targets``; ``answers``: it replies to a message about them."""
    pointing, found = answers and not entry.nod, UNCLEAR
    for sentence in entry.sentences:
        stand = stand_of(sentence.text, sentence.words, targets, pointing=pointing)
        if stand.value and found.value and stand.value != found.value and stand.own == found.own:
            return UNCLEAR
        if stand.value and (stand.own or not found.own):
            found = stand
        pointing = pointing or any(word.stem in targets for word in sentence.words)
    return found
