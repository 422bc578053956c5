"""The one helper that spells "insert, or else".

PostgreSQL's ``INSERT … ON CONFLICT`` construct is used for both databases: SQLite took the clause over from there
(https://www.sqlite.org/lang_upsert.html) and SQLAlchemy's SQLite compiler renders it too, while its own construct
does not compile for PostgreSQL. ``tests/store/test_statements.py`` compiles every statement for both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, TextClause
from sqlalchemy.dialects.postgresql import Insert, insert

Where = ColumnElement[bool] | TextClause


def insert_ignore(table: Table, unique: Sequence[str], *, where: Where | None = None) -> Insert:
    """Insert a row, or do nothing where the unique index on the columns ``unique`` has it already.

    ``where`` repeats the condition of a partial index. Values are given at execution, or by ``.values(…)``.
    """
    return insert(table).on_conflict_do_nothing(index_elements=list(unique), index_where=where)


def upsert(
    table: Table,
    unique: Sequence[str],
    change: Callable[[Insert], dict[str, Any]],
    *,
    where: Where | None = None,
    only: Callable[[Insert], ColumnElement[bool]] | None = None,
) -> Insert:
    """Insert a row, or change the one that the unique index on the columns ``unique`` holds.

    ``change`` gets the statement (for ``.excluded``, the row that was refused) and gives the columns to set;
    ``where`` repeats the condition of a partial index; ``only`` limits the change to some existing rows.
    """
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(unique),
        index_where=where,
        set_=change(statement),
        where=only(statement) if only else None,
    )
