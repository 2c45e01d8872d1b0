"""How many working days lie between two days, in closed form: the weekly pattern, corrected by the days that depart from it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import accumulate

LAST_ORDINAL = date.max.toordinal()


class WorkingDays:
    """A count of working days by ordinal (1 is 0001-01-01, a Monday); each question costs a few bisections, no walk.

    `weekdays` are the worked days of a week (Monday 0); `exceptions` say for single days whether they are worked.
    """

    def __init__(self, weekdays: frozenset[int], exceptions: Mapping[date, bool]) -> None:
        departing = sorted(
            (day.toordinal(), works) for day, works in exceptions.items() if works != (day.weekday() in weekdays)
        )
        self._departing = [ordinal for ordinal, _ in departing]
        self._corrections = list(accumulate((1 if works else -1 for _, works in departing), initial=0))
        self._pattern = [sum(weekday < n for weekday in weekdays) for n in range(8)]

    def up_to(self, ordinal: int) -> int:
        """Working days from ordinal 1 up to and including `ordinal`."""
        weeks, rest = divmod(ordinal, 7)
        corrections = self._corrections[bisect_right(self._departing, ordinal)]
        return weeks * self._pattern[7] + self._pattern[rest] + corrections

    def after(self, ordinal: int, n: int, reach: int) -> int | None:
        """The ordinal of the `n`-th working day after `ordinal` (n > 0), None if none lies within `reach` days."""
        return self._find(self.up_to(ordinal) + n, ordinal + 1, ordinal + reach)

    def before(self, ordinal: int, n: int, reach: int) -> int | None:
        """The ordinal of the `n`-th working day before `ordinal` (n > 0), None if none lies within `reach` days."""
        return self._find(self.up_to(ordinal - 1) - n + 1, ordinal - reach, ordinal - 1)

    def _find(self, number: int, low: int, high: int) -> int | None:
        """The ordinal in low … high that is the `number`-th working day: the first up to which so many are counted."""
        days = range(max(low, 1), min(high, LAST_ORDINAL) + 1)
        place = bisect_left(days, number, key=self.up_to)
        if place == len(days) or self.up_to(days[place] - 1) != number - 1:
            return None
        return days[place]
