"""What a mail says, as the rows stand when it leaves: rendered from facts of the moment, not of its planning."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.deadline import Basis, days_left
from domain.directive import product_of
from domain.enclosure import Enclosure, file_name
from domain.ladder import Phase
from domain.office import Role, UnitKind
from domain.status import WorkState
from domain.telling.letters import Reminder
from domain.telling.proposal import proposed
from domain.wording.address import USUAL_FORMS, Forms
from domain.wording.words import period_label
from storage.tables import (
    AnswerLineRow,
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    EvidenceRow,
    ItemRow,
    NoticeRow,
    RemarkRow,
    UnitRow,
)
from storage.views.briefings import BRIEFING, owed
from storage.views.letters import HOW, reminders
from storage.views.office import Person, Reached, authority, holders, in_charge, reach
from storage.views.preferences import rules
from storage.views.review_settings import enclosure_rule
from storage.views.reviews import ASKS, PUBLISHED
from storage.views.round_turns import SCORING

PROPOSAL = "proposal"


@dataclass(frozen=True)
class LineFacts:
    """One assignment a mail speaks of, or one thing a period's report needs (without `assignment`); `working_days_left` is negative past the deadline."""

    assignment: str
    ref: str
    text: str
    directive: str
    unit_name: str
    deadline: date | None
    working_days_left: int | None
    period: str | None
    phase: str | None
    result_on: date | None
    on_time: bool | None
    facts: dict[str, Any]
    product: str | None = None
    basis: Basis | None = None
    reminded: tuple[Reminder, ...] = ()
    proposal: str = ""
    deadline_at: datetime | None = None
    deadline_version: int = 1
    unit: str = ""
    awaits_receipt: bool = False
    goes_on: bool = True


@dataclass(frozen=True)
class MailFacts:
    """Everything one mail needs: whom it reaches, its lines, and whom they may call; `about` what is no assignment."""

    reached: Reached
    lines: tuple[LineFacts, ...]
    contact: Person | None
    office_phone: str
    sender: str | None
    authority: str
    document: dict[str, Any] | None
    on_behalf: str | None = None
    about: tuple[str, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()
    forms: Forms = USUAL_FORMS


def mail_facts(
    session: Session, calendar: Calendar, addressee: str, notices: tuple[str, ...], today: date
) -> MailFacts:
    """The facts of a claimed mail, from the ids of its notices."""
    rows = list(session.scalars(select(NoticeRow).where(NoticeRow.id.in_(notices)).order_by(NoticeRow.id)))
    lines = [line for row in _once(rows) for line in _lines(session, calendar, row, today)]
    office, root = in_charge(session), authority(session)
    people = holders(session, Role.SPECIALIST, office.code if office else None, today)
    completion = _answered(session, rows)
    return MailFacts(
        reached=reach(session, addressee, today),
        lines=tuple(
            sorted(lines, key=lambda line: (line.deadline or date.max, line.directive, line.ref, line.assignment))
        ),
        contact=next(iter(people), None),
        office_phone=(office.phone if office else None) or "",
        sender=office.mailbox if office else None,
        authority=root.name if root else "",
        document=completion.document if completion else None,
        on_behalf=completion.source if completion and completion.recorded_for else None,
        about=tuple(str(row.facts["said"]) for row in rows if "said" in row.facts),
        enclosed=tuple(one for row in rows if row.kind == PUBLISHED for one in _enclosed(session, row)),
        forms=rules(session).forms,
    )


def _once(rows: list[NoticeRow]) -> list[NoticeRow]:
    """Each notice, but of the briefings of several weeks (held back together) only one: each tells all that is owed."""
    briefings = [row for row in rows if row.kind == BRIEFING]
    return [row for row in rows if row not in briefings[1:]]


def _enclosed(session: Session, notice: NoticeRow) -> list[Enclosure]:
    """The signed file of what went out, by the office's rule of the moment."""
    kept = session.get(EvidenceRow, notice.facts["file"])
    if kept is None:
        return []
    name = file_name(str(notice.facts["number"]), kept.media_type)
    return [Enclosure(name, kept.sha256, kept.media_type, kept.size, enclosure_rule(session).attaches(kept.size))]


def _lines(session: Session, calendar: Calendar, notice: NoticeRow, today: date) -> list[LineFacts]:
    if notice.kind == ASKS:
        return [_asked(session, calendar, notice, today)]
    if notice.kind == SCORING:
        return [_turn(session, calendar, notice, today)]
    if notice.kind == BRIEFING:
        unit = notice.addressee.partition("/")[2]
        return [_line(session, calendar, notice, one, today) for one in owed(session, unit, today)]
    completion = _completion_of(notice)
    if completion is None:
        return [_line(session, calendar, notice, notice.assignment, today)] if notice.assignment else []
    answered = select(AnswerLineRow.assignment).where(AnswerLineRow.completion == completion)
    return [_line(session, calendar, notice, one, today) for one in session.scalars(answered)]


def _asked(session: Session, calendar: Calendar, notice: NoticeRow, today: date) -> LineFacts:
    """What a period's report needs of whom it is told: the sections they owe, or the next thing to do."""
    until = date.fromisoformat(notice.facts["until"])
    unit = session.get(UnitRow, notice.addressee.partition("/")[2])
    sections = ", ".join(f"“{title}”" for title in notice.facts["sections"])
    return LineFacts(
        assignment="",
        ref="",
        text=f"{notice.facts['asked']}: {sections}" if sections else notice.facts["asked"],
        directive=notice.facts.get("label") or period_label(notice.facts["period"]),
        unit_name=unit.name if unit else "",
        deadline=until,
        working_days_left=days_left(today, until, calendar),
        period=notice.facts.get("label") or notice.facts["period"],
        phase=notice.phase,
        result_on=None,
        on_time=None,
        facts={},
    )


def _turn(session: Session, calendar: Calendar, notice: NoticeRow, today: date) -> LineFacts:
    """What a round asks of whom it is told: their turn, or who has not finished."""
    until = date.fromisoformat(notice.facts["until"]) if notice.facts["until"] else None
    unit = session.get(UnitRow, notice.addressee.partition("/")[2])
    return LineFacts(
        assignment="",
        ref="",
        text=notice.facts["asked"],
        directive=notice.facts["label"],
        unit_name=unit.name if unit else "",
        deadline=until,
        working_days_left=days_left(today, until, calendar) if until else None,
        period=None,
        phase=notice.phase,
        result_on=None,
        on_time=None,
        facts={},
    )


def _line(session: Session, calendar: Calendar, notice: NoticeRow, assignment: str, today: date) -> LineFacts:
    row = session.get_one(AssignmentRow, assignment)
    item = session.get_one(ItemRow, row.item)
    directive = session.get_one(DirectiveRow, row.directive)
    return LineFacts(
        assignment=row.id,
        ref=item.ref,
        text=item.text,
        directive=directive.number or directive.title or "",
        unit_name=session.get_one(UnitRow, row.unit).name,
        deadline=row.deadline,
        working_days_left=days_left(today, row.deadline, calendar) if row.deadline else None,
        period=row.period or None,
        phase=notice.phase,
        result_on=row.result_on,
        on_time=_on_time(row),
        facts=dict(notice.facts),
        product=product_of(item.cadence, item.product),
        basis=None if row.counts or row.deadline is None else Basis(row.basis),
        unit=row.unit,
        awaits_receipt=row.work == WorkState.ISSUED.value and row.closed_at is None,
        deadline_at=row.deadline_at if WorkState(row.work).runs else None,
        deadline_version=row.deadline_version,
        goes_on=_goes_on(row, notice.addressee),
        **_asked_of_a_leader(session, calendar, notice, row, today),
    )


def _goes_on(row: AssignmentRow, addressee: str) -> bool:
    """Whether its reader has still to do with it: neither closed nor paused, nor given to another unit than the one told."""
    role, _, unit = addressee.partition("/")
    rests = row.closed_at is not None or WorkState(row.work) in {WorkState.SUSPENDED, WorkState.WAITING}
    return not rests and (role != "unit" or unit == row.unit)


def _on_time(row: AssignmentRow) -> bool | None:
    """Whether what was reported is in time; None where nothing was, or where no day binds."""
    if row.result_on is None or row.deadline is None or not row.counts:
        return None
    return row.result_on <= (row.missed or row.deadline)


def _asked_of_a_leader(
    session: Session, calendar: Calendar, notice: NoticeRow, row: AssignmentRow, today: date
) -> dict[str, Any]:
    """What a slip adds: each time the unit and its head were told, and what the office proposes (domain.md §5)."""
    if notice.kind != PROPOSAL:
        return {}
    told = reminders(session, [row.id], notice.created_at).get(row.id, [])
    standing = select(RemarkRow.text).where(
        RemarkRow.assignment == row.id, RemarkRow.blocks.is_not(None), RemarkRow.closed_at.is_(None)
    )
    return {
        "reminded": tuple(told),
        "proposal": proposed(
            vertical=session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value,
            obstacle=session.scalar(standing.order_by(RemarkRow.at.desc()).limit(1)),
            escalated=any(one.how == HOW[Phase.HEAD.value] for one in told),
            days_late=max(0, calendar.working_days_between(row.deadline, today)) if row.deadline else 0,
        ),
    }


def _completion_of(notice: NoticeRow) -> str | None:
    """The completion a receipt, a return or a confirmation speaks of."""
    kind, _, about = notice.cause.partition("/")
    return about if kind in {"completion", "acceptance", "return"} else None


def _answered(session: Session, rows: list[NoticeRow]) -> CompletionRow | None:
    """The one report a mail answers; None where it answers several, whose documents differ."""
    found = {completion for row in rows if (completion := _completion_of(row))}
    return session.get_one(CompletionRow, found.pop()) if len(found) == 1 else None
