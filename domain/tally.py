"""How many, and of how many: assignments counted into states that exclude each other (domain.md §2)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Any

from domain.record import AssignmentRecord
from domain.status import TimeState, WorkState


class Standing(StrEnum):
    """Where one assignment is counted. Every assignment stands in exactly one of these, so they add up to all."""

    DONE_ON_TIME = "done-on-time"  # accepted, result dated within the deadline
    DONE_LATE = "done-late"  # accepted, result dated after it
    DONE_UNDATED = "done-undated"  # accepted, but there is no deadline or no date to compare
    WAITING = "waiting-acceptance"  # reported: the unit has answered, nobody has confirmed yet
    OVERDUE = "overdue"  # still owed, the day has passed
    NOT_YET_DUE = "not-yet-due"  # still owed, the day has not passed
    UNDATED = "undated"  # still owed, continuous or without a deadline that counts
    PAUSED = "paused"  # suspended, or waiting for an outside event: not the unit's delay
    WITHDRAWN = "withdrawn"  # no longer followed


DONE = (Standing.DONE_ON_TIME, Standing.DONE_LATE, Standing.DONE_UNDATED)
DUE_STATES = (*DONE, Standing.WAITING, Standing.OVERDUE)
NOT_OWED = (Standing.WITHDRAWN, Standing.PAUSED)
_PAUSES = {WorkState.SUSPENDED, WorkState.WAITING}
_OPEN = {
    TimeState.OVERDUE: Standing.OVERDUE,
    TimeState.UNDATED: Standing.UNDATED,
    TimeState.SOON: Standing.NOT_YET_DUE,
    TimeState.ON_TRACK: Standing.NOT_YET_DUE,
}
_ACCEPTED = {TimeState.DONE_ON_TIME: Standing.DONE_ON_TIME, TimeState.DONE_LATE: Standing.DONE_LATE}


def standing(record: AssignmentRecord, today: date) -> Standing:
    """The one state `record` is counted in on `today`.

    A report that nobody has confirmed is not yet done: it waits. An acceptance without a date of the result, or
    without a deadline that counts, is done but proves nothing about time, so it is kept apart from "on time".
    """
    if record.work is WorkState.WITHDRAWN:
        return Standing.WITHDRAWN
    if record.work is WorkState.REPORTED:
        return Standing.WAITING
    if record.work is WorkState.ACCEPTED:
        return _ACCEPTED.get(record.state(today), Standing.DONE_UNDATED)
    if record.work in _PAUSES:
        return Standing.PAUSED
    return _OPEN[record.state(today)]


@dataclass(frozen=True)
class Rate:
    """A part of a whole, which always names its whole."""

    part: int
    of: int

    @property
    def percent(self) -> str | None:
        """Two decimals with a point ("66.67"), or None where there is nothing to divide by: unmeasured, not 100 %."""
        return decimal_text(Fraction(self.part * 100, self.of)) if self.of else None

    def plain(self) -> dict[str, int | str | None]:
        """As JSON."""
        return {"part": self.part, "of": self.of, "percent": self.percent}


@dataclass(frozen=True)
class Tally:
    """One pass over some assignments on one day."""

    records: tuple[AssignmentRecord, ...]
    today: date

    def plain(self) -> dict[str, Any]:
        """Every figure as JSON: the states that add up to `assigned`, the facts that cut across them, and the rates.

        `kept` leaves out what is no longer followed; `due` are those whose day has come, without the withdrawn and
        the paused, and `due_states` adds up to it. Rates "of assigned" are of `kept`, rates "of due" are of `due`.
        """
        stands = [(record, standing(record, self.today)) for record in self.records]
        states = Counter(state for _, state in stands)
        due = Counter(state for record, state in stands if record.is_due(self.today) and state not in NOT_OWED)
        kept = len(self.records) - states[Standing.WITHDRAWN]
        done = sum(states[state] for state in DONE)
        return {
            "assigned": len(self.records),
            "kept": kept,
            "due": due.total(),
            "done": done,
            "states": {state.value: states[state] for state in Standing},
            "due_states": {state.value: due[state] for state in DUE_STATES},
            **self._across(),
            "rates": {
                "done_of_assigned": Rate(done, kept).plain(),
                "on_time_of_due": Rate(due[Standing.DONE_ON_TIME], due.total()).plain(),
                "overdue_of_due": Rate(due[Standing.OVERDUE], due.total()).plain(),
            },
        }

    def _across(self) -> dict[str, int]:
        """Facts that cut across the states: they never disappear and are never added to them."""
        return {
            "returned": _count(r.returns for r in self.records),
            "returns": sum(len(r.returns) for r in self.records),
            "extended": _count(r.moves for r in self.records),
            "escalated": _count(r.escalated_on for r in self.records),
            "blocked": sum(bool(r.obstacle) for r in self.records),
            "from_above": sum(r.from_above for r in self.records),
        }


def _count(facts: Iterable[tuple[object, ...]]) -> int:
    return sum(bool(fact) for fact in facts)


def decimal_text(value: Fraction, places: int = 2) -> str:
    """A non-negative exact value as decimal text ("66.67"), rounded half up: the last thing done to a number."""
    scaled = floor(value * 10**places + Fraction(1, 2))
    whole, part = divmod(scaled, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)
