"""A file → facts: figures and assignments of units in a period, on which a scorecard is scored."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, field_validator, model_validator

from domain.record import AssignmentRecord, Move, Return
from domain.scorecard import Facts, Measurement, decimal_text
from domain.status import DelayClass, ReturnClass, WorkState
from reading.exact_shapes import NUMBER_PATTERN, CriterionId, Filled, ValueName, as_text, number, share
from reading.refuse import Finding, refusal_of
from reading.scorecard_shapes import Text
from reading.scorecards import read_shape
from reading.shapes import Line, Shape

DONE = frozenset({WorkState.REPORTED, WorkState.ACCEPTED})
ANSWERED = DONE | {WorkState.RETURNED, WorkState.REDO, WorkState.WITHDRAWN}

Id = Annotated[Line, BeforeValidator(as_text)]
Criteria = tuple[CriterionId, ...]
Value = Annotated[
    Any,
    BeforeValidator(number),
    PlainSerializer(decimal_text),
    WithJsonSchema({"type": ["number", "string", "boolean"], "pattern": NUMBER_PATTERN}),
]


def rate_with_its_sign(raw: Any) -> Any:
    """Values as given. A bare rate is a share of one; only with a percent sign may it go beyond (112 % of a plan)."""
    rate = raw.get("rate") if isinstance(raw, dict) else None
    if rate is not None and not str(rate).rstrip().endswith("%"):
        share(number(rate))
    return raw


class MeasurementShape(Shape):
    """Figures for one criterion. What is not known is left out: it then stays unmeasured and is never nought."""

    values: dict[ValueName, Value] = Field(
        default_factory=dict, description='Figures by name; a rate is written "95%" or 0.95, yes and no true and false.'
    )
    level: Line | None = Field(None, description="The level an appraiser gave.")
    not_applicable: bool = Field(default=False, description="The criterion does not concern the unit in this period.")
    source: Text | None = Field(None, description="Who or which system gives the figures.")
    records: tuple[Id, ...] = Field((), description="What a reader can open to check.")
    note: Text | None = None

    @field_validator("values", mode="before")
    @classmethod
    def _rate_has_its_sign(cls, raw: Any) -> Any:
        return rate_with_its_sign(raw)

    @model_validator(mode="after")
    def _nothing_where_it_does_not_apply(self) -> "MeasurementShape":
        if self.not_applicable and (self.values or self.level):
            raise ValueError("Tiêu chí không áp dụng (not_applicable) thì không ghi số liệu.")
        return self

    def measurement(self) -> Measurement:
        """The figures as the domain knows them."""
        return Measurement(
            values=MappingProxyType(dict(self.values)),
            records=self.records,
            source=self.source,
            note=self.note,
            not_applicable=self.not_applicable,
            level=self.level,
        )


class ReturnShape(Shape):
    """One return of a report."""

    classed: ReturnClass
    on: date
    reason: Text = "không ghi"


class MoveShape(Shape):
    """One decided extension."""

    before: date | None = None
    after: date
    on: date
    classed: DelayClass
    reason: Text = "không ghi"


def returns_of(shapes: Iterable[ReturnShape]) -> tuple[Return, ...]:
    """Returns as the domain knows them."""
    return tuple(Return(shape.classed, shape.on, shape.reason) for shape in shapes)


def moves_of(shapes: Iterable[MoveShape]) -> tuple[Move, ...]:
    """Extensions as the domain knows them."""
    return tuple(Move(shape.before, shape.after, shape.on, shape.classed, shape.reason) for shape in shapes)


class AssignmentShape(Shape):
    """One assignment of the unit. Without `work`: accepted where there is a result, else issued."""

    id: Id
    deadline: date | None = None
    original: date | None = Field(None, description="The first deadline, where it was moved.")
    missed: date | None = Field(None, description="A deadline that had passed before it was moved: lateness stays.")
    counts: bool = Field(default=True, description="Whether the deadline's basis makes lateness count.")
    result_on: date | None = Field(None, description="Date of the result's document.")
    work: WorkState | None = None
    criteria: Criteria = Field((), description="Ids of the criteria it feeds.")
    remedies: tuple[Id, ...] = ()
    from_above: bool = Field(default=False, description="Given by the superior authority.")
    text: Text = "Nhiệm vụ được giao"
    item: Id | None = None
    ref: Id = "-"
    directive: Id = "-"
    document: Line | None = None
    obstacle: Text | None = None
    returns: tuple[ReturnShape, ...] = ()
    moves: tuple[MoveShape, ...] = ()

    @model_validator(mode="after")
    def _result_and_state_agree(self) -> "AssignmentShape":
        if self.work in DONE and self.result_on is None:
            raise ValueError("Nhiệm vụ đã báo cáo hoặc đã xác nhận cần ngày của văn bản kết quả (result_on).")
        if self.result_on is not None and self.work not in {None, *ANSWERED}:
            raise ValueError(f"Có ngày kết quả (result_on) thì work không thể là “{self.work}”.")
        return self

    def record(self, unit: str, period: str) -> AssignmentRecord:
        """The assignment as the domain knows it."""
        plain = WorkState.ISSUED if self.result_on is None else WorkState.ACCEPTED
        return AssignmentRecord(
            id=self.id,
            unit=unit,
            item=self.item or self.id,
            ref=self.ref,
            text=self.text,
            directive=self.directive,
            work=self.work or plain,
            period=period,
            deadline=self.deadline,
            original=self.original or self.deadline,
            missed=self.missed,
            counts=self.counts,
            result_on=self.result_on,
            document=self.document,
            criteria=self.criteria,
            remedies=self.remedies,
            returns=returns_of(self.returns),
            moves=moves_of(self.moves),
            obstacle=self.obstacle,
            from_above=self.from_above,
        )


Period = Annotated[Line, BeforeValidator(as_text), Field(examples=["2023-Q1", "2023-BC6T", "2023"])]


def _keys_as_text(raw: Any) -> Any:
    return {as_text(key): value for key, value in raw.items()} if isinstance(raw, dict) else raw


class EntryShape(Shape):
    """What is known of one unit in one period; period and day stand here or once for the whole file."""

    unit: Id = Field(description="Code of the unit.")
    block: Line | None = Field(None, description="The block of the unit, where the card has classes of its own for it.")
    period: Period | None = None
    as_of: date | None = None
    measurements: Annotated[dict[CriterionId, MeasurementShape], BeforeValidator(_keys_as_text)] = Field(
        default_factory=dict, description="By id of the criterion."
    )
    assignments: tuple[AssignmentShape, ...] = ()

    def facts(self, period: str, as_of: date) -> Facts:
        """The entry as the domain knows it."""
        return Facts(
            unit=self.unit,
            period=period,
            as_of=as_of,
            measurements=MappingProxyType({id_: shape.measurement() for id_, shape in self.measurements.items()}),
            assignments=tuple(shape.record(self.unit, period) for shape in self.assignments),
            block=self.block,
        )


class FactsFile(Shape):
    """Facts of some units; `period` and `as_of` hold for every entry that does not say its own."""

    period: Period | None = None
    as_of: date | None = Field(None, description="The day on which the facts stand.")
    note: Text | None = None
    facts: Filled[EntryShape]


def read_facts(data: bytes, name: str) -> list[Facts]:
    """The facts in the file (YAML or JSON), in its order; raises Refusal with the place of everything that does not fit."""
    file = read_shape(data, name, FactsFile)
    wrong = [*_undated(file), *_twice(file)]
    if wrong:
        raise refusal_of(wrong, name, data)
    found = ((entry, entry.period or file.period, entry.as_of or file.as_of) for entry in file.facts)
    return [entry.facts(period, as_of) for entry, period, as_of in found if period and as_of]


def _undated(file: FactsFile) -> Iterator[Finding]:
    """Entries without a period or a day."""
    keys: tuple[Literal["period", "as_of"], ...] = ("period", "as_of")
    for index, entry in enumerate(file.facts):
        for key in keys:
            if getattr(entry, key) is None and getattr(file, key) is None:
                yield Finding(("facts", index, key), f"Thiếu mục “{key}”: ghi ở đây hoặc một lần ở đầu tệp.")


def _twice(file: FactsFile) -> Iterator[Finding]:
    """A unit stated twice for one period, an assignment stated twice in one entry."""
    seen: set[tuple[str, str | None]] = set()
    for index, entry in enumerate(file.facts):
        key = (entry.unit, entry.period or file.period)
        if key in seen:
            yield Finding(("facts", index, "unit"), f"Đơn vị {key[0]} đã có số liệu kỳ {key[1]} ở trên.")
        seen.add(key)
        counted = Counter(shape.id for shape in entry.assignments)
        for place, shape in enumerate(entry.assignments):
            if counted[shape.id] > 1:
                yield Finding(("facts", index, "assignments", place, "id"), f"Mã {shape.id} dùng nhiều lần.")


def facts_schema() -> dict[str, Any]:
    """The JSON Schema of facts.yaml, as kept under docs/schemas."""
    schema = FactsFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "facts.yaml"}
