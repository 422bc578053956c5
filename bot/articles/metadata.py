"""The head of an article: JSON-LD (schema.org), meta elements and the address, read before anything is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, Final

from lxml.html import HtmlElement

from bot.articles.links import parts
from bot.articles.types import Kind

MAX_JSON_LD: Final = 512 * 1024
MAX_NODES: Final = 2000
MAX_FIELD: Final = 300
"""Code points of a title, outlet or byline that are kept."""

_ARTICLE_TYPES: Final = re.compile(
    r"(?:News|Blog|Live|Report|Review|Opinion|Analysis|Social|Tech|Scholarly|Backgrounder)?\w*(?:Article|Posting|Report)$"
)
_NEWS_TYPES: Final = frozenset(
    {"NewsArticle", "ReportageNewsArticle", "BackgroundNewsArticle", "AskPublicNewsArticle"}
)
_LISTING_TYPES: Final = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"})
# A section on opinion polls is news.
_OPINION_SECTION: Final = re.compile(
    r"(?<!public )\b(?:opinions?(?! (?:poll|survey|research))|editorials?|op-?eds?|commentary|columns?|columnists?|"
    r"letters to the editor|guest essays?|viewpoints?|comment is free|meinung|kommentare?|leitartikel|"
    r"opinión|opinione|editoriali|opinião)\b",
    re.IGNORECASE,
)
_OPINION_PATH: Final = re.compile(
    r"/(?:opinions?|editorials?|op-?eds?|commentary|commentisfree|columns?|columnists?|letters|viewpoints?|voices|"
    r"meinung|kommentare?|tribunes?|opinion(?:e|es|i)|opiniao|editoriales)(?:/|$)",
    re.IGNORECASE,
)
_OPINION_HOST: Final = re.compile(r"(?:^|\.)opinions?\.", re.IGNORECASE)
_OPINION_TITLE: Final = re.compile(
    r"^\s*(?:opinions?|editorial|op-?ed|column|commentary|comment|guest essay|viewpoint|letters?(?: to the editor)?|"
    r"kommentar|meinung|opini[oó]n)\s*(?:[:|–—]|\s-\s)|"
    r"(?:[|–—]|\s-)\s*(?:opinion|editorial|column|commentary|op-?ed|guest essay)\s*(?:$|[|–—]|\s-\s)",
    re.IGNORECASE,
)
_LIVE_PATH: Final = re.compile(
    r"/live(?:-?blogs?|-news|-updates?)?(?:/|$)|live-?blog|live-updates", re.IGNORECASE
)
_LIVE_TITLE: Final = re.compile(
    r"\blive(?:\s+(?:updates?|blog|coverage|ticker|news))\b|^\s*live\s*[:|–—]|[:|–—]\s*live\s*$",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NOT_A_NAME: Final = re.compile(
    r"https?://|@|\b(?:published|updated|subscribe|follow|share|min read|contact|reporter$|mondays?|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|january|february|september|october|november|december)\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"^\s*(?:by|von|par|por)\s*:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself. ``types`` are the schema.org types of its nodes; ``is_free`` False only if it says so."""

    title: str | None
    outlet: str | None
    date: str | None
    byline: str | None
    canonical: str | None
    types: frozenset[str]
    sections: tuple[str, ...]
    og_type: str
    is_free: bool
    claim: str | None = None
    """What a fact check is about (schema.org ``ClaimReview``)."""

    @property
    def says_article(self) -> bool:
        """Whether the page calls itself an article."""
        return self.og_type == "article" or any(_ARTICLE_TYPES.match(name) for name in self.types)

    @property
    def says_listing(self) -> bool:
        """Whether the page calls itself a collection or a profile, and no article."""
        return bool(self.types & _LISTING_TYPES) and not self.says_article


def _nodes(value: Any, budget: list[int]) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack and budget[0] > 0:
        budget[0] -= 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            stack.extend(child for child in node.values() if isinstance(child, dict | list))


def json_ld(tree: HtmlElement) -> list[dict[str, Any]]:
    """Every JSON object of the page's JSON-LD scripts, outermost first, a bounded number; broken scripts are skipped."""
    budget = [MAX_NODES]
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        raw = (script.text or "").strip()
        if not raw or len(raw) > MAX_JSON_LD:
            continue
        try:
            found.extend(_nodes(json.loads(raw, strict=False), budget))
        except (ValueError, RecursionError):
            continue
    return found


def _types(node: dict[str, Any]) -> list[str]:
    raw = node.get("@type")
    names = raw if isinstance(raw, list) else [raw]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


Names = dict[str, str]
"""Names of the page's nodes by their ``@id``: a node may only point to its author or publisher."""


def _names_by_id(nodes: list[dict[str, Any]]) -> Names:
    return {
        node["@id"]: node["name"]
        for node in nodes
        if isinstance(node.get("@id"), str) and isinstance(node.get("name"), str)
    }


def _text(value: Any, known: Names) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        reference = value.get("@id")
        value = value.get("name") or (known.get(reference) if isinstance(reference, str) else None)
    return tidy(value) if isinstance(value, str) else None


def tidy(value: str | None) -> str | None:
    """One line of plain text, at most :data:`MAX_FIELD` code points, or None if nothing is left."""
    if not value:
        return None
    line = " ".join(re.sub(r"<[^<>]{0,200}>", " ", unescape(value[: 8 * MAX_FIELD])).split())
    line = "".join(char for char in line if char.isprintable())
    return line[:MAX_FIELD].strip() or None


def _names(value: Any, known: Names) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items[:20] if (name := _text(item, known))]


def tidy_byline(names: list[str]) -> str | None:
    """Names of authors joined by commas, without "By", links and what is no name; None if none is left."""
    kept: list[str] = []
    for raw in names:
        for part in re.split(r"\s*;\s*", raw):
            name = _BY.sub("", tidy(part) or "").strip(" ,|")
            if name and len(name) <= 80 and not _NOT_A_NAME.search(name) and name not in kept:
                kept.append(name)
    return ", ".join(kept)[:MAX_FIELD] or None


def iso_date(value: Any) -> str | None:
    """YYYY-MM-DD at the beginning of an ISO 8601 date, if there is such a day."""
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").casefold()
        content = element.get("content")
        if name and content and len(found) < 400:
            found.setdefault(name, []).append(content)
    return found


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    for name in names:
        for value in metas.get(name, ()):
            if tidied := tidy(value):
                return tidied
    return None


def _says_free(nodes: list[dict[str, Any]], main: dict[str, Any], metas: dict[str, list[str]]) -> bool:
    # The article's own word counts before that of other articles that the page lists.
    speaking = [main] if "isAccessibleForFree" in main else [node for node in nodes if _is_article(node)]
    declared = [str(node.get("isAccessibleForFree", "")) for node in speaking]
    if any(value.rpartition("/")[2].casefold() == "false" for value in declared):
        return False
    return (_first(metas, "article:content_tier", "content_tier") or "").casefold() != "locked"


def _is_article(node: dict[str, Any]) -> bool:
    return any(_ARTICLE_TYPES.match(name) for name in _types(node)) or "WebPage" in _types(node)


def _main_node(nodes: list[dict[str, Any]], titles: list[str]) -> dict[str, Any]:
    """The page's own article: the one whose headline the page itself bears, else the first one."""
    articles = [
        node
        for node in nodes
        if node.get("headline") and any(_ARTICLE_TYPES.match(name) for name in _types(node))
    ]
    for node in articles:
        headline = (_text(node["headline"], {}) or "").casefold()
        if headline and any(headline in title.casefold() for title in titles):
            return node
    return articles[0] if articles else {}


def _page_title(tree: HtmlElement) -> str | None:
    """The ``<title>``, or the page's only heading where the title is that heading and the outlet's name."""
    element = tree.find(".//head/title")
    title = tidy(element.text if element is not None else None)
    headings = [tidy(heading.text_content()) for heading in tree.iter("h1")]
    if title and len(headings) == 1 and headings[0] and len(headings[0].split()) >= 3:
        return headings[0] if headings[0].casefold() in title.casefold() else title
    return title


def read_head(tree: HtmlElement) -> Head:
    """The head of a parsed page; missing parts are None, nothing raises."""
    nodes, metas = json_ld(tree), _metas(tree)
    known = _names_by_id(nodes)
    shared, own = _first(metas, "og:title", "twitter:title"), _page_title(tree)
    main = _main_node(nodes, [title for title in (shared, own) if title])
    canonical = next(
        (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").casefold() == "canonical"), None
    )
    sections = [
        *_names(main.get("articleSection"), known),
        *_names(main.get("genre"), known),
        *metas.get("article:section", ()),
        *metas.get("section", ()),
    ]
    if (_first(metas, "article:opinion", "og:article:opinion") or "").casefold() in ("true", "1", "yes"):
        sections.insert(0, "Opinion")
    return Head(
        title=_text(main.get("headline"), known) or shared or own,
        outlet=_first(metas, "og:site_name")
        or _text(main.get("publisher"), known)
        or _first(metas, "application-name"),
        date=iso_date(main.get("datePublished"))
        or next(filter(None, map(iso_date, metas.get("article:published_time", ()))), None),
        byline=tidy_byline(_names(main.get("author"), known))
        or tidy_byline(metas.get("author", [])[:5])
        or tidy_byline(metas.get("article:author", [])[:5]),
        canonical=canonical.strip() if canonical else None,
        types=frozenset(name for node in nodes for name in _types(node)),
        sections=tuple(filter(None, map(tidy, sections)))[:10],
        og_type=(_first(metas, "og:type") or "").casefold(),
        is_free=_says_free(nodes, main, metas),
        claim=next(
            (tidy(claim) for node in nodes if isinstance(claim := node.get("claimReviewed"), str)), None
        ),
    )


def kind_of(head: Head, title: str | None, url: str | None) -> Kind:
    """Opinion, live, news or other: opinion by type, section, address or headline; news only where the page says so."""
    address = parts(url)
    path, name = address.path, title or ""
    if "LiveBlogPosting" in head.types or _LIVE_PATH.search(path) or _LIVE_TITLE.search(name):
        return "live"
    if (
        "OpinionNewsArticle" in head.types
        or any(_OPINION_SECTION.search(section) for section in head.sections)
        or _OPINION_PATH.search(path)
        or _OPINION_HOST.search(address.netloc)
        or _OPINION_TITLE.search(name)
    ):
        return "opinion"
    if head.types & _NEWS_TYPES or (head.og_type == "article" and not head.types & {"BlogPosting", "Review"}):
        return "news"
    return "other"
