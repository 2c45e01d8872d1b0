"""The windows of a round laid out as steps: when who must act is reminded, and when the office hears of who has not.

Everything here is a pure function; `acts.round_steps` carries it out. The rhythm before and after the end of a window is
that of the ladder in force. A window binds nobody beyond the house (`Basis.INTERNAL`), so it reaches the office and no
head or leader (domain.md §0.1, §0.7).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain import laying
from domain.appraisal.flow import WINDOWED, State
from domain.appraisal.windows import Window, Windows, last_day
from domain.calendar import Calendar
from domain.deadline import DEFAULT_POLICY, Basis, Deadline
from domain.ladder import MAX_LATE, StepState
from domain.ladders import Chain


class Knock(StrEnum):
    """What a step of a round is for, in rising order; between the two ends these are phases of the ladder."""

    OPENS = "opens"  # bước bắt đầu
    BEFORE = "before"  # nhắc trước khi khóa
    DUE = "due"  # ngày khóa
    CLOSES = "closes"  # đã khóa: báo cơ quan tổng hợp ai chưa xong
    OVERDUE = "overdue"  # nhắc người chưa xong
    PROPOSAL = "proposal"  # cơ quan tổng hợp cần quyết định


TO_WHO_ACTS = (Knock.OPENS, Knock.BEFORE, Knock.DUE, Knock.OVERDUE)
TO_OFFICE = (Knock.CLOSES, Knock.PROPOSAL)
BEFORE_THE_END = frozenset({Knock.OPENS, Knock.BEFORE, Knock.DUE})
"""What is no longer said once the window has closed."""


@dataclass(frozen=True)
class Reminder:
    """One step of a round, planned or due; `code` is the rung of the ladder where it comes from one."""

    state: State
    knock: Knock
    at: datetime
    code: str = ""
    repeat_days: int | None = None
    occurrence: int = 0

    @property
    def rung(self) -> str:
        """Its place in the round: `self-scoring/B3`."""
        return f"{self.state}/{self.code or self.knock}"


@dataclass(frozen=True)
class Fate:
    """What becomes of a reminder that is due, why, and the later one it was gathered into."""

    state: StepState
    reason: str | None = None
    into: Reminder | None = None


def planned(
    windows: Windows, chain: Chain, calendar: Calendar, spread: timedelta, begins: datetime, now: datetime
) -> tuple[Reminder, ...]:
    """Every step the windows bring, in order; self-scoring without an opening begins with the round."""
    first = windows.get(State.SELF_SCORING, Window())
    windows = {**windows, State.SELF_SCORING: replace(first, opens=first.opens or begins)}
    found = (
        one
        for state in WINDOWED
        if state in windows
        for one in _of(state, windows[state], chain, calendar, spread, now)
    )
    return tuple(sorted(found, key=lambda one: (one.at, WINDOWED.index(one.state), one.rung)))


def _of(
    state: State, window: Window, chain: Chain, calendar: Calendar, spread: timedelta, now: datetime
) -> Iterator[Reminder]:
    if window.opens is not None:
        yield Reminder(state, Knock.OPENS, window.opens)
    if window.closes is None or state is State.PUBLISHED:  # nobody owes an appeal
        return
    yield Reminder(state, Knock.CLOSES, window.closes)
    day = last_day(window.closes)
    deadline = Deadline(day, window.closes, Basis.INTERNAL, day, DEFAULT_POLICY, "")
    for step in laying.plan(deadline, chain, calendar, spread, now):
        knock = Knock(step.phase.value)
        outside = step.at >= window.closes or (window.opens is not None and step.at <= window.opens)
        if not (knock in BEFORE_THE_END and outside):
            yield Reminder(state, knock, step.at, step.rung, step.repeat_days)


def next_one(one: Reminder, calendar: Calendar, spread: timedelta, now: datetime) -> Reminder | None:
    """Its repetition, where its rung repeats."""
    if one.repeat_days is None:
        return None
    at = on_a_morning(now + timedelta(days=one.repeat_days), calendar, spread)
    return Reminder(one.state, one.knock, at, one.code, one.repeat_days, one.occurrence + 1)


def on_a_morning(around: datetime, calendar: Calendar, spread: timedelta) -> datetime:
    """Before the opening of that day, or of the next that is worked."""
    return calendar.opening(calendar.next_working_day(calendar.local_date(around))) - spread


def fates(due: Collection[Reminder], windows: Windows, now: datetime) -> Mapping[Reminder, Fate]:
    """What becomes of the steps due at one moment: of each step and audience the last is taken, the others go into it.

    After a standstill nothing that asks for something before the end is said once the end has passed.
    """
    found: dict[Reminder, Fate] = {}
    alive: list[Reminder] = []
    for one in due:
        expired = _expired(one, windows, now)
        if expired is None:
            alive.append(one)
        else:
            found[one] = Fate(StepState.EXPIRED, expired)
    for state in WINDOWED:
        for audience in (TO_WHO_ACTS, TO_OFFICE):
            same = [one for one in alive if one.state is state and one.knock in audience]
            found |= _last(sorted(same, key=lambda one: (audience.index(one.knock), one.at)))
    return found


def _expired(one: Reminder, windows: Windows, now: datetime) -> str | None:
    closes = windows.get(one.state, Window()).closes
    if one.knock in BEFORE_THE_END and closes is not None and now >= closes:
        return "Bước đã khóa trước khi nhắc được"
    return "Quá 30 ngày so với thời điểm dự kiến" if now - one.at > MAX_LATE else None


def _last(same: list[Reminder]) -> Mapping[Reminder, Fate]:
    if not same:
        return {}
    *former, top = same
    return {top: Fate(StepState.TAKEN), **{one: Fate(StepState.COLLAPSED, "Gộp vào mốc sau", top) for one in former}}
