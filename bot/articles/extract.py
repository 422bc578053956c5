"""A page to an article, or a refusal. Runs in the worker process: what it reads was written by strangers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml.etree import LxmlError
from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import set_date_params

from bot.articles import gates
from bot.articles.body import own_lines
from bot.articles.language import language_of
from bot.articles.links import parts, shown_link
from bot.articles.metadata import Head, iso_date, kind_of, read_head, tidy, tidy_byline
from bot.articles.types import Article, Refusal

MAX_TEXT: Final = 200_000
"""Code points of extracted text; the longest magazine pieces have about 150,000."""
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HEADLINE_WORDS: Final = 30


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of a page: the article as far as it is known, and the reason to refuse it, if there is one."""

    article: Article
    refusal: Refusal | None = None


def from_html(html: str, url: str | None = None, gate: gates.Gate | None = None) -> Extracted:
    """The article in an HTML page. Never raises :class:`Refusal`; every refusal stands in the answer."""
    try:
        tree = document_fromstring(
            _XML_DECLARATION.sub("", html).encode("utf-8", "replace"), parser=_parser()
        )
    except (LxmlError, ValueError):
        return Extracted(Article(None, url, None, None, None, "other", "und", ""), Refusal("not_article"))
    head = read_head(tree)
    complete = bool(head.title and head.outlet and head.date and head.byline)
    document = _read(html, url, with_head=not complete)
    title = _title(head, tidy(getattr(document, "title", None)))
    found = (getattr(document, "text", None) or "").strip("\n")
    byline = head.byline or tidy_byline([getattr(document, "author", None) or ""])
    text = own_lines(found, title, tree, byline=byline, claim=head.claim)
    article = Article(
        title=title,
        url=shown_link(url, head.canonical),
        outlet=head.outlet or _outlet(tidy(getattr(document, "sitename", None)), url),
        date=head.date or iso_date(getattr(document, "date", None)),
        byline=byline,
        kind=kind_of(head, title, url or head.canonical),
        language=language_of(text),
        text=text[:MAX_TEXT],
        is_free=head.is_free,
    )
    if len(text) > MAX_TEXT:
        return Extracted(article, Refusal("too_large"))
    return Extracted(article, (gate or gates.Gate()).judge_page(article, head, tree, url, found))


def from_text(text: str, url: str | None = None, gate: gates.Gate | None = None) -> Extracted:
    """The article in a plain text; a short first line without a full stop is its headline, then a "By …" line its byline.

    The text is kept as it is, so that offsets count in what was given.
    """
    start, title, byline = 0, None, None
    for line in text.splitlines(keepends=True)[:8]:
        content = line.strip().lstrip("\ufeff")
        if not content:
            start += len(line)
        elif title is None and len(content.split()) <= _HEADLINE_WORDS and content[-1] not in '.!?”"…:;,':
            title, start = tidy(content), start + len(line)
        elif title and byline is None and re.match(r"(?i)by\s+\S", content) and len(content.split()) <= 12:
            byline, start = tidy_byline([content]), start + len(line)
        else:
            break
    if not text[start:].strip():
        start, title, byline = 0, None, None
    head = Head(title, None, None, byline, None, frozenset(), (), "", True)
    article = Article(
        title=title,
        url=shown_link(url, None),
        outlet=_host(url),
        date=None,
        byline=byline,
        kind=kind_of(head, title, url),
        language=language_of(text[start:]),
        text=text[:MAX_TEXT],
        body_start=start,
    )
    if len(text) > MAX_TEXT:
        return Extracted(article, Refusal("too_large"))
    return Extracted(article, (gate or gates.Gate()).judge_text(article))


def _parser() -> HTMLParser:
    # Without huge_tree libxml2 keeps its own bounds on depth and text size.
    return HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True)


def _read(html: str, url: str | None, *, with_head: bool) -> object | None:
    try:
        found: object | None = bare_extraction(
            html,
            url=url,
            fast=True,
            include_comments=False,
            include_tables=False,
            with_metadata=with_head,
            # A date that merely stands somewhere in the text would be a guess.
            date_extraction_params=set_date_params(extensive=False),
        )
    except Exception:  # the parsers below it raise what they like on pages made to break them
        return None
    return found


def _title(head: Head, found: str | None) -> str | None:
    """The headline without the outlet's name at its end."""
    title = head.title or found
    if title and head.outlet:
        for mark in (" | ", " - ", " – ", " — "):
            if title.casefold().endswith(mark + head.outlet.casefold()):
                title = title[: -len(mark + head.outlet)]
    return title or found


def _outlet(guess: str | None, url: str | None) -> str | None:
    """What the page was guessed to be called; a guess that is only a piece of the host name gives way to the host."""
    host = _host(url)
    return host if host and (guess is None or guess.casefold() in host.casefold()) else guess


def _host(url: str | None) -> str | None:
    host = parts(url).hostname
    return host.removeprefix("www.") if host else None
