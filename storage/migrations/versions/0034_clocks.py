"""What a part's clock says against one that all parts see."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pulse", sa.Column("clocks", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("pulse", "clocks")
