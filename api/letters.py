"""`/api/units/{unit}/letters`: drafts of letters to a late unit, for a person to sign."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from acts import letters as acts
from acts.desk import Desk
from acts.letters import Signed
from api.deps import AtDesk, Key, Visitor, reply
from api.plain import plain
from api.schemas import Body, Day, Id, Line
from domain.rights import Act, Scope, absent, require
from domain.telling.letters import LetterKind
from storage.views import letters, review_settings, sent_letters
from writing.letters import letter_files, render_letter
from writing.review import MEDIA_TYPES

router = APIRouter(prefix="/api/units", tags=["letters"])


@router.get("/{unit}/letters/{document}")
def get_letter(desk: AtDesk, scope: Visitor, unit: str, document: str) -> Response:
    """A letter or its slip as it would be drafted now: "don-doc.docx", "phieu-trinh-nhac-nho.pdf"."""
    return drafted(desk, scope, unit, document)


class LetterBody(Body):
    """A letter that was signed and sent: its step, and what the registry gave it."""

    kind: LetterKind
    number: Line
    issued_on: Day
    signer: Line | None = None
    file: Id | None = None

    def signed(self, file: str | None = None) -> Signed:
        """As the act takes it."""
        return Signed(self.number, self.issued_on, self.signer, file or self.file)


@router.get("/{unit}/letters")
def list_letters(desk: AtDesk, scope: Visitor, unit: str) -> dict[str, Any]:
    """The letters a unit got, the latest first."""
    with desk.memory.reading() as session:
        return {"items": plain(sent_letters.letters(session, scope, unit)), "next": None}


@router.post("/{unit}/letters", status_code=201)
def enter_letter(desk: AtDesk, scope: Visitor, key: Key, unit: str, body: LetterBody) -> JSONResponse:
    """Enter one with its number, date and signed file."""
    return reply(acts.enter(desk, scope, unit, body.kind, body.signed(), key))


def drafted(desk: Desk, scope: Scope, unit: str, document: str) -> Response:
    """The draft as a file. Number, date and signature are blank."""
    require(scope, Act.ESCALATE, unit)
    if document not in letter_files():
        raise absent()
    with desk.memory.reading() as session:
        late = letters.late_unit(session, scope, unit, desk.clock(), desk.calendar)
        authority, in_charge = letters.letterhead_of(session)
        said = review_settings.letterhead(session)
    if late is None:
        raise absent()
    form = document.rpartition(".")[2]
    headers = {"Content-Disposition": f'attachment; filename="{document}"'}
    return Response(
        render_letter(document, late, authority, in_charge, said), media_type=MEDIA_TYPES[form], headers=headers
    )
