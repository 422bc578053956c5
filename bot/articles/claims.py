"""What a sentence does with the words of its source: who did it to whom, whether it happened, who says so.

All of it is read from the order of words in English, without a grammar. What this cannot see is in docs/articles.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.articles.speakers import speaker
from bot.articles.words import FUNCTION_WORDS, Vocabulary, fold

_TOKEN: Final = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*|[,;:.!?()“”\"–—]")
_NEGATOR_LIST: Final = """
not no never none nobody nothing neither nor without cannot cant dont doesnt didnt wont wouldnt couldnt shouldnt isnt
arent wasnt werent hasnt havent hadnt hardly barely
"""
_NEGATORS: Final = frozenset(_NEGATOR_LIST.split())
# "No club paid more" is not turned round by "the club paid more than any other".
_UNDOING: Final = _NEGATORS - frozenset(
    ["no", "none", "nobody", "nothing", "neither", "nor", "hardly", "barely"]
)
_NEGATIVE_LIST: Final = """
deny denies denied refuse refuses refused decline declines declined reject rejects rejected fail fails failed lack
lacks lacked unable avoid avoids avoided prevent prevents prevented stop stops stopped block blocks blocked ban bans
banned cancel cancels cancelled canceled halt halts halted oppose opposes opposed against rule ruled unlikely
impossible dismiss dismisses dismissed false few little instead rather miss misses missed ignore ignored nowhere
"""
_NEGATIVE: Final = _NEGATORS | frozenset(_NEGATIVE_LIST.split())
_OPPOSITE_LIST: Final = """
rise fall|increase decrease|increase fall|rise drop|rise decline|increase cut|raise lower|raise cut|win lose|approve reject
accept reject|accept refuse|support oppose|allow ban|allow block|allow forbid|confirm deny|admit deny|praise criticise
praise condemn|back oppose|join leave|enter leave|open close|start end|begin end|begin finish|acquit convict|free jail
release detain|release arrest|innocent guilty|legal illegal|lawful unlawful|best worst
strengthen weaken|expand shrink|gain lose|hire fire|lift impose|keep drop|succeed fail|alive dead
ally rival|buy sell|lend borrow|attack defend|majority minority|highest lowest|maximum minimum|victory defeat
"""
_OPPOSITES: Final = tuple(
    tuple(pair.split()) for line in _OPPOSITE_LIST.strip().splitlines() for pair in line.split("|")
)
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"])
_SAYS: Final = re.compile(
    r"\b(?:sa(?:y|id|ys)|t(?:ell|old)|according|claim\w*|alleg\w*|argu\w*|warn\w*|insist\w*|den(?:y|ie[sd])|accus\w*|critici[sz]\w*|"
    r"describ\w*|call(?:s|ed)?|believ\w*|suggest\w*|report\w*|add(?:s|ed)|announc\w*|state[sd]?|wr(?:ite|ites|ote)|defend\w*|"
    r"reject\w*|prais\w*|ask\w*|urg\w*|promis\w*|admit\w*|confirm\w*|think\w*|thought|hop(?:es?|ed)|fear\w*|want\w*|deem\w*|"
    r"view\w*|reveal\w*|express\w*|contend\w*|maintain\w*|acknowledg\w*|explain\w*|condemn\w*|oppos\w*|support\w*|for)\b|[“\"‘]",
    re.IGNORECASE,
)
_UNSURE: Final = re.compile(
    r"\b(?:may|might|could|alleg\w+|reportedly|suspect\w*|accus\w+|apparently|possibly|probably|likely|potentially|"
    r"claim\w*|believed|thought to)\b"
)
_HEDGED: Final = re.compile(
    _UNSURE.pattern
    + r"|\b(?:would|possib\w+|appear\w*|seem\w*|perhaps|whether|if|charg\w+|unclear|said|says|according)\b",
    re.IGNORECASE,
)
_SCOPE: Final = 4
"""Words after a negation that it may negate, and before a word in which its negation may stand."""
_ARM: Final = 8
"""Words before and after a verb in which those stand who do it and have it done to them."""
_ALIGNED: Final = 0.6
"""Share of a sentence's content words that a source sentence must have to be taken for what it retells."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as its folded words and marks; ``content`` are the places of words that carry facts."""

    text: str
    tokens: tuple[str, ...]
    content: tuple[int, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, text: str) -> Told:
        """A sentence made ready to be compared."""
        tokens = tuple(fold(m.group()) or m.group() for m in _TOKEN.finditer(text))
        content = tuple(
            i for i, t in enumerate(tokens) if t[0].isalnum() and t not in FUNCTION_WORDS | _NEGATORS
        )
        return cls(text, tokens, content, Vocabulary(tokens[i] for i in content))

    def overlap(self, other: Told) -> float:
        """The share of this sentence's content words that the other has in some form, 0..1."""
        if not self.content:
            return 0.0
        return sum(self.tokens[i] in other.vocabulary for i in self.content) / len(self.content)

    def places(self, word: str) -> list[int]:
        """Where a word stands in some form."""
        if word not in self.vocabulary:
            return []
        one = Vocabulary([word])
        return [i for i in self.content if self.tokens[i] in one]


def aligned(told: Told, source: Sequence[Told]) -> list[Told]:
    """The source sentences that a sentence retells, closest first."""
    ranked = sorted(((told.overlap(other), -n) for n, other in enumerate(source)), reverse=True)
    return [source[-n] for share, n in ranked if share >= _ALIGNED]


def flipped(told: Told, source: Sequence[Told]) -> list[str]:
    """Words whose sense is turned round: negated here and nowhere there, or there and not here, or by their opposite."""
    close = aligned(told, source)
    return [*_newly_negated(told, source), *_negation_lost(told, close), *_opposite(told, close)]


def _newly_negated(told: Told, source: Sequence[Told]) -> list[str]:
    found = []
    for place, token in enumerate(told.tokens):
        if token not in _NEGATORS:
            continue
        scope = [i for i in told.content if place < i <= place + _SCOPE][:2]
        has_word = [other for other in source if any(other.places(told.tokens[i]) for i in scope)]
        if has_word and not any(_NEGATIVE.intersection(other.tokens) for other in has_word):
            found.append(" ".join(told.tokens[place : place + 3]))
    return found


def _negation_lost(told: Told, close: Sequence[Told]) -> list[str]:
    if not close or _NEGATIVE.intersection(told.tokens):
        return []
    lost = []
    for place in told.content:
        verdicts = [
            bool(_UNDOING.intersection(other.tokens[max(0, i - _SCOPE + 1) : i]))
            for other in close
            for i in other.places(told.tokens[place])
        ]
        if verdicts and all(verdicts):
            lost.append(told.tokens[place])
    return lost


def _opposite(told: Told, close: Sequence[Told]) -> list[str]:
    if not close:
        return []
    best = close[0]
    found = []
    for place in told.content:
        word = told.tokens[place]
        if any(other.places(word) for other in close):
            continue
        one = Vocabulary([word])
        for pair in _OPPOSITES:
            for here, there in (pair, pair[::-1]):
                if here in one and there in best.vocabulary and there not in told.vocabulary:
                    found.append(word)
    return list(dict.fromkeys(found))


def swapped(told: Told, source: Sequence[Told]) -> list[str]:
    """Verbs whose doer and object stand the other way round in the source, and nowhere this way."""
    found = []
    for place in told.content:
        doer = [i for i in told.content if place - _ARM <= i < place and _clear(told, i, place)][-1:]
        target = [i for i in told.content if place < i <= place + _ARM and _clear(told, place, i)][:1]
        if not doer or not target:
            continue
        one, other = told.tokens[doer[0]], told.tokens[target[0]]
        if one == other:
            continue
        if _passive(told, place):
            one, other = other, one
        votes = [vote for there in source for vote in _votes(there, told.tokens[place], one, other)]
        if votes and not any(votes):
            found.append(f"{told.tokens[doer[0]]} {told.tokens[place]} {told.tokens[target[0]]}")
    return found


def _votes(there: Told, verb: str, doer: str, target: str) -> list[bool]:
    """For each place of a verb with both words around it: whether the doer does it there."""
    if doer not in there.vocabulary or target not in there.vocabulary:
        return []
    votes = []
    for place in there.places(verb):
        before = there.tokens[max(0, place - _ARM) : place]
        after = there.tokens[place + 1 : place + 1 + _ARM]
        straight = doer in before and target in after
        reverse = target in before and doer in after
        if straight != reverse:
            votes.append(straight != _passive(there, place))
    return votes


def _clear(told: Told, start: int, end: int) -> bool:
    return not any(
        token in {",", ";", ":", ".", "and", "or", "but"} for token in told.tokens[start + 1 : end]
    )


def _passive(told: Told, place: int) -> bool:
    return (
        bool(_BE.intersection(told.tokens[max(0, place - 3) : place]))
        and "by" in told.tokens[place + 1 : place + 4]
    )


def hardened(told: Told, source: Sequence[Told]) -> list[str]:
    """What a voice says or what is unsure in the source, and is plain fact here: who says it, or the unsure word."""
    close = aligned(told, source)
    if not close or any(_is_plain(other) for other in close):
        return []
    best = close[0]
    who = speaker(best.text)
    if who is not None and _SAYS.search(told.text) is None:
        return [who]
    unsure = _UNSURE.search(best.text)
    if unsure is not None and _HEDGED.search(told.text) is None:
        return [unsure.group()]
    return []


def _is_plain(told: Told) -> bool:
    return speaker(told.text) is None and _UNSURE.search(told.text) is None
