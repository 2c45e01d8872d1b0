"""Reports learnt back from the journal wait beside the answers that came by mail."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbound", sa.Column("promised", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("inbound", "promised")
