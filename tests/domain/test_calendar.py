"""The calendar: what is a working day, what lies between two of them, and when the door is open."""

import pickle
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import ZONE, Calendar, Decision, Session, merge
from domain.errors import Refusal

# 29 April (Sat) to 3 May 2023 (Wed) off, as the law had it that year; Saturday 6 May worked by an invented decision.
MAY_DAYS = merge(
    [Decision(date(2023, 4, 30), False, "luật", name="Ngày Chiến thắng")]
    + [Decision(date(2023, 5, day), False, "luật", name="nghỉ lễ") for day in (1, 2, 3)]
    + [Decision(date(2023, 5, 6), True, "thông báo", name="ngày làm bù")]
)
CALENDAR = Calendar(decisions=MAY_DAYS)

days = st.dates(date(2022, 1, 1), date(2028, 12, 31))
steps = st.integers(-400, 400)
instants = st.integers(0, 5 * 365 * 86400).map(lambda s: datetime(2022, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Calendars of any week with at least one worked day, with any decisions on top."""
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    decided = draw(st.dictionaries(days, st.booleans(), max_size=40))
    return Calendar(weekdays=weekdays, decisions={day: Decision(day, works, "x") for day, works in decided.items()})


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


THURSDAY, FRIDAY, SATURDAY, MONDAY = date(2023, 3, 30), date(2023, 3, 31), date(2023, 4, 1), date(2023, 4, 3)


def test_an_ordinary_week_is_worked_from_monday_to_friday() -> None:
    assert [CALENDAR.works(MONDAY + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2


def test_a_decision_overrides_the_week_both_ways() -> None:
    assert not CALENDAR.works(date(2023, 5, 3))
    assert CALENDAR.works(date(2023, 5, 6))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (FRIDAY, None),
        (SATURDAY, "thứ Bảy"),
        (date(2023, 4, 30), "Chủ nhật, Ngày Chiến thắng"),
        (date(2023, 5, 2), "nghỉ lễ"),
        (date(2023, 5, 6), None),
    ],
)
def test_a_day_off_says_why(day: date, why: str | None) -> None:
    assert CALENDAR.why_off(day) == why


def test_a_nameless_day_off_is_still_called_one() -> None:
    calendar = Calendar(decisions=merge([Decision(MONDAY, False, "lệnh")]))
    assert calendar.why_off(MONDAY) == "ngày nghỉ"


def test_the_first_day_is_not_counted() -> None:
    assert CALENDAR.add_working_days(THURSDAY, 1) == FRIDAY
    assert CALENDAR.add_working_days(THURSDAY, 2) == MONDAY
    assert CALENDAR.add_working_days(date(2023, 4, 28), 1) == date(2023, 5, 4)
    assert CALENDAR.add_working_days(date(2023, 5, 5), 1) == date(2023, 5, 6)


def test_counting_back_mirrors_counting_on() -> None:
    assert CALENDAR.add_working_days(MONDAY, -1) == FRIDAY
    assert CALENDAR.add_working_days(date(2023, 5, 4), -1) == date(2023, 4, 28)
    assert CALENDAR.add_working_days(SATURDAY, -1) == FRIDAY


def test_no_days_added_is_the_day_itself_even_a_sunday() -> None:
    assert CALENDAR.add_working_days(date(2023, 4, 2), 0) == date(2023, 4, 2)


def test_days_between_are_signed_and_leave_out_the_first() -> None:
    assert CALENDAR.working_days_between(THURSDAY, MONDAY) == 2
    assert CALENDAR.working_days_between(MONDAY, THURSDAY) == -2
    assert CALENDAR.working_days_between(SATURDAY, SATURDAY) == 0


def test_include_false_looks_past_the_day() -> None:
    assert CALENDAR.next_working_day(FRIDAY) == FRIDAY
    assert CALENDAR.next_working_day(FRIDAY, include=False) == MONDAY
    assert CALENDAR.previous_working_day(MONDAY, include=False) == FRIDAY


@given(calendars(), days, st.integers(1, 400))
def test_the_closed_form_equals_the_walk(calendar: Calendar, day: date, n: int) -> None:
    walked, left = day, n
    while left:
        walked += timedelta(days=1)
        left -= calendar.works(walked)
    assert calendar.add_working_days(day, n) == walked
    assert calendar.working_days_between(day, walked) == n


@given(calendars(), days, steps)
def test_adding_and_taking_away_come_back_to_a_working_day(calendar: Calendar, day: date, n: int) -> None:
    start = calendar.next_working_day(day)
    assert calendar.add_working_days(calendar.add_working_days(start, n), -n) == start


@given(calendars(), days, days, steps)
def test_adding_keeps_the_order_of_days(calendar: Calendar, a: date, b: date, n: int) -> None:
    earlier, later = sorted((a, b))
    assert calendar.add_working_days(earlier, n) <= calendar.add_working_days(later, n)


@given(calendars(), days, st.booleans())
def test_the_next_working_day_is_its_own_next(calendar: Calendar, day: date, include: bool) -> None:
    found = calendar.next_working_day(day, include=include)
    assert calendar.works(found)
    assert calendar.next_working_day(found) == found
    assert calendar.previous_working_day(found) == found


@given(calendars(), days, days, days)
def test_counts_of_adjoining_spans_add_up(calendar: Calendar, a: date, b: date, c: date) -> None:
    between = calendar.working_days_between
    assert between(a, b) + between(b, c) == between(a, c)


@pytest.mark.parametrize("n", [1, -1, 40, 10**9, -(10**9)])
def test_a_calendar_without_working_days_is_refused_and_never_loops(n: int) -> None:
    with pytest.raises(Refusal) as refusal:
        Calendar(weekdays=frozenset()).add_working_days(MONDAY, n)
    assert refusal.value.code == "calendar-without-working-days"
    assert refusal.value.kind == "invalid"


@pytest.mark.parametrize(("closed_days", "found"), [(399, True), (400, False)])
def test_a_closure_is_looked_over_for_four_hundred_days(closed_days: int, found: bool) -> None:
    closure = [Decision(MONDAY + timedelta(days=n), False, "đóng cửa") for n in range(1, closed_days + 1)]
    after = MONDAY + timedelta(days=closed_days + 1)
    calendar = Calendar(weekdays=frozenset(), decisions=merge(closure, [Decision(after, True, "mở cửa")]))
    if found:
        assert calendar.next_working_day(MONDAY) == after
    else:
        with pytest.raises(Refusal):
            calendar.next_working_day(MONDAY)


def test_the_end_of_all_dates_is_a_refusal_too() -> None:
    with pytest.raises(Refusal):
        Calendar().add_working_days(date.max, 1)
    with pytest.raises(Refusal):
        Calendar().add_working_days(date.min, -1)


# Instants


def test_the_office_opens_and_closes_at_utc_instants() -> None:
    assert CALENDAR.opening(FRIDAY) == datetime(2023, 3, 31, 0, 30, tzinfo=UTC)
    assert CALENDAR.closing(FRIDAY) == datetime(2023, 3, 31, 10, 30, tzinfo=UTC)
    assert CALENDAR.closing(FRIDAY).tzinfo is UTC


@given(days)
def test_closing_comes_after_opening_on_the_same_local_day(day: date) -> None:
    assert CALENDAR.opening(day) < CALENDAR.closing(day)
    assert CALENDAR.local_date(CALENDAR.opening(day)) == CALENDAR.local_date(CALENDAR.closing(day)) == day


def test_the_day_on_the_wall_is_not_the_day_in_utc() -> None:
    assert CALENDAR.local_date(datetime(2023, 3, 30, 17, 0, tzinfo=UTC)) == FRIDAY
    assert CALENDAR.local_date(datetime(2023, 3, 30, 16, 59, 59, tzinfo=UTC)) == THURSDAY


@pytest.mark.parametrize(
    ("at", "open_", "following"),
    [
        (local(FRIDAY, 7, 29), False, local(FRIDAY, 7, 30)),
        (local(FRIDAY, 7, 30), True, local(FRIDAY, 7, 30)),
        (local(FRIDAY, 11, 29), True, local(FRIDAY, 11, 29)),
        (local(FRIDAY, 11, 30), False, local(FRIDAY, 13, 30)),
        (local(FRIDAY, 12, 0), False, local(FRIDAY, 13, 30)),
        (local(FRIDAY, 17, 30), False, local(MONDAY, 7, 30)),
        (local(SATURDAY, 9, 0), False, local(MONDAY, 7, 30)),
        (local(date(2023, 4, 28), 18), False, local(date(2023, 5, 4), 7, 30)),
        (local(date(2023, 5, 6), 9), True, local(date(2023, 5, 6), 9)),
    ],
)
def test_the_door_is_open_in_sessions_of_working_days(at: datetime, open_: bool, following: datetime) -> None:
    assert CALENDAR.is_open(at) is open_
    assert CALENDAR.next_open(at) == following


@given(calendars(), instants)
def test_the_next_open_instant_is_open_and_not_before(calendar: Calendar, instant: datetime) -> None:
    found = calendar.next_open(instant)
    assert found >= instant
    assert calendar.is_open(found)
    if found != instant:
        assert calendar.local_time(found) in {session.start for session in calendar.sessions}


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (local(FRIDAY, 8), 2, local(FRIDAY, 10)),
        (local(FRIDAY, 10), 4, local(FRIDAY, 16)),
        (local(FRIDAY, 7, 30), 8, local(FRIDAY, 17, 30)),
        (local(FRIDAY, 8), 8, local(MONDAY, 8)),
        (local(FRIDAY, 17, 30), 8, local(MONDAY, 17, 30)),
        (local(SATURDAY, 12), Fraction(1, 2), local(MONDAY, 8)),
        (local(THURSDAY, 11, 30), 16, local(MONDAY, 11, 30)),
        (local(FRIDAY, 9), 0, local(FRIDAY, 9)),
        (local(SATURDAY, 9), 0, local(MONDAY, 7, 30)),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(start: datetime, hours: float, end: datetime) -> None:
    assert CALENDAR.add_working_hours(start, hours) == end


@given(
    instants,
    st.integers(0, 2000),
    st.integers(0, 2000),
)
def test_working_hours_added_in_two_parts_come_to_the_same(instant: datetime, quarters: int, more: int) -> None:
    once = CALENDAR.add_working_hours(instant, Fraction(quarters + more, 4))
    twice = CALENDAR.add_working_hours(CALENDAR.add_working_hours(instant, Fraction(quarters, 4)), Fraction(more, 4))
    # The end of a session and the start of the next are one moment of work.
    assert CALENDAR.next_open(once) == CALENDAR.next_open(twice)


def test_negative_working_hours_are_refused() -> None:
    with pytest.raises(Refusal, match="từ 0 trở lên"):
        CALENDAR.add_working_hours(local(FRIDAY, 8), -1)


# Building


@pytest.mark.parametrize(
    "sessions",
    [
        (),
        (Session(time(11), time(8)),),
        (Session(time(8), time(8)),),
        (Session(time(13), time(17)), Session(time(8), time(12))),
        (Session(time(8), time(13)), Session(time(12), time(17))),
    ],
)
def test_sessions_that_no_day_could_have_are_refused(sessions: tuple[Session, ...]) -> None:
    with pytest.raises(Refusal, match="07:30"):
        Calendar(sessions=sessions)


def test_a_later_layer_of_decisions_wins() -> None:
    off, on = Decision(MONDAY, False, "dự kiến", decided=False), Decision(MONDAY, True, "thông báo")
    assert merge([off], [on])[MONDAY] == on
    assert merge([on], [off])[MONDAY] == off


def test_a_unit_hears_its_own_decisions_and_no_other_units() -> None:
    everybody = Decision(MONDAY, True, "chung")
    own = Decision(MONDAY, False, "riêng", unit="p-ben-nghe")
    assert merge([own, everybody], unit="p-ben-nghe")[MONDAY] == own
    assert merge([own, everybody], unit="p-da-kao")[MONDAY] == everybody
    assert merge([own]) == {}


def test_a_calendar_can_be_kept_in_a_set_and_sent_to_another_process() -> None:
    CALENDAR.add_working_days(MONDAY, 3)
    again = pickle.loads(pickle.dumps(CALENDAR))
    assert again == CALENDAR
    assert len({again, CALENDAR}) == 1
    assert again.add_working_days(date(2023, 4, 28), 1) == date(2023, 5, 4)


def test_what_is_prepared_before_the_office_opens_goes_out_when_it_does() -> None:
    early, late = CALENDAR.instant(MONDAY, time(5, 42)), CALENDAR.instant(MONDAY, time(20))
    assert CALENDAR.leaves(early) == CALENDAR.opening(MONDAY)
    assert CALENDAR.leaves(CALENDAR.opening(MONDAY)) == CALENDAR.opening(MONDAY)
    assert CALENDAR.leaves(late) == late  # nothing goes out any more that day: said as it happened
