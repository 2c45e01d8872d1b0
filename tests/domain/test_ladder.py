"""The ladder: which steps a deadline brings, and what becomes of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.deadline import Basis, Policy, Rolling, fix
from domain.ladder import (
    DEFAULT_LADDER,
    Move,
    Phase,
    Planned,
    Release,
    Situation,
    Step,
    StepState,
    Told,
    decide,
    is_quiet,
    next_instant,
    plan,
    plan_acceptance,
)
from domain.status import WorkState

CALENDAR = Calendar()
SPREAD = timedelta(minutes=30)
DEADLINE = fix(date(2026, 3, 20), CALENDAR, Basis.ANNEX)
EARLY = datetime(2026, 3, 2, 1, tzinfo=UTC)


def planned(now: datetime = EARLY, *, vertical: bool = False) -> tuple[Planned, ...]:
    return plan(DEADLINE, DEFAULT_LADDER, CALENDAR, SPREAD, now, vertical=vertical)


def steps(now: datetime = EARLY) -> list[Step]:
    return [Step(p.rung, p.rung, p.phase, p.at, p.release, repeat_days=p.repeat_days) for p in planned(now)]


def rungs_before(due: date, now: datetime) -> list[str]:
    found = plan(fix(due, CALENDAR, Basis.ANNEX), DEFAULT_LADDER, CALENDAR, SPREAD, now)
    return [step.rung for step in found if step.phase is Phase.BEFORE]


def test_a_reminder_before_the_deadline_waits_two_working_days_after_the_work_was_given() -> None:
    monday = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert rungs_before(date(2026, 3, 6), monday) == []  # a weekly order: Tuesday would say what Monday said
    assert rungs_before(date(2026, 3, 9), monday) == ["B3"]
    assert rungs_before(date(2026, 3, 10), monday) == ["B3"]
    assert rungs_before(date(2026, 3, 11), monday) == ["B5", "B3"]
    assert rungs_before(date(2026, 3, 9), monday - timedelta(days=1)) == [
        "B3"
    ]  # given on Sunday, its mail leaves on Monday


@pytest.mark.parametrize("due", ["2026-03-21", "2026-03-22"])
def test_a_deadline_on_a_day_off_is_told_of_on_the_last_working_day_before_it(due: str) -> None:
    fixed = fix(date.fromisoformat(due), CALENDAR, Basis.ANNEX, Policy(rolling=Rolling.FIXED))
    found = {step.rung: step.at for step in plan(fixed, DEFAULT_LADDER, CALENDAR, SPREAD, EARLY)}
    assert found["D0"] == morning(date(2026, 3, 20))
    assert found["O1"] == morning(date(2026, 3, 23))
    assert all(CALENDAR.works(CALENDAR.local_date(at)) for at in found.values())


def running(told: Told = Told.SENT) -> Situation:
    return Situation(WorkState.ISSUED, DEADLINE.instant, told)


def morning(day: date) -> datetime:
    return CALENDAR.opening(day) - SPREAD


def moves(found: tuple[Move, ...]) -> dict[str, StepState]:
    return {move.step: move.state for move in found}


def apply(before: list[Step], found: tuple[Move, ...]) -> list[Step]:
    by_id = {move.step: move for move in found}
    after = [replace(s, state=m.state, release_at=m.release_at) if (m := by_id.get(s.id)) else s for s in before]
    new = [m.next_one for m in found if m.next_one is not None]
    return after + [
        Step(
            f"{n.rung}.{n.occurrence}",
            n.rung,
            n.phase,
            n.at,
            n.release,
            repeat_days=n.repeat_days,
            occurrence=n.occurrence,
        )
        for n in new
    ]


def test_each_rung_falls_on_its_working_day_before_the_office_opens() -> None:
    days = {p.rung: CALENDAR.local_date(p.at) for p in planned()}
    assert days == {
        "B5": date(2026, 3, 13),
        "B3": date(2026, 3, 17),
        "D0": date(2026, 3, 20),
        "O1": date(2026, 3, 23),
        "H3": date(2026, 3, 24),  # shown a working day before it leaves on the 25th
        "P5": date(2026, 3, 27),
        "C10": date(2026, 4, 2),
    }
    assert all(p.at == morning(CALENDAR.local_date(p.at)) for p in planned())


def test_reminders_whose_day_is_past_are_not_planned() -> None:
    assert [p.rung for p in planned(datetime(2026, 3, 18, tzinfo=UTC))] == ["D0", "O1", "H3", "P5", "C10"]


def test_a_vertical_agency_gets_no_escalation_and_no_proposal() -> None:
    assert {p.phase for p in planned(vertical=True)} == {Phase.BEFORE, Phase.DUE, Phase.OVERDUE}


def test_an_acceptor_is_chased_after_three_and_five_working_days() -> None:
    found = plan_acceptance(date(2026, 3, 19), DEFAULT_LADDER, CALENDAR, SPREAD, 1)
    assert [(p.rung, CALENDAR.local_date(p.at)) for p in found] == [
        ("A3", date(2026, 3, 24)),
        ("A5", date(2026, 3, 26)),
    ]


def test_of_several_due_steps_the_highest_is_taken_and_the_others_collapse_into_it() -> None:
    found = decide(steps(), running(), morning(date(2026, 3, 23)), CALENDAR, SPREAD)
    assert moves(found) == {
        "O1": StepState.TAKEN,
        "D0": StepState.COLLAPSED,
        "B5": StepState.COLLAPSED,
        "B3": StepState.COLLAPSED,
    }


def test_a_reminder_before_the_deadline_never_goes_out_after_it() -> None:
    only = [step for step in steps() if step.rung == "B3"]
    found = decide(only, running(), DEADLINE.instant + timedelta(hours=1), CALENDAR, SPREAD)
    assert moves(found) == {"B3": StepState.EXPIRED}


def test_an_overdue_notice_repeats_a_week_later() -> None:
    (taken,) = [m for m in decide(steps(), running(), morning(date(2026, 3, 23)), CALENDAR, SPREAD) if m.next_one]
    assert taken.next_one is not None
    assert (CALENDAR.local_date(taken.next_one.at), taken.next_one.occurrence) == (date(2026, 3, 30), 1)


def test_an_escalation_waits_while_the_unit_has_not_been_told_and_at_most_two_working_days() -> None:
    head = [step for step in steps() if step.rung == "H3"]
    first = decide(head, running(Told.NOT_YET), morning(date(2026, 3, 24)), CALENDAR, SPREAD)
    assert moves(first) == {"H3": StepState.HELD}
    held = apply(head, first)
    assert moves(decide(held, running(Told.NOT_YET), morning(date(2026, 3, 25)), CALENDAR, SPREAD)) == {
        "H3": StepState.HELD
    }
    assert moves(decide(held, running(Told.NOT_YET), morning(date(2026, 3, 26)), CALENDAR, SPREAD)) == {
        "H3": StepState.AWAITING
    }
    assert moves(decide(held, running(Told.FAILED), morning(date(2026, 3, 25)), CALENDAR, SPREAD)) == {
        "H3": StepState.AWAITING
    }


def test_a_veto_leaves_by_itself_after_a_working_day_and_a_required_one_never_does() -> None:
    waiting = [
        replace(step, state=StepState.AWAITING, release_at=morning(date(2026, 3, 25)))
        for step in steps()
        if step.release is not Release.AUTO
    ]
    found = {m.step: m for m in decide(waiting, running(), morning(date(2026, 3, 25)), CALENDAR, SPREAD)}
    assert found["H3"].state is StepState.TAKEN
    assert (found["C10"].state, found["C10"].nag) == (StepState.AWAITING, True)


def test_while_a_report_stands_the_unit_is_left_in_peace() -> None:
    reported = Situation(WorkState.REPORTED, DEADLINE.instant)
    found = decide(steps(), reported, morning(date(2026, 3, 25)), CALENDAR, SPREAD)
    assert set(moves(found).values()) == {StepState.HELD}
    assert decide(apply(steps(), found), reported, morning(date(2026, 4, 25)), CALENDAR, SPREAD) == ()


def test_a_closed_subject_supersedes_whatever_was_open() -> None:
    found = decide(steps(), Situation(WorkState.ACCEPTED, DEADLINE.instant), EARLY, CALENDAR, SPREAD)
    assert set(moves(found).values()) == {StepState.SUPERSEDED}
    assert len(found) == len(steps())


def test_a_step_a_month_late_expires_with_its_reason() -> None:
    due = [step for step in steps() if step.rung == "O1"]
    (found,) = decide(due, running(), morning(date(2026, 4, 28)), CALENDAR, SPREAD)
    assert found.state is StepState.EXPIRED
    assert found.reason


WORKS = st.sampled_from(
    [WorkState.ISSUED, WorkState.RECEIVED, WorkState.REPORTED, WorkState.RETURNED, WorkState.ACCEPTED]
)
LOOKS = st.lists(st.tuples(st.integers(0, 24 * 70), WORKS, st.sampled_from(list(Told))), min_size=1, max_size=30)


@given(LOOKS)
def test_asked_twice_it_answers_nothing_and_never_wakes_in_the_past(looks: list[tuple[int, WorkState, Told]]) -> None:
    alive = steps()
    hours = 0
    for more, work, told in looks:
        hours += more
        now = EARLY + timedelta(hours=hours)
        situation = Situation(work, DEADLINE.instant, told)
        moves = decide(alive, situation, now, CALENDAR, SPREAD)
        assert is_quiet(alive, work, now) == (not moves)
        alive = apply(alive, moves)
        assert decide(alive, situation, now, CALENDAR, SPREAD) == ()
        assert is_quiet(alive, work, now)
        wake = next_instant(alive)
        assert wake is None or wake > now


@given(LOOKS)
def test_no_step_is_lost_and_what_is_settled_stays_settled(looks: list[tuple[int, WorkState, Told]]) -> None:
    alive = steps()
    hours = 0
    for more, work, told in looks:
        hours += more
        before = {s.id: s.state for s in alive if not s.state.is_open}
        now = EARLY + timedelta(hours=hours)
        alive = apply(alive, decide(alive, Situation(work, DEADLINE.instant, told), now, CALENDAR, SPREAD))
        after = {s.id: s.state for s in alive}
        assert before.items() <= after.items()
        assert set(after) >= {s.id for s in steps()}
