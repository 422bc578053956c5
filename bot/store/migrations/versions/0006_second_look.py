"""Second looks at decided cases; an audit log that only grows; indexes for figures over a stretch of time.

Revision: 0006, after 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.BigInteger()  # milliseconds since 1970

APPEND_ONLY = (
    """
    CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: its rows cannot be changed.'); END
    """,
    """
    CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: its rows cannot be deleted.'); END
    """,
    # INSERT OR REPLACE deletes without a delete trigger (https://www.sqlite.org/lang_conflict.html), so a row is
    # taken at the end of its server's chain alone.
    """
    CREATE TRIGGER audit_appended BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
      OR NEW.seq IS NOT (SELECT audit_seq + 1 FROM guilds WHERE guild_id = NEW.guild_id)
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: a row is added at its end.'); END
    """,
)


def upgrade() -> None:
    op.create_table(
        "second_looks",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("shown_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_second_looks_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_looks")),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("ix_second_looks_case_id_moderator_id", ["case_id", "moderator_id"]),
        ("ix_second_looks_guild_id_state_ended_at", ["guild_id", "state", "ended_at"]),
    ):
        op.create_index(op.f(name), "second_looks", columns, unique=False)
    for name, columns, state in (
        ("uq_second_looks_shown", ["case_id"], "shown"),
        ("uq_second_looks_answered", ["case_id"], "answered"),
        ("uq_second_looks_open", ["guild_id", "moderator_id"], "shown"),
    ):
        only = sa.text(f"state = '{state}'")
        op.create_index(name, "second_looks", columns, unique=True, sqlite_where=only, postgresql_where=only)
    for table, columns in (
        ("cases", ["guild_id", "created_at"]),
        ("cases", ["guild_id", "decided_at"]),
        ("audit", ["guild_id", "at"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
    for trigger in APPEND_ONLY:
        op.execute(trigger)
