"""Rounds of appraisal: sheets of units, what was entered in each step, every move, sessions with their minutes."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _of_unit(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The columns that name a sheet, with what they refer to."""
    return (
        sa.Column("appraisal", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["appraisal"], ["appraisal.id"], name=op.f(f"fk_{table}_appraisal")),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f(f"fk_{table}_unit")),
    )


def _in_session(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The column that names a session, or none."""
    return (
        sa.Column("session", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["session"], ["appraisal_session.id"], name=op.f(f"fk_{table}_session")),
    )


def upgrade() -> None:
    op.create_table(
        "appraisal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scorecard", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("windows", Json, nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scorecard"], ["scorecard.id"], name=op.f("fk_appraisal_scorecard")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
        sa.UniqueConstraint("scorecard", "period", name=op.f("uq_appraisal_scorecard")),
    )
    op.create_table(
        "appraisal_sheet",
        *_of_unit("appraisal_sheet"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("appraisal", "unit", name=op.f("pk_appraisal_sheet")),
    )
    op.create_table(
        "appraisal_session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("appraisal", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("present", Json, nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["appraisal"], ["appraisal.id"], name=op.f("fk_appraisal_session_appraisal")),
        sa.ForeignKeyConstraint(["file"], ["evidence.id"], name=op.f("fk_appraisal_session_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_session")),
    )
    op.create_table(
        "appraisal_mark",
        sa.Column("id", sa.String(), nullable=False),
        *_of_unit("appraisal_mark"),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("body", Json, nullable=False),
        *_in_session("appraisal_mark"),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_mark")),
    )
    op.create_table(
        "appraisal_move",
        sa.Column("id", sa.String(), nullable=False),
        *_of_unit("appraisal_move"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("score", Json, nullable=False),
        *_in_session("appraisal_move"),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_move")),
    )
    for table in ("appraisal_session", "appraisal_mark", "appraisal_move"):
        op.create_index(op.f(f"ix_{table}_appraisal"), table, ["appraisal"])


def downgrade() -> None:
    for table in ("appraisal_move", "appraisal_mark", "appraisal_session", "appraisal_sheet", "appraisal"):
        op.drop_table(table)
