"""What a decision would move in the index of the unit it is about, shown before it is taken: more time, or a report sent back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.record import AssignmentRecord
from domain.scorecard import moved, rescore, score, sent_back, shifts, with_work
from domain.status import DelayClass, ReturnClass
from domain.wording.words import label
from storage.views.answers import WaitingReport
from storage.views.extensions import ExtensionLine
from storage.views.index import Estimated

Standing = Mapping[str, Sequence[tuple[str, Estimated]]]
"""The cards that count a unit, with its facts, by the unit's code."""


@dataclass(frozen=True)
class Effect:
    """One decision and by how much the unit's loss would grow, all criteria of its card together."""

    decision: str
    lost: Fraction
    criteria: tuple[str, ...]


def effects(
    standing: Standing, reports: Sequence[WaitingReport], asked: Sequence[ExtensionLine], today: date
) -> dict[str, list[Effect]]:
    """By report and by request: what each possible decision would move; nothing for a unit that no card counts."""
    found: dict[str, list[Effect]] = {}
    for report in reports:
        ids = frozenset(task.assignment for task in report.tasks)
        returns = {f"đề nghị bổ sung, {label(one)}": _returned(one, today) for one in ReturnClass}
        found[report.id] = list(_of(standing.get(report.unit, ()), ids, returns))
    for request in asked:
        grants = {f"đồng ý, {label(one)}": _moved(request.until, one, today) for one in DelayClass}
        found[request.id] = list(_of(standing.get(request.unit, ()), frozenset({request.assignment}), grants))
    return found


Decided = Callable[[AssignmentRecord], AssignmentRecord]


def _returned(classed: ReturnClass, today: date) -> Decided:
    return lambda record: sent_back(record, classed, today)


def _moved(until: date, classed: DelayClass, today: date) -> Decided:
    return lambda record: moved(record, until, classed, today)


def _of(
    cards: Sequence[tuple[str, Estimated]], ids: frozenset[str], decisions: Mapping[str, Decided]
) -> Iterable[Effect]:
    for _, found in cards:
        now = score(found.card, found.facts)
        for decision, decided in decisions.items():
            work = [decided(record) for record in found.facts.assignments if record.id in ids]
            then = rescore(found.card, found.facts, now, with_work(found.facts, work))
            yield Effect(decision, then.lost - now.lost, tuple(one.id for one in shifts(now, then) if one.lost))
