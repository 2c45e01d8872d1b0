"""The form of a trial (thử phương án): figures, maxima and open work of a unit as they stand, and what was changed in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.pages.figures import plain_number
from api.pages.forms import Filled, shaped
from domain.record import AssignmentRecord
from domain.scorecard import (
    Criterion,
    Facts,
    Levels,
    Scorecard,
    YesNo,
    labels,
    missed,
    percent,
    reads,
    standing,
    vietnamese,
)
from domain.scorecard.needs import LEVEL
from reading.trials import Assumed

VALUE, LEVEL_OF, MAX, WORK = "value:", "level:", "max:", "work:"
DONE, MISSED = "done", "missed"
YES_NO = {"1": "có", "0": "không"}


@dataclass(frozen=True)
class Entry:
    """One thing that may be changed: the name of its field, its words, how it stands, and its choices where it has some."""

    field: str
    label: str
    now: str
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Line:
    """A criterion with what may be changed of it."""

    criterion: Criterion
    maximum: Entry
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class TrialForm:
    """All that a trial on one unit may change."""

    lines: tuple[Line, ...]
    work: tuple[AssignmentRecord, ...]


def trial_form(card: Scorecard, facts: Facts) -> TrialForm:
    """The form filled in with how things stand."""
    lines = tuple(
        Line(leaf, Entry(f"{MAX}{leaf.id}", "Điểm tối đa", vietnamese(leaf.max)), tuple(_entries(leaf, facts)))
        for _, leaf in card.leaves()
    )
    open_ = (record for record in facts.assignments if standing(record, facts.as_of) in {"open", "missed"})
    return TrialForm(lines, tuple(open_))


def _entries(leaf: Criterion, facts: Facts) -> Iterator[Entry]:
    """Figures of a criterion that is judged by figures; what is counted from work is changed by its work."""
    measured = facts.measurements.get(leaf.id)
    if leaf.rule is None or (measured is not None and measured.not_applicable):
        return
    if leaf.fed_by is not None and (measured is None or not measured.values):
        return
    words = labels(leaf)
    for name in sorted(reads(leaf.rule) - {LEVEL}):
        known = None if measured is None else measured.values.get(name)
        told = percent if name.endswith("rate") else vietnamese
        choices = YES_NO if isinstance(leaf.rule, YesNo) else None
        yield Entry(f"{VALUE}{leaf.id}:{name}", words.get(name, name), "" if known is None else told(known), choices)
    if isinstance(leaf.rule, Levels):
        names = {one.name: one.name for one in leaf.rule.levels}
        yield Entry(f"{LEVEL_OF}{leaf.id}", "Mức đánh giá", (measured and measured.level) or "", names)


def assumed(sent: Filled, form: TrialForm, facts: Facts, other: Mapping[str, Any] | None) -> Assumed:
    """What differs in the form from how things stand; refused with its places where it cannot be read."""
    told: dict[str, Any] = {
        "measurements": {line.criterion.id: one for line in form.lines if (one := _figures(sent, line)) != UNCHANGED},
        "assignments": [one for record in form.work if (one := _work(sent, record, facts))],
        "criteria": {
            line.criterion.id: {"max": plain_number(typed)}
            for line in form.lines
            if (typed := sent.one(line.maximum.field)) not in {None, line.maximum.now}
        },
    }
    return shaped(Assumed, {**{key: one for key, one in told.items() if one}, "scorecard": other})


UNCHANGED: Mapping[str, Any] = {"unchanged": True}


def _figures(sent: Filled, line: Line) -> Mapping[str, Any] | None:
    """The figures of one criterion as they are assumed; None takes them away."""
    typed = {entry.field: sent.one(entry.field) or "" for entry in line.entries}
    if all(typed[entry.field] == entry.now for entry in line.entries):
        return UNCHANGED
    start = f"{VALUE}{line.criterion.id}:"
    values = {
        field.removeprefix(start): plain_number(text)
        for field, text in typed.items()
        if text and field.startswith(start)
    }
    level = typed.get(f"{LEVEL_OF}{line.criterion.id}")
    found = {**({"values": values} if values else {}), **({"level": level} if level else {})}
    return found or None


def _work(sent: Filled, record: AssignmentRecord, facts: Facts) -> dict[str, Any] | None:
    """One assignment as it is assumed: done today, or never done and past its day."""
    match sent.one(f"{WORK}{record.id}"):
        case "done":
            return {"id": record.id, "result_on": facts.as_of.isoformat(), "work": "accepted"}
        case "missed":
            deadline = missed(record, facts.as_of).deadline
            return {"id": record.id, "result_on": None, "work": "issued", "deadline": str(deadline)}
        case _:
            return None
