"""Closing of periods: the house freezes each at its cut-off; the one that runs at the end is frozen as it stands then."""

from collections.abc import Sequence
from datetime import date

from acts.reviews import freeze
from domain.directive import Cadence
from domain.period import Period, period_of
from domain.reporting import Reporting
from domain.rights import Act
from proof.simulate.company import Company
from storage.views.reviews import reviews
from writing.review import template_digest


def periods_to_close(reporting: Reporting, since: date, until: date) -> list[Period]:
    """Quarters and report windows whose last day lies in the simulated days, in order of that day."""
    return [period for period in reporting.reported(since, until) if period.until <= until]


def running_at(day: date) -> Period:
    """The quarter that holds the last simulated day."""
    return period_of(Cadence.QUARTERLY, day)


def close(company: Company, since: date, until: date) -> None:
    """At the end of the days: freeze what ends with the last one or runs at it. What is frozen already stays as it is."""
    ending = [period for period in periods_to_close(company.desk.reporting, since, until) if period.until == until]
    for name in dict.fromkeys(period.name for period in (*ending, running_at(until))):
        scope = company.cast.or_system(Act.FREEZE, company.desk.today(), "Chốt số liệu kỳ báo cáo")
        freeze(company.desk, scope, name, template=template_digest())


def frozen(company: Company) -> Sequence[str]:
    """The names of what was frozen, in the order of their days."""
    with company.desk.memory.reading() as session:
        told = reviews(session)
    return [one["period"] for one in sorted(told, key=lambda one: (one["as_of"], one["period"]))]
