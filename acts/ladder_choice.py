"""The act of saying which ladder a directive or an item follows, and how urgent it is."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.relaying import carry_out, effect
from domain.errors import Problem, Refusal
from domain.ladders import Ladders, Priority
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow, DirectiveRow, ItemRow
from storage.views.ladders import ladders_of


@dataclass(frozen=True)
class Choice:
    """What is to be followed: a ladder by code (None: as its directive, its urgency or the default say), an urgency."""

    ladder: str | None = None
    priority: Priority | None = None


def choose_for_item(
    desk: Desk,
    scope: Scope,
    item: str,
    choice: Choice,
    version: int | None = None,
    key: str | None = None,
    *,
    dry_run: bool = False,
) -> Answer:
    """Say which ladder an item follows, or how urgent it is; the steps ahead of its open work are laid out anew."""

    def put(session: Session) -> list[AssignmentRow]:
        row = session.get(ItemRow, item, with_for_update=not dry_run)
        if row is None:
            raise absent()
        expect_version(row.version, version)
        row.ladder = choice.ladder
        row.priority = (choice.priority or Priority(row.priority)).value
        row.version += 1
        return _open(session, AssignmentRow.item == item)

    return _choose(desk, scope, f"item/{item}", choice, put, key, dry_run=dry_run)


def choose_for_directive(
    desk: Desk,
    scope: Scope,
    directive: str,
    choice: Choice,
    version: int | None = None,
    key: str | None = None,
    *,
    dry_run: bool = False,
) -> Answer:
    """Say which ladder a directive's items follow where they have no choice of their own; an urgency goes to each."""

    def put(session: Session) -> list[AssignmentRow]:
        row = session.get(DirectiveRow, directive, with_for_update=not dry_run)
        if row is None:
            raise absent()
        expect_version(row.version, version)
        row.ladder = choice.ladder
        row.version += 1
        if choice.priority is not None:
            for item in session.scalars(select(ItemRow).where(ItemRow.directive == directive).order_by(ItemRow.id)):
                item.priority, item.version = choice.priority.value, item.version + 1
        return _open(session, AssignmentRow.directive == directive)

    return _choose(desk, scope, f"directive/{directive}", choice, put, key, dry_run=dry_run)


def _open(session: Session, condition: ColumnElement[bool]) -> list[AssignmentRow]:
    asked = select(AssignmentRow).where(condition, AssignmentRow.closed_at.is_(None))
    return list(session.scalars(asked.order_by(AssignmentRow.id)))


def _choose(
    desk: Desk,
    scope: Scope,
    subject: str,
    choice: Choice,
    put: Callable[[Session], list[AssignmentRow]],
    key: str | None,
    *,
    dry_run: bool,
) -> Answer:
    require(scope, Act.ASSIGN)
    if dry_run:
        with desk.memory.reading() as session:
            desk.days.refresh(session, desk.seed)
            _must_be_known(ladders_of(session), choice)
            found = effect(session, desk, ladders_of(session), put(session))
            return Answer({"dry_run": True, **found.plain()})

    def deed(doing: Deed) -> Answer:
        _must_be_known(ladders_of(doing.session), choice)
        rows = put(doing.session)
        found = effect(doing.session, desk, ladders_of(doing.session), rows)
        named = {"ladder": choice.ladder, "priority": choice.priority.value if choice.priority else None}
        doing.note("ladder.chosen", subject, **named)
        carry_out(doing, desk, found)
        return Answer({"dry_run": False, **found.plain()}, 201)

    return perform(desk, scope, deed, key=key, request=["choose", subject, choice], alone=True)


def _must_be_known(known: Ladders, choice: Choice) -> None:
    if choice.ladder is not None and known.chain(choice.ladder) is None:
        problem = Problem("ladder", f"một trong: {', '.join(known.latest())}")
        raise Refusal("invalid", "unknown-ladder", "Không có quy trình đôn đốc này.", (problem,))
