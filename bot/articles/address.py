"""Which addresses may be opened: the law that keeps a link from reaching the operator's own network.

Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates). ``ipaddress.is_global`` of
Python 3.11 is not enough: it lets 192.0.0.9/32, multicast, 6to4 and NAT64 forms of private addresses through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from yarl import URL

from bot.articles.archives import is_archive
from bot.articles.types import Refusal

MAX_URL: Final = 2048
"""Characters of a link; browsers and proxies agree on about this much."""
WEB_PORTS: Final = frozenset({80, 443})

_DENIED_V4: Final = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # shared (carrier NAT), RFC 6598
        "127.0.0.0/8",  # loopback, RFC 1122
        "168.63.129.16/32",  # platform service of a large cloud: routable there, never a web site
        "169.254.0.0/16",  # link-local and cloud metadata, RFC 3927
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.31.196.0/24",  # AS112, RFC 7535
        "192.52.193.0/24",  # AMT, RFC 7450
        "192.88.99.0/24",  # 6to4 relay anycast, RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "192.175.48.0/24",  # AS112, RFC 7534
        "198.18.0.0/15",  # benchmarking, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved and broadcast, RFC 1112 and RFC 919
    )
)
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")  # RFC 4291: all of the public IPv6 internet
_DENIED_V6: Final = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # IETF protocol assignments, RFC 2928 (Teredo, a part of it, is unwrapped first)
        "2001:db8::/32",  # documentation, RFC 3849
        "2620:4f:8000::/48",  # AS112, RFC 7534
        "3ffe::/16",  # the former 6bone, RFC 3701
        "3fff::/20",  # documentation, RFC 9637
    )
)
_MAPPED: Final = IPv6Network("::ffff:0:0/96")  # RFC 4291
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052; the local-use 64:ff9b:1::/48 lies outside 2000::/3
_6TO4: Final = IPv6Network("2002::/16")  # RFC 3056
_TEREDO: Final = IPv6Network("2001::/32")  # RFC 4380
_NUMERIC_LABEL: Final = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)$", re.IGNORECASE)
_LOCAL_SUFFIXES: Final = (
    ".localhost",
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".home.arpa",
    ".onion",
    ".test",
)
_FORBIDDEN: Final = re.compile(r"""[\x00-\x20\x7f-\x9f\s\\<>"]""")


def embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address carries packets to: mapped, NAT64, 6to4, Teredo (server and client)."""
    number = int(address)
    if address in _MAPPED or address in _NAT64:
        return (IPv4Address(number & 0xFFFFFFFF),)
    if address in _6TO4:
        return (IPv4Address((number >> 80) & 0xFFFFFFFF),)
    if address in _TEREDO:
        return (IPv4Address((number >> 64) & 0xFFFFFFFF), IPv4Address(~number & 0xFFFFFFFF))
    return ()


def is_public(address: IPv4Address | IPv6Address | str) -> bool:
    """Whether an address lies on the public internet, seen through every wrapping.

    Raises :class:`ValueError` for a string that is no address. A scoped IPv6 address (``%eth0``) is never public.
    """
    ip = ip_address(address) if isinstance(address, str) else address
    if isinstance(ip, IPv4Address):
        return not any(ip in block for block in _DENIED_V4)
    if ip.scope_id is not None:
        return False
    inner = embedded(ip)
    if inner:
        return all(is_public(part) for part in inner)
    return ip in _GLOBAL_UNICAST and not any(ip in block for block in _DENIED_V6)


Allowed = frozenset[tuple[str, int]]
"""Address literals and ports that may be opened although they are not public: for a sandbox and for tests."""


def parse_allowed(entries: Iterable[str]) -> Allowed:
    """The allow list out of "host:port" entries: address literals (IPv6 in brackets) or ``localhost``.

    Raises :class:`ValueError` with a sentence for anything else; a name is none, because its address can change.
    """
    allowed: set[tuple[str, int]] = set()
    for entry in entries:
        host, _, port = entry.rpartition(":")
        literals = ["127.0.0.1", "::1"] if host.casefold() == "localhost" else [host.strip("[]")]
        try:
            allowed.update((str(ip_address(literal)), int(port)) for literal in literals)
        except ValueError:
            raise ValueError(f"{entry!r} is not an address and a port, such as 127.0.0.1:8080") from None
    return frozenset(allowed)


def may_open(address: str, port: int, allow: Allowed = frozenset()) -> bool:
    """The whole law for one connection: a public address on a web port, or a pair of ``allow``."""
    return (address, port) in allow or (port in WEB_PORTS and is_public(address))


def parse_link(raw: str, allow: Allowed = frozenset()) -> URL:
    """The link as the client will open it, without its fragment.

    A port of ``allow`` passes here; whether the address behind it does is decided where the socket is made.
    Raises :class:`Refusal`: ``bad_address`` for what is no plain web link, ``blocked_address`` for a literal address or a
    name that can only mean a private network, ``archive`` for a copy of somebody else's page.
    """
    link = raw.strip()
    if not link or len(link) > MAX_URL or _FORBIDDEN.search(link):
        raise Refusal("bad_address")
    try:
        url = URL(link)
        port, host = url.port, url.host
    except ValueError as error:
        raise Refusal("bad_address") from error
    if url.scheme not in ("http", "https") or not host or port is None:
        raise Refusal("bad_address")
    if "@" in re.split(r"[/?#]", link.partition("://")[2], maxsplit=1)[0]:
        raise Refusal("bad_address")
    listed = any(port == allowed for _, allowed in allow)
    if port not in WEB_PORTS and not listed:
        raise Refusal("bad_address")
    if is_archive(url):
        raise Refusal("archive")
    if not listed:
        check_host(host)
    return url.with_fragment(None)


def check_host(host: str) -> None:
    """Refuse early what the check at the socket would refuse later; raises :class:`Refusal`."""
    name = host.rstrip(".").casefold()
    try:
        literal = ip_address(name)
    except ValueError:
        # Decimal, hexadecimal, octal and shortened IPv4 forms: the C resolver takes them for addresses.
        if "%" in name or _NUMERIC_LABEL.match(name.rpartition(".")[2]):
            raise Refusal("blocked_address") from None
        if "." not in name or name.endswith(_LOCAL_SUFFIXES):
            raise Refusal("blocked_address") from None
        return
    if not is_public(literal):
        raise Refusal("blocked_address")
