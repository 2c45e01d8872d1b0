"""Work from above passed on to units below: child tasks of an assignment, which closes with them or says why not."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from acts.correcting import draft_of
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import codes_and_groups
from acts.notices import Word, tell_of_new
from acts.opening import open_item
from acts.owed import must_run, owed
from acts.own_orders import OwnItem, own_item
from domain.deadline import Basis
from domain.descent import internal_day, refs
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from storage.tables import AssignmentRow, DirectiveRow, ItemRow

MOST = 100
"""Child tasks passed on at once."""


@dataclass(frozen=True)
class Task:
    """One child task: what, by whom (a unit or a group), by which internal day; None is some days before the parent's."""

    text: str
    lead: str
    due_on: date | None = None


def came_from_above(
    desk: Desk,
    scope: Scope,
    directive: str,
    issuer: str | None,
    version: int | None = None,
    key: str | None = None,
    *,
    above: bool = True,
) -> Answer:
    """Say of a draft that a superior gave it, and who: its days of the document are then not ours to move."""
    require(scope, Act.INTAKE)

    def deed(doing: Deed) -> Answer:
        row = draft_of(doing, directive)
        expect_version(row.version, version)
        row.from_above, row.issuer = above, issuer or row.issuer
        row.version += 1
        doing.note("directive.origin-told", f"directive/{directive}", above=above)
        return Answer({"id": directive, "from_above": above, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["from above", directive, issuer, above])


def pass_down(
    desk: Desk,
    scope: Scope,
    assignment: str,
    tasks: tuple[Task, ...],
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Give units below their parts of an assignment. Their days are internal: followed by the ladder, before the parent's.

    The deadline of the assignment itself stays what it is; all tasks are refused together where one does not fit.
    """

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.ASSIGN, version)
        must_run(row)
        item = doing.session.get_one(ItemRow, row.item, with_for_update=True)
        order = doing.session.get_one(DirectiveRow, row.directive)
        if item.parent is not None:
            raise Refusal("conflict", "child-itself", "Việc này đã là việc con; đề nghị giao từ nhiệm vụ chung.")
        opened = _given(doing, order, item, row, _fit(doing, row, tasks))
        words = [Word(f"issued/{one.id}", f"unit/{one.unit}", "issued", one.id) for one in opened]
        tell_of_new(doing.session, desk, words, doing.now)
        row.version += 1
        named = [one.id for one in opened]
        doing.note("directive.issued", f"directive/{order.id}", parent=row.id, assignments=len(named))
        body = {"id": row.id, "children": named, "version": row.version}
        return Answer(body, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["pass down", assignment, list(tasks)])


@dataclass(frozen=True)
class _Fitting:
    task: Task
    units: list[str]
    day: date | None


def _fit(doing: Deed, row: AssignmentRow, tasks: tuple[Task, ...]) -> list[_Fitting]:
    """The tasks with their units and days; refused whole with every place that is wrong."""
    if not 0 < len(tasks) <= MOST:
        raise Refusal("invalid", "tasks", "Chưa nêu việc con.", (Problem("tasks", f"từ 1 đến {MOST} việc"),))
    known, problems, fitting = codes_and_groups(doing.session), [], []
    for n, task in enumerate(tasks):
        try:
            day = internal_day(row.deadline, task.due_on, doing.desk.today(), doing.desk.calendar, f"tasks[{n}].due_on")
        except Refusal as refusal:
            problems += [Problem(one.field, f"{refusal.detail} Cần {one.message}.") for one in refusal.problems]
            continue
        if task.lead not in known:
            problems.append(Problem(f"tasks[{n}].lead", f"không có đơn vị hoặc nhóm {task.lead!r}"))
        fitting.append(_Fitting(task, known.get(task.lead, []), day))
    if problems:
        raise Refusal("invalid", "tasks-unfit", "Có việc con chưa giao được.", tuple(problems))
    return fitting


def _given(
    doing: Deed, order: DirectiveRow, item: ItemRow, parent: AssignmentRow, fitting: list[_Fitting]
) -> list[AssignmentRow]:
    """Items and assignments of the tasks, placed behind the item they are parts of."""
    session = doing.session
    rows = list(session.scalars(select(ItemRow).where(ItemRow.directive == order.id)))
    last = max([item.position, *(one.position for one in rows if one.parent is not None and _is_part(one, item))])
    for later in rows:
        if later.position > last:
            later.position += len(fitting)
    names = refs(item.ref, {one.ref for one in rows}, len(fitting))
    opened: list[AssignmentRow] = []
    for n, (ref, one) in enumerate(zip(names, fitting, strict=True), 1):
        basis = Basis.INTERNAL if one.day else Basis.NONE
        told = OwnItem(one.task.text, [one.task.lead], (), last + n, ref, due_on=one.day, basis=basis, parent=parent.id)
        child = own_item(order, doing.desk.ids(), told)
        session.add(child)
        session.flush()
        opened += open_item(session, doing.desk, order, child, one.units, doing.desk.today())
    return opened


def _is_part(one: ItemRow, item: ItemRow) -> bool:
    return one.ref.startswith(f"{item.ref}/")
