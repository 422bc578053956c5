"""Answers of servers, honest and hostile: statuses, types, codings, bombs, slow and broken ones."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Callable

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.inflate import MAX_MEMBERS, BoundedInflater
from bot.articles.types import Refusal
from tests.articles.bombs import BOMBS, armed, read_all
from tests.articles.conftest import HTML, MakeFetcher, ServeSite, refused


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (204, "client_error"), (400, "client_error"), (401, "denied"), (402, "paywall"), (403, "denied"),
        (404, "missing"), (410, "missing"), (418, "client_error"), (429, "client_error"), (451, "denied"),
        (500, "server_error"), (502, "server_error"), (503, "server_error"), (304, "client_error"),
    ],
)  # fmt: skip
async def test_each_status_has_its_sentence(
    status: int, code: str, serve: ServeSite, fetcher: MakeFetcher
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(
            status=status, text=HTML if status not in (204, 304) else None, content_type="text/html"
        )

    site = await serve(answer)
    assert await refused(fetcher(site.pair), site.url()) == code


@pytest.mark.parametrize(
    "kind",
    [
        "application/pdf",
        "image/png",
        "application/json",
        "application/octet-stream",
        "text/css",
        "multipart/mixed",
        "text/html2",
    ],
)
async def test_other_types_are_refused_before_their_body_is_read(
    kind: str, serve: ServeSite, fetcher: MakeFetcher
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * 100, headers={"Content-Type": kind})

    site = await serve(answer)
    assert await refused(fetcher(site.pair), site.url()) == "wrong_type"


async def test_plain_text_is_read(serve: ServeSite, fetcher: MakeFetcher) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(
            body="Grüße".encode("latin-1"), headers={"Content-Type": "Text/Plain; Charset=ISO-8859-1"}
        )

    site = await serve(answer)
    page = await fetcher(site.pair).fetch(site.url())
    assert (page.text, page.is_html) == ("Grüße", False)


def compressed(body: bytes, coding: str) -> bytes:
    if coding == "gzip":
        return gzip.compress(body)
    if coding == "members":
        return gzip.compress(body[:10]) + gzip.compress(body[10:])
    if coding == "raw":
        return zlib.compressobj(wbits=-15).compress(b"") + zlib.compress(body, wbits=-15)
    return zlib.compress(body)


@pytest.mark.parametrize(
    ("coding", "header"), [("gzip", "gzip"), ("members", "gzip"), ("zlib", "deflate"), ("raw", "deflate")]
)
async def test_compressed_pages_are_read(
    coding: str, header: str, serve: ServeSite, fetcher: MakeFetcher
) -> None:
    async def answer(_: web.Request) -> web.Response:
        headers = {"Content-Type": "text/html", "Content-Encoding": header}
        return web.Response(body=compressed(HTML.encode(), coding), headers=headers)

    site = await serve(answer)
    assert (await fetcher(site.pair).fetch(site.url())).text == HTML


async def test_every_bomb_is_refused_and_costs_little_memory() -> None:
    """In a process of its own; 50 MB is the bound that the project promises."""
    found = {}
    async with armed() as port:
        async for name, code, _, grown in read_all(port, list(BOMBS)):
            found[name] = code
            assert grown < 50, name
    assert found.keys() == BOMBS.keys()
    wrong = {name: code for name, code in found.items() if code not in BOMBS[name][0].split(" or ")}
    assert wrong == {}


async def test_nobody_there(fetcher: MakeFetcher) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        pair = closed.getsockname()
    assert await refused(fetcher(pair), f"http://{pair[0]}:{pair[1]}/") == "unreachable"


@given(st.binary(max_size=2000), st.integers(1, 300), st.sampled_from(["gzip", "deflate", ""]))
def test_inflating_in_any_pieces_gives_the_whole(body: bytes, step: int, coding: str) -> None:
    packed = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "": body}[coding]
    inflater = BoundedInflater(coding, 2000)
    assert b"".join(inflater.feed(packed[i : i + step]) for i in range(0, len(packed), step)) == body


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", ""]))
def test_no_input_makes_more_than_the_limit(body: bytes, coding: str) -> None:
    inflater = BoundedInflater(coding, 100)
    try:
        made = inflater.feed(body) + inflater.feed(body)
    except Refusal as refusal:
        assert refusal.code in ("too_large", "unreadable")  # noqa: PT017
    else:
        assert len(made) <= 100


def test_a_body_of_many_members_is_given_up() -> None:
    inflater = BoundedInflater("gzip", 1000)
    assert inflater.feed(gzip.compress(b"a") * MAX_MEMBERS) == b"a" * MAX_MEMBERS
    with pytest.raises(Refusal):
        inflater.feed(gzip.compress(b"a"))


@given(st.binary(min_size=1, max_size=500), st.sampled_from([gzip.compress, zlib.compress]), st.data())
def test_a_body_cut_short_is_known(body: bytes, pack: Callable[[bytes], bytes], data: st.DataObject) -> None:
    packed = pack(body)
    inflater = BoundedInflater("gzip" if pack is gzip.compress else "deflate", 1000)
    inflater.feed(packed[: data.draw(st.integers(1, len(packed) - 1))])
    assert not inflater.whole
