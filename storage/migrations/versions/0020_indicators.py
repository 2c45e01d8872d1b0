"""Items judged by figures; the cadence of a source, and what the headings of its file mean."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item", sa.Column("indicator", Json, nullable=True))
    op.add_column("source", sa.Column("cadence", sa.String(), nullable=False, server_default="monthly"))
    op.add_column("source", sa.Column("columns", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("source", "columns")
    op.drop_column("source", "cadence")
    op.drop_column("item", "indicator")
