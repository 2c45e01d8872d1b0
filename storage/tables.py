"""The rows of the house. Only this module defines tables; what a row means is said in the domain."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.types import Json, UtcDateTime


class Base(DeclarativeBase):
    """Names of constraints are fixed, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it off the class
        datetime: UtcDateTime,
        dict[str, Any]: Json,
        list[Any]: Json,
        str: String,
    }


class UnitRow(Base):
    """A unit of the authority; its body is `domain.office.Unit` as data."""

    __tablename__ = "unit"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent: Mapped[str | None]
    mailbox: Mapped[str | None]
    in_charge: Mapped[bool] = mapped_column(default=False)
    body: Mapped[dict[str, Any]]


class OfficialRow(Base):
    """A person of the office."""

    __tablename__ = "official"
    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="anh (chị)")
    email: Mapped[str | None]
    phone: Mapped[str | None]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class GrantRow(Base):
    """A role somebody holds in a unit for some days; `unit` empty is the whole authority."""

    __tablename__ = "grant"
    id: Mapped[str] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    role: Mapped[str]
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"), index=True)
    field: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[date | None]


class AbsenceRow(Base):
    """Days on which an official is away and who acts in their place; `unit` empty concerns all their roles."""

    __tablename__ = "absence"
    id: Mapped[str] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    substitute: Mapped[str | None] = mapped_column(ForeignKey("official.id"), index=True)
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    since: Mapped[date]
    until: Mapped[date]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class TokenRow(Base):
    """A bearer token or an invitation; only the digest of the secret is kept. `acts` are all it may; none: as its owner."""

    __tablename__ = "token"
    digest: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str | None] = mapped_column(index=True, unique=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="", server_default="")
    acts: Mapped[list[Any] | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class CalendarRow(Base):
    """A decision on one day: off or worked, by which document, decided or only expected."""

    __tablename__ = "calendar_decision"
    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    basis: Mapped[str]
    decided: Mapped[bool] = mapped_column(default=True)
    name: Mapped[str] = mapped_column(default="", server_default="")


class SettingRow(Base):
    """What the office has set as data: its calendar's sessions, its ladder, its letter head."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]


class DirectiveRow(Base):
    """A directive, from draft to issue. `draft` is what was read from the document, with its warnings."""

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
    created_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ItemRow(Base):
    """One thing required in a directive, verbatim, with who owes it and what makes its deadline bind."""

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
    product: Mapped[str | None]
    follow: Mapped[bool] = mapped_column(default=True)
    criteria: Mapped[list[Any]]
    remedies: Mapped[list[Any]]
    read: Mapped[dict[str, Any]]
    weight: Mapped[int] = mapped_column(default=1)
    next_period: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class AssignmentRow(Base):
    """An item as owed by one lead unit for one period. Its deadline in force and its first one are both kept.

    `missed` is a deadline that had passed before it was moved: what lateness is judged by. `held_work` is the state
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


class SourceRow(Base):
    """Where figures come from: its owner, the window they cover, the day they arrive, its template and names of units."""

    __tablename__ = "source"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    window: Mapped[str]
    arrival_day: Mapped[int]
    template: Mapped[str | None]
    criteria: Mapped[list[Any]]
    unit_names: Mapped[dict[str, Any]]


class StepRow(Base):
    """Everything that waits (architecture: everything that waits is a step)."""

    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject", "rung", "deadline_version", "occurrence"),
        Index("ix_step_open", "state", "at"),
        Index("ix_step_subject", "subject_kind", "subject"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]
    subject: Mapped[str]
    rung: Mapped[str]
    phase: Mapped[str]
    role: Mapped[str]
    at: Mapped[datetime]
    release: Mapped[str]
    state: Mapped[str]
    release_at: Mapped[datetime | None]
    repeat_days: Mapped[int | None]
    occurrence: Mapped[int] = mapped_column(default=0)
    deadline_version: Mapped[int] = mapped_column(default=1)
    nags: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    into: Mapped[str | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str | None]
    no_notice: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class MessageRow(Base):
    """One mail that carries one notice or many; retry state lives here alone.

    `slot` is the one place of a gathered mail for its addressee and working day; empty for what leaves at once.
    """

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_open", "state", "send_at"), Index("ix_message_slot", "slot", unique=True))
    id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    addressee: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    send_at: Mapped[datetime]
    state: Mapped[str]
    lease_until: Mapped[datetime | None]
    slot: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str | None]
    subject: Mapped[str | None]
    reply: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class NoticeRow(Base):
    """One thing to tell one addressee, with exactly one cause."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("cause", "addressee", "channel"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str]
    addressee: Mapped[str]
    channel: Mapped[str]
    kind: Mapped[str]
    phase: Mapped[str | None]
    assignment: Mapped[str | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    facts: Mapped[dict[str, Any]]
    deadline_version: Mapped[int] = mapped_column(default=1)
    message: Mapped[str | None] = mapped_column(ForeignKey("message.id"), index=True)
    state: Mapped[str]
    reason: Mapped[str | None]
    created_at: Mapped[datetime]


class MeasurementRow(Base):
    """A figure for a criterion, a unit and a period, with where it came from."""

    __tablename__ = "measurement"
    __table_args__ = (Index("ix_measurement_of", "criterion", "unit", "period"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    criterion: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    period: Mapped[str]
    values: Mapped[dict[str, Any]]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    not_applicable: Mapped[bool] = mapped_column(default=False)
    arrived_on: Mapped[date]
    entered_at: Mapped[datetime]


class ScorecardRow(Base):
    """A version of the rules of the index, immutable once stored."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("key"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    title: Mapped[str]
    year: Mapped[int]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class ScenarioRow(Base):
    """A trial somebody keeps (thử phương án): what is assumed, never what comes of it, which is computed anew."""

    __tablename__ = "scenario"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    scorecard: Mapped[str] = mapped_column(ForeignKey("scorecard.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), index=True)
    period: Mapped[str]
    body: Mapped[dict[str, Any]]
    created_by: Mapped[str]
    created_at: Mapped[datetime]


class PublicationRow(Base):
    """The index of a period as it was published: from then on every unit sees all of it."""

    __tablename__ = "publication"
    scorecard: Mapped[str] = mapped_column(ForeignKey("scorecard.id"), primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    issued_on: Mapped[date]
    places: Mapped[list[Any]]
    published_by: Mapped[str]
    published_at: Mapped[datetime]


class AppraisalRow(Base):
    """A round of appraisal: one card and period, with the windows of its steps."""

    __tablename__ = "appraisal"
    __table_args__ = (UniqueConstraint("scorecard", "period"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    scorecard: Mapped[str] = mapped_column(ForeignKey("scorecard.id"))
    period: Mapped[str]
    windows: Mapped[dict[str, Any]]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class AppraisalSheetRow(Base):
    """The score sheet (phiếu điểm) of one unit in a round: where it stands."""

    __tablename__ = "appraisal_sheet"
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), primary_key=True)
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)


class AppraisalSessionRow(Base):
    """A meeting in which scores are entered face to face, with its minutes."""

    __tablename__ = "appraisal_session"
    id: Mapped[str] = mapped_column(primary_key=True)
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), index=True)
    held_on: Mapped[date]
    place: Mapped[str]
    minutes: Mapped[str]
    file: Mapped[str | None] = mapped_column(ForeignKey("evidence.id"))
    present: Mapped[list[Any]]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class AppraisalMarkRow(Base):
    """One line of a sheet as it was entered in one step. Append-only: a later line stands over it, none replaces it."""

    __tablename__ = "appraisal_mark"
    id: Mapped[str] = mapped_column(primary_key=True)
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    step: Mapped[str]
    criterion: Mapped[str]
    turn: Mapped[int]
    body: Mapped[dict[str, Any]]
    session: Mapped[str | None] = mapped_column(ForeignKey("appraisal_session.id"))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class AppraisalMoveRow(Base):
    """One move of a sheet: who, when, why, from where to where; with the score as it stood then. Append-only."""

    __tablename__ = "appraisal_move"
    id: Mapped[str] = mapped_column(primary_key=True)
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    name: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    turn: Mapped[int]
    field: Mapped[str | None]
    reason: Mapped[str]
    score: Mapped[dict[str, Any]]
    session: Mapped[str | None] = mapped_column(ForeignKey("appraisal_session.id"))
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class ReviewRow(Base):
    """The frozen figures of a period; its documents are made from them alone, any number of times.

    It holds the last revision; earlier ones are kept beside it. Approval and publication name the digest they are of.
    """

    __tablename__ = "review"
    period: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    digests: Mapped[dict[str, Any] | None]
    approved_digest: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    published_digest: Mapped[str | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    file: Mapped[str | None]


class ReviewPastRow(Base):
    """A revision that a later one has followed, as it was frozen."""

    __tablename__ = "review_past"
    period: Mapped[str] = mapped_column(ForeignKey("review.period"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str]
    digests: Mapped[dict[str, Any] | None]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]


class ReviewSectionRow(Base):
    """The text of one section of a period's report as a unit sent it; each sending is kept, the last one counts."""

    __tablename__ = "review_section"
    period: Mapped[str] = mapped_column(primary_key=True)
    section: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    received_at: Mapped[datetime]
    received_by: Mapped[str]


class EventRow(Base):
    """One change of a fact. Triggers forbid update and delete; each row carries the digest of the one before."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    data: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]


class LogHeadRow(Base):
    """The head of the log: one row, updated by every append just before its commit."""

    __tablename__ = "log_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    at: Mapped[datetime | None]


class CursorRow(Base):
    """How far a consumer has read the log."""

    __tablename__ = "cursor"
    consumer: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)


class StoredAnswerRow(Base):
    """The answer an act gave under a key: a repeat gets the same."""

    __tablename__ = "stored_answer"
    actor: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    status: Mapped[int]
    body: Mapped[dict[str, Any]]
    etag: Mapped[str | None]
    at: Mapped[datetime]


class LeaseRow(Base):
    """Who holds a job that only one may do."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class SignInRow(Base):
    """A session of a browser, from sign-in to its end; only digests of its secrets are kept.

    `device` is the browser that signed in: what is known may try again while strangers are held off. `awaits` is what
    is still missing after the password ("code", "enrolment"): until then it opens nothing.
    """

    __tablename__ = "sign_in"
    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    device: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    agent: Mapped[str]
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
    awaits: Mapped[str | None]


class FactorRow(Base):
    """The second factor of an official. Its secret is derived from `id`; of recovery codes digests are kept.

    It stands once a first code has shown that the device has it. `last_step` is the latest code used: each works once.
    """

    __tablename__ = "factor"
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), primary_key=True)
    id: Mapped[str]
    stands: Mapped[bool] = mapped_column(default=False)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    recovery: Mapped[list[Any]]
    created_at: Mapped[datetime]


class AccessRow(Base):
    """One line of the access log: who came in, who tried, what was ended. Append-only and chained like the events."""

    __tablename__ = "access"
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str]
    official: Mapped[str | None] = mapped_column(index=True)
    data: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]


class AccessHeadRow(Base):
    """The head of the access log, and how much of it the log of events has been told."""

    __tablename__ = "access_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    at: Mapped[datetime | None]
    anchored: Mapped[int] = mapped_column(BigInteger, default=0)


class WebhookRow(Base):
    """Another system that is told of events: where, of which kinds, of which units (none: of all).

    `since` is the head of the log as it asked: nothing older is told. It rests until `rest_until` after a try that
    failed, so that one that is away costs one try at a time. Its secret is derived, and lies nowhere.
    """

    __tablename__ = "webhook"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    name: Mapped[str]
    kinds: Mapped[list[Any]]
    units: Mapped[list[Any] | None]
    since: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int] = mapped_column(default=0)
    rest_until: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DeliveryRow(Base):
    """One event for one subscriber, and what came of each try to hand it over."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("webhook", "event"), Index("ix_delivery_open", "state", "send_at"))
    id: Mapped[str] = mapped_column(primary_key=True)
    webhook: Mapped[str] = mapped_column(ForeignKey("webhook.id"))
    event: Mapped[int] = mapped_column(ForeignKey("event.seq"))
    kind: Mapped[str]
    state: Mapped[str]
    send_at: Mapped[datetime]
    keep_trying_until: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    reply: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
