"""Opening a period: an item becomes assignments, one for each unit that leads it, with deadline and steps."""

from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from acts.desk import Desk
from acts.plans import plan_deadline
from domain.calendar import Calendar
from domain.condition import BY_EVENT, ISSUE
from domain.deadline import (
    Basis,
    Deadline,
    Policy,
    fix,
    names_day,
    policy_from_plain,
    resolve,
    within_hours,
    written_day,
    written_hour,
)
from domain.directive import ASKED_PERIODICALLY, Cadence, DueRule
from domain.ladder import StepState
from domain.ladders import Ladders
from domain.office import UnitKind
from domain.period import Period, following, parse_period, period_of
from domain.status import WorkState
from domain.subject import SubjectKind
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, StepRow, UnitRow
from storage.views.ladders import ladders_of

ASKED_AHEAD = 5
"""Working days before a periodic form is due on which it is asked for: time to gather figures and have them signed."""


def open_item(
    session: Session, desk: Desk, directive: DirectiveRow, item: ItemRow, units: list[str], since: date
) -> list[AssignmentRow]:
    """The first assignments of an item, and, where it recurs, the step that will open its next period."""
    period = first_period(desk, directive, item, since)
    if period is None:
        return _assign(session, desk, directive, item, units, None)
    return open_period(session, desk, directive, item, units, period)


def first_period(desk: Desk, directive: DirectiveRow, item: ItemRow, since: date) -> Period | None:
    """The period an item is first owed for; None where it is owed once, or answered in the periodic form.

    A period whose deadline lay before the document binds nobody: who was told on the 24th by the 5th of each month owes
    the next month's first.
    """
    cadence = Cadence(item.cadence)
    if cadence is Cadence.ONCE or cadence in ASKED_PERIODICALLY:
        return None
    period = period_of(cadence, since)
    deadline = deadline_of(desk, directive, item, period)
    past = deadline is not None and deadline.day < (directive.issued_on or since)
    return following(period) if past else period


def open_period(
    session: Session, desk: Desk, directive: DirectiveRow, item: ItemRow, units: list[str], period: Period
) -> list[AssignmentRow]:
    """The assignments of one period, and the step that opens the one after it on its first working morning."""
    opened = _assign(session, desk, directive, item, units, period)
    plan_opening(session, desk, item, following(period))
    return opened


def plan_opening(session: Session, desk: Desk, item: ItemRow, coming: Period) -> None:
    """Write the step that opens the period an item is owed for next, or that asks for it; one set aside comes back."""
    item.next_period = coming.name
    at, rung = morning_of(desk, item, coming), rung_of(coming)
    aside = session.scalar(steps_of(item.id).where(StepRow.rung == rung))
    if aside is not None:
        aside.at, aside.state, aside.reason = at, StepState.PENDING.value, None
        aside.version += 1
        return
    session.add(
        StepRow(
            id=desk.ids(),
            subject_kind=SubjectKind.ITEM.value,
            subject=item.id,
            rung=rung,
            phase="open",
            role="none",
            at=at,
            planned_at=desk.clock(),
            release="auto",
            state=StepState.PENDING.value,
        )
    )


def rung_of(period: Period) -> str:
    """How the step is called that opens a period."""
    return f"open {period.name}"


def steps_of(item: str) -> Select[StepRow]:
    """The steps of an item: the periods it opened and will open."""
    return select(StepRow).where(StepRow.subject_kind == SubjectKind.ITEM.value, StepRow.subject == item)


def morning_of(desk: Desk, item: ItemRow, coming: Period) -> datetime:
    """When a period opens: on its first working morning; where a form asks for it, some working days before it is due."""
    if Cadence(item.cadence) in ASKED_PERIODICALLY:
        day = desk.calendar.add_working_days(form_due(coming), -ASKED_AHEAD)
    else:
        day = desk.calendar.next_working_day(coming.since)
    return desk.calendar.opening(day) - desk.spread(item.id)


def form_due(period: Period) -> date:
    """The day a periodic form is due where nobody names another: the period's own, else its last."""
    return period.due_on or period.until


def open_asked(
    session: Session,
    desk: Desk,
    directive: DirectiveRow,
    item: ItemRow,
    units: list[str],
    period: Period,
    due: date,
) -> list[AssignmentRow]:
    """The assignments by which a standing order is asked for in one period: due then, binding nobody.

    Where the order itself names a day within the period, that day stays.
    """
    opened = _assign(session, desk, directive, item, units, period)
    for row in (row for row in opened if row.deadline is None):
        row.basis, row.counts = Basis.INTERNAL.value, False
        policy = policy_of(desk, item, due, row.period)
        set_deadline(session, desk, row, fix(due, desk.calendar_of(row.unit), Basis.INTERNAL, policy))
    return opened


def _assign(
    session: Session, desk: Desk, directive: DirectiveRow, item: ItemRow, units: list[str], period: Period | None
) -> list[AssignmentRow]:
    opened = [_owed(desk, directive, item, unit, period) for unit in units]
    session.add_all(opened)
    session.flush()
    deadline = deadline_of(desk, directive, item, period)
    if deadline is not None or desk.days.own:
        kept = list(session.scalars(select(UnitRow).where(UnitRow.code.in_(units))))  # none is read a second time
        known = ladders_of(session)
        for row in opened:
            own = row.unit in desk.days.own
            found = deadline_of(desk, directive, item, period, row.unit) if own else deadline
            if found is not None:
                set_deadline(session, desk, row, found, known)
        kept.clear()
    return opened


def owed_alone(desk: Desk, directive: DirectiveRow, item: ItemRow, unit: str) -> AssignmentRow:
    """The one assignment of an item for one unit, without a deadline or a step, to be added."""
    return _owed(desk, directive, item, unit, None)


def _owed(desk: Desk, directive: DirectiveRow, item: ItemRow, unit: str, period: Period | None) -> AssignmentRow:
    return AssignmentRow(
        id=desk.ids(),
        item=item.id,
        directive=directive.id,
        unit=unit,
        period=period.name if period else "",
        acceptor=next((code for code in item.acceptors if code != unit), None),
        work=WorkState.ISSUED.value,
        basis=item.basis,
        counts=Basis(item.basis).counts,
        opened_at=desk.clock(),
        deadline_version=1,
        reports=0,
        version=1,
    )


def set_deadline(
    session: Session, desk: Desk, row: AssignmentRow, deadline: Deadline, known: Ladders | None = None
) -> None:
    """Put a deadline in force; the first one stays as the original. Plans the steps it brings."""
    row.deadline, row.deadline_at, row.named = deadline.day, deadline.instant, deadline.named
    row.original = row.original or deadline.day
    row.explanation, row.ladder_from = deadline.explanation, None
    vertical = session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value
    plan_deadline(session, desk, row, deadline, vertical=vertical, known=known)


def deadline_of(
    desk: Desk, directive: DirectiveRow, item: ItemRow, period: Period | None, unit: str | None = None
) -> Deadline | None:
    """The deadline of an item in a period, by the hours of `unit`; None where nothing names one: "chưa xác định thời hạn"."""
    calendar = desk.calendar_of(unit) if unit is not None else desk.calendar
    if (hourly := by_the_hour(desk, item, calendar)) is not None:
        since = _fulfilled_on(item)
        binds = period is None or period.covers(hourly.named) or (since is not None and period.covers(since))
        return hourly if binds else None
    named = _named(calendar, directive, item, period)
    if named is None:
        return None
    return fix(named, calendar, Basis(item.basis), policy_of(desk, item, named, period.name if period else ""))


def _named(calendar: Calendar, directive: DirectiveRow, item: ItemRow, period: Period | None) -> date | None:
    if (counted := _counted(calendar, directive, item)) is not None and (period is None or period.covers(counted)):
        return counted
    if item.due_on is not None and (period is None or period.covers(item.due_on)):
        return item.due_on
    if item.due_rule is not None:
        rule = DueRule(**item.due_rule)
        if rule.kind == BY_EVENT and rule.n is None:
            return None  # the event is where the work begins; how long it takes nobody has said
        anchor = directive.issued_on if rule.anchor == ISSUE else _fulfilled_on(item)
        named = resolve(rule, anchor, calendar, period, due_on=item.due_on)
        return named if _binds(rule, named, anchor, period) else None
    return None


def _counted(calendar: Calendar, directive: DirectiveRow, item: ItemRow) -> date | None:
    """The day that a count from the issue, or from a day the order writes, comes to by this calendar.

    The day the text was read with is that of the calendar of that morning; what is announced later moves the count. A
    day that a person gave instead stands, and so does one of which nobody has kept how it was read.
    """
    rule = DueRule(**item.due_rule) if item.due_rule and item.due_on is not None else None
    if rule is None or rule.kind != "relative" or rule.n is None or item.due_on != _day_read(item):
        return None
    start = directive.issued_on if rule.anchor == ISSUE else written_day(rule.anchor or "")
    return resolve(rule, start, calendar)


def by_the_hour(desk: Desk, item: ItemRow, calendar: Calendar) -> Deadline | None:
    """The deadline of an item counted in hours, once the hour is known at which what it waits for came about."""
    rule = DueRule(**item.due_rule) if item.due_rule and item.due_on is None else None
    if rule is None or rule.unit != "hours" or rule.n is None or rule.anchor == ISSUE:
        return None
    since = _fulfilled_at(item, calendar)
    if since is None:
        return None
    return within_hours(rule.n, since, calendar, Basis(item.basis), policy_of(desk, item, None))


def _fulfilled_at(item: ItemRow, calendar: Calendar) -> datetime | None:
    """The instant at which what the item waits for came about; None where only its day was declared."""
    on, at = _fulfilled_on(item), (item.fulfilment or {}).get("at")
    return calendar.instant(on, time.fromisoformat(at)) if on is not None and at else None


def _fulfilled_on(item: ItemRow) -> date | None:
    """When what the item waits for came about: an anchor whose day comes later than the issue, or never."""
    return date.fromisoformat(item.fulfilment["on"]) if item.fulfilment else None


def _binds(rule: DueRule, named: date | None, anchor: date | None, period: Period | None) -> bool:
    """Whether a rule's day speaks of this period: one day binds in the period that holds it, a day of each in each.

    Days counted from an anchor bind in the period of the anchor as well. Without this a yearly target would be owed,
    and overdue at birth, in every quarter after it.
    """
    if named is None or period is None or rule.kind == "day-of-period" or period.covers(named):
        return True
    return rule.kind in {"relative", BY_EVENT} and anchor is not None and period.covers(anchor)


def policy_of(desk: Desk, item: ItemRow, named: date | None, period: str = "") -> Policy:
    """How the day `named` of the item, owed for `period`, is turned into an instant: as the annex says, else the office.

    Where neither says an hour, the one that the order names for its day holds, on that day alone.
    """
    policy = policy_from_plain(item.policy) if item.policy else desk.days.policy
    if policy.hour is not None or named is None or not _is_day_of_words(desk, item, named, period):
        return policy
    return replace(policy, hour=written_hour(item.due_text or ""))


def _is_day_of_words(desk: Desk, item: ItemRow, named: date, period: str) -> bool:
    """Whether a day is the one that the words of the item's deadline name, not one that somebody gave instead."""
    rule = DueRule(**item.due_rule) if item.due_rule else DueRule("fixed")
    if rule.kind == "day-of-period":
        return bool(period) and resolve(rule, None, desk.calendar, parse_period(period)) == named
    words = item.due_text or ""
    read = written_day(words) or _day_read(item)
    return rule.kind == "fixed" and (read == named if read is not None else names_day(words, named))


def _day_read(item: ItemRow) -> date | None:
    """The day that the order was read with; None where there was none, or nobody has kept it."""
    told = item.read.get("due_on")
    return date.fromisoformat(told) if told else None


def coming_period(item: ItemRow) -> Period:
    """The period the item opens next."""
    assert item.next_period is not None, "only recurring items have open steps"
    return parse_period(item.next_period)
