"""A score as its page tells it: fields with their criteria, every record as a link, last year's points beside the work."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.pages.shell import SCORES
from api.pages.words import short
from domain.record import AssignmentRecord
from domain.remedy import RemedyState
from domain.scorecard import CriterionScore, Facts, GroupScore, Outlook, Scorecard, State, labels, rule_told
from domain.tally import Standing, standing

SHORTENED = 90


@dataclass(frozen=True)
class Link:
    """Where a record is read, and what it is called."""

    path: str
    words: str


@dataclass(frozen=True)
class FieldTold:
    """A field with the criteria scored in it."""

    group: GroupScore
    criteria: tuple[CriterionScore, ...]


@dataclass(frozen=True)
class Told:
    """All that the page says of one unit."""

    outlook: Outlook
    fields: tuple[FieldTold, ...]
    links: Mapping[str, Link]
    names: Mapping[str, str]
    rules: Mapping[str, str]

    @property
    def states(self) -> Mapping[State, int]:
        """How many criteria stand how."""
        every = [row.state for field in self.fields for row in field.criteria]
        return {state: every.count(state) for state in State}


@dataclass(frozen=True)
class Remedying:
    """One assignment that should win a point back."""

    link: Link
    unit: str
    standing: Standing


@dataclass(frozen=True)
class LostBefore:
    """One point lost last year, with the work of this year; `plain` is what programs are told of it."""

    plain: Mapping[str, Any]
    state: RemedyState
    work: tuple[Remedying, ...]


def told(card: Scorecard, outlook: Outlook, facts: Facts) -> Told:
    """The score with its criteria under their fields, in the card's order."""
    rows, groups = outlook.now.criteria, outlook.now.groups
    fields = [group for group in groups if not group.above]
    names = {group.id: f"{group.id}. {group.name}" for group in groups}
    return Told(
        outlook,
        tuple(FieldTold(field, tuple(row for row in rows if row.above[:1] == (field.id,))) for field in fields),
        linked(facts),
        {**names, **{row.id: f"{row.id}. {row.name}" for row in rows}},
        {leaf.id: rule_told(leaf.rule, leaf.max, labels(leaf)) for _, leaf in card.leaves() if leaf.rule},
    )


def linked(facts: Facts) -> dict[str, Link]:
    """Every record behind a score: assignments to their pages, figures to theirs."""
    owed = {record.id: _work(record) for record in facts.assignments}
    figures = {
        id_: Link(f"{SCORES}/so-lieu/{id_}", f"Số liệu tiêu chí {criterion}")
        for criterion, measured in facts.measurements.items()
        for id_ in measured.records
    }
    return {**figures, **owed}


def remedies(lost: Mapping[str, Any], owed: Iterable[AssignmentRecord], today: date) -> tuple[LostBefore, ...]:
    """Each lost point of `lost` (as programs are told) with the assignments that remedy it."""
    found: defaultdict[str, list[Remedying]] = defaultdict(list)
    for record in owed:
        for point in record.remedies:
            found[point].append(Remedying(_work(record), record.unit, standing(record, today)))
    return tuple(LostBefore(row, RemedyState(row["state"]), tuple(found[row["id"]])) for row in lost["points"])


def _work(record: AssignmentRecord) -> Link:
    named = f"{record.directive}, mục {record.ref}: {short(record.text, SHORTENED)}"
    return Link(f"/nhiem-vu/{record.id}", named)
