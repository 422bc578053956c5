"""What the article room takes in and hands out.

Every offset is a Python code point of :attr:`Article.text`, the extracted text of the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from bot import wording
from bot.wording.language import speaking

Kind = Literal["news", "opinion", "live", "other"]
Method = Literal["extractive", "rewritten", "lead", "none"]

MIN_SENTENCES: Final = 1
MAX_SENTENCES: Final = 8
DEFAULT_SENTENCES: Final = 3


def require_sentences(sentences: int) -> None:
    """Raise :class:`ValueError` for a number of sentences outside 1..8."""
    if not MIN_SENTENCES <= sentences <= MAX_SENTENCES:
        raise ValueError(f"sentences must be between {MIN_SENTENCES} and {MAX_SENTENCES}")


class Refusal(Exception):  # a refusal is an answer to a person, not an error of the program
    """A reason not to summarise.

    ``code`` is a key of ``wording.REFUSALS``, ``sentence`` what a person reads, in English: it is translated where it is
    shown, for it may have been raised in another process or for somebody else. Raises :class:`KeyError` for another code.
    """

    def __init__(self, code: str, sentence: str | None = None) -> None:
        self.code: Final = code
        with speaking(None):
            self.sentence: Final = sentence if sentence is not None else wording.REFUSALS[code]
        super().__init__(self.code, self.sentence)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. ``date`` is ISO 8601 (YYYY-MM-DD), ``language`` ISO 639-1."""

    title: str | None
    url: str | None
    outlet: str | None
    date: str | None
    byline: str | None
    kind: Kind
    language: str
    text: str
    is_free: bool = True
    body_start: int = 0
    """Where the body begins in ``text``: a plain text file may open with its headline."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of the article: its number among the article's sentences and its place in the text."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a named speaker, copied exactly; ``index`` is the sentence that they stand in."""

    who: str
    text: str
    index: int


@dataclass(frozen=True, slots=True)
class Words:
    """Number of words before and after."""

    article: int
    summary: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked in a summary; ``detail`` is a plain sentence."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary, or with ``refused`` set the reason why there is none.

    ``source_sentences`` has one tuple per item of ``summary``. ``explanation`` is the sentence of a refusal;
    ``wording_not_used`` holds at most 5 loaded terms of the article that the summary does without; ``tokens`` is what a
    language model was paid for it, also where its rewrite was not used.
    """

    title: str | None
    url: str | None
    outlet: str | None
    date: str | None
    byline: str | None
    kind: Kind
    method: Method
    summary: tuple[str, ...] = ()
    source_sentences: tuple[tuple[SourceSentence, ...], ...] = ()
    who_says_what: tuple[Statement, ...] = ()
    words: Words = Words(0, 0)
    checks: tuple[Check, ...] = ()
    refused: str | None = None
    explanation: str | None = None
    language: str | None = None
    wording_not_used: tuple[str, ...] = ()
    tokens: int = 0

    def to_json(self) -> dict[str, Any]:
        """The object that ``python -m bot summarize --json`` prints."""
        return {
            "title": self.title,
            "url": self.url,
            "outlet": self.outlet,
            "date": self.date,
            "byline": self.byline,
            "kind": self.kind,
            "method": self.method,
            "summary": list(self.summary),
            "source_sentences": [
                [{"index": s.index, "start": s.start, "end": s.end} for s in item]
                for item in self.source_sentences
            ],
            "who_says_what": [{"who": s.who, "text": s.text, "index": s.index} for s in self.who_says_what],
            "words": {"article": self.words.article, "summary": self.words.summary},
            "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in self.checks],
            "refused": self.refused,
        }


def summary_from_json(raw: Mapping[str, Any]) -> Summary:
    """A summary out of what ``dataclasses.asdict`` made of one; raises KeyError or TypeError for anything else."""
    fields = dict(raw)
    for name in ("summary", "wording_not_used"):
        fields[name] = tuple(fields[name])
    fields["source_sentences"] = tuple(
        tuple(SourceSentence(**source) for source in item) for item in fields["source_sentences"]
    )
    fields["who_says_what"] = tuple(Statement(**statement) for statement in fields["who_says_what"])
    fields["words"] = Words(**fields["words"])
    fields["checks"] = tuple(Check(**check) for check in fields["checks"])
    return Summary(**fields)


def refuse(
    refusal: Refusal, article: Article | None = None, url: str | None = None, *, words: int = 0
) -> Summary:
    """The summary that says why there is none, with as much of the article's head as is known.

    ``words`` is the number of words that were found.
    """
    if article is None:
        empty = Summary(None, url, None, None, None, "other", "none")
    else:
        empty = Summary(
            article.title,
            article.url or url,
            article.outlet,
            article.date,
            article.byline,
            article.kind,
            "none",
        )
    return replace(empty, refused=refusal.code, explanation=refusal.sentence, words=Words(words, 0))
