"""`/api/assignments`: lists, one with its ladder and timeline, and what is done to it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from acts import assignments, steps
from api.deps import AtDesk, Key, MaybeSeen, Paging, Visitor, reply, versioned
from api.plain import page, plain
from api.schemas import ReasonBody
from domain.status import TimeState, WorkState
from storage.views import assignments as view

router = APIRouter(prefix="/api/assignments", tags=["assignments"])


@dataclass(frozen=True)
class Narrowing:
    """The filters of a list as a call names them."""

    unit: Annotated[str | None, Query(max_length=100)] = None
    official: Annotated[str | None, Query(max_length=200, description="login: units in which they hold a role")] = None
    directive: Annotated[str | None, Query(max_length=100)] = None
    item: Annotated[str | None, Query(max_length=100)] = None
    work: Annotated[list[WorkState] | None, Query()] = None
    time: Annotated[list[TimeState] | None, Query()] = None
    due_from: date | None = None
    due_to: date | None = None
    text: Annotated[str | None, Query(max_length=200, description="accents and case do not count")] = None

    def filters(self) -> view.Filters:
        """As the view takes them."""
        return view.Filters(
            self.unit,
            self.official,
            self.directive,
            self.item,
            tuple(self.work or ()),
            tuple(self.time or ()),
            self.due_from,
            self.due_to,
            self.text,
        )


@router.get("")
def list_assignments(
    desk: AtDesk,
    scope: Visitor,
    paging: Paging,
    narrowing: Annotated[Narrowing, Depends()],
    sort: Annotated[str, Query(max_length=20)] = "deadline",
) -> dict[str, Any]:
    """Assignments this scope sees; `sort` is deadline, opened or unit, with - for the other way round."""
    with desk.memory.reading() as session:
        return page(view.find(session, scope, desk.today(), narrowing.filters(), sort, paging))


@router.get("/{assignment}")
def get_assignment(desk: AtDesk, scope: Visitor, assignment: str) -> JSONResponse:
    """One assignment: its facts, ladder, next step and timeline."""
    with desk.memory.reading() as session:
        found = view.whole(session, scope, assignment, desk.today())
    body = {**plain(found.line), **{name: plain(getattr(found, name)) for name in _PARTS}}
    return versioned(body, found.line.version)


_PARTS = ("steps", "next_step", "reports", "timeline")


@router.post("/{assignment}/acknowledgement")
def acknowledge(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, assignment: str) -> JSONResponse:
    """Say that the unit has received the order: once, for all it owes of the same directive."""
    return reply(assignments.acknowledge(desk, scope, assignment, seen, key))


@router.post("/{assignment}/escalation", status_code=201)
def escalate(desk: AtDesk, scope: Visitor, key: Key, assignment: str, body: ReasonBody) -> JSONResponse:
    """Report to the head of the unit by hand."""
    return reply(steps.escalate(desk, scope, assignment, body.reason, key))
