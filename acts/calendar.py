"""The office decides on days: which are off, which are worked. What that moves is shown first, then done as one act."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts import briefings, round_steps, round_windows
from acts.changes import tell_unit
from acts.days import CALENDAR
from acts.desk import Answer, Deed, Desk, perform
from acts.opening import coming_period, deadline_of, morning_of, policy_of, set_deadline
from acts.plans import Shift, followed, open_steps, standing, step_of, supersede
from acts.report_calendar import give_up, moved_dates, reported_otherwise, take_up_again
from acts.round_windows import MovedWindows, moved_windows
from domain import ladder, laying
from domain.calendar import Calendar, Decision, Hours
from domain.deadline import Basis, Deadline, JudgedBy, Policy, fix, policy_to_plain
from domain.errors import Problem, Refusal
from domain.ladder import ACCEPTOR_PHASES, Phase, StepState
from domain.period import parse_period
from domain.reporting import Reporting, fit, reporting_to_plain
from domain.rights import Act, Scope, require
from domain.subject import SubjectKind
from domain.wording.dates import plain
from storage.tables import (
    AssignmentRow,
    CalendarRow,
    DirectiveRow,
    ExtensionRow,
    ItemRow,
    SettingRow,
    StepRow,
    UnitCalendarRow,
    UnitRow,
)
from storage.views.office import HOURS, JUDGING, POLICY, REPORTING, UNIT_HOURS, hours_to_plain

TOGETHER = 500
"""Assignments, and other subjects, named by one event."""
MOST_DAYS = 400


@dataclass(frozen=True)
class Moved:
    """A deadline that another calendar moves, with both days."""

    assignment: AssignmentRow
    before: date
    deadline: Deadline


@dataclass(frozen=True)
class Effect:
    """What decisions move: deadlines, steps with and without them, ends of windows, and the units that are told."""

    deadlines: tuple[Moved, ...]
    shifts: tuple[Shift, ...]
    replanned: int
    ended: tuple[StepRow, ...] = ()
    begun_again: tuple[StepRow, ...] = ()
    windows: tuple[MovedWindows, ...] = ()

    @property
    def steps(self) -> int:
        """Steps that move, with their deadline or without."""
        return self.replanned + len(self.shifts) + len(self.ended) + len(self.begun_again)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose clocks are moved by steps alone: "assignment/…", "review/2026-Q1", "briefing/2026-W10"."""
        steps = (*(one.step for one in self.shifts), *self.ended, *self.begun_again)
        return tuple(dict.fromkeys(f"{step.subject_kind}/{step.subject}" for step in steps))

    @property
    def told(self) -> tuple[str, ...]:
        """Units with a deadline that moves."""
        return tuple(dict.fromkeys(one.assignment.unit for one in self.deadlines))

    def plain(self) -> dict[str, object]:
        """As it is shown before and after."""
        return {
            "deadlines": [
                {
                    "assignment": one.assignment.id,
                    "unit": one.assignment.unit,
                    "from": one.before.isoformat(),
                    "to": one.deadline.day.isoformat(),
                }
                for one in self.deadlines
            ],
            "windows": [told for one in self.windows for told in one.plain()],
            "steps": self.steps,
            "told": list(self.told),
        }


@dataclass(frozen=True)
class Rhythm:
    """How the office works besides single days: its hours, its policy of deadlines, its reports. None: as it is.

    `judged_by` is the day of a result's document that counts, for reports from now on. `of_units` are units that keep hours of their own from now on, or with None again those of the office.
    """

    hours: Hours | None = None
    policy: Policy | None = None
    reporting: Reporting | None = None
    of_units: Mapping[str, Hours | None] = field(default_factory=dict)
    judged_by: JudgedBy | None = None


def decide_days(
    desk: Desk,
    scope: Scope,
    decisions: tuple[Decision, ...],
    key: str | None = None,
    *,
    rhythm: Rhythm | None = None,
    dry_run: bool = False,
) -> Answer:
    """Put decisions on days in force: deadlines ahead and steps follow, and each unit with a moved deadline is told once.

    What a `rhythm` says replaces what is in force; it may come without decisions. A decision that names a unit binds that
    unit alone, and stands there over what is decided for everybody.

    With `dry_run` the same is worked out and thrown away. A deadline that has passed stays where it was: a day off
    announced afterwards takes no lateness away silently.
    """
    require(scope, Act.SET_RULES)
    _check(decisions, rhythm)
    if dry_run:
        with desk.memory.reading() as session:
            desk.days.refresh(session, desk.seed)
            other = _by(desk, decisions, rhythm)
            _refuse_unknown(session, decisions, rhythm)
            _refuse_endless(other, desk.today())
            return Answer({"dry_run": True, **_effect(session, desk.calendar, other, desk.clock()).plain()})

    def deed(doing: Deed) -> Answer:
        other = _by(desk, decisions, rhythm)
        _refuse_unknown(doing.session, decisions, rhythm)
        _refuse_endless(other, desk.today())
        for one in decisions:
            doing.session.merge(_row(one))
        for name, body in _settings(desk, rhythm).items():
            doing.session.merge(SettingRow(name=name, body=body))
        row = doing.session.get_one(SettingRow, CALENDAR)
        row.body = {"version": int(row.body["version"]) + 1}
        effect = _effect(doing.session, desk.calendar, other, doing.now)
        _carry_out(doing, other, effect)
        doing.note("calendar.decided", "office/calendar", days=[_named(one) for one in decisions])
        _tell(doing, effect, row.body["version"])
        return Answer({"dry_run": False, **effect.plain()}, 201, str(row.body["version"]))

    request = ["decide days", [asdict(one) for one in decisions], rhythm]
    return perform(desk, scope, deed, key=key, request=request, alone=True)


def _row(one: Decision) -> CalendarRow | UnitCalendarRow:
    said: dict[str, Any] = {"works": one.works, "basis": one.basis, "decided": one.decided, "name": one.name}
    if one.unit is None:
        return CalendarRow(day=one.day, **said)
    return UnitCalendarRow(unit=one.unit, day=one.day, **said)


def _named(one: Decision) -> str:
    """A day as the log calls it: of everybody, or of one unit ("2026-03-20/kt")."""
    return one.day.isoformat() if one.unit is None else f"{one.day.isoformat()}/{one.unit}"


def _check(decisions: tuple[Decision, ...], rhythm: Rhythm | None) -> None:
    least = 1 if rhythm is None else 0
    if not least <= len(decisions) <= MOST_DAYS:
        raise Refusal("invalid", "no-days", "Chưa nêu ngày nào.", (Problem("days", f"từ 1 đến {MOST_DAYS} ngày"),))
    days = [(one.day, one.unit) for one in decisions]
    if len(set(days)) < len(days):
        raise Refusal("invalid", "same-day", "Có ngày được nêu hai lần.", (Problem("days", "mỗi ngày một dòng"),))


def _settings(desk: Desk, rhythm: Rhythm | None) -> dict[str, dict[str, Any]]:
    """What a rhythm changes, as it is stored."""
    if rhythm is None:
        return {}
    said = {
        HOURS: hours_to_plain(rhythm.hours) if rhythm.hours else None,
        POLICY: policy_to_plain(rhythm.policy) if rhythm.policy else None,
        UNIT_HOURS: _plain_units(desk, rhythm) if rhythm.of_units else None,
        JUDGING: {"by": rhythm.judged_by.value} if rhythm.judged_by else None,
        REPORTING: reporting_to_plain(_from_today(desk, rhythm.reporting)) if rhythm.reporting else None,
    }
    return {name: dict(body) for name, body in said.items() if body is not None}


def _plain_units(desk: Desk, rhythm: Rhythm) -> dict[str, Any]:
    return {unit: hours_to_plain(hours) for unit, hours in _of_units(desk, rhythm).items()}


def _of_units(desk: Desk, rhythm: Rhythm) -> dict[str, Hours]:
    """Units with hours of their own, as they would be."""
    return {unit: hours for unit, hours in {**desk.days.of_units, **rhythm.of_units}.items() if hours is not None}


def _from_today(desk: Desk, reporting: Reporting) -> Reporting:
    """What is reported from today on; the same as before holds from when it did."""
    now = desk.reporting
    same = replace(reporting, since=now.since) == now
    return now if same else replace(reporting, since=desk.today())


def _refuse_endless(desk: Desk, today: date) -> None:
    """A calendar without working days ahead, the office's or a unit's, is refused: nothing could ever fall due by it."""
    for calendar in (desk.calendar, *(desk.calendar_of(unit) for unit in desk.days.own)):
        calendar.next_working_day(today)
        calendar.next_working_day(max([today, *calendar.decisions]))


def _refuse_unknown(session: Session, decisions: tuple[Decision, ...], rhythm: Rhythm | None) -> None:
    named = [*(rhythm.of_units if rhythm else ()), *(one.unit for one in decisions if one.unit is not None)]
    for unit in dict.fromkeys(named):
        found = session.get(UnitRow, unit)
        if found is None or found.parent is None:
            problem = Problem("unit", f"không có đơn vị trực thuộc mã {unit!r}")
            raise Refusal("invalid", "unknown-unit", "Không có đơn vị này.", (problem,))


def _by(desk: Desk, decisions: tuple[Decision, ...], rhythm: Rhythm | None) -> Desk:
    """The desk as it would count with these decisions and this rhythm."""
    calendar = desk.calendar.deciding(one for one in decisions if one.unit is None)
    own = {(one.unit, one.day): one for one in (*desk.days.unit_days, *decisions) if one.unit is not None}
    days = replace(desk.days, known=calendar, unit_days=tuple(own.values()), units={})
    if rhythm is None:
        return replace(desk, days=days)
    if rhythm.hours is not None:
        calendar = calendar.keeping(rhythm.hours)
    reporting = _from_today(desk, fit(rhythm.reporting)) if rhythm.reporting else desk.reporting
    return replace(
        desk,
        days=replace(
            days,
            known=calendar,
            policy=rhythm.policy or desk.days.policy,
            reporting=reporting,
            of_units=_of_units(desk, rhythm),
        ),
    )


def _effect(session: Session, before: Calendar, desk: Desk, now: datetime) -> Effect:
    """What the calendar of this desk would move in the place of the one `before`; nothing is changed."""
    moved: list[Moved] = []
    shifts: list[Shift] = []
    replanned = 0
    asked = (
        select(AssignmentRow).where(AssignmentRow.closed_at.is_(None)).order_by(AssignmentRow.unit, AssignmentRow.id)
    )
    for row in session.scalars(asked):
        deadline = _anew(session, desk, row, now)
        if deadline is not None and row.deadline is not None and deadline.instant != row.deadline_at:
            moved.append(Moved(row, row.deadline, deadline))
            replanned += len(_of_unit(session, row))
        else:
            shifts += _shifts(session, desk, row, now)
    ended, begun_again = reported_otherwise(session, desk, now)
    shifts += [*_openings(session, desk, now), *moved_dates(session, desk, now)]
    windows = moved_windows(session, before, desk.calendar, now)
    shifts += briefings.moved(session, desk, now)
    shifts += round_steps.moved(session, desk, now, {one.round.id: one.after for one in windows})
    return Effect(tuple(moved), tuple(shifts), replanned, ended, begun_again, windows)


def _anew(session: Session, desk: Desk, row: AssignmentRow, now: datetime) -> Deadline | None:
    """The deadline by the calendar of this desk; None where there is none, or it has passed and stays."""
    if row.named is None or row.deadline_at is None or row.deadline_at <= now:
        return None
    item = session.get_one(ItemRow, row.item)
    given = select(ExtensionRow.id).where(ExtensionRow.assignment == row.id, ExtensionRow.after.is_not(None)).limit(1)
    if session.scalar(given) is None:
        directive = session.get_one(DirectiveRow, row.directive)
        by_rule = deadline_of(desk, directive, item, parse_period(row.period) if row.period else None, row.unit)
        if by_rule is not None:
            return by_rule
    return fix(row.named, desk.calendar_of(row.unit), Basis(row.basis), policy_of(desk, item, row.named, row.period))


def _of_unit(session: Session, row: AssignmentRow) -> list[StepRow]:
    return [step for step in open_steps(session, row.id) if Phase(step.phase) not in ACCEPTOR_PHASES]


def _shifts(session: Session, desk: Desk, row: AssignmentRow, now: datetime) -> list[Shift]:
    """The steps of a deadline that stays and yet fall on other days."""
    rows = {step.id: step for step in open_steps(session, row.id)}
    steps = [step_of(step) for step in rows.values()]
    spread, deadline = desk.spread(row.id), standing(row)
    wanted = (
        () if deadline is None else laying.plan(deadline, followed(session, row), desk.calendar, spread, row.opened_at)
    )
    moved = ladder.replan(steps, {one.rung: one.at for one in wanted}, desk.calendar, spread, now)
    return [Shift(rows[step.id], step.at, step.release_at) for step in moved]


def _openings(session: Session, desk: Desk, now: datetime) -> list[Shift]:
    """The mornings on which periods open."""
    asked = select(StepRow, ItemRow).join(ItemRow, ItemRow.id == StepRow.subject)
    ahead = asked.where(
        StepRow.subject_kind == SubjectKind.ITEM.value,
        StepRow.state == StepState.PENDING.value,
        StepRow.at > now,
        ItemRow.next_period.is_not(None),
    )
    found = []
    for step, item in session.execute(ahead.order_by(StepRow.id)):
        at = morning_of(desk, item, coming_period(item))
        if at != step.at and at > now:
            found.append(Shift(step, at, None))
    return found


def _carry_out(doing: Deed, desk: Desk, effect: Effect) -> None:
    give_up(effect.ended)
    take_up_again(desk, effect.begun_again)
    for one in effect.deadlines:
        supersede(_of_unit(doing.session, one.assignment), "Lịch làm việc thay đổi")
        one.assignment.deadline_version += 1
        one.assignment.version += 1
        set_deadline(doing.session, desk, one.assignment, one.deadline)
    for found in effect.windows:
        round_windows.put(doing, found)
    for shift in effect.shifts:
        shift.step.at, shift.step.release_at = shift.at, shift.release_at
        shift.step.version += 1
    doing.session.flush()


def _tell(doing: Deed, effect: Effect, version: int) -> None:
    """Each unit hears once, in one mail, of every deadline of its own that moved."""
    for one in effect.deadlines:
        after, hour = one.deadline.day, doing.desk.calendar.local_time(one.deadline.instant)
        moved = f"{plain(one.before)} chuyển thành {plain(after)}" if after != one.before else plain(after)
        said = f"Lịch làm việc thay đổi: hạn {moved}, tính đến {hour:%H:%M}"
        tell_unit(doing, one.assignment, f"calendar/{version}/{one.assignment.id}", said)
    named, subjects = [one.assignment.id for one in effect.deadlines], effect.subjects
    for first in range(0, max(len(named), len(subjects), 1), TOGETHER):
        part, others = named[first : first + TOGETHER], list(subjects[first : first + TOGETHER])
        facts = {"assignments": part, "subjects": others, "steps": effect.steps, "notices": len(part)}
        doing.note("calendar.moved", "office/calendar", **facts)
