"""Counts of what may be tried so often only, and whether a session has shown a second factor."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "try",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_try")),
    )
    op.create_index(op.f("ix_try_until"), "try", ["until"])
    op.add_column("sign_in", sa.Column("factor", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE sign_in SET factor = true WHERE official IN (SELECT official FROM factor WHERE stands)")


def downgrade() -> None:
    op.drop_column("sign_in", "factor")
    op.drop_table("try")
