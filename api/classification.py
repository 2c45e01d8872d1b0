"""`/api/classification`: facts for classifying units and heads in a period; no verdict comes from here."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from acts.desk import Desk
from api.deps import AtDesk, Visitor
from domain.classification import classification
from domain.errors import Problem, Refusal
from domain.period import Period
from domain.review import belongs
from domain.rights import Scope
from storage.views.office import heads
from storage.views.records import records
from writing.classification import FORMS, write_classification

router = APIRouter(prefix="/api", tags=["index"])


Lines = list[dict[str, Any]]


def facts_of(desk: Desk, scope: Scope, name: str) -> tuple[Period, Lines, Lines]:
    """The period of that name, the lines of its assignments, and their sums by unit."""
    period, at = desk.period(name), desk.clock()
    with desk.memory.reading() as session:
        owed = [one for one in records(session, scope, at) if belongs(one, period.since, period.until)]
        lines, sums = classification(owed, heads(session, desk.today()), desk.today(), desk.calendar)
    return period, lines, sums


@router.get("/classification", response_model=None)
def classify(
    desk: AtDesk,
    scope: Visitor,
    period: Annotated[str, Query(max_length=100)],
    form: Annotated[str, Query(max_length=10)] = "json",
) -> Response:
    """Quantity, progress and quality of each assignment and unit, with weights and confirmed causes, as facts."""
    wanted, lines, sums = facts_of(desk, scope, period)
    if form == "json":
        body: dict[str, Any] = {"period": wanted.name, "units": sums, "items": lines, "next": None}
        return JSONResponse(body)
    if form not in FORMS:
        problem = Problem("form", f"một trong: json, {', '.join(FORMS)}")
        raise Refusal("invalid", "form", "Không có số liệu ở dạng tệp này.", (problem,))
    headers = {"Content-Disposition": f'attachment; filename="classification-{wanted.name}.{form}"'}
    return Response(write_classification(lines, sums, form), media_type=FORMS[form], headers=headers)
