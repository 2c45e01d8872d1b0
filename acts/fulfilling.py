"""The act that declares what work waited for as having come about: deadlines that hang on it arise, what waited goes on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts import binding
from acts.binding import Effect
from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import ISSUED
from acts.pauses import pause, wake
from acts.plans import open_steps, supersede
from domain.condition import called, hangs_on, must_have_happened
from domain.errors import Problem, Refusal
from domain.ladder import ACCEPTOR_PHASES, Phase
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from domain.wording.dates import plain
from storage.tables import AssignmentRow, DirectiveRow, ExtensionRow, ItemRow

WAITS = WorkState.WAITING.value


@dataclass(frozen=True)
class Declared:
    """That it happened, on which day, and by which document (`number`, `issued_on`, perhaps `signer`) or note one knows.

    `at` is the local hour, from which deadlines counted in hours run; without it they run from the end of the day.
    """

    on: date
    document: Mapping[str, Any] | None = None
    note: str = ""
    at: time | None = None


def declare(
    desk: Desk,
    scope: Scope,
    item: str,
    declared: Declared,
    version: int | None = None,
    key: str | None = None,
    *,
    dry_run: bool = False,
) -> Answer:
    """Say that the condition of an item is fulfilled. Deadlines counted from it arise, and each unit is told once.

    Assignments that waited go on. A deadline that would be over already is not put in force: nobody is late at once
    for what was declared late. With `dry_run` the same is worked out and nothing is written.
    """
    require(scope, Act.ASSIGN)
    if dry_run:
        with desk.memory.reading() as session:
            desk.days.refresh(session, desk.seed)
            row = _waiting(session, desk, item, declared, version)
            found = _arising(session, desk, row, declared)
            return Answer({"dry_run": True, "id": item, **_plain(found, _open(session, item))})

    def deed(doing: Deed) -> Answer:
        row = _waiting(doing.session, desk, item, declared, version)
        found, open_ones = _arising(doing.session, desk, row, declared), _open(doing.session, item)
        told = _plain(found, open_ones)
        row.fulfilment = {**(row.fulfilment or {}), "by": scope.actor, "arose": told["arose"], "woken": told["woken"]}
        row.version += 1
        said = called(_event(row), declared.on, declared.at)
        for one in open_ones:
            if one.work == WAITS:
                wake(doing, one)
        notices = binding.put_in_force(doing, [row], found, said, f"fulfilled/{row.id}/{row.version}")
        notices += _tell_the_others(doing, row, found, open_ones, said)
        named = [one.id for one in open_ones]
        doing.note("item.fulfilled", f"item/{item}", on=declared.on.isoformat(), assignments=named, notices=notices)
        return Answer({"dry_run": False, "id": item, **told, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["declare", item, asdict(declared)])


def _waiting(session: Session, desk: Desk, item: str, declared: Declared, version: int | None) -> ItemRow:
    """The item with the declaration on it, not yet written; refused where it waits for nothing or no longer."""
    row = _seen(session, item, version)
    order = session.get_one(DirectiveRow, row.directive)
    event = hangs_on(row.read.get("condition"), row.due_rule)
    if row.state != ISSUED or event is None:
        detail = "Nhiệm vụ này không chờ điều kiện nào: chỉ công bố điều kiện của nhiệm vụ đã giao có nêu điều kiện."
        raise Refusal("conflict", "no-condition", detail, allowed=("amendments",))
    if row.fulfilment is not None:
        on = date.fromisoformat(row.fulfilment["on"])
        detail = f"Điều kiện đã được công bố từ ngày {plain(on)}; nếu ngày đó sai, đề nghị hủy công bố trước."
        raise Refusal("conflict", "fulfilled-already", detail, allowed=("fulfilment/retraction",))
    must_have_happened(declared.on, order.issued_on, desk.today())
    if declared.at is not None and desk.calendar.instant(declared.on, declared.at) > desk.clock():
        problem = Problem("fulfilled_at", "không được sau giờ hiện tại")
        raise Refusal("invalid", "future-hour", "Sự kiện ở một giờ chưa đến.", (problem,))
    row.fulfilment = {
        "on": declared.on.isoformat(),
        "at": declared.at.isoformat("minutes") if declared.at else None,
        "document": dict(declared.document) if declared.document else None,
        "note": declared.note,
    }
    return row


def _seen(session: Session, item: str, version: int | None) -> ItemRow:
    row = session.get(ItemRow, item, with_for_update=True)
    if row is None:
        raise absent()
    expect_version(row.version, version)
    return row


def _event(row: ItemRow) -> str:
    return hangs_on(row.read.get("condition"), row.due_rule) or ""


def _arising(session: Session, desk: Desk, row: ItemRow, declared: Declared) -> Effect:
    """The deadlines that arise: of open work without one, and only those still ahead."""
    order, now = session.get_one(DirectiveRow, row.directive), desk.clock()
    found = binding.effect(session, desk, order, [row], declared.on, now)
    fresh = [one for one in found.bindings if one.before is None]
    ahead = tuple(one for one in fresh if one.deadline.instant > now)
    past = tuple(one.row for one in fresh if one.deadline.instant <= now)
    return replace(found, bindings=ahead, past=(*(row for row in found.past if row.deadline is None), *past))


def _open(session: Session, item: str) -> list[AssignmentRow]:
    asked = select(AssignmentRow).where(AssignmentRow.item == item, AssignmentRow.closed_at.is_(None))
    return list(session.scalars(asked.order_by(AssignmentRow.unit, AssignmentRow.id)))


def _plain(found: Effect, open_ones: list[AssignmentRow]) -> dict[str, Any]:
    """What arises, what goes on, what stays without a day, and who is told."""
    arose = [one.row.id for one in found.bindings]
    return {
        **found.plain(),
        "arose": arose,
        "woken": [one.id for one in open_ones if one.work == WAITS],
        "undated": [one.id for one in open_ones if one.deadline is None and one.id not in arose],
        "told": sorted({one.unit for one in open_ones}),
    }


def _tell_the_others(doing: Deed, row: ItemRow, found: Effect, open_ones: list[AssignmentRow], said: str) -> int:
    """Units for whom no deadline arises hear of it as well: their work begins."""
    arose = {one.row.id for one in found.bindings}
    told = 0
    for one in (one for one in open_ones if one.id not in arose):
        stands = f"thời hạn vẫn là {plain(one.deadline)}" if one.deadline else "nhiệm vụ chưa xác định thời hạn"
        told += tell_unit(doing, one, f"fulfilled/{row.id}/{row.version}/{one.id}", f"{said}; {stands}")
    return told


def take_back(
    desk: Desk, scope: Scope, item: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Take a declaration back that was wrong: what arose from it is set aside, what waited waits again.

    Refused as soon as somebody has acted on a deadline that arose, or it has passed: facts stay.
    """
    require(scope, Act.ASSIGN)

    def deed(doing: Deed) -> Answer:
        row = _seen(doing.session, item, version)
        if row.fulfilment is None:
            raise Refusal("conflict", "not-declared", "Điều kiện của nhiệm vụ này chưa được công bố.")
        arose = _rows(doing.session, row.fulfilment["arose"])
        _must_be_untouched(doing, arose)
        woken = [one for one in _rows(doing.session, row.fulfilment["woken"]) if WorkState(one.work).runs]
        row.fulfilment, row.version = None, row.version + 1
        for one in arose:
            _without_day(doing, one)
        for one in woken:
            pause(doing, one, WorkState.WAITING, "Đang chờ điều kiện bên ngoài")
        open_ones = _open(doing.session, item)
        said = f"Hủy công bố điều kiện “{_event(row)}”: {reason}"
        told = sum(tell_unit(doing, one, f"taken-back/{row.id}/{row.version}/{one.id}", said) for one in open_ones)
        named = [one.id for one in open_ones]
        doing.note("item.fulfilment-taken-back", f"item/{item}", assignments=named, notices=told)
        return Answer({"id": item, "assignments": named, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["take back", item, reason])


def _rows(session: Session, ids: list[str]) -> list[AssignmentRow]:
    asked = select(AssignmentRow).where(AssignmentRow.id.in_(ids)).order_by(AssignmentRow.id).with_for_update()
    return list(session.scalars(asked))


def _must_be_untouched(doing: Deed, arose: list[AssignmentRow]) -> None:
    moved = select(ExtensionRow.assignment).where(ExtensionRow.assignment.in_([one.id for one in arose]))
    asked = set(doing.session.scalars(moved))
    for one in arose:
        passed = one.deadline_at is not None and one.deadline_at <= doing.now
        if passed or one.reports or one.missed or one.closed_at is not None or one.id in asked:
            detail = (
                "Đã có đơn vị báo cáo, xin gia hạn, kết thúc hoặc quá hạn theo thời hạn tính từ điều kiện này; "
                "đề nghị điều chỉnh hạn thay vì hủy công bố."
            )
            raise Refusal("conflict", "acted-on", detail, allowed=("amendments", "extensions"))


def _without_day(doing: Deed, row: AssignmentRow) -> None:
    """As it was before: without a deadline, which never bound anybody."""
    of_unit = [step for step in open_steps(doing.session, row.id) if Phase(step.phase) not in ACCEPTOR_PHASES]
    supersede(of_unit, "Công bố điều kiện đã được hủy")
    row.deadline = row.deadline_at = row.original = row.named = None
    row.explanation = ""
    row.deadline_version += 1
    row.version += 1
