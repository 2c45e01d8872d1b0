"""A deadline as it was found in a text, and counting days from one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from domain.directive import DueRule

Unit = Literal["hours", "days", "working-days", "weeks", "months", "quarters", "years"]
WorkingDayAfter = Callable[[date, int], date]
_VERB = re.compile(
    (
        r"^(?:(?:hoàn thành|hoàn tất|kết thúc|xong|thời hạn|hạn chót|hạn cuối|hạn|thời gian|là|vào|báo cáo|gửi|nộp"
        r"|trình|trả lời|kết quả)[\s:]+)+"
    ),
    re.IGNORECASE,
)
_FRIDAY = 4
_WORKING_WEEK = 5


@dataclass(frozen=True)
class Due:
    """What was found: the day if it can be had, the words, the rule, and where the words begin.

    `yearless` is set where a day is written whose year nothing tells, `by_moon` where it is a day of the lunar calendar.
    """

    on: date | None
    text: str
    rule: DueRule | None
    start: int
    yearless: bool = False
    by_moon: bool = False

    @property
    def by_event(self) -> bool:
        """Whether it hangs on something that has no day yet."""
        return self.rule is not None and self.rule.kind == "by-event"


def after_weekends(day: date, n: int) -> date:
    """The `n`th day after `day` that is no Saturday or Sunday: the calendar of who knows no holidays."""
    day -= timedelta(days=max(0, day.weekday() - _FRIDAY))  # counting begins on the Monday all the same
    weeks, left = divmod(n, _WORKING_WEEK)
    over_weekend = day.weekday() + left > _FRIDAY
    return day + timedelta(weeks=weeks, days=left + (2 if over_weekend else 0))


def said(text: str, match: re.Match[str]) -> str:
    """The words of a match as a person would quote them, without the verb before them."""
    return _VERB.sub("", text[match.start() : match.end()]).strip(" ,:")
