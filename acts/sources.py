"""The act that names a source of figures: who owns it, which window it covers, when it arrives. It is a duty of its owner."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.indicators import settle_by_figures
from acts.own_orders import OwnItem, give_order, own_directive, own_item
from acts.plans import open_steps, supersede
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, require
from domain.status import WorkState
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, SourceRow, UnitRow
from storage.views.sources import DUTIES, DUTY, duty_of

CADENCES = frozenset({Cadence.WEEKLY, Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY})


@dataclass(frozen=True)
class Source:
    """A source as it is named.

    `unit_names` are the names by which its files call the units; `columns` say which heading of its file holds the
    units ("unit") or which figure ("1022-dung-han.on_time").
    """

    code: str
    name: str
    unit: str
    window: str
    arrival_day: int
    template: str | None = None
    criteria: list[str] = field(default_factory=list)
    unit_names: dict[str, str] = field(default_factory=dict)
    cadence: Cadence = Cadence.MONTHLY
    columns: dict[str, str] = field(default_factory=dict)


def set_source(desk: Desk, scope: Scope, source: Source, key: str | None = None) -> Answer:
    """Name a source, or change the one of that code. Its owner owes the figures of each period by the arrival day."""
    require(scope, Act.SET_RULES)

    def deed(doing: Deed) -> Answer:
        _check(doing, source)
        doing.session.merge(SourceRow(**{**asdict(source), "cadence": source.cadence.value}))
        doing.session.flush()
        doing.note("source.set", f"source/{source.code}", unit=source.unit)
        given = _set_duty(doing, source)
        if given:
            doing.note("directive.issued", f"directive/{DUTIES}", assignments=len(given), source=source.code)
        return Answer({"code": source.code, "assignments": [row.id for row in given]}, 201)

    return perform(desk, scope, deed, key=key, request=["set source", asdict(source)])


def _check(doing: Deed, source: Source) -> None:
    named = {"unit": source.unit, **{f"unit_names.{name}": code for name, code in source.unit_names.items()}}
    problems = [
        Problem(place, f"không có đơn vị {code!r}")
        for place, code in named.items()
        if doing.session.get(UnitRow, code) is None
    ]
    if problems:
        raise Refusal("invalid", "unknown-unit", "Có đơn vị không có trong danh mục.", tuple(problems))
    if source.cadence not in CADENCES:
        problem = Problem("cadence", f"một trong: {', '.join(sorted(CADENCES))}")
        raise Refusal("invalid", "cadence", "Số liệu cần một kỳ cung cấp.", (problem,))
    wrong = [
        Problem(f"columns.{heading}", "ghi “unit” hoặc “mã chỉ tiêu.tên số liệu”")
        for heading, meant in source.columns.items()
        if meant != "unit" and not all(meant.rpartition(".")[::2])
    ]
    if source.columns and "unit" not in source.columns.values():
        wrong.append(Problem("columns", "nêu cột nào ghi tên đơn vị (giá trị “unit”)"))
    if wrong:
        raise Refusal("invalid", "columns", "Mẫu tệp của nguồn số liệu chưa rõ.", tuple(wrong))


def _set_duty(doing: Deed, source: Source) -> list[AssignmentRow]:
    """Write the owner's duty down; a new one opens its first period, a changed one counts from the next."""
    text = f"Cung cấp số liệu: {source.name} (kỳ số liệu: {source.window})"
    rule: dict[str, object] = {"kind": "day-of-period", "n": source.arrival_day, "unit": None, "anchor": None}
    item = doing.session.get(ItemRow, duty_of(source.code), with_for_update=True)
    if item is not None:
        item.text, item.folded, item.due_rule, item.lead_codes = text, fold(text), rule, [source.unit]
        item.cadence, item.version = source.cadence.value, item.version + 1
        return []
    directive = doing.session.get(DirectiveRow, DUTIES) or own_directive(
        doing, DUTIES, DUTY, "Cung cấp số liệu định kỳ"
    )
    known = doing.session.scalars(select(ItemRow.position).where(ItemRow.directive == DUTIES))
    item = own_item(
        directive,
        duty_of(source.code),
        OwnItem(
            text,
            [source.unit],
            position=max(known, default=-1) + 1,
            cadence=source.cadence,
            due_rule=rule,
            read={"source": source.code},
        ),
    )
    return give_order(doing, directive, item, [source.unit])


def figures_came(doing: Deed, arrived: Sequence[tuple[str, str, date]]) -> None:
    """Figures of these sources (code or name, period, day) are in: what asked their owners for them is done."""
    sources = list(doing.session.scalars(select(SourceRow).order_by(SourceRow.code)))
    done: list[str] = []
    for source in sources:
        came = [(period, on) for named, period, on in arrived if named in {source.code, source.name}]
        owed = select(AssignmentRow).where(
            AssignmentRow.item == duty_of(source.code), AssignmentRow.closed_at.is_(None)
        )
        for row in doing.session.scalars(owed.order_by(AssignmentRow.id).with_for_update()):
            if WorkState(row.work).runs and any(_answers(doing, row, period, on) for period, on in came):
                supersede(open_steps(doing.session, row.id), "Số liệu đã về")
                settle_by_figures(doing, row, max(on for _, on in came))
                done.append(row.id)
    if done:
        doing.note("figures.judged", "index/sources", assignments=done, notices=0)


def _answers(doing: Deed, row: AssignmentRow, period: str, on: date) -> bool:
    """Figures named for the period that is owed, or, of another kind of period, those that came within it."""
    owed = doing.desk.period(row.period)
    return period == row.period or (len(period) != len(row.period) and owed.covers(on))
