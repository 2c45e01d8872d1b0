"""A person's word on whether a result counts as in time although a standstill made it late."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outage_credit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("outage", sa.String(), nullable=False),
        sa.Column("completion", sa.String(), nullable=False),
        sa.Column("assignment", sa.String(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage_credit")),
        sa.UniqueConstraint("completion", "assignment", name=op.f("uq_outage_credit_completion_assignment")),
        sa.ForeignKeyConstraint(["outage"], ["outage.id"], name=op.f("fk_outage_credit_outage_outage")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_outage_credit_completion_completion")),
        sa.ForeignKeyConstraint(["assignment"], ["assignment.id"], name=op.f("fk_outage_credit_assignment_assignment")),
    )
    op.create_index("ix_outage_credit_assignment", "outage_credit", ["assignment"])


def downgrade() -> None:
    op.drop_table("outage_credit")
