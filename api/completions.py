"""`/api/completions`: what a unit reports, and the answer to it."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from acts import completions, objections
from acts.completions import Report
from api.bulk import reply_rows
from api.deps import AtDesk, Key, Seen, SeenOfEach, Visitor, reply, version_missing
from api.schemas import CompletionBody, ReasonBody, ReturnBody, RowsBody

router = APIRouter(prefix="/api/completions", tags=["completions"])


@router.post("", status_code=201)
def complete(desk: AtDesk, scope: Visitor, key: Key, seen: SeenOfEach, body: CompletionBody) -> JSONResponse:
    """Report one or many assignments of one unit; If-Match or `versions` names what was seen of them."""
    return reply(completions.complete(desk, scope, report_of(body), key, _versions(body, seen)))


def report_of(body: CompletionBody) -> Report:
    """The report of a body; the date of a document is the date of the result."""
    return Report(
        assignments=tuple(body.assignments),
        document=body.document.plain() if body.document else None,
        result_on=body.document.issued_on if body.document else body.result_on,
        values={criterion: {n: str(v) for n, v in named.items()} for criterion, named in body.values.items()},
        note=body.note,
        evidence=tuple(body.evidence),
        recorded_for=body.recorded_for,
        source=body.source,
    )


def _versions(body: CompletionBody, seen: tuple[int, ...]) -> dict[str, int]:
    """The version seen of each assignment: by `versions`; by If-Match in their order, or one, that of the first."""
    named = tuple(dict.fromkeys(body.assignments))
    if len(seen) in {1, len(named)}:
        return {**dict(zip(named, seen, strict=False)), **body.versions}
    if not body.versions.keys() >= set(named):
        raise version_missing()
    return dict(body.versions)


@router.post("/acceptances")
def accept_many(desk: AtDesk, scope: Visitor, key: Key, body: RowsBody) -> JSONResponse:
    """Confirm many reports: each row is answered for itself, in the order asked."""
    return reply_rows(completions.accept_many(desk, scope, body.asked(), key))


@router.post("/{completion}/acceptance", status_code=201)
def accept(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, completion: str) -> JSONResponse:
    """Confirm what was reported."""
    return reply(completions.accept(desk, scope, completion, seen, key))


@router.post("/{completion}/return", status_code=201)
def send_back(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, completion: str, body: ReturnBody) -> JSONResponse:
    """Ask for a report to be completed, corrected or done again."""
    return reply(completions.send_back(desk, scope, completion, body.classed, body.reason, seen, key))


@router.post("/{completion}/objection", status_code=201)
def contest(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, completion: str, body: ReasonBody) -> JSONResponse:
    """Say, within three days, that a report recorded for the unit is not the unit's."""
    return reply(objections.contest(desk, scope, completion, body.reason, seen, key))
