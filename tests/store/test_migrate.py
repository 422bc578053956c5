"""A schema that is made, kept, backed up before it changes, and left alone where it is too new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, create_engine

from bot.store import migrate, tables
from bot.store.backup import backup


def _run(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as conn, conn:
        return conn.execute(statement).fetchall()


def test_from_nothing(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "new.sqlite3"
    assert migrate.current(path) is None
    made = migrate.upgrade(path)
    assert (made.before, made.after, made.backup) == (None, migrate.head(), None)
    assert migrate.current(path) == migrate.head()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    migrate.upgrade(path)
    before = path.read_bytes()
    again = migrate.upgrade(path)
    assert (again.before, again.backup) == (migrate.head(), None)
    assert path.read_bytes() == before


def test_the_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    migrate.upgrade(path)
    engine = create_engine(URL.create("sqlite", database=str(path)))
    with engine.connect() as conn:
        context = MigrationContext.configure(
            conn, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()
    partial = _run(path, "SELECT sql FROM sqlite_master WHERE name LIKE 'uq_outbox_pending_%'")
    assert len(partial) == 2
    assert all("WHERE state = 'pending'" in str(sql) for (sql,) in partial)
    (made,) = _run(path, "SELECT sql FROM sqlite_master WHERE name = 'cases'")
    assert "AUTOINCREMENT" in str(made[0])


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    migrate.upgrade(path)
    _run(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(migrate.SchemaTooNew, match="9999") as caught:
        migrate.upgrade(path)
    assert caught.value.revision == "9999"
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_an_older_schema_is_backed_up_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = migrate.head()
    scripts = _with_next_step(tmp_path, "op.add_column('synced', sa.Column('extra', sa.Integer()))")
    path = tmp_path / "data" / "a.sqlite3"
    migrate.upgrade(path)
    _run(path, "INSERT INTO synced VALUES (1, 0, 'kept')")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)

    made = migrate.upgrade(path, now=datetime(2026, 3, 1, 12, 30, tzinfo=UTC))

    assert (made.before, made.after) == (newest, "next")
    assert made.backup == path.with_name(f"a.sqlite3.{newest}-20260301T123000.backup")
    assert _run(path, "SELECT * FROM synced") == [(1, 0, "kept", None)]
    assert _run(made.backup, "SELECT * FROM synced") == [(1, 0, "kept")]
    assert migrate.current(made.backup) == newest


def test_what_the_first_schema_holds_is_kept_and_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.sqlite3"
    with monkeypatch.context() as first_version:
        scripts = _copied(tmp_path)
        for step in (scripts / "versions").glob("*.py"):
            if not step.name.startswith("0001_"):
                step.unlink()
        first_version.setattr(migrate, "SCRIPTS", scripts)
        migrate.upgrade(path)
    assert migrate.current(path) == "0001"
    _run(path, "INSERT INTO guilds (guild_id, hmac_key) VALUES (1, x'00')")
    _run(path, "INSERT INTO groups (guild_id, author_id, opened_at) VALUES (1, 3, 10)")
    for number, rounds in ((1, 1), (2, 2)):
        _run(
            path,
            "INSERT INTO cases (guild_id, number, group_id, kind, state, round, severity, channel_id, message_id, "
            "author_id, author_name, author_kind, revision, spans, model, accusations, trace, created_at, updated_at) "
            f"VALUES (1, {number}, 1, 'report', 'open', {rounds}, 0.5, 2, {number}, 3, 'Ash', 'member', 'r', '[]', "
            "'m', '[]', '[]', 10, 20)",
        )
    for key, kind in (("1:1:delete", "delete"), ("2:2:timeout:3600", "timeout")):
        _run(
            path,
            "INSERT INTO actions (guild_id, case_id, kind, key, state, by, at) "
            f"VALUES (1, {key[0]}, '{kind}', '{key}', 'done', 4, 15)",
        )
    _run(path, "INSERT INTO reports (guild_id, case_id, reporter_id, at) VALUES (1, 1, 5, 12)")
    for seq, digest in enumerate(("a", "b"), start=1):
        _run(
            path,
            "INSERT INTO audit (guild_id, seq, at, actor, event, case_id, detail, hash) "
            f"VALUES (1, {seq}, 11, 0, 'opened', {seq}, '{{}}', '{digest}')",
        )
    _run(path, "UPDATE guilds SET audit_seq = 2, audit_head = 'b'")
    made = migrate.upgrade(path)
    assert made.backup is not None
    assert _run(path, "SELECT number, waiting_since, rank, escalated FROM cases ORDER BY number") == [
        (1, 10, -0.5, 0),
        (2, 20, -0.5, 0),
    ]
    assert _run(path, "SELECT case_id, round, amount FROM actions ORDER BY id") == [
        (1, 1, None),
        (2, 2, 3600),
    ]
    assert _run(path, "SELECT case_id, reporter_id FROM reports") == [(1, 5)]
    assert _run(path, "SELECT raid FROM groups") == [(0,)]
    assert _run(path, "SELECT seq, hash FROM audit ORDER BY seq") == [(1, "a"), (2, "b")]
    for forged in ("UPDATE audit SET actor = 9", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            _run(path, forged)


def test_known_schemas() -> None:
    assert migrate.known(migrate.head())
    assert migrate.known("0001")
    assert not migrate.known("9999")


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = "op.add_column('synced', sa.Column('extra', sa.Integer())); op.execute('SELECT nonsense')"
    newest = migrate.head()
    scripts = _with_next_step(tmp_path, step)
    path = tmp_path / "data" / "a.sqlite3"
    migrate.upgrade(path)
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    with pytest.raises(Exception, match="nonsense"):
        migrate.upgrade(path)
    assert migrate.current(path) == newest
    assert len(_run(path, "PRAGMA table_info(synced)")) == 3


def _copied(folder: Path) -> Path:
    scripts = folder / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for each in migrate.SCRIPTS.rglob("*"):
        if each.suffix in {".py", ".mako"}:
            (scripts / each.relative_to(migrate.SCRIPTS)).write_bytes(each.read_bytes())
    return scripts


def _with_next_step(folder: Path, step: str) -> Path:
    scripts = _copied(folder)
    (scripts / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = 'next'\ndown_revision = '{migrate.head()}'\nbranch_labels = None\ndepends_on = None\n\n\n"
        f"def upgrade() -> None:\n    {step}\n"
    )
    return scripts


def test_the_steps_ship_with_the_package() -> None:
    assert (migrate.SCRIPTS / "env.py").is_file()
    assert migrate.SCRIPTS.parent == Path(migrate.__file__).parent


def test_backup_of_a_database_in_use(tmp_path: Path) -> None:
    path, target = tmp_path / "a.sqlite3", tmp_path / "saved" / "b.sqlite3"
    migrate.upgrade(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO synced VALUES (1, 0, 'committed')")
        other.commit()
        other.execute("INSERT INTO synced VALUES (2, 0, 'not yet')")
        backup(path, target)
        other.rollback()
    assert _run(target, "SELECT hash FROM synced") == [("committed",)]


def test_backup_never_overwrites(tmp_path: Path) -> None:
    path, target = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    with pytest.raises(FileNotFoundError):
        backup(path, target)
    migrate.upgrade(path)
    target.write_text("mine")
    with pytest.raises(FileExistsError):
        backup(path, target)
    assert target.read_text() == "mine"


def test_a_damaged_source_gives_no_backup(tmp_path: Path) -> None:
    path, target = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8000)
    with pytest.raises(sqlite3.DatabaseError):
        backup(path, target)
    assert not target.exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    path.write_text("just some words, more than a header's worth " * 20)
    with pytest.raises(Exception, match="not a database"):
        migrate.upgrade(path)


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look like a file" * 40, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.sqlite3"
    path.write_bytes(content)
    with pytest.raises(migrate.CannotUpgrade, match="cannot be used") as caught:
        migrate.upgrade(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
