"""When a step was planned: work given with a day already past plans steps whose instant is past as well."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("step", sa.Column("planned_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("step", "planned_at")
