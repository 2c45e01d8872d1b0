"""Work given without a document (giao việc nhanh): one line at a meeting or by telephone, linked to a document later."""

from datetime import date

from acts.desk import Answer, Deed, Desk, perform
from acts.directives import ISSUED, codes_and_groups
from acts.notices import Word, tell
from acts.opening import open_item
from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, require
from domain.spoken import QUICK
from storage.tables import DirectiveRow, ItemRow


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
        directive = _spoken(desk, doing, said, source, giver)
        item = _item(desk, directive.id, said, lead, due_on)
        doing.session.add(directive)
        doing.session.flush()
        doing.session.add(item)
        doing.session.flush()
        opened = open_item(doing.session, desk, directive, item, units, desk.today())
        for row in opened:
            tell(doing.session, desk, Word(f"issued/{row.id}", f"unit/{row.unit}", "issued", row.id), doing.now)
        doing.note("directive.issued", f"directive/{directive.id}", assignments=len(opened), spoken=True)
        return Answer({"id": item.id, "directive": directive.id, "assignments": [row.id for row in opened]}, 201, "1")

    due = due_on.isoformat() if due_on else None
    return perform(desk, scope, deed, key=key, request=["give", said, lead, due, source, giver])


def _spoken(desk: Desk, doing: Deed, text: str, source: str, giver: str) -> DirectiveRow:
    return DirectiveRow(
        id=desk.ids(),
        state=ISSUED,
        issued_on=desk.today(),
        issuer=giver,
        title=source,
        kind=QUICK,
        text=text,
        notes=[],
        lost_points=[],
        warnings=[],
        created_at=doing.now,
        issued_at=doing.now,
        version=1,
    )


def _item(desk: Desk, directive: str, text: str, lead: str, due_on: date | None) -> ItemRow:
    return ItemRow(
        id=desk.ids(),
        directive=directive,
        position=0,
        ref="1",
        text=text,
        folded=fold(text),
        state=ISSUED,
        lead=[],
        cooperating=[],
        lead_codes=[lead],
        cooperating_codes=[],
        acceptors=[],
        cadence=Cadence.ONCE.value,
        due_on=due_on,
        basis=(Basis.WORD if due_on else Basis.NONE).value,
        policy={},
        follow=True,
        criteria=[],
        remedies=[],
        read={},
        weight=1,
        version=1,
    )
