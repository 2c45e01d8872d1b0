"""Items judged by figures: which figures, and what each arrival brings. A report never closes such an item, the figure does."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.notices import Word, tell
from acts.plans import open_steps, supersede, write
from acts.remarks import close_obstacles
from acts.taking_over import plan_anew
from domain.deadline import Basis
from domain.errors import Problem, Refusal
from domain.indicator import STEP, Indicator, Standing, from_plain, stand, to_plain
from domain.ladder import Phase, Planned, Release, morning_after
from domain.ladders import reaches
from domain.office import UnitKind
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from domain.telling.figures import below_told, unreachable_told
from storage.tables import AssignmentRow, ItemRow, MeasurementRow, SourceRow, StepRow, UnitRow
from storage.views.indicators import shown_of, span_of

DRAFT = "draft"


def set_indicator(
    desk: Desk, scope: Scope, item: str, indicator: Indicator | None, version: int | None = None, key: str | None = None
) -> Answer:
    """Say which figures judge an item (None: none, reports do); figures that are there already are looked at at once."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ItemRow, item, with_for_update=True)
        if row is None:
            raise absent()
        require(scope, Act.INTAKE if row.state == DRAFT else Act.ASSIGN)
        expect_version(row.version, version)
        _check(doing.session, row, indicator)
        row.indicator = to_plain(indicator) if indicator else None
        row.version += 1
        doing.session.flush()
        doing.note("item.indicator-set", f"item/{item}", code=indicator.code if indicator else None)
        if indicator is not None:
            judge(doing, {(indicator.code, unit) for unit in _owing(doing.session, item)})
        return Answer({"id": item, "indicator": row.indicator, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["indicator", item, indicator])


def _owing(session: Session, item: str) -> list[str]:
    return list(session.scalars(select(AssignmentRow.unit).where(AssignmentRow.item == item)))


def _check(session: Session, row: ItemRow, indicator: Indicator | None) -> None:
    if indicator is None:
        return
    if indicator.source is not None and session.get(SourceRow, indicator.source) is None:
        problem = Problem("source", f"không có nguồn số liệu “{indicator.source}”")
        raise Refusal("invalid", "unknown-source", "Nguồn số liệu chưa được khai báo.", (problem,))
    taken = select(ItemRow).where(ItemRow.id != row.id, ItemRow.indicator.is_not(None))
    for other in session.scalars(taken):
        known = from_plain(other.indicator or {}) if other.indicator else None
        if known is not None and known.code == indicator.code and _judges_otherwise(known, indicator):
            problem = Problem("code", "dùng mã khác, hoặc ghi tử số, mẫu số như nhiệm vụ đã có")
            raise Refusal("conflict", "code-taken", "Mã chỉ tiêu này đã dùng cho số liệu khác.", (problem,))


def _judges_otherwise(known: Indicator, other: Indicator) -> bool:
    return (known.numerator, known.denominator) != (other.numerator, other.denominator)


def judge(doing: Deed, arrived: Iterable[tuple[str, str]]) -> int:
    """Look at the open work that figures of these indicators and units judge; how many notices it brought."""
    wanted = set(arrived)
    items = {row.id: row for row in doing.session.scalars(select(ItemRow).where(ItemRow.indicator.is_not(None)))}
    codes = {code for code, _ in wanted}
    judged = {id_: from_plain(row.indicator) for id_, row in items.items() if row.indicator}
    ids = [id_ for id_, one in judged.items() if one.code in codes]
    asked = select(AssignmentRow).where(AssignmentRow.item.in_(ids), AssignmentRow.closed_at.is_(None))
    rows = [
        row
        for row in doing.session.scalars(asked.order_by(AssignmentRow.id).with_for_update())
        if (judged[row.item].code, row.unit) in wanted and WorkState(row.work).runs
    ]
    told = _correct(doing, ids, judged, wanted)
    told += sum(_judge(doing, row, judged[row.item]) for row in rows)
    if rows:
        doing.note("figures.judged", "index/indicators", assignments=[row.id for row in rows], notices=told)
    return told


def _correct(doing: Deed, items: list[str], judged: Mapping[str, Indicator], wanted: set[tuple[str, str]]) -> int:
    """Open again what a figure had closed and a corrected figure does not; how many notices it brought.

    Asked of the windows that had arrived when it was closed: a later window that falls short reopens nothing.
    """
    asked = select(AssignmentRow).where(
        AssignmentRow.item.in_(items),
        AssignmentRow.work == WorkState.ACCEPTED.value,
        AssignmentRow.completion.is_(None),
        AssignmentRow.closed_at < doing.now,
    )
    told = 0
    for row in doing.session.scalars(asked.order_by(AssignmentRow.id).with_for_update()):
        indicator = judged[row.item]
        if (indicator.code, row.unit) in wanted and not _still_met(doing, row, indicator):
            told += _open_again(doing, row)
    return told


def _still_met(doing: Deed, row: AssignmentRow, indicator: Indicator) -> bool:
    arrived = select(MeasurementRow.period).where(
        MeasurementRow.criterion == indicator.code,
        MeasurementRow.unit == row.unit,
        MeasurementRow.entered_at <= row.closed_at,
    )
    known = set(doing.session.scalars(arrived))
    shown = [s for s in shown_of(doing.session, doing.desk.period, indicator, row.unit) if s.period.name in known]
    return not known or stand(indicator, shown, span_of(doing.desk.period, row), row.deadline).is_met


def _open_again(doing: Deed, row: AssignmentRow) -> int:
    """The figure that closed it was wrong: it is owed as before, and its unit is told."""
    row.work, row.closed_at, row.result_on = WorkState.IN_PROGRESS.value, None, None
    row.deadline_version += 1
    row.version += 1
    plan_anew(doing, row)
    said = "Số liệu được đính chính: chỉ tiêu chưa đạt, nhiệm vụ được theo dõi tiếp"
    told = tell_unit(doing, row, f"corrected/{row.id}/{row.version}", said)
    doing.note("assignment.reopened", f"assignment/{row.id}", was=WorkState.ACCEPTED.value, figures=True, notices=told)
    return told


def _judge(doing: Deed, row: AssignmentRow, indicator: Indicator) -> int:
    shown = shown_of(doing.session, doing.desk.period, indicator, row.unit)
    found = stand(indicator, shown, span_of(doing.desk.period, row), row.deadline)
    if found.latest is None:
        return 0
    if found.is_met:
        _close(doing, row)
        return 0
    told = 0
    if found.is_unreachable:
        said = unreachable_told(indicator, found)
        told += _tell(doing, row, f"figures/{row.id}/unreachable", said, ("unit", "office"))
    if found.below:
        cause = f"figures/{row.id}/{found.latest.period.name}/{found.latest.value}"
        told += _tell(doing, row, cause, below_told(indicator, found), ("unit",))
    _escalate(doing, row, found)
    return told


def _tell(doing: Deed, row: AssignmentRow, cause: str, said: str, roles: Iterable[str]) -> int:
    """The unit sees its own figures, in its gathered mail of the day; each window once."""
    told = 0
    for role in roles:
        addressee = f"{role}/{row.unit}" if role == "unit" else f"{role}/"
        facts = {"note": said}
        phase = Phase.OVERDUE.value
        word = Word(cause, addressee, "figures", row.id, phase, facts, row.deadline_version)
        told += tell(doing.session, doing.desk, word, doing.now)
    return told


def _escalate(doing: Deed, row: AssignmentRow, found: Standing) -> None:
    """Two windows running below: a step to the head that the office sees first. A better window takes it back."""
    waiting = [step for step in open_steps(doing.session, row.id) if step.rung.startswith(STEP)]
    if not found.escalates or found.latest is None:
        supersede(waiting, "Số liệu đã đạt trở lại")
        return
    rung = f"{STEP}{found.latest.period.name}"
    known = select(StepRow.id).where(
        StepRow.subject == row.id, StepRow.rung == rung, StepRow.deadline_version == row.deadline_version
    )
    vertical = doing.session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value
    may_reach = reaches(Basis(row.basis), Phase.HEAD) and not vertical
    if waiting or not may_reach or doing.session.scalar(known) is not None:
        return
    at = morning_after(doing.now, doing.desk.calendar, doing.desk.spread(row.id))
    write(doing.session, doing.desk, row, [Planned(rung, Phase.HEAD, at, Release.VETO, None)])


def said_of_figures(doing: Deed, row: AssignmentRow) -> dict[str, str]:
    """What is said of the figures of an assignment as they stand."""
    item = doing.session.get_one(ItemRow, row.item)
    indicator = from_plain(item.indicator or {})
    shown = shown_of(doing.session, doing.desk.period, indicator, row.unit)
    return {"note": below_told(indicator, stand(indicator, shown, span_of(doing.desk.period, row), row.deadline))}


def _close(doing: Deed, row: AssignmentRow) -> None:
    """The figure has reached its target: the work is done on the day the figure arrived."""
    supersede(open_steps(doing.session, row.id), "Số liệu đã đạt chỉ tiêu")
    close_obstacles(doing, row.id)
    settle_by_figures(doing, row, doing.desk.today())


def settle_by_figures(doing: Deed, row: AssignmentRow, on: date) -> None:
    """Close work by what arrived, not by a report: nobody has to accept a figure."""
    row.work, row.closed_at, row.result_on = WorkState.ACCEPTED.value, doing.now, on
    row.version += 1
