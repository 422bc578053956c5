"""Links as they are shown: without tracking parameters, without the wrappers of search engines and AMP caches."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from yarl import URL

_TRACKING: Final = re.compile(
    # families of parameters
    r"(?:utm|mtm|pk|piwik|matomo|hsa|itm|stm|guce|vero|oly|at|fb|ns|wt|elq)_\w+|_hs\w+|__hs\w+|mc_(?:cid|eid)|trk\w*|"
    # click numbers of advertisers
    r"(?:fb|g|dc|tw|y|tt|rdt|sc)clid|msclkid|gclsrc|[gw]braid|gad_\w+|srsltid|igshid|igsh|mibextid|li_fat_id|rb_clickid|"
    r"wickedid|epik|yptr|s_kwcid|ef_id|sfmc_id|sfnsn|mkt_tok|_openstat|"
    # campaigns of outlets
    r"cmpid|cvid|ocid|icid|ito|s_cid|smid|smtyp|ref_?src|ref_?url|src_src|spm|scm|xtor|guccounter|"
    r"__twitter_impression|_ga|_gl|usqp|amp_js_v|amp_gsa|amp_\w+",
    re.IGNORECASE,
)
_AMP_SWITCHES: Final = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")}
"""Parameters that ask for a page's AMP form."""
_GOOGLE: Final = r"google\.(?:com?(?:\.[a-z]{2})?|[a-z]{2})"
_REDIRECTORS: Final = tuple(
    (re.compile(rf"(?:[\w-]+\.)*{host}"), path, parameters)
    for host, path, parameters in (
        # host, beginning of the path, parameters that hold the real link
        (_GOOGLE, "/url", ("q", "url")),
        (r"facebook\.com", "/l.php", ("u",)),
        (r"l\.instagram\.com", "/", ("u",)),
        (r"l\.threads\.(?:net|com)", "/", ("u",)),
        (r"youtube\.com", "/redirect", ("q",)),
        (r"out\.reddit\.com", "/", ("url",)),
        (r"duckduckgo\.com", "/l/", ("uddg",)),
        (r"steamcommunity\.com", "/linkfilter", ("url", "u")),
        (r"slack-redir\.net", "/link", ("url",)),
        (r"vk\.com", "/away.php", ("to",)),
        (r"linkedin\.com", "/safety/go", ("url",)),
        (r"linkedin\.com", "/redir/", ("url",)),
        (r"safelinks\.protection\.outlook\.com", "/", ("url",)),
        (r"t\.umblr\.com", "/redirect", ("z",)),
        (r"medium\.com", "/r/", ("url",)),
    )
)
_AMP_CACHE: Final = re.compile(r"^/(?:amp/|[cvi]/|[a-z]{2}/)?(?:amp/)?(s/)?([^/]+\.[^/]+(?:/.*)?)$")
_AMP_HOSTS: Final = ("cdn.ampproject.org", "bing-amp.com")
_GOOGLE_HOST: Final = re.compile(rf"(?:www\.)?{_GOOGLE}")
_MAX_UNWRAPS: Final = 3


def _is_host(url: URL, suffix: str) -> bool:
    host = (url.host or "").casefold()
    return host == suffix or host.endswith("." + suffix)


def _amp_target(url: URL) -> str | None:
    in_cache = any(_is_host(url, host) for host in _AMP_HOSTS)
    in_search = _GOOGLE_HOST.fullmatch(url.host or "") and url.path.startswith("/amp/")
    match = _AMP_CACHE.match(url.raw_path) if in_cache or in_search else None
    if match is None:
        return None
    query = f"?{url.raw_query_string}" if url.raw_query_string else ""
    return f"{'https' if match.group(1) else 'http'}://{match.group(2)}{query}"


def _redirect_target(url: URL) -> str | None:
    for host, path, parameters in _REDIRECTORS:
        if url.path.startswith(path) and host.fullmatch(url.host or ""):
            for name in parameters:
                target = url.query.get(name, "")
                if target.startswith(("http://", "https://")):
                    return target
    return None


def _is_ballast(name: str, value: str) -> bool:
    """Whether a parameter says where a reader comes from, or which form of the page is asked for."""
    return _TRACKING.fullmatch(name) is not None or (name.casefold(), value.casefold()) in _AMP_SWITCHES


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
        kept = [(name, value) for name, value in url.query.items() if not _is_ballast(name, value)]
        if len(kept) != len(url.query):
            url = url.with_query(kept or None)
    except ValueError:
        return link
    return str(url)


def parts(link: str | None) -> SplitResult:
    """A link's parts; all of them empty for None and for what is no link."""
    try:
        return urlsplit(link or "")
    except ValueError:
        return urlsplit("")


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
