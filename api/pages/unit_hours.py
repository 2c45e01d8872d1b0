"""Hours of a unit on the page *Lịch*: two sessions a day and Saturday, shown with what moves before they hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.calendar import Rhythm, decide_days
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.language import Words
from api.pages.forms import Filled, Form, attempt, shaped
from api.pages.shell import CALENDAR, go, page
from api.unit_hours import UnitHoursBody, plain_hours
from domain.calendar import WEEKDAYS_VI, Hours
from domain.rights import Act, Scope, require
from storage.views import office

router = APIRouter()
UNITS = CALENDAR + "/don-vi"
SESSIONS = ("morning", "afternoon")
SATURDAYS = Words({"off": "nghỉ", "morning": "làm buổi sáng", "whole": "làm cả ngày"})


@dataclass(frozen=True)
class Kept:
    """Hours of one unit in words."""

    unit: str
    name: str
    sessions: str
    days: str


@router.get(UNITS)
def show(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """Units with hours of their own, and the form."""
    return _shown(request, desk, scope)


@router.post(UNITS + "/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """What other hours of a unit would move; nothing is changed."""

    def deed() -> Response:
        unit, body = sent.one("unit") or "", _body(sent)
        rhythm = Rhythm(of_units={unit: _hours(body)})
        found = decide_days(desk, scope, (), rhythm=rhythm, dry_run=True).body
        return _shown(request, desk, scope, found=found, unit=unit, body=body)

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble=trouble), "hours", sent)


@router.post(UNITS)
def keep(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Put what was shown in force."""

    def deed() -> Response:
        try:
            body = json.loads(sent.one("body") or "")
        except ValueError:
            body = None
        rhythm = Rhythm(of_units={sent.one("unit") or "": _hours(body if isinstance(body, dict) else {})})
        decide_days(desk, scope, (), sent.key, rhythm=rhythm)
        return go(UNITS, "lich")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble=trouble), "hours", sent)


def _body(sent: Filled) -> dict[str, Any]:
    """The form as the body of the same call over JSON."""
    if sent.one("own") != "true":
        return {"hours": None}
    sessions = [_session(sent, name) for name in SESSIONS if sent.one(f"{name}.start") or sent.one(f"{name}.end")]
    week, saturday = ["mon", "tue", "wed", "thu", "fri"], sent.one("saturday") or "off"
    return {
        "hours": {
            "sessions": sessions,
            "weekdays": [*week, "sat"] if saturday == "whole" else week,
            "on": {"sat": sessions[:1]} if saturday == "morning" else {},
        }
    }


def _hours(body: dict[str, Any]) -> Hours | None:
    """The hours that were shown; None where the unit goes by those of the office."""
    if "hours" in body and body["hours"] is None:
        return None
    told = shaped(UnitHoursBody, body).hours
    return told.hours() if told is not None else None


def _session(sent: Filled, name: str) -> dict[str, str | None]:
    return {"start": sent.one(f"{name}.start"), "end": sent.one(f"{name}.end")}


def _shown(request: Request, desk: Desk, scope: Scope, **more: Any) -> Response:
    require(scope, Act.SET_RULES)
    with desk.memory.reading() as session:
        common = desk.days.refresh(session, desk.seed)
        own = office.hours_of_units(session)
        units = {unit.code: unit.name for unit in office.units(session) if unit.parent is not None}
    found: Mapping[str, Any] = {"trouble": None, "found": None, "unit": "", "body": {}, **more}
    return page(
        request,
        "unit_hours.html",
        **found,
        rows=json.dumps(found["body"]),
        units=units,
        kept=[_kept(unit, units.get(unit, unit), hours) for unit, hours in sorted(own.items())],
        common=common.sessions,
        saturdays=SATURDAYS,
    )


def _kept(unit: str, name: str, hours: Hours) -> Kept:
    told = plain_hours(hours)
    days = ", ".join(_day(number, hours) for number in sorted(hours.weekdays))
    return Kept(unit, name, _words(told["sessions"]), days)


def _day(number: int, hours: Hours) -> str:
    on = hours.on.get(number)
    spans = [{"start": f"{one.start:%H:%M}", "end": f"{one.end:%H:%M}"} for one in on or ()]
    return f"{WEEKDAYS_VI[number]} ({_words(spans)})" if on else WEEKDAYS_VI[number]


def _words(sessions: list[dict[str, str]]) -> str:
    return ", ".join(f"{one['start']}–{one['end']}" for one in sessions)
