"""Attached text files: read from the right hosts only, within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from aiohttp import web

from bot.ui import files
from bot.ui.files import FILE_BYTES, FILES, TextFiles
from tests.ui.kit import client

BODIES = {"/note.txt": "Grüße".encode(), "/bom.txt": b"\xef\xbb\xbfhello", "/latin.txt": b"\xe9\xff"}


@pytest.fixture
async def host() -> AsyncIterator[str]:
    async def big(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(64):
            await answer.write(b"x" * 4096)
        return answer

    async def hang(_: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("/note.txt")

    app = web.Application()

    async def plain(request: web.Request) -> web.Response:
        return web.Response(body=BODIES[request.path], content_type="text/plain")

    for path in BODIES:
        app.router.add_get(path, plain)
    app.router.add_get("/big.txt", big)
    app.router.add_get("/hang.txt", hang)
    app.router.add_get("/away.txt", away)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def attachment(url: str, number: int = 1, **more: Any) -> discord.Attachment:
    payload: Any = {
        "id": str(number),
        "filename": url.rsplit("/", 1)[-1],
        "size": 100,
        "url": url,
        "proxy_url": url,
        **more,
    }
    return discord.Attachment(data=payload, state=client()._connection)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.txt", "Grüße"),
        ("bom.txt", "hello"),
        ("latin.txt", None),
        ("big.txt", None),
        ("away.txt", None),
        ("gone.txt", None),
        ("hang.txt", None),
    ],
)
async def test_what_is_read(host: str, name: str, text: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SECONDS", 0.5)
    reader = TextFiles(host + "/api/v10")
    found = await reader.read([attachment(f"{host}/{name}")])
    await reader.close()
    assert found == ({} if text is None else {1: text})


@pytest.mark.parametrize(
    "more",
    [
        {"size": FILE_BYTES + 1},
        {"size": 0},
        {"filename": "photo.png"},
        {"filename": "x.exe", "content_type": "application/x"},
    ],
)
async def test_what_is_not_even_asked_for(host: str, more: dict[str, Any]) -> None:
    reader = TextFiles(host)
    assert await reader.read([attachment(f"{host}/note.txt", **more)]) == {}
    await reader.close()


async def test_the_kind_counts_where_the_name_says_nothing(host: str) -> None:
    reader = TextFiles(host)
    found = await reader.read(
        [attachment(f"{host}/note.txt", filename="notes", content_type="text/plain; charset=utf-8")]
    )
    await reader.close()
    assert found == {1: "Grüße"}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/note.txt",
        "http://cdn.discordapp.com/note.txt",
        "https://cdn.discordapp.com.evil.example/n.txt",
        "file:///etc/passwd",
        "no link.txt",
    ],
)
async def test_other_hosts_are_never_asked(host: str, url: str) -> None:
    for reader in (TextFiles(), TextFiles(host)):
        assert await reader.read([attachment(url)]) == {}
        await reader.close()


async def test_at_most_so_many_files(host: str) -> None:
    reader = TextFiles(host)
    many = [attachment(f"{host}/note.txt", number) for number in range(1, FILES + 4)]
    assert len(await reader.read(many)) == FILES
    await reader.close()
