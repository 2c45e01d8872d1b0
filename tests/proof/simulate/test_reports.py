"""The day of a result: meant in time it is in time, meant late it is late, and never before the work was given."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from proof.simulate.reports import result_day
from reading.calendar import build

OFFICE = build(None, range(2022, 2026))
DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))


@given(deadline=DAYS, opened=DAYS, early=st.integers(0, 10))
def it_keeps_a_deadline_that_is_meant_to_be_kept(deadline: date, opened: date, early: int) -> None:
    first = OFFICE.next_working_day(opened, include=False)
    found = result_day(OFFICE, deadline, opened, -early)
    assert OFFICE.works(found)
    assert found <= deadline or found == first


@given(deadline=DAYS, opened=DAYS, late=st.integers(1, 30))
def it_misses_a_deadline_that_is_meant_to_be_missed(deadline: date, opened: date, late: int) -> None:
    assume(opened <= deadline)
    found = result_day(OFFICE, deadline, opened, late)
    assert OFFICE.works(found)
    assert found > deadline


@given(deadline=st.none() | DAYS, opened=DAYS, offset=st.integers(-30, 60))
def it_comes_after_the_opening(deadline: date | None, opened: date, offset: int) -> None:
    assert result_day(OFFICE, deadline, opened, offset) > opened
