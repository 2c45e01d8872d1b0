"""The periodic form (phiếu báo cáo theo văn bản): daily and continuous orders are asked for once a period, not day by day."""

from datetime import date

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.directives import ISSUED
from acts.issue import units_of
from acts.notices import Word, tell
from acts.opening import open_asked
from domain.directive import ASKED_PERIODICALLY
from domain.errors import Problem, Refusal
from domain.period import Period
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow, DirectiveRow, ItemRow


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
        due = due_on or wanted.due_on or wanted.until
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
