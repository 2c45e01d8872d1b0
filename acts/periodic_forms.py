"""The periodic form (phiếu báo cáo theo văn bản): daily and continuous orders are asked for once a period, not day by day."""

from datetime import date

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import ISSUED
from acts.issue import units_of
from acts.notices import Word, tell
from acts.opening import form_due, open_asked, plan_opening, rung_of, steps_of
from acts.plans import OPEN, supersede
from domain.directive import ASKED_PERIODICALLY, Cadence
from domain.errors import Problem, Refusal
from domain.ladder import StepState
from domain.period import Period, following, period_of
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow, DirectiveRow, ItemRow

RHYTHMS = (Cadence.WEEKLY, Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY)
"""How often a form may be asked for by itself."""


def ask(
    desk: Desk, scope: Scope, directive: str, period: str, due_on: date | None = None, key: str | None = None
) -> Answer:
    """Ask the units of a directive how its daily and continuous orders went in a period; once a period, whoever asks.

    What is asked for is followed as internal: it reminds, and counts against nobody.
    """
    require(scope, Act.ASSIGN)

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(DirectiveRow, directive, with_for_update=True)
        if row is None:
            raise absent()
        if row.state != ISSUED:
            raise Refusal("conflict", "not-issued", "Văn bản chưa được giao.", allowed=("issue",))
        wanted = desk.period(period)
        due = due_on or form_due(wanted)
        if due < desk.today():
            problem = Problem("due_on", "từ hôm nay trở đi")
            raise Refusal("invalid", "due-past", "Hạn gửi phiếu đã qua.", (problem,))
        asked = [one for item in _items(doing, directive) for one in _open(doing, row, item, wanted, due)]
        for one in asked:
            tell(doing.session, desk, Word(f"issued/{one.id}", f"unit/{one.unit}", "issued", one.id), doing.now)
        if asked:
            doing.note("directive.issued", f"directive/{directive}", assignments=len(asked), period=wanted.name)
        return Answer({"period": wanted.name, "due_on": due.isoformat(), "assignments": [one.id for one in asked]}, 201)

    return perform(desk, scope, deed, key=key, request=["periodic form", directive, period, due_on])


def ask_by_itself(
    desk: Desk,
    scope: Scope,
    directive: str,
    cadence: Cadence | None,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Have the form of a directive asked for each week, month, quarter …, some days before the period ends; None: no more.

    Each standing order has a step for the period that is asked for next, and nobody is asked twice for one.
    """
    require(scope, Act.ASSIGN)
    if cadence is not None and cadence not in RHYTHMS:
        problem = Problem("cadence", f"một trong: {', '.join(RHYTHMS)}")
        raise Refusal("invalid", "cadence", "Phiếu chỉ hỏi theo tuần, tháng, quý, sáu tháng hoặc năm.", (problem,))

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(DirectiveRow, directive, with_for_update=True)
        if row is None:
            raise absent()
        expect_version(row.version, version)
        items = _items(doing, directive)
        if row.state != ISSUED or not items:
            detail = "Chỉ hỏi phiếu định kỳ của văn bản đã giao có việc hàng ngày, thường xuyên."
            raise Refusal("conflict", "nothing-asked", detail, allowed=("issue",))
        row.forms, row.version = cadence.value if cadence else None, row.version + 1
        for item in items:
            _plan(doing, item, cadence)
        doing.note("directive.forms-set", f"directive/{directive}", cadence=row.forms, items=[one.id for one in items])
        first = items[0].next_period
        return Answer(
            {"id": directive, "cadence": row.forms, "next": first, "version": row.version}, etag=str(row.version)
        )

    return perform(desk, scope, deed, key=key, request=["forms by themselves", directive, cadence])


def _plan(doing: Deed, item: ItemRow, cadence: Cadence | None) -> None:
    """Set aside what was to be asked for, and plan the first period that has not been asked for by itself."""
    known = {step.rung: step for step in doing.session.scalars(steps_of(item.id))}
    supersede((step for step in known.values() if step.state in OPEN), "Lịch hỏi phiếu định kỳ thay đổi")
    item.next_period = None
    if cadence is None:
        return
    period = period_of(cadence, doing.desk.today())
    while (step := known.get(rung_of(period))) is not None and step.state == StepState.TAKEN.value:
        period = following(period)
    plan_opening(doing.session, doing.desk, item, period)


def ask_next(doing: Deed, directive: DirectiveRow, item: ItemRow, period: Period) -> list[AssignmentRow]:
    """Ask for a period by itself, and plan the one after it. A period that ended during a long silence is asked of nobody."""
    due = form_due(period)
    opened = _open(doing, directive, item, period, due) if due >= doing.desk.today() else []
    plan_opening(doing.session, doing.desk, item, following(period))
    return opened


def _items(doing: Deed, directive: str) -> list[ItemRow]:
    cadences = [cadence.value for cadence in ASKED_PERIODICALLY]
    asked = select(ItemRow).where(
        ItemRow.directive == directive, ItemRow.state == ISSUED, ItemRow.follow, ItemRow.cadence.in_(cadences)
    )
    return list(doing.session.scalars(asked.order_by(ItemRow.position)))


def _open(doing: Deed, directive: DirectiveRow, item: ItemRow, period: Period, due: date) -> list[AssignmentRow]:
    """The assignments of the period for units that have not been asked yet."""
    known = select(AssignmentRow.unit).where(AssignmentRow.item == item.id, AssignmentRow.period == period.name)
    have = set(doing.session.scalars(known))
    units = [unit for unit in units_of(doing.session, item) if unit not in have]
    return open_asked(doing.session, doing.desk, directive, item, units, period, due)
