"""What a criterion is judged on: the values its rule may read, drawn from figures or counted from assignments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from domain.record import AssignmentRecord
from domain.scorecard.card import Criterion, Scorecard
from domain.scorecard.facts import Facts, Measurement
from domain.scorecard.words import word_of
from domain.status import DelayClass, ReturnClass, TimeState, WorkState

Standing = Literal["on-time", "late", "missed", "open", "out"]

PAUSED = frozenset({WorkState.SUSPENDED, WorkState.WAITING})
"""Work the unit is not the one to move: it counts neither for nor against it while it is paused."""

COUNTS = ("total", "on_time", "late", "missed", "done", "delays", "returned", "serious", "moved", "open")
"""Names of the values that are counted from assignments."""

COUNTED = ("on-time", "late", "missed")
"""Standings that make the total `a`: what is done, and what has come due without being done."""


def standing(record: AssignmentRecord, as_of: date) -> Standing:
    """How one assignment counts on a day.

    on-time, late: done, by the date of the result's document · missed: overdue and not done · open: not yet due ·
    out: withdrawn, paused, without a deadline, or with one whose basis does not count (domain.md §0.1).
    A result dated after `as_of` is not yet there.
    """
    if not record.counts or record.deadline is None or record.work in PAUSED:
        return "out"
    if record.result_on is not None and record.result_on > as_of and record.work is not WorkState.WITHDRAWN:
        return "missed" if as_of > record.deadline else "open"
    match record.state(as_of):
        case TimeState.DONE_ON_TIME:
            return "on-time"
        case TimeState.DONE_LATE:
            return "late"
        case TimeState.OVERDUE:
            return "missed"
        case TimeState.ON_TRACK | TimeState.SOON:
            return "open"
        case _:
            return "out"


def counted_as(record: AssignmentRecord, as_of: date) -> Standing:
    """How the index counts it: a deadline that had passed before it was moved is missed at once, not only when work is done.

    Otherwise what can only be late would cost nothing until it is done, and doing it would lower the score.
    """
    stands = standing(record, as_of)
    return "missed" if stands == "open" and record.missed is not None and as_of > record.missed else stands


@dataclass(frozen=True)
class Given:
    """Values by name, the records behind each, and what is open or said besides.

    `tallied` tells that the values were counted from assignments; `per_task` then holds the value names of each.
    `points` were given by a person who appraised, with what they `said` of them. `criterion` knows the office's words
    for the values.
    """

    values: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    records: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    every: tuple[str, ...] = ()
    level: str | None = None
    tallied: bool = False
    per_task: tuple[Mapping[str, int], ...] = ()
    threatened: tuple[str, ...] = ()
    points: Fraction | None = None
    said: str | None = None
    criterion: Criterion | None = None

    def word(self, name: str) -> str:
        """What an official calls the value of that name."""
        return name if self.criterion is None else word_of(self.criterion, name)

    def behind(self, names: Iterable[str]) -> tuple[str, ...]:
        """Records behind those values, each once; all records where none are kept apart by name."""
        if not self.tallied:
            return self.every
        return tuple(dict.fromkeys(record for name in names for record in self.records.get(name, ())))


def given(card: Scorecard, criterion: Criterion, above: tuple[str, ...], facts: Facts) -> Given:
    """What the facts hold for one criterion. Figures entered for it go before what is counted from assignments.

    A mixed rule that names no tasks may be meant for figures: without both its values are missing, not nought.
    """
    measured = facts.measurements.get(criterion.id, Measurement())
    if measured.points is not None:
        return Given(every=measured.records, points=measured.points, said=measured.note)
    if criterion.fed_by is None or measured.values or measured.level is not None:
        return Given(measured.values, every=measured.records, level=measured.level, criterion=criterion)
    fed = [record for record in facts.assignments if feeds(record, criterion, above, card, facts.unit)]
    if not fed and criterion.tasks is None:
        return Given(criterion=criterion)
    return _tally(criterion, sorted(fed, key=lambda record: record.id), facts.as_of)


def feeds(record: AssignmentRecord, criterion: Criterion, above: tuple[str, ...], card: Scorecard, unit: str) -> bool:
    """Whether an assignment is counted for the criterion; a unit's card never counts another unit's work.

    One linked to a criterion feeds all its parts; a link to a field feeds nothing.
    """
    if card.subject == "units" and record.unit != unit:
        return False
    match criterion.fed_by:
        case "all":
            return True
        case "from-above":
            return record.from_above
        case "linked":
            return criterion.id in record.criteria or any(id_ in record.criteria for id_ in above[1:])
        case _:
            return False


def _tally(criterion: Criterion, records: list[AssignmentRecord], as_of: date) -> Given:
    """Counts by name over the assignments, with the ids behind each count."""
    counts = {record.id: _events(record, as_of) for record in records}
    return Given(
        values={name: Fraction(sum(events[name] for events in counts.values())) for name in COUNTS},
        records={name: tuple(id_ for id_, events in counts.items() if events[name]) for name in COUNTS},
        every=tuple(id_ for id_, events in counts.items() if events["total"] or events["open"]),
        tallied=True,
        per_task=tuple(events for events in counts.values() if events["total"]),
        threatened=tuple(record.id for record in records if _is_threatened(record, as_of)),
        criterion=criterion,
    )


def _events(record: AssignmentRecord, as_of: date) -> Mapping[str, int]:
    """What one assignment adds to each count.

    Returns and moves decided by the day count as long as the assignment itself does.
    """
    stands = counted_as(record, as_of)
    on_time, late, missed = stands == "on-time", stands == "late", stands == "missed"
    counts = stands in COUNTED
    returns = [one for one in record.returns if one.on <= as_of]
    return {
        "total": int(counts),
        "on_time": int(on_time),
        "late": int(late),
        "missed": int(missed),
        "done": int(on_time or late),
        "delays": int(late or missed),
        "returned": len(returns) if counts else 0,
        "serious": sum(r.classed is ReturnClass.SERIOUS for r in returns) if counts else 0,
        "moved": sum(m.classed is DelayClass.SUBJECTIVE and m.on <= as_of for m in record.moves) if counts else 0,
        "open": int(stands == "open"),
    }


def _is_threatened(record: AssignmentRecord, as_of: date) -> bool:
    """Whether work not yet done may cost points soon: it is overdue, due within days, or held by an obstacle."""
    stands = counted_as(record, as_of)
    if stands == "missed":
        return True
    return stands == "open" and (record.obstacle is not None or record.state(as_of) is TimeState.SOON)
