"""What an office reports of: windows and slices of its own, compared with the right ones, refused where they contradict."""

from dataclasses import replace
from datetime import date

import pytest

from domain.calendar import Calendar
from domain.directive import Cadence
from domain.errors import Refusal
from domain.period import DEFAULT_WINDOWS, Window
from domain.report_dates import PERIODS, YEARS, Rhythm
from domain.reporting import DEFAULT_REPORTING, Reporting, fit, reporting_from_plain, reporting_to_plain

OWN = Reporting(
    (Window("BCT", (11, 20), (5, 19), (5, 25), "báo cáo sáu tháng rưỡi"),),
    (Cadence.MONTHLY,),
    Rhythm(opens=7, units_send=1, drafted=1, due=3),
    date(2026, 2, 1),
)


def names(reporting: Reporting, since: date, today: date) -> list[str]:
    return [period.name for period in reporting.reported(since, today)]


def it_reports_quarters_and_windows_unless_told() -> None:
    found = names(DEFAULT_REPORTING, date(2023, 1, 1), date(2023, 6, 20))
    assert found == ["2023-BC1", "2023-Q1", "2023-BC6T", "2023-Q2", "2023-BC9T", "2023-BCN"]


def it_reports_windows_and_slices_of_its_own_from_the_day_they_hold() -> None:
    assert names(OWN, date(2025, 1, 1), date(2026, 4, 2)) == ["2026-02", "2026-03", "2026-04", "2026-BCT"]
    period = OWN.period("2026-BCT")
    assert (period.since, period.until, period.label) == (
        date(2025, 11, 20),
        date(2026, 5, 19),
        "báo cáo sáu tháng rưỡi năm 2026",
    )
    assert (OWN.compared_with(period), OWN.compared_with(OWN.period("2026-03"))) == (YEARS, PERIODS)
    before = OWN.preceding(period)
    assert before is not None
    assert before.name == "2025-BCT"


def it_knows_what_it_reports() -> None:
    assert [OWN.reports(name) for name in ("2026-BCT", "2026-03", "2026-Q1", "2026-BC1", "nonsense")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def its_dates_lie_as_it_says() -> None:
    dates = OWN.dates(OWN.period("2026-03"), Calendar())
    assert dates.plain() == {
        "opened": "2026-03-24",
        "units_send": "2026-03-30",
        "cut_off": "2026-03-31",
        "drafted": "2026-04-01",
        "submitted": "2026-04-02",
        "due": "2026-04-03",
    }


CHANGED = Reporting(
    (
        Window("BC1", (12, 15), (3, 14), (3, 20), "báo cáo quý I", None, 2025),
        Window("BC1", (1, 1), (3, 31), (4, 5), "báo cáo quý I", 2026),
        Window("BC9T", (6, 15), (9, 14), (9, 20), "báo cáo quý III", 2026, 2026),
    ),
    (),
)
"""A rule of reporting that changed with 2026, and a report that was asked for in that year alone."""


def it_names_the_window_that_holds_in_the_year_of_the_report() -> None:
    spans = [(period.since, period.until, period.due_on) for period in map(CHANGED.period, ("2025-BC1", "2026-BC1"))]
    assert spans == [
        (date(2024, 12, 15), date(2025, 3, 14), date(2025, 3, 20)),
        (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 5)),
    ]
    assert [CHANGED.reports(f"{year}-BC9T") for year in (2025, 2026, 2027)] == [False, True, False]
    assert names(CHANGED, date(2025, 1, 1), date(2027, 2, 1)) == ["2025-BC1", "2026-BC1", "2026-BC9T", "2027-BC1"]


def it_compares_a_window_with_that_of_the_year_before_where_there_was_one() -> None:
    before = CHANGED.preceding(CHANGED.period("2026-BC1"))
    assert before == CHANGED.period("2025-BC1")
    assert CHANGED.preceding(CHANGED.period("2026-BC9T")) is None


def it_names_each_window_once_where_it_refuses_a_period() -> None:
    with pytest.raises(Refusal) as refused:
        CHANGED.period("2027-BC9T")
    assert [one for one in refused.value.allowed if "BC" in one] == ["2023-BC1", "2023-BC9T"]


@pytest.mark.parametrize("one", [OWN, CHANGED])
def it_is_kept_as_plain_data(one: Reporting) -> None:
    assert reporting_from_plain(reporting_to_plain(one)) == one


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(OWN, windows=(*DEFAULT_WINDOWS, DEFAULT_WINDOWS[0])), "windows[4].code"),
        (
            replace(CHANGED, windows=(*CHANGED.windows, Window("BC1", (1, 1), (3, 31), (4, 5), "", 2024, 2024))),
            "windows[3].code",
        ),
        (replace(OWN, windows=(Window("BCX", (1, 1), (3, 14), (3, 20), "", 2027, 2026),)), "windows[0].last_year"),
        (replace(OWN, windows=(Window("BCX", (1, 1), (3, 14), (3, 1)),)), "windows[0].due"),
        (replace(OWN, slices=(Cadence.WEEKLY,)), "slices"),
        (replace(OWN, rhythm=Rhythm(opens=1, units_send=3)), "days.opens"),
        (replace(OWN, rhythm=Rhythm(opens=90)), "days.opens"),
    ],
)
def it_refuses_what_contradicts_itself(wrong: Reporting, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        fit(wrong)
    assert field in {problem.field for problem in refused.value.problems}
