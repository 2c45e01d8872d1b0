"""Decisions on single days that bind one unit alone."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_calendar_decision",
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("unit", "day", name=op.f("pk_unit_calendar_decision")),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_unit_calendar_decision_unit_unit")),
    )


def downgrade() -> None:
    op.drop_table("unit_calendar_decision")
