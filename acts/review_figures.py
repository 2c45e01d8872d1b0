"""The snapshot of a period out of the rows: what is frozen, and the preview that exists at any time (domain.md §5)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.errors import Refusal
from domain.office import Unit
from domain.outline import filled, remarks
from domain.period import Period
from domain.record import AssignmentRecord
from domain.report_dates import same_moment
from domain.reporting import Reporting
from domain.review import earlier, snapshot
from domain.rights import SYSTEM
from domain.scorecard import score, score_to_plain
from storage.views import office, review_settings, word_templates
from storage.views.index import facts_of_units, is_scored
from storage.views.measurements import places, scorecards
from storage.views.records import records
from storage.views.reviews import lost_points, notices_by_kind, sections, steps_by_state, unreleased

PAST = 3
"""How many periods before are shown beside the one reported."""


def figures_of(session: Session, calendar: Calendar, period: Period, as_of: datetime) -> dict[str, Any]:
    """Everything the documents of a period say, as it stood at an instant."""
    known = records(session, SYSTEM, as_of)
    root, units = office.authority(session), office.units(session)
    rules = office.reporting(session)
    last_year = _last_year(rules, period)
    received = sections(session, period.name, as_of)
    return snapshot(
        period.name,
        period.since,
        period.until,
        calendar.local_date(as_of),
        root.name if root else "",
        tuple(units),
        tuple(known),
        lost_points(session, as_of),
        tuple(_scores(session, known, period, as_of, units)),
        notices_by_kind(session, calendar.instant(period.since, time()), as_of),
        {**steps_by_state(session), "unreleased": unreleased(session)},
        calendar=calendar,
        measured=places(session, period, as_of),
        dates=rules.dates(period, calendar).plain(),
        label=period.label,
        compared_with=rules.compared_with(period),
        history=_history(session, calendar, rules, period, as_of),
        scores_before=tuple(_scores(session, known, last_year, as_of, [root])) if last_year and root else (),
        sections=filled(review_settings.outline(session), received, {unit.code: unit.name for unit in units}),
        remarks=remarks(received),
        letterhead=review_settings.letterhead(session),
        templates=word_templates.in_force(session),
    )


def _history(
    session: Session, calendar: Calendar, rules: Reporting, period: Period, as_of: datetime
) -> list[dict[str, Any]]:
    """The periods before, each as it stood as long after its own end; those in which nothing was followed are left out."""
    today = calendar.local_date(as_of)
    told: list[dict[str, Any]] = []
    past = rules.preceding(period)
    while past is not None and len(told) < PAST:
        day = same_moment(period, past, today)
        known = records(session, SYSTEM, min(as_of, calendar.instant(day, time(23, 59, 59))))
        figures = earlier(past.name, past.label, past.since, past.until, day, known)
        if not figures["assigned"]:
            break
        told.append(figures)
        past = rules.preceding(past)
    return told[::-1]


def _last_year(rules: Reporting, period: Period) -> Period | None:
    year, dash, part = period.name.partition("-")
    try:
        return rules.period(f"{int(year) - 1}{dash}{part}")
    except Refusal:  # the first year of all, and the 53rd week of a year of 52
        return None


def _scores(
    session: Session, known: Sequence[AssignmentRecord], period: Period, as_of: datetime, units: Sequence[Unit]
) -> Iterator[dict[str, Any]]:
    """Estimates of the units under every card of the year; a unit of which nothing is known is left out."""
    for _, card in scorecards(session):
        if card.year == period.until.year:
            own = [unit for unit in units if is_scored(unit, card)]
            for facts in facts_of_units(session, known, own, period, as_of):
                yield score_to_plain(score(card, facts))
