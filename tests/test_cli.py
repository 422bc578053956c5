"""The command line with the real detectors: output shapes, exit codes, errors that say what to do."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import EXIT_BAD_INPUT, EXIT_CONFIG, EXIT_REFUSED, app
from bot.settings import GROUPS

ARTICLE = Path(__file__).parent / "articles" / "pages"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for group in GROUPS:
        for name in group.model_fields:
            monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def cli() -> CliRunner:
    return CliRunner()


def objects(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_score_one_text(cli: CliRunner) -> None:
    text = "Minister Dalum took two million from the port company."
    result = cli.invoke(app, ["score", "--text", text])
    assert result.exit_code == 0, result.output
    (found,) = objects(result.stdout)
    assert set(found["scores"]) >= {"toxicity", "insult", "threat"}  # type: ignore[call-overload]
    assert found["unsupported"] is True
    assert found["flags"] == ["accusation"]


def test_score_a_file_keeps_order_and_exits_2_where_a_line_was_bad(cli: CliRunner, tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "The council meets on Tuesday."}',
        "{broken",
        '{"id": "b", "text": "He took the bribe.", "context": [{"author": "x", "text": "What did Mayor Tellur do?"}]}',
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = cli.invoke(app, ["score", str(file)])
    assert result.exit_code == EXIT_BAD_INPUT
    out = objects(result.stdout)
    assert [one.get("id", one.get("line")) for one in out] == ["a", 2, "b"]
    assert "1 of 3 lines" in result.stderr


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_nothing_to_score_is_said(cli: CliRunner, data: bytes) -> None:
    result = cli.invoke(app, ["score", "-"], input=data)
    assert result.exit_code == EXIT_BAD_INPUT
    assert "empty" in result.stderr


def test_a_missing_file_is_said(cli: CliRunner) -> None:
    result = cli.invoke(app, ["score", "nowhere.jsonl"])
    assert result.exit_code == EXIT_BAD_INPUT
    assert "nowhere.jsonl cannot be read" in result.stderr


def test_a_ten_megabyte_line_costs_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    with file.open("wb") as stream:
        stream.write(b'{"id": 1, "text": "')
        for _ in range(10):
            stream.write(b"x" * 1024 * 1024)
        stream.write(b'"}\n{"id": 2, "text": "The council meets on Tuesday."}\n')
    done = subprocess.run(
        [sys.executable, "-m", "bot", "score", str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert done.returncode == EXIT_BAD_INPUT
    out = objects(done.stdout)
    assert out[0]["line"] == 1
    assert "longer than" in str(out[0]["error"])
    assert out[1]["id"] == 2


def test_summarize_an_empty_file_is_refused_with_its_own_exit_code(cli: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_text("<html><body><p>Nothing here.</p></body></html>", encoding="utf-8")
    result = cli.invoke(app, ["summarize", str(file), "--json"])
    assert result.exit_code == EXIT_REFUSED
    (found,) = objects(result.stdout)
    assert found["refused"]
    assert found["summary"] == []


def test_summarize_a_private_address_is_refused(cli: CliRunner) -> None:
    result = cli.invoke(app, ["summarize", "http://127.0.0.1/secrets"])
    assert result.exit_code == EXIT_REFUSED
    assert "public internet" in result.stdout


def test_db_upgrade_makes_the_file_and_backup_copies_it(cli: CliRunner, tmp_path: Path) -> None:
    assert cli.invoke(app, ["db", "backup", "copy.sqlite3"]).exit_code == EXIT_BAD_INPUT
    result = cli.invoke(app, ["db", "upgrade"])
    assert result.exit_code == 0, result.output
    assert cli.invoke(app, ["db", "backup", "copy.sqlite3"]).exit_code == 0
    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        assert copy.execute("select count(*) from cases").fetchone() == (0,)
    again = cli.invoke(app, ["db", "backup", "copy.sqlite3"])
    assert again.exit_code == EXIT_BAD_INPUT
    assert "exists already" in again.stderr


def test_a_newer_database_is_refused(cli: CliRunner, tmp_path: Path) -> None:
    cli.invoke(app, ["db", "upgrade"])
    with sqlite3.connect(tmp_path / "data" / "evenhand.sqlite3") as db:
        db.execute("update alembic_version set version_num = 'from-the-future'")
    result = cli.invoke(app, ["db", "upgrade"])
    assert result.exit_code == EXIT_CONFIG
    assert "newer version" in result.stderr


def test_a_file_that_is_no_database_is_said(cli: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("notes.txt").write_text("not a database, only a page of notes. " * 200, encoding="utf-8")
    monkeypatch.setenv("DATABASE", "notes.txt")
    for command in (["db", "upgrade"], ["db", "backup", "copy.sqlite3"]):
        result = cli.invoke(app, command)
        assert result.exit_code in (EXIT_BAD_INPUT, EXIT_CONFIG), command
        assert "notes.txt cannot be" in result.stderr


def test_an_allow_list_of_names_is_refused(cli: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE_ALLOW", '["ledger.example:80"]')
    result = cli.invoke(app, ["summarize", "https://ledger.example/a"])
    assert result.exit_code == EXIT_CONFIG
    assert "ARTICLE_ALLOW" in result.stderr


def test_doctor_prints_details_as_they_are(cli: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORER", "[/no] such")
    result = cli.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "[/no] such" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("name", "value"), [("RETENTION_DAYS", "0"), ("ARTICLE_ALLOW", "not json"), ("SCORER", "oracle")]
)
def test_a_bad_setting_is_named(
    cli: CliRunner, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = cli.invoke(app, ["score", "--text", "x"])
    assert result.exit_code == EXIT_CONFIG
    assert name in result.stderr.upper()


def test_run_without_a_token_is_one_sentence_and_exit_78(cli: CliRunner) -> None:
    result = cli.invoke(app, ["run"])
    assert result.exit_code == EXIT_CONFIG
    assert "DISCORD_TOKEN" in result.stderr


def test_a_taken_port_is_named(cli: CliRunner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = cli.invoke(app, ["sandbox", "--port", str(port)])
    assert result.exit_code == EXIT_BAD_INPUT
    assert f"Port {port} cannot be used" in result.stderr


def test_a_sandbox_folder_that_is_a_file_is_said(cli: CliRunner) -> None:
    Path("notes").write_text("", encoding="utf-8")
    result = cli.invoke(app, ["sandbox", "--port", "0", "--keep", "notes"])
    assert result.exit_code == EXIT_BAD_INPUT
    assert "cannot start" in result.stderr
    assert "notes" in result.stderr


def test_doctor_finds_this_installation_well(cli: CliRunner) -> None:
    result = cli.invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    for name in ("Python", "Detectors", "Database", "Token"):
        assert name in result.stdout
