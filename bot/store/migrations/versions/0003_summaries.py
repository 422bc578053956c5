"""Summaries that are kept for the next who asks, who asked in the last hour, and tokens that rewrites spent today.

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "summaries",
        sa.Column("id", serial, nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64)),
        sa.Column("variant", sa.String(64), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("served_until", sa.BigInteger(), nullable=False),
        sa.Column("kept_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summaries")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_summaries_link_served_until"), "summaries", ["link", "served_until"])
    op.create_index(op.f("ix_summaries_content_served_until"), "summaries", ["content", "served_until"])
    op.create_index(op.f("ix_summaries_kept_until"), "summaries", ["kept_until"])
    op.create_table(
        "summary_asks",
        sa.Column("id", serial, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_asks")),
    )
    op.create_index(op.f("ix_summary_asks_member_id_kind_at"), "summary_asks", ["member_id", "kind", "at"])
    op.create_index(op.f("ix_summary_asks_guild_id_read_at"), "summary_asks", ["guild_id", "read", "at"])
    op.create_index(op.f("ix_summary_asks_at"), "summary_asks", ["at"])
    op.create_table(
        "rewrite_tokens",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", name=op.f("pk_rewrite_tokens")),
    )
