"""The act that names who may move deadlines: of a whole directive, or of one item (domain.md §0.8)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import DRAFT, FROM_ABOVE
from acts.notices import Word, tell
from domain.deadline import Basis
from domain.errors import Refusal
from domain.office import Role
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow, DirectiveRow, ExtensionRow, ItemRow
from storage.views.office import decider_on_days

ASKED = "asked"
"""The state of a request to move a deadline that nobody has decided."""


def name_of_directive(
    desk: Desk, scope: Scope, directive: str, mover: Role | None, version: int | None = None, key: str | None = None
) -> Answer:
    """Name who moves the deadlines of a directive from now on; None is anybody who decides on extensions.

    Once it is issued only who may move them now gives that away.
    """

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(DirectiveRow, directive, with_for_update=True)
        if row is None:
            raise absent()
        _may_name(scope, row.state, _role(row.mover))
        expect_version(row.version, version)
        row.mover, row.version = mover.value if mover else None, row.version + 1
        told = _pass_on(doing, [item.id for item in _following(doing.session, directive)])
        doing.note("directive.mover-named", f"directive/{directive}", mover=row.mover, notices=told)
        return Answer({"id": directive, "mover": row.mover, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["mover of directive", directive, mover])


def name_of_item(
    desk: Desk, scope: Scope, item: str, mover: Role | None, version: int | None = None, key: str | None = None
) -> Answer:
    """Name who moves the deadlines of one item; None is whoever moves those of its directive."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ItemRow, item, with_for_update=True)
        if row is None:
            raise absent()
        order = doing.session.get_one(DirectiveRow, row.directive)
        _may_name(scope, row.state, _role(row.mover or order.mover))
        expect_version(row.version, version)
        row.mover, row.version = mover.value if mover else None, row.version + 1
        told = _pass_on(doing, [item])
        doing.note("item.mover-named", f"item/{item}", mover=row.mover, notices=told)
        return Answer({"id": item, "mover": row.mover, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["mover of item", item, mover])


def _may_name(scope: Scope, state: str, mover: Role | None) -> None:
    if state == DRAFT:
        require(scope, Act.INTAKE)
    else:
        require(scope, Act.DECIDE_EXTENSION, mover=mover)


def _following(session: Session, directive: str) -> Sequence[ItemRow]:
    """Items whose deadlines are moved by whom the directive names."""
    return session.scalars(select(ItemRow).where(ItemRow.directive == directive, ItemRow.mover.is_(None))).all()


def _pass_on(doing: Deed, items: Sequence[str]) -> int:
    """Requests that still wait go to who decides on them now; how many were told."""
    doing.session.flush()
    waiting = (
        select(ExtensionRow, AssignmentRow)
        .join(AssignmentRow, AssignmentRow.id == ExtensionRow.assignment)
        .where(ExtensionRow.state == ASKED, AssignmentRow.item.in_(items))
        .order_by(ExtensionRow.id)
    )
    return sum(ask_mover(doing, row, asked) for asked, row in doing.session.execute(waiting))


def ask_mover(doing: Deed, row: AssignmentRow, asked: ExtensionRow) -> bool:
    """Lay a request before who decides on it: the role named for this deadline. False where they were told before."""
    facts = {"until": asked.until.isoformat(), "note": asked.reason}
    whom = decider_on_days(doing.session, mover_of(doing.session, row), row.unit, doing.desk.today())
    word = Word(f"extension/{asked.id}/asked", whom, "extension", row.id, facts=facts)
    return tell(doing.session, doing.desk, word, doing.now)


def must_move(doing: Deed, scope: Scope, row: AssignmentRow) -> None:
    """Refuse who may not move this deadline, by whichever act: the unit that owes, who is not named, anybody where it is a superior's."""
    require(scope, Act.DECIDE_EXTENSION, row.unit, lead=row.unit, mover=mover_of(doing.session, row))
    directive = doing.session.get_one(DirectiveRow, row.directive)
    if directive.from_above and Basis(row.basis) is Basis.DOCUMENT:
        raise Refusal("conflict", "from-above", FROM_ABOVE, allowed=("comment",))


def mover_of(session: Session, row: AssignmentRow) -> Role | None:
    """Who may move the deadline of an assignment, where somebody was named."""
    item = session.get_one(ItemRow, row.item)
    return _role(item.mover or session.get_one(DirectiveRow, row.directive).mover)


def _role(stored: str | None) -> Role | None:
    return Role(stored) if stored else None
