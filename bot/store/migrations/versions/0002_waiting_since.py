"""Since when a case waits for a decision, so that one that is opened again gets its whole time; errands by an index.

Revision: 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("waiting_since", sa.BigInteger(), nullable=False, server_default="0"))
    # When a case was opened again is not known here: its last change is the latest that can have been.
    op.execute("UPDATE cases SET waiting_since = CASE WHEN round > 1 THEN updated_at ELSE created_at END")
    op.create_index(op.f("ix_outbox_kind_created_at"), "outbox", ["kind", "created_at"], unique=False)
    op.create_index(op.f("ix_outbox_group_id"), "outbox", ["group_id"], unique=False)
    op.create_index(op.f("ix_outbox_case_id"), "outbox", ["case_id"], unique=False)
