"""*Báo cáo*: a period as it stands now, its freezing, and the documents of what was frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import reviews as acts
from acts.desk import Desk
from api import reviews
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt
from api.pages.shell import REVIEWS, go, page
from domain.directive import Cadence
from domain.period import Period, period_of
from domain.review_dates import ReviewDate
from domain.rights import Act, Scope, may
from domain.telling.charts import charts
from domain.wording.words import heading
from storage.views import reviews as view
from writing.review import DOCUMENTS, template_digest

router = APIRouter()
PREVIEWED = (Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY)
FORMATS: Mapping[str, str] = {
    "html": "Xem",
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "xlsx": "Excel (XLSX)",
    "svg": "Hình SVG",
    "png": "Hình PNG",
}


@dataclass(frozen=True)
class Copy:
    """One document: for whom, where there are many of a kind, and its files by format."""

    name: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """A kind of document with its copies."""

    title: str
    copies: tuple[Copy, ...]


@router.get(REVIEWS)
def show_reviews(
    request: Request, desk: AtDesk, scope: Visitor, ky: Annotated[str | None, Query(max_length=20)] = None
) -> Response:
    """The period as it stands, and what was frozen."""
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
    return reviews.as_file(reviews.preview(desk, scope, period), period, document)


@router.get(REVIEWS + "/{period}")
def show_review(request: Request, desk: AtDesk, scope: Visitor, period: str) -> Response:
    """A frozen period with its documents."""
    found = reviews.read(desk, scope, period)
    return page(
        request,
        "review.html",
        review=found,
        snapshot=found["snapshot"],
        documents=_documents(found),
        dates=_dates(desk, period),
    )


@router.get(REVIEWS + "/{period}/{document}")
def document(desk: AtDesk, scope: Visitor, period: str, document: str) -> Response:
    """A document of a frozen period."""
    return reviews.rendered(desk, scope, period, document)


def _shown(request: Request, desk: Desk, scope: Scope, wanted: str | None, trouble: Trouble | None = None) -> Response:
    today = desk.today()
    period = wanted or period_of(Cadence.QUARTERLY, today).name
    snapshot = reviews.preview(desk, scope, period)
    return page(
        request,
        "reviews.html",
        trouble=trouble,
        frozen=reviews.frozen(desk, scope),
        snapshot=snapshot,
        previews=_previews(snapshot),
        period=period,
        periods={one.name: one.label for one in sorted(set(_periods(desk)), key=_latest_first)},
        may_freeze=may(scope, Act.FREEZE),
    )


def _periods(desk: Desk) -> Iterator[Period]:
    """Periods that have begun: of this year and of the one before."""
    today = desk.today()
    for cadence in PREVIEWED:
        for year in (today.year - 1, today.year):
            days = (date(year, month, 1) for month in range(1, 13))
            yield from (found for day in days if (found := period_of(cadence, day)).since <= today)
    for year in (today.year - 1, today.year, today.year + 1):
        windows = (desk.period(f"{year}-{window.code}") for window in desk.reporting.windows)
        yield from (found for found in windows if found.since <= today)


def _dates(desk: Desk, period: str) -> list[dict[str, Any]]:
    """The dates of a period by their names; none where it was frozen before it was opened."""
    with desk.memory.reading() as session:
        return [{**one, "name": heading(ReviewDate(one["date"]))} for one in view.dates(session, period)]


def _latest_first(period: Period) -> tuple[int, str]:
    return -period.until.toordinal(), period.name


def _documents(review: dict[str, Any]) -> list[Made]:
    """The files of a review by kind of document, each copy with its formats."""
    snapshot, folder = review["snapshot"], f"{REVIEWS}/{review['period']}"
    whose = {row["unit"]: row["unit_name"] for row in snapshot["units"]} | {c.name: c.title for c in charts(snapshot)}
    found = []
    for kind, document in DOCUMENTS.items():
        copies = tuple(
            Copy(
                whose.get(name.removeprefix(f"{kind}-"), name if name != kind else ""),
                tuple((f"{folder}/{name}.{form}", FORMATS.get(form, form)) for form in _for_people(document.formats)),
            )
            for name in document.names(kind, snapshot)
        )
        if copies:
            found.append(Made(document.title, copies))
    return found


def _for_people(formats: tuple[str, ...]) -> list[str]:
    """What is looked at first, then what is worked on."""
    return sorted(formats, key=lambda form: list(FORMATS).index(form) if form in FORMATS else len(FORMATS))


def _previews(snapshot: dict[str, Any]) -> dict[str, str]:
    """Pages that can be looked at before freezing: those there is one of, by file."""
    singles = {kind: one for kind, one in DOCUMENTS.items() if "html" in one.formats}
    return {f"{kind}.html": one.title for kind, one in singles.items() if kind in one.names(kind, snapshot)}
