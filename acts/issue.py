"""The act of issuing: a directive with its number and date becomes assignments that are owed."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.directives import ISSUED, codes_and_groups
from acts.notices import Word, tell_of_new
from acts.opening import open_item
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from domain.wording.dates import plain
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, UnitRow
from storage.views.heirs import heir_of
from storage.views.same_number import warnings_of


def issue(desk: Desk, scope: Scope, directive: str, number: str, issued_on: date, key: str | None = None) -> Answer:
    """Put a directive in force. Issued twice nothing doubles: the second time is refused, or answered from its key.

    It bears the number and date that the registry gave it: no paper is dated after the day on which it goes out.
    Items that name nobody known are refused together, each with its place: a deadline nobody owes is lost. Another
    directive issued under the same number and date is told in the answer: superiors may number alike.
    """
    require(scope, Act.ISSUE)
    if issued_on > desk.today():
        raise Refusal("invalid", "future-day", "Ngày văn bản ở tương lai.", (ahead(desk.today()),))

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(DirectiveRow, directive, with_for_update=True)
        if row is None:
            raise absent()
        if row.state == ISSUED:
            raise Refusal("conflict", "already-issued", "Văn bản này đã được giao.", allowed=("withdraw", "amend"))
        row.number, row.issued_on, row.state, row.issued_at = number, issued_on, ISSUED, doing.now
        row.version += 1
        opened = _open_items(doing, desk, row)
        warnings = warnings_of(doing.session, directive, number, issued_on)
        doing.note("directive.issued", f"directive/{directive}", assignments=len(opened))
        told = {"id": directive, "state": ISSUED, "assignments": len(opened), "warnings": warnings}
        return Answer(told, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=[directive, number, issued_on.isoformat()])


def ahead(today: date) -> Problem:
    """What is wrong with a day that has not come, and what would be right."""
    said = (
        f"ghi ngày văn thư đã cấp, không sau hôm nay ({plain(today)}); văn bản của ngày sau thì đến ngày đó phát hành"
    )
    return Problem("issued_on", said)


def _open_items(doing: Deed, desk: Desk, directive: DirectiveRow) -> list[AssignmentRow]:
    items = list(
        doing.session.scalars(select(ItemRow).where(ItemRow.directive == directive.id).order_by(ItemRow.position))
    )
    leads = _leads(doing.session, items)
    opened: list[AssignmentRow] = []
    for item in items:
        item.state = ISSUED
        if item.follow:
            opened += open_item(doing.session, desk, directive, item, leads[item.id], desk.today())
    words = [Word(f"issued/{row.id}", f"unit/{row.unit}", "issued", row.id) for row in opened]
    tell_of_new(doing.session, desk, words, doing.now)
    return opened


def _leads(session: Session, items: list[ItemRow]) -> dict[str, list[str]]:
    """Units that lead each item, groups opened up; the authority itself never owes its own order."""
    known, authority = codes_and_groups(session), roots(session)
    leads = {item.id: led_by(item, known, authority) for item in items}
    problems = tuple(
        Problem(f"items[{item.ref}].lead_codes", "chưa xác định đơn vị chủ trì")
        for item in items
        if item.follow and not leads[item.id]
    )
    if problems:
        raise Refusal("invalid", "no-lead", "Còn nhiệm vụ chưa có đơn vị chủ trì; đề nghị chọn đơn vị.", problems)
    return leads


def roots(session: Session) -> set[str]:
    """The authority itself, which never owes its own order."""
    return set(session.scalars(select(UnitRow.code).where(UnitRow.parent.is_(None))))


def led_by(item: ItemRow, known: Mapping[str, list[str]], authority: set[str]) -> list[str]:
    """Units that lead an item, groups opened up."""
    named = (unit for code in item.lead_codes for unit in known.get(code, []))
    return list(dict.fromkeys(unit for unit in named if unit not in authority))


def units_of(session: Session, item: ItemRow) -> list[str]:
    """Units that lead one issued item today; who has handed over is followed by the successor."""
    return list(dict.fromkeys(heir_of(session, unit) for unit in _leads(session, [item])[item.id]))
