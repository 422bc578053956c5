"""Transport compression of the gateway: one stream per connection, flushed at each message.

Source: https://discord.com/developers/docs/events/gateway#transport-compression
"""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from typing import Any

Compress = Callable[[bytes], bytes]
ZLIB = "zlib-stream"
ZSTD = "zstd-stream"


def compressor(kind: str | None) -> Compress | None:
    """A fresh stream for a connection, or None for no compression.

    Raises ValueError for a kind that is unknown, or for zstd where Python has no zstd module.
    """
    if kind is None:
        return None
    if kind == ZLIB:
        return _zlib()
    if kind == ZSTD:
        return _zstd()
    raise ValueError(f"unknown transport compression: {kind}")


def _zlib() -> Compress:
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Compress:
    module: Any
    try:
        module = importlib.import_module("compression.zstd")
    except ImportError:
        try:
            module = importlib.import_module("zstandard")
        except ImportError:
            raise ValueError("zstd-stream was asked for, but this Python has no zstd module") from None
        stream = module.ZstdCompressor().compressobj()
        return lambda data: bytes(stream.compress(data) + stream.flush(module.COMPRESSOBJ_FLUSH_BLOCK))
    native = module.ZstdCompressor()
    return lambda data: bytes(native.compress(data, mode=native.FLUSH_BLOCK))
