"""Every reason for which an article is not summarised."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    "bad_address": "This is not a link that can be read. It must be a plain http or https link, without a user name or an unusual port.",
    "blocked_address": "This link leads to an address that is not on the public internet, so it is not opened.",
    "archive": "This is a copy in an archive or behind a paywall bypass. Only an outlet's own page is read: please give that link.",
    "unreachable": "The site could not be reached.",
    "timeout": "The site took too long to answer.",
    "redirects": "The link was passed on too many times without arriving at a page.",
    "missing": "The site says that this page does not exist (any more).",
    "denied": "The site does not let this bot read the page.",
    "client_error": "The site refused the request.",
    "server_error": "The site has a problem of its own right now.",
    "robots": "The site's rules for automated readers (robots.txt) keep this page from being opened, or could not be read.",
    "wrong_type": "The link does not lead to a web page or a plain text.",
    "too_large": "The page is too large to be read.",
    "unreadable": "The page could not be decoded.",
    "busy": "Too many articles are being read at the moment. Please try again in a minute.",
    "extraction_timeout": "Reading the article out of this page took too long.",
    "not_article": "This page does not look like a single article.",
    "paywall": "Only subscribers can read this article in full, so there is nothing fair to summarise.",
    "consent": "The site shows a consent, login or security page instead of the article.",
    "too_short": "The article is so short that it is best read as it is.",
    "mismatch": "The headline and the text that was found do not belong together.",
    "no_sentences": "No sentence of this article can stand alone in a summary.",
}
"""By code, the sentence that a person reads."""
