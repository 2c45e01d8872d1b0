"""Mails that came in, and which of ours were sent back."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("bounced_at", UtcDateTime(), nullable=True))
    op.create_table(
        "inbound",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("assignments", Json, nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("refused", Json, nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("completion", sa.String(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["message"], ["message.id"], name=op.f("fk_inbound_message")),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_inbound_unit")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_inbound_completion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("digest", name=op.f("uq_inbound_digest")),
    )
    op.create_index(op.f("ix_inbound_state"), "inbound", ["state"])


def downgrade() -> None:
    op.drop_table("inbound")
    op.drop_column("message", "bounced_at")
