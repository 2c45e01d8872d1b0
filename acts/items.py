"""Work given without a document (giao việc nhanh): one line at a meeting or by telephone, linked to a document later."""

from datetime import date

from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.directives import codes_and_groups
from acts.issue import roots
from acts.own_orders import OwnItem, give_order, own_directive, own_item
from domain.deadline import Basis
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from domain.spoken import QUICK
from domain.wording.dates import plain


def give(
    desk: Desk,
    scope: Scope,
    text: str,
    lead: str,
    due_on: date | None,
    source: str,
    giver: str,
    key: str | None = None,
) -> Answer:
    """Give one task to one unit or group at once. Its deadline is a leader's word: followed, and counted once confirmed.

    Nobody is late with what they are only now told of: a day that is over is refused.
    """
    require(scope, Act.ASSIGN)
    said = text.strip()
    if not said:
        raise Refusal("invalid", "empty", "Chưa nêu nội dung nhiệm vụ.", (Problem("text", "cần có nội dung"),))

    def deed(doing: Deed) -> Answer:
        _refuse_passed(due_on, desk.today())
        units = _owing(doing.session, lead)
        directive = own_directive(doing, desk.ids(), QUICK, source, said, giver)
        basis = Basis.WORD if due_on else Basis.NONE
        item = own_item(directive, desk.ids(), OwnItem(said, [lead], due_on=due_on, basis=basis))
        opened = give_order(doing, directive, item, units)
        doing.note("directive.issued", f"directive/{directive.id}", assignments=len(opened), spoken=True)
        return Answer({"id": item.id, "directive": directive.id, "assignments": [row.id for row in opened]}, 201, "1")

    due = due_on.isoformat() if due_on else None
    return perform(desk, scope, deed, key=key, request=["give", said, lead, due, source, giver])


def _refuse_passed(due_on: date | None, today: date) -> None:
    if due_on is not None and due_on < today:
        right = f"ghi một ngày từ hôm nay ({plain(today)}) trở đi, hoặc để trống nếu chưa định hạn"
        raise Refusal("invalid", "due-passed", "Hạn hoàn thành đã qua khi giao việc.", (Problem("due_on", right),))


def _owing(session: Session, lead: str) -> list[str]:
    """The units that owe it; the authority never owes its own order."""
    known = codes_and_groups(session)
    if lead not in known:
        problem = Problem("lead", f"không có đơn vị hoặc nhóm “{lead}”; ghi mã hoặc tên như trong danh mục đơn vị")
        raise Refusal("invalid", "unknown-unit", "Chưa xác định được đơn vị chủ trì.", (problem,))
    authority = roots(session)
    units = [unit for unit in known[lead] if unit not in authority]
    if not units:
        problem = Problem("lead", "chọn một đơn vị trực thuộc hoặc một nhóm đơn vị")
        raise Refusal("invalid", "authority-leads", "Cơ quan không tự giao việc cho chính mình.", (problem,))
    return units
