"""`/api/reviews`: freeze a period, read it, take its documents as files."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from acts import reviews
from acts.desk import Desk
from api.deps import AtDesk, Key, Visitor, reply, versioned
from domain.errors import Refusal
from domain.period import parse_period
from domain.rights import Act, Scope, absent, may
from storage.views import office
from storage.views import reviews as view
from writing.review import MEDIA_TYPES, files, render, template_digest

router = APIRouter(prefix="/api/reviews", tags=["reviews"])
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The page of a review carries its own style and loads nothing."""
SHOWN = frozenset({"html", "pdf"})
"""Formats a browser shows by itself; the others are saved."""


@router.get("")
def list_reviews(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Frozen reviews without their figures."""
    return {"items": frozen(desk, scope), "next": None}


@router.post("/{period}", status_code=201)
def freeze(desk: AtDesk, scope: Visitor, key: Key, period: str) -> JSONResponse:
    """Freeze a period as it stands now; again, the new figures take the place of the old."""
    return reply(reviews.freeze(desk, scope, period, template=template_digest(), key=key))


@router.get("/{period}")
def get_review(desk: AtDesk, scope: Visitor, period: str) -> JSONResponse:
    """The frozen figures of a period."""
    found = read(desk, scope, period)
    return versioned(found, found["version"])


@router.get("/{period}/{document}")
def get_document(desk: AtDesk, scope: Visitor, period: str, document: str) -> Response:
    """A document of a frozen period in one format: "bao-cao.pdf". Number, date and signature are blank."""
    return rendered(desk, scope, period, document)


def frozen(desk: Desk, scope: Scope) -> list[dict[str, Any]]:
    """Heads of the frozen reviews, none for who may not read them yet."""
    with desk.memory.reading() as session:
        return view.reviews(session) if _reads(desk, scope) else []


def read(desk: Desk, scope: Scope, period: str) -> dict[str, Any]:
    """One frozen review. It is of the whole authority: a unit reads it once it is published, not before."""
    if not _reads(desk, scope):
        raise absent()
    with desk.memory.reading() as session:
        found = view.review(session, scope, period)
    if found is None:
        raise absent()
    return found


def preview(desk: Desk, scope: Scope, period: str) -> dict[str, Any]:
    """The figures of a period as they stand at this moment, nothing frozen."""
    if not _reads(desk, scope):
        raise absent()
    wanted = parse_period(period)
    if wanted.since > desk.today():
        raise Refusal("invalid", "period-ahead", f"Kỳ {wanted.name} chưa bắt đầu, chưa có số liệu.")
    with desk.memory.reading() as session:
        return reviews.figures_of(session, desk.calendar, wanted, desk.clock())


def rendered(desk: Desk, scope: Scope, period: str, document: str) -> Response:
    """A document of a frozen review as a file."""
    return as_file(read(desk, scope, period)["snapshot"], period, document)


def as_file(snapshot: dict[str, Any], period: str, document: str) -> Response:
    """A document of a snapshot as a file; absent where the snapshot has none of that name."""
    if document not in files(snapshot):
        raise absent()
    name, _, form = document.rpartition(".")
    data = render(name, form, snapshot, {"issuer": snapshot["authority"]})
    shown = "inline" if form in SHOWN else "attachment"
    headers = {
        "Content-Disposition": f'{shown}; filename="{period}-{document}"',
        "Content-Security-Policy": PAGE_POLICY,
    }
    return Response(data, media_type=MEDIA_TYPES[form], headers=headers)


def _reads(desk: Desk, scope: Scope) -> bool:
    with desk.memory.reading() as session:
        root = office.authority(session)
    return may(scope, Act.READ_REVIEW, root.code if root else "")
