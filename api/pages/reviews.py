"""*Báo cáo*: a period as it stands now, its freezing, and the page of one period for whoever looks at it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import reviews as acts
from acts.desk import Desk
from api import reviews
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt
from api.pages.review_documents import documents_of, previews_of
from api.pages.shell import REVIEWS, go, page
from domain.directive import Cadence
from domain.outline import REMARKS
from domain.period import Period, period_of
from domain.review_dates import ReviewDate
from domain.rights import Act, Scope, absent, may
from domain.wording.words import heading
from storage.views import office, people
from storage.views import reviews as view
from storage.views.missed_dates import MissedDate, missed_dates
from storage.views.review_requests import approval_of, asking, section_lines
from writing.review import template_digest

router = APIRouter()
PREVIEWED = (Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY)


@router.get(REVIEWS)
def show_reviews(
    request: Request, desk: AtDesk, scope: Visitor, ky: Annotated[str | None, Query(max_length=20)] = None
) -> Response:
    """The period as it stands, and what was frozen; for a unit, what has gone out and the sections it owes."""
    if not reviews.reads(desk, scope):
        return _of_unit(request, desk, scope)
    return _shown(request, desk, scope, ky)


@router.post(REVIEWS)
def freeze(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Freeze a period."""
    period = sent.one("period") or ""

    def deed() -> Response:
        acts.freeze(desk, scope, period, template=template_digest(), key=sent.key)
        return go(f"{REVIEWS}/{period}", "chot")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, None, trouble), "freeze", sent)


@router.get(REVIEWS + "/xem-truoc/{period}/{document}")
def preview(desk: AtDesk, scope: Visitor, period: str, document: str) -> Response:
    """A document as it would be written now, nothing frozen."""
    return reviews.as_file(desk, reviews.preview(desk, scope, period), f"{period}-xem-truoc", document)


@router.get(REVIEWS + "/{period}")
def show_review(request: Request, desk: AtDesk, scope: Visitor, period: str) -> Response:
    """A period with its documents, dates, sections and what is to be done; for a unit, what has gone out."""
    return shown(request, desk, scope, period)


@router.get(REVIEWS + "/{period}/{document}")
def document(desk: AtDesk, scope: Visitor, period: str, document: str) -> Response:
    """A document of a frozen period."""
    return reviews.rendered(desk, scope, period, document)


def shown(request: Request, desk: Desk, scope: Scope, period: str, trouble: Trouble | None = None) -> Response:
    """The page of one period, frozen or not, with what went wrong in one of its forms."""
    if not reviews.reads(desk, scope):
        return _gone_out(request, desk, scope, period)
    wanted = desk.period(period)
    with desk.memory.reading() as session:
        found = view.review(session, scope, wanted.name)
        dates = [{**one, "name": heading(ReviewDate(one["date"]))} for one in view.dates(session, wanted.name)]
        told = view.revisions(session, wanted.name)
        asked = found and approval_of(session, wanted.name, found["revision"])
        names = {one: person.name for one in _people(told) if (person := people.person(session, one)) is not None}
        units = {unit.code: unit.name for unit in office.units(session)}
    if found is None and not dates and not _has_begun(desk, wanted):
        raise absent()
    snapshot = found["snapshot"] if found else reviews.preview(desk, scope, wanted.name)
    return page(
        request,
        "review.html",
        trouble=trouble,
        period=wanted,
        review=found,
        snapshot=snapshot,
        documents=documents_of(found) if found else [],
        previews=previews_of(snapshot),
        dates=dates,
        sections=reviews.sections(desk, scope, wanted.name),
        remarks=_remarks(desk, wanted.name),
        revisions=told,
        approval=asked,
        names=names,
        units=units,
        receipts=_receipts(desk, scope, found),
        missed=[one for one in _missed(desk) if one.period == wanted.name],
        rights=_rights(scope),
    )


def _people(revisions: list[dict[str, Any]]) -> set[str]:
    return {str(one["frozen_by"]) for one in revisions}


def _missed(desk: Desk) -> list[MissedDate]:
    """Dates whose morning has passed: an alarm where the office looks."""
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        return missed_dates(session, desk.reporting, desk.calendar, desk.clock())


def _has_begun(desk: Desk, period: Period) -> bool:
    return period.since <= desk.today()


def _remarks(desk: Desk, period: str) -> list[dict[str, str]]:
    """What people add to the report, as it stands now."""
    with desk.memory.reading() as session:
        sent = view.sections(session, period, desk.clock())
    return [{"id": name, "title": title, "text": sent.get(name, "")} for name, title in REMARKS.items()]


def _receipts(desk: Desk, scope: Scope, found: dict[str, Any] | None) -> dict[str, Any] | None:
    if found is None or found["published"] is None:
        return None
    return reviews.recipients(desk, scope, found["period"])


def _rights(scope: Scope) -> dict[str, bool]:
    """What the one who looks may do on the page of a period."""
    return {
        "freeze": may(scope, Act.FREEZE),
        "approve": may(scope, Act.APPROVE_REVIEW),
        "publish": may(scope, Act.PUBLISH_REVIEW),
        "attach": may(scope, Act.ATTACH),
    }


def _gone_out(request: Request, desk: Desk, scope: Scope, period: str) -> Response:
    """What a unit sees of a review: that it has gone out, the signed file, and its own sections."""
    with desk.memory.reading() as session:
        found = view.published(session, period)
        got = view.received(session, period, found["published"]["digest"]) if found else []
    sections = reviews.sections(desk, scope, period)
    if found is None and not sections:
        raise absent()
    mine = [one for one in got if scope.sees(one["unit"])]
    label = found["label"] if found else desk.period(period).label
    return page(request, "review_unit.html", period=period, label=label, review=found, sections=sections, received=mine)


def _of_unit(request: Request, desk: Desk, scope: Scope) -> Response:
    """What has gone out, and the periods whose sections the unit owes."""
    with desk.memory.reading() as session:
        labels = asking(session)
        asked = {name: section_lines(session, scope, name, desk.clock()) for name in labels}
    return page(request, "reviews_unit.html", frozen=reviews.frozen(desk, scope), asked=asked, labels=labels)


def _shown(request: Request, desk: Desk, scope: Scope, wanted: str | None, trouble: Trouble | None = None) -> Response:
    today = desk.today()
    period = desk.period(wanted) if wanted else period_of(Cadence.QUARTERLY, today)
    snapshot = reviews.preview(desk, scope, period.name)
    return page(
        request,
        "reviews.html",
        trouble=trouble,
        frozen=reviews.frozen(desk, scope),
        snapshot=snapshot,
        previews=previews_of(snapshot),
        period=period,
        periods={one.name: one.label for one in sorted(set(_periods(desk, today)), key=_latest_first)},
        missed=_missed(desk),
        may_freeze=may(scope, Act.FREEZE),
        may_set=may(scope, Act.SET_RULES),
    )


def _periods(desk: Desk, today: date) -> Iterator[Period]:
    """Periods that have begun: of this year and of the one before."""
    for cadence in PREVIEWED:
        for year in (today.year - 1, today.year):
            days = (date(year, month, 1) for month in range(1, 13))
            yield from (found for day in days if (found := period_of(cadence, day)).since <= today)
    for year in (today.year - 1, today.year, today.year + 1):
        yield from (found for found in desk.reporting.windows_in(year) if found.since <= today)


def _latest_first(period: Period) -> tuple[int, str]:
    return -period.until.toordinal(), period.name
