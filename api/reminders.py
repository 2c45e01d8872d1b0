"""Reminders outside of mail: words for a chat, a slip of paper for a unit, a calendar of deadlines to subscribe to."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from acts import reminding
from acts.desk import Desk
from acts.tokens import token_digest
from api.deps import AtDesk, Key, Visitor, reply
from domain.rights import ALLOWANCES, Act, Scope, absent, require
from domain.telling.zalo import zalo_text
from domain.wording import orders
from storage.views import assignments, deadlines, letters, people, reminders, review_settings
from writing.ics import Due, to_ics
from writing.reminder_slips import render_slip
from writing.review import MEDIA_TYPES

router = APIRouter(prefix="/api", tags=["reminders"])


@router.get("/assignments/{assignment}/zalo")
def words_for_zalo(desk: AtDesk, scope: Visitor, assignment: str) -> dict[str, Any]:
    """A reminder of at most 300 letters, to be copied into a chat."""
    return {"text": offered(desk, scope, assignment)}


@router.post("/assignments/{assignment}/zalo", status_code=201)
def reminded_by_zalo(desk: AtDesk, scope: Visitor, key: Key, assignment: str) -> JSONResponse:
    """Write down that the unit was reminded so."""
    return reply(reminding.reminded_by_zalo(desk, scope, assignment, key))


def offered(desk: Desk, scope: Scope, assignment: str) -> str:
    """The words of a reminder for a chat."""
    with desk.memory.reading() as session:
        assignments.whole(session, scope, assignment, desk.today())  # absent where it is not seen
        return zalo_text(reminders.reminded(session, assignment, desk.calendar, desk.today()))


@router.get("/units/{unit}/reminder-slip.{form}")
def get_slip(desk: AtDesk, scope: Visitor, unit: str, form: Literal["pdf", "docx", "html"]) -> Response:
    """The open work of a unit on a sheet of paper: overdue, and due within two weeks."""
    require(scope, Act.READ, unit)
    with desk.memory.reading() as session:
        owed = reminders.reminded_unit(session, scope, unit, desk.clock(), desk.calendar)
        authority, in_charge = letters.letterhead_of(session)
        said = review_settings.letterhead(session)
    headers = {"Content-Disposition": f'attachment; filename="phieu-nhac-viec-{unit}.{form}"'} if form != "html" else {}
    return Response(render_slip(form, owed, authority, in_charge, said), media_type=MEDIA_TYPES[form], headers=headers)


@router.get("/calendar/deadlines.ics")
def subscribe(desk: AtDesk, token: Annotated[str, Query(max_length=200)]) -> Response:
    """The deadlines of who owns the token, as a calendar program asks for them: a token for calendars alone opens it."""
    with desk.memory.reading() as session:
        scope = people.who(session, token_digest(token), desk.clock(), desk.today())
        if scope is None or scope.only != ALLOWANCES["calendar"]:
            raise absent()
        found = deadlines.ahead(session, scope)
    dues = [
        Due(
            uid=f"{one.assignment}@dondoc",
            sequence=one.version - 1,
            title=orders.title(one.text, one.product),
            source=f"{one.number or 'chưa có số văn bản'}, mục {one.ref}",
            unit=one.unit_name,
            ends_at=one.at,
        )
        for one in found
    ]
    return Response(to_ics(dues, desk.clock()), media_type="text/calendar; charset=utf-8")
