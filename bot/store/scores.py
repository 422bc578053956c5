"""Scores of messages in shadow mode, for calibration: no text, no author, kept for days only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete

from bot.store.tables import scores
from bot.store.upsert import insert_ignore

RETENTION = timedelta(days=7)
"""How long a score row is kept; see PRIVACY.md."""

KEEP = insert_ignore(scores, ("message_id", "revision", "model")).values(
    guild_id=bindparam("p_guild"),
    channel_id=bindparam("p_channel"),
    message_id=bindparam("p_message"),
    revision=bindparam("p_revision"),
    model=bindparam("p_model"),
    scores=bindparam("p_scores"),
    at=bindparam("p_now"),
)
PRUNE = delete(scores).where(scores.c.at < bindparam("p_before"))


def keep(
    conn: Connection,
    guild_id: int,
    channel_id: int,
    message_id: int,
    revision: str,
    model: str,
    values: Mapping[str, float],
    now: datetime,
) -> None:
    """Keep the scores (label → 0..1) of one revision; the same revision by the same model is kept once."""
    conn.execute(
        KEEP,
        {
            "p_guild": guild_id,
            "p_channel": channel_id,
            "p_message": message_id,
            "p_revision": revision,
            "p_model": model,
            "p_scores": {label: round(float(value), 4) for label, value in values.items()},
            "p_now": now,
        },
    )


def prune(conn: Connection, now: datetime) -> int:
    """Drop what is older than ``RETENTION``. Returns how many rows."""
    return conn.execute(PRUNE, {"p_before": now - RETENTION}).rowcount
