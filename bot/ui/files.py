"""Small text files that were attached to a message, read with a bound on size, time and number."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

import aiohttp
import discord
from yarl import URL

FILE_BYTES: Final = 64 * 1024
"""Larger files are not read: Discord itself previews the first 50 KB of a text file."""
FILES: Final = 4
SECONDS: Final = 5.0
CDN_HOSTS: Final = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
"""https://discord.com/developers/docs/reference#image-formatting"""
_ENDINGS: Final = (".txt", ".md", ".csv", ".log", ".json", ".text", ".rst")


class TextFiles:
    """Reads attached text files from Discord's own hosts, or from the host of the configured API address."""

    def __init__(self, api: str | None = None) -> None:
        self._own = URL(api).origin() if api else None
        self._session: aiohttp.ClientSession | None = None

    async def read(self, attachments: Sequence[discord.Attachment]) -> dict[int, str]:
        """Text by attachment id; a file that is no small UTF-8 text, or cannot be had in time, is left out."""
        wanted = [one for one in attachments if _is_text(one) and self._allowed(one.url)][:FILES]
        if not wanted:
            return {}
        texts = await asyncio.gather(*(self._fetch(one.url) for one in wanted))
        return {one.id: text for one, text in zip(wanted, texts, strict=True) if text is not None}

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _allowed(self, address: str) -> bool:
        try:
            url = URL(address)
            if self._own is not None and url.origin() == self._own:
                return True
        except ValueError:
            return False
        return url.scheme == "https" and url.host in CDN_HOSTS

    async def _fetch(self, address: str) -> str | None:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        try:
            async with (
                asyncio.timeout(SECONDS),
                self._session.get(address, allow_redirects=False) as answer,
            ):
                if answer.status != 200:
                    return None
                body = await answer.content.read(FILE_BYTES + 1)
                while len(body) <= FILE_BYTES and (
                    more := await answer.content.read(FILE_BYTES + 1 - len(body))
                ):
                    body += more
        except (aiohttp.ClientError, OSError, TimeoutError):
            return None
        if len(body) > FILE_BYTES:
            return None
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


def _is_text(attachment: discord.Attachment) -> bool:
    if not 0 < attachment.size <= FILE_BYTES:
        return False
    kind = (attachment.content_type or "").partition(";")[0].strip().casefold()
    return kind.startswith("text/") or attachment.filename.casefold().endswith(_ENDINGS)
