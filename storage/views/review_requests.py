"""What a review asks of units: assignments of a directive of its own kind, which no figure of a review counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.rights import Scope
from storage.tables import AnswerLineRow, AssignmentRow, DirectiveRow, ItemRow, ReviewRow, ReviewSectionRow
from storage.views import office, review_settings
from storage.views.sources import DUTY

REQUEST = "đề nghị báo cáo"
"""The kind of a directive that stands for what a period's report asks of units."""
RETURNED = "returned"
APPROVAL = "duyet-"
"""Before the number of a revision: what an approval is asked under."""


def asked_for() -> Select[str]:
    """The ids of all assignments that a report asks for, or that a source of figures is: what tells of work leaves them out."""
    return (
        select(AssignmentRow.id)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .where(DirectiveRow.kind.in_((REQUEST, DUTY)))
    )


def of_period(session: Session, period: str) -> dict[str, AssignmentRow]:
    """What a period has asked for, by section (or approval)."""
    asked = (
        select(ItemRow, AssignmentRow)
        .join(AssignmentRow, AssignmentRow.item == ItemRow.id)
        .where(ItemRow.directive == f"review-{period}")
        .order_by(ItemRow.position)
    )
    return {str(item.read["part"]): row for item, row in session.execute(asked)}


def request_of(session: Session, period: str, part: str) -> AssignmentRow | None:
    """The assignment that asks for a section of a period's report."""
    return session.scalar(select(AssignmentRow).where(AssignmentRow.item == f"review-{period}-{part}"))


@dataclass(frozen=True)
class Part:
    """What an assignment asks for in a period's report: a section by its name, or an approval."""

    period: str
    name: str

    @property
    def is_approval(self) -> bool:
        """Whether it is the approval of a revision."""
        return self.name.startswith(APPROVAL)


def part_of(session: Session, assignment: str) -> Part | None:
    """The part an assignment asks for; None for all other work."""
    row = session.get(AssignmentRow, assignment)
    item = session.get(ItemRow, row.item) if row is not None else None
    told: Mapping[str, str] = item.read if item is not None else {}
    return Part(told["review"], told["part"]) if "review" in told else None


def returned_at(session: Session, period: str, as_of: datetime) -> dict[str, datetime]:
    """When the text of a section was last sent back, by section: what came before it no longer counts."""
    asked = (
        select(ItemRow, AnswerLineRow.answered_at)
        .join(AssignmentRow, AssignmentRow.item == ItemRow.id)
        .join(AnswerLineRow, AnswerLineRow.assignment == AssignmentRow.id)
        .where(
            ItemRow.directive == f"review-{period}",
            AnswerLineRow.state == RETURNED,
            AnswerLineRow.answered_at <= as_of,
        )
        .order_by(AnswerLineRow.answered_at)
    )
    return {str(item.read["part"]): at for item, at in session.execute(asked) if at is not None}


def section_lines(session: Session, scope: Scope, period: str, now: datetime) -> list[dict[str, Any]]:
    """The outline of a period with what has become of each section: all for the office, for a unit its own."""
    texts, asked = _texts(session, period), of_period(session, period)
    names, back = {unit.code: unit.name for unit in office.units(session)}, returned_at(session, period, now)
    return [
        {
            "id": one.id,
            "title": one.title,
            "owner": one.owner,
            "owner_name": names.get(one.owner) if one.owner else None,
            **_sent(texts.get(one.id), back.get(one.id)),
            **_asked(asked.get(one.id)),
        }
        for one in review_settings.outline(session)
        if scope.units is None or (one.owner is not None and scope.sees(one.owner))
    ]


def _texts(session: Session, period: str) -> dict[str, ReviewSectionRow]:
    rows = session.scalars(
        select(ReviewSectionRow).where(ReviewSectionRow.period == period).order_by(ReviewSectionRow.version)
    )
    return {row.section: row for row in rows}


def _sent(row: ReviewSectionRow | None, back: datetime | None) -> dict[str, Any]:
    """The last text, and whether it stands: what was sent back waits for another."""
    if row is None:
        return {"text": None, "version": 0, "sent_at": None, "stands": False}
    stands = back is None or row.received_at > back
    return {"text": row.text, "version": row.version, "sent_at": row.received_at.isoformat(), "stands": stands}


def _asked(row: AssignmentRow | None) -> dict[str, Any]:
    """What asked for it: the assignment, how it stands, by when, and the report that waits for its answer."""
    if row is None:
        return {"assignment": None, "work": None, "due_on": None, "completion": None}
    due = row.deadline.isoformat() if row.deadline else None
    return {"assignment": row.id, "work": row.work, "due_on": due, "completion": row.completion}


def asking(session: Session) -> dict[str, str]:
    """The periods that have asked units for something, with their usual words, the last one first."""
    asked = select(DirectiveRow.text, DirectiveRow.title).where(DirectiveRow.kind == REQUEST)
    rows = session.execute(asked.order_by(DirectiveRow.issued_at.desc(), DirectiveRow.id)).all()
    return {str(period): (title or str(period)) for period, title in rows}


def approval_of(session: Session, period: str, revision: int) -> dict[str, Any] | None:
    """What asked for the approval of a revision: the assignment and by when; None where nobody asked."""
    row = request_of(session, period, f"{APPROVAL}{revision}")
    return None if row is None else {"id": row.id, "deadline": row.deadline, "work": row.work}


def concerns_units(session: Session) -> bool:
    """Whether a unit finds anything of reviews: something was asked of units, or has gone out."""
    asked = select(DirectiveRow.id).where(DirectiveRow.kind == REQUEST).limit(1)
    gone_out = select(ReviewRow.period).where(ReviewRow.published_at.is_not(None)).limit(1)
    return session.scalar(asked) is not None or session.scalar(gone_out) is not None
