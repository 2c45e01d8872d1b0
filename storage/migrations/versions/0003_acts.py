"""What is said of assignments, evidence, sources of figures; deadlines that were missed; one place a digest."""

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED = (
    ("calendar_decision", sa.Column("name", sa.String(), nullable=False, server_default="")),
    ("assignment", sa.Column("missed", sa.Date(), nullable=True)),
    ("assignment", sa.Column("held_work", sa.String(), nullable=True)),
    ("assignment", sa.Column("official", sa.String(), nullable=True)),
    ("extension", sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("extension", sa.Column("spoken", Json, nullable=True)),
    ("extension", sa.Column("document", Json, nullable=True)),
    ("message", sa.Column("slot", sa.String(), nullable=True)),
)


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    op.create_index("ix_message_slot", "message", ["slot"], unique=True)
    op.create_table(
        "remark",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assignment", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_unit", sa.String(), nullable=True),
        sa.Column("mentions", Json, nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("blocks", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["assignment"], ["assignment.id"], name=op.f("fk_remark_assignment")),
        sa.ForeignKeyConstraint(["blocks"], ["unit.code"], name=op.f("fk_remark_blocks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_assignment"), "remark", ["assignment"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_evidence_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    for column in ("sha256", "unit", "uploaded_by"):
        op.create_index(op.f(f"ix_evidence_{column}"), "evidence", [column])
    op.create_table(
        "source",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("arrival_day", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=True),
        sa.Column("criteria", Json, nullable=False),
        sa.Column("unit_names", Json, nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_source_unit")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source")),
    )
    calendar = sa.table("setting", sa.column("name", sa.String()), sa.column("body", Json))
    op.bulk_insert(calendar, [{"name": "calendar", "body": {"version": 0}}])


def downgrade() -> None:
    op.execute("DELETE FROM setting WHERE name = 'calendar'")
    for table in ("source", "evidence", "remark"):
        op.drop_table(table)
    op.drop_index("ix_message_slot", "message")
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)
