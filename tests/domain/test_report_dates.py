"""When a period is reported, and what it is compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.period import parse_period
from domain.report_dates import preceding, report_dates, same_moment

NAMES = st.builds(
    lambda year, part: f"{year}{part}",
    st.integers(2000, 2100),
    st.sampled_from(["", "-H1", "-Q1", "-Q4", "-02", "-12", "-W05", "-BC1", "-BC6T", "-BC9T", "-BCN"]),
)


def test_the_dates_of_a_report_window() -> None:
    dates = report_dates(parse_period("2023-BC1"), Calendar())
    assert [dates.opened, dates.units_send, dates.cut_off, dates.drafted, dates.submitted, dates.due] == [
        date(2023, 3, 3),  # 4 March is a Saturday
        date(2023, 3, 10),  # 12 March is a Sunday
        date(2023, 3, 14),
        date(2023, 3, 16),
        date(2023, 3, 17),
        date(2023, 3, 20),
    ]


@given(NAMES)
def test_dates_stand_in_order_for_every_kind_of_period(name: str) -> None:
    dates = list(vars(report_dates(parse_period(name), Calendar())).values())
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("2023-Q1", "2022-Q4"),
        ("2023-01", "2022-12"),
        ("2023", "2022"),
        ("2023-H2", "2023-H1"),
        ("2023-W01", "2022-W52"),
        ("2023-BC6T", "2022-BC6T"),
    ],
)
def test_a_period_is_compared_with_its_like(name: str, before: str) -> None:
    found = preceding(parse_period(name))
    assert found is not None
    assert found.name == before


def test_the_first_of_all_has_nothing_before_it() -> None:
    assert preceding(parse_period("1990")) is None


def test_the_earlier_period_is_looked_at_as_long_after_its_end() -> None:
    now, before = parse_period("2023-Q1"), parse_period("2022-Q4")
    assert same_moment(now, before, now.until + timedelta(days=6)) == date(2023, 1, 6)
    assert same_moment(now, before, date(2023, 2, 1)) == before.until
