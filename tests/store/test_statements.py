"""Every statement that is prebuilt in the store means something to both databases."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from sqlalchemy import ClauseElement, Connection, Executable, Select, create_engine
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


def _plan(conn: Connection, statement: ClauseElement) -> list[str]:
    dialect = sqlite.dialect()
    if isinstance(statement, Select):
        binds = statement.compile(dialect=dialect).binds
        statement = statement.params(
            {name: [1] if bind.expanding else 1 for name, bind in binds.items() if bind.required}
        )
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    given = (1,) * str(compiled).count("?")
    return [row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", given)]


FREQUENT = [
    "cases.GET",
    "cases.BY_NUMBER",
    "cases.OF_MESSAGE",
    "cases.CLICKED",
    "cases.OF_GROUP",
    "cases.UNDECIDED_OF_GROUP",
    "cases.LAST_OF_GROUP",
    "cases.COUNT_OF_GROUP",
    "cases.EARLIER",
    "cases.HISTORY",
    "queue.FIRST",
    "queue.AFTER",
    "queue.BEFORE",
    "queue.BULK",
    "queue.NEXT_MINE",
    "queue.AUTHORS_SINCE",
    "queue.AUTHORS_OF_GROUP",
    "queue.OF_RAID",
    "queue.OLDEST_LATE",
    "queue.STATES",
    "queue.ASSIGNED",
    "queue.NEXT",
    "cases.ASKS_OVER",
    "cases.LEASES_OVER",
    "cases.MARK_DELETED",
    "cases.FIRST_OF_GROUP",
    "groups.JOINABLE",
    "outbox.COUNT_ASKS",
    "outbox.COUNT_ASKS_OF_CASE",
    "outbox.HAS_CODE",
    "outbox.ASK_WAITS",
    "groups.GET",
    "actions.OF_CASE",
    "actions.FAIL_PENDING_KIND",
    "audit.CHAIN",
    "audit.OF_CASE",
    "guilds.HEAD",
    "subjects.NUMBER",
    "points.BY_GROUP",
    "points.VOID",
    "appeals.GET",
    "appeals.CLICKED",
    "appeals.NEWEST_OF_CASE",
    "appeals.OF_DECISION",
    "appeals.LAST_OPENED",
    "appeals.OPENED_BEFORE",
    "appeals.UNREMINDED",
    "appeals.TALK",
    "appeals.UNTOLD",
    "appeals.AGAINST",
    "appeals.CONCERNING",
    "audit.FOUND",
    "audit.FOUND_COUNT",
    "second_look.CANDIDATES",
    "second_look.ELIGIBLE",
    "second_look.OPEN",
    "second_look.STALE",
    "second_look.PAIRS",
    "stats.OPENED",
    "stats.ENDED",
    "stats.WAITS",
    "stats.SCORES_OF_CASES",
    "stats.SCORES_KEPT",
    "stats.HANDLED",
    "summaries.BY_LINK",
    "summaries.BY_CONTENT",
    "summaries.GET",
    "summaries.PRUNE",
    "quotas.OF_MEMBER",
    "quotas.OF_GUILD",
    "quotas.PRUNE",
    "quotas.SPENT",
]


@pytest.mark.parametrize("name", FREQUENT)
def test_frequent_statements_search_by_an_index(name: str) -> None:
    """A table of a million rows must not be read through for one message or one click."""
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.connect() as conn:
        steps = _plan(conn, STATEMENTS[f"bot.store.{name}"])
    engine.dispose()
    real = tuple(tables.metadata.tables)
    assert steps
    assert not [step for step in steps if step.startswith(tuple(f"SCAN {table}" for table in real))], steps
    assert not any("AUTOMATIC" in step for step in steps), steps
