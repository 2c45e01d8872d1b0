"""Work given without a document (giao việc nhanh): one line at a meeting or by telephone, linked to a document later."""

from datetime import date

from acts.desk import Answer, Deed, Desk, perform
from acts.directives import codes_and_groups
from acts.own_orders import OwnItem, give_order, own_directive, own_item
from domain.deadline import Basis
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from domain.spoken import QUICK


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
    """Give one task to one unit or group at once. Its deadline is a leader's word: followed, and counted once confirmed."""
    require(scope, Act.ASSIGN)
    said = text.strip()
    if not said:
        raise Refusal("invalid", "empty", "Chưa nêu nội dung nhiệm vụ.", (Problem("text", "cần có nội dung"),))

    def deed(doing: Deed) -> Answer:
        units = codes_and_groups(doing.session).get(lead)
        if not units:
            problem = Problem("lead", f"không có đơn vị hoặc nhóm {lead!r}")
            raise Refusal("invalid", "unknown-unit", "Chưa xác định được đơn vị chủ trì.", (problem,))
        directive = own_directive(doing, desk.ids(), QUICK, source, said, giver)
        basis = Basis.WORD if due_on else Basis.NONE
        item = own_item(directive, desk.ids(), OwnItem(said, [lead], due_on=due_on, basis=basis))
        opened = give_order(doing, directive, item, units)
        doing.note("directive.issued", f"directive/{directive.id}", assignments=len(opened), spoken=True)
        return Answer({"id": item.id, "directive": directive.id, "assignments": [row.id for row in opened]}, 201, "1")

    due = due_on.isoformat() if due_on else None
    return perform(desk, scope, deed, key=key, request=["give", said, lead, due, source, giver])
