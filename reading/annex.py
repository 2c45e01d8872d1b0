"""annex.yaml: the annex of assignment, by which deadlines get their basis."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from domain.annex import Annex, AnnexRow, Word
from domain.deadline import DEFAULT_POLICY, Basis, Boundary, Policy, Rolling
from domain.directive import Cadence, DueRule
from domain.office import Role
from reading.calendar_shapes import Clock
from reading.exact_shapes import CriterionId
from reading.refuse import Finding, read_model, refusal_of
from reading.shapes import Code, Line, Shape, schema_of

Mover = Literal[Role.CHIEF, Role.DEPUTY_CHAIR, Role.CHAIR]
"""Whom `domain.rights.MOVERS` knows."""


class WordShape(Shape):
    """A leader's spoken order."""

    by: Line
    on: date
    occasion: Line = Field(description='Where it was said: "Giao ban tuần 6".')


class DueRuleShape(Shape):
    """A deadline by rule: a day of each period, days after an anchor, or an event."""

    kind: Literal["day-of-period", "relative", "by-event"]
    n: int | None = Field(default=None, ge=1, le=366)
    unit: Literal["hours", "days", "working-days", "weeks", "months", "quarters", "years"] | None = None
    anchor: Line | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "DueRuleShape":
        if self.kind == "day-of-period" and (self.n is None or self.n > 31):  # noqa: PLR2004 - days of a month
            raise ValueError("Hạn theo kỳ cần ghi n là ngày trong tháng cuối kỳ, từ 1 đến 31.")
        if self.kind == "relative" and (self.n is None or self.unit is None or self.anchor is None):
            raise ValueError("Hạn tính lùi, tính tiến cần đủ n, unit và anchor (tính từ đâu).")
        if self.kind == "by-event" and self.anchor is None:
            raise ValueError("Hạn theo sự kiện cần ghi anchor là sự kiện nào.")
        return self


class PolicyShape(Shape):
    """How the named day becomes the day that binds."""

    rolling: Rolling = Field(default=DEFAULT_POLICY.rolling, description="What a day off does to the deadline.")
    boundary: Boundary = Field(default=DEFAULT_POLICY.boundary, description='How "trước ngày X" is read.')
    hour: Clock | None = Field(default=None, description="Left out: the close of business.")
    keep_in_year: bool = DEFAULT_POLICY.keep_in_year


class RowShape(Shape):
    """One item of the directive; what is left out stays as the directive has it."""

    ref: Line = Field(description='As a person cites it: "2.-1".')
    basis: Basis | None = Field(default=None, description="Left out: annex where the row gives a deadline, else none.")
    product: Line | None = None
    lead: tuple[Code, ...] = Field(default=(), description="Codes of units or groups.")
    cooperating: tuple[Code, ...] = ()
    cadence: Cadence | None = None
    due_on: date | None = None
    due_rule: DueRuleShape | None = None
    acceptors: tuple[Code, ...] = Field(default=(), description="Who may accept; the first that is not the lead does.")
    policy: PolicyShape | None = Field(default=None, description="Left out: as it is; at first as the office does.")
    criteria: tuple[CriterionId, ...] = Field(default=(), description="Ids of the criteria that the item feeds.")
    weight: int | None = Field(default=None, ge=1, le=100, description="Left out: as it is; at first 1.")
    follow: bool = Field(default=True, description="false: registered, without a clock.")
    word: WordShape | None = None
    mover: Mover | None = Field(default=None, description="Who may move its deadline, or above. Left out: as it is.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "RowShape":
        dated = self.due_on is not None or self.due_rule is not None
        if self.due_on is not None and self.due_rule is not None:
            raise ValueError("Chỉ ghi một trong hai: due_on (một ngày) hoặc due_rule (theo kỳ).")
        if self.basis not in {None, Basis.NONE, Basis.DOCUMENT} and not dated:
            raise ValueError(f"Cơ sở “{self.basis}” cần kèm thời hạn: due_on hoặc due_rule.")
        if self.basis is Basis.NONE and dated:
            raise ValueError("Có thời hạn thì phải ghi cơ sở của thời hạn (basis).")
        if self.basis in {Basis.WORD, Basis.WORD_CONFIRMED} and self.word is None:
            raise ValueError("Ý kiến chỉ đạo trực tiếp cần ghi word: ai, ngày nào, trong dịp nào.")
        if not self.follow and dated:
            raise ValueError("Nội dung không theo dõi (follow: false) thì không có thời hạn.")
        return self


class DirectiveShape(Shape):
    """The directive that the annex belongs to."""

    number: Line
    issued_on: date


class AnnexShape(Shape):
    """The whole file; number, day and signer are left out until the annex is signed."""

    number: Line | None = None
    issued_on: date | None = None
    signer: Line | None = None
    directive: DirectiveShape
    mover: Mover | None = Field(default=None, description="Who may move deadlines of items that name nobody else.")
    rows: tuple[RowShape, ...] = Field(min_length=1)


def read_annex(data: bytes, name: str) -> Annex:
    """The annex as the file states it; raises Refusal with the line of each fault.

    Whether it fits a directive and an office is told by `domain.annex.contradictions`.
    """
    shape = read_model(data, name, AnnexShape)
    refs = [row.ref for row in shape.rows]
    twice = [index for index, ref in enumerate(refs) if ref in refs[:index]]
    if twice:
        findings = [Finding(("rows", at, "ref"), f"Nhiệm vụ “{refs[at]}” đã có ở trên; giữ một dòng.") for at in twice]
        raise refusal_of(findings, name, data)
    return Annex(
        directive_number=shape.directive.number,
        directive_issued_on=shape.directive.issued_on,
        number=shape.number,
        issued_on=shape.issued_on,
        signer=shape.signer,
        rows=tuple(_row(row) for row in shape.rows),
        mover=shape.mover,
    )


def _row(shape: RowShape) -> AnnexRow:
    dated = shape.due_on is not None or shape.due_rule is not None
    return AnnexRow(
        ref=shape.ref,
        basis=shape.basis or (Basis.ANNEX if dated else Basis.NONE),
        product=shape.product,
        lead=shape.lead,
        cooperating=shape.cooperating,
        cadence=shape.cadence,
        due_on=shape.due_on,
        due_rule=DueRule(**dict(shape.due_rule)) if shape.due_rule else None,
        acceptors=shape.acceptors,
        policy=Policy(**dict(shape.policy)) if shape.policy else None,
        criteria=shape.criteria,
        weight=shape.weight,
        follow=shape.follow,
        word=Word(**dict(shape.word)) if shape.word else None,
        mover=shape.mover,
    )


def annex_schema() -> dict[str, Any]:
    """The JSON Schema of annex.yaml, as kept under docs/schemas."""
    return schema_of(AnnexShape, "annex.yaml")
