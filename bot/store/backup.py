"""A copy of the database while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

PAGES = 256
"""Pages copied at a time (1 MiB): between two steps the source is free for others."""


def backup(path: Path, target: Path) -> None:
    """Copy the SQLite file ``path`` to ``target`` with SQLite's online backup, consistent also while it is written.

    ``target`` must not exist yet (``FileExistsError``); ``path`` must (``FileNotFoundError``). The copy is checked;
    a damaged one is removed and ``sqlite3.DatabaseError`` raised.
    """
    if not path.is_file():
        raise FileNotFoundError(f"There is no database at {path}.")
    if target.exists():
        raise FileExistsError(f"{target} exists already; a backup never overwrites a file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy, pages=PAGES)
            (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise sqlite3.DatabaseError(f"The copy of {path} is damaged: {found}")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
