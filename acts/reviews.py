"""The act of freezing a period: its figures as they stand at one instant, from which its documents are made."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from domain.calendar import Calendar
from domain.errors import Refusal
from domain.period import Period, parse_period
from domain.record import AssignmentRecord
from domain.review import digest, snapshot
from domain.rights import SYSTEM, Act, Scope, require
from domain.scorecard import score, score_to_plain
from storage.tables import ReviewRow
from storage.views import office
from storage.views.index import facts_of_units, is_scored
from storage.views.measurements import scorecards
from storage.views.records import records
from storage.views.reviews import lost_points, notices_by_kind, steps_by_state, unreleased


def freeze(
    desk: Desk,
    scope: Scope,
    period: str,
    *,
    template: str,
    key: str | None = None,
    as_of: datetime | None = None,
) -> Answer:
    """Freeze a period (chốt số liệu) as of an instant, now unless told; a repeat takes the place of the last one.

    `template` is the digest of the words and forms the documents are made with. Unchanged facts under the same
    template have the same digest, however often they are frozen.
    """
    require(scope, Act.FREEZE)
    wanted = parse_period(period)
    if wanted.since > desk.today():
        raise Refusal("invalid", "period-ahead", f"Kỳ {wanted.name} chưa bắt đầu, chưa có số liệu để chốt.")

    def deed(doing: Deed) -> Answer:
        at = as_of or doing.now
        figures = figures_of(doing.session, desk.calendar, wanted, at)
        sealed = digest(figures, template)
        row = doing.session.get(ReviewRow, wanted.name, with_for_update=True)
        if row is None:
            row = ReviewRow(period=wanted.name, version=0)
            doing.session.add(row)
        row.as_of, row.snapshot, row.digest = date.fromisoformat(figures["as_of"]), figures, sealed
        row.frozen_at, row.frozen_by = doing.now, scope.actor
        row.version += 1
        doing.note("review.frozen", f"review/{wanted.name}", digest=sealed, template=template, as_of=at.isoformat())
        return Answer({"period": wanted.name, "digest": sealed, "as_of": figures["as_of"]}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["freeze", wanted.name, template, as_of])


def figures_of(session: Session, calendar: Calendar, period: Period, as_of: datetime) -> dict[str, Any]:
    """The snapshot of a period, not yet frozen: also the preview that exists at any time (domain.md §5)."""
    known = records(session, SYSTEM, as_of)
    root = office.authority(session)
    return snapshot(
        period.name,
        period.since,
        period.until,
        calendar.local_date(as_of),
        root.name if root else "",
        tuple(office.units(session)),
        tuple(known),
        lost_points(session, as_of),
        tuple(_scores(session, known, period, as_of)),
        notices_by_kind(session, calendar.instant(period.since, time()), as_of),
        {**steps_by_state(session), "unreleased": unreleased(session)},
    )


def _scores(
    session: Session, known: Sequence[AssignmentRecord], period: Period, as_of: datetime
) -> Iterator[dict[str, Any]]:
    """Estimates of every unit under every card of the year; a unit of which nothing is known is left out."""
    units = office.units(session)
    for _, card in scorecards(session):
        if card.year == period.until.year:
            own = [unit for unit in units if is_scored(unit, card)]
            for facts in facts_of_units(session, known, own, period, as_of):
                yield score_to_plain(score(card, facts))
