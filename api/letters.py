"""`/api/units/{unit}/letters`: drafts of letters to a late unit, for a person to sign."""

from fastapi import APIRouter
from fastapi.responses import Response

from acts.desk import Desk
from api.deps import AtDesk, Visitor
from domain.rights import Act, Scope, absent, require
from storage.views import letters, review_settings
from writing.letters import letter_files, render_letter
from writing.review import MEDIA_TYPES

router = APIRouter(prefix="/api/units", tags=["letters"])


@router.get("/{unit}/letters/{document}")
def get_letter(desk: AtDesk, scope: Visitor, unit: str, document: str) -> Response:
    """A letter or its slip as it would be drafted now: "don-doc.docx", "phieu-trinh-nhac-nho.pdf"."""
    return drafted(desk, scope, unit, document)


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
