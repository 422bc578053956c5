"""The warning ladder's points, and appeals with what was said in them.

Revision: 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.BigInteger()  # milliseconds since 1970


def upgrade() -> None:
    _points()
    _appeals()
    _messages()


def _points() -> None:
    op.create_table(
        "points",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("group_id", SERIAL, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("voided_at", TIME),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_points_case_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_points_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points")),
        sa.UniqueConstraint("case_id", "round", name=op.f("uq_points_case_id_round")),
    )
    op.create_index(
        op.f("ix_points_guild_id_member_id_expires_at"), "points", ["guild_id", "member_id", "expires_at"]
    )


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("waiting_since", TIME, nullable=False),
        sa.Column("reminded_at", TIME),
        sa.Column("first_by", sa.BigInteger(), nullable=False),
        sa.Column("former", sa.String(16)),
        sa.Column("decided_by", sa.BigInteger()),
        sa.Column("decided_at", TIME),
        sa.Column("code", sa.String(16)),
        sa.Column("reason", sa.Text()),
        sa.Column("card_channel_id", sa.BigInteger()),
        sa.Column("card_message_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appeals_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("case_id", "round", name=op.f("uq_appeals_case_id_round")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_appeals_guild_id_member_id_opened_at"), "appeals", ["guild_id", "member_id", "opened_at"]
    )
    op.create_index(op.f("ix_appeals_state_waiting_since"), "appeals", ["state", "waiting_since"])


def _messages() -> None:
    op.create_table(
        "appeal_messages",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("appeal_id", SERIAL, nullable=False),
        sa.Column("speaker", sa.String(16), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("delivery", sa.String(32)),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_messages_appeal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_messages")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appeal_messages_appeal_id"), "appeal_messages", ["appeal_id"])
