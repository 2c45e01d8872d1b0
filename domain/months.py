"""Months as the Civil Code counts them: corresponding days, and the days that "giữa tháng" or "cuối năm" mean."""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class Moment(StrEnum):
    """A spoken day of a month or a year; which day it is, the law says (Civil Code 2015 art. 146)."""

    EARLY_MONTH = "đầu tháng"
    MID_MONTH = "giữa tháng"
    LATE_MONTH = "cuối tháng"
    EARLY_YEAR = "đầu năm"
    MID_YEAR = "giữa năm"
    LATE_YEAR = "cuối năm"


def spoken(moment: Moment, within: date) -> date:
    """The day `moment` means in the month or year of `within`."""
    match moment:
        case Moment.EARLY_MONTH:
            return within.replace(day=1)
        case Moment.MID_MONTH:
            return within.replace(day=15)
        case Moment.LATE_MONTH:
            return day_of_month(within, 31)
        case Moment.EARLY_YEAR:
            return date(within.year, 1, 1)
        case Moment.MID_YEAR:
            return date(within.year, 6, 30)
        case Moment.LATE_YEAR:
            return date(within.year, 12, 31)


def add_months(day: date, n: int) -> date:
    """The corresponding day `n` months on, or the last of that month if it has none (Civil Code 2015 art. 148)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return day_of_month(date(year, month + 1, 1), day.day)


def day_of_month(within: date, n: int) -> date:
    """Day `n` (from 1) of the month of `within`, or its last day if the month is shorter."""
    return within.replace(day=min(n, monthrange(within.year, within.month)[1]))
