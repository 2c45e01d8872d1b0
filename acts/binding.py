"""Days of an annex come into force on work that is owed already: which begin to bind, which move, who is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.changes import tell_unit
from acts.desk import Deed, Desk
from acts.moving import move_deadline
from acts.opening import deadline_of, policy_of, set_deadline
from acts.plans import followed, open_steps
from domain import laying
from domain.annex import AUTHORITY
from domain.deadline import Basis, Deadline, fix
from domain.errors import Problem, Refusal
from domain.ladder import ACCEPTOR_PHASES, Phase
from domain.ladders import AUDIENCES
from domain.office import UnitKind
from domain.period import parse_period
from domain.status import DelayClass
from domain.wording.dates import plain
from storage.tables import AssignmentRow, DirectiveRow, ExtensionRow, ItemRow, UnitRow
from storage.views.ladders import ladders_of

UNIT = "unit"
"""The audience of what is told to the unit itself."""
TOGETHER = 500
"""Assignments named by one event."""


@dataclass(frozen=True)
class Binding:
    """A deadline that begins to bind, or that bound and moves; `before` is the day that stood.

    `planned` counts the steps it brings, `set_aside` those ahead that give way to them; `first_reminder` is when the first
    mail about it leaves for the unit.
    """

    row: AssignmentRow
    before: date | None
    deadline: Deadline
    planned: int = 0
    set_aside: int = 0
    first_reminder: datetime | None = None


@dataclass(frozen=True)
class Effect:
    """What an annex does to open work. `past`: days it names that were over already; they bind nobody afterwards."""

    bindings: tuple[Binding, ...]
    past: tuple[AssignmentRow, ...]

    def plain(self) -> dict[str, Any]:
        """As it is shown before and after."""
        return {
            "in_force": len(self.bindings),
            "deadlines": [
                {
                    "assignment": one.row.id,
                    "item": one.row.item,
                    "unit": one.row.unit,
                    "period": one.row.period,
                    "from": one.before.isoformat() if one.before else None,
                    "to": one.deadline.day.isoformat(),
                    "instant": one.deadline.instant.isoformat(),
                    "first_reminder": one.first_reminder.isoformat() if one.first_reminder else None,
                }
                for one in self.bindings
            ],
            "past": [{"assignment": row.id, "item": row.item, "unit": row.unit} for row in self.past],
            "steps": {
                "set_aside": sum(one.set_aside for one in self.bindings),
                "planned": sum(one.planned for one in self.bindings),
            },
            "told": sorted({one.row.unit for one in self.bindings}),
        }


def effect(
    session: Session, desk: Desk, order: DirectiveRow, items: Sequence[ItemRow], signed_on: date, now: datetime
) -> Effect:
    """What the days of these items, as they now stand, do to their open assignments; nothing is changed.

    A day before the signature bound nobody and does not begin to; a day in force that has passed stays, as lateness does.
    """
    bindings: list[Binding] = []
    past: list[AssignmentRow] = []
    by_id = {item.id: item for item in items}
    for row in _open(session, by_id):
        deadline = _deadline(session, desk, order, by_id[row.item], row)
        if deadline is None or (row.counts and deadline.day == row.deadline):
            continue
        over = row.counts and row.deadline_at is not None and row.deadline_at <= now
        if over or deadline.day < signed_on:
            past.append(row)
        else:
            bindings.append(Binding(row, row.deadline, deadline))
    return Effect(tuple(_with_steps(session, desk, bindings, now)), tuple(past))


def _with_steps(session: Session, desk: Desk, bindings: Sequence[Binding], now: datetime) -> Iterator[Binding]:
    """Each with the steps it brings and the number of those it sets aside."""
    known = ladders_of(session)
    vertical = set(session.scalars(select(UnitRow.code).where(UnitRow.kind == UnitKind.VERTICAL.value)))
    for one in bindings:
        chain, spread = followed(session, one.row, known), desk.spread(one.row.id)
        planned = laying.plan(one.deadline, chain, desk.calendar, spread, now, vertical=one.row.unit in vertical)
        ahead = [step for step in open_steps(session, one.row.id) if Phase(step.phase) not in ACCEPTOR_PHASES]
        reminded = [step.at for step in planned if AUDIENCES[step.phase] == UNIT]
        yield replace(
            one,
            planned=len(planned),
            set_aside=len(ahead) if one.before is not None else 0,
            first_reminder=desk.calendar.next_open(max(min(reminded), now)) if reminded else None,
        )


def refuse_ahead(desk: Desk, issued_on: date) -> None:
    """Nothing binds by a paper that will be signed later."""
    if issued_on > desk.today():
        problem = Problem("issued_on", "không được sau hôm nay")
        raise Refusal("invalid", "future-day", "Ngày ký phụ lục ở tương lai.", (problem,))


def carry_out(doing: Deed, order: DirectiveRow, items: Sequence[ItemRow], found: Effect, called: str) -> int:
    """Put the days of an annex in force; how many notices it brought."""
    told = put_in_force(doing, items, found, called, f"annex/{order.id}/{order.version}")
    named = [one.row.id for one in found.bindings]
    for first in range(0, len(named), TOGETHER):
        part = named[first : first + TOGETHER]
        doing.note("annex.in-force", f"directive/{order.id}", assignments=part, notices=len(part))
    return told


def put_in_force(doing: Deed, items: Sequence[ItemRow], found: Effect, called: str, cause: str) -> int:
    """Put the days in force, re-plan what moved, tell each unit once; how many notices it brought."""
    bases = {item.id: item.basis for item in items}
    told = 0
    for one in found.bindings:
        row = one.row
        bound = row.counts
        row.basis, row.counts = bases[row.item], Basis(bases[row.item]).counts
        _put(doing, one, called, bound=bound)
        said = f"{called}: hạn hoàn thành {plain(one.deadline.day)} có hiệu lực"
        told += tell_unit(doing, row, f"{cause}/{row.id}", said)
    return told


def _put(doing: Deed, one: Binding, called: str, *, bound: bool) -> None:
    """The steps are planned anew also where the day stays: only a deadline that counts reaches heads."""
    row = one.row
    if one.before is None:
        row.deadline_version += 1
        row.version += 1
        set_deadline(doing.session, doing.desk, row, one.deadline)
    else:
        move_deadline(doing, row, one.deadline.named, called)
        if bound:
            doing.session.add(_kept(doing, one, called))


def _kept(doing: Deed, one: Binding, called: str) -> ExtensionRow:
    """A day in force that moved is kept like any other move, with both days."""
    return ExtensionRow(
        id=doing.desk.ids(),
        assignment=one.row.id,
        until=one.deadline.named,
        before=one.before,
        after=one.deadline.day,
        reason=called,
        classed=DelayClass.OBJECTIVE.value,
        authority=AUTHORITY,
        state="granted",
        asked_by=doing.scope.actor,
        asked_at=doing.now,
        decided_by=doing.scope.actor,
        decided_at=doing.now,
        decision=called,
        version=1,
    )


def _open(session: Session, items: Iterable[str]) -> list[AssignmentRow]:
    asked = (
        select(AssignmentRow)
        .where(AssignmentRow.item.in_(list(items)), AssignmentRow.closed_at.is_(None))
        .order_by(AssignmentRow.unit, AssignmentRow.id)
        .with_for_update()
    )
    return list(session.scalars(asked))


def _deadline(session: Session, desk: Desk, order: DirectiveRow, item: ItemRow, row: AssignmentRow) -> Deadline | None:
    """The day the annex gives this assignment; more time that was granted stays granted."""
    granted = select(ExtensionRow.id).where(
        ExtensionRow.assignment == row.id,
        ExtensionRow.after.is_not(None),
        ExtensionRow.authority.is_distinct_from(AUTHORITY),
    )
    if row.named is not None and session.scalar(granted.limit(1)) is not None:
        return fix(
            row.named, desk.calendar_of(row.unit), Basis(item.basis), policy_of(desk, item, row.named, row.period)
        )
    return deadline_of(desk, order, item, parse_period(row.period) if row.period else None, row.unit)
