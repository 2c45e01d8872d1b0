"""`/api/units`, `/officials`, `/calendar`, `/sources`: the office as it stands, and its word on days and on figures."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import calendar, hand_over, sources
from api.deps import AtDesk, Key, Visitor, reply
from api.plain import plain
from api.schemas import Body, Day, Id, Line
from domain.calendar import Decision
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.rights import absent
from storage.views import office, people
from storage.views import sources as view

router = APIRouter(prefix="/api", tags=["office"])
LONGEST_SPAN = 800


class DayBody(Body):
    """A decision on one day: off or worked, by which document, decided or only expected."""

    day: Day
    works: bool
    basis: Line
    decided: bool = True
    name: Annotated[str, Field(max_length=200)] = ""
    unit: Id | None = None

    def decision(self) -> Decision:
        """As the act takes it; with a unit it binds that one alone."""
        return Decision(self.day, self.works, self.basis, self.decided, self.unit, self.name)


class DaysBody(Body):
    """Decisions that are put in force together."""

    days: Annotated[list[DayBody], Field(min_length=1, max_length=calendar.MOST_DAYS)]


class SourceBody(Body):
    """A source of figures: its owner, the window they cover, the day of the month they arrive, names of units in them."""

    code: Id
    name: Line
    unit: Id
    window: Line
    arrival_day: Annotated[int, Field(ge=1, le=31)]
    template: Line | None = None
    criteria: Annotated[list[Id], Field(max_length=200, default_factory=list)]
    unit_names: Annotated[dict[Line, Id], Field(max_length=500, default_factory=dict)]
    cadence: Cadence = Cadence.MONTHLY
    columns: Annotated[dict[Line, Line], Field(max_length=100, default_factory=dict)]

    def source(self) -> sources.Source:
        """As the act takes it."""
        return sources.Source(**self.model_dump())


@router.get("/units")
def list_units(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """All units, by code: within one authority their names are no secret."""
    with desk.memory.reading() as session:
        return {"items": plain(office.units(session)), "next": None}


@router.get("/officials")
def list_officials(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Officials with the roles they hold today: all for the office, for a unit its own and those it may call."""
    with desk.memory.reading() as session:
        found = people.officials(session, scope, desk.today())
    lines = [{**plain(one), "roles": [{"role": role, "unit": unit} for role, unit in one.roles]} for one in found]
    return {"items": lines, "next": None}


@router.get("/calendar")
def get_calendar(
    desk: AtDesk,
    _scope: Visitor,
    since: Annotated[Day | None, Query(description="today where left out")] = None,
    until: Annotated[Day | None, Query(description="a year on where left out")] = None,
    unit: Annotated[str | None, Query(max_length=60, description="the calendar that unit works by")] = None,
) -> dict[str, Any]:
    """Office hours, days of the week, and the days that are off or worked against them, with what they rest on.

    `of_units` are the days decided for one unit alone.
    """
    first = since or desk.today()
    last = until or min(first, date.max - timedelta(days=365)) + timedelta(days=365)
    if not timedelta() <= last - first <= timedelta(days=LONGEST_SPAN):
        problem = Problem("until", f"không trước since và cách không quá {LONGEST_SPAN} ngày")
        raise Refusal("invalid", "bad-span", "Khoảng ngày không hợp lệ.", (problem,))
    with desk.memory.reading() as session:
        found = desk.days.refresh(session, desk.seed)
        if unit is not None:
            if office.unit_called(session, unit) is None:
                raise absent()
            found = desk.days.of(unit, found)
    own = [one for one in desk.days.unit_days if first <= one.day <= last and unit in {None, one.unit}]
    days = sorted(day for day in found.decisions if first <= day <= last)
    return {
        "sessions": [{"start": f"{one.start:%H:%M}", "end": f"{one.end:%H:%M}"} for one in found.sessions],
        "weekdays": sorted(found.weekdays),
        "items": [plain(found.decisions[day]) for day in days],
        "of_units": plain(own),
        "next": None,
    }


@router.post("/calendar/decisions", status_code=201)
def decide_days(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    body: DaysBody,
    dry_run: Annotated[bool, Query(description="only show what would move")] = False,
) -> JSONResponse:
    """Decide on days: deadlines ahead and steps follow, each unit is told once. `dry_run` answers 200 and changes nothing."""
    days = tuple(one.decision() for one in body.days)
    return reply(calendar.decide_days(desk, scope, days, key, dry_run=dry_run))


class HandOverBody(Body):
    """The decision by which a unit hands over; `successor` where it is not written down with the unit."""

    number: Line
    issued_on: Day
    successor: Id | None = None


@router.post("/units/{unit}/hand-over", status_code=201)
def hand_over_unit(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    unit: str,
    body: HandOverBody,
    dry_run: Annotated[bool, Query(description="only show what would move")] = False,
) -> JSONResponse:
    """Move the open work of a unit to its successor; both are told. `dry_run` answers 200 and changes nothing."""
    return reply(hand_over.hand_over(desk, scope, unit, hand_over.Decision(**body.model_dump()), key, dry_run=dry_run))


@router.get("/sources")
def list_sources(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Where figures come from, by code."""
    with desk.memory.reading() as session:
        return {"items": plain(view.find(session, scope)), "next": None}


@router.post("/sources", status_code=201)
def set_source(desk: AtDesk, scope: Visitor, key: Key, body: SourceBody) -> JSONResponse:
    """Name a source or change it."""
    return reply(sources.set_source(desk, scope, body.source(), key))
