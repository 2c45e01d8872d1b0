"""Periods: their names, their days, and the report windows that cross the year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directive import Cadence
from domain.errors import Refusal
from domain.period import DEFAULT_WINDOWS, Period, Window, cadence_of, following, parse_period, period_of, periods_of

RECURRING = [Cadence.WEEKLY, Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY]
days = st.dates(date(1991, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("name", "since", "until", "due_on"),
    [
        ("2023", "2023-01-01", "2023-12-31", None),
        ("2023-H1", "2023-01-01", "2023-06-30", None),
        ("2023-H2", "2023-07-01", "2023-12-31", None),
        ("2023-Q1", "2023-01-01", "2023-03-31", None),
        ("2023-Q2", "2023-04-01", "2023-06-30", None),
        ("2023-Q3", "2023-07-01", "2023-09-30", None),
        ("2023-Q4", "2023-10-01", "2023-12-31", None),
        ("2023-02", "2023-02-01", "2023-02-28", None),
        ("2024-02", "2024-02-01", "2024-02-29", None),
        ("2023-12", "2023-12-01", "2023-12-31", None),
        ("2023-W01", "2023-01-02", "2023-01-08", None),
        ("2023-W05", "2023-01-30", "2023-02-05", None),
        ("2020-W53", "2020-12-28", "2021-01-03", None),
        ("2025-W01", "2024-12-30", "2025-01-05", None),
        ("2023-BC1", "2022-12-15", "2023-03-14", "2023-03-20"),
        ("2023-BC6T", "2022-12-15", "2023-06-14", "2023-06-20"),
        ("2023-BC9T", "2023-06-15", "2023-09-14", "2023-09-20"),
        ("2023-BCN", "2022-12-15", "2023-12-14", "2023-12-20"),
    ],
)
def test_a_name_means_its_days(name: str, since: str, until: str, due_on: str | None) -> None:
    due = date.fromisoformat(due_on) if due_on else None
    assert parse_period(name) == Period(name, date.fromisoformat(since), date.fromisoformat(until), due)


@pytest.mark.parametrize(
    "name",
    ["", "2023-Q5", "2023-Q0", "2023-13", "2023-00", "2023-3", "2023-W00", "2023-W53", "2023-H3", "2023-BC2", "23-Q1",
     "2023-", "0000-Q1", "9999", "1989", "2200", "2023-q1", "２０２３", "2023-Q1\n2023-Q2", "Q1/2023"],
)  # fmt: skip
def test_a_name_nobody_means_is_refused_with_what_would_be_right(name: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_period(name)
    assert refusal.value.code == "period-name"
    assert "2023-Q1" in refusal.value.problems[0].message
    assert "2023-BC9T" in refusal.value.allowed


def test_there_is_no_report_of_the_second_and_the_fourth_quarter() -> None:
    assert [window.code for window in DEFAULT_WINDOWS] == ["BC1", "BC6T", "BC9T", "BCN"]


def test_report_windows_are_data() -> None:
    nine_months = (Window("BC9T", (12, 15), (9, 14), (9, 20), "báo cáo 9 tháng"),)
    assert parse_period("2023-BC9T", nine_months).since == date(2022, 12, 15)
    with pytest.raises(Refusal):
        parse_period("2023-BC1", nine_months)


def test_labels_are_what_a_heading_says() -> None:
    names = ["2023", "2023-H1", "2023-Q1", "2023-03", "2023-W05", "2023-BC1"]
    assert [parse_period(name).label for name in names] == [
        "năm 2023",
        "6 tháng đầu năm 2023",
        "quý I năm 2023",
        "tháng 3 năm 2023",
        "tuần 05 năm 2023",
        "báo cáo quý I năm 2023",
    ]


def test_the_periods_that_touch_a_span_come_in_order() -> None:
    names = [period.name for period in periods_of(Cadence.QUARTERLY, date(2023, 2, 15), date(2023, 10, 1))]
    assert names == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]
    assert [p.name for p in periods_of(Cadence.YEARLY, date(2023, 12, 31), date(2024, 1, 1))] == ["2023", "2024"]


@pytest.mark.parametrize("cadence", [Cadence.DAILY, Cadence.CONTINUOUS, Cadence.ONCE])
def test_daily_and_continuous_orders_open_no_periods(cadence: Cadence) -> None:
    assert not list(periods_of(cadence, date(2023, 1, 1), date(2023, 12, 31)))
    with pytest.raises(Refusal) as refusal:
        period_of(cadence, date(2023, 1, 1))
    assert "quarterly" in refusal.value.allowed


def test_a_span_that_ends_before_it_begins_has_no_periods() -> None:
    assert not list(periods_of(Cadence.MONTHLY, date(2023, 2, 1), date(2023, 1, 31)))


@given(st.sampled_from(RECURRING), days)
def test_a_period_holds_its_day_and_can_be_asked_by_name(cadence: Cadence, day: date) -> None:
    period = period_of(cadence, day)
    assert period.covers(day)
    assert parse_period(period.name) == period
    assert cadence_of(period) is cadence


@given(st.sampled_from(RECURRING), days, st.integers(0, 900))
def test_periods_join_without_gap_or_overlap(cadence: Cadence, since: date, length: int) -> None:
    until = min(since + timedelta(days=length), date(2198, 12, 31))
    periods = list(periods_of(cadence, since, until))
    assert periods[0].covers(since)
    assert periods[-1].covers(until)
    for earlier, later in pairwise(periods):
        assert later.since - earlier.until == timedelta(days=1)
        assert following(earlier) == later


def test_report_windows_follow_one_another_into_the_next_year() -> None:
    names = ["2023-BC1"]
    while len(names) < 6:
        names.append(following(parse_period(names[-1])).name)
    assert names == ["2023-BC1", "2023-BC6T", "2023-BC9T", "2023-BCN", "2024-BC1", "2024-BC6T"]


def test_report_windows_follow_by_their_days_whatever_they_are_called() -> None:
    windows = (Window("BCA", (12, 1), (11, 30), (12, 5)), Window("BCZ", (12, 1), (5, 31), (6, 5)))
    assert following(parse_period("2023-BCZ", windows), windows).name == "2023-BCA"
    assert following(parse_period("2023-BCA", windows), windows).name == "2024-BCZ"


def test_a_window_that_holds_no_more_is_followed_by_one_that_does() -> None:
    windows = (Window("BC1", (1, 1), (3, 31), (4, 5), last_year=2023), Window("BC2", (4, 1), (6, 30), (7, 5), "", 2024))
    assert following(parse_period("2023-BC1", windows), windows).name == "2024-BC2"


def test_a_report_window_belongs_to_no_cadence() -> None:
    with pytest.raises(Refusal):
        cadence_of(parse_period("2023-BC1"))


def test_the_last_period_of_all_has_none_after_it() -> None:
    with pytest.raises(Refusal):
        following(parse_period("2199"))
    with pytest.raises(Refusal):
        following(parse_period("2199-BCN"))
