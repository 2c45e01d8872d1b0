"""*Lịch*: a month with its days off and worked and what they rest on, the year's decisions, a decision shown before it holds."""

import json
from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts.calendar import decide_days
from acts.desk import Desk
from api.calendars import days_file
from api.deps import AtDesk, Visitor
from api.office import DaysBody
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import CALENDAR, go, own_units, page
from api.unit_names import names_of
from domain.calendar import Calendar, Decision
from domain.rights import Act, Scope, may
from reading.calendar_days import read_days
from storage.views import assignments, office
from storage.views.assignments import Filters
from storage.views.paging import MOST, Wanted

router = APIRouter()
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Cell:
    """A day of the month: whether it is worked, what the decision on it says, how many deadlines it holds."""

    day: date
    works: bool
    decision: Decision | None
    due: int


@router.get(CALENDAR)
def show(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    thang: Annotated[str | None, Query(max_length=7, description="2026-03")] = None,
) -> Response:
    """A month, and the year around it."""
    return _shown(request, desk, scope, _month(thang, desk.today()))


@router.get(CALENDAR + "/{year}/tep.{form}")
def get_file(desk: AtDesk, year: int, form: str) -> Response:
    """The decisions of a year as a file."""
    return days_file(desk, year, form)


@router.post(CALENDAR + "/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """What decisions would move; nothing is changed."""

    def deed() -> Response:
        days = read_days(sent.file.data, sent.file.name, names_of(desk).by_word) if sent.file else _typed(sent)
        found = decide_days(desk, scope, days, dry_run=True).body
        return _shown(request, desk, scope, days[0].day, found=found, days=days)

    return attempt(deed, lambda trouble: _shown(request, desk, scope, desk.today(), trouble), "days", sent)


@router.post(CALENDAR)
def decide(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Put what was shown in force."""

    def deed() -> Response:
        try:
            told = json.loads(sent.one("days") or "[]")
        except ValueError:
            told = None
        days = tuple(one.decision() for one in shaped(DaysBody, {"days": told}).days)
        decide_days(desk, scope, days, sent.key)
        return go(CALENDAR, "lich", thang=f"{days[0].day:%Y-%m}")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, desk.today(), trouble), "days", sent)


def _typed(sent: Filled) -> tuple[Decision, ...]:
    """One day, and where it is swapped the day that is worked for it."""
    common = {"basis": sent.one("basis"), "name": sent.one("name") or "", "decided": sent.one("decided") != "false"}
    common["unit"] = sent.one("unit") or None
    days = [{**common, "day": sent.day("day"), "works": sent.one("works") == "true"}]
    if sent.one("swap"):
        days.append({**common, "day": sent.day("swap"), "works": True, "name": "ngày làm bù"})
    return tuple(one.decision() for one in shaped(DaysBody, {"days": days}).days)


def _month(told: str | None, today: date) -> date:
    try:
        found = date.fromisoformat(f"{told}-01") if told else today
    except ValueError:
        return today
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else today


def _shown(
    request: Request,
    desk: Desk,
    scope: Scope,
    month: date,
    trouble: Trouble | None = None,
    found: Mapping[str, Any] | None = None,
    days: tuple[Decision, ...] = (),
) -> Response:
    with desk.memory.reading() as session:
        known = _worked_by(desk, scope, desk.days.refresh(session, desk.seed))
        own = {one.day for one in office.decisions(session)}
        every_unit = office.units(session)
        due = _due(session, scope, desk.today(), month)
    units = {unit.code: unit.name for unit in every_unit}
    roots = {unit.code for unit in every_unit if unit.parent is None}
    weeks = [
        [Cell(day, known.works(day), known.decisions.get(day), due.get(day, 0)) for day in week]
        for week in Weeks().monthdatescalendar(month.year, month.month)
    ]
    every = (*(one for one in known.decisions.values() if one.unit is None), *desk.days.unit_days)
    year = sorted((one for one in every if one.day.year == month.year), key=lambda one: (one.day, one.unit or ""))
    return page(
        request,
        "calendar.html",
        trouble=trouble,
        month=month,
        before=date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1),
        after=date(month.year + (month.month == 12), month.month % 12 + 1, 1),  # noqa: PLR2004 - December
        weeks=weeks,
        year=year,
        own=own,
        sessions=known.sessions,
        units=units,
        below={code: name for code, name in units.items() if code not in roots},
        found=found,
        days=days,
        rows=json.dumps([_plain(one) for one in days], ensure_ascii=False),
        may_decide=may(scope, Act.SET_RULES),
    )


def _worked_by(desk: Desk, scope: Scope, known: Calendar) -> Calendar:
    """The calendar shown: of the one unit somebody works in, else of the office."""
    own = own_units(scope)
    return desk.days.of(own[0], known) if len(own) == 1 else known


def _plain(one: Decision) -> dict[str, Any]:
    told = {"works": one.works, "basis": one.basis, "decided": one.decided, "name": one.name}
    return {"day": one.day.isoformat(), **told, "unit": one.unit}


def _due(session: Any, scope: Scope, today: date, month: date) -> dict[date, int]:
    """How many deadlines of what this scope sees fall on each day of the weeks shown."""
    weeks = Weeks().monthdatescalendar(month.year, month.month)
    if scope.units is not None and not scope.units:
        return {}
    filters = Filters(due_from=weeks[0][0], due_to=weeks[-1][-1])
    counted: dict[date, int] = {}
    for line in assignments.find(session, scope, today, filters, wanted=Wanted(None, MOST)).items:
        if line.deadline is not None and not line.work.is_closed:
            counted[line.deadline] = counted.get(line.deadline, 0) + 1
    return counted
