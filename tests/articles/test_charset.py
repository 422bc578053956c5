"""Bytes to text: declared, marked, guessed, and broken."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.charset import decode, lookup
from bot.articles.types import Refusal

TEXT = "Grüße aus Farnmünde: „Schön“ – 5 €"


def meta(charset: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><body>Gr\xfc\xdfe</body></html>'


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (TEXT.encode(), None, TEXT),
        (TEXT.encode(), "UTF-8", TEXT),
        (TEXT.encode("cp1252"), "windows-1252", TEXT),
        (TEXT.encode("cp1252"), "iso-8859-1", TEXT),
        (TEXT.encode("cp1252"), "us-ascii", TEXT),
        (TEXT.encode("cp1252"), None, TEXT),
        (TEXT.encode("cp1252"), "utf-8", TEXT),
        (TEXT.encode(), '"utf-8"', TEXT),
        (TEXT.encode(), "no-such-charset", TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), "iso-8859-1", TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None, TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-8", TEXT),
        ("Привет, мир".encode("cp1251"), "windows-1251", "Привет, мир"),
        ("Привет, мир".encode("koi8-r"), "koi8-r", "Привет, мир"),
        ("東京".encode("shift_jis"), "shift_jis", "東京"),
        ("中文".encode("gbk"), "gb2312", "中文"),
        (meta("iso-8859-1").encode("cp1252"), None, meta("iso-8859-1")),
        (meta("windows-1251").encode("cp1252"), "utf-8", None),
        (b"", None, ""),
        (b"one\0two" + b" three" * 100, None, "onetwo" + " three" * 100),
    ],
)
def test_decoding(body: bytes, declared: str | None, expected: str | None) -> None:
    if expected is None:
        assert "Gr" in decode(body, declared)
    else:
        assert decode(body, declared) == expected


def test_a_header_beats_the_meta_element() -> None:
    assert decode(meta("koi8-r").encode("cp1252"), "windows-1252") == meta("koi8-r")


@pytest.mark.parametrize(
    "label",
    ["rot13", "zlib", "unicode_escape", "punycode", "idna", "utf-7", "hex", "base64", "", "../x", "a" * 999],
)
def test_only_text_encodings_of_the_web_are_known(label: str) -> None:
    assert lookup(label) is None


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, None),
        (bytes(range(256)) * 4, "utf-16-le"),
        (b"\xff\xff\xfe\x01" * 50, "shift_jis"),
        (bytes(range(32)) * 20, None),
        (codecs.BOM_UTF8 + b"\xff\xff\xff" * 20, None),
    ],
)
def test_binary_is_refused(body: bytes, declared: str | None) -> None:
    with pytest.raises(Refusal) as caught:
        decode(body, declared)
    assert caught.value.code == "unreadable"


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-8", "iso-8859-1", "gb18030", "utf-16", "big5", "x"])
)
def test_any_bytes_are_text_or_a_refusal(body: bytes, declared: str | None) -> None:
    try:
        text = decode(body, declared)
    except Refusal as refusal:
        assert refusal.code == "unreadable"  # noqa: PT017
    else:
        assert "\0" not in text


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\0\ufeff\ufffe"),
        max_size=300,
    )
)
def test_utf8_is_kept_as_it_is(text: str) -> None:
    if text.count("\N{REPLACEMENT CHARACTER}") == 0:
        assert decode(text.encode(), "utf-8") == text
