"""Undoing the compression of a body without being drowned by what it was packed to become."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Final

from bot.articles.types import Refusal

MAX_MEMBERS: Final = 64
"""Gzip members of one body; an honest one has one, and each costs more time to begin than its bytes show."""


@dataclass(slots=True)
class BoundedInflater:
    """Undoes one content coding and never makes more than ``limit`` bytes, whatever the input promises.

    ``feed`` raises :class:`Refusal`: ``too_large``, or ``unreadable`` for damaged data and for other codings.
    """

    coding: str
    limit: int
    made: int = 0
    members: int = 0
    _engine: zlib._Decompress | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if self.coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Refusal("unreadable")

    def feed(self, data: bytes) -> bytes:
        """Decoded bytes of the next piece of the body."""
        out = data if self.coding in ("", "identity") else b"".join(self._inflate(data))
        if self.coding in ("", "identity"):
            self._count(len(out))
        return out

    @property
    def whole(self) -> bool:
        """Whether nothing of a compressed body is missing so far."""
        return self._engine is None

    def _inflate(self, data: bytes) -> list[bytes]:
        pieces = []
        while data:
            if self._engine is None:
                self.members += 1
                if self.members > MAX_MEMBERS:
                    raise Refusal("too_large")
                self._engine = zlib.decompressobj(self._window(data))
            try:
                pieces.append(self._engine.decompress(data, self.limit - self.made + 1))
            except zlib.error as error:
                raise Refusal("unreadable") from error
            self._count(len(pieces[-1]))
            # A gzip body may be several members one after the other (RFC 1952).
            data = self._engine.unused_data
            if self._engine.eof:
                self._engine = None
                if not self.coding.endswith("gzip"):
                    break
        return pieces

    def _window(self, data: bytes) -> int:
        if self.coding != "deflate":
            return 16 + zlib.MAX_WBITS
        # "deflate" means zlib (RFC 9110), but some servers send the bare stream.
        return zlib.MAX_WBITS if data[0] & 0x0F == 8 else -zlib.MAX_WBITS

    def _count(self, size: int) -> None:
        self.made += size
        if self.made > self.limit:
            raise Refusal("too_large")
