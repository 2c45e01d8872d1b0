"""When what an item waited for came about, as somebody declared it."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item", sa.Column("fulfilment", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("item", "fulfilment")
