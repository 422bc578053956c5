"""Link previews: an embed that arrives a moment after the message, as MESSAGE_UPDATE.

Only the sandbox's own article pages are previewed; nothing is fetched.
"""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path

from bot.sandbox import posting
from bot.sandbox.model import Event, Json, MessageFlag
from bot.sandbox.world import World

DELAY_SECONDS = 0.3
_LINK = re.compile(r"https?://[^\s<>]+/articles/([a-z0-9-]{1,80})\.html")
_META = re.compile(r'<meta property="og:(title|description|site_name)" content="([^"]*)"')


class Unfurler:
    """Listens for people's messages that link an article page and adds the preview."""

    def __init__(self, world: World, articles: Path) -> None:
        self.world = world
        self._articles = articles
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to listen."""
        self.world.listeners.append(self.hear)

    async def close(self) -> None:
        """Stop listening and drop what is still to come."""
        if self.hear in self.world.listeners:
            self.world.listeners.remove(self.hear)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def hear(self, event: Event) -> None:
        """Schedule previews for a new message by a person."""
        if event.name != "MESSAGE_CREATE" or event.data["author"].get("bot"):
            return
        if event.data["flags"] & MessageFlag.SUPPRESS_EMBEDS or not _LINK.search(event.data["content"]):
            return
        task = asyncio.create_task(self._preview(int(event.data["channel_id"]), int(event.data["id"])))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _preview(self, channel_id: int, message_id: int) -> None:
        await asyncio.sleep(DELAY_SECONDS)
        message = self.world.messages.get(channel_id, {}).get(message_id)
        if message is None:
            return
        found = [self._embed(match) for match in _LINK.finditer(message.content)]
        message.embeds = [embed for embed in found if embed is not None]
        if message.embeds:
            posting.changed(self.world, message)

    def _embed(self, match: re.Match[str]) -> Json | None:
        path = self._articles / f"{match.group(1)}.html"
        if not path.is_file():
            return None
        meta = {name: html.unescape(text) for name, text in _META.findall(path.read_text(encoding="utf-8"))}
        embed: Json = {"type": "article", "url": match.group(0)}
        embed |= {name: meta[name] for name in ("title", "description") if name in meta}
        if "site_name" in meta:
            embed["provider"] = {"name": meta["site_name"]}
        return embed
