"""An article's own lines: what a reader of pages took along with them is left out, a whole line at a time.

Three kinds of line belong to the page and not to the article: the headline over the text (a card shows it by itself), a
line that is nothing but a link to another page, and the furniture of news sites ("Read more: …", "Sign up for …").
A line that stays is never touched.
"""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

_HEADLINE_LINES: Final = 6
"""The headline stands among the first lines; further down the same words are a heading or a refrain."""
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


def own_lines(text: str, title: str | None, tree: HtmlElement) -> str:
    """The lines of ``text`` that belong to the article, in their order and unchanged.

    ``title`` is the headline that the page declares; ``tree`` the page, whose headings and links are compared.
    """
    lines = text.split("\n")
    titles = {_words(title or ""), *(_words(heading.text_content()) for heading in tree.iter("h1"))} - {""}
    links = _link_texts(tree)
    kept = [
        line
        for number, line in enumerate(lines)
        if not (
            (number < _HEADLINE_LINES and _words(line) in titles)
            or _is_link(line, links)
            or _is_furniture(line)
        )
    ]
    whole = "\n".join(kept).strip("\n")
    return whole if len(whole) >= _LEAST_KEPT * len(text) else text


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
