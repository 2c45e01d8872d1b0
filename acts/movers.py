"""The act that names who may move deadlines: of a whole directive, or of one item (domain.md §0.8)."""

from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import DRAFT
from domain.office import Role
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow, DirectiveRow, ItemRow


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
        doing.note("directive.mover-named", f"directive/{directive}", mover=row.mover)
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
        doing.note("item.mover-named", f"item/{item}", mover=row.mover)
        return Answer({"id": item, "mover": row.mover, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["mover of item", item, mover])


def _may_name(scope: Scope, state: str, mover: Role | None) -> None:
    if state == DRAFT:
        require(scope, Act.INTAKE)
    else:
        require(scope, Act.DECIDE_EXTENSION, mover=mover)


def mover_of(session: Session, row: AssignmentRow) -> Role | None:
    """Who may move the deadline of an assignment, where somebody was named."""
    item = session.get_one(ItemRow, row.item)
    return _role(item.mover or session.get_one(DirectiveRow, row.directive).mover)


def _role(stored: str | None) -> Role | None:
    return Role(stored) if stored else None
