"""Days and spans of time as Vietnamese offices write them (Decree 30/2020/NĐ-CP, Annex I)."""

from datetime import date

_LAST_PADDED_MONTH = 2
"""Offices write "06/4/2023" but "06/02/2023": a zero stands before days below 10 and before months 1 and 2 only."""


def plain(day: date) -> str:
    """As "06/4/2023": in sentences, tables and lists alike (docs/decisions/one-form-of-dates)."""
    return f"{_day_month(day)}/{day.year}"


def near(day: date, today: date) -> str:
    """As "31/3" within the year of `today`, with its year elsewhere: in subjects, where every letter counts."""
    return _day_month(day) if day.year == today.year else plain(day)


def spelled(day: date) -> str:
    """As "ngày 05 tháng 02 năm 2023": in documents."""
    return f"ngày {day:%d} tháng {_month(day)} năm {day.year}"


def blank(year: int) -> str:
    """As "ngày      tháng      năm 2023": the registry gives day and month after the signature."""
    return f"ngày{' ' * 6}tháng{' ' * 6}năm {year}"


def distance(working_days_left: int) -> str:
    """As "còn 03 ngày làm việc", "đến hạn hôm nay", "quá hạn 01 ngày làm việc": negative days are past."""
    if working_days_left == 0:
        return "đến hạn hôm nay"
    return f"{'còn' if working_days_left > 0 else 'quá hạn'} {abs(working_days_left):02d} ngày làm việc"


def _day_month(day: date) -> str:
    return f"{day:%d}/{_month(day)}"


def _month(day: date) -> str:
    return f"{day:%m}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
