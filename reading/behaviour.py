"""behaviour.yaml: who reports when, asks for time, answers and releases while a quarter is simulated."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, model_validator

from domain.behaviour import Behaviour, Figure, Override
from domain.habits import Extensions, Habits, Mixture, Releases, Returns
from domain.scorecard import Measurement
from domain.status import ReturnClass
from reading.exact_shapes import CriterionId
from reading.figures import MeasurementShape, Period
from reading.happenings import HappeningsShape
from reading.refuse import read_model
from reading.shapes import Code, Line, Shape, schema_of

Share = Annotated[int, Field(ge=0, le=100, description="Percent.")]
Days = Annotated[tuple[Annotated[int, Field(ge=0, le=366)], ...], Field(min_length=1)]
"""Choices of days, each as likely as the others; write one twice to make it twice as likely."""

WHOLE = 100
"""Shares are percent of all."""


class MixtureShape(Shape):
    """Reports in time, late and never; the three add up to 100."""

    on_time: Share = Mixture.on_time
    late: Share = Mixture.late
    never: Share = Mixture.never
    days_early: Days = Mixture.days_early
    days_late: Days = Mixture.days_late

    @model_validator(mode="after")
    def _is_whole(self) -> "MixtureShape":
        total = self.on_time + self.late + self.never
        if total != WHOLE:
            raise ValueError(f"on_time, late và never phải cộng thành 100, đang là {total}.")
        if 0 in self.days_late:
            raise ValueError("days_late là số ngày sau hạn, phải từ 1 trở lên.")
        return self


class ExtensionsShape(Shape):
    """Requests for more time and what becomes of them."""

    share: Share = Extensions.share
    days_before: Days = Extensions.days_before
    by_days: Days = Extensions.by_days
    granted: Share = Extensions.granted
    decided_after_working_days: Days = Extensions.decided_after_working_days
    objective: Share = Extensions.objective
    reason: Line = Extensions.reason


class ReturnsShape(Shape):
    """First reports that go back."""

    share: Share = Returns.share
    classes: tuple[ReturnClass, ...] = Field(default=Returns.classes, min_length=1)
    answered_after_days: Days = Returns.answered_after_days
    reason: Line = Returns.reason


class ReleasesShape(Shape):
    """Answers to escalations that await release; what is missing to 100 stays unanswered."""

    release: Share = Releases.release
    decline: Share = Releases.decline
    postpone: Share = Releases.postpone
    postponed_working_days: Days = Releases.postponed_working_days

    @model_validator(mode="after")
    def _is_part(self) -> "ReleasesShape":
        total = self.release + self.decline + self.postpone
        if total > WHOLE:
            raise ValueError(f"release, decline và postpone cộng lại không quá 100, đang là {total}.")
        return self


class HabitsShape(Shape):
    """The habits of everybody whom no override names."""

    mixture: MixtureShape = MixtureShape()
    acknowledged: Share = Habits.acknowledged
    acknowledge_after_working_days: Days = Habits.acknowledge_after_working_days
    extensions: ExtensionsShape = ExtensionsShape()
    returns: ReturnsShape = ReturnsShape()
    accept_after_working_days: Days = Habits.accept_after_working_days
    recorded_by_office: Share = Habits.recorded_by_office
    recorded_after_days: Days = Habits.recorded_after_days
    undated_after_days: Days = Habits.undated_after_days


class OverrideShape(HabitsShape):
    """Other habits for a unit, an item, a period or a combination; later ones win over earlier ones."""

    unit: Code | None = None
    ref: Line | None = None
    period: Period | None = None

    @model_validator(mode="after")
    def _names_something(self) -> "OverrideShape":
        if self.unit is None and self.ref is None and self.period is None:
            raise ValueError("Cần ghi ít nhất một trong unit, ref, period; thói quen chung đặt ở habits.")
        return self


class FigureShape(MeasurementShape):
    """The figures of one criterion for one unit and period, and the day on which they arrive."""

    criterion: CriterionId
    unit: Code
    period: Period
    arrives_on: date


class BehaviourShape(Shape):
    """The whole file; everything may be left out."""

    habits: HabitsShape = HabitsShape()
    overrides: tuple[OverrideShape, ...] = ()
    releases: ReleasesShape = ReleasesShape()
    releases_by_rung: dict[Line, ReleasesShape] = Field(
        default={}, description="Other answers for one rung of the ladder."
    )
    figures: tuple[FigureShape, ...] = ()
    happenings: HappeningsShape = HappeningsShape()


_PARTS = {"mixture": Mixture, "extensions": Extensions, "returns": Returns}


def read_behaviour(data: bytes, name: str) -> Behaviour:
    """Everybody's habits as the file states them; raises Refusal with the line of each fault."""
    shape = read_model(data, name, BehaviourShape)
    return Behaviour(
        habits=Habits(**_parts(dict(shape.habits))),
        overrides=tuple(_override(override) for override in shape.overrides),
        releases=Releases(**dict(shape.releases)),
        releases_by_rung={rung: Releases(**dict(shares)) for rung, shares in shape.releases_by_rung.items()},
        figures=tuple(_figure(figure) for figure in shape.figures),
        happenings=shape.happenings.told(),
    )


def _override(shape: OverrideShape) -> Override:
    given = shape.model_fields_set - {"unit", "ref", "period"}
    parts = _parts({key: value for key, value in shape if key in given})
    return Override(shape.unit, shape.ref, shape.period, parts)


def _parts(values: Mapping[str, object]) -> dict[str, Any]:
    """The parts of Habits: shapes become the domain's own parts, plain numbers stay."""
    return {key: _PARTS[key](**dict(value)) if isinstance(value, Shape) else value for key, value in values.items()}


def _figure(shape: FigureShape) -> Figure:
    measurement = Measurement(**{key: getattr(shape, key) for key in MeasurementShape.model_fields})
    return Figure(shape.criterion, shape.unit, shape.period, shape.arrives_on, measurement)


def behaviour_schema() -> dict[str, Any]:
    """The JSON Schema of behaviour.yaml, as kept under docs/schemas."""
    return schema_of(BehaviourShape, "behaviour.yaml")
