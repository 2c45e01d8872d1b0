"""Time as the office counts it: working days and hours, holidays, swap days; the only place that knows local time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.wording.dates import plain
from domain.working_days import WorkingDays

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Vietnam has one zone and has kept UTC+7 without summer time since 1975."""

HORIZON_DAYS = 400
"""How far the next working day is looked for before the calendar itself is refused: a year and the longest holiday."""

WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Session:
    """One stretch of office hours in local time; its end no longer belongs to it."""

    start: time
    end: time

    @property
    def length(self) -> timedelta:
        """Time worked from start to end."""
        return _since_midnight(self.end) - _since_midnight(self.start)


DEFAULT_SESSIONS = (Session(time(7, 30), time(11, 30)), Session(time(13, 30), time(17, 30)))
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class Hours:
    """When an ordinary week is worked: the sessions of a day, and its days (Monday 0).

    `on` are days of the week with sessions of their own: a one-stop desk that is open on Saturday morning.
    """

    sessions: tuple[Session, ...] = DEFAULT_SESSIONS
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    on: Mapping[int, tuple[Session, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Decision:
    """A day that is off or worked against the weekly pattern, and who decided so.

    `decided` False is an expectation (Tết of a year whose schedule is not announced yet). `unit` None binds everybody.
    `name` is what the day is called in a sentence: "Ngày Chiến thắng (nghỉ bù)".
    """

    day: date
    works: bool
    basis: str
    decided: bool = True
    unit: str | None = None
    name: str = ""


def merge(*layers: Iterable[Decision], unit: str | None = None) -> dict[date, Decision]:
    """Lay decisions over one another for `unit`: a later layer wins, and within a layer the unit's own word wins."""
    merged: dict[date, Decision] = {}
    for layer in layers:
        binding = [decision for decision in layer if decision.unit is None or decision.unit == unit]
        merged.update((decision.day, decision) for decision in sorted(binding, key=lambda d: d.unit is not None))
    return merged


@dataclass(frozen=True)
class Calendar:
    """When the office works: sessions of a day, days of the week (Monday 0), and the decisions that override them.

    `on` are days of the week with sessions of their own; a day that is worked by a decision has those of any day.
    """

    sessions: tuple[Session, ...] = DEFAULT_SESSIONS
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    decisions: Mapping[date, Decision] = field(default_factory=dict, hash=False)
    on: Mapping[int, tuple[Session, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse sessions that no day could have; all arithmetic below relies on their order."""
        for sessions in (self.sessions, *self.on.values()):
            if not sessions or any(session.start >= session.end for session in sessions):
                raise _refuse_sessions()
            if any(earlier.end > later.start for earlier, later in pairwise(sessions)):
                raise _refuse_sessions()

    def keeping(self, hours: Hours) -> "Calendar":
        """The same days off and worked, kept by other hours."""
        return replace(self, sessions=hours.sessions, weekdays=hours.weekdays, on=hours.on)

    def deciding(self, decisions: Iterable[Decision]) -> "Calendar":
        """The same hours with these decisions laid over the known ones."""
        return replace(self, decisions={**self.decisions, **{one.day: one for one in decisions}})

    # Days

    def works(self, day: date) -> bool:
        """Whether the office works on `day`."""
        decision = self.decisions.get(day)
        return day.weekday() in self.weekdays if decision is None else decision.works

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of `day`; whether it is worked is not asked."""
        return self.sessions if day in self.decisions else self.on.get(day.weekday(), self.sessions)

    def why_off(self, day: date) -> str | None:
        """What makes `day` a day off, as a person would say it ("Chủ nhật, Ngày Chiến thắng"); None when it is worked."""
        if self.works(day):
            return None
        decision = self.decisions.get(day)
        weekly = [] if day.weekday() in self.weekdays else [WEEKDAYS_VI[day.weekday()]]
        named = [decision.name or "ngày nghỉ"] if decision and (decision.name or not weekly) else []
        return ", ".join(weekly + named)

    def next_working_day(self, day: date, *, include: bool = True) -> date:
        """The first working day from `day` on; with `include` False, after it."""
        return day if include and self.works(day) else self.add_working_days(day, 1)

    def previous_working_day(self, day: date, *, include: bool = True) -> date:
        """The last working day up to `day`; with `include` False, before it."""
        return day if include and self.works(day) else self.add_working_days(day, -1)

    def add_working_days(self, day: date, n: int) -> date:
        """The `n`-th working day after `day`, which itself is not counted (Civil Code 2015 art. 147); before it if n < 0."""
        if n == 0:
            return day
        reach = abs(n) * HORIZON_DAYS
        find = self._days.after if n > 0 else self._days.before
        found = find(day.toordinal(), abs(n), reach)
        if found is None:
            raise _refuse_endless(day)
        return date.fromordinal(found)

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; the negative of the way back when `b` is earlier."""
        return self._days.up_to(b.toordinal()) - self._days.up_to(a.toordinal())

    # Instants

    def local_date(self, instant: datetime) -> date:
        """The day on the office's wall when `instant` happens."""
        return instant.astimezone(ZONE).date()

    def local_time(self, instant: datetime) -> time:
        """What the office's clock shows when `instant` happens."""
        return instant.astimezone(ZONE).time()

    def instant(self, day: date, at: time) -> datetime:
        """The UTC instant at which the office's clock shows `at` on `day`."""
        return datetime.combine(day, at, ZONE).astimezone(UTC)

    def opening(self, day: date) -> datetime:
        """The UTC instant the first session of `day` starts; whether the day is worked is not asked."""
        return self.instant(day, self.sessions_on(day)[0].start)

    def closing(self, day: date) -> datetime:
        """The UTC instant the last session of `day` ends; whether the day is worked is not asked."""
        return self.instant(day, self.sessions_on(day)[-1].end)

    def is_open(self, instant: datetime) -> bool:
        """Whether `instant` lies inside a session of a working day."""
        local = instant.astimezone(ZONE)
        sessions = self.sessions_on(local.date())
        return self.works(local.date()) and any(s.start <= local.time() < s.end for s in sessions)

    def leaves(self, instant: datetime) -> datetime:
        """When what is told at `instant` goes out that day: a morning's steps are taken before the office opens."""
        opens = self.next_open(instant)
        return opens if self.local_date(opens) == self.local_date(instant) else instant

    def next_open(self, instant: datetime) -> datetime:
        """`instant` itself when the office is open then, else the start of the next session."""
        if self.is_open(instant):
            return instant
        local = instant.astimezone(ZONE)
        if self.works(local.date()):
            later = next((s for s in self.sessions_on(local.date()) if s.start >= local.time()), None)
            if later is not None:
                return self.instant(local.date(), later.start)
        return self.opening(self.next_working_day(local.date(), include=False))

    def add_working_hours(self, instant: datetime, hours: float | Fraction) -> datetime:
        """The instant at which `hours` (≥ 0) have been worked since `instant`; a full day ends at closing, not next morning."""
        if hours < 0:
            raise Refusal("invalid", "negative-hours", "Số giờ làm việc phải từ 0 trở lên.")
        start = self.next_open(instant)
        first = self.local_date(start)
        worked = self._worked_by(start) + timedelta(seconds=float(hours * 3600))
        if not hours:
            return start
        if self.on:
            return self._instant_worked(*self._day_of(first, worked))
        days, rest = divmod(worked, self._day_length)
        if days and not rest:
            days, rest = days - 1, self._day_length
        return self._instant_worked(self.add_working_days(first, days), rest)

    def _day_of(self, day: date, worked: timedelta) -> tuple[date, timedelta]:
        """The day on which `worked` since its opening ends, and how much of it falls there, where days differ in length."""
        while worked > (length := _length(self.sessions_on(day))):
            day, worked = self.add_working_days(day, 1), worked - length
        return day, worked

    @cached_property
    def _days(self) -> WorkingDays:
        return WorkingDays(self.weekdays, {day: decision.works for day, decision in self.decisions.items()})

    @cached_property
    def _day_length(self) -> timedelta:
        return _length(self.sessions)

    def _worked_by(self, instant: datetime) -> timedelta:
        """Time worked on the local day of `instant` before it."""
        local = instant.astimezone(ZONE)
        now = _since_midnight(local.time())
        return sum(
            (
                min(now, _since_midnight(s.end)) - _since_midnight(s.start)
                for s in self.sessions_on(local.date())
                if now > _since_midnight(s.start)
            ),
            timedelta(),
        )

    def _instant_worked(self, day: date, worked: timedelta) -> datetime:
        """The instant of `day` at which `worked` (more than nothing, at most a whole day) has been worked."""
        for session in self.sessions_on(day):
            if worked <= session.length:
                return self.instant(day, session.start) + worked
            worked -= session.length
        raise AssertionError(worked)


def _length(sessions: Iterable[Session]) -> timedelta:
    return sum((session.length for session in sessions), timedelta())


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)


def _refuse_sessions() -> Refusal:
    return Refusal(
        "invalid",
        "calendar-sessions",
        "Giờ làm việc phải có ít nhất một buổi; mỗi buổi bắt đầu trước khi kết thúc và các buổi nối tiếp nhau, "
        "ví dụ 07:30–11:30 và 13:30–17:30.",
    )


def _refuse_endless(day: date) -> Refusal:
    return Refusal(
        "invalid",
        "calendar-without-working-days",
        f"Lịch làm việc không có đủ ngày làm việc quanh ngày {plain(day)} (đã xét hơn {HORIZON_DAYS} ngày). "
        "Đề nghị kiểm tra các ngày làm việc trong tuần và các quyết định nghỉ.",
    )
