"""How the house is doing, for its keepers: what fires next, what is late, who took the steps, what the mails do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from domain.clocks import Difference
from domain.ladder import StepState
from domain.outage import StormGuard
from domain.review_dates import missed
from domain.rights import Act, Scope, require
from domain.running import BEFORE
from domain.subject import Caller, SubjectKind
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, SettingRow, StepRow, UnitRow
from storage.views.clocks import clocks_apart
from storage.views.gauges import Gauges, gauges
from storage.views.mail_budget import Budget, mail_budget
from storage.views.outages import Outage, outages, pulses, storm_guard
from storage.views.reviews import waiting

NEXT = 50
LATE = timedelta(minutes=5)
"""How long an instant may be past before it is shown as overlooked: the round comes every half minute."""
ALARM = 0.05
"""Share of the steps taken by the round above which the clocks are said to sleep."""
VERIFIED = "verified"
"""The setting under which the last verification is kept."""
RECONCILED = "reconciled"
"""The setting under which it is kept how many subjects are open and how many clocks run."""
REVIEWS = 20
WAITING = (StepState.HELD.value, StepState.AWAITING.value)


@dataclass(frozen=True)
class Firing:
    """A step and when it is looked at next. What it is about is told only to those who see the work of all units."""

    at: datetime
    state: str
    phase: str
    role: str
    kind: str
    subject: str
    unit_name: str | None
    number: str | None
    ref: str | None
    reason: str | None


@dataclass(frozen=True)
class ReviewDay:
    """A date of a period that waits, and whether its morning has passed: the office was told of it by mail."""

    period: str
    rung: str
    at: datetime
    missed: bool


@dataclass(frozen=True)
class Operations:
    """The state of the house at an instant. `round_share` is that of the steps the round had to take, None without any."""

    gauges: Gauges
    next: tuple[Firing, ...]
    late: tuple[Firing, ...]
    expired: tuple[Firing, ...]
    round_share: float | None
    pulses: Mapping[str, datetime]
    clocks_apart: tuple[Difference, ...]
    outages: tuple[Outage, ...]
    guard: StormGuard
    verified: Mapping[str, Any] | None
    reconciled: Mapping[str, Any] | None
    budget: Budget
    reviews: tuple[ReviewDay, ...]

    @property
    def clocks_sleep(self) -> bool:
        """Whether the round takes more than it should: Temporal or its pollers sleep without a word."""
        return self.round_share is not None and self.round_share > ALARM


def operations(session: Session, scope: Scope, now: datetime) -> Operations:
    """Everything the page of operations shows and the call answers."""
    require(scope, Act.READ_OPERATIONS)
    wakes = case((StepRow.state == StepState.PENDING.value, StepRow.at), else_=StepRow.release_at)
    ahead = StepRow.state.in_((StepState.PENDING.value, *WAITING)) & wakes.is_not(None)
    found = gauges(session, now)
    verified, reconciled = session.get(SettingRow, VERIFIED), session.get(SettingRow, RECONCILED)
    return Operations(
        gauges=found,
        next=_firings(session, scope, wakes, ahead & (wakes > now), wakes.asc()),
        late=_firings(session, scope, wakes, ahead & (wakes <= now - LATE), wakes.asc()),
        expired=_firings(session, scope, StepRow.at, _went_by(), StepRow.taken_at.desc()),
        round_share=_share(found.taken_by),
        pulses=pulses(session),
        clocks_apart=clocks_apart(session),
        outages=tuple(outages(session, scope)),
        guard=storm_guard(session),
        verified=None if verified is None else verified.body,
        reconciled=None if reconciled is None else reconciled.body,
        budget=mail_budget(session, now),
        reviews=tuple(ReviewDay(*one, missed=missed(one[2], now)) for one in waiting(session)[:REVIEWS]),
    )


def _went_by() -> ColumnElement[bool]:
    """Steps that grew too old here; what had passed before the work was carried over was never this house's to take."""
    return (StepRow.state == StepState.EXPIRED.value) & (StepRow.reason != BEFORE)


def _share(taken_by: Mapping[str, int]) -> float | None:
    by_machine = sum(number for who, number in taken_by.items() if who != Caller.PERSON.value)
    return taken_by.get(Caller.ROUND.value, 0) / by_machine if by_machine else None


def _firings(
    session: Session, scope: Scope, at: Any, wanted: ColumnElement[bool], order: ColumnElement[Any]
) -> tuple[Firing, ...]:
    owed = (StepRow.subject_kind == SubjectKind.ASSIGNMENT.value) & (AssignmentRow.id == StepRow.subject)
    rows = session.execute(
        select(StepRow, at.label("wakes"), UnitRow.name, DirectiveRow.number, ItemRow.ref)
        .outerjoin(AssignmentRow, owed)
        .outerjoin(UnitRow, UnitRow.code == AssignmentRow.unit)
        .outerjoin(ItemRow, ItemRow.id == AssignmentRow.item)
        .outerjoin(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .where(wanted)
        .order_by(order, StepRow.id)
        .limit(NEXT)
    )
    sees_all = scope.units is None
    return tuple(
        Firing(
            at=wakes,
            state=step.state,
            phase=step.phase,
            role=step.role,
            kind=step.subject_kind,
            subject=step.subject,
            unit_name=unit,
            number=number if sees_all else None,
            ref=ref if sees_all else None,
            reason=step.reason,
        )
        for step, wakes, unit, number, ref in rows
    )
