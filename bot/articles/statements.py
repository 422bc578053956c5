"""Who says what: at most three attributed statements of an article, copied exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.articles.gates import count_words
from bot.articles.lexicon import loaded_terms
from bot.articles.sentences import Sentence
from bot.articles.speakers import side, speaker
from bot.articles.types import Statement
from bot.articles.wording import can_stand_alone

MAX_STATEMENTS: Final = 3
_QUOTE: Final = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_MIN_QUOTE_WORDS: Final = 6


def who_says_what(found: Sequence[Sentence]) -> tuple[Statement, ...]:
    """Statements of different speakers in article order; both sides of a dispute come before a second voice of one."""
    options = []
    for sentence in found:
        if not can_stand_alone(sentence.text, count_words(sentence.text)):
            continue
        who = speaker(sentence.text)
        if who is not None:
            options.append((Statement(who, spoken(sentence.text), sentence.index), side(sentence.text)))
    chosen: list[Statement] = []
    for wanted in ("challenge", "reply", None):
        ranked = sorted(options, key=lambda option: (len(loaded_terms(option[0].text)), option[0].index))
        for statement, stance in ranked:
            if len(chosen) == MAX_STATEMENTS:
                break
            known = any(_same(statement.who, other.who) for other in chosen)
            if not known and stance == wanted:
                chosen.append(statement)
                if wanted is not None:
                    break
    return tuple(sorted(chosen, key=lambda statement: statement.index))


def spoken(sentence: str) -> str:
    """The quoted words of a sentence, marks included, where they make a statement of their own; else the sentence."""
    quotes = [m.group() for m in _QUOTE.finditer(sentence) if count_words(m.group()) >= _MIN_QUOTE_WORDS]
    if len(quotes) == 1 and quotes[0][1:2].isupper():
        return quotes[0]
    return sentence


def _same(first: str, second: str) -> bool:
    """Whether two names may mean one speaker: "Mara Quill" and "Quill"."""
    one, other = first.casefold().split(), second.casefold().split()
    return one[-1] == other[-1]
