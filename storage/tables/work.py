"""The work: directives, items, assignments, and what is reported, answered and asked about them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class DirectiveRow(Base):
    """A directive, from draft to issue. `draft` is what was read from the document, with its warnings.

    `mover` is the role that may move its deadlines, where one is named; `forms` how often its periodic form is asked for
    by itself.
    """

    __tablename__ = "directive"
    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None]
    title: Mapped[str | None]
    kind: Mapped[str | None]
    signer: Mapped[str | None]
    from_above: Mapped[bool] = mapped_column(default=False)
    source_digest: Mapped[str | None]
    text: Mapped[str] = mapped_column(Text)
    notes: Mapped[list[Any]]
    lost_points: Mapped[list[Any]]
    warnings: Mapped[list[Any]]
    annex: Mapped[dict[str, Any] | None]
    ladder: Mapped[str | None]
    mover: Mapped[str | None]
    forms: Mapped[str | None]
    created_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ItemRow(Base):
    """One thing required in a directive, verbatim, with who owes it and what makes its deadline bind.

    `document` is what confirmed a leader's word: until then work given by word is "chờ văn bản". `fulfilment` says when
    what the item waited for came about, who declared it, and which assignments a deadline arose for.
    `parent` is the assignment it is a part of, `mover` who may move its deadlines where that differs from the directive.
    """

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("directive", "ref"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    directive: Mapped[str] = mapped_column(ForeignKey("directive.id"), index=True)
    position: Mapped[int]
    ref: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    lead: Mapped[list[Any]]
    cooperating: Mapped[list[Any]]
    lead_codes: Mapped[list[Any]]
    cooperating_codes: Mapped[list[Any]]
    acceptors: Mapped[list[Any]]
    cadence: Mapped[str]
    due_on: Mapped[date | None]
    due_text: Mapped[str | None]
    due_rule: Mapped[dict[str, Any] | None]
    basis: Mapped[str]
    policy: Mapped[dict[str, Any]]
    document: Mapped[dict[str, Any] | None]
    fulfilment: Mapped[dict[str, Any] | None]
    product: Mapped[str | None]
    follow: Mapped[bool] = mapped_column(default=True)
    criteria: Mapped[list[Any]]
    remedies: Mapped[list[Any]]
    read: Mapped[dict[str, Any]]
    weight: Mapped[int] = mapped_column(default=1)
    priority: Mapped[str] = mapped_column(default="normal", server_default="normal")
    ladder: Mapped[str | None]
    indicator: Mapped[dict[str, Any] | None]
    next_period: Mapped[str | None]
    parent: Mapped[str | None] = mapped_column(index=True)
    mover: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class AssignmentRow(Base):
    """An item as owed by one lead unit for one period. Its deadline in force and its first one are both kept.

    `missed` is a deadline that had passed before it was moved: what lateness is judged by. `ladder_from` is the day from
    which the ladder counts where it began anew after the deadline had passed. `held_work` is the state
    before a pause; `official` whom the head entrusted with it.
    """

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("item", "unit", "period"), Index("ix_assignment_due", "deadline", "work"))
    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), index=True)
    directive: Mapped[str] = mapped_column(ForeignKey("directive.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), index=True)
    period: Mapped[str] = mapped_column(default="")
    acceptor: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    work: Mapped[str]
    deadline: Mapped[date | None]
    deadline_at: Mapped[datetime | None]
    original: Mapped[date | None]
    named: Mapped[date | None]
    basis: Mapped[str]
    counts: Mapped[bool]
    explanation: Mapped[str] = mapped_column(default="")
    deadline_version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    completion: Mapped[str | None]
    result_on: Mapped[date | None]
    missed: Mapped[date | None]
    ladder_from: Mapped[date | None]
    held_work: Mapped[str | None]
    official: Mapped[str | None]
    reports: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class CompletionRow(Base):
    """What a unit reports, for one or many assignments; the document's date is the legal one."""

    __tablename__ = "completion"
    id: Mapped[str] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), index=True)
    document: Mapped[dict[str, Any] | None]
    result_on: Mapped[date]
    values: Mapped[dict[str, Any]]
    evidence: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str]
    recorded_by: Mapped[str]
    recorded_for: Mapped[str | None]
    entered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class AnswerLineRow(Base):
    """One assignment within a completion and how it was answered. Returns never disappear."""

    __tablename__ = "completion_line"
    completion: Mapped[str] = mapped_column(ForeignKey("completion.id"), primary_key=True)
    assignment: Mapped[str] = mapped_column(ForeignKey("assignment.id"), primary_key=True, index=True)
    state: Mapped[str]
    classed: Mapped[str | None]
    reason: Mapped[str | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class ExtensionRow(Base):
    """A request to move a deadline and its decision, with both days.

    `late` when the deadline had passed as it was asked. `spoken` is who said it, when and where; `document` what
    confirms it later: until then it is "chờ văn bản".
    """

    __tablename__ = "extension"
    id: Mapped[str] = mapped_column(primary_key=True)
    assignment: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    until: Mapped[date]
    before: Mapped[date | None]
    after: Mapped[date | None]
    reason: Mapped[str]
    classed: Mapped[str]
    authority: Mapped[str | None]
    late: Mapped[bool] = mapped_column(default=False, server_default=false())
    spoken: Mapped[dict[str, Any] | None]
    document: Mapped[dict[str, Any] | None]
    state: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decision: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class RemarkRow(Base):
    """What was said of an assignment: a comment, progress, an obstacle, a contribution, an objection, a hand-over.

    An obstacle (vướng mắc) names the unit that `blocks` and since when; it stands until `closed_at`.
    """

    __tablename__ = "remark"
    id: Mapped[str] = mapped_column(primary_key=True)
    assignment: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str]
    by_unit: Mapped[str | None]
    mentions: Mapped[list[Any]]
    evidence: Mapped[list[Any]]
    percent: Mapped[int | None]
    blocks: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    since: Mapped[date | None]
    at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class EvidenceRow(Base):
    """A file handed in, by the digest of its bytes; the bytes lie in the store of files, unchanged."""

    __tablename__ = "evidence"
    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"), index=True)
    uploaded_by: Mapped[str] = mapped_column(index=True)
    uploaded_at: Mapped[datetime]
