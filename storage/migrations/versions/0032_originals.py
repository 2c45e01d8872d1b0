"""Signed files of directives."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "original",
        sa.Column("directive", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("attached_by", sa.String(), nullable=False),
        sa.Column("attached_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("directive", "place", name=op.f("pk_original")),
        sa.ForeignKeyConstraint(["directive"], ["directive.id"], name=op.f("fk_original_directive_directive")),
        sa.ForeignKeyConstraint(["file"], ["evidence.id"], name=op.f("fk_original_file_evidence")),
    )
    op.create_index("ix_original_file", "original", ["file"])


def downgrade() -> None:
    op.drop_table("original")
