"""Absences of officials and who acts in their place."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("substitute", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False, server_default=""),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official"], ["official.id"], name=op.f("fk_absence_official")),
        sa.ForeignKeyConstraint(["substitute"], ["official.id"], name=op.f("fk_absence_substitute")),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_absence_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_official"), "absence", ["official"])
    op.create_index(op.f("ix_absence_substitute"), "absence", ["substitute"])


def downgrade() -> None:
    op.drop_table("absence")
