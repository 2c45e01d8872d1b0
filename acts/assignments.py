"""Acts on one assignment that move no deadline: acknowledge it, stop following it, stop following a whole item."""

from collections.abc import Iterable

from sqlalchemy import select

from acts.bulk import Row, each
from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.owed import open_of
from acts.plans import OPEN, open_steps, supersede
from domain.errors import Refusal
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from domain.subject import SubjectKind
from storage.tables import AssignmentRow, ItemRow, StepRow

WITHDRAWN = "withdrawn"


def acknowledge(
    desk: Desk, scope: Scope, assignment: str, version: int | None = None, key: str | None = None
) -> Answer:
    """The unit says that it has received the order: once for a whole directive, for all that it owes of it."""

    def deed(doing: Deed) -> Answer:
        return acknowledge_within(doing, scope, assignment, version)

    return perform(desk, scope, deed, key=key, request=["acknowledge", assignment])


def acknowledge_many(desk: Desk, scope: Scope, rows: Iterable[Row], key: str | None = None) -> Answer:
    """Say so of many at once; what an earlier row of the same directive has covered is received by then."""
    received: set[str] = set()

    def one(doing: Deed, row: Row) -> Answer:
        if row.id in received:
            return Answer({"id": row.id})
        answer = acknowledge_within(doing, scope, row.id, row.version)
        received.update(answer.body["acknowledged"])
        return answer

    return each(desk, scope, rows, one, key, "acknowledge many")


def acknowledge_within(
    doing: Deed, scope: Scope, assignment: str, version: int | None = None, link: str | None = None
) -> Answer:
    """The same as part of an act. `link` is how it came where nobody signed in: sent to a person, or to a mailbox."""
    row = doing.session.get(AssignmentRow, assignment, with_for_update=True)
    if row is None or not scope.sees(row.unit):
        raise absent()
    require(scope, Act.ACKNOWLEDGE, row.unit)
    expect_version(row.version, version)
    received = [one for one in _same_order(doing, row) if one.work == WorkState.ISSUED.value]
    for one in received:
        one.work, one.acknowledged_at = WorkState.RECEIVED.value, doing.now
        one.version += 1
    if received:
        doing.note(
            "assignments.acknowledged",
            f"directive/{row.directive}",
            unit=row.unit,
            assignments=[one.id for one in received],
            **({"link": link} if link else {}),
        )
    return Answer({"id": row.id, "acknowledged": [one.id for one in received]}, etag=str(row.version))


def _same_order(doing: Deed, row: AssignmentRow) -> list[AssignmentRow]:
    asked = (
        select(AssignmentRow)
        .where(AssignmentRow.directive == row.directive, AssignmentRow.unit == row.unit)
        .order_by(AssignmentRow.id)
        .with_for_update()
    )
    return list(doing.session.scalars(asked))


def withdraw(
    desk: Desk, scope: Scope, item: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Stop following an item: nothing more is owed of it, what was done stays recorded."""
    require(scope, Act.STOP)

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ItemRow, item, with_for_update=True)
        if row is None:
            raise absent()
        for one in open_of(doing, item):
            require(scope, Act.STOP, one.unit, lead=one.unit)
        expect_version(row.version, version)
        if row.state == WITHDRAWN:
            raise Refusal("conflict", "withdrawn", "Nhiệm vụ này đã thôi theo dõi.", allowed=("comment",))
        closed = _withdraw(doing, row, reason)
        return Answer({"id": item, "state": WITHDRAWN, "assignments": closed}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["withdraw", item, reason])


def _withdraw(doing: Deed, row: ItemRow, reason: str) -> list[str]:
    """Close an item with its open assignments and, of work that was passed on, the parts of each; their ids."""
    row.state, row.next_period = WITHDRAWN, None
    row.version += 1
    closed = _close(doing, row.id, reason)
    supersede(_item_steps(doing, row.id), "Thôi theo dõi nhiệm vụ")
    doing.note("item.withdrawn", f"item/{row.id}", assignments=closed, reason=len(reason), notices=len(closed))
    parts = select(ItemRow).where(ItemRow.parent.in_(closed), ItemRow.state != WITHDRAWN).order_by(ItemRow.id)
    return closed + [one for part in doing.session.scalars(parts) for one in _withdraw(doing, part, reason)]


def _close(doing: Deed, item: str, reason: str) -> list[str]:
    """Close the item's open assignments and tell their units; their ids."""
    closed = []
    for one in open_of(doing, item):
        one.work, one.closed_at = WorkState.WITHDRAWN.value, doing.now
        one.version += 1
        supersede(open_steps(doing.session, one.id), "Thôi theo dõi nhiệm vụ")
        tell_unit(doing, one, f"withdrawn/{one.id}/{one.version}", f"Thôi theo dõi nhiệm vụ: {reason}")
        closed.append(one.id)
    return closed


def _item_steps(doing: Deed, item: str) -> list[StepRow]:
    asked = select(StepRow).where(
        StepRow.subject_kind == SubjectKind.ITEM.value, StepRow.subject == item, StepRow.state.in_(OPEN)
    )
    return list(doing.session.scalars(asked))
