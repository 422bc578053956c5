"""An article's own lines: what a reader of pages took along with them is left out, a whole line at a time.

Four kinds of line belong to the page and not to the article: headline, byline and date over the text (a card shows them by
themselves), a line that is nothing but a link to another page, the furniture of news sites ("Read more: …", "Sign up for
…"), and the claim that a fact check is about, which would read as a statement of the article where it stands alone. A line
that stays is never touched.
"""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

_HEAD_LINES: Final = 6
"""Headline, byline and date stand among the first lines; further down the same words are a heading or a refrain."""
_LONGEST_BYLINE: Final = 25
"""Words."""
_DATED: Final = re.compile(
    r"[\W_]{0,5}(?:(?:first|last) )?(?:published|updated|posted|modified)\b[\s:,–-]{1,5}"
    r"(?:(?:on|at|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*[.,]{0,2}\s){0,3}"
    r"\d[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_LONGEST_FURNITURE: Final = 60
"""Words; a longer line that begins like furniture is a paragraph."""
_FEWEST_LINK_WORDS: Final = 2
_FEWEST_LABELLED_WORDS: Final = 3
_LEAST_KEPT: Final = 0.4
"""Share of the text; where less would be left the page is not built as expected and the text stays whole."""
_MAX_LINKS: Final = 5000
_LABEL: Final = re.compile(r"^[^:\n]{0,30}:\s*")
_CALLS: Final = (  # addressed to the reader
    r"(?:read (?:more|also|next|the full (?:article|story|report))|see (?:also|more)|also (?:read|see)|don[’']t miss|"
    r"sign up|subscribe|click here|join (?:our|us on)|get (?:the|our)\b[^.!?\n]{0,60}\bnewsletter|"
    r"(?:like|enjoyed?) this (?:story|article|post)|share this|follow (?:us|@\w+|\w[^.!?\n]{0,60} on (?:twitter|facebook|"
    r"instagram|x|bluesky|mastodon|linkedin)))\b|"
    r"(?:write|e-?mail|reach|contact)\b[^.!?\n]{1,80}\b(?:at|on)\b[^\n]{0,60}?(?:@\w|https?://)"
)
_LABELS: Final = (  # of a pointer, a picture or a box
    r"(?:related(?: (?:stories|articles|coverage|content|links|videos?))?|recommended|"
    r"(?:watch|listen|download)(?: (?:now|more|here|below|the video))?|"
    r"(?:photo|image|picture)s?(?: credits?| by| courtesy(?: of)?)?)\s*:|"
    r"(?:more (?:from|on)\b[^.!?\n]{0,60}|related (?:stories|articles|coverage|content|links|videos?)|"
    r"advertisement|newsletter|text size|order reprints|print article)\s*$"
)
_NOTICES: Final = (  # of the law and of the page's own machinery
    r"copyright\s*(?:©|\(c\)|by\b|\d{4})|©|\(c\)\s*\d{4}|all rights reserved\b|this copy is for your\b|"
    r"there was an error\b|an error (?:has )?occurred\b|thank(?:s| you) for (?:signing up|subscribing)\b"
)
_FURNITURE: Final = re.compile(rf"[\W_]{{0,10}}?(?:{_CALLS}|{_LABELS}|{_NOTICES})", re.IGNORECASE)


def own_lines(
    text: str, title: str | None, tree: HtmlElement, *, byline: str | None = None, claim: str | None = None
) -> str:
    """The lines of ``text`` that belong to the article, in their order and unchanged.

    ``title``, ``byline`` and ``claim`` (of a fact check) are what the page declares; ``tree`` is the page, whose headings
    and links are compared.
    """
    lines = text.split("\n")
    titles = {_words(title or ""), *(_words(heading.text_content()) for heading in tree.iter("h1"))} - {""}
    links, author, claimed = _link_texts(tree), _words(byline or ""), _words(claim or "")

    def of_the_page(number: int, line: str) -> bool:
        words = _words(line)
        if number < _HEAD_LINES and (words in titles or _is_byline(line, words, author)):
            return True
        return (bool(claimed) and words == claimed) or _is_link(line, links) or _is_furniture(line)

    kept = [line for number, line in enumerate(lines) if not of_the_page(number, line)]
    whole = "\n".join(kept).strip("\n")
    return whole if len(whole) >= _LEAST_KEPT * len(text) else text


def _is_byline(line: str, words: str, author: str) -> bool:
    """ "By Ines Calloway, The Courier", or when the page was published."""
    named = bool(author) and words.startswith(f"by {author}") and len(words.split()) <= _LONGEST_BYLINE
    return (named and line.rstrip()[-1:] not in '.!?”"') or _DATED.match(line) is not None


def _words(text: str) -> str:
    """The words of a line, folded, for comparing lines that differ in spacing and marks."""
    return " ".join(re.findall(r"\w+", text[:1000].casefold()))


def _link_texts(tree: HtmlElement) -> set[str]:
    found: set[str] = set()
    for number, anchor in enumerate(tree.iter("a")):
        if number >= _MAX_LINKS:
            break
        found.add(_words(anchor.text_content()))
    return found


def _is_link(line: str, links: set[str]) -> bool:
    """Whether a line is the text of one link, or a short label ("More:") and that text."""
    words = _words(line)
    if words.count(" ") + 1 >= _FEWEST_LINK_WORDS and words in links:
        return True
    labelled = _words(_LABEL.sub("", line, count=1))
    return labelled.count(" ") + 1 >= _FEWEST_LABELLED_WORDS and labelled in links


def _is_furniture(line: str) -> bool:
    return _FURNITURE.match(line) is not None and len(line.split()) <= _LONGEST_FURNITURE
