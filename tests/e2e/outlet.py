"""An outlet's web server on loopback, for what a link may lead to: invented pages, and every way to get none."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from tests import articles

PAGES = Path(articles.__file__).parent / "pages"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ROBOTS = "User-agent: *\nDisallow: /private/\n"


async def _answer(request: web.Request) -> web.StreamResponse:
    name = request.path.strip("/")
    match name.partition("/"):
        case ("robots.txt", _, _):
            return web.Response(text=ROBOTS)
        case ("status", _, code):
            return web.Response(status=int(code), text="no")
        case ("round", _, number):
            raise web.HTTPFound(f"/round/{int(number or 0) + 1}")
        case ("inward", _, _):
            raise web.HTTPFound("http://10.0.0.7/admin")
        case ("picture", _, _):
            return web.Response(body=b"\x89PNG", content_type="image/png")
        case ("huge", _, _):
            return web.Response(text="<p>" + "word " * 1_000_000, content_type="text/html")
    page = PAGES / f"{name}.html"
    if not page.is_file():
        return web.Response(status=404, text="no such page")
    return web.Response(text=page.read_text(encoding="utf-8"), content_type="text/html")


@asynccontextmanager
async def open_outlet() -> AsyncIterator[str]:
    """The outlet's base address while it is open."""
    runner = web.ServerRunner(web.Server(_answer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
