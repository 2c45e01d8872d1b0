"""How people behave in a simulation: who reports when, asks for time, answers and releases; the same seed, the same people."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Literal, TypeVar

from domain.habits import DEFAULT_HABITS, DEFAULT_RELEASES, Extensions, Habits, Releases
from domain.happenings import Happenings
from domain.scorecard import Measurement
from domain.status import DelayClass, ReturnClass

T = TypeVar("T")
Answer = Literal["release", "decline", "postpone", "silent"]


@dataclass(frozen=True)
class Override:
    """Other habits for one unit, item or period, or for a combination; None matches all."""

    unit: str | None = None
    ref: str | None = None
    period: str | None = None
    parts: dict[str, object] = field(default_factory=dict)  # names of Habits → the part that replaces it

    def matches(self, unit: str, ref: str, period: str | None) -> bool:
        """Whether it speaks of this assignment."""
        wanted = ((self.unit, unit), (self.ref, ref), (self.period, period))
        return all(want is None or want == have for want, have in wanted)


@dataclass(frozen=True)
class ExtensionPlan:
    """A request `days_before` the deadline to move it by `by_days` calendar days, and the decision on it."""

    days_before: int
    by_days: int
    granted: bool
    decided_after_working_days: int
    delay: DelayClass
    reason: str


@dataclass(frozen=True)
class Plan:
    """What will happen to one assignment.

    report_offset_days: calendar days from the deadline then in force to the date of the result's document, negative
    before it; without a deadline, days from the opening; None: never. recorded_after_days: from that date to the
    entry into the program. acknowledge_after: working days from the issue; None: never. returned: class under
    which the first report goes back; the second comes `second_report_after_days` later and is accepted.
    """

    report_offset_days: int | None
    acknowledge_after: int | None
    extension: ExtensionPlan | None
    returned: ReturnClass | None
    return_reason: str
    second_report_after_days: int
    accept_after_working_days: int
    recorded_by_office: bool
    recorded_after_days: int


@dataclass(frozen=True)
class ReleasePlan:
    """How a person answers an escalation that awaits release; working days are those of a postponement."""

    answer: Answer
    working_days: int = 0


@dataclass(frozen=True)
class Figure:
    """The figures of one criterion for one unit and period, and the day on which they arrive."""

    criterion: str
    unit: str
    period: str
    arrives_on: date
    measurement: Measurement


@dataclass(frozen=True)
class Behaviour:
    """Everybody's habits. Every draw is a hash of seed, key and question: no order of asking changes an answer."""

    habits: Habits = DEFAULT_HABITS
    overrides: tuple[Override, ...] = ()
    releases: Releases = DEFAULT_RELEASES
    releases_by_rung: dict[str, Releases] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    happenings: Happenings = field(default_factory=Happenings)

    def plan(
        self, assignment_key: str, unit: str, ref: str, period: str | None, deadline: date | None, seed: int
    ) -> Plan:
        """What happens to the assignment `assignment_key` of `unit`; the key is any stable name of it."""
        habits = self.habits_of(unit, ref, period)
        dice = _Dice(f"{seed}/{assignment_key}")
        return Plan(
            report_offset_days=_offset(habits, deadline, dice),
            acknowledge_after=dice.pick("ack-days", habits.acknowledge_after_working_days)
            if dice.falls("ack", habits.acknowledged)
            else None,
            extension=_extension(habits.extensions, dice) if deadline is not None else None,
            returned=dice.pick("return-class", habits.returns.classes)
            if dice.falls("return", habits.returns.share)
            else None,
            return_reason=habits.returns.reason,
            second_report_after_days=dice.pick("second", habits.returns.answered_after_days),
            accept_after_working_days=dice.pick("accept", habits.accept_after_working_days),
            recorded_by_office=dice.falls("by-office", habits.recorded_by_office),
            recorded_after_days=dice.pick("recorded", habits.recorded_after_days),
        )

    def habits_of(self, unit: str, ref: str, period: str | None) -> Habits:
        """The habits that hold for an assignment: every override that matches, the later ones over the earlier."""
        habits = self.habits
        for override in self.overrides:
            if override.matches(unit, ref, period):
                habits = replace(habits, **override.parts)  # type: ignore[arg-type] # reading checks each part
        return habits

    def release(self, step_key: str, rung: str, seed: int) -> ReleasePlan:
        """How the escalation `step_key` at `rung` is answered."""
        shares = self.releases_by_rung.get(rung, self.releases)
        dice = _Dice(f"{seed}/{step_key}")
        point = dice.percent("release")
        if point < shares.release:
            return ReleasePlan("release")
        if point < shares.release + shares.decline:
            return ReleasePlan("decline")
        if point < shares.release + shares.decline + shares.postpone:
            return ReleasePlan("postpone", dice.pick("postpone-days", shares.postponed_working_days))
        return ReleasePlan("silent")

    def figures_on(self, day: date) -> tuple[Figure, ...]:
        """The figures that arrive on `day`."""
        return tuple(figure for figure in self.figures if figure.arrives_on == day)


@dataclass(frozen=True)
class _Dice:
    """Draws that depend on nothing but the key and the question asked."""

    key: str

    def percent(self, question: str) -> int:
        return self._number(question) % 100

    def falls(self, question: str, share: int) -> bool:
        return self.percent(question) < share

    def pick(self, question: str, choices: Sequence[T]) -> T:
        return choices[self._number(question) % len(choices)]

    def _number(self, question: str) -> int:
        return int.from_bytes(sha256(f"{self.key}/{question}".encode()).digest()[:8])


def _offset(habits: Habits, deadline: date | None, dice: _Dice) -> int | None:
    mixture, point = habits.mixture, dice.percent("report")
    if point >= mixture.on_time + mixture.late:
        return None
    if deadline is None:
        return dice.pick("undated", habits.undated_after_days)
    if point < mixture.on_time:
        return -dice.pick("early", mixture.days_early)
    return dice.pick("late", mixture.days_late)


def _extension(habits: Extensions, dice: _Dice) -> ExtensionPlan | None:
    if not dice.falls("extension", habits.share):
        return None
    return ExtensionPlan(
        days_before=dice.pick("extension-before", habits.days_before),
        by_days=dice.pick("extension-by", habits.by_days),
        granted=dice.falls("extension-granted", habits.granted),
        decided_after_working_days=dice.pick("extension-decided", habits.decided_after_working_days),
        delay=DelayClass.OBJECTIVE if dice.falls("extension-class", habits.objective) else DelayClass.SUBJECTIVE,
        reason=habits.reason,
    )
