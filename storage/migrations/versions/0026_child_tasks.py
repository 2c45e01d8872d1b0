"""The assignment that an item is a part of: work from above passed on to units below."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item", sa.Column("parent", sa.String(), nullable=True))
    op.create_index("ix_item_parent", "item", ["parent"])


def downgrade() -> None:
    op.drop_index("ix_item_parent", "item")
    op.drop_column("item", "parent")
