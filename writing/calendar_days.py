"""Days off and days worked → ICS for the calendars of telephones, XLSX for an office that edits them and hands them in again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import MappingProxyType

from icalendar import Calendar as Ics
from icalendar import Event
from xlsxwriter import Workbook

from domain.calendar import Decision
from domain.calendar_table import COLUMNS, DECIDED, EXPECTED, OFF, SHEET, UNIT_FIELD, WORKED
from domain.errors import Problem, Refusal

FORMS = {
    "ics": "text/calendar",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = (14, 14, 40, 60, 14, 20)


def write_days(
    days: Iterable[Decision], form: str, now: datetime, units: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """The days as a file of that form, each of one unit with its name in `units`; Refusal for a form nobody writes."""
    match form:
        case "ics":
            return _ics(days, now, units)
        case "xlsx":
            return _xlsx(days)
    problem = Problem("form", f"một trong: {', '.join(FORMS)}")
    raise Refusal("absent", "absent", "Không có lịch ở dạng tệp này.", (problem,))


def _ics(days: Iterable[Decision], now: datetime, units: Mapping[str, str]) -> bytes:
    """One all-day event a day; its category says whether the day is off or worked, its status whether it is decided."""
    made = Ics()
    made.add("prodid", "-//Don Doc//Lich lam viec//VI")
    made.add("version", "2.0")
    for day in days:
        event = Event()
        event.add("uid", f"{day.day.isoformat()}{'-' + day.unit if day.unit else ''}@lich.dondoc")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", day.day)
        event.add("dtend", day.day + timedelta(days=1))
        event.add("summary", day.name or (WORKED if day.works else OFF))
        event.add("description", day.basis)
        event.add("categories", [WORKED if day.works else OFF])
        event.add("status", "CONFIRMED" if day.decided else "TENTATIVE")
        event.add("transp", "TRANSPARENT")
        if day.unit is not None:
            event.add("location", units.get(day.unit, day.unit))
            event.add(UNIT_FIELD, day.unit)
        made.add_component(event)
    return bytes(made.to_ical())


def _xlsx(days: Iterable[Decision]) -> bytes:
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        head, date_form = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        for column, (heading, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        for row, day in enumerate(days, start=1):
            sheet.write_datetime(row, 0, datetime.combine(day.day, datetime.min.time()), date_form)
            said = (
                WORKED if day.works else OFF,
                day.name,
                day.basis,
                DECIDED if day.decided else EXPECTED,
                day.unit or "",
            )
            for column, text in enumerate(said, start=1):
                sheet.write_string(row, column, text)
        sheet.freeze_panes(1, 0)
    return kept.getvalue()
