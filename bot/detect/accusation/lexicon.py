"""The lexicon of charges: readable TOML files beside this module, compiled once per :class:`Detector`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

from bot.detect.accusation.types import Category, Kind

_SUMS = (
    r"(?:[$£€]? ?\d[\d.,]*(?: ?(?:k|m|mn|bn|mio|mil|million|billion|thousand|grand|hundred))?"
    r"(?: (?:dollars?|euros?|pounds?|crowns?|lei|bucks|in cash))?|(?:half a |a |two |three |several )?(?:million|billion)s?"
    r"|thousands|hundreds of thousands|cash|money|gifts?|donations?|payments?|cheques?|fees?|crypto|gold|diamonds|loans?"
    r"|shares|stock|favou?rs)"
)
_KIN = (
    r"(?:his|her|their|its|your|the \w+'s|[\w]+'s) (?:own )?(?:wife|husband|brother|sister|cousin|son|daughter|nephew|niece"
    r"|uncle|aunt|mother|father|parents?|in[- ]laws?|(?:brother|sister|son|father|mother)[- ]in[- ]law|mistress|lover"
    r"|boyfriend|girlfriend|friends?|buddy|buddies|pals?|mates?|cron(?:y|ies)|donors?|family|kids?|children|partner"
    r"|associates?|neighbou?r|roommate|golf \w+|campaign \w+|law firm|company|firm|ex|driver|lawyer)"
)
_STATE = (
    r"(?:kremlin|moscow|beijing|russians?|russia|china|chinese|iran|iranians?|saudis?|turkish|turkey|israelis?|israel"
    r"|qatar|qatari|ukrainians?|american|british|french|german|putin|cia|mi5|mi6|kgb|fsb|gru|mossad|ccp|nsa|fbi|nato|brussels"
    r"|washington|tehran|riyadh|ankara|embass(?:y|ies)|consulate|secret service|secret police|intelligence (?:service|agency)"
    r"|foreign (?:power|powers|government|governments|state|states|agency|intelligence|service|embassy|interests|money|donors?|country|regime|bank|ministry)"
    r"|security service|stasi|feds|deep state|junta|enemy|occupiers?|regime|agency|state security|military intelligence)"
)
_PUBLIC = (
    r"(?:(?:the|our|his|her|their|your|public) (?:\w+ ){1,2}(?:funds?|budget|coffers|treasury|reserves|savings|kitty)|(?:(?:<poss>|the|public|all) ){0,3}(?:tax ?payers?'?s?|public|state|city|party|campaign|charity|relief|school|hospital"
    r"|union|pension|council|government|club|foundation|federal|disaster|flood|aid|server|church|covid|infrastructure"
    r"|company|veterans?|ministry|parish|community|our|nitro|boost(?:er)?)(?:'s)?(?: \w+)? ?(?:funds?|money|budget|cash|cards?|dollars|coffers"
    r"|accounts?|donations?|treasury|plane|jet|staff|employees|dues|chest))"
)
_MACROS: tuple[tuple[str, str], ...] = (
    ("<money>", _SUMS),
    ("<kin>", _KIN),
    ("<state>", _STATE),
    ("<pub>", _PUBLIC),
    ("<poss>", r"(?:my|your|his|her|its|our|their|thier|ur)"),
    (
        "<the>",
        r"(?:(?:the|a|an|my|your|ur|his|her|its|our|their|this|that|these|those|every|all|some|any|more) )?",
    ),
    ("<w>", r"(?:\w+ ){0,3}"),
    ("~", r"[^.!?;\n]{0,40}?"),
    (r"\w+", r"[\w'-]+"),
)
_LITERAL = re.compile(r"[a-z][a-z']*")
_PREFIX = 3
"""Length of the key under which words are looked up: long enough to be rare, short enough for every word."""
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")

CATEGORY_FILES: tuple[str, ...] = tuple(category.value for category in Category)


class Role(StrEnum):
    """How an entry stands in a sentence; it decides where its target is looked for."""

    LABEL = "label"
    ADJECTIVE = "adjective"
    DEED = "deed"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Entry:
    """One lexicon entry. ``weight`` (0..1): how often such words are a charge at all in ordinary talk."""

    id: str
    category: Category
    role: Role
    pattern: re.Pattern[str]
    weight: float

    @property
    def kind(self) -> Kind:
        """Nouns and adjectives pinned on someone are labels, deeds (also as nouns: "his lies") are acts."""
        return Kind.LABEL if self.role in (Role.LABEL, Role.ADJECTIVE) else Kind.ACT


class LexiconError(ValueError):
    """A lexicon file breaks the format described in lexicon/README.md."""


class Lexicon:
    """All entries with an index by word, so that only entries whose words occur are tried on a text."""

    def __init__(self, entries: Sequence[tuple[Entry, Sequence[str], bool]], idioms: re.Pattern[str]) -> None:
        self.entries: tuple[Entry, ...] = tuple(entry for entry, _, _ in entries)
        self.idioms = idioms
        by_word: dict[str, set[int]] = defaultdict(set)
        by_prefix: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, (_, triggers, exact) in enumerate(entries):
            for trigger in triggers:
                if exact:
                    by_word[trigger].add(number)
                else:
                    by_prefix[trigger[:_PREFIX]][trigger].add(number)
        self._by_word: Mapping[str, set[int]] = dict(by_word)
        self._by_prefix = {key: tuple(words.items()) for key, words in by_prefix.items()}

    @classmethod
    def load(cls) -> Lexicon:
        """Read the TOML files of the package. Raises LexiconError for a file that breaks the format."""
        folder = resources.files("bot.detect.accusation") / "lexicon"
        entries: list[tuple[Entry, Sequence[str], bool]] = []
        for name in CATEGORY_FILES:
            entries += _read_category(name, tomllib.loads((folder / f"{name}.toml").read_text("utf-8")))
        idioms = tomllib.loads((folder / "idioms.toml").read_text("utf-8"))["idiom"]
        return cls(entries, _compile("|".join(f"(?:{idiom['pattern']})" for idiom in idioms)))

    def candidates(self, folded: str) -> list[Entry]:
        """Entries of which at least one word occurs in ``folded``, in the order of the files."""
        hits: set[int] = set()
        for token in set(_TOKEN.findall(folded)):
            exact = self._by_word.get(token)
            if exact:
                hits |= exact
            for word, numbers in self._by_prefix.get(token[:_PREFIX], ()):
                if token.startswith(word):
                    hits |= numbers
        return [self.entries[number] for number in sorted(hits)]


def _compile(pattern: str) -> re.Pattern[str]:
    for _ in range(2):  # macros may hold macros
        for macro, meaning in _MACROS:
            pattern = pattern.replace(macro, meaning)
    return re.compile(rf"(?<![\w'])(?:{pattern})(?![\w])")


def _read_category(name: str, data: Mapping[str, Any]) -> Iterator[tuple[Entry, Sequence[str], bool]]:
    category = Category(data["category"])
    if category.value != name:
        raise LexiconError(f"{name}.toml says it holds {category.value}")
    for role in Role:
        for item in data.get(role.value, ()):
            words, pattern = item.get("words"), item.get("pattern")
            if (words is None) == (pattern is None):
                raise LexiconError(f"{name}.toml: {item['id']} needs either words or a pattern")
            entry = Entry(
                id=f"{name}/{item['id']}",
                category=category,
                role=role,
                # the longest alternative first, so that "paid shill" wins over "paid"
                pattern=_compile("|".join(sorted(words, key=len, reverse=True)) if words else pattern),
                weight=float(item.get("weight", 1.0)),
            )
            if "on" in item:
                yield entry, tuple(item["on"]), True
            elif words:
                yield entry, tuple(prefix for word in words for prefix in _first_words(word, entry.id)), False
            else:
                raise LexiconError(f"{name}.toml: {item['id']} has a pattern and needs on = [...]")


def _first_words(word: str, where: str) -> list[str]:
    """The literal beginnings of a word list item; a leading group ``(?:a|b )rest`` counts once per alternative."""
    if word.startswith("(?:"):
        end = word.index(")")
        heads = word[3:end].split("|")
    else:
        heads = [word]
    found = []
    for head in heads:
        match = _LITERAL.match(head)
        literal = match.group() if match else ""
        if head[len(literal) : len(literal) + 1] == "?":
            literal = literal[:-1]
        if len(literal) < _PREFIX:
            raise LexiconError(f"{where}: {word!r} must begin with at least {_PREFIX} plain letters")
        found.append(literal)
    return found
