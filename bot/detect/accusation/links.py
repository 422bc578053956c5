"""Classes of links: which can stand behind a charge at all. No class ranks an outlet politically."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

MAX_LINKS = 20
"""Links looked at per message."""

URL = re.compile(r"https?://[^\s<>\"')\]]{3,2000}|(?<![\w@/])www\.[^\s<>\"')\]]{4,2000}")


class LinkClass(StrEnum):
    """What a link leads to, by its address alone."""

    COURT_GOVERNMENT = "court/government"
    NEWS = "news"
    FACT_CHECK = "fact-checker"
    ENCYCLOPAEDIA = "encyclopaedia"
    MESSAGE = "message link"
    ATTACHMENT = "attachment"
    VIDEO = "video"
    SOCIAL = "social"
    DOCUMENT = "document"
    HOME_PAGE = "home page"
    MEME = "gif/meme"
    SHOP_INVITE = "shop/invite"


SUPPORTING: frozenset[LinkClass] = frozenset(LinkClass) - {
    LinkClass.MEME,
    LinkClass.SHOP_INVITE,
    LinkClass.HOME_PAGE,
}
"""Classes that count as support of class ``link``. A home page is weak: it is shown, and does not clear a charge."""

WEAK: frozenset[LinkClass] = frozenset({LinkClass.VIDEO, LinkClass.SOCIAL, LinkClass.HOME_PAGE})
"""Classes that moderators see marked as unverified."""


def _sites(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_MEME = _sites(
    "tenor.com giphy.com gfycat.com imgflip.com 9gag.com knowyourmeme.com makeameme.org "
    "memegenerator.net ifunny.co quickmeme.com imgur.com i.imgur.com gifer.com gif-vif.com "
    "klipy.com"
)
_SHOP = _sites(
    "discord.gg discord.com/invite etsy.com amazon.com ebay.com shop.app gofundme.com patreon.com "
    "ko-fi.com paypal.me teespring.com store.steampowered.com onlyfans.com cash.app"
)
_VIDEO = _sites(
    "youtube.com youtu.be vimeo.com twitch.tv tiktok.com rumble.com bitchute.com odysee.com "
    "dailymotion.com streamable.com"
)
_SOCIAL = _sites(
    "twitter.com x.com facebook.com fb.com instagram.com reddit.com t.me telegram.me "
    "mastodon.social threads.net bsky.app vk.com linkedin.com tumblr.com 4chan.org gab.com "
    "truthsocial.com quora.com"
)
_ENCYCLOPAEDIA = _sites(
    "wikipedia.org wikidata.org wikisource.org britannica.com wiktionary.org encyclopedia.com"
)
_FACT_CHECK = _sites("snopes.com politifact.com factcheck.org fullfact.org afp.com/fact leadstories.com")
_NEWS = _sites(
    "reuters.com apnews.com bbc.com bbc.co.uk nytimes.com washingtonpost.com wsj.com "
    "theguardian.com foxnews.com cnn.com npr.org dw.com france24.com aljazeera.com bloomberg.com "
    "ft.com economist.com politico.com politico.eu thehill.com axios.com nationalreview.com "
    "theatlantic.com telegraph.co.uk independent.co.uk cbc.ca theglobeandmail.com lemonde.fr "
    "elpais.com spiegel.de"
)
_COURT = re.compile(
    r"(?:^|\.)(?:courts?|judiciary|supremecourt|justice|gov|gouv|govt|europa|parliament|congress|senate|un|icc-cpi|courtlistener|bailii|curia)(?:\.|$)"
)
_FACT_WORDS = re.compile(r"fact-?check|factcheck")
_NEWS_WORDS = re.compile(
    r"(?:news|times|post|tribune|herald|gazette|journal|daily|guardian|chronicle|observer|press|courier|dispatch|bulletin|standard|mirror|telegraph|reporter|examiner|sentinel|register|record)"
)
_MESSAGE = re.compile(r"(?:^|\.)discord(?:app)?\.com/channels/\d+/\d+")
_ATTACHMENT = re.compile(r"^(?:cdn|media)\.discordapp\.(?:com|net)/attachments/")
_MEME_WORDS = re.compile(r"(?:^|[/._-])(?:gif|gifs|meme|memes)(?:[/._-]|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """One address in the text, its class, and the words of its slug (to tell a link on another matter)."""

    url: str
    kind: LinkClass
    slug: tuple[str, ...]


def find_links(text: str) -> list[Link]:
    """The links of ``text`` (original spelling), at most ``MAX_LINKS``."""
    return [
        classify_link(match.group().rstrip(".,;:!?*_"))
        for _, match in zip(range(MAX_LINKS), URL.finditer(text), strict=False)
    ]


def classify_link(url: str) -> Link:
    """The class of ``url`` by host and path; an address that cannot be parsed counts as a home page."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").lower().removeprefix("www.").removeprefix("m.")
    except ValueError:
        return Link(url, LinkClass.HOME_PAGE, ())
    path = unquote(parts.path).lower()
    slug = tuple(word for word in re.findall(r"[a-z]{4,}", path) if word not in _SLUG_NOISE)
    return Link(url, _class_of(host, path, parts.query), slug)


_SLUG_NOISE = _sites(
    "html index news article articles story politics world watch video status http https amp page "
    "pages posts post ruling rulings case cases docs document documents report reports file files "
    "view item"
)


def _class_of(host: str, path: str, query: str) -> LinkClass:
    address = host + path
    if _MESSAGE.search(address):
        return LinkClass.MESSAGE
    if _ATTACHMENT.match(address):
        return LinkClass.MEME if path.endswith(".gif") else LinkClass.ATTACHMENT
    if (
        _is(host, address, _MEME)
        or path.endswith(".gif")
        or _MEME_WORDS.search(path)
        or host.startswith(("meme", "gif"))
    ):
        return LinkClass.MEME
    if (
        _is(host, address, _SHOP)
        or host.startswith(("shop.", "store.", "invite."))
        or path.startswith(("/shop/", "/store/", "/invite/", "/product/", "/cart"))
    ):
        return LinkClass.SHOP_INVITE
    if path.strip("/") == "" and not query:
        return LinkClass.HOME_PAGE
    for sites, kind in (
        (_VIDEO, LinkClass.VIDEO),
        (_SOCIAL, LinkClass.SOCIAL),
        (_ENCYCLOPAEDIA, LinkClass.ENCYCLOPAEDIA),
        (_FACT_CHECK, LinkClass.FACT_CHECK),
        (_NEWS, LinkClass.NEWS),
    ):
        if _is(host, address, sites):
            return kind
    if _COURT.search(host):
        return LinkClass.COURT_GOVERNMENT
    if _FACT_WORDS.search(address):
        return LinkClass.FACT_CHECK
    if host.startswith(("video.", "tv.", "watch.")) or path.startswith("/watch"):
        return LinkClass.VIDEO
    if host.startswith(("social.", "forum.")):
        return LinkClass.SOCIAL
    return LinkClass.NEWS if _NEWS_WORDS.search(host) else LinkClass.DOCUMENT


def _is(host: str, address: str, sites: frozenset[str]) -> bool:
    return any(
        address.startswith(site) if "/" in site else host == site or host.endswith("." + site)
        for site in sites
    )
