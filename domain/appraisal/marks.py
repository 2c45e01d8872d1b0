"""The lines of a score sheet: what each step says of a criterion, what it is checked for, and which of them counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from domain.appraisal.flow import State
from domain.errors import Problem, Refusal
from domain.scorecard import Criterion, Facts, Levels, Measurement, Scorecard, Survey, limits, score
from domain.scorecard import State as Standing


@dataclass(frozen=True)
class Citation:
    """Evidence (tài liệu kiểm chứng): a document and the place in it; `file` is the id of what was handed in."""

    document: str
    section: str = ""
    page: str = ""
    file: str | None = None


@dataclass(frozen=True)
class Mark:
    """What one step says of one criterion; points, a level, "không áp dụng", or in explanations words alone.

    `note` is the written giải trình of a unit, or the opinion of who appraises. `from_records` marks points that were
    computed from the records when the sheet was closed.
    """

    criterion: str
    points: Fraction | None = None
    level: str | None = None
    not_applicable: bool = False
    citations: tuple[Citation, ...] = ()
    note: str = ""
    from_records: bool = False

    @property
    def decides(self) -> bool:
        """Whether it says how many points there are."""
        return self.points is not None or self.level is not None or self.not_applicable


SPOKEN_FOR = (State.SELF_SCORING, State.APPRAISAL, State.SECOND_APPRAISAL, State.APPROVAL, State.APPEAL)
"""Steps whose marks count, the later over the earlier. What a unit asks for when it explains or appeals does not."""

OF_UNIT = frozenset({State.SELF_SCORING, State.EXPLANATION, State.PUBLISHED})
"""Steps in which the unit itself writes."""

Marks = Mapping[State, Mapping[str, Mark]]
"""Marks in force: by step and criterion, the last one entered."""


def refuse_marks(card: Scorecard, state: State, marks: Sequence[Mark], place: Callable[[int, str], str]) -> None:
    """Refuse lines that do not fit, all of them together; `place` names a line and its part ("rows[2].points")."""
    leaves = {leaf.id: leaf for _, leaf in card.leaves()}
    seen: set[str] = set()
    problems: list[Problem] = []
    for number, mark in enumerate(marks):
        found = [*_wrong(leaves.get(mark.criterion), state, mark)]
        if mark.criterion in seen:
            found.append(("criterion", f"tiêu chí “{mark.criterion}” ghi hai lần"))
        seen.add(mark.criterion)
        problems += [Problem(place(number, part), message) for part, message in found]
    if problems:
        raise Refusal("invalid", "marks", "Phiếu điểm có dòng chưa đúng.", tuple(problems))


def _wrong(criterion: Criterion | None, state: State, mark: Mark) -> Iterable[tuple[str, str]]:
    if criterion is None:
        yield "criterion", f"bộ tiêu chí không có tiêu chí chấm điểm mã “{mark.criterion}”"
        return
    if isinstance(criterion.rule, Survey):
        yield "criterion", "tiêu chí chấm theo kết quả điều tra xã hội học, không tự chấm và không thẩm định"
        return
    yield from _wrong_points(criterion, mark)
    if state not in {State.EXPLANATION, State.PUBLISHED} and not mark.decides:
        yield "points", "cần điểm, mức hoặc “không áp dụng”"
    yield from _unfounded(state, mark)


def _wrong_points(criterion: Criterion, mark: Mark) -> Iterable[tuple[str, str]]:
    if sum((mark.points is not None, mark.level is not None, mark.not_applicable)) > 1:
        yield "points", "chỉ ghi một trong: điểm, mức, không áp dụng"
    allowed = limits(criterion)
    if mark.points is not None and not allowed.hold(mark.points):
        yield "points", f"điểm phải {allowed.told}"
    if mark.level is not None:
        names = [one.name for one in criterion.rule.levels] if isinstance(criterion.rule, Levels) else []
        if not names:
            yield "level", "tiêu chí này không chấm theo mức, cần ghi điểm"
        elif mark.level not in names:
            yield "level", f"một trong: {', '.join(names)}"


def _unfounded(state: State, mark: Mark) -> Iterable[tuple[str, str]]:
    for number, one in enumerate(mark.citations):
        if not one.section and not one.page:
            yield f"evidence[{number}]", "văn bản kiểm chứng cần nêu mục hoặc trang"
    if state in OF_UNIT and not mark.citations and not mark.note:
        yield "evidence", "cần văn bản kiểm chứng với mục hoặc trang, hoặc giải trình"
    if state is State.APPEAL and not mark.note:
        yield "note", "điểm sửa sau công bố phải nêu lý do"


def in_force(marks: Marks, up_to: State | None = None) -> dict[str, Mark]:
    """The mark of each criterion that counts: that of the latest step, up to and with `up_to`."""
    last = len(SPOKEN_FOR) if up_to is None else SPOKEN_FOR.index(up_to) + 1
    found: dict[str, Mark] = {}
    for step in SPOKEN_FOR[:last]:
        found |= {id_: mark for id_, mark in marks.get(step, {}).items() if mark.decides}
    return found


def counted(card: Scorecard, facts: Facts, marks: Mapping[str, Mark], *, from_records: bool) -> Facts:
    """The facts a sheet is scored on: its marks, the surveys, and where nothing was closed yet also the records."""
    surveys = _surveys(card)
    base = {id_: one for id_, one in facts.measurements.items() if from_records or id_ in surveys}
    given = {id_: _measurement(mark) for id_, mark in marks.items()}
    work = facts.assignments if from_records else ()
    return replace(facts, assignments=work, measurements=MappingProxyType({**base, **given}))


def _measurement(mark: Mark) -> Measurement:
    said = mark.note or None
    return Measurement(points=mark.points, level=mark.level, not_applicable=mark.not_applicable, note=said)


def closed_from_records(card: Scorecard, facts: Facts, marks: Mapping[str, Mark]) -> list[Mark]:
    """A mark for each criterion that nobody marked and the records judge: the sheet no longer moves with them."""
    surveys = _surveys(card)
    return [one for one in _judged(card, facts, marks) if one.criterion not in surveys]


def closed_from_surveys(card: Scorecard, facts: Facts, marks: Mapping[str, Mark]) -> list[Mark]:
    """A mark for each survey criterion with a result: the approved score no longer moves with it."""
    surveys = _surveys(card)
    return [one for one in _judged(card, facts, marks) if one.criterion in surveys]


def _judged(card: Scorecard, facts: Facts, marks: Mapping[str, Mark]) -> list[Mark]:
    standing = score(card, counted(card, facts, marks, from_records=True))
    return [
        Mark(row.id, row.exact, not_applicable=row.exact is None, note=row.why, from_records=True)
        for row in standing.criteria
        if row.state is not Standing.UNMEASURED and row.id not in marks
    ]


def unscored(card: Scorecard, facts: Facts, marks: Mapping[str, Mark]) -> list[str]:
    """Criteria neither marked nor judged by records: a unit cannot submit before it has said something of them."""
    surveys = _surveys(card)
    standing = score(card, counted(card, facts, marks, from_records=True))
    return [row.id for row in standing.criteria if row.state is Standing.UNMEASURED and row.id not in surveys]


def _surveys(card: Scorecard) -> frozenset[str]:
    """Criteria that a survey decides."""
    return frozenset(leaf.id for _, leaf in card.leaves() if isinstance(leaf.rule, Survey))
