"""Who may move the deadlines of a directive, and of one item of it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directive", sa.Column("mover", sa.String(), nullable=True))
    op.add_column("item", sa.Column("mover", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("item", "mover")
    op.drop_column("directive", "mover")
