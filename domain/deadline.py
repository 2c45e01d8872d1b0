"""From what an order says to the instant that binds, and whether a result came in time (domain.md §3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import ceil
from typing import Any

from domain.calendar import Calendar
from domain.directive import DueRule
from domain.errors import Refusal
from domain.months import add_months, day_of_month
from domain.period import Period
from domain.wording.dates import plain

_MONTHS = {"months": 1, "quarters": 3, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_HOUR = re.compile(
    r"(?<![\d/.-])(?P<hour>\d{1,2})\s*(?:giờ|h|g)\s*(?P<minute>[0-5]\d(?![\d/.-])|\d(?=\s*phút)|rưỡi)?(?:\s*phút)?(?!\w)"
    r"(?:\s*(?P<part>sáng|trưa|chiều|tối|đêm))?",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"(?<!\w)(?:trong(?:\s+(?:vòng|thời hạn|thời gian|khoảng))?|sau|từ|còn|không quá|tối đa)(?:\s+(?:là|khoảng))?\s*$",
    re.IGNORECASE,
)
_SPAN_AFTER = re.compile(r"\s*(?:làm việc|(?:kể|tính)\s+từ|nữa|tới)(?!\w)", re.IGNORECASE)
_NOON, _MIDNIGHT = 12, 24
_LATE_NOON = 3
"""The last hour that is called "trưa" after noon."""
_NIGHTFALL = 6
"""The first hour by twelve that is "đêm" before midnight; those below it are of the morning."""
_END_OF_DAY = time(23, 59)
_DAY_AND_MONTH = r"(?<![\d/.-])(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})"
_WRITTEN = re.compile(rf"{_DAY_AND_MONTH}\s*(?:[/.-]|năm)\s*(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_WITHOUT_YEAR = re.compile(rf"{_DAY_AND_MONTH}(?!\d)", re.IGNORECASE)


class Basis(StrEnum):
    """What makes a deadline bind (domain.md §0.1)."""

    NONE = "none"
    DOCUMENT = "document"
    ANNEX = "annex"
    WORD = "word"
    WORD_CONFIRMED = "word-confirmed"
    REGISTERED = "registered"
    INTERNAL = "internal"

    @property
    def counts(self) -> bool:
        """Whether missing it counts for lateness and score; the others are only followed."""
        return self in {Basis.DOCUMENT, Basis.ANNEX, Basis.WORD_CONFIRMED}


class Rolling(StrEnum):
    """What becomes of a deadline that falls on a day off."""

    FORWARD = "forward"
    FIXED = "fixed"
    BACK = "back"


class Boundary(StrEnum):
    """How "trước ngày X" is read: X is the last day, or the day before X is."""

    ON_DAY = "on-day"
    DAY_BEFORE = "day-before"


class JudgedBy(StrEnum):
    """Which day of the document that carries a result is the legal one (domain.md §0.2): its own, or that of its arrival."""

    DOCUMENT = "document"
    ARRIVAL = "arrival"


@dataclass(frozen=True)
class Policy:
    """How the office turns a named day into an instant; `hour` None is the close of business.

    `keep_in_year` holds a year's target in its year: 31/12 on a day off is due on the last working day before it.
    """

    rolling: Rolling = Rolling.FORWARD
    boundary: Boundary = Boundary.ON_DAY
    hour: time | None = None
    keep_in_year: bool = True


DEFAULT_POLICY = Policy()


def policy_to_plain(policy: Policy) -> dict[str, str | bool | None]:
    """A policy as it is stored and sent."""
    return {
        "rolling": policy.rolling.value,
        "boundary": policy.boundary.value,
        "hour": policy.hour.isoformat() if policy.hour else None,
        "keep_in_year": policy.keep_in_year,
    }


def policy_from_plain(body: Mapping[str, Any]) -> Policy:
    """The policy that `policy_to_plain` stored."""
    hour = body.get("hour")
    return Policy(
        Rolling(body["rolling"]),
        Boundary(body["boundary"]),
        time.fromisoformat(hour) if hour else None,
        bool(body["keep_in_year"]),
    )


@dataclass(frozen=True)
class Deadline:
    """The day and the UTC instant that bind, the day the order named, and the reason in a sentence.

    `provisional` says that the day rests on a holiday that is expected and not yet announced.
    """

    day: date
    instant: datetime
    basis: Basis
    named: date
    policy: Policy
    explanation: str
    provisional: bool = False


def fix(named: date, calendar: Calendar, basis: Basis, policy: Policy = DEFAULT_POLICY) -> Deadline:
    """The deadline that `named` makes under the office's calendar and policy (Civil Code 2015 art. 148 for rolling forward)."""
    last = named - timedelta(days=1) if policy.boundary is Boundary.DAY_BEFORE else named
    day = _roll(last, calendar, policy)
    instant = calendar.closing(day) if policy.hour is None else calendar.instant(day, policy.hour)
    provisional = _rests_on_expectation(last, day, calendar)
    explanation = _explain(named, last, day, calendar, policy, provisional=provisional)
    return Deadline(day, instant, basis, named, policy, explanation, provisional)


def within_hours(hours: int, since: datetime, calendar: Calendar, basis: Basis, policy: Policy) -> Deadline:
    """The deadline `hours` by the wall clock after the instant `since`, to the minute.

    Where that day is off and the policy moves it, it binds until the close of the day it is moved to (art. 148.5).
    """
    last = since + timedelta(hours=hours)
    named = calendar.local_date(last)
    moved = fix(named, calendar, basis, replace(policy, boundary=Boundary.ON_DAY, hour=None))
    began = f"{hours} giờ kể từ {calendar.local_time(since):%H:%M} ngày {plain(calendar.local_date(since))}"
    if moved.day != named:
        return replace(moved, policy=policy, explanation=f"{began} là đến {moved.explanation}")
    explanation = f"{began} là đến {calendar.local_time(last):%H:%M} ngày {plain(named)}."
    return Deadline(named, last.astimezone(UTC), basis, named, policy, explanation)


def resolve(
    rule: DueRule,
    anchor: date | datetime | None,
    calendar: Calendar,
    period: Period | None = None,
    *,
    due_on: date | None = None,
) -> date | None:
    """The day a rule names, before any policy; None where it cannot be had yet.

    `anchor` is the day (or instant) of what the rule names as its anchor, None while unknown: a directive without a
    date, an event that has not come. `due_on` is the day the text itself gave, for a fixed rule. A number that leads
    to no day (a slip such as 2000000 months, day 0) is refused.
    """
    try:
        return _resolve(rule, anchor, calendar, period, due_on)
    except (OverflowError, ValueError) as error:
        detail = f"Cách tính hạn với số {rule.n} không cho ra ngày nào; đề nghị kiểm tra lại con số."
        raise Refusal("invalid", "due-rule", detail) from error


def _resolve(
    rule: DueRule, anchor: date | datetime | None, calendar: Calendar, period: Period | None, due_on: date | None
) -> date | None:
    match rule.kind:
        case "fixed":
            return due_on
        case "day-of-period":
            return None if period is None else day_of_period(period, rule.n)
        case "relative" | "by-event":
            return None if anchor is None else _after(rule, anchor, calendar)


def day_of_period(period: Period, n: int | None) -> date:
    """Day `n` of a week (Monday 1) or a month, and of the closing month of anything longer; its last day if shorter.

    A report window counts in the month its report is due. Without `n` it is the day the period itself says, else its
    last day.
    """
    if n is None:
        return period.due_on or period.until
    if n < 1:
        raise ValueError(n)
    if period.until - period.since < timedelta(days=7):
        return min(period.since + timedelta(days=n - 1), period.until)
    return day_of_month(period.due_on or period.until, n)


def judge(result_on: date, deadline: Deadline) -> bool:
    """Whether a result is on time: by the date of its document, not of its entry here (domain.md §0.2)."""
    return result_on <= deadline.day


def written_hour(words: str) -> time | None:
    """The hour of the day that a deadline's words name: "10 giờ 30 ngày 23/5", "trước 16h00", "4 giờ chiều"."""
    found = next((one for one in _HOUR.finditer(words) if not _is_span(words, one)), None)
    if found is None:
        return None
    part, minutes = (found["part"] or "").lower(), (found["minute"] or "0").lower()
    hour, minute = int(found["hour"]), 30 if minutes == "rưỡi" else int(minutes)
    if hour == _NOON and part in {"tối", "đêm"}:
        return _END_OF_DAY
    if hour < _NOON and _is_after_noon(hour, part):
        hour += _NOON
    return time(hour, minute) if hour < _MIDNIGHT else None


def _is_span(words: str, found: re.Match[str]) -> bool:
    """Whether so many hours are how long something takes, or when it begins: "trong 8 giờ", "8 giờ làm việc"."""
    return bool(_SPAN_BEFORE.search(words[: found.start()]) or _SPAN_AFTER.match(words, found.end()))


def _is_after_noon(hour: int, part: str) -> bool:
    """Whether an hour by twelve is one after noon: every one "chiều" and "tối", one o'clock "trưa", eleven "đêm"."""
    match part:
        case "chiều" | "tối":
            return True
        case "trưa":
            return hour <= _LATE_NOON
        case "đêm":
            return hour >= _NIGHTFALL
        case _:
            return False


def written_day(words: str) -> date | None:
    """The one whole day that the words of an anchor write: "ngày 10/02/2026", "ngày 10 tháng 02 năm 2026"."""
    found = _WRITTEN.search(words)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def names_day(words: str, day: date) -> bool:
    """Whether a deadline's words write this day and month, whatever the year."""
    return any((int(one["day"]), int(one["month"])) == (day.day, day.month) for one in _WITHOUT_YEAR.finditer(words))


def days_left(on: date, day: date, calendar: Calendar) -> int:
    """Working days from `on` until a deadline, 0 on the day itself alone, negative past it.

    A deadline on a day off binds all the same, so that day counts as the last one: on Friday one is left until Saturday.
    """
    left = calendar.working_days_between(on, day)
    return left + 1 if on < day and not calendar.works(day) else left


def days_late(on: date, deadline: Deadline, calendar: Calendar) -> int:
    """Working days passed since the deadline as of `on`; 0 while it has not passed."""
    return max(0, calendar.working_days_between(deadline.day, on))


def _after(rule: DueRule, anchor: date | datetime, calendar: Calendar) -> date:
    """`n` units after the anchor, whose own day is not counted; without a count the anchor's day itself."""
    day = calendar.local_date(anchor) if isinstance(anchor, datetime) else anchor
    if rule.n is None or rule.unit is None:
        return day
    if rule.unit == "hours":
        return _after_hours(anchor, rule.n, calendar)
    if rule.unit == "working-days":
        return calendar.add_working_days(day, rule.n)
    if rule.unit in _MONTHS:
        return add_months(day, rule.n * _MONTHS[rule.unit])
    return day + timedelta(days=rule.n * _DAYS[rule.unit])


def _after_hours(anchor: date | datetime, hours: int, calendar: Calendar) -> date:
    """Hours by the wall clock; where only the anchor's day is known they start when that day has ended."""
    if isinstance(anchor, datetime):
        return calendar.local_date(anchor + timedelta(hours=hours))
    return anchor + ceil(timedelta(hours=hours) / timedelta(days=1)) * timedelta(days=1)


def _roll(day: date, calendar: Calendar, policy: Policy) -> date:
    match policy.rolling:
        case Rolling.FIXED:
            return day
        case Rolling.BACK:
            return calendar.previous_working_day(day)
        case Rolling.FORWARD:
            rolled = calendar.next_working_day(day)
            slips = policy.keep_in_year and rolled.year > day.year
            return calendar.previous_working_day(day) if slips else rolled


def _rests_on_expectation(last: date, day: date, calendar: Calendar) -> bool:
    """Whether a day between the one named and the one chosen, both included, is only expected to be off or worked."""
    low, high = sorted((last, day))
    span = (low + timedelta(days=n) for n in range((high - low).days + 1))
    return any(passed in calendar.decisions and not calendar.decisions[passed].decided for passed in span)


def _explain(named: date, last: date, day: date, calendar: Calendar, policy: Policy, *, provisional: bool) -> str:
    """Why this instant, as one sentence a unit can check by itself."""
    parts = [f"“Trước ngày {plain(named)}” được tính đến hết ngày {plain(last)}"] if last != named else []
    why = calendar.why_off(last)
    if why is None:
        parts.append(f"{plain(last)} là ngày làm việc")
    elif day == last:
        parts.append(f"{plain(last)} là {why}, giữ nguyên ngày đã ấn định")
    else:
        parts.append(f"{plain(last)} là {why}, {_moved(last, day, policy)} {plain(day)}")
    hour = calendar.local_time(calendar.closing(day)) if policy.hour is None else policy.hour
    parts.append(f"tính đến {hour:%H:%M}" + (" (hết giờ làm việc)" if policy.hour is None else ""))
    if provisional:
        parts.append("lịch nghỉ còn là dự kiến, sẽ tính lại khi có thông báo chính thức")
    return "; ".join(parts) + "."


def _moved(last: date, day: date, policy: Policy) -> str:
    if day > last:
        return "chuyển sang"
    return "chuyển lên" if policy.rolling is Rolling.BACK else "chuyển lên để không sang năm sau, là"
