"""*Việc của tôi*: what one's units owe, the most pressing first; received and reported from here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import assignments as acts
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.language import gettext as _
from api.pages.forms import Form, Trouble, attempt
from api.pages.shell import MY_WORK, go, own_units, page
from domain import deadline
from domain.office import Role
from domain.rights import Act, Scope, may
from domain.status import TimeState, WorkState
from storage.views import answers, office
from storage.views import assignments as view
from storage.views.assignments import AssignmentLine, Filters
from storage.views.evidence import carried
from storage.views.paging import MOST, Wanted

router = APIRouter()
OWED = tuple(state for state in WorkState if not state.is_closed)
SUNDAY = 6


@dataclass(frozen=True)
class Group:
    """A part of the page: its place, its heading, how it is coloured, what stands in it."""

    id: str
    title: str
    tone: str
    lines: tuple[AssignmentLine, ...]
    open_to_report: bool = True


@dataclass(frozen=True)
class Contact:
    """Whom one calls: the specialist in charge, and the telephone of the office."""

    person: office.Person | None
    phone: str | None


@router.get(MY_WORK)
def my_work(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """The first screen of an official and of a head."""
    return shown(request, desk, scope)


@router.post("/nhiem-vu/{assignment}/tiep-nhan")
def acknowledge(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Say that the unit has received the order."""

    def deed() -> Response:
        acts.acknowledge(desk, scope, assignment, sent.version, sent.key)
        return go(MY_WORK, "tiep-nhan")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), "page", sent)


def contact_of(desk: Desk) -> Contact:
    """The specialist of the office in charge, and its telephone."""
    with desk.memory.reading() as session:
        charge = office.in_charge(session)
        people = office.holders(session, Role.SPECIALIST, charge.code if charge else None, desk.today())
    return Contact(next(iter(people), None), charge.phone if charge else None)


def days_left(desk: Desk, lines: Iterable[AssignmentLine]) -> dict[str, int]:
    """Working days until each deadline, negative past it."""
    today, of = desk.today(), desk.calendar_of
    return {line.id: deadline.days_left(today, line.deadline, of(line.unit)) for line in lines if line.deadline}


def every(desk: Desk, scope: Scope, filters: Filters) -> Iterator[AssignmentLine]:
    """All assignments of a narrowed list, page by page."""
    cursor: str | None = None
    with desk.memory.reading() as session:
        while True:
            found = view.find(session, scope, desk.today(), filters, wanted=Wanted(cursor, MOST))
            yield from found.items
            cursor = found.next
            if cursor is None:
                return


def groups_of(lines: list[AssignmentLine], today: date) -> tuple[Group, ...]:
    """The lines in the order of the day: what is wanted back, what is past, what comes."""
    week_ends = today + timedelta(days=SUNDAY - today.weekday())
    returned = [line for line in lines if line.work in {WorkState.RETURNED, WorkState.REDO}]
    running = [line for line in lines if line.work.runs and line not in returned]
    paused = [line for line in lines if line.work in {WorkState.SUSPENDED, WorkState.WAITING}]

    def due(since: date, until: date) -> tuple[AssignmentLine, ...]:
        return tuple(line for line in running if line.deadline is not None and since <= line.deadline <= until)

    return (
        Group("bo-sung", _("Cần bổ sung"), "orange", tuple(returned)),
        Group("qua-han", _("Quá hạn"), "red", tuple(line for line in running if line.time is TimeState.OVERDUE)),
        Group("hom-nay", _("Đến hạn hôm nay"), "orange", due(today, today)),
        Group("tuan-nay", _("Đến hạn trong tuần này"), "orange", due(today + timedelta(days=1), week_ends)),
        Group("sau", _("Đến hạn sau tuần này"), "black", due(week_ends + timedelta(days=1), date.max)),
        Group(
            "cho-xac-nhan",
            _("Chờ xác nhận"),
            "black",
            tuple(line for line in lines if line.work is WorkState.REPORTED),
            open_to_report=False,
        ),
        Group(
            "chua-han", _("Chưa xác định thời hạn, thường xuyên"), "grey", tuple(x for x in running if not x.deadline)
        ),
        Group("tam-dung", _("Tạm dừng, chờ điều kiện thực hiện"), "grey", tuple(paused), open_to_report=False),
    )


def shown(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    """The page, with what went wrong in one of its forms."""
    today, units = desk.today(), own_units(scope)
    lines = [line for unit in units for line in every(desk, scope, Filters(unit=unit, work=OWED))]
    groups = groups_of(lines, today)
    with desk.memory.reading() as session:
        reports = [one for one in answers.waiting_reports(session, scope) if _answers(scope, one)] if units else []
        files = carried(session, (one for report in reports for one in report.evidence))
    return page(
        request,
        "my_work.html",
        trouble=trouble,
        groups=groups,
        reports=reports,
        files=files,
        left=days_left(desk, lines),
        unreceived=_unreceived(lines),
        unit_codes=units if any(line.deadline for line in lines) else (),
        several_units=len(units) > 1,
        contact=contact_of(desk),
    )


def _answers(scope: Scope, report: answers.WaitingReport) -> bool:
    """Whether it is this head who was named to answer it."""
    named = {task.acceptor for task in report.tasks}
    acceptor = next(iter(named)) if len(named) == 1 else None
    heads = any(grant.role is Role.HEAD and grant.unit == acceptor for grant in scope.grants)
    return acceptor is not None and heads and may(scope, Act.ANSWER, report.unit, lead=report.unit, acceptor=acceptor)


def _unreceived(lines: list[AssignmentLine]) -> list[tuple[AssignmentLine, int]]:
    """One line of each order a unit has not yet said it received, with how many tasks it holds."""
    first: dict[tuple[str, str], tuple[AssignmentLine, int]] = {}
    for line in lines:
        if line.work is WorkState.ISSUED:
            found, many = first.get((line.directive, line.unit), (line, 0))
            first[line.directive, line.unit] = (found, many + 1)
    return list(first.values())
