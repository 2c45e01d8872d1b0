"""The first day of the Vietnamese lunar year, for deadlines "trước Tết"."""

from datetime import date, timedelta

# Mồng Một Tết by the Vietnamese calendar (UTC+7); a table because it cannot be had from the solar calendar by a rule of a line.
_FIRST_DAYS = (
    (2015, 2, 19), (2016, 2, 8), (2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10),
    (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 2), (2031, 1, 23), (2032, 2, 11), (2033, 1, 31), (2034, 2, 19), (2035, 2, 8),
)  # fmt: skip


def day_before_tet(year: int | None, issued_on: date | None) -> date | None:
    """The last day of the old lunar year: in `year` if named, else the first on or after `issued_on`; None outside 2015–2035."""
    eves = [date(*first) - timedelta(days=1) for first in _FIRST_DAYS]
    if year is not None:
        return next((eve for eve in eves if eve.year == year), None)
    return next((eve for eve in eves if issued_on is not None and eve >= issued_on), None)
