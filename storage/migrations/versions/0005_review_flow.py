"""Revisions of a review, its approval and publication, and the texts units send for its sections."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDED = (
    sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
    sa.Column("digests", Json, nullable=True),
    sa.Column("approved_digest", sa.String(), nullable=True),
    sa.Column("approved_at", UtcDateTime(), nullable=True),
    sa.Column("approved_by", sa.String(), nullable=True),
    sa.Column("published_digest", sa.String(), nullable=True),
    sa.Column("published_at", UtcDateTime(), nullable=True),
    sa.Column("published_by", sa.String(), nullable=True),
    sa.Column("number", sa.String(), nullable=True),
    sa.Column("issued_on", sa.Date(), nullable=True),
    sa.Column("file", sa.String(), nullable=True),
)


def upgrade() -> None:
    for column in ADDED:
        op.add_column("review", column)
    op.create_table(
        "review_past",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("snapshot", Json, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("digests", Json, nullable=True),
        sa.Column("frozen_at", UtcDateTime(), nullable=False),
        sa.Column("frozen_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["period"], ["review.period"], name=op.f("fk_review_past_period")),
        sa.PrimaryKeyConstraint("period", "revision", name=op.f("pk_review_past")),
    )
    op.create_table(
        "review_section",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_review_section_unit")),
        sa.PrimaryKeyConstraint("period", "section", "version", name=op.f("pk_review_section")),
    )


def downgrade() -> None:
    op.drop_table("review_section")
    op.drop_table("review_past")
    for column in reversed(ADDED):
        op.drop_column("review", column.name)
