"""Frozen reviews, and the counts and lists of one instant that a review is made of."""

from collections import Counter
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.directive import LostPoint
from domain.ladder import StepState
from domain.review_dates import ReviewDate
from domain.rights import Scope
from domain.subject import SubjectKind
from storage.tables import (
    AssignmentRow,
    DirectiveRow,
    EventRow,
    ItemRow,
    MessageRow,
    NoticeRow,
    ReviewPastRow,
    ReviewRow,
    ReviewSectionRow,
    StepRow,
)
from storage.views.records import lost_point_name
from storage.views.review_requests import asked_for, returned_at

ROLES = {"head": "Thủ trưởng đơn vị", "chair": "Lãnh đạo Ủy ban nhân dân"}
"""Whom an escalation would reach, as the review says it."""


ASKS = "review"
"""The kind of notice that asks for something a review needs."""
PUBLISHED = "published"
"""The kind of notice that says that a review has gone out."""


def reviews(session: Session, *, published: bool = False) -> list[dict[str, Any]]:
    """Every frozen review without its figures, the newest first; only those that have gone out where asked."""
    asked = select(ReviewRow).order_by(ReviewRow.as_of.desc(), ReviewRow.period)
    if published:
        asked = asked.where(ReviewRow.published_at.is_not(None))
    return [_head(row) for row in session.scalars(asked)]


def review(session: Session, scope: Scope, period: str) -> dict[str, Any] | None:
    """One frozen review with its snapshot; a unit sees the scores of others only once they are published."""
    row = session.get(ReviewRow, period)
    if row is None:
        return None
    snapshot = dict(row.snapshot)
    snapshot["scores"] = [score for score in snapshot["scores"] if scope.sees(score["unit"])]
    return {**_head(row), "snapshot": snapshot}


def published(session: Session, period: str) -> dict[str, Any] | None:
    """What everybody may know of a review that has gone out: its number, its day, and which file it is."""
    row = session.get(ReviewRow, period)
    return _head(row) if row is not None and row.published_at is not None else None


def revisions(session: Session, period: str) -> list[dict[str, Any]]:
    """Every revision of a review with its snapshot, the first one first."""
    past = session.scalars(select(ReviewPastRow).where(ReviewPastRow.period == period).order_by(ReviewPastRow.revision))
    last = session.get(ReviewRow, period)
    return [_revision(row) for row in (*past, *((last,) if last is not None else ()))]


def _revision(row: ReviewRow | ReviewPastRow) -> dict[str, Any]:
    return {
        "revision": row.revision,
        "as_of": row.as_of.isoformat(),
        "digest": row.digest,
        "digests": row.digests,
        "frozen_at": row.frozen_at.isoformat(),
        "frozen_by": row.frozen_by,
        "snapshot": row.snapshot,
    }


def _head(row: ReviewRow) -> dict[str, Any]:
    return {
        "period": row.period,
        "label": row.snapshot["period"].get("label", row.period),
        "as_of": row.as_of.isoformat(),
        "digest": row.digest,
        "digests": row.digests,
        "revision": row.revision,
        "state": _state(row),
        "frozen_at": row.frozen_at.isoformat(),
        "approved_at": row.approved_at.isoformat() if row.approved_at else None,
        "published": _publication(row) if row.published_at else None,
        "version": row.version,
    }


def _state(row: ReviewRow) -> str:
    """Of the last revision: what an earlier one has reached stands under "published"."""
    if row.published_digest == row.digest:
        return "published"
    return "approved" if row.approved_digest == row.digest else "draft"


def _publication(row: ReviewRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "file": row.file,
        "at": row.published_at.isoformat() if row.published_at else None,
        "digest": row.published_digest,
    }


def publication_cause(row: ReviewRow) -> str:
    """What the notices of one publication have as their cause: its number and its content."""
    return f"review/{row.period}/{row.number}/{row.published_digest}"


def went_out_again(session: Session, period: str, cause: str) -> bool:
    """Whether a later publication took the place of the one that is the cause of a notice."""
    row = session.get(ReviewRow, period)
    return row is None or publication_cause(row) != cause


def handed_over(session: Session, period: str) -> list[dict[str, Any]]:
    """What became of the mail to each unit that a published review was sent to: where it went, when, and in which form.

    `form` is "attached" where the signed file went along, "linked" where it did not, null while the mail has not left.
    """
    review = session.get(ReviewRow, period)
    if review is None or review.published_digest is None:
        return []
    asked = (
        select(NoticeRow, MessageRow)
        .outerjoin(MessageRow, MessageRow.id == NoticeRow.message)
        .where(NoticeRow.cause == publication_cause(review), NoticeRow.kind == PUBLISHED, NoticeRow.channel == "mail")
        .order_by(NoticeRow.addressee)
    )
    found = list(session.execute(asked).all())
    attached = _with_files(session, [mail.id for _, mail in found if mail is not None])
    return [_handed(notice, mail, attached) for notice, mail in found]


def _with_files(session: Session, mails: list[str]) -> set[str]:
    """Of some mails those that a file went along with."""
    subjects = {f"message/{one}": one for one in mails}
    told = session.scalars(
        select(EventRow).where(EventRow.kind == "message.sent", EventRow.subject.in_(list(subjects)))
    )
    return {subjects[event.subject] for event in told if event.data.get("enclosed")}


def _handed(notice: NoticeRow, mail: MessageRow | None, attached: set[str]) -> dict[str, Any]:
    sent = mail is not None and mail.sent_at is not None
    return {
        "unit": notice.addressee.partition("/")[2],
        "state": mail.state if mail is not None and notice.state == "waiting" else notice.state,
        "address": mail.address if mail is not None else None,
        "meant_for": mail.meant_for if mail is not None else None,
        "at": mail.sent_at.isoformat() if mail is not None and mail.sent_at is not None else None,
        "form": None if mail is None or not sent else "attached" if mail.id in attached else "linked",
    }


def received(session: Session, period: str, digest: str) -> list[dict[str, Any]]:
    """Which units have said that they received what went out under that digest: who, and when."""
    asked = (
        select(EventRow)
        .where(EventRow.kind == "review.received", EventRow.subject == f"review/{period}")
        .order_by(EventRow.seq)
    )
    return [
        {"unit": event.data["unit"], "by": event.actor, "at": event.at.isoformat()}
        for event in session.scalars(asked)
        if event.data["digest"] == digest
    ]


def known_since(session: Session) -> datetime | None:
    """The instant of the first fact: of a time before it nothing is reported. None in an empty installation."""
    return session.scalar(select(EventRow.at).order_by(EventRow.seq).limit(1))


def cut_off(session: Session, period: str, now: datetime) -> datetime | None:
    """The instant of a period's cut-off where it has passed and was not taken yet."""
    return session.scalar(
        select(StepRow.at).where(
            StepRow.subject_kind == SubjectKind.REVIEW.value,
            StepRow.subject == period,
            StepRow.rung == ReviewDate.CUT_OFF.value,
            StepRow.state == StepState.PENDING.value,
            StepRow.at <= now,
        )
    )


def waiting(session: Session) -> list[tuple[str, str, datetime]]:
    """The dates of all periods that wait, the soonest first: period, date, instant."""
    asked = (
        select(StepRow.subject, StepRow.rung, StepRow.at)
        .where(StepRow.subject_kind == SubjectKind.REVIEW.value, StepRow.state == StepState.PENDING.value)
        .order_by(StepRow.at, StepRow.id)
    )
    return [(subject, rung, at) for subject, rung, at in session.execute(asked)]


def opened(session: Session) -> set[str]:
    """The names of the periods whose dates are planned."""
    asked = select(StepRow.subject).where(StepRow.subject_kind == SubjectKind.REVIEW.value).distinct()
    return set(session.scalars(asked))


def dates(session: Session, period: str) -> list[dict[str, Any]]:
    """The dates of a period in their order: when each is due, and what became of it."""
    asked = (
        select(StepRow)
        .where(StepRow.subject_kind == SubjectKind.REVIEW.value, StepRow.subject == period)
        .order_by(StepRow.at, StepRow.id)
    )
    return [
        {
            "date": row.rung,
            "at": row.at.isoformat(),
            "state": row.state,
            "reason": row.reason or row.no_notice,
            "taken_at": row.taken_at.isoformat() if row.taken_at else None,
        }
        for row in session.scalars(asked)
    ]


def sections(session: Session, period: str, as_of: datetime) -> dict[str, str]:
    """The last text of each section of a period's report that had arrived and was not sent back."""
    back = returned_at(session, period, as_of)
    rows = session.scalars(
        select(ReviewSectionRow)
        .where(ReviewSectionRow.period == period, ReviewSectionRow.received_at <= as_of)
        .order_by(ReviewSectionRow.section, ReviewSectionRow.version)
    )
    return {row.section: row.text for row in rows if row.section not in back or row.received_at > back[row.section]}


def lost_points(session: Session, as_of: datetime) -> tuple[LostPoint, ...]:
    """Last year's lost points as the directives issued by `as_of` report them; each document numbers its own."""
    issued = (
        select(DirectiveRow)
        .where(DirectiveRow.issued_at.is_not(None), DirectiveRow.issued_at <= as_of)
        .order_by(DirectiveRow.issued_on, DirectiveRow.number)
    )
    return tuple(_lost_point(row, point) for row in session.scalars(issued) for point in row.lost_points)


def _lost_point(row: DirectiveRow, point: dict[str, Any]) -> LostPoint:
    named = row.number or row.title or row.id
    points, parent = point.get("points"), point.get("parent")
    return LostPoint(
        id=lost_point_name(named, point["id"]),
        text=point["text"],
        points=None if points is None else Fraction(str(points)),
        parent=None if parent is None else lost_point_name(named, parent),
        field=point.get("field"),
        cause=point.get("cause"),
    )


def notices_by_kind(session: Session, since: datetime, as_of: datetime) -> dict[str, int]:
    """How many notices of each kind were written from `since` to `as_of` and not dropped before they left.

    What asks for a review is no part of what it tells, or writing it would change it.
    """
    counted = (
        select(NoticeRow.kind, func.count().label("many"))
        .where(NoticeRow.created_at >= since, NoticeRow.created_at <= as_of, NoticeRow.state != "dropped")
        .where(
            NoticeRow.kind.not_in((ASKS, PUBLISHED)),
            or_(NoticeRow.assignment.is_(None), NoticeRow.assignment.not_in(asked_for())),
        )
        .group_by(NoticeRow.kind)
    )
    return {row.kind: row.many for row in session.execute(counted)}


def steps_by_state(session: Session) -> dict[str, int]:
    """How many steps of work stand in each state; their sum is how many were ever planned. Those of reviews and briefings are left out."""
    counted: Counter[str] = Counter(dict.fromkeys((state.value for state in StepState), 0))
    of_work = select(StepRow.state, func.count()).where(
        StepRow.subject_kind.in_((SubjectKind.ITEM.value, SubjectKind.ASSIGNMENT.value)),
        StepRow.subject.not_in(asked_for()),
    )
    for state, count in session.execute(of_work.group_by(StepRow.state)):
        counted[state] = count
    return dict(counted)


def unreleased(session: Session) -> list[dict[str, Any]]:
    """Escalations that still wait for a person's word, as the review names them: "chưa xử lý" (domain.md §0.7)."""
    asked = (
        select(StepRow, AssignmentRow, ItemRow, DirectiveRow)
        .join(AssignmentRow, AssignmentRow.id == StepRow.subject)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .where(StepRow.state == StepState.AWAITING.value, StepRow.subject.not_in(asked_for()))
        .order_by(StepRow.at, StepRow.id)
    )
    day = Calendar().local_date
    return [
        {
            "directive": directive.number or directive.title or directive.id,
            "ref": item.ref,
            "unit": assignment.unit,
            "period": assignment.period or None,
            "to": ROLES.get(step.role, step.role),
            "due_on": day(step.at).isoformat(),
        }
        for step, assignment, item, directive in session.execute(asked)
    ]
