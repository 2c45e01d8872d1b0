"""The act by which the dates of an annex of assignment come into force: its number and date, as the registry gave them."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts import binding
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import DRAFT
from domain.annex import called, signed, waits_for_annex
from domain.deadline import Basis
from domain.rights import Act, Scope, absent, require
from storage.tables import DirectiveRow, ItemRow


def sign_annex(
    desk: Desk,
    scope: Scope,
    directive: str,
    number: str,
    issued_on: date,
    signer: str | None,
    version: int | None,
    key: str | None = None,
    *,
    dry_run: bool = False,
) -> Answer:
    """Say that the annex was signed: days that were a plan of the office bind from then on. Before it they bind nobody.

    After the issue they begin to bind on the work that is owed, and each unit is told once; `dry_run` says what that
    would be and writes nothing.
    """
    require(scope, Act.ISSUE)
    binding.refuse_ahead(desk, issued_on)
    if dry_run:
        with desk.memory.reading() as session:
            order = _order(session, directive, version)
            bound = _bound(session, directive)
            return Answer({"dry_run": True, "id": directive, **_effect(session, desk, order, bound, issued_on).plain()})

    def deed(doing: Deed) -> Answer:
        order = _order(doing.session, directive, version, hold=True)
        bound = _bound(doing.session, directive)
        order.annex = signed(order.annex, {"number": number, "issued_on": issued_on.isoformat(), "signer": signer})
        order.version += 1
        for item in bound:
            item.version += 1
        told: dict[str, Any] = {"in_force": len(bound)}
        if order.state != DRAFT:
            found = _effect(doing.session, desk, order, bound, issued_on)
            told = found.plain()
            binding.carry_out(doing, order, bound, found, called(number, issued_on))
        doing.note("directive.annex-signed", f"directive/{directive}", items=[item.id for item in bound])
        return Answer({"id": directive, **told, "version": order.version}, etag=str(order.version))

    request = ["sign", directive, number, issued_on.isoformat(), signer]
    return perform(desk, scope, deed, key=key, request=request)


def _order(session: Session, directive: str, version: int | None, *, hold: bool = False) -> DirectiveRow:
    row = session.get(DirectiveRow, directive, with_for_update=hold or None)
    if row is None:
        raise absent()
    expect_version(row.version, version)
    return row


def _bound(session: Session, directive: str) -> list[ItemRow]:
    """Items whose day was a plan that waited for the annex; from now on it rests on it. Parts of work stay internal."""
    items = session.scalars(select(ItemRow).where(ItemRow.directive == directive).order_by(ItemRow.position))
    whole = (item for item in items if item.parent is None)
    found = [item for item in whole if waits_for_annex(item.basis, item.due_on, item.due_rule)]
    for item in found:
        item.basis = Basis.ANNEX.value
    return found


def _effect(session: Session, desk: Desk, order: DirectiveRow, items: list[ItemRow], day: date) -> binding.Effect:
    return binding.effect(session, desk, order, items, day, desk.clock())
