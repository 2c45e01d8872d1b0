"""Trials somebody keeps, and the index as it was published."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scenario",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scorecard", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["scorecard"], ["scorecard.id"], name=op.f("fk_scenario_scorecard")),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_scenario_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
    )
    op.create_index(op.f("ix_scenario_scorecard"), "scenario", ["scorecard"])
    op.create_index(op.f("ix_scenario_unit"), "scenario", ["unit"])
    op.create_table(
        "publication",
        sa.Column("scorecard", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("places", Json, nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["scorecard"], ["scorecard.id"], name=op.f("fk_publication_scorecard")),
        sa.PrimaryKeyConstraint("scorecard", "period", name=op.f("pk_publication")),
    )


def downgrade() -> None:
    op.drop_table("publication")
    op.drop_table("scenario")
