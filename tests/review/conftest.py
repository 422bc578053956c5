"""A real SQLite file for every test, and a clock that only moves when told."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import migrate
from bot.store.database import Database
from tests.review.kit import Clock


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite3"
    migrate.upgrade(path)
    return path


@pytest.fixture
def db_path(empty_file: Path, tmp_path: Path) -> Path:
    """This test's own database file."""
    return Path(shutil.copy(empty_file, tmp_path / "desk.sqlite3"))


@pytest.fixture
async def db(db_path: Path) -> AsyncIterator[Database]:
    """This test's own database, open."""
    database = Database.at(db_path)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def clock() -> Clock:
    """The time of the test."""
    return Clock()
