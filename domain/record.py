"""What the rows say of one assignment at one instant: the common food of the index and of the review."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import Calendar
from domain.status import DelayClass, ReturnClass, TimeState, WorkState, time_state


@dataclass(frozen=True)
class Return:
    """One return of a report, with its class and the day."""

    classed: ReturnClass
    on: date
    reason: str


@dataclass(frozen=True)
class Move:
    """One decided extension: the deadline before and after, and whose cause it was."""

    before: date | None
    after: date
    on: date
    classed: DelayClass
    reason: str


@dataclass(frozen=True)
class AssignmentRecord:
    """Facts of one assignment as of an instant.

    `deadline` is the one in force, `original` the first; both None where no date is known. `counts` says whether the
    deadline's basis makes lateness count (domain.md §0.1). `basis` is what makes it bind, as `domain.deadline.Basis` says it. `missed` is a deadline that had passed before it was moved. `result_on` is the date of the result's document;
    `reported_at` when it was entered here (a separate fact). `criteria` are ids of scorecard criteria the item feeds,
    `remedies` ids of last year's lost points it would remedy. `from_above` marks a task of the superior authority.
    `outage_credit` is the standstill of this house for which a person let its result count as in time (rule R7).
    """

    id: str
    unit: str
    item: str
    ref: str
    text: str
    directive: str
    work: WorkState
    period: str | None = None
    cadence: str = "once"
    deadline: date | None = None
    original: date | None = None
    missed: date | None = None
    counts: bool = True
    basis: str | None = None
    product: str | None = None
    result_on: date | None = None
    document: str | None = None
    reported_at: datetime | None = None
    accepted_on: date | None = None
    opened_on: date | None = None
    criteria: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    returns: tuple[Return, ...] = ()
    moves: tuple[Move, ...] = ()
    escalated_on: tuple[date, ...] = ()
    obstacle: str | None = None
    from_above: bool = False
    weight: int = 1
    outage_credit: str | None = None

    def state(self, today: date) -> TimeState:
        """Where it stands on `today`; a deadline whose basis does not count gives no lateness."""
        deadline = self.deadline if self.counts else None
        if self._is_credited:
            return TimeState.DONE_ON_TIME
        return time_state(self.work, deadline, self.result_on, today, self.missed)

    @property
    def _is_credited(self) -> bool:
        """Whether its result, which stands, was late by the house's own fault alone."""
        stands = self.work in {WorkState.REPORTED, WorkState.ACCEPTED} and self.result_on is not None
        return self.outage_credit is not None and stands and self.deadline is not None and self.counts

    def is_due(self, today: date) -> bool:
        """Whether its day has come: the denominator "đến hạn"."""
        return self.counts and self.deadline is not None and self.deadline <= today

    def days_late(self, today: date, calendar: Calendar) -> int:
        """Working days past the deadline, of the result or of today; 0 where in time or where lateness does not count."""
        if self.deadline is None or not self.counts or self.work is WorkState.WITHDRAWN or self._is_credited:
            return 0
        closed = self.work in {WorkState.REPORTED, WorkState.ACCEPTED} and self.result_on is not None
        until = self.result_on if closed and self.result_on is not None else today
        return max(0, calendar.working_days_between((self.missed if closed else None) or self.deadline, until))
