"""Which subjects have clocks, which were overlooked, and which ones an event of the log moves."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ladder import StepState
from domain.subject import MAIL, WEBHOOKS, Subject, SubjectKind
from storage.log import Event
from storage.tables import AssignmentRow, ItemRow, MessageRow, StepRow
from storage.views import webhooks

BATCH = 500
PLANNED = frozenset(
    {SubjectKind.ITEM.value, SubjectKind.REVIEW.value, SubjectKind.BRIEFING.value, SubjectKind.ROUND.value}
)
"""Kinds of subjects that are open as long as a step of theirs is ahead."""
WITH_ASSIGNMENTS = frozenset(
    {
        "annex.in-force",
        "unit.handed-over",
        "calendar.moved",
        "completion.accepted",
        "completion.contested",
        "completion.entered",
        "completion.returned",
        "figures.judged",
        "item.amended",
        "item.confirmed",
        "item.fulfilled",
        "item.fulfilment-taken-back",
        "item.period-opened",
        "ladder.relaid",
    }
)
"""Kinds of events that name the assignments they move."""


def open_subjects(session: Session) -> Iterator[Subject]:
    """Every subject that should have one running clock: the channels, items, reviews and rounds with steps ahead, open assignments."""
    yield MAIL
    if webhooks.standing(session):
        yield WEBHOOKS
    planned = (
        select(StepRow.subject_kind, StepRow.subject)
        .where(StepRow.subject_kind.in_(PLANNED), StepRow.state == StepState.PENDING.value)
        .distinct()
        .order_by(StepRow.subject_kind, StepRow.subject)
    )
    for kind, subject in session.execute(planned):
        yield Subject(SubjectKind(kind), subject)
    open_ones = select(AssignmentRow.id).where(AssignmentRow.closed_at.is_(None)).order_by(AssignmentRow.id)
    for assignment in session.scalars(open_ones):
        yield Subject(SubjectKind.ASSIGNMENT, assignment)


def is_open(session: Session, subject: Subject) -> bool:
    """Whether that subject should have a running clock: what `open_subjects` says, asked for one."""
    if subject.kind is SubjectKind.ASSIGNMENT:
        row = session.get(AssignmentRow, subject.id)
        return row is not None and row.closed_at is None
    if subject.kind.value in PLANNED:
        ahead = select(StepRow.id).where(
            StepRow.subject_kind == subject.kind.value,
            StepRow.subject == subject.id,
            StepRow.state == StepState.PENDING.value,
        )
        return session.scalar(ahead.limit(1)) is not None
    return subject == MAIL or (subject == WEBHOOKS and bool(webhooks.standing(session)))


def open_among(session: Session, subjects: Iterable[Subject]) -> set[Subject]:
    """Those of many that should have a running clock: assignments, of which one order brings thousands, are asked together."""
    asked = list(subjects)
    owed = [one.id for one in asked if one.kind is SubjectKind.ASSIGNMENT]
    found = {one for one in asked if one.kind is not SubjectKind.ASSIGNMENT and is_open(session, one)}
    for first in range(0, len(owed), BATCH):
        some = select(AssignmentRow.id).where(
            AssignmentRow.id.in_(owed[first : first + BATCH]), AssignmentRow.closed_at.is_(None)
        )
        found |= {Subject(SubjectKind.ASSIGNMENT, one) for one in session.scalars(some)}
    return found


def overdue_subjects(session: Session, now: datetime, grace: timedelta, limit: int = BATCH) -> list[Subject]:
    """Subjects with an instant that passed more than the grace ago: Temporal or its pollers slept."""
    before = now - grace
    waiting = (StepState.HELD.value, StepState.AWAITING.value)
    steps = session.execute(
        select(StepRow.subject_kind, StepRow.subject)
        .where(
            ((StepRow.state == StepState.PENDING.value) & (StepRow.at <= before))
            | (StepRow.state.in_(waiting) & (StepRow.release_at <= before))
        )
        .distinct()
        .order_by(StepRow.subject_kind, StepRow.subject)
        .limit(limit)
    )
    found = [Subject(SubjectKind(kind), subject) for kind, subject in steps]
    if _mail_is_late(session, before):
        found.append(MAIL)
    if webhooks.are_late(session, before):
        found.append(WEBHOOKS)
    return found


def _mail_is_late(session: Session, before: datetime) -> bool:
    late = select(MessageRow.id).where(
        ((MessageRow.state == "pending") & (MessageRow.send_at <= before))
        | ((MessageRow.state == "sending") & (MessageRow.lease_until <= before))
    )
    return session.scalar(late.limit(1)) is not None


def channels_of(session: Session, events: Iterable[Event]) -> list[Subject]:
    """The channels that events of any kind move: other systems are told of what moves no clock, too."""
    return [WEBHOOKS] if webhooks.moved_by(session, events) else []


def subjects_of(session: Session, event: Event) -> list[Subject]:
    """The subjects whose outlook an event moves; the one that was acted on in time itself is never among them."""
    found: list[Subject] = []
    kind, _, about = event.subject.partition("/")
    match event.kind:
        case "directive.issued" | "directive.carried-over":
            found = [*_items_of(session, about), *_assignments_of(session, about)]
        case "directive.forms-set":
            found = [Subject(SubjectKind.ITEM, one) for one in event.data["items"]]
        case _ if event.kind in WITH_ASSIGNMENTS:
            found = [Subject(SubjectKind.ASSIGNMENT, one) for one in event.data["assignments"]]
            found += [_named(one) for one in event.data.get("subjects", ())]
        case "item.withdrawn":
            gone = [Subject(SubjectKind.ASSIGNMENT, one) for one in event.data["assignments"]]
            found = [Subject(SubjectKind.ITEM, about), *gone]
        case "hold.released":
            found = [WEBHOOKS] if webhooks.standing(session) else []
        case "steps.taken" | "step.released" | "item.contributed" | "assignment.commented":
            pass
        case _ if kind == SubjectKind.ASSIGNMENT.value:
            found = [Subject(SubjectKind.ASSIGNMENT, about)]
        case _ if kind in PLANNED:
            found = [Subject(SubjectKind(kind), about)]
    return [*found, MAIL] if _brings_mail(event) else found


def _named(told: str) -> Subject:
    kind, _, about = told.partition("/")
    return Subject(SubjectKind(kind), about)


def _brings_mail(event: Event) -> bool:
    return bool(event.data.get("notices")) or event.kind in {"directive.issued", "item.period-opened"}


def _items_of(session: Session, directive: str) -> list[Subject]:
    recurring = select(ItemRow.id).where(ItemRow.directive == directive, ItemRow.next_period.is_not(None))
    return [Subject(SubjectKind.ITEM, item) for item in session.scalars(recurring.order_by(ItemRow.position))]


def _assignments_of(session: Session, directive: str) -> list[Subject]:
    owed = select(AssignmentRow.id).where(AssignmentRow.directive == directive, AssignmentRow.closed_at.is_(None))
    return [Subject(SubjectKind.ASSIGNMENT, one) for one in session.scalars(owed.order_by(AssignmentRow.id))]
