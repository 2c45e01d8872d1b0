"""The windows of a round: from when until when each of its steps is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.appraisal.flow import WINDOWED, State
from domain.calendar import Calendar
from domain.errors import Problem, Refusal
from domain.wording.dates import plain

MOMENT = timedelta(seconds=1)
"""A window that closes at midnight has the day before as its last day."""
_local = Calendar()


@dataclass(frozen=True)
class Window:
    """Open from `opens` on, and no more at `closes`; an end that is None is open.

    `named` is the end that somebody set, where a day off has put `closes` later.
    """

    opens: datetime | None = None
    closes: datetime | None = None
    named: datetime | None = None


Windows = Mapping[State, Window]


def last_day(closes: datetime) -> date:
    """The last day on which a window that closes then is open."""
    return _local.local_date(closes - MOMENT)


def by_calendar(windows: Windows, before: Calendar, after: Calendar, now: datetime) -> Windows:
    """The windows when `after` comes in the place of `before`: an end whose day was worked and is no more goes to the next worked one.

    It comes at the same hour (Civil Code art. 148 (5)), and returns to the day that was named once that is worked again. An
    end that was set on a day off was meant so, one that has passed stays, and an opening harms nobody on a day off.
    """
    return {state: _by_calendar(one, before, after, now) for state, one in windows.items()}


def _by_calendar(one: Window, before: Calendar, after: Calendar, now: datetime) -> Window:
    if one.closes is None or one.closes <= now:
        return one
    named = one.named or one.closes
    day = last_day(named)
    if one.named is None and not before.works(day):
        return one
    until = after.next_working_day(day)
    closes = named + (until - day)
    return Window(one.opens, closes, None if until == day else named) if closes > now else one


def refuse_crossed(windows: Windows) -> None:
    """Refuse windows that end before they begin, belong to no step, or open before the step before them."""
    known = ", ".join(WINDOWED)
    problems = [Problem(f"windows.{state}", f"một trong: {known}") for state in windows if state not in WINDOWED]
    before = None
    for state in (one for one in WINDOWED if one in windows):
        window = windows[state]
        if window.opens is not None and window.closes is not None and window.opens >= window.closes:
            problems.append(Problem(f"windows.{state}.closes", "phải sau thời điểm mở"))
        if before is not None and window.opens is not None and window.opens < before:
            problems.append(Problem(f"windows.{state}.opens", "không trước thời điểm mở của bước liền trước"))
        before = window.opens or before
    if problems:
        raise Refusal("invalid", "windows", "Thời gian của các bước chưa đúng.", tuple(problems))


def require_open(windows: Windows, state: State, now: datetime) -> None:
    """Refuse outside the window of the step, and say when it is."""
    window = windows.get(state, Window())
    if window.opens is not None and now < window.opens:
        raise Refusal("conflict", "window-not-open", f"Bước này mở từ {told(window.opens)}.")
    if window.closes is not None and now >= window.closes:
        raise Refusal("conflict", "window-closed", f"Bước này đã khóa từ {told(window.closes)}.")


def require_over(windows: Windows, state: State, now: datetime) -> None:
    """Refuse while the unit itself still has time: nobody passes it over before."""
    closes = windows.get(state, Window()).closes
    if closes is None or now < closes:
        until = f" đến {told(closes)}" if closes is not None else ", vì bước này chưa định thời điểm khóa"
        raise Refusal("conflict", "window-still-open", f"Đơn vị còn thời gian{until}; chưa chuyển bước thay đơn vị.")


def told(instant: datetime) -> str:
    """As "17:00 ngày 06/4/2026"."""
    return f"{_local.local_time(instant):%H:%M} ngày {plain(_local.local_date(instant))}"
