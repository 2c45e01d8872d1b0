"""Deeds fall into working hours, in an order that nothing but their instants and names decides."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar, Session
from proof.simulate.agenda import Agenda, Moment, at
from reading.calendar import build

OFFICE = build(None, range(2022, 2025))
MORNINGS_ONLY = Calendar(sessions=(Session(time(7), time(11)),))
DAYS = st.dates(date(2022, 2, 1), date(2024, 11, 30))


@given(day=DAYS, moment=st.sampled_from(Moment))
def it_finds_a_moment_inside_the_working_hours(day: date, moment: Moment) -> None:
    for calendar in (OFFICE, MORNINGS_ONLY):
        instant = at(calendar, day, moment)
        assert calendar.is_open(instant)
        assert calendar.local_date(instant) == calendar.next_working_day(day)


@given(day=DAYS)
def it_keeps_the_order_of_the_moments(day: date) -> None:
    instants = [at(OFFICE, day, moment) for moment in Moment]
    assert instants == sorted(set(instants))


def it_does_what_is_due_by_instant_and_name_and_also_what_that_brings() -> None:
    agenda, done = Agenda(), list[str]()
    morning, evening = at(OFFICE, date(2023, 1, 3), Moment.UNITS), at(OFFICE, date(2023, 1, 3), Moment.ACCEPTANCE)

    def first() -> None:
        done.append("a")
        agenda.put(morning, "c", lambda: done.append("c"))

    agenda.put(evening, "0", lambda: done.append("later"))
    agenda.put(morning, "b", lambda: done.append("b"))
    agenda.put(morning, "a", first)
    agenda.do_due(morning)
    assert done == ["a", "b", "c"]
    assert agenda.next_at() == evening
