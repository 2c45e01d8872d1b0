"""What a call leaves in the access log, a line a call: files taken out, what overseers read, what administrators did, refusals.

The office in charge and the leaders read of all units every day: their reading is their work and leaves no line, taking
files out does (docs/decisions/access-log.md).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from fastapi import Request

from acts.access import write_down, write_refusal
from acts.desk import Desk
from acts.tries import take
from api.security import Need
from domain.errors import Refusal
from domain.limits import DOCUMENTS, EXPORTS, Limit
from domain.rights import Act, Scope, oversees

FILES: Mapping[str, Limit] = {
    "GET /api/classification": EXPORTS,
    "GET /api/directives/{directive}/items.xlsx": EXPORTS,
    "GET /api/directives/{directive}/forms/{unit}/file.xlsx": DOCUMENTS,
    "GET /van-ban/{directive}/nhiem-vu.xlsx": EXPORTS,
    "GET /api/directives/{directive}/archive.xlsx": EXPORTS,
    "GET /api/directives/{directive}/archive.zip": EXPORTS,
    "GET /api/directives/{directive}/annex/{document}": DOCUMENTS,
    "GET /api/reviews/{period}/preview/{document}": DOCUMENTS,
    "GET /api/reviews/{period}/{document}": DOCUMENTS,
    "GET /api/rounds/{round_id}/sheets/{unit}/file.{form}": DOCUMENTS,
    "GET /api/scorecards/{scorecard}/file.{form}": DOCUMENTS,
    "GET /api/units/{unit}/letters/{document}": DOCUMENTS,
    "GET /api/units/{unit}/reminder-slip.{form}": DOCUMENTS,
    "GET /bao-cao/xem-truoc/{period}/{document}": DOCUMENTS,
    "GET /bao-cao/{period}/{document}": DOCUMENTS,
    "GET /van-ban/{directive}/phu-luc/{document}": DOCUMENTS,
}
"""Calls that take lists or documents out as files, and how often one person may in an hour."""
EVIDENCE = "GET /api/evidence/{evidence_id}"
RULES = frozenset({Act.ADMINISTER, Act.SET_RULES})
PERSONAL = frozenset({"login"})
"""Parts of an address that name people: they stay out of the log."""


@contextmanager
def watched(request: Request, desk: Desk, scope: Scope, call: str, need: Need) -> Iterator[None]:
    """Count what is limited, serve, and write down what came of it. TooOften past a limit."""
    limit = _file_limit(request, call)
    try:
        if limit is not None:
            take(desk, {f"{limit.said} {scope.actor}": limit})
        yield
    except Refusal as refusal:
        _refused(request, desk, scope, call, refusal)
        raise
    shown: Refusal | None = getattr(request.state, "refusal", None)
    if shown is not None:  # on the page it came from
        _refused(request, desk, scope, call, shown)
        return
    kind = "exported" if limit is not None else _kind(scope, call, need)
    if kind is not None:
        write_down(desk, scope, kind, _about(request, call))


def _refused(request: Request, desk: Desk, scope: Scope, call: str, refusal: Refusal) -> None:
    if refusal.kind == "forbidden":
        write_refusal(desk, scope, {**_about(request, call), "code": refusal.code})


def _file_limit(request: Request, call: str) -> Limit | None:
    """The limit of a call that takes a file out; the classification does so where a form of file is asked for."""
    if call == "GET /api/classification" and request.query_params.get("form", "json") == "json":
        return None
    return FILES.get(call)


def _kind(scope: Scope, call: str, need: Need) -> str | None:
    reads = call.startswith("GET ")
    if call == EVIDENCE:
        return "evidence-taken"
    if reads:
        return "overseen" if oversees(scope) else None
    return "administered" if need in RULES else None


def _about(request: Request, call: str) -> dict[str, str]:
    """The call and what it was about, by the names of the table."""
    told = {name: str(value) for name, value in request.path_params.items() if name not in PERSONAL}
    return {"call": call, **told}
