"""Answers of servers, honest and hostile: statuses, types, codings, bombs, slow and broken ones."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc
import zlib

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.fetch import BoundedInflater
from bot.articles.types import Refusal
from tests.articles.conftest import HTML, MakeFetcher, ServeRaw, ServeSite, refused


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


@pytest.mark.parametrize(
    ("body", "coding", "code"),
    [
        (gzip.compress(b"\0" * 200_000_000, 9), "gzip", "too_large"),
        (zlib.compress(b"\0" * 100_000_000, 9), "deflate", "too_large"),
        (gzip.compress(b"") * 300_000, "gzip", "too_large"),
        (b"x" * 5_000_000, "identity", "too_large"),
        (b"not gzip at all", "gzip", "unreadable"),
        (gzip.compress(b"x" * 1000)[:-20] + b"\xff" * 40, "gzip", "unreadable"),
        (b"anything", "br", "unreadable"),
        (b"anything", "gzip, gzip", "unreadable"),
    ],
    ids=["gzip bomb", "zlib bomb", "endless members", "plain", "no gzip", "damaged gzip", "brotli", "twice"],
)
async def test_bombs_and_broken_bodies(
    body: bytes, coding: str, code: str, serve: ServeSite, fetcher: MakeFetcher
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Type": "text/html", "Content-Encoding": coding})

    site = await serve(answer)
    assert await refused(fetcher(site.pair), site.url()) == code


async def drip(writer: asyncio.StreamWriter, head: bytes, piece: bytes) -> None:
    writer.write(head)
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.01)


ENDLESS_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "piece", "code"),
    [
        (ENDLESS_HEAD, b"<p>", "timeout"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", "timeout"),
        (ENDLESS_HEAD, b"<p>" * 100_000, "too_large"),
        (b"", b"", "timeout"),
    ],
    ids=["dripping body", "dripping headers", "endless body", "silence"],
)
async def test_slow_and_endless_answers_end(
    head: bytes, piece: bytes, code: str, serve_raw: ServeRaw, fetcher: MakeFetcher
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await drip(writer, head, piece)

    host, port = await serve_raw(answer)
    assert await refused(fetcher((host, port), total_timeout=0.5), f"http://{host}:{port}/") == code


@pytest.mark.parametrize(
    "answer_bytes",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nX-Big: " + b"a" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: -1\r\n\r\n",
    ],
    ids=["hang up", "not http", "long header", "many headers", "cut short", "bad chunk", "bad length"],
)
async def test_broken_answers_are_refused(
    answer_bytes: bytes, serve_raw: ServeRaw, fetcher: MakeFetcher
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer_bytes)
        await writer.drain()

    host, port = await serve_raw(answer)
    assert await refused(fetcher((host, port)), f"http://{host}:{port}/") == "unreachable"


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


def test_a_bomb_costs_little_memory() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    tracemalloc.start()
    try:
        with pytest.raises(Refusal):
            BoundedInflater("gzip", 4 * 1024 * 1024).feed(bomb)
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    finally:
        tracemalloc.stop()
