"""Trying out (thử phương án): facts as they would be if figures came, work were done, late, moved or sent back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from domain.record import AssignmentRecord, Move, Return
from domain.scorecard.facts import Facts, Measurement
from domain.status import DelayClass, ReturnClass, WorkState

TRIED = "thử phương án"
"""The reason a return or a move carries that nobody has decided."""


@dataclass(frozen=True)
class Trial:
    """What is assumed: figures by criterion (None takes them away), assignments as they would be, those left out."""

    measurements: Mapping[str, Measurement | None] = field(default_factory=lambda: MappingProxyType({}))
    assignments: tuple[AssignmentRecord, ...] = ()
    without: frozenset[str] = frozenset()
    as_of: date | None = None


def tried(facts: Facts, trial: Trial) -> Facts:
    """The facts with what is assumed in place of what is known; nothing else moves."""
    figures = {**facts.measurements, **trial.measurements}
    known = {record.id: record for record in facts.assignments} | {record.id: record for record in trial.assignments}
    return replace(
        facts,
        as_of=trial.as_of or facts.as_of,
        measurements=MappingProxyType({id_: one for id_, one in figures.items() if one is not None}),
        assignments=tuple(record for id_, record in known.items() if id_ not in trial.without),
    )


def with_work(facts: Facts, records: Iterable[AssignmentRecord]) -> Facts:
    """The facts with these assignments as given here."""
    return tried(facts, Trial(assignments=tuple(records)))


def done(record: AssignmentRecord, on: date) -> AssignmentRecord:
    """The assignment with a result of that day, confirmed."""
    return replace(record, work=WorkState.ACCEPTED, result_on=on)


def missed(record: AssignmentRecord, today: date) -> AssignmentRecord:
    """The assignment not done and past its day, as it would stand if nothing more came of it."""
    gone = today - timedelta(days=1)
    deadline = gone if record.deadline is None or record.deadline > gone else record.deadline
    return replace(record, work=WorkState.ISSUED, result_on=None, deadline=deadline)


def moved(record: AssignmentRecord, until: date, classed: DelayClass, on: date) -> AssignmentRecord:
    """The assignment with its deadline moved by a decision of that day; one that had passed stays missed."""
    was_missed = record.deadline is not None and record.deadline < on and _not_done_by(record, record.deadline)
    move = Move(record.deadline, until, on, classed, TRIED)
    missed_ = (record.missed or record.deadline) if was_missed else record.missed
    return replace(record, deadline=until, missed=missed_, moves=(*record.moves, move))


def _not_done_by(record: AssignmentRecord, deadline: date) -> bool:
    return record.result_on is None or record.result_on > deadline


def sent_back(record: AssignmentRecord, classed: ReturnClass, on: date) -> AssignmentRecord:
    """The assignment with its report sent back on that day: owed again, the return kept."""
    again = Return(classed, on, TRIED)
    return replace(record, work=WorkState.RETURNED, result_on=None, returns=(*record.returns, again))
