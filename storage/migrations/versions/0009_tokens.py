"""Tokens by name, which may be narrowed to some acts, listed and revoked."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("token", sa.Column("id", sa.String(), nullable=True))
    op.add_column("token", sa.Column("name", sa.String(), nullable=False, server_default=""))
    op.add_column("token", sa.Column("acts", Json, nullable=True))
    op.execute("UPDATE token SET id = substr(digest, 1, 32)")
    op.create_index(op.f("ix_token_id"), "token", ["id"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_token_id"), "token")
    for column in ("acts", "name", "id"):
        op.drop_column("token", column)
