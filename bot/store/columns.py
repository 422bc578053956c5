"""Column types that mean the same in SQLite and PostgreSQL."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""A primary key the database counts up. SQLite counts only in columns declared exactly ``INTEGER``."""


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC, kept as whole milliseconds since 1970 so that both databases compare it alike.

    Takes and gives timezone-aware datetimes; a naive one raises ``ValueError``. Microseconds are cut to milliseconds.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_millis(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else from_millis(value)


def to_millis(moment: datetime) -> int:
    """Whole milliseconds since 1970; raises ``ValueError`` for a datetime without a timezone."""
    if moment.tzinfo is None:
        raise ValueError("A time without a timezone cannot be stored.")
    delta = moment - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000


def from_millis(millis: int) -> datetime:
    """The moment ``millis`` milliseconds after 1970, in UTC."""
    return datetime.fromtimestamp(millis // 1000, UTC).replace(microsecond=millis % 1000 * 1000)


_UNSTORABLE = re.compile("[\ud800-\udfff\0]")


class CleanText(TypeDecorator[str]):
    """Text as members send it. Half a surrogate pair (SQLite refuses it) and NUL (PostgreSQL does) become U+FFFD.

    One code point for one, so that offsets into the text stay right.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)
