"""The review desk: what stood before an action, so that it can be taken back; notes, links, who shall look.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.BigInteger()  # milliseconds since 1970


def upgrade() -> None:
    op.add_column("cases", sa.Column("draft", sa.JSON(none_as_null=True)))
    op.add_column("cases", sa.Column("assigned_to", sa.BigInteger()))
    op.add_column("actions", sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("actions", sa.Column("amount", sa.Integer()))
    op.add_column("actions", sa.Column("former", sa.JSON(none_as_null=True)))
    op.add_column("actions", sa.Column("undoes", sa.BigInteger()))
    _read_keys()
    op.create_table(
        "notes",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("text", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_case_id"), "notes", ["case_id"], unique=False)
    op.create_table(
        "links",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", SERIAL, autoincrement=False, nullable=False),
        sa.Column("other_id", SERIAL, autoincrement=False, nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_links_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_links_other_id")),
        sa.PrimaryKeyConstraint("case_id", "other_id", name=op.f("pk_links")),
    )


def _read_keys() -> None:
    """Round and length stood in the keys alone until now: ``case:round:kind`` and for timeouts ``:seconds``."""
    conn = op.get_bind()
    actions = sa.table("actions", sa.column("id"), sa.column("key"), sa.column("round"), sa.column("amount"))
    for row in conn.execute(sa.select(actions.c.id, actions.c.key)).all():
        _, made_in, kind, *rest = row.key.split(":")
        amount = int(rest[0]) if kind == "timeout" and rest else None
        conn.execute(actions.update().where(actions.c.id == row.id).values(round=int(made_in), amount=amount))
