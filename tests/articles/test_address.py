"""The law of addresses: what may be opened, through every wrapping and every spelling."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.address import MAX_URL, embedded, is_public, may_open, parse_allowed, parse_link
from bot.articles.types import Refusal

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.0.10", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.1.1.1",
          "128.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.1.1", "192.169.1.1", "223.255.255.255"]  # fmt: skip
PRIVATE_V6 = [
    "::", "::1", "::7f00:1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "ff0e::1",
    "100::1", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "3ffe::1", "3fff::1", "5f00::1",
    "64:ff9b:1::808:808", "::ffff:0:127.0.0.1", "4000::1", "2620:4f:8000::1", "2606:4700::1111%eth0",
]  # fmt: skip
PUBLIC_V6 = ["2606:4700:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "2620:fe::fe", "2400::1"]

v4 = st.integers(0, 2**32 - 1).map(IPv4Address)
halves = st.integers(0, 2**16 - 1)


def mapped(inner: IPv4Address) -> IPv6Address:
    return IPv6Address(0xFFFF << 32 | int(inner))


def nat64(inner: IPv4Address) -> IPv6Address:
    return IPv6Address(int(IPv6Address("64:ff9b::")) | int(inner))


def six_to_four(inner: IPv4Address, rest: int = 1) -> IPv6Address:
    return IPv6Address(0x2002 << 112 | int(inner) << 80 | rest)


def teredo(server: IPv4Address, client: IPv4Address) -> IPv6Address:
    return IPv6Address(0x20010000 << 96 | int(server) << 64 | (~int(client) & 0xFFFFFFFF))


@pytest.mark.parametrize("address", PRIVATE + PRIVATE_V6)
def test_what_is_not_the_public_internet_is_denied(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_V6)
def test_the_public_internet_is_allowed(address: str) -> None:
    assert is_public(address)


@given(v4)
def test_a_wrapped_address_is_as_public_as_what_it_wraps(inner: IPv4Address) -> None:
    for wrapped in (mapped(inner), nat64(inner), six_to_four(inner)):
        assert embedded(wrapped) == (inner,)
        assert is_public(wrapped) == is_public(inner)


@given(v4, v4)
def test_teredo_needs_both_ends_public(server: IPv4Address, client: IPv4Address) -> None:
    address = teredo(server, client)
    assert embedded(address) == (server, client)
    assert is_public(address) == (is_public(server) and is_public(client))


@given(v4)
def test_we_are_never_more_lenient_than_the_standard_library(address: IPv4Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_private


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_only_global_unicast_and_wrapped_public_ipv6_pass(address: IPv6Address) -> None:
    if is_public(address) and not embedded(address):
        assert address in IPv6Network("2000::/3")
        assert address.is_global


@given(v4, st.integers(0, 65535))
def test_a_connection_needs_a_web_port_and_a_public_address(address: IPv4Address, port: int) -> None:
    assert may_open(str(address), port) == (port in (80, 443) and is_public(address))


def test_an_allowed_pair_opens_nothing_beside_itself() -> None:
    allow = frozenset({("127.0.0.1", 8080)})
    assert may_open("127.0.0.1", 8080, allow)
    assert not may_open("127.0.0.1", 80, allow)
    assert not may_open("127.0.0.2", 8080, allow)
    assert not may_open("8.8.8.8", 8080, allow)


@pytest.mark.parametrize(
    "link",
    [
        "", " ", "ledger.example", "//ledger.example/a", "ftp://ledger.example/a", "file:///etc/passwd",
        "gopher://ledger.example/", "javascript:alert(1)", "data:text/html,hi", "unix:///run/x.sock",
        "http://", "http:///a", "http://:80/", "https://user@ledger.example/", "https://user:pw@ledger.example/",
        "https://@ledger.example/", "https://ledger.example:8080/", "https://ledger.example:22/",
        "https://ledger.example:0/", "https://ledger.example:99999/", "https://ledger.example:x/",
        "https://ledger.example\\@127.0.0.1/", "https://ledger.example/a b", "https://ledger.example/\nHost: x",
        "https://ledger.example/\x00", "https://[::1", "https://ledger.example/" + "a" * MAX_URL,
    ],
)  # fmt: skip
def test_what_is_no_plain_web_link_is_refused(link: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_link(link)
    assert caught.value.code == "bad_address"


@pytest.mark.parametrize(
    "host",
    [
        *PRIVATE, "localhost", "LOCALHOST", "localhost.", "intranet", "printer.local", "db.internal", "x.localhost",
        "router.lan", "nas.home.arpa", "abc.onion", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001",
        "127.1", "127.0.1", "0177.0.0.1", "0", "0x0", "127.0.0.1.", "1.1.1.1.1", "a.0x7f",
        *(f"[{address.partition('%')[0]}]" for address in PRIVATE_V6 if address != "2606:4700::1111%eth0"),
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]",
        "[2001:0:7f00:1::1]", "[fe80::1%25lo]", "①②⑦.⓪.⓪.①", "１２７.0.0.1",
    ],
)  # fmt: skip
def test_hosts_that_mean_a_private_network_are_refused_before_any_lookup(host: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_link(f"http://{host}/")
    assert caught.value.code in ("blocked_address", "bad_address")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://ledger.example/news?id=7", "https://ledger.example/news?id=7"),
        ("  http://ledger.example/a#part ", "http://ledger.example/a"),
        ("HTTPS://Ledger.Example/A", "https://ledger.example/A"),
        ("https://ledger.example:443/", "https://ledger.example/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
    ],
)
def test_plain_links_pass(link: str, expected: str) -> None:
    assert str(parse_link(link)) == expected


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_a_refusal(text: str) -> None:
    try:
        url = parse_link("http://" + text)
    except Refusal as refusal:
        assert refusal.code in ("bad_address", "blocked_address")  # noqa: PT017
    else:
        assert url.scheme == "http"
        assert url.port in (80, 443)
        assert url.user is None


@given(st.text(alphabet="0123456789abcdefx.:[]%", max_size=30))
def test_no_spelling_of_a_literal_gets_a_private_address_past_the_first_look(host: str) -> None:
    try:
        url = parse_link(f"http://{host}/")
        address = ip_address(url.host or "")
    except (Refusal, ValueError):
        return
    assert is_public(address)


def test_the_allow_list_is_read_strictly() -> None:
    assert parse_allowed(["127.0.0.1:8080", "[::1]:81"]) == {("127.0.0.1", 8080), ("::1", 81)}
    assert parse_allowed(["localhost:9"]) == {("127.0.0.1", 9), ("::1", 9)}
    for bad in ("ledger.example:80", "127.0.0.1", "127.0.0.1:http", ""):
        with pytest.raises(ValueError, match="not an address and a port"):
            parse_allowed([bad])
