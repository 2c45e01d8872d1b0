"""How often the periodic form of a directive is asked for by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directive", sa.Column("forms", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("directive", "forms")
