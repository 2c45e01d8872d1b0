"""Which periods a simulation closes: those that end within its days."""

from datetime import date

import pytest

from domain.reporting import DEFAULT_REPORTING
from proof.simulate.closing import periods_to_close, running_at


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        (date(2023, 1, 3), date(2023, 4, 14), ["2023-BC1", "2023-Q1"]),
        (date(2023, 3, 31), date(2023, 3, 31), ["2023-Q1"]),
        (date(2023, 4, 1), date(2023, 4, 14), []),
        (
            date(2022, 12, 1),
            date(2023, 12, 31),
            [
                "2022-BCN",
                "2022-Q4",
                "2023-BC1",
                "2023-Q1",
                "2023-BC6T",
                "2023-Q2",
                "2023-BC9T",
                "2023-Q3",
                "2023-BCN",
                "2023-Q4",
            ],
        ),
    ],
)
def it_closes_what_ends_within_the_days(since: date, until: date, names: list[str]) -> None:
    assert [period.name for period in periods_to_close(DEFAULT_REPORTING, since, until)] == names


def it_knows_the_quarter_that_runs_at_the_end() -> None:
    assert running_at(date(2023, 4, 14)).name == "2023-Q2"
