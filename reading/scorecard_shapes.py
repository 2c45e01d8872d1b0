"""The shape of a scorecard file; the JSON Schema under docs/schemas is made from it."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from domain.scorecard import BadFormula, decimal_text, parse_formula
from reading.exact_shapes import (
    CriterionId,
    Filled,
    Number,
    Points,
    PositivePoints,
    PositiveShare,
    Share,
    ValueName,
    as_text,
    composed,
)
from reading.shapes import Line, Shape

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class YesNoShape(Shape):
    """Full points for yes, none for no."""

    kind: Literal["yes-no"]
    value: ValueName = Field("met", description="Value of the facts: true or false (1 or 0).")
    full_when: bool = Field(default=True, description="Which answer earns the points.")


class ProportionalShape(Shape):
    """numerator / denominator × maximum; facts may give `rate` instead of the two."""

    kind: Literal["proportional"]
    numerator: ValueName = "done"
    denominator: ValueName = "total"
    floor: Share | None = Field(None, description="Below this share no points; at it, points.")
    full_from: Share | None = Field(None, description="From this share on full points.")
    target: PositiveShare | None = Field(None, description="The rate is divided by this target first.")
    invert: bool = Field(default=False, description="Judge one minus the rate: the numerator counts what is bad.")


class StepShape(Shape):
    """One line of a table: one bound, two, or none for all the rest; and points or a share of the maximum."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    points: Points | None = None
    share: Share | None = None

    @model_validator(mode="after")
    def _earns_once(self) -> "StepShape":
        _one_of(self.points, self.share)
        return self


class StepsShape(Shape):
    """The first line that fits gives the points; none fits, none given."""

    kind: Literal["steps"]
    steps: Filled[StepShape]
    value: ValueName | None = Field(None, description="Compare this value; without it the rate of the two below.")
    numerator: ValueName = "done"
    denominator: ValueName = "total"

    @model_validator(mode="after")
    def _rates_are_shares(self) -> "StepsShape":
        if self.value is None or self.value.endswith("rate"):
            for step in self.steps:
                _bounds_of_a_rate(step)
        return self


class LevelShape(Shape):
    """One level and what it earns."""

    name: Line
    points: Points | None = None
    share: Share | None = None

    @model_validator(mode="after")
    def _earns_once(self) -> "LevelShape":
        _one_of(self.points, self.share)
        return self


class LevelsShape(Shape):
    """The level named in the facts gives the points."""

    kind: Literal["level"]
    levels: Filled[LevelShape]

    @model_validator(mode="after")
    def _told_apart(self) -> "LevelsShape":
        names = [level.name.casefold() for level in self.levels]
        if len(set(names)) != len(names):
            raise ValueError("Hai mức trùng tên; mỗi mức cần một tên riêng.")
        return self


class MixedShape(Shape):
    """(on_time / total) × max + (late / total) × max × late_share; fed from assignments, or from figures if given."""

    kind: Literal["mixed"]
    total: ValueName = "total"
    on_time: ValueName = "on_time"
    late: ValueName = "late"
    late_share: Share = Field("50%", validate_default=True, description="What late work earns of its points.")
    floor: Share | None = Field(None, description="Below this share no points at all.")
    floor_on: Literal["done", "on-time"] = Field("done", description="What the floor looks at.")


class DeductShape(Shape):
    """Maximum − cases × each, never below `lowest`."""

    kind: Literal["deduct"]
    each: PositivePoints
    count: ValueName = "cases"
    lowest: Number = Field("0", validate_default=True, description="May be negative where the card says so.")
    free: Points = Field("0", validate_default=True, description="Cases that cost nothing.")


class CountShape(Shape):
    """Cases × each, at most the maximum."""

    kind: Literal["count"]
    each: PositivePoints
    count: ValueName = "count"


class PerDelayShape(Shape):
    """Each delay costs a share of the maximum, or of its own task's part of it."""

    kind: Literal["per-delay"]
    each: PositiveShare
    count: ValueName = "delays"
    total: ValueName = "total"
    per: Literal["criterion", "task"] = "criterion"


class BonusShape(Shape):
    """Cases × each on top; the criterion's maximum is the cap and no part of the sum of maxima."""

    kind: Literal["bonus"]
    each: PositivePoints = Field("1", validate_default=True)
    count: ValueName = "count"


class PenaltyShape(Shape):
    """Cases × each off; the criterion's maximum is the cap and no part of the sum of maxima."""

    kind: Literal["penalty"]
    each: PositivePoints = Field("1", validate_default=True)
    count: ValueName = "count"


def _is_formula(text: str) -> str:
    try:
        parse_formula(text)
    except BadFormula as error:
        raise ValueError(str(error)) from error
    return text


class FormulaShape(Shape):
    """An expression over named values and `max`: + - * / ( ) < <= > >= = <> min() max() if(condition, then, else)."""

    kind: Literal["formula"]
    formula: Annotated[str, AfterValidator(_is_formula), BeforeValidator(composed)]
    lowest: Number = Field("0", validate_default=True)


class NoCaseShape(Shape):
    """Full points where no case arose; otherwise none, or what `otherwise` gives."""

    kind: Literal["no-case"]
    count: ValueName = "cases"
    otherwise: "RuleShape | None" = None


class SurveyShape(Shape):
    """Decided by a survey: `rate` × maximum, or by the rule in `by`."""

    kind: Literal["survey"]
    value: ValueName = "rate"
    by: "RuleShape | None" = None


RuleShape = Annotated[
    YesNoShape
    | ProportionalShape
    | StepsShape
    | LevelsShape
    | MixedShape
    | DeductShape
    | NoCaseShape
    | CountShape
    | PerDelayShape
    | SurveyShape
    | BonusShape
    | PenaltyShape
    | FormulaShape,
    Field(discriminator="kind"),
]


class CriterionShape(Shape):
    """A criterion with its rule, or with parts whose maxima sum to its own."""

    id: CriterionId
    name: Line
    max: Points = Field(description="Maximum; for bonus and penalty the cap.")
    rule: RuleShape | None = None
    parts: tuple["CriterionShape", ...] = ()
    tasks: Literal["linked", "all", "from-above"] | None = Field(
        None,
        description="Count the assignments linked to the criterion, all of the unit, or those the superior gave. The "
        "rule then reads: total, on_time, late, missed, done, delays, returned, serious, moved, open.",
    )
    when_none: Literal["unmeasured", "full", "zero", "not-applicable"] = Field(
        "unmeasured", description="What holds where nothing arose: the denominator is 0, or no task has come due."
    )
    source: Text | None = Field(None, description="Where the figures come from.")
    evidence: Text | None = Field(None, description="Documents that prove it (tài liệu kiểm chứng).")
    labels: dict[ValueName, Line] = Field(
        default={}, max_length=20, description="What officials call the values of the rule, by their names."
    )

    @model_validator(mode="after")
    def _rule_or_parts(self) -> "CriterionShape":
        if (self.rule is None) == (not self.parts):
            raise ValueError(
                "Tiêu chí cần cách tính (rule) hoặc các tiêu chí thành phần (parts), và chỉ một trong hai."
            )
        if self.parts and self.tasks:
            raise ValueError("Mục tasks ghi ở từng tiêu chí thành phần, không ghi ở tiêu chí có parts.")
        return self


class FieldShape(Shape):
    """A field (lĩnh vực) and its criteria."""

    id: CriterionId
    name: Line
    max: Points
    criteria: Filled[CriterionShape]


class BandShape(Shape):
    """A class of results, from `at_least` points of the full scale."""

    name: Line
    at_least: Points
    block: Line | None = Field(
        None, description="Only for units of this block; those without one are for all the rest."
    )


class RoundingShape(Shape):
    """How points are rounded, and where."""

    places: int = Field(2, ge=0, le=6)
    mode: Literal["half-up", "half-even", "down"] = "half-up"
    at: Literal["criterion", "total"] = "criterion"


class TiesShape(Shape):
    """How equal totals are told apart in a ranking."""

    by: tuple[CriterionId, ...] = Field((), description="Fields or criteria compared in turn: who has more goes first.")
    rank: Literal["standard", "dense"] = Field("standard", description="Still equal: 1, 2, 2, 4 or 1, 2, 2, 3.")


class ScorecardFile(Shape):
    """One version of the rules of the index, for one authority, level and year."""

    authority: Line
    level: Line
    year: int = Field(ge=2000, le=2200)
    version: Annotated[Line, Field(json_schema_extra={"type": ["string", "number"]})]
    title: Line
    subject: Literal["self", "units"] = Field("units", description="The office itself, or the units below it.")
    block: Line | None = Field(None, description="Comparable units ranked together.")
    disclaimer: Text | None = None
    max: Points = Field("100", validate_default=True)
    rounding: RoundingShape = RoundingShape()
    total_from: Share = Field(
        "50%", validate_default=True, description="Measured share of the maximum from which a total is shown."
    )
    not_applicable: Literal["rebase", "leave-out"] = Field(
        "rebase", description="Bring the rest back to the full scale, or only lower the maximum."
    )
    capped: bool = Field(default=False, description="Bonuses do not lift the total above the maximum.")
    fields: Filled[FieldShape]
    bands: tuple[BandShape, ...] = ()
    survey_share: Share | None = Field(None, description="The part of the maximum that a survey decides, as stated.")
    ties: TiesShape = TiesShape()

    @model_validator(mode="before")
    @classmethod
    def _version_as_text(cls, raw: Any) -> Any:
        return {**raw, "version": as_text(raw["version"])} if isinstance(raw, dict) and "version" in raw else raw


def _one_of(points: object, share: object) -> None:
    if (points is None) == (share is None):
        raise ValueError("Mỗi mức ghi số điểm (points) hoặc tỷ lệ điểm tối đa (share), và chỉ một trong hai.")


def _bounds_of_a_rate(step: StepShape) -> None:
    """A bare 95 beside a rate would be 9500 %: no rate ever reaches it."""
    for bound in (step.at_least, step.above, step.at_most, step.below):
        if bound is not None and bound > 2:  # noqa: PLR2004 - 200 %, far above any mark in use
            raise ValueError(f"Mức của tỷ lệ phải ghi kèm dấu phần trăm, ví dụ {decimal_text(bound)}%.")


def scorecard_schema() -> dict[str, Any]:
    """The JSON Schema of scorecard.yaml, as kept under docs/schemas."""
    schema = ScorecardFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "scorecard.yaml"}
