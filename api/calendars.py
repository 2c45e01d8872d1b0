"""`/api/calendar/reports`, `/api/calendar/file`: what the office reports of, and its calendar as one file in and out."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from acts.calendar import Rhythm, decide_days
from api.deps import AtDesk, Key, Visitor, reply
from api.schemas import Body
from api.unit_names import names_of
from api.uploads import Sent, sent_file
from domain.calendar import Hours
from domain.reporting import reporting_to_plain
from domain.rights import Act, require
from reading.calendar import CalendarFile, read_calendar
from reading.calendar_days import read_days
from reading.calendar_shapes import ReportDaysShape, Slice, WindowShape
from storage.views import office
from writing.calendar_days import FORMS, write_days
from writing.calendar_file import Told, calendar_yaml

router = APIRouter(prefix="/api/calendar", tags=["office"])
MOST_WINDOWS = 60
Upload = Annotated[Sent, Depends(sent_file)]
Dry = Annotated[bool, Query(description="only show what would move")]


class ReportsBody(Body):
    """The windows of recurring reports, the slices of the calendar reported besides, and how their dates lie."""

    windows: Annotated[list[WindowShape], Field(max_length=MOST_WINDOWS)]
    slices: Annotated[list[Slice], Field(max_length=len(Slice))]
    days: ReportDaysShape = ReportDaysShape()


@router.get("/reports")
def get_reports(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """What the office reports of; `since` is the day from which it holds."""
    with desk.memory.reading() as session:
        return reporting_to_plain(office.reporting(session))


@router.put("/reports")
def put_reports(desk: AtDesk, scope: Visitor, key: Key, body: ReportsBody, dry_run: Dry = False) -> JSONResponse:
    """Set it: dates ahead follow, those of what is reported no more are given up. `dry_run` changes nothing."""
    told = CalendarFile(windows=tuple(body.windows), slices=tuple(body.slices), report_days=body.days)
    rhythm = Rhythm(reporting=told.reporting())
    return reply(decide_days(desk, scope, (), key, rhythm=rhythm, dry_run=dry_run))


@router.get("/file")
def get_file(desk: AtDesk, _scope: Visitor) -> Response:
    """The office's calendar as a calendar.yaml that can be taken in again: hours, decisions, reports, policy."""
    with desk.memory.reading() as session:
        known = desk.days.refresh(session, desk.seed)
        days = (*office.decisions(session), *office.decisions_of_units(session))
        of_units, policy, reporting = office.hours_of_units(session), office.policy(session), office.reporting(session)
    told = Told(Hours(known.sessions, known.weekdays), days, policy, reporting, of_units, desk.days.judged_by)
    data = calendar_yaml(told)
    headers = {"Content-Disposition": 'attachment; filename="calendar.yaml"'}
    return Response(data, media_type="application/yaml", headers=headers)


@router.put("/file")
def put_file(
    desk: AtDesk, scope: Visitor, key: Key, sent: Annotated[Sent, Depends(sent_file)], dry_run: Dry = False
) -> JSONResponse:
    """Take a calendar.yaml in: what it says replaces hours, policy and reports, and its days are laid over the known."""
    file = read_calendar(sent.data, sent.name)
    rhythm = Rhythm(file.hours(), file.policy.policy(), file.reporting(), file.hours_of_units(), file.judged_by)
    return reply(decide_days(desk, scope, file.decided_days(), key, rhythm=rhythm, dry_run=dry_run))


@router.get("/decisions/{year}/file.{form}")
def get_days(desk: AtDesk, _scope: Visitor, year: int, form: str) -> Response:
    """The days off and worked of a year with what they rest on: ics for telephones, xlsx to edit."""
    return days_file(desk, year, form)


def days_file(desk: AtDesk, year: int, form: str) -> Response:
    """The file of a year."""
    with desk.memory.reading() as session:
        known = desk.days.refresh(session, desk.seed)
        units = {unit.code: unit.name for unit in office.units(session)}
    every = (*known.decisions.values(), *desk.days.unit_days)
    days = sorted((one for one in every if one.day.year == year), key=lambda one: (one.day, one.unit or ""))
    data = write_days(days, form, desk.clock(), units)
    headers = {"Content-Disposition": f'attachment; filename="lich-{year}.{form}"'}
    return Response(data, media_type=FORMS[form], headers=headers)


@router.post("/decisions/file", status_code=201)
def post_days(desk: AtDesk, scope: Visitor, key: Key, sent: Upload, dry_run: Dry = False) -> JSONResponse:
    """Decisions of an xlsx or ics file, put in force together. `dry_run` answers 200 and changes nothing."""
    require(scope, Act.SET_RULES)
    return reply(
        decide_days(desk, scope, read_days(sent.data, sent.name, names_of(desk).by_word), key, dry_run=dry_run)
    )
