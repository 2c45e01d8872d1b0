"""The document that confirms work given by word."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item", sa.Column("document", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("item", "document")
