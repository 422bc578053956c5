"""Words of a text and which of them are one word in another form: "won" and "winner", "French" and "France".

Two words are kin when they stand in one line of ``data/kin_words.txt`` or ``data/nations.txt`` (own lists), or share
their first letters and end in two endings of English word formation. No meaning is known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ENDING_LIST: Final = """
s es e d ed en er ers or ors ing ings ion ions ation ations ition itions ment ments al als ally ly ity ities y ies
ied ier iest est ness ance ances ancy ence ences ency ive ively ous ously ful fully ism ist ists able ably ible ship
ships ure ures ary ery ic ical ically ize ise ized ised izing ising izes ises ization isation ified ify ifies ian an
ial ially ant ants ent ents age hood dom ward wards eer eers ese
"""
_ENDINGS: Final = frozenset(_ENDING_LIST.split()) | {""}
_INFLECTIONS: Final = frozenset(
    {"", "s", "d", "ed", "es", "e", "ing", "ings", "er", "ers", "r", "rs", "y", "ies", "ied", "ly"}
)
_PLACE_ENDINGS: Final = frozenset({"", "a", "e", "i", "ia", "o", "y", "land", "lands"})
_PEOPLE_ENDINGS: Final = frozenset(
    {"n", "an", "ans", "ian", "ians", "ean", "eans", "ese", "i", "is", "ic", "ish", "er", "ers"}
)
_SHORT_ROOT: Final = 3
_ROOT: Final = 5
"""Letters that two words must share for the endings of derived words; for those of mere inflection three are enough."""
_PLACE_ROOT: Final = 4

_FUNCTION_LIST: Final = """
a an the and or but nor if then else than of at by for with about against between among amid into onto through
throughout during before after above below to from up down in out on off over under again further once here there
when whenever where wherever why how all any both each every either neither few fewer more most much many other
others another some such no not only own same so too very can could cannot will would shall should may might must
ought do does did doing done have has had having be is am are was were been being i me my mine we us our ours you
your yours he him his she her hers it its they them their theirs this that these those what whatever which whichever
who whom whose whoever as until till while whilst because since although though whether unless despite upon within
without toward towards across along around behind beyond near beside besides per via also just even still yet ever
never always often sometimes now later earlier ago away back instead rather quite almost nearly about however
therefore thus hence meanwhile moreover otherwise one ones something anything nothing everything someone anyone
everyone nobody themselves himself herself itself myself ourselves yourself t s re ve ll d m don doesn didn won isn
aren wasn weren hasn haven hadn wouldn couldn shouldn mr mrs ms miss mx like less least well lot lots
say says said saying according year years old make makes made making take takes took taken taking get gets got getting
give gives gave given giving go goes went gone going come comes came coming become becomes became becoming keep keeps
kept put puts new first last next latest recent recently
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION_LIST.split())
"""English words that carry grammar, or so little of their own that another word could stand for them."""


def fold(word: str) -> str:
    """A word in lower case without accents, apostrophes, full stops and a possessive ending."""
    bare = re.sub(r"[’']s?$", "", word)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[’'.]", "", plain)


def words(text: str) -> list[re.Match[str]]:
    """The words of a text with their places; a hyphen parts two words, dots in an acronym do not."""
    return list(_WORD.finditer(text))


@cache
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    number = 0
    for name in ("kin_words.txt", "nations.txt"):
        for line in files("bot.articles").joinpath("data", name).read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            number += 1
            for word in line.split():
                found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def families(word: str) -> frozenset[int]:
    """The numbers of the families that a folded word belongs to in the own lists, its regular plural too."""
    known = _families()
    found = known.get(word, frozenset())
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending):
            found |= known.get(word.removesuffix(ending), frozenset())
    if word.endswith("ing"):
        found |= known.get(word.removesuffix("ing") + "e", frozenset())
    return found


def _shared(one: str, other: str) -> int:
    """The number of letters that two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def kin(one: str, other: str) -> bool:
    """Whether two folded words are forms of one word by the spelling of their endings."""
    if one == other:
        return True
    shared = _shared(one, other)
    for length in (
        shared,
        shared - 1,
    ):  # "deni|al" and "den|y": the last shared letter may belong to an ending
        if length < _SHORT_ROOT:
            return False
        ends = _ending(one, length), _ending(other, length)
        allowed = _ENDINGS if length >= _ROOT else _INFLECTIONS
        silent = "e" in ends and not all(end[:1] in ("e", "i") for end in ends)  # "car" is not "care"
        if ends[0] in allowed and ends[1] in allowed and not silent:
            return True
    return False


def _ending(word: str, root: int) -> str:
    """What follows the root; a doubled consonant ("ban|n|ed") belongs to neither."""
    ending = word[root:]
    return (
        ending[1:]
        if len(ending) > 1 and ending[0] == word[root - 1] and ending[1:] in _INFLECTIONS
        else ending
    )


def _place_and_people(one: str, other: str) -> bool:
    return (one in _PLACE_ENDINGS and other in _PEOPLE_ENDINGS) or (
        other in _PLACE_ENDINGS and one in _PEOPLE_ENDINGS
    )


def is_people(one: str, other: str) -> bool:
    """Whether two folded names are a place and its people ("nigeria", "nigerian"), or a name and its plural."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and long[len(short) :] in ("s", "es"):
        return True
    shared = _shared(one, other)
    return any(_place_and_people(one[n:], other[n:]) for n in (shared, shared - 1) if n >= _PLACE_ROOT)


class Vocabulary:
    """The folded words of a text, to be asked for a word in any of its forms."""

    def __init__(self, folded: Iterable[str]) -> None:
        self._words = frozenset(folded)
        self._families = frozenset[int]().union(*(families(word) for word in self._words))
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_start[word[:_SHORT_ROOT]].append(word)

    def __contains__(self, word: str) -> bool:
        """Whether the folded word stands in the text in some form."""
        return (
            word in self._words
            or bool(families(word) & self._families)
            or any(kin(word, other) for other in self._by_start.get(word[:_SHORT_ROOT], ()))
        )
