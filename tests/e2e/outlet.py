"""An outlet's web server on loopback, for what a link may lead to: invented pages, and every way to get none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from tests import articles

PAGES = Path(articles.__file__).parent / "pages"

ROBOTS = "User-agent: *\nDisallow: /private/\n"


class Outlet:
    """The server at ``url``. ``/NAME/anything`` is the page NAME as well, so that a test has a link of its own.

    ``seen`` are the paths that were asked for, ``hidden`` those that are gone now, ``changed`` those with a word more.
    """

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[str] = []
        self.hidden: set[str] = set()
        self.changed: set[str] = set()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request.path)
        if request.path in self.hidden:
            return web.Response(status=404, text="gone")
        name, _, rest = request.path.strip("/").partition("/")
        match name:
            case "robots.txt":
                return web.Response(text=ROBOTS)
            case "status":
                return web.Response(status=int(rest), text="no")
            case "round":
                raise web.HTTPFound(f"/round/{int(rest or 0) + 1}")
            case "inward":
                raise web.HTTPFound("http://10.0.0.7/admin")
            case "picture":
                return web.Response(body=b"\x89PNG", content_type="image/png")
            case "huge":
                return web.Response(text="<p>" + "word " * 1_000_000, content_type="text/html")
        page = PAGES / f"{name}.html"
        if not page.is_file():
            return web.Response(status=404, text="no such page")
        text = page.read_text(encoding="utf-8")
        if request.path in self.changed:
            text = text.replace("</p>", " Corrected.</p>", 1)
        return web.Response(text=text, content_type="text/html")


@asynccontextmanager
async def open_outlet() -> AsyncIterator[Outlet]:
    """The outlet while it is open."""
    outlet = Outlet()
    runner = web.ServerRunner(web.Server(outlet.answer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    outlet.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield outlet
    finally:
        await runner.cleanup()
