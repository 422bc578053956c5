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
_PAUSE: Final = frozenset(",.!?…—–-")
_SUFFIX: Final = re.compile(r",? (?:Jr|Sr|I{2,3}|IV)\.?$")
_BELONGS: Final = re.compile(r",? (?:of|from|for|in|at) ")


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
    quotes = [match for match in _QUOTE.finditer(sentence) if count_words(match.group()) >= _MIN_QUOTE_WORDS]
    if len(quotes) != 1:
        return sentence
    quote = quotes[0].group()
    # “We are not buying” the plan, she said: there the sentence goes on behind the mark.
    ends = quote[:-1].rstrip(" ’'")[-1:] in _PAUSE or sentence[quotes[0].end() :][:1] in _PAUSE
    return quote if quote[1].isupper() and ends else sentence


def _same(first: str, second: str) -> bool:
    """Whether two names may mean one speaker: "Mayor Mara Quill of the Alliance" and "Quill", "the authors" and "the
    authors of the study"."""
    if _surname(first) == _surname(second):
        return True
    short, long = sorted((first.casefold().split(), second.casefold().split()), key=len)
    return len(short) > 1 and long[: len(short)] == short


def _surname(who: str) -> str:
    """What a speaker is called when named again: the last word of the name. "Critics of the toll" have none."""
    name = _SUFFIX.sub("", _BELONGS.split(who)[0])
    words = name.split()
    named = name == _SUFFIX.sub("", who) or (len(words) > 1 and words[-1][0].isupper())
    return (words[-1] if named else who).casefold()
