"""Acts on the index: take in a version of its rules, and the figures it is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.indicators import judge
from acts.sources import figures_came
from domain.errors import Problem, Refusal
from domain.reporting import Reporting
from domain.rights import Act, Scope, require
from domain.scorecard import Measurement, Scorecard, check, to_plain
from domain.wording.dates import plain
from storage.tables import MeasurementRow, ScorecardRow, UnitRow
from storage.views import office
from storage.views.indicators import addressees
from storage.views.measurements import values_to_plain

MOST_ROWS = 2000
"""Figures of one table; a year's table of a whole province is below it."""


@dataclass(frozen=True)
class Figure:
    """The figures of one criterion for one unit and period; `arrived_on` None is today."""

    criterion: str
    unit: str
    period: str
    measurement: Measurement
    arrived_on: date | None = None


def take_scorecard(desk: Desk, scope: Scope, card: Scorecard, key: str | None = None) -> Answer:
    """Store a version of the rules. The same version again is answered as it stands; another body under it is refused.

    Contradictions within the card are told in the answer and never mended (domain.md §4).
    """
    require(scope, Act.SET_RULES)
    body = to_plain(card)

    def deed(doing: Deed) -> Answer:
        found = doing.session.scalar(select(ScorecardRow).where(ScorecardRow.key == card.key))
        if found is not None and found.body != body:
            raise Refusal(
                "conflict",
                "scorecard-immutable",
                f"Bộ tiêu chí {card.key} đã có và không sửa được; nội dung khác cần số phiên bản (version) mới.",
                (Problem("version", "cần số phiên bản mới"),),
                allowed=("new-version",),
            )
        if found is None:
            found = ScorecardRow(
                id=desk.ids(), key=card.key, title=card.title, year=card.year, body=body, created_at=doing.now
            )
            doing.session.add(found)
            doing.note("scorecard.taken", f"scorecard/{found.id}", key=card.key)
        told = [{"place": one.place, "message": one.message} for one in check(card)]
        return Answer({"id": found.id, "key": card.key, "contradictions": told}, 201)

    return perform(desk, scope, deed, key=key, request=body)


def take_measurements(desk: Desk, scope: Scope, rows: Sequence[Figure], key: str | None = None) -> Answer:
    """Store figures as they arrive, all of them or none. A later figure corrects an earlier one; both are kept."""
    for figure in rows:
        require(scope, Act.MEASURE, figure.unit)
    if not 0 < len(rows) <= MOST_ROWS:
        problem = Problem("rows", f"cần từ 1 đến {MOST_ROWS} dòng")
        raise Refusal("invalid", "rows", "Bảng số liệu không có dòng nào hoặc quá dài.", (problem,))

    def deed(doing: Deed) -> Answer:
        _refuse_strangers(doing.session, desk.today(), rows)
        ids = [desk.ids() for _ in rows]
        for identity, figure in zip(ids, rows, strict=True):
            doing.session.add(_row(identity, figure, doing, desk.today()))
        doing.note("measurements.taken", "index/measurements", rows=len(rows))
        doing.session.flush()
        told = judge(doing, {(figure.criterion, figure.unit) for figure in rows})
        figures_came(
            doing, [(one.measurement.source or "", one.period, one.arrived_on or desk.today()) for one in rows]
        )
        return Answer({"ids": ids, "notices": told}, 201)

    return perform(desk, scope, deed, key=key, request=[_told(figure) for figure in rows])


def _row(identity: str, figure: Figure, doing: Deed, today: date) -> MeasurementRow:
    measured = figure.measurement
    return MeasurementRow(
        id=identity,
        criterion=figure.criterion,
        unit=figure.unit,
        period=figure.period,
        values=values_to_plain(measured),
        source=measured.source or "",
        note=measured.note or "",
        not_applicable=measured.not_applicable,
        arrived_on=figure.arrived_on or today,
        entered_at=doing.now,
    )


def _told(figure: Figure) -> list[object]:
    """A row as its request is compared with a repeat."""
    measured = figure.measurement
    place = [figure.criterion, figure.unit, figure.period, figure.arrived_on]
    return [*place, values_to_plain(measured), measured.source, measured.note, measured.not_applicable]


def _refuse_strangers(session: Session, today: date, rows: Sequence[Figure]) -> None:
    """Refuse figures for units or criteria nobody knows, for no period, or from the future, all of them together."""
    known, reporting = set(session.scalars(select(UnitRow.code))), office.reporting(session)
    problems = [
        Problem(f"rows[{place}].unit", f"không có đơn vị mã “{figure.unit}”")
        for place, figure in enumerate(rows)
        if figure.unit not in known
    ]
    problems += [
        Problem(f"rows[{place}].arrived_on", "không được sau hôm nay")
        for place, figure in enumerate(rows)
        if figure.arrived_on is not None and figure.arrived_on > today
    ]
    problems += [
        Problem(f"rows[{place}].period", said)
        for place, figure in enumerate(rows)
        if (said := _wrong_period(reporting, figure.period, today))
    ]
    known_to = addressees(session)
    problems += [
        Problem(f"rows[{place}].criterion", said)
        for place, figure in enumerate(rows)
        if (said := known_to.stranger(figure.criterion, not_applicable=figure.measurement.not_applicable))
    ]
    problems += [
        Problem(f"rows[{place}].values", said)
        for place, figure in enumerate(rows)
        if (said := known_to.unread(figure.criterion, figure.measurement.values))
    ]
    if problems:
        raise Refusal("invalid", "figures", "Bảng số liệu có dòng chưa đúng.", tuple(problems))


def _wrong_period(reporting: Reporting, name: str, today: date) -> str | None:
    """Why no figure can be of this period: there is none of that name, or nothing of it has happened yet."""
    try:
        period = reporting.period(name)
    except Refusal:
        return f"không có kỳ “{name}”"
    return f"kỳ “{name}” chưa bắt đầu (từ ngày {plain(period.since)})" if period.since > today else None
