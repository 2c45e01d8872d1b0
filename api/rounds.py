"""`/api/rounds`: rounds of appraisal, the score sheets of units, what is entered in them, and their way to publication."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator, AwareDatetime, Field

from acts import appraisal, appraisal_sheets
from acts.appraisal import Meeting
from api.deps import AtDesk, Key, MaybeSeen, Seen, Visitor, reply, versioned
from api.schemas import Body, Day, Figure, Id, Line, NoNul, Note
from api.uploads import Sent, sent_file
from domain.appraisal.flow import State
from domain.appraisal.marks import Citation, Mark
from domain.appraisal.windows import Window, Windows
from domain.rights import Scope
from domain.telling.letterhead import Letterhead
from reading.score_sheet import read_score_sheet
from storage.views import appraisal_sheet, appraisals, index, letters, office, review_settings
from storage.views.round_steps import steps_of
from storage.views.round_turns import unappraised
from writing.review import MEDIA_TYPES
from writing.score_sheet_files import score_sheet_file

router = APIRouter(prefix="/api/rounds", tags=["rounds"])
Upload = Annotated[Sent, Depends(sent_file)]
Place = Annotated[str, Field(max_length=500), NoNul]


YEARS = range(2000, 2101)
"""Years a window may lie in; beyond them an instant has no local time."""


def _in_utc(instant: datetime) -> datetime:
    if instant.year not in YEARS:
        raise ValueError(f"năm từ {YEARS[0]} đến {YEARS[-1]}")
    return instant.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class WindowBody(Body):
    """From when until when a step is open; an end left out is open."""

    opens: Instant | None = None
    closes: Instant | None = None


class WindowsBody(Body):
    """The windows by step; a step without one is open as long as sheets are in it."""

    windows: dict[State, WindowBody] = Field(default_factory=dict)

    def known(self) -> Windows:
        """As the domain knows them."""
        return {state: Window(one.opens, one.closes) for state, one in self.windows.items()}


class RoundBody(WindowsBody):
    """A round: by which card, for which period."""

    scorecard: Id
    period: Id


class CitationBody(Body):
    """Evidence: the document, the mục or trang in it, and the id of the file where it was handed in."""

    document: Line
    section: Place = ""
    page: Place = ""
    file: Id | None = None


class MarkBody(Body):
    """One line: points, or a level, or that the criterion does not apply; with evidence, or words."""

    criterion: Id
    points: Figure | None = None
    level: Id | None = None
    not_applicable: bool = False
    evidence: Annotated[list[CitationBody], Field(max_length=20, default_factory=list)]
    note: Note = ""

    def known(self) -> Mark:
        """As the domain knows it."""
        points = None if self.points is None else Fraction(self.points)
        cited = tuple(Citation(one.document, one.section, one.page, one.file) for one in self.evidence)
        return Mark(self.criterion, points, self.level, self.not_applicable, cited, self.note)


class MarksBody(Body):
    """Lines of a sheet, entered all or none; `session` where they were entered face to face."""

    rows: Annotated[list[MarkBody], Field(min_length=1, max_length=appraisal_sheets.MOST_MARKS)]
    session: Id | None = None


class MoveBody(Body):
    """One move of a sheet by its name; some need a field, some a reason."""

    move: Id
    field: Id | None = None
    reason: Note = ""
    session: Id | None = None


class MeetingBody(Body):
    """A session: when, where, the number of its minutes, the signed file, who was there."""

    held_on: Day
    place: Line
    minutes: Line
    file: Id | None = None
    present: Annotated[list[Line], Field(max_length=200, default_factory=list)]


@router.get("")
def list_rounds(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """The rounds, the newest first, with where the sheets one sees stand."""
    with desk.memory.reading() as session:
        found = [appraisals.told(session, scope, one) for one in appraisals.rounds(session)]
    return {"items": found, "next": None}


@router.post("", status_code=201)
def open_round(desk: AtDesk, scope: Visitor, key: Key, body: RoundBody) -> JSONResponse:
    """Open a round: every unit the card is for gets its sheet."""
    return reply(appraisal.open_round(desk, scope, body.scorecard, body.period, body.known(), key))


@router.get("/{round_id}")
def get_round(desk: AtDesk, scope: Visitor, round_id: str) -> JSONResponse:
    """One round: its windows, where the sheets one sees stand; for who oversees it its steps, and what nobody may appraise."""
    with desk.memory.reading() as session:
        row = appraisals.round_of(session, round_id)
        told = {**appraisals.told(session, scope, row), "steps": [], "unappraised": None}
        if scope.units is None:
            left = unappraised(session, row, desk.today())
            told["steps"] = steps_of(session, round_id)
            told["unappraised"] = left and {"units": list(left.units), "fields": list(left.fields)}
        return versioned(told, row.version)


@router.put("/{round_id}/windows")
def set_windows(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, round_id: str, body: WindowsBody, *, dry_run: bool = False
) -> JSONResponse:
    """Set the windows of the steps anew; `dry_run` only shows when somebody would be reminded."""
    if dry_run:
        return JSONResponse({"dry_run": True, "steps": appraisal.foresee(desk, scope, round_id, body.known())})
    return reply(appraisal.set_windows(desk, scope, round_id, body.known(), seen, key))


@router.post("/{round_id}/sessions", status_code=201)
def hold_session(desk: AtDesk, scope: Visitor, key: Key, round_id: str, body: MeetingBody) -> JSONResponse:
    """Write down a session with its minutes."""
    meeting = Meeting(body.held_on, body.place, body.minutes, body.file, tuple(body.present))
    return reply(appraisal.hold_session(desk, scope, round_id, meeting, key))


@router.get("/{round_id}/sheets/{unit}")
def get_sheet(desk: AtDesk, scope: Visitor, round_id: str, unit: str) -> JSONResponse:
    """The score sheet of a unit: every line with what each step said, scores, history, moves, what may come next."""
    with desk.memory.reading() as session:
        told = appraisal_sheet.shown(session, scope, round_id, unit, desk.clock())
    return versioned(told, told["version"])


@router.get("/{round_id}/sheets/{unit}/file.{form}")
def get_file(desk: AtDesk, scope: Visitor, round_id: str, unit: str, form: str) -> Response:
    """The score sheet: xlsx is filled in and sent back, docx and pdf are printed and signed."""
    with desk.memory.reading() as session:
        told = appraisal_sheet.shown(session, scope, round_id, unit, desk.clock())
        title = index.card_of(session, told["scorecard"]).title
        name = next(one.name for one in office.units(session) if one.code == unit)
        letterhead = Letterhead(review_settings.letterhead(session), *letters.letterhead_of(session), desk.today().year)
    content = score_sheet_file(form, told, name, title, letterhead, desk.today())
    headers = {"Content-Disposition": f'attachment; filename="phieu-diem-{unit}-{told["period"]}.{form}"'}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)


@router.post("/{round_id}/sheets/{unit}/file", status_code=201)
def take_file(
    desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, round_id: str, unit: str, sent: Upload
) -> JSONResponse:
    """Enter the lines of a filled workbook in the step the sheet is in; what is wrong is told by row and column."""
    filled = read_score_sheet(sent.data, sent.name, round_id, unit, _state(desk, scope, round_id, unit))
    return reply(appraisal_sheets.enter(desk, scope, round_id, unit, filled.marks, None, seen, filled.place, key))


def _state(desk: AtDesk, scope: Scope, round_id: str, unit: str) -> State:
    with desk.memory.reading() as session:
        return appraisals.sheet(session, scope, round_id, unit).state


@router.post("/{round_id}/sheets/{unit}/marks", status_code=201)
def enter(
    desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, round_id: str, unit: str, body: MarksBody
) -> JSONResponse:
    """Enter lines in the step the sheet is in: self-score, appraisal, explanation, appeal or its answer."""
    marks = [row.known() for row in body.rows]
    return reply(appraisal_sheets.enter(desk, scope, round_id, unit, marks, body.session, seen, key=key))


@router.post("/{round_id}/sheets/{unit}/moves")
def move(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, round_id: str, unit: str, body: MoveBody) -> JSONResponse:
    """Move a sheet on: submit, endorse, send-back, close-field, answer, approve, appeal, settle, pass-on."""
    return reply(
        appraisal_sheets.move(desk, scope, round_id, unit, body.move, body.field, body.reason, body.session, seen, key)
    )
