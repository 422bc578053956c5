"""Links as they are shown: without tracking parameters, without the wrappers of search engines and AMP caches."""

from __future__ import annotations

import re
from typing import Final

from yarl import URL

_TRACKING: Final = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|tw|y|ig|li_fat_|wbra|gbra|tt)cl(?:id|src)|fb_\w+|gclsrc|igshid|igsh|mc_(?:cid|eid)|"
    r"mkt_tok|_hs(?:enc|mi)|vero_(?:conv|id)|oly_(?:anon|enc)_id|at_(?:medium|campaign|custom\d|link\w*)|cmpid|"
    r"ref_?src|ref_?url|smid|smtyp|s_cid|ns_\w+|wt_mc|rss|spm|scm|trk|trkcampaign|guccounter|guce_\w+|"
    r"__twitter_impression|amp_js_v|amp_gsa|usqp|yptr|wickedid|_ga|_gl|li_fat_id|rb_clickid|src_src|xtor",
    re.IGNORECASE,
)
_REDIRECTORS: Final = {
    # host suffix: (path prefix, parameter that holds the real link)
    "google.com": ("/url", ("q", "url")),
    "facebook.com": ("/l.php", ("u",)),
    "youtube.com": ("/redirect", ("q",)),
    "reddit.com": ("/", ("url",)),
    "duckduckgo.com": ("/l/", ("uddg",)),
    "steamcommunity.com": ("/linkfilter", ("url", "u")),
    "slack-redir.net": ("/link", ("url",)),
}
_AMP_CACHE: Final = re.compile(r"^/(?:amp/|[cvi]/|[a-z]{2}/)?(?:amp/)?(s/)?([^/]+\.[^/]+(?:/.*)?)$")
_AMP_HOSTS: Final = ("cdn.ampproject.org", "bing-amp.com")
_MAX_UNWRAPS: Final = 3


def _is_host(url: URL, suffix: str) -> bool:
    host = (url.host or "").casefold()
    return host == suffix or host.endswith("." + suffix)


def _amp_target(url: URL) -> str | None:
    in_cache = any(_is_host(url, host) for host in _AMP_HOSTS)
    in_search = _is_host(url, "google.com") and url.path.startswith("/amp/")
    match = _AMP_CACHE.match(url.raw_path) if in_cache or in_search else None
    if match is None:
        return None
    query = f"?{url.raw_query_string}" if url.raw_query_string else ""
    return f"{'https' if match.group(1) else 'http'}://{match.group(2)}{query}"


def _redirect_target(url: URL) -> str | None:
    for suffix, (prefix, parameters) in _REDIRECTORS.items():
        if _is_host(url, suffix) and url.path.startswith(prefix):
            for name in parameters:
                target = url.query.get(name, "")
                if target.startswith(("http://", "https://")):
                    return target
    return None


def unwrap(link: str) -> str:
    """The link inside an AMP cache address or a redirect wrapper, or the link itself; nothing is looked up."""
    for _ in range(_MAX_UNWRAPS):
        try:
            url = URL(link)
            target = _amp_target(url) or _redirect_target(url)
        except ValueError:
            return link
        if target is None:
            return link
        link = target
    return link


def clean_link(link: str) -> str:
    """A link as it is shown and compared: unwrapped, without tracking parameters and fragment."""
    try:
        url = URL(unwrap(link)).with_fragment(None)
        kept = [(name, value) for name, value in url.query.items() if not _TRACKING.fullmatch(name)]
        if len(kept) != len(url.query):
            url = url.with_query(kept or None)
    except ValueError:
        return link
    return str(url)


def _site(host: str) -> str:
    for prefix in ("www.", "amp.", "m.", "mobile.", "edition."):
        host = host.removeprefix(prefix)
    return host


def same_site(first: str, second: str) -> bool:
    """Whether two links lie on one site; the usual prefixes (www, m, amp) do not count."""
    try:
        one, other = URL(first).host, URL(second).host
    except ValueError:
        return False
    return bool(one and other) and _site(str(one).casefold()) == _site(str(other).casefold())


def shown_link(fetched: str | None, canonical: str | None) -> str | None:
    """The link for the card: the page's canonical one if it lies on the site that was read, else where we read.

    A page could name any other site as its canonical address, and the card would then credit that one.
    """
    if (
        canonical
        and canonical.startswith(("http://", "https://"))
        and (fetched is None or same_site(fetched, canonical))
    ):
        return clean_link(canonical)
    return clean_link(fetched) if fetched else None
