"""A small picture for scripts that attach one: ruled paper, so that the page has something to show."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 320, 180
_PAPER, _RULE, _MARGIN = b"\xf6\xf1\xe4", b"\xc3\xcd\xd8", b"\xd9\x8f\x8f"
_RULE_EVERY, _MARGIN_AT = 18, 40


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png() -> bytes:
    """A PNG of ``WIDTH`` × ``HEIGHT`` pixels, 8-bit RGB. Format: https://www.w3.org/TR/png-3/"""
    ruled = b"\x00" + _RULE * WIDTH
    plain = b"\x00" + _PAPER * _MARGIN_AT + _MARGIN * 2 + _PAPER * (WIDTH - _MARGIN_AT - 2)
    rows = b"".join(ruled if y and y % _RULE_EVERY == 0 else plain for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )
