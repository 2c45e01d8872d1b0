"""What a trial assumes, as it is sent or kept: changed figures, changed or new assignments, a changed card."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from domain.record import AssignmentRecord
from domain.scorecard import Facts, Scorecard, Trial, to_plain
from domain.status import WorkState
from reading.exact_shapes import CriterionId
from reading.figures import AssignmentShape, Id, MeasurementShape, MoveShape, ReturnShape, moves_of, returns_of
from reading.refuse import refusal_from
from reading.scorecards import read_scorecard
from reading.shapes import Shape

MOST = 200
"""Figures or assignments of one trial."""


def exactly(raw: Any) -> Any:
    """Numbers of JSON as they were written: 0.1 is a tenth, not the nearest float."""
    if isinstance(raw, float):
        return Decimal(repr(raw))
    if isinstance(raw, dict):
        return {name: exactly(one) for name, one in raw.items()}
    return [exactly(one) for one in raw] if isinstance(raw, list) else raw


class AssumedWork(Shape):
    """An assignment as it would be: what is left out stays as it is; an id nobody knows is new work."""

    id: Id
    deadline: date | None = None
    result_on: date | None = None
    work: WorkState | None = None
    counts: bool | None = None
    criteria: tuple[CriterionId, ...] | None = None
    from_above: bool | None = None
    returns: tuple[ReturnShape, ...] | None = None
    moves: tuple[MoveShape, ...] | None = None

    def record(self, known: Mapping[str, AssignmentRecord], unit: str, period: str) -> AssignmentRecord:
        """The known assignment with what is assumed, or a new one."""
        given = {name: getattr(self, name) for name in self.model_fields_set if name != "id"}
        if self.id not in known:
            return _new({"id": self.id, **given}).record(unit, period)
        if "result_on" in given and "work" not in given:
            given["work"] = WorkState.ACCEPTED if self.result_on else WorkState.ISSUED
        if self.returns is not None:
            given["returns"] = returns_of(self.returns)
        if self.moves is not None:
            given["moves"] = moves_of(self.moves)
        return replace(known[self.id], **{name: one for name, one in given.items() if one is not None or name in DATES})


def _new(given: Mapping[str, Any]) -> AssignmentShape:
    try:
        return AssignmentShape.model_validate(given)
    except ValidationError as error:
        raise refusal_from(error, f"assignments ({given['id']})") from error


DATES = frozenset({"deadline", "result_on"})
"""What may be assumed to be missing."""


class Assumed(Shape):
    """A trial. `scorecard` is a whole card, `criteria` changes single criteria of the one in use, by id."""

    as_of: date | None = None
    measurements: Annotated[
        dict[CriterionId, MeasurementShape | None], BeforeValidator(exactly), Field(max_length=MOST)
    ] = Field(default_factory=dict, description="Figures by criterion; null takes them away.")
    assignments: Annotated[tuple[AssumedWork, ...], Field(max_length=MOST)] = ()
    without: Annotated[tuple[Id, ...], Field(max_length=MOST)] = ()
    scorecard: dict[str, Any] | None = None
    criteria: Annotated[dict[CriterionId, dict[str, Any]], Field(max_length=MOST)] = Field(default_factory=dict)

    def trial(self, facts: Facts) -> Trial:
        """What is assumed of these facts."""
        known = {record.id: record for record in facts.assignments}
        figures = {id_: None if one is None else one.measurement() for id_, one in self.measurements.items()}
        work = tuple(one.record(known, facts.unit, facts.period) for one in self.assignments)
        return Trial(MappingProxyType(figures), work, frozenset(self.without), self.as_of)

    def card(self, card: Scorecard) -> Scorecard:
        """The card that is assumed; Refusal with the place of whatever does not fit."""
        if self.scorecard is None and not self.criteria:
            return card
        plain = to_plain(card) if self.scorecard is None else self.scorecard
        changed = _changed(json.loads(json.dumps(plain)), self.criteria)
        return read_scorecard(json.dumps(changed, ensure_ascii=False).encode(), "scorecard")


def _changed(plain: Any, changes: Mapping[str, Mapping[str, Any]]) -> Any:
    """The card's plain data with the changed keys of each criterion put in place."""
    if isinstance(plain, list):
        return [_changed(one, changes) for one in plain]
    if not isinstance(plain, dict):
        return plain
    inner = {name: _changed(one, changes) for name, one in plain.items()}
    return {**inner, **changes.get(str(plain.get("id", "")), {})}
