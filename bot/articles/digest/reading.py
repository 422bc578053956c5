"""Messages as a digest reads them: cut, without what is not the writer's own words, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.articles.digest.types import Post
from bot.articles.digest.words import Word, lexicon, words_of
from bot.articles.sentences import split_sentences

CHARACTERS_READ: Final = 1000
"""Code points of a message that are read: a thousand messages of 4,000 must not cost minutes."""
SENTENCES_READ: Final = 12
WORDS_READ: Final = 60
"""Words of one sentence that are read."""
SHORT_WORDS: Final = 3
"""A message of fewer words says nothing by itself; as a reply it may still agree or disagree."""
HOLE: Final = "\ufffc"
"""Stands for each character that is not the writer's own word: a mention, a link, code, a spoiler."""
_QUOTED_LINE: Final = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
_CODE_BLOCK: Final = re.compile(r"```.{0,4000}?(?:```|\Z)", re.DOTALL)
_MARKS: Final = re.compile(
    r"<(?:@[!&]?|#|a?:\w{1,64}:|t:|/[^:<>]{1,100}:|id:)[^<>\s]{0,40}>|@everyone|@here|<?https?://[^\s<>]+>?|`[^`\n]{1,400}`|"
    r"\|\|.{1,1000}?\|\|",
    re.DOTALL | re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?://[^\s<>|\"'()\[\]]{4,500}", re.IGNORECASE)
_SIDES_WITH: Final = re.compile(r"what \w+ (?:\w+ )?said|\^+|this \^+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a message with its words, whose places count in ``text``. ``whole``: nothing was taken out."""

    text: str
    words: tuple[Word, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A message that is read. ``parent``: number of the entry it answers; ``nod``: it begins by agreeing (+1) or not (-1)."""

    number: int
    post: Post
    sentences: tuple[Sentence, ...]
    parent: int | None
    nod: int

    @property
    def stems(self) -> frozenset[str]:
        """Stems of all words of the message."""
        return frozenset(word.stem for sentence in self.sentences for word in sentence.words)


def read(posts: Iterable[Post]) -> tuple[list[Entry], int]:
    """The messages that say something, oldest first, and how many are too short to."""
    entries: list[Entry] = []
    numbers: dict[int, int] = {}
    short = 0
    for post in _in_order(posts):
        own = _own_words(post.text[:CHARACTERS_READ])
        sentences = tuple(_sentences(own))
        parent = numbers.get(post.reply_to) if post.reply_to is not None else None
        nod = nod_of(own)
        if nod and parent is None and own.strip().startswith(("^", "this ^", "This ^")) and entries:
            parent = entries[-1].number
        if sum(len(sentence.words) for sentence in sentences) < SHORT_WORDS and not (
            nod and parent is not None
        ):
            short += 1
            continue
        numbers[post.id] = len(entries)
        entries.append(Entry(len(entries), post, sentences, parent, nod))
    return entries, short


def links_in(posts: Iterable[Post]) -> list[str]:
    """Web links of the messages, each once, oldest first."""
    found: dict[str, None] = {}
    for post in _in_order(posts):
        text = _without_quotes(post.text[:CHARACTERS_READ])
        for match in _LINK.finditer(text):
            if match.end() < CHARACTERS_READ:  # one that was cut leads nowhere
                found.setdefault(match.group().rstrip(".,;:!?*_~"))
    return list(found)


def _in_order(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: (post.at, post.id))


def nod_of(text: str) -> int:
    """+1 where a message begins by agreeing with what it answers, -1 where by disagreeing, else 0."""
    head = " ".join(text.casefold().replace("’", "'").split())[:200]
    if re.match(r"(?:\S+ ){0,30}?(?:but|although|though|however)\b", head):
        return 0
    if _SIDES_WITH.match(head):
        return 1
    known = lexicon()
    openings = [(one, 1) for one in known.agree] + [(one, -1) for one in known.disagree]
    for opening, value in sorted(openings, key=lambda pair: len(pair[0]), reverse=True):
        if head.startswith(opening) and _closed(head[len(opening) :], opening):
            return value
    return 0


def _closed(rest: str, opening: str) -> bool:
    """Whether an opening stands by itself: "This." but not "This is", "agree with you" but not "agreement"."""
    if not rest or not (rest[0].isalnum() or rest[0] in " '-"):
        return True
    if rest[0] != " ":
        return False
    if "agree" in opening or opening in ("exactly the opposite", "quite the opposite"):
        return True
    return not rest[1:2].isalnum()


def _without_quotes(text: str) -> str:
    text = _CODE_BLOCK.sub(lambda match: "\n" * len(match.group()), text)
    return _QUOTED_LINE.sub(lambda match: "\n" * len(match.group()), text)


def _own_words(text: str) -> str:
    """The text, as long as before, with line ends for quotations and code blocks and ``HOLE`` for marks."""
    return _MARKS.sub(lambda match: HOLE * len(match.group()), _without_quotes(text))


def _sentences(own: str) -> Iterable[Sentence]:
    for found in split_sentences(own)[:SENTENCES_READ]:
        words = words_of(found.text)[:WORDS_READ]
        if words:
            yield Sentence(found.text, tuple(words), HOLE not in found.text)
