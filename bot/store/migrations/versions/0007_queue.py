"""The queue: its order, who was asked to look when, what was reminded of, floods on one card, urgent mentions.

Revision: 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TIME = sa.BigInteger()  # milliseconds since 1970
UNDECIDED = sa.text("state IN ('open', 'asked', 'claimed')")


def upgrade() -> None:
    op.add_column("guilds", sa.Column("reminded_at", TIME))
    op.add_column("groups", sa.Column("raid", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("groups", sa.Column("urgent_at", TIME))
    op.create_index(op.f("ix_groups_guild_id_urgent_at"), "groups", ["guild_id", "urgent_at"])
    op.add_column("cases", sa.Column("rank", sa.Float(), nullable=False, server_default="0"))
    op.add_column("cases", sa.Column("reminded_at", TIME))
    op.add_column("cases", sa.Column("assigned_at", TIME))
    # As near to the order of before as severity alone comes; the next change of a case ranks it exactly.
    op.execute("UPDATE cases SET rank = -severity")
    op.execute("UPDATE cases SET assigned_at = updated_at WHERE assigned_to IS NOT NULL")
    op.drop_index(op.f("ix_cases_guild_id_state_severity_created_at"), "cases")
    for name, columns in (
        ("ix_cases_queue", ["guild_id", "rank", "created_at", "id"]),
        ("ix_cases_assigned", ["guild_id", "assigned_to"]),
    ):
        op.create_index(op.f(name), "cases", columns, sqlite_where=UNDECIDED, postgresql_where=UNDECIDED)
    op.create_index(op.f("ix_reports_guild_id_reporter_id"), "reports", ["guild_id", "reporter_id"])
