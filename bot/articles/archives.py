"""Copies of pages that are never asked for: web archives, caches, and services made to get around a paywall.

An outlet that locked or took down a page did so on purpose; its own address is the only one that is opened.
"""

from __future__ import annotations

from typing import Final

from yarl import URL

_HOST_LIST: Final = """
archive.today archive.is archive.ph archive.li archive.vn archive.fo archive.md
web.archive.org wayback.archive.org wayback.archive-it.org ghostarchive.org megalodon.jp perma.cc arquivo.pt
webcitation.org freezepage.com timetravel.mementoweb.org archive.wikiwix.com webarchive.loc.gov
webarchive.nationalarchives.gov.uk webarchive.org.uk vefsafn.is
webcache.googleusercontent.com cachedview.com cachedview.nl cc.bingj.com yandexwebcache.net translate.goog
12ft.io 1ft.io 13ft.io removepaywall.com removepaywalls.com paywallskip.com paywallbuster.com unpaywall.today
bypasspaywalls.com archivebuttons.com txtify.it smry.ai outline.com freedium.cfd freedium-mirror.cfd scribe.rip
r.jina.ai textise.net
"""
ARCHIVES: Final = frozenset(_HOST_LIST.split())
"""Hosts of copies; a subdomain counts as its host. Public knowledge of 2026, without any claim to be complete."""
_SECTIONS: Final = (("archive.org", "/web/"), ("archive.org", "/wayback/"))
"""Sites that also hold pages of their own: only this part of them is a copy."""


def is_archive(url: URL) -> bool:
    """Whether a link leads to a copy of somebody else's page."""
    host = (url.host or "").rstrip(".").casefold()
    labels = host.split(".")
    if any(".".join(labels[start:]) in ARCHIVES for start in range(len(labels))):
        return True
    path = url.path.casefold()
    return any(host.removeprefix("www.") == site and path.startswith(part) for site, part in _SECTIONS)
