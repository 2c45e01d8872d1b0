"""What a mail said, and how often a person sent it again after it had been accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("text", sa.String(), nullable=True))
    op.add_column("message", sa.Column("again", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("message", "again")
    op.drop_column("message", "text")
