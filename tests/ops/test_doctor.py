"""What the doctor says of a database that is new, old, too new, tampered with, or owes what it gave up."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import Connection

from bot.ops import doctor
from bot.review import audit
from bot.settings import RewriteSettings, Settings, StoreSettings
from bot.store import guilds, outbox
from bot.store.database import Database
from bot.store.migrate import upgrade
from tests.articles.conftest import running
from tests.articles.model import FakeModel, said
from tests.review.kit import GUILD, START, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database at the newest schema."""
    made = tmp_path / "evenhand.sqlite3"
    upgrade(made)
    return made


def settings_for(path: Path) -> Settings:
    return Settings(store=StoreSettings(_env_file=None, database=path))


def change(path: Path, statement: str) -> None:
    """By somebody who took the triggers away that keep the audit log as it is."""
    with closing(sqlite3.connect(path)) as conn, conn:
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute(statement)


def found_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def write(path: Path, *steps: object) -> None:
    db = Database.at(path)
    await db.open()
    for step in steps:
        await db.write(step)  # type: ignore[arg-type]
    await db.close()


@pytest.mark.parametrize(
    ("revision", "level", "words"),
    [
        (None, "ok", "schema"),
        ("0001", "warn", "run `python -m bot db upgrade`"),
        ("9999", "fail", "written by a newer version"),
    ],
)
async def test_schema(path: Path, revision: str | None, level: str, words: str) -> None:
    if revision is not None:
        change(path, f"UPDATE alembic_version SET version_num = '{revision}'")
    found = await doctor.schema(settings_for(path))
    assert (found.level, words in found.detail) == (level, True), found
    if level == "fail":
        assert "db upgrade" not in found.detail


async def test_no_database_yet(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "none.sqlite3")
    assert "none yet" in (await doctor.schema(settings)).detail
    assert (await doctor.records(settings)).level == "ok"
    assert (await doctor.audit_log(settings)).level == "ok"
    assert not found_in(tmp_path)


async def test_records_that_are_whole(path: Path) -> None:
    await write(path, record)
    found = await doctor.records(settings_for(path))
    assert found.level == "ok"
    assert "1 errands owed" in found.detail


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("UPDATE audit SET event = 'dismissed'", "row changed"),
        ("DELETE FROM audit", "end cut off"),
    ],
)
async def test_a_broken_audit_chain(path: Path, damage: str, why: str) -> None:
    await write(path, record)
    change(path, damage)
    found = await doctor.audit_log(settings_for(path))
    assert found.level == "fail"
    assert str(GUILD) in found.detail
    assert why in found.detail


async def test_errands_that_were_given_up(path: Path) -> None:
    def give_up(conn: Connection) -> None:
        (errand,) = outbox.claim(conn, START, START, 10)
        assert outbox.failed(conn, errand.id, START, "no_review_channel")

    await write(path, record, give_up)
    found = await doctor.records(settings_for(path))
    assert (found.level, "no_review_channel" in found.detail) == ("warn", True)


async def test_a_check_that_breaks_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "evenhand.sqlite3"
    path.write_text("just some words, more than a header's worth " * 20)
    found = {one.name: one for one in await doctor.examine(settings_for(path))}
    assert found["Schema"].level == "fail"
    assert "not a database" in found["Schema"].detail
    assert found["Python"].level == "ok"


async def test_every_server_is_looked_at(path: Path) -> None:
    def two(conn: Connection) -> None:
        for guild_id in (1, 2):
            guilds.ensure(conn, guild_id)
            audit.append(conn, guild_id, audit.BOT, audit.Event.SETTINGS, None, {}, START)

    await write(path, two)
    found = await doctor.audit_log(settings_for(path))
    assert (found.level, found.detail) == ("ok", "whole: 2 entries of 2 servers")
    change(path, "UPDATE audit SET actor = 7 WHERE guild_id = 2")
    found = await doctor.audit_log(settings_for(path))
    assert (found.level, "server 2" in found.detail, "server 1" in found.detail) == ("fail", True, False)
    change(path, "UPDATE audit SET actor = 7 WHERE guild_id = 1")
    found = await doctor.audit_log(settings_for(path))
    assert all(
        f"server {guild_id} does not hold at entry 1: row changed" in found.detail for guild_id in (1, 2)
    )


@pytest.mark.parametrize(
    ("answer", "level", "words"),
    [
        (said(("The library opens at nine.", [0])), "ok", "answers"),
        ("Sure! Here is your summary.", "warn", "not in the JSON"),
        (web.Response(status=401), "warn", "REWRITE_API_KEY"),
        (web.Response(status=404), "warn", "REWRITE_MODEL"),
        (web.Response(text="It works!"), "warn", "/v1"),
    ],
)
async def test_a_language_model(answer: web.Response | str, level: str, words: str) -> None:
    async with running(FakeModel(lambda *_: answer), "127.0.0.1") as site:
        rewrite = RewriteSettings(_env_file=None, rewrite_url=site.url("/v1"), rewrite_format="none")
        found = await doctor.rewriting(Settings(rewrite=rewrite))
    assert found.level == level
    assert words in found.detail


async def test_a_language_model_that_is_not_there() -> None:
    assert (await doctor.rewriting(Settings(rewrite=RewriteSettings(_env_file=None)))).level == "ok"
    gone = RewriteSettings(_env_file=None, rewrite_url="http://someone:secret@127.0.0.1:1/v1")
    found = await doctor.rewriting(Settings(rewrite=gone))
    assert (found.level, "secret" in found.detail) == ("warn", False)
    assert "nothing answers" in found.detail


async def test_many_broken_servers_are_counted(path: Path) -> None:
    def some(conn: Connection) -> None:
        for guild_id in range(1, 6):
            guilds.ensure(conn, guild_id)
            audit.append(conn, guild_id, audit.BOT, audit.Event.SETTINGS, None, {}, START)

    await write(path, some)
    change(path, "DELETE FROM audit")
    found = await doctor.audit_log(settings_for(path))
    assert found.detail.count("does not hold") == doctor.BROKEN_SHOWN
    assert "The same of 2 more." in found.detail


async def test_a_long_log_shows_how_far_it_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seven(conn: Connection) -> None:
        guilds.ensure(conn, GUILD)
        for _ in range(7):
            audit.append(conn, GUILD, audit.BOT, audit.Event.SETTINGS, None, {}, START)

    monkeypatch.setattr(doctor, "PROGRESS_STEP", 3)
    await write(path, seven)
    told: list[tuple[int, int]] = []
    findings = await doctor.examine(settings_for(path), lambda done, total: told.append((done, total)))
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert findings[-1].name == "Audit log"
