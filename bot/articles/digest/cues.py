"""Cues of a stand in one clause: attitudes ("against"), judgements ("unfair"), movements ("fewer accidents")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.articles.digest.words import Word, group, lexicon

REACH: Final = 3
"""Words over which "not" reaches forward."""
PHRASE_REACH: Final = 1
"""Words before "no to" and the like that tell whose word it is: "so no to it", "people said no to it"."""
OBJECT: Final = 4
"""Words after a verb among which its object is looked for."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A cue at word ``at``: ``value`` +1 or -1. ``own``: the writer's wish or attitude, ``modal``: of what is to be done."""

    at: int
    value: int
    own: bool = False
    modal: bool = False


def negated(clause: Sequence[Word], at: int, taken: Iterable[int] = ()) -> bool:
    """Whether "not" and the like, or "hard to", stand shortly before; a cue at ``taken`` in between takes them for itself."""
    blocked = max((other for other in taken if other < at), default=-1)
    for near in range(at - 1, max(at - 1 - REACH, blocked, -1), -1):
        word = clause[near]
        follower = clause[near + 1].text if near + 1 < len(clause) else ""
        if word.negates and follower not in ("only", "doubt", "just") and follower not in group("think"):
            return True
        if word.text in group("hard") and follower == "to":
            return True
    return False


def judgements(clause: Sequence[Word], targets: frozenset[str], taken: set[int]) -> list[Sign]:
    """The writer's attitudes and judgements in a clause, in order; words at ``taken`` and the things themselves are none."""
    known = lexicon()
    signs: list[Sign] = []
    used = set(taken)

    def add(at: int, value: int, *, own: bool = False) -> None:
        turned = negated(clause, at, [sign.at for sign in signs])
        signs.append(Sign(at, -value if turned else value, own))

    at = 0
    while at < len(clause):
        word = clause[at]
        phrase = _phrase(clause, at)
        if phrase is not None:
            length, value, own = phrase
            if not value or (own and not _own_attitude(clause, at, PHRASE_REACH)):
                pass
            elif clause[at].negates:  # the phrase holds its negation itself
                signs.append(Sign(at, value, own))
            else:
                add(at, value, own=own)
            at += length
            continue
        if at not in used and word.stem not in targets:
            moved = _movement(clause, at, targets)
            if moved is not None:
                value, other = moved
                add(at, value)
                used |= {at, other}
            elif known.attitude.get(word.stem) and _own_attitude(clause, at):
                add(at, known.attitude[word.stem], own=True)
            elif known.value.get(word.stem) and _is_judgement(clause, at, targets):
                add(at, known.value[word.stem] * (-1 if _harms_nobody(clause, at) else 1))
            elif _too_much(clause, at):
                add(at, -1)
        at += 1
    return signs


def _harms_nobody(clause: Sequence[Word], at: int) -> bool:
    return at + 1 < len(clause) and clause[at + 1].text in ("nobody", "nothing", "none", "noone")


def _phrase(clause: Sequence[Word], at: int) -> tuple[int, int, bool] | None:
    phrases = lexicon().phrases.get(clause[at].text, ())
    for phrase, sign, own in phrases:
        if tuple(word.text for word in clause[at : at + len(phrase)]) == phrase:
            return len(phrase), sign, own
    return None


def _movement(clause: Sequence[Word], at: int, targets: frozenset[str]) -> tuple[int, int] | None:
    """ "fewer accidents", "prices went up": the product of direction and worth, and where the other word stands."""
    known = lexicon()
    move = known.move.get(clause[at].stem)
    if not move:
        return None
    ahead = range(at + 1, min(len(clause), at + 1 + REACH))
    behind = range(at - 1, max(-1, at - 1 - REACH), -1) if clause[at].stem in known.alone else range(0)
    for places in (ahead, behind):
        for near in places:
            word = clause[near]
            if word.stem in known.move:  # "means lower wages": the nearer one moves it
                break
            worth = known.worth.get(word.stem)
            if worth and word.stem not in targets:
                return move * worth, near
    return None


def _own_attitude(clause: Sequence[Word], at: int, reach: int = OBJECT) -> bool:
    """Whether an attitude is the writer's, now: "I support", "strongly against", not "the union supports", "I was against"."""
    before = clause[max(0, at - reach) : at]
    texts = {word.text for word in before}
    third_person = clause[at].text.endswith(("ates", "oves", "ikes", "oses", "orts", "ants"))
    if third_person or texts & {"was", "were"} or (before and before[-1].text in group("speak")):
        return False
    first = group("first") & (texts | {clause[at].text})
    if first or (clause[at].text in group("ambiguous") and at):
        return bool(first)
    stop = lexicon().stop
    plain = all(word.text in stop or word.text.endswith("ly") or word.negates for word in before)
    return plain and not texts & group("others")


def _is_judgement(clause: Sequence[Word], at: int, targets: frozenset[str]) -> bool:
    if clause[at].stem == "cost":  # "it costs us time", not "the cost of it" or "it costs little"
        around = {word.text for word in (*clause[max(0, at - 1) : at], *clause[at + 1 : at + 2])}
        return at > 0 and not (group("determiners") | {"of", "little", "nothing", "less"}) & around
    if clause[at].text in (
        "need",
        "needs",
        "needing",
    ):  # what is needed is judged, what needs something is not
        return False
    if clause[at].text not in ("work", "working", "worked"):  # people work as well, and that judges nothing
        return True
    before = clause[at - 1] if at else None
    return before is not None and (
        before.negates
        or before.stem in targets
        or before.text in ("will", "would", "does", "can", "actually")
    )


def _too_much(clause: Sequence[Word], at: int) -> bool:
    if clause[at].text != "too" or at + 1 >= len(clause):
        return False
    after = clause[at + 1].text
    if after in group("levels"):  # "too low": whether more or less is wanted depends on the thing
        return False
    return after in ("much", "many") or after not in lexicon().stop
