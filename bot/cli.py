"""The command line: ``python -m bot …``. Each command translates arguments and exit codes; the rooms do the work.

Exit codes: 0 done; 2 some input was bad (the rest was done) or the call's words are off; 3 a summary was refused;
78 the settings need a person (EX_CONFIG of sysexits.h), so a supervisor need not restart.
"""

from __future__ import annotations

import asyncio
import errno
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, TaskID
from rich.table import Table

if TYPE_CHECKING:
    from bot.articles.types import Summary
    from bot.settings import Settings

EXIT_BAD_INPUT = 2
EXIT_REFUSED = 3
EXIT_CONFIG = 78

app = typer.Typer(
    name="evenhand",
    help="Evenhand: a self-hosted Discord bot for servers that talk politics.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The database file.", no_args_is_help=True)
app.add_typer(db, name="db")


def main() -> None:
    """Entry point of ``python -m bot`` and of the ``evenhand`` command."""
    app()


@app.command()
def run() -> None:
    """Run the bot against Discord."""
    from bot.app import run_bot
    from bot.ops import logs

    settings = _settings()
    logs.configure(settings.ops.log_level)
    raise typer.Exit(asyncio.run(run_bot(settings)))


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="Port of the page on this machine.", min=0, max=65535)] = 8080,
    script: Annotated[
        Path | None,
        typer.Option(help="Play this scripted conversation (JSON Lines).", exists=True, dir_okay=False),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Play the conversation that ships with Evenhand.")
    ] = False,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the bot's database in this folder instead of a temporary one.")
    ] = None,
) -> None:
    """Watch the real bot at work: it runs against a Discord stand-in on this machine, with a page in the browser."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.ops import logs
    from bot.playground import DEMO, play
    from bot.sandbox.script import ScriptError
    from bot.store.migrate import CannotUpgrade

    settings = _settings()
    logs.configure(settings.ops.log_level)
    try:
        code = asyncio.run(play(settings, port=port, script=DEMO if demo else script, folder=keep))
    except ScriptError as error:
        _stop(f"The script cannot be played: {error}", EXIT_BAD_INPUT)
    except CannotUpgrade as error:
        _stop(str(error), EXIT_CONFIG)
    except (OSError, SQLAlchemyError) as error:
        if (
            isinstance(error, OSError)
            and error.errno in (errno.EADDRINUSE, errno.EACCES)
            and not error.filename
        ):
            _stop(f"Port {port} cannot be used: {error.strerror}. Try another --port.", EXIT_BAD_INPUT)
        _stop(f"The sandbox cannot start: {error}", EXIT_BAD_INPUT)
    raise typer.Exit(code)


@app.command()
def score(
    file: Annotated[str, typer.Argument(help="JSON Lines file, or - for standard input.")] = "-",
    text: Annotated[str | None, typer.Option(help="Score this one text instead of a file.")] = None,
) -> None:
    """Score texts: JSON Lines {"id", "text", "context"} in, one JSON object a line out."""
    from bot.detect.jsonl import score_stream, score_text
    from bot.detect.load import load_judge
    from bot.detect.policy import GuildPolicy
    from bot.detect.toxicity import ModelError, default_thresholds

    settings = _settings()
    try:
        judge = load_judge(settings.scorer)
        policy = GuildPolicy.new(default_thresholds()).base
    except ModelError as error:
        _stop(str(error), EXIT_CONFIG)
    if text is not None:
        result = score_text(judge, text, policy)
        _print_json(result)
        if "error" in result:
            raise typer.Exit(EXIT_BAD_INPUT)
        return
    lines = bad = 0
    with _input(file) as stream, _progress(file, "scored") as (progress, task):
        for result in score_stream(
            judge, stream, policy, on_read=lambda done: progress.update(task, completed=done)
        ):
            _print_json(result)
            lines += 1
            bad += "error" in result
    if not lines:
        _stop(
            "Nothing to score: the input is empty. Give one JSON object a line, or use --text.",
            EXIT_BAD_INPUT,
        )
    if bad:
        _stop(f"{bad} of {lines} lines could not be used; their errors stand in the output.", EXIT_BAD_INPUT)


@app.command()
def summarize(
    source: Annotated[str, typer.Argument(help="A web address, or a .html or .txt file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole result as JSON.")] = False,
    sentences: Annotated[int, typer.Option(help="Sentences at most.", min=1, max=8)] = 3,
    rewrite: Annotated[
        bool, typer.Option(help="Let the language model rewrite it, where REWRITE_URL names one.")
    ] = True,
) -> None:
    """Summarise one article: with its own sentences, or rewritten and checked where a language model is set."""
    summary = asyncio.run(_summarize(_settings(), source, sentences, rewrite))
    if as_json:
        _print_json(summary.to_json())
    else:
        _print_summary(summary)
    if summary.refused is not None:
        raise typer.Exit(EXIT_REFUSED)


@app.command()
def doctor() -> None:
    """Look at everything the bot needs, and say what to do where something is not well."""
    from bot.ops.doctor import examine

    settings = _settings()
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("reading the audit log", total=None, visible=False)
        findings = asyncio.run(
            examine(
                settings, lambda done, total: progress.update(task, completed=done, total=total, visible=True)
            )
        )
    table = Table("", "What", "Found")
    marks = {"ok": "[green]✓[/]", "warn": "[yellow]![/]", "fail": "[red]✗[/]"}
    for finding in findings:
        table.add_row(marks[finding.level], finding.name, escape(finding.detail))
    Console().print(table)
    if any(finding.level == "fail" for finding in findings):
        raise typer.Exit(1)


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version's schema; a backup is made first."""
    from bot.store.migrate import CannotUpgrade, upgrade

    path = _settings().store.database
    try:
        done = upgrade(path)
    except (CannotUpgrade, OSError) as error:
        _stop(str(error), EXIT_CONFIG)
    typer.echo(
        f"{path} is up to date." + (f" Backup before the upgrade: {done.backup}" if done.backup else "")
    )


@db.command("backup")
def db_backup(
    target: Annotated[Path, typer.Argument(help="The file to write; it must not exist.", dir_okay=False)],
) -> None:
    """Copy the database to a file, also while the bot runs."""
    from bot.store.backup import backup

    path = _settings().store.database
    if not path.exists():
        _stop(f"There is no database at {path} yet; it is made when the bot first runs.", EXIT_BAD_INPUT)
    if target.exists():
        _stop(f"{target} exists already. Name another file.", EXIT_BAD_INPUT)
    try:
        backup(path, target)
    except (OSError, sqlite3.Error) as error:
        _stop(f"{path} cannot be copied to {target}: {error}", EXIT_BAD_INPUT)
    typer.echo(f"Written: {target}")


def _settings() -> Settings:
    from pydantic_settings import SettingsError

    from bot.settings import Settings

    try:
        return Settings()
    except (
        SettingsError
    ) as error:  # a value that should be JSON and is not; the message names the setting alone
        _stop(f"A setting is not usable: {error}. See .env.example.", EXIT_CONFIG)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in one['loc']).upper()}: {one['msg']}"
            for one in error.errors(include_url=False, include_input=False)
        )
        _stop(f"A setting is not usable: {wrong}. See .env.example.", EXIT_CONFIG)


def _stop(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def _input(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except OSError as error:
        _stop(f"{file} cannot be read: {error.strerror}", EXIT_BAD_INPUT)


@contextmanager
def _progress(file: str, what: str) -> Iterator[tuple[Progress, TaskID]]:
    """A bar on standard error where a person looks on and the output goes elsewhere."""
    size = Path(file).stat().st_size if file != "-" and Path(file).is_file() else None
    shown = sys.stderr.isatty() and not sys.stdout.isatty()
    with Progress(console=Console(stderr=True), disable=not shown, transient=True) as progress:
        yield progress, progress.add_task(what, total=size)


async def _summarize(settings: Settings, source: str, sentences: int, rewrite: bool) -> Summary:
    from bot.articles.service import Summarizer

    try:
        summarizer = Summarizer.create(settings.articles, settings.rewrite)
    except ValueError as error:
        _stop(f"A setting is not usable: ARTICLE_ALLOW: {error}. See .env.example.", EXIT_CONFIG)
    try:
        if "://" in source:
            return await summarizer.from_url(source, sentences=sentences, rewrite=rewrite)
        return await summarizer.from_file(Path(source), sentences=sentences, rewrite=rewrite)
    except OSError as error:
        _stop(f"{source} cannot be read: {error.strerror}", EXIT_BAD_INPUT)
    finally:
        await summarizer.close()


def _print_summary(summary: Summary) -> None:
    console = Console(highlight=False, markup=False)
    head = " · ".join(part for part in (summary.outlet, summary.date, summary.byline) if part)
    console.print(summary.title or summary.url or "", style="bold")
    if head:
        console.print(head, style="dim")
    if summary.refused is not None:
        console.print(summary.explanation)
        return
    console.print()
    for sentence in summary.summary:
        console.print(sentence)
    if summary.who_says_what:
        console.print("\nWho says what", style="bold")
        for statement in summary.who_says_what:
            named = statement.who in statement.text
            console.print(f"- {statement.text}" if named else f"- {statement.who}: {statement.text}")
    console.print(f"\n{summary.words.article} → {summary.words.summary} words, {summary.method}", style="dim")
    for check in summary.checks:
        if not check.ok or check.name == "rewritten":
            console.print(check.detail, style="dim")
