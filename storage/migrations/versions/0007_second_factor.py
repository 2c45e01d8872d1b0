"""Second factors, and sessions that still await one."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_in", sa.Column("awaits", sa.String(), nullable=True))
    op.create_table(
        "factor",
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("recovery", Json, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["official"], ["official.id"], name=op.f("fk_factor_official")),
        sa.PrimaryKeyConstraint("official", name=op.f("pk_factor")),
    )


def downgrade() -> None:
    op.drop_table("factor")
    op.drop_column("sign_in", "awaits")
