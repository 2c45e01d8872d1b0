"""The five dates of a period as steps: which periods have them, when each is due, what a standstill does to them."""

from datetime import date, timedelta

import pytest

from domain.calendar import Calendar
from domain.ladder import StepState
from domain.period import Window, parse_period
from domain.report_dates import report_dates
from domain.reporting import DEFAULT_REPORTING, Reporting
from domain.review_dates import ReviewDate, asked_by, fates, instants

OPEN, SEND, FREEZE, DRAFT, SIGN = ReviewDate


def names(since: date, today: date) -> list[str]:
    return [period.name for period in DEFAULT_REPORTING.reported(since, today)]


def it_opens_what_has_begun_and_had_not_ended_before_the_office_was_known() -> None:
    assert names(date(2026, 3, 2), date(2026, 3, 31)) == ["2026-BC1", "2026-Q1", "2026-BC6T", "2026-BCN"]
    assert names(date(2026, 3, 15), date(2026, 4, 1)) == ["2026-Q1", "2026-BC6T", "2026-Q2", "2026-BCN"]


def it_takes_windows_of_other_offices() -> None:
    monthly = Window("T1", (1, 1), (1, 25), (1, 28))
    found = [one.name for one in Reporting((monthly,)).reported(date(2026, 1, 2), date(2026, 1, 2))]
    assert found == ["2026-T1", "2026-Q1"]


@pytest.mark.parametrize("name", ["2023-Q1", "2023-Q3", "2023-BC1", "2023-BC6T", "2023-BCN", "2026-BC9T"])
def its_dates_come_in_their_order(name: str) -> None:
    calendar, period = Calendar(), parse_period(name)
    told = instants(report_dates(period, calendar), calendar, timedelta(hours=1))
    assert list(told) == list(ReviewDate)
    assert sorted(told.values()) == list(told.values())
    assert calendar.local_date(told[FREEZE]) == period.until


@pytest.mark.parametrize(
    ("due", "states"),
    [
        ({OPEN}, {OPEN: "taken"}),
        ({FREEZE}, {FREEZE: "taken"}),
        ({OPEN, SEND}, {OPEN: "collapsed", SEND: "taken"}),
        ({SEND, FREEZE}, {SEND: "expired", FREEZE: "taken"}),
        ({OPEN, SEND, FREEZE}, {OPEN: "expired", SEND: "expired", FREEZE: "taken"}),
        ({FREEZE, DRAFT}, {FREEZE: "taken", DRAFT: "taken"}),
        ({FREEZE, DRAFT, SIGN}, {FREEZE: "taken", DRAFT: "collapsed", SIGN: "taken"}),
        ({DRAFT, SIGN}, {DRAFT: "collapsed", SIGN: "taken"}),
    ],
)
def it_says_once_what_a_standstill_made_late(due: set[ReviewDate], states: dict[ReviewDate, str]) -> None:
    told = fates(due)
    assert {one: fate.state.value for one, fate in told.items()} == states
    assert all(fate.reason for fate in told.values() if fate.state is not StepState.TAKEN)
    assert all(fate.into in due for fate in told.values() if fate.state is StepState.COLLAPSED)


def it_asks_by_the_day_that_comes_next() -> None:
    period = parse_period("2023-Q1")
    dates = report_dates(period, Calendar())
    told = {one: asked_by(one, dates) for one in (OPEN, DRAFT, SIGN)}
    assert [day for _, day in told.values()] == [dates.units_send, dates.submitted, dates.due]
    assert len({words for words, _ in told.values()}) == len(told)
