"""Alembic's entry point. ``bot.store.migrate`` hands the connection in; there is no ini file."""

from __future__ import annotations

from alembic import context

from bot.store.tables import metadata

connection = context.config.attributes["connection"]
# One transaction is open already; batch mode because SQLite alters most things by copying the table.
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
