"""The parts of an assignment that units below owe: what is still open of them, and the day they must keep before."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.descent import must_precede
from domain.errors import Problem, Refusal
from domain.status import WorkState
from storage.tables import AssignmentRow, ItemRow


def close_with_children(session: Session, rows: Iterable[AssignmentRow], why: str) -> None:
    """Refuse to report work of which parts are open, unless it is said why."""
    if why.strip():
        return
    for row in rows:
        asked = (
            select(ItemRow.ref, AssignmentRow.unit)
            .join(ItemRow, ItemRow.id == AssignmentRow.item)
            .where(
                ItemRow.parent == row.id,
                AssignmentRow.closed_at.is_(None),
                AssignmentRow.work != WorkState.REPORTED.value,
            )
            .order_by(ItemRow.position, AssignmentRow.unit)
        )
        if left := [f"{ref} ({unit})" for ref, unit in session.execute(asked)]:
            problem = Problem("note", f"việc con chưa xong: {', '.join(left)}; nêu lý do nếu vẫn báo cáo")
            detail = "Còn việc con chưa hoàn thành: nhiệm vụ chung kết thúc cùng các việc con, hoặc nêu rõ lý do."
            raise Refusal("conflict", "children-open", detail, (problem,), allowed=("note", "withdrawal"))


def keep_before_parent(session: Session, item: ItemRow, day: date, field: str) -> None:
    """Refuse to move the internal day of a child task to or beyond the day of the work it is part of."""
    if item.parent is not None:
        must_precede(day, session.get_one(AssignmentRow, item.parent).deadline, field)
