"""Bàn giao: by a decision the open work of one unit goes to its successor, as one act that is shown before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, perform
from acts.plans import open_steps, supersede
from acts.remarks import remark
from acts.taking_over import plan_anew
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from domain.wording.dates import plain
from storage.tables import AssignmentRow, ItemRow, SettingRow, UnitRow
from storage.views.heirs import HANDED_OVER, heir_of

TOGETHER = 500
"""Assignments named by one event."""


@dataclass(frozen=True)
class Decision:
    """The document by which a unit hands over, and to whom where its successor is not written down yet."""

    number: str
    issued_on: date
    successor: str | None = None


@dataclass(frozen=True)
class Sorted:
    """The open work of a unit: what moves, what its successor owes already, what waits for an answer first."""

    moves: tuple[AssignmentRow, ...]
    merged: tuple[AssignmentRow, ...]
    stays: tuple[AssignmentRow, ...]

    def plain(self, unit: str, successor: str) -> dict[str, object]:
        """As it is shown before and after."""
        return {
            "unit": unit,
            "successor": successor,
            "moved": [row.id for row in self.moves],
            "merged": [row.id for row in self.merged],
            "stays": [row.id for row in self.stays],
            "told": [unit, successor] if self.moves or self.merged else [],
        }


def hand_over(
    desk: Desk, scope: Scope, unit: str, decision: Decision, key: str | None = None, *, dry_run: bool = False
) -> Answer:
    """Move the open work of `unit` to its successor; both are told once, and a second time there is nothing to do.

    What is closed stays where it was done, with its scores. A report that waits for its answer is answered first and
    stays as well. Work whose deadline has passed keeps that deadline: the lateness is a fact; its ladder begins anew on
    the day of the hand-over, so that nobody is escalated for what another unit left undone.
    """
    require(scope, Act.ASSIGN)
    if dry_run:
        with desk.memory.reading() as session:
            successor = _successor(session, unit, decision)
            return Answer({"dry_run": True, **_sorted(session, unit, successor).plain(unit, successor)})

    def deed(doing: Deed) -> Answer:
        successor = _successor(doing.session, unit, decision)
        found = _sorted(doing.session, unit, successor, lock=True)
        why = f"Bàn giao theo văn bản số {decision.number} ngày {plain(decision.issued_on)}"
        for row in found.moves:
            _move(doing, row, successor, why)
        for row in found.merged:
            _close(doing, row)
            _pass_parts_on(doing.session, row, successor)
        if _write_down(doing.session, unit, successor, decision) or found.moves or found.merged:
            _note(doing, unit, found, successor, decision)
        for row in (*found.moves, *found.merged):
            tell_unit(doing, row, f"hand-over/{row.id}/{row.version}", why, unit)
        for row in found.moves:
            tell_unit(doing, row, f"hand-over/{row.id}/{row.version}", why, successor)
        return Answer({"dry_run": False, **found.plain(unit, successor)}, 201)

    return perform(desk, scope, deed, key=key, request=["hand over", unit, decision])


def _successor(session: Session, unit: str, decision: Decision) -> str:
    row = session.get(UnitRow, unit)
    if row is None or row.parent is None:
        raise absent()
    code = decision.successor or row.body.get("successor")
    found = session.get(UnitRow, code) if code else None
    if found is None or found.parent is None or found.code == unit or heir_of(session, found.code) != found.code:
        problem = Problem("successor", "nêu mã của đơn vị kế thừa đang hoạt động")
        raise Refusal("invalid", "no-successor", "Chưa xác định đơn vị kế thừa.", (problem,))
    return found.code


def _sorted(session: Session, unit: str, successor: str, *, lock: bool = False) -> Sorted:
    asked = select(AssignmentRow).where(AssignmentRow.unit == unit, AssignmentRow.closed_at.is_(None))
    asked = asked.order_by(AssignmentRow.id)
    rows = list(session.scalars(asked.with_for_update() if lock else asked))
    twins = select(AssignmentRow.item, AssignmentRow.period).where(AssignmentRow.unit == successor)
    owed = {(item, period) for item, period in session.execute(twins)}
    stays = tuple(row for row in rows if row.work == WorkState.REPORTED.value)
    goes = [row for row in rows if row.work != WorkState.REPORTED.value]
    return Sorted(
        tuple(row for row in goes if (row.item, row.period) not in owed),
        tuple(row for row in goes if (row.item, row.period) in owed),
        stays,
    )


def _move(doing: Deed, row: AssignmentRow, successor: str, why: str) -> None:
    row.unit, row.official = successor, None
    row.acceptor = None if row.acceptor == successor else row.acceptor
    row.version += 1
    remark(doing, row, "reassigned", why)
    if not WorkState(row.work).runs:
        return  # paused: its steps are held, and name the unit as a role
    supersede(open_steps(doing.session, row.id), "Bàn giao cho đơn vị kế thừa")
    row.work, row.acknowledged_at = WorkState.ISSUED.value, None
    row.deadline_version += 1
    plan_anew(doing, row)


def _close(doing: Deed, row: AssignmentRow) -> None:
    """The successor owes the same already: one line of it is followed."""
    supersede(open_steps(doing.session, row.id), "Đơn vị kế thừa đang thực hiện chính nhiệm vụ này")
    row.work, row.closed_at = WorkState.WITHDRAWN.value, doing.now
    row.version += 1


def _pass_parts_on(session: Session, row: AssignmentRow, successor: str) -> None:
    """What units below owe of it is from now on part of the line that is followed."""
    twin = select(AssignmentRow.id).where(
        AssignmentRow.item == row.item, AssignmentRow.period == row.period, AssignmentRow.unit == successor
    )
    session.execute(update(ItemRow).where(ItemRow.parent == row.id).values(parent=twin.scalar_subquery()))


def _write_down(session: Session, unit: str, successor: str, decision: Decision) -> bool:
    """Keep who took over and by which document: later periods and orders go to them. Whether that is new."""
    row = session.get(SettingRow, HANDED_OVER, with_for_update=True)
    told = {"to": successor, "number": decision.number, "issued_on": decision.issued_on.isoformat()}
    known = dict(row.body) if row is not None else {}
    if known.get(unit) == told:
        return False
    session.merge(SettingRow(name=HANDED_OVER, body={**known, unit: told}))
    return True


def _note(doing: Deed, unit: str, found: Sorted, successor: str, decision: Decision) -> None:
    named = [row.id for row in (*found.moves, *found.merged)]
    for part in _parts(named):
        doing.note(
            "unit.handed-over",
            f"unit/{unit}",
            successor=successor,
            number=decision.number,
            issued_on=decision.issued_on.isoformat(),
            assignments=part,
            merged=len(found.merged),
            notices=len(part),
        )


def _parts(named: list[str]) -> Iterable[list[str]]:
    return [named[first : first + TOGETHER] for first in range(0, max(len(named), 1), TOGETHER)]
