"""`/api/calendar/units`: units that keep hours of their own, such as a one-stop desk that is open on Saturday morning."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from acts.calendar import Rhythm, decide_days
from api.deps import AtDesk, DryRun, Key, Visitor, reply
from api.schemas import Body
from domain.calendar import Hours, Session
from reading.calendar_shapes import HoursShape, Weekday
from storage.views import office

router = APIRouter(prefix="/api/calendar/units", tags=["office"])


class UnitHoursBody(Body):
    """Hours of a unit; null puts it back under those of the office."""

    hours: HoursShape | None


@router.get("")
def get_units(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """Units with hours of their own."""
    with desk.memory.reading() as session:
        found = office.hours_of_units(session)
    return {"items": [{"unit": unit, **plain_hours(hours)} for unit, hours in sorted(found.items())], "next": None}


@router.put("/{unit}")
def put_unit(
    desk: AtDesk, scope: Visitor, key: Key, unit: str, body: UnitHoursBody, dry_run: DryRun = False
) -> JSONResponse:
    """Set or lift hours of a unit: its deadlines ahead follow, it is told once. `dry_run` changes nothing."""
    rhythm = Rhythm(of_units={unit: body.hours.hours() if body.hours else None})
    return reply(decide_days(desk, scope, (), key, rhythm=rhythm, dry_run=dry_run))


def plain_hours(hours: Hours) -> Mapping[str, Any]:
    """Hours in the shape they are sent in."""
    days = list(Weekday)
    return {
        "sessions": _plain(hours.sessions),
        "weekdays": [days[number].value for number in sorted(hours.weekdays)],
        "on": {days[number].value: _plain(told) for number, told in sorted(hours.on.items())},
    }


def _plain(sessions: tuple[Session, ...]) -> list[dict[str, str]]:
    return [{"start": f"{one.start:%H:%M}", "end": f"{one.end:%H:%M}"} for one in sessions]
