"""Web links in what people write."""

from __future__ import annotations

import re
from typing import Final

from yarl import URL

LINKS: Final = 10
"""Links of one message that can be chosen from."""
LINK_LENGTH: Final = 2048
"""Longer links are no links of articles, and Discord shows none in an embed."""
_LINK = re.compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_~|"


def links_in(text: str) -> list[str]:
    """Web links in a text, each once, in reading order, at most ``LINKS``."""
    found: dict[str, None] = {}
    for match in _LINK.finditer(text):
        if len(match.group(1)) > LINK_LENGTH:
            continue
        link = match.group(1).rstrip(_TRAILING)
        while link.endswith(")") and link.count(")") > link.count("("):  # [text](link) and (link)
            link = link[:-1].rstrip(_TRAILING)
        found.setdefault(link)
    return list(found)[:LINKS]


def shown_url(url: str | None) -> str | None:
    """A link that an embed's title may carry: http or https, within ``LINK_LENGTH``."""
    try:
        parsed = URL(url or "")
    except ValueError:
        return None
    text = str(parsed)
    return text if parsed.scheme in ("http", "https") and parsed.host and len(text) <= LINK_LENGTH else None
