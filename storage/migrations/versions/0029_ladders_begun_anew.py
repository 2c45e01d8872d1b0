"""The day from which the ladder of work that was late already counts, where it began anew."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignment", sa.Column("ladder_from", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("assignment", "ladder_from")
