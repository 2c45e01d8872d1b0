"""Builders of cards, facts and assignments for the tests of the index, each with defaults."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from domain.record import AssignmentRecord
from domain.scorecard import Criterion, CriterionScore, Facts, Field, Measurement, Rule, Scorecard, exact, score
from domain.status import WorkState

TODAY = date(2023, 3, 31)


def num(text: str | int) -> Fraction:
    return exact(str(text))


def a_criterion(rule: Rule | None, top: str | int = 2, **more: Any) -> Criterion:
    return Criterion(more.pop("id", "1.1"), "Tiêu chí", num(top), rule, **more)


def a_card(*criteria: Criterion, **more: Any) -> Scorecard:
    top = sum((criterion.weight for criterion in criteria), Fraction(0))
    fields = (Field("1", "Lĩnh vực", top, criteria),)
    return Scorecard("ubnd", "quận", 2023, "1", "Bộ thử", max=more.pop("max", top), fields=fields, **more)


def values(**given: str | int) -> Measurement:
    return Measurement({name: num(figure) for name, figure in given.items()}, records=("SL-1",))


def some_facts(
    measurements: Mapping[str, Measurement] | None = None, *assignments: AssignmentRecord, as_of: date = TODAY
) -> Facts:
    return Facts("p-a", "2023-Q1", as_of, measurements or {}, assignments)


def an_assignment(id_: str, **more: Any) -> AssignmentRecord:
    """Due on 20 March and linked to 1.1; done (accepted) where it has a result's date."""
    defaults: dict[str, Any] = {
        "unit": "p-a",
        "item": id_,
        "ref": "1.a",
        "text": "Việc",
        "directive": "07/CT-UBND",
        "work": WorkState.ISSUED if more.get("result_on") is None else WorkState.ACCEPTED,
        "deadline": date(2023, 3, 20),
        "criteria": ("1.1",),
    }
    return AssignmentRecord(id_, **{**defaults, **more})


def scored(
    rule: Rule, top: str | int, measured: Measurement | None = None, *assignments: AssignmentRecord, **more: Any
) -> CriterionScore:
    """The row of one criterion 1.1 with that rule."""
    facts = some_facts({"1.1": measured} if measured else {}, *assignments)
    return score(a_card(a_criterion(rule, top, **more)), facts).criteria[0]


def told(*things: object) -> list[object]:
    """Figures and words beside each other, to be compared with a list of plain ones."""
    return list(things)
