"""`/api/assignments`: lists, one with its ladder and timeline, and what is done to it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from acts import assignments, escalating, extensions, first_days, handing, passing_down, pauses, remarks, reopening
from acts.extensions import Spoken
from acts.remarks import Obstacle
from api.bulk import reply_rows
from api.deps import AtDesk, Key, MaybeSeen, Paging, Seen, Visitor, reply, versioned
from api.plain import page, plain
from api.schemas import (
    CommentBody,
    Day,
    DelegationBody,
    ExtensionBody,
    NoteBody,
    ProgressBody,
    ReasonBody,
    ReassignmentBody,
    RegistrationBody,
    ReopeningBody,
    RowsBody,
    SuspensionBody,
    TasksBody,
)
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
    due_from: Day | None = None
    due_to: Day | None = None
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


_PARTS = ("steps", "next_step", "reports", "extensions", "remarks", "timeline", "parent", "children")


@router.post("/acknowledgements")
def acknowledge_many(desk: AtDesk, scope: Visitor, key: Key, body: RowsBody) -> JSONResponse:
    """Say that many were received: each row is answered for itself, in the order asked."""
    return reply_rows(assignments.acknowledge_many(desk, scope, body.asked(), key))


@router.post("/{assignment}/acknowledgement")
def acknowledge(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, assignment: str) -> JSONResponse:
    """Say that the unit has received the order: once, for all it owes of the same directive."""
    return reply(assignments.acknowledge(desk, scope, assignment, seen, key))


@router.post("/{assignment}/escalation", status_code=201)
def escalate(desk: AtDesk, scope: Visitor, key: Key, assignment: str, body: ReasonBody) -> JSONResponse:
    """Report to the head of the unit by hand."""
    return reply(escalating.escalate(desk, scope, assignment, body.reason, key))


@router.post("/{assignment}/extensions", status_code=201)
def ask_for_time(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, assignment: str, body: ExtensionBody
) -> JSONResponse:
    """Ask to move the deadline; with `spoken` a leader's word is written down and works at once."""
    spoken = Spoken(body.spoken.by, body.spoken.on, body.spoken.where) if body.spoken else None
    return reply(
        extensions.ask(
            desk,
            scope,
            assignment,
            body.until,
            body.reason,
            body.classed,
            body.authority,
            seen,
            key,
            spoken=spoken,
        )
    )


@router.post("/{assignment}/registration", status_code=201)
def register(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, assignment: str, body: RegistrationBody
) -> JSONResponse:
    """Say by when work that carries no day will be done: the unit is reminded of it, and late by it for nobody."""
    return reply(first_days.register(desk, scope, assignment, body.due_on, seen, key))


@router.post("/{assignment}/reassignment", status_code=201)
def reassign(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, assignment: str, body: ReassignmentBody
) -> JSONResponse:
    """Hand it to another unit; both are told."""
    return reply(handing.reassign(desk, scope, assignment, body.unit, body.reason, seen, key))


@router.post("/{assignment}/delegation", status_code=201)
def delegate(
    desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, assignment: str, body: DelegationBody
) -> JSONResponse:
    """Entrust somebody inside the unit with it."""
    return reply(handing.delegate(desk, scope, assignment, body.official, seen, key))


@router.post("/{assignment}/children", status_code=201)
def pass_down(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, assignment: str, body: TasksBody) -> JSONResponse:
    """Give units below their parts of it, each with an internal day before its own."""
    return reply(passing_down.pass_down(desk, scope, assignment, body.asked(), seen, key))


@router.post("/{assignment}/suspension", status_code=201)
def suspend(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, assignment: str, body: SuspensionBody) -> JSONResponse:
    """Pause it, or let it wait for an event outside."""
    return reply(pauses.suspend(desk, scope, assignment, body.reason, seen, key, waiting=body.waiting))


@router.post("/{assignment}/resumption", status_code=201)
def go_on(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, assignment: str, body: NoteBody) -> JSONResponse:
    """Let it go on."""
    return reply(pauses.go_on(desk, scope, assignment, body.reason, seen, key))


@router.post("/{assignment}/reopening", status_code=201)
def reopen(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, assignment: str, body: ReopeningBody) -> JSONResponse:
    """Ask for accepted work to be done again, or follow withdrawn work again."""
    return reply(reopening.reopen(desk, scope, assignment, body.reason, body.until, seen, key))


@router.post("/{assignment}/progress", status_code=201)
def progress(
    desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, assignment: str, body: ProgressBody
) -> JSONResponse:
    """Say how far it has come, and what stands in its way."""
    stands = Obstacle(body.obstacle.unit, body.obstacle.what, body.obstacle.since) if body.obstacle else None
    cleared = tuple(body.cleared)
    return reply(remarks.progress(desk, scope, assignment, body.text, body.percent, stands, cleared, seen, key))


@router.post("/{assignment}/comments", status_code=201)
def comment(desk: AtDesk, scope: Visitor, key: Key, assignment: str, body: CommentBody) -> JSONResponse:
    """Say something to those concerned."""
    return reply(remarks.comment(desk, scope, assignment, body.text, tuple(body.mentions), key))
