"""The schema's steps: which one a database file stands on, and how it comes to the newest."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.store.backup import backup

SCRIPTS = Path(__file__).with_name("migrations")


class CannotUpgrade(Exception):
    """The file cannot be brought to this version's schema; the message is a plain sentence with the reason."""


class SchemaTooNew(CannotUpgrade):
    """The file was written by a newer version of the bot; this one must not touch it."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(
            f"{path} has schema {revision}, which this version of the bot does not know. "
            "Start the newer version, or restore a backup made by this one."
        )
        self.path = path
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What ``upgrade`` did: the schema before (``None``: a new file) and after, and the backup it made, if any."""

    before: str | None
    after: str
    backup: Path | None


def head() -> str:
    """The newest schema this version of the bot knows."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    assert revision is not None  # noqa: S101 - the folder ships with at least one revision
    return revision


def current(path: Path) -> str | None:
    """The schema the file ``path`` stands on; ``None`` where there is no file or nothing in it yet."""
    if not path.is_file():
        return None
    engine = _engine(path)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(path: Path, *, now: datetime | None = None) -> Upgrade:
    """Bring the file ``path`` to the newest schema, making it and its folder where missing. Blocks; use a thread.

    An older schema is first backed up beside the file as ``NAME.SCHEMA-TIME.backup``. All steps run in one
    transaction. Raises ``SchemaTooNew`` before touching anything, ``CannotUpgrade`` where the file is damaged,
    locked, or no database, ``OSError`` where it or its folder cannot be made.
    """
    try:
        return _upgrade(path, now or datetime.now(UTC))
    except (SQLAlchemyError, sqlite3.Error) as error:
        reason = getattr(error, "orig", None) or error  # without the SQL around it
        raise CannotUpgrade(f"The database {path} cannot be used: {reason}") from error


def _upgrade(path: Path, now: datetime) -> Upgrade:
    before = current(path)
    newest = head()
    if before == newest:
        return Upgrade(before, newest, None)
    if before is not None and not known(before):
        raise SchemaTooNew(path, before)
    path.parent.mkdir(parents=True, exist_ok=True)
    saved = None
    if before is not None:
        stamp = now.strftime("%Y%m%dT%H%M%S")
        saved = path.with_name(f"{path.name}.{before}-{stamp}.backup")
        backup(path, saved)
    engine = _engine(path)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return Upgrade(before, newest, saved)


def known(revision: str) -> bool:
    """Whether this version of the bot knows the schema ``revision``; one it does not know is a newer version's."""
    return any(step.revision == revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _engine(path: Path) -> Engine:
    return create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, connect_args={"isolation_level": None}
    )
