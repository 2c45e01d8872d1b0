"""Ladders as versioned data; which one a directive or an item follows, and how urgent an item is."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ladder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_ladder_code_version")),
    )
    op.add_column("directive", sa.Column("ladder", sa.String(), nullable=True))
    op.add_column("item", sa.Column("ladder", sa.String(), nullable=True))
    op.add_column("item", sa.Column("priority", sa.String(), nullable=False, server_default="normal"))


def downgrade() -> None:
    op.drop_column("item", "priority")
    op.drop_column("item", "ladder")
    op.drop_column("directive", "ladder")
    op.drop_table("ladder")
