"""Whom a mail was meant for that went to the office during the shadow start."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("meant_for", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("message", "meant_for")
