"""A message cut into what the rules need: tokens, sentences, quoted and code regions, links."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from bot.detect.accusation.types import Span
from bot.detect.normalize import Folded, fold

MAX_CHARS = 4000
"""Code points of a message that are read: Discord's limit for messages of subscribers
(https://discord.com/developers/docs/resources/message); the rest of a longer text is cut off."""

MAX_TOKENS = 1500
"""Tokens that are read; far beyond what 4000 characters of ordinary text hold."""

_TOKEN = re.compile(
    r"<[@#&!:a][^>\s]{0,120}>|https?://\S+|www\.\S+|@[\w.]+|[\w]+(?:['-][\w]+)*|'\w+|[^\w\s]+|\n"
)
_QUOTE_LINE = re.compile(r"^[ \t]*>(?:>>)?[ \t].*$", re.MULTILINE)
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_QUOTED = re.compile(r'"[^"\n]{1,600}"')
_SINGLE_QUOTED = re.compile(r"(?<![\w'])'[^'\n]{2,300}'(?![\w'])")
_SENTENCE_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\.{3,}|\n+|(?<=\S),,+|[!?]{2,}")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|sen|gov|rep|gen|col|prof|st|no|vs|etc|jr|sr|inc|ltd|e\.g|i\.e|u\.s|pres|[a-z])\.$"
)
_CONTRACTION = re.compile(r"^(\w+?)('s|'re|'m|'ve|'d|'ll)$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the folded text. ``capital``: written with a capital in the original; ``caps``: all of it."""

    text: str
    start: int
    end: int
    capital: bool
    caps: bool

    @property
    def is_word(self) -> bool:
        """Letters or digits, a mention included."""
        return self.text[:1].isalnum() or self.text.startswith(("@", "<@"))


@dataclass(frozen=True, slots=True)
class Document:
    """The message as the rules see it. All positions are in the folded text unless a name says otherwise."""

    original: str
    folded: Folded
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    quote_lines: tuple[tuple[int, int], ...]
    code: tuple[tuple[int, int], ...]
    quoted: tuple[tuple[int, int], ...]
    shouting: bool
    _starts: tuple[int, ...] = field(repr=False, default=())

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def span(self, start: int, end: int) -> Span:
        """The folded range as a span of the original text."""
        first, last = self.folded.span(start, end)
        return Span(self.original[first:last], first, last)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Numbers ``(first, after_last)`` of the tokens that overlap the folded range."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        return first, max(first, bisect_left(self._starts, end))

    def sentence_number(self, position: int) -> int:
        """Number of the sentence that holds ``position``."""
        starts = [start for start, _ in self.sentences]
        return max(0, bisect_right(starts, position) - 1)

    def sentence_tokens(self, number: int) -> tuple[int, int]:
        """Token range of a sentence."""
        return self.token_range(*self.sentences[number])

    def is_quote_line(self, position: int) -> bool:
        """Whether ``position`` lies in a ``>`` line or a code block: context, not the author's claim."""
        return _inside(position, self.quote_lines) or _inside(position, self.code)

    def quotation_at(self, position: int) -> tuple[int, int] | None:
        """The quotation in marks around ``position``, if any."""
        return next(((a, b) for a, b in self.quoted if a <= position < b), None)


def _inside(position: int, regions: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= position < end for start, end in regions)


def read_document(text: str) -> Document:
    """Cut ``text`` (its first ``MAX_CHARS`` code points) into a :class:`Document`."""
    text = text[:MAX_CHARS]
    folded = fold(text)
    tokens = tuple(_tokens(text, folded))
    words = [token for token in tokens if token.text[:1].isalpha()]
    shouting = len(words) >= 3 and sum(token.caps for token in words) > 0.7 * len(words)
    quoted = [match.span() for match in _QUOTED.finditer(folded.text)]
    quoted += [match.span() for match in _SINGLE_QUOTED.finditer(folded.text) if " " in match.group()]
    return Document(
        original=text,
        folded=folded,
        tokens=tokens,
        sentences=tuple(_sentences(folded.text)),
        quote_lines=tuple(match.span() for match in _QUOTE_LINE.finditer(folded.text)),
        code=tuple(match.span() for match in _CODE.finditer(folded.text)),
        quoted=tuple(quoted),
        shouting=shouting,
        _starts=tuple(token.start for token in tokens),
    )


def _tokens(original: str, folded: Folded) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(folded.text):
        if len(found) >= MAX_TOKENS:
            break
        start, end = match.span()
        word = match.group()
        split = _CONTRACTION.match(word)
        if split:
            cut = start + len(split.group(1))
            found.append(_token(original, folded, start, cut))
            found.append(_token(original, folded, cut, end))
        else:
            found.append(_token(original, folded, start, end))
    return found


def _token(original: str, folded: Folded, start: int, end: int) -> Token:
    first, last = folded.span(start, end)
    source = original[first:last]
    letters = [char for char in source if char.isalpha()]
    return Token(
        text=folded.text[start:end],
        start=start,
        end=end,
        capital=bool(letters) and letters[0].isupper(),
        caps=len(letters) > 1 and all(char.isupper() for char in letters),
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if match.group().startswith(".") and _ABBREVIATION.search(
            text[max(start, end - 6) : match.start() + 1]
        ):
            continue
        if text[start:end].strip():
            found.append((start, end))
            start = end
    if text[start:].strip() or not found:
        found.append((start, len(text)))
    return found
