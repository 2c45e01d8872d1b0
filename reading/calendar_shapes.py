"""calendar.yaml as a shape: hours, weekdays, decisions on single days, swap days, report windows, the policy of deadlines."""

import re
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from domain.calendar import DEFAULT_SESSIONS, Decision, Hours, Session
from domain.deadline import Boundary, JudgedBy, Policy, Rolling
from domain.directive import Cadence
from domain.period import DEFAULT_WINDOWS, FIRST_YEAR, LAST_YEAR, Window
from domain.report_dates import Rhythm
from domain.reporting import LONGEST_DAYS, Reporting
from domain.wording.dates import plain
from reading.shapes import Code, Line, Shape

CLOCK_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d$"
COMMON_YEAR = 2023
"""Any year without 29 February: a window that returns each year may not hang on that day."""

AT_LEAST_ONE: dict[str, Any] = {"minItems": 1}
"""For the schema; the check itself says it, since pydantic's own would also fire when an entry of the list is wrong."""


def _clock(value: Any) -> Any:
    """Only "07:30": pydantic alone would also take a bare number as seconds."""
    if isinstance(value, time) or (isinstance(value, str) and re.fullmatch(CLOCK_PATTERN, value)):
        return value
    raise ValueError(f"Cần giờ theo dạng giờ:phút, ví dụ 07:30, đang ghi “{value}”.")


def _day_of_year(value: str) -> str:
    try:
        date.fromisoformat(f"{COMMON_YEAR}-{value}")
    except ValueError as error:
        raise ValueError(f"Không có ngày “{value}” ở mọi năm; viết tháng-ngày, ví dụ 12-15.") from error
    return value


Clock = Annotated[time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN})]
"""A time of the local day, to the minute."""

DayOfYear = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$"), AfterValidator(_day_of_year)]
"""Month and day of every year: "12-15"."""

YearHeld = Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
"""A year that bounds what holds; without bound where left out."""

WindowCode = Annotated[str, StringConstraints(pattern=r"^BC[A-Z0-9]{1,6}$")]
"""The last part of a period's name; begins with BC so that no window hides a calendar period."""


class Weekday(StrEnum):
    """Days of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class SessionShape(Shape):
    """One session of a working day."""

    start: Clock
    end: Clock = Field(description="From this minute on the office is closed.")


MOST_SESSIONS = 4
Sessions = Annotated[tuple[SessionShape, ...], Field(min_length=1, max_length=MOST_SESSIONS)]


class HoursShape(Shape):
    """Hours that a unit keeps for itself: the sessions of a day, the days worked, and days with sessions of their own."""

    sessions: Sessions
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=len(Weekday))] = tuple(Weekday)[:5]
    on: dict[Weekday, Sessions] = Field(
        default_factory=dict, description='"sat": the sessions of that day, which is worked.'
    )

    def hours(self) -> Hours:
        """As the domain says it; a day with sessions of its own is worked."""
        days = tuple(Weekday)
        on = {days.index(day): _table(told) for day, told in self.on.items()}
        return Hours(_table(self.sessions), frozenset({*(days.index(day) for day in self.weekdays), *on}), on)


def _table(told: tuple[SessionShape, ...]) -> tuple[Session, ...]:
    return tuple(Session(one.start, one.end) for one in told)


class DecisionShape(Shape):
    """One day that is off or worked against the weekly pattern."""

    day: date
    works: bool = Field(description="true: worked; false: off.")
    basis: Line = Field(description="The document that says so: number, date, issuer.")
    name: str = Field(default="", max_length=120, description='What a sentence calls the day: "Ngày Chiến thắng".')
    decided: bool = Field(default=True, description="false: expected, not announced yet.")
    unit: Code | None = Field(default=None, description="Binds this unit only; everybody where left out.")

    def decision(self) -> Decision:
        """The row as the domain says it."""
        return Decision(self.day, self.works, self.basis, self.decided, self.unit, self.name)


class SwapShape(Shape):
    """A weekday off for a day of rest worked instead; one announcement, two days."""

    off: date
    worked: date
    basis: Line = Field(description="The document that says so: number, date, issuer.")
    decided: bool = Field(default=True, description="false: expected, not announced yet.")
    unit: Code | None = Field(default=None, description="Binds this unit only; everybody where left out.")

    def decisions(self) -> tuple[Decision, Decision]:
        """The two days, each named by the other."""
        made_up = f"làm bù cho ngày {plain(self.off)}"
        return (
            Decision(self.off, False, self.basis, self.decided, self.unit, swapped_off(self.worked)),
            Decision(self.worked, True, self.basis, self.decided, self.unit, made_up),
        )


class WindowShape(Shape):
    """The window of data of a report that returns every year."""

    code: WindowCode
    since: DayOfYear = Field(description="First day of the data; last year's when it stands after `until`.")
    until: DayOfYear = Field(description="Last day of the data.")
    due: DayOfYear = Field(description="The day the report is to be sent.")
    label: Line = Field(description='In a heading, before the year: "báo cáo quý I".')
    first_year: YearHeld = Field(default=None, description="First year whose report is of this window; from ever.")
    last_year: YearHeld = Field(default=None, description="Last year; for ever where left out.")

    def window(self) -> Window:
        """The row as the domain says it."""
        return Window(
            self.code,
            _month_and_day(self.since),
            _month_and_day(self.until),
            _month_and_day(self.due),
            self.label,
            self.first_year,
            self.last_year,
        )


class Slice(StrEnum):
    """A slice of the calendar that a report may be of."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


class ReportDaysShape(Shape):
    """How many days before and after the last day of the data the dates of a report lie."""

    opens: int = Field(default=10, ge=0, le=LONGEST_DAYS, description="Before: the units are asked for their parts.")
    units_send: int = Field(default=2, ge=0, le=LONGEST_DAYS, description="Before: the units send them.")
    drafted: int = Field(default=2, ge=0, le=LONGEST_DAYS, description="After: the draft is ready.")
    due: int = Field(default=6, ge=0, le=LONGEST_DAYS, description="After: sent, where the period itself names no day.")

    def rhythm(self) -> Rhythm:
        """The days as the domain says them."""
        return Rhythm(self.opens, self.units_send, self.drafted, self.due)


class PolicyShape(Shape):
    """How a named day becomes the instant that binds."""

    rolling: Rolling = Field(default=Rolling.FORWARD, description="What becomes of a deadline on a day off.")
    boundary: Boundary = Field(
        default=Boundary.ON_DAY, description='The last day of "trước ngày X": X, or the day before.'
    )
    hour: Clock | None = Field(default=None, description="Close of business where left out.")
    keep_in_year: bool = Field(default=True, description="A target of 31/12 does not slip into the next year.")

    def policy(self) -> Policy:
        """The policy as the domain says it."""
        return Policy(self.rolling, self.boundary, self.hour, self.keep_in_year)


class CalendarFile(Shape):
    """The whole file; what is left out is as the law and common practice have it."""

    sessions: tuple[SessionShape, ...] = Field(
        default=tuple(SessionShape(start=session.start, end=session.end) for session in DEFAULT_SESSIONS),
        json_schema_extra=AT_LEAST_ONE,
        description="Sessions of a working day, in order.",
    )
    weekdays: tuple[Weekday, ...] = Field(
        default=tuple(Weekday)[:5], json_schema_extra=AT_LEAST_ONE, description="Worked days of an ordinary week."
    )
    decisions: tuple[DecisionShape, ...] = Field(default=(), description="Override the public holidays of Vietnam.")
    swaps: tuple[SwapShape, ...] = ()
    decided_until: int | None = Field(
        default=None, ge=FIRST_YEAR, le=LAST_YEAR, description="Last year whose holiday schedule has been announced."
    )
    windows: tuple[WindowShape, ...] = Field(
        default=tuple(
            WindowShape(
                code=window.code,
                since="{:02d}-{:02d}".format(*window.since),
                until="{:02d}-{:02d}".format(*window.until),
                due="{:02d}-{:02d}".format(*window.due),
                label=window.label,
            )
            for window in DEFAULT_WINDOWS
        ),
        description="Windows of recurring reports; a file that has this list replaces all of the default.",
    )
    slices: tuple[Slice, ...] = Field(
        default=tuple(Slice(one.value) for one in Reporting().slices),
        description="Slices of the calendar that are reported besides the windows.",
    )
    report_days: ReportDaysShape = Field(default=ReportDaysShape(), description="How the dates of a report lie.")
    spread_minutes: int = Field(
        default=120, ge=0, le=360, description="Steps of a morning are taken spread over this time before opening."
    )
    policy: PolicyShape = Field(default=PolicyShape(), description="How named days become deadlines.")
    judged_by: JudgedBy = Field(
        default=JudgedBy.DOCUMENT,
        description="The day by which a result is in time: its document's own, or that of its arrival.",
    )
    units: dict[Code, HoursShape | None] = Field(
        default_factory=dict, description="Hours that units keep for themselves, by code; null: again those of all."
    )

    def all_decisions(self) -> tuple[Decision, ...]:
        """Every day the file decides; a single decision stands after the swaps and so wins over them."""
        swapped = tuple(decision for swap in self.swaps for decision in swap.decisions())
        return swapped + tuple(row.decision() for row in self.decisions)

    def decided_days(self) -> tuple[Decision, ...]:
        """The last word of the file on each day, of everybody and of each unit."""
        return tuple({(one.day, one.unit): one for one in self.all_decisions()}.values())

    def hours(self) -> Hours:
        """The hours of everybody."""
        return Hours(self.session_table(), self.weekday_numbers())

    def hours_of_units(self) -> dict[str, Hours | None]:
        """The hours of units that keep their own, by code; None: again those of everybody."""
        return {unit: told.hours() if told else None for unit, told in self.units.items()}

    def session_table(self) -> tuple[Session, ...]:
        """The sessions as the domain says them."""
        return _table(self.sessions)

    def weekday_numbers(self) -> frozenset[int]:
        """The worked weekdays, Monday 0."""
        return frozenset(tuple(Weekday).index(weekday) for weekday in self.weekdays)

    def window_table(self) -> tuple[Window, ...]:
        """The report windows as the domain says them."""
        return tuple(window.window() for window in self.windows)

    def reporting(self) -> Reporting:
        """What the office reports of, as the domain says it."""
        slices = tuple(Cadence(one.value) for one in self.slices)
        return Reporting(self.window_table(), slices, self.report_days.rhythm())


def swapped_off(worked: date) -> str:
    """What a day off is called that is made up for on `worked`."""
    return f"ngày nghỉ hoán đổi (làm bù ngày {plain(worked)})"


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def calendar_schema() -> dict[str, Any]:
    """The JSON Schema of calendar.yaml, as kept under docs/schemas."""
    schema = CalendarFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "calendar.yaml"}
