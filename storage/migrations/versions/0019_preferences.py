"""How officials want to be told, and what they have read."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official"], ["official.id"], name=op.f("fk_preference_official")),
        sa.PrimaryKeyConstraint("official", name=op.f("pk_preference")),
    )
    op.create_table(
        "notice_read",
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["official"], ["official.id"], name=op.f("fk_notice_read_official")),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name=op.f("fk_notice_read_notice")),
        sa.PrimaryKeyConstraint("official", "notice", name=op.f("pk_notice_read")),
    )
    op.create_index("ix_notice_addressee", "notice", ["addressee", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_notice_addressee", "notice")
    op.drop_table("notice_read")
    op.drop_table("preference")
