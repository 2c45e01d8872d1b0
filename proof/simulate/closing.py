"""Closing of periods: each is frozen in the evening of its last day, and the one that runs at the end as it stands then."""

from collections.abc import Iterator
from datetime import date

from acts.reviews import freeze
from domain.directive import Cadence
from domain.period import DEFAULT_WINDOWS, Period, parse_period, period_of, periods_of
from domain.rights import Act
from proof.simulate.company import Company
from writing.review import template_digest


def periods_to_close(since: date, until: date) -> Iterator[Period]:
    """Quarters and report windows whose last day lies in the simulated days, in order of that day."""
    quarters = list(periods_of(Cadence.QUARTERLY, since, until))
    windows = [
        parse_period(f"{year}-{window.code}")
        for year in range(since.year, until.year + 1)
        for window in DEFAULT_WINDOWS
    ]
    ended = [period for period in (*quarters, *windows) if since <= period.until <= until]
    yield from sorted(ended, key=lambda period: (period.until, period.name))


def running_at(day: date) -> Period:
    """The quarter that holds the last simulated day."""
    return period_of(Cadence.QUARTERLY, day)


class Closing:
    """Freezes periods, and remembers which."""

    def __init__(self, company: Company, since: date, until: date) -> None:
        self._company = company
        self.frozen: list[str] = []
        for period in periods_to_close(since, until):
            if period.until < until:  # what ends on the last day is frozen with everything of that day
                self._mean_to_freeze(period)

    def freeze(self, period: Period) -> None:
        """Freeze the figures as they stand now."""
        company = self._company
        scope = company.cast.or_system(Act.FREEZE, company.desk.today(), "Chốt số liệu kỳ báo cáo")
        freeze(company.desk, scope, period.name, template=template_digest())
        self.frozen = [*(name for name in self.frozen if name != period.name), period.name]

    def _mean_to_freeze(self, period: Period) -> None:
        evening = self._company.desk.calendar.closing(period.until)
        self._company.agenda.put(evening, f"freeze/{period.name}", lambda: self.freeze(period))
