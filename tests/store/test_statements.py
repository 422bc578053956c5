"""Every statement that is prebuilt in the store means something to both databases."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from sqlalchemy import ClauseElement, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import bot.store
from bot.store import tables


def _statements() -> dict[str, ClauseElement]:
    found: dict[str, ClauseElement] = {}
    for info in pkgutil.iter_modules(bot.store.__path__, "bot.store."):
        if not info.ispkg:
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                if isinstance(value, Executable) and isinstance(value, ClauseElement) and name.isupper():
                    found[f"{info.name}.{name}"] = value
    return found


STATEMENTS = _statements()


def test_the_statements_were_found() -> None:
    rooms = {name.rsplit(".", 2)[1] for name in STATEMENTS}
    assert {"cases", "groups", "actions", "audit", "guilds", "subjects", "synced", "outbox"} <= rooms
    assert len(STATEMENTS) > 60


@pytest.mark.parametrize("name", sorted(STATEMENTS))
@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_compiles(name: str, dialect: sqlite.dialect | postgresql.dialect) -> None:
    assert str(STATEMENTS[name].compile(dialect=dialect))


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=str)
def test_tables_compile_for_postgresql(table: tables.Table) -> None:
    dialect = postgresql.dialect()
    made = str(CreateTable(table).compile(dialect=dialect))
    assert table.name in made
    for index in table.indexes:
        assert str(CreateIndex(index).compile(dialect=dialect))


def test_ids_are_snowflakes_and_serials_on_postgresql() -> None:
    made = str(CreateTable(tables.cases).compile(dialect=postgresql.dialect()))
    assert "id BIGSERIAL NOT NULL" in made
    assert "message_id BIGINT NOT NULL" in made


def test_partial_index_survives_in_upserts() -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        made = str(STATEMENTS["bot.store.outbox.ENQUEUE_FOR_GROUP"].compile(dialect=dialect))
        assert "ON CONFLICT (kind, group_id) WHERE state = 'pending' DO NOTHING" in made
